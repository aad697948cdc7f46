package datasets

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

func wordsOf(t *testing.T, change func(*WordsParams)) *Words {
	t.Helper()
	p := DefaultWordsParams()
	change(&p)
	w, err := NewWords(p)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Hawkins & Ahmad (2016), figure 6: a period of 10 elements is a word of 6 letters
// and 4 random ones, so that 5 of 10 can be predicted.
func TestWords(t *testing.T) {
	p := DefaultWordsParams()
	counts := map[string]int{}
	spelled := ""
	for i, e := range wordsOf(t, func(*WordsParams) {}).Take(9000) {
		place := i%10 - 3
		inWord := place >= 0 && place < 6
		if e.Index != i || (e.Word != "") != inWord || e.Predictable != (inWord && place > 0) || e.Noisy || e.Input.Len() != 40 || e.Input.Size != 2048 || e.Input.Check() != nil {
			t.Fatalf("element %d is %+v, want a word's letters at places 3 to 8 of 10", i, e)
		}
		if !inWord {
			if e.Position != -1 || e.Letter != "" || spelled != "" {
				t.Fatalf("element %d is %+v, want a random one", i, e)
			}
			continue
		}
		spelled += e.Letter
		first := 40 * int(e.Letter[0]-'A')
		if e.Position != place || e.Input.Bits[0] != first || e.Input.Bits[39] != first+39 {
			t.Fatalf("element %d is %+v, want columns %d to %d", i, e, first, first+39)
		}
		if place < 5 {
			continue
		}
		choice := p.Words
		if i-5 > 3500 {
			choice = p.After
		}
		if spelled != e.Word || !slices.Contains(choice, spelled) {
			t.Fatalf("%q of %q before element %d, want one of %v", spelled, e.Word, i, choice)
		}
		counts[spelled]++
		spelled = ""
	}
	for _, word := range p.Words { // words at 3, 13 ... 3493: 350 of them, so 70 each
		if n := counts[word]; n < 35 || n > 105 {
			t.Errorf("%s came %d times, want about 70", word, n)
		}
	}
	for _, word := range p.After { // 550 of them
		if n := counts[word]; n < 65 || n > 155 {
			t.Errorf("%s came %d times, want about 110", word, n)
		}
	}
}

// Random elements are random: 40 of 2048, two share 40 x 40 / 2048 in the mean.
func TestWordsRandomElements(t *testing.T) {
	var before sdr.SDR
	shared, n := 0, 0
	for _, e := range wordsOf(t, func(*WordsParams) {}).Take(5000) {
		if e.Word != "" {
			continue
		}
		if before.Size > 0 {
			shared += e.Input.Overlap(before)
			n++
		}
		before = e.Input
	}
	if mean := float64(shared) / float64(n); math.Abs(mean-40*40/2048.0) > 0.1 {
		t.Errorf("random elements share %.3f columns, want 0.781", mean)
	}
}

// What tables predict after 3,500 elements: who knows the first letter of the word
// half of all elements, the ceiling; who knows the previous letter alone about a
// third, as the paper's memory of one cell does.
func TestWordsNeedHighOrder(t *testing.T) {
	stream := wordsOf(t, func(p *WordsParams) { p.Switch = Never })
	whole, single := map[string]string{}, map[string]map[string]bool{}
	right, guesses, n := 0, 0.0, 0
	spelled, previous := "", ""
	for i := range 7000 {
		e := stream.Next()
		if e.Position <= 0 {
			spelled = ""
		}
		if i >= 3500 {
			n++
			if whole[spelled] == e.Letter && spelled != "" {
				right++
			}
			if previous != "" && single[previous][e.Letter] {
				guesses += 1 / float64(len(single[previous])) // share of what was predicted
			}
		}
		if e.Position > 0 {
			whole[spelled] = e.Letter
		}
		if previous != "" && e.Letter != "" {
			if single[previous] == nil {
				single[previous] = map[string]bool{}
			}
			single[previous][e.Letter] = true
		}
		spelled += e.Letter
		previous = e.Letter
	}
	if share := float64(right) / float64(n); share != 0.5 {
		t.Errorf("with the whole word known %.4f are predicted, want 0.5", share)
	}
	if share := guesses / float64(n); share < 0.25 || share > 0.4 {
		t.Errorf("with one letter known %.4f are predicted, want about a third", share)
	}
}

// Noise moves about that share of the bits, where it is asked for and nowhere else,
// and changes nothing of what is spelled.
func TestWordsNoise(t *testing.T) {
	clean := wordsOf(t, func(*WordsParams) {}).Take(3000)
	noisy := wordsOf(t, func(p *WordsParams) { p.Noise, p.NoisyFrom, p.NoisyUntil = 0.1, 1000, 2000 }).Take(3000)
	moved := 0
	for i, e := range noisy {
		off := 40 - e.Input.Overlap(clean[i].Input)
		if inside := i >= 1000 && i < 2000; e.Noisy != inside || !inside && off > 0 || e.Letter != clean[i].Letter || e.Input.Len() != 40 {
			t.Fatalf("element %d: %+v with %d columns moved, want noise from 1000 to before 2000", i, e, off)
		}
		moved += off
	}
	if share := float64(moved) / (1000 * 40); math.Abs(share-0.1) > 0.0075 {
		t.Errorf("noise moved %.4f of the columns, want 0.1", share)
	}
}

// Element by element or as slices: the stream is the same.
func TestWordsTake(t *testing.T) {
	one, many := wordsOf(t, func(*WordsParams) {}), wordsOf(t, func(*WordsParams) {})
	if n := len(many.Take(0)) + len(many.Take(-1)); n != 0 {
		t.Errorf("%d elements of none", n)
	}
	for _, e := range append(many.Take(25), many.Take(40)...) {
		if next := one.Next(); next.Index != e.Index || !next.Input.Equal(e.Input) || next.Word != e.Word {
			t.Fatalf("%+v and %+v, want the same", next, e)
		}
	}
}

// Periods, phases and words of other lengths.
func TestWordsOfOtherShapes(t *testing.T) {
	stream := wordsOf(t, func(p *WordsParams) {
		p.Columns, p.Active, p.Period, p.Phase = 30, 3, 4, 0
		p.Words, p.After, p.Switch = []string{"ABJ"}, []string{"CDEFG"}, 8
	})
	var b strings.Builder
	for _, e := range stream.Take(24) {
		b.WriteString(e.Letter)
		if e.Letter == "" {
			b.WriteString(".")
		}
	}
	// By hand: words begin where the index is a multiple of 4; from 12 on the longer
	// ones, which miss every second beginning.
	if want := "ABJ.ABJ.ABJ.CDEFG...CDEF"; b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}
