package datasets

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// The sequences of the one-prediction task as the authors' repository lists them,
// and the endings that replace theirs.
func TestOnePrediction(t *testing.T) {
	before := [][]int{
		{6, 8, 7, 4, 2, 3, 0}, {1, 8, 7, 4, 2, 3, 5}, {6, 3, 4, 2, 7, 8, 5}, {1, 3, 4, 2, 7, 8, 0},
		{0, 9, 7, 8, 5, 3, 4, 1}, {2, 9, 7, 8, 5, 3, 4, 6}, {0, 4, 3, 5, 8, 7, 9, 6}, {2, 4, 3, 5, 8, 7, 9, 1},
	}
	task := OnePrediction()
	if got, want := fmt.Sprint(task.Sequences), fmt.Sprint(before); got != want {
		t.Errorf("before %s, want %s", got, want)
	}
	for i, ending := range []int{5, 0, 0, 5, 6, 1, 1, 6} {
		before[i][len(before[i])-1] = ending
	}
	if got, want := fmt.Sprint(task.After), fmt.Sprint(before); got != want {
		t.Errorf("after %s, want %s", got, want)
	}
}

// Each task has its number of sequences and endings; no two beginnings that differ in
// the first symbol alone share an ending, so that the first symbol is needed; and
// After gives each beginning the other's endings.
func TestHighOrderTasks(t *testing.T) {
	for _, tt := range []struct {
		task                        HighOrderTask
		sequences, symbols, endings int
	}{{OnePrediction(), 8, 10, 1}, {TwoEndings(), 16, 12, 2}, {FourEndings(), 32, 16, 4}} {
		task := tt.task
		if len(task.Sequences) != tt.sequences || len(task.After) != tt.sequences || task.Symbols != tt.symbols || task.Endings != tt.endings {
			t.Errorf("%s: %d sequences of %d symbols, %d endings; want %d, %d, %d", task.Name, len(task.Sequences), task.Symbols, task.Endings, tt.sequences, tt.symbols, tt.endings)
		}
		starts := map[string][]int{} // of a body
		now, later, used := endingsOf(task.Sequences), endingsOf(task.After), map[int]bool{}
		for _, sequence := range task.Sequences {
			body := fmt.Sprint(sequence[1 : len(sequence)-1])
			if !slices.Contains(starts[body], sequence[0]) {
				starts[body] = append(starts[body], sequence[0])
			}
			for _, symbol := range sequence {
				used[symbol] = true
			}
		}
		for body, two := range starts {
			a, b := fmt.Sprint(two[0], " ", body), fmt.Sprint(two[1], " ", body)
			if len(two) != 2 || len(now[a]) != task.Endings || len(now[b]) != task.Endings || fmt.Sprint(now[a]) != fmt.Sprint(later[b]) || fmt.Sprint(now[b]) != fmt.Sprint(later[a]) {
				t.Errorf("%s: body %s begins with %v and ends with %v or %v, later %v or %v", task.Name, body, two, now[a], now[b], later[a], later[b])
			}
			for _, ending := range now[a] {
				if slices.Contains(now[b], ending) {
					t.Errorf("%s: body %s ends with %d whatever it begins with", task.Name, body, ending)
				}
			}
		}
		if len(starts) != 4 || len(used) != task.Symbols {
			t.Errorf("%s: %d bodies and %d symbols in use, want 4 and %d", task.Name, len(starts), len(used), task.Symbols)
		}
	}
	// Two of the rows of each, as listed.
	if all := TwoEndings().Sequences; fmt.Sprint(all[3], all[15]) != "[5 8 3 10 9 6 7] [5 11 10 1 6 8 3 9]" {
		t.Errorf("two endings: %v and %v", all[3], all[15])
	}
	if all := FourEndings().Sequences; fmt.Sprint(all[12], all[27]) != "[11 1 14 5 12 4 9] [9 1 12 6 15 4 5 14]" {
		t.Errorf("four endings: %v and %v", all[12], all[27])
	}
}

// endingsOf returns the sorted endings of each beginning.
func endingsOf(sequences [][]int) map[string][]int {
	endings := map[string][]int{}
	for _, s := range sequences {
		key := fmt.Sprint(s[0], s[1:len(s)-1])
		endings[key] = append(endings[key], s[len(s)-1])
		slices.Sort(endings[key])
	}
	return endings
}

func streamOfTask(t *testing.T, task HighOrderTask, change func(*HighOrderParams)) *HighOrder {
	t.Helper()
	p := DefaultHighOrderParams(task)
	change(&p)
	h, err := NewHighOrder(p)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// The stream is whole sequences of the shuffled task, each with one separator behind
// it; from the switch on those of After.
func TestHighOrderStream(t *testing.T) {
	for _, task := range []HighOrderTask{OnePrediction(), TwoEndings(), FourEndings()} {
		h := streamOfTask(t, task, func(p *HighOrderParams) { p.Switch = 10000 })
		own := h.Task()
		counts, separators := map[string]int{}, map[int]bool{}
		var sequence []int
		begun := 0
		for i := range 20000 {
			e := h.Next()
			if e.Index != i || e.Place != len(sequence) || e.Noisy || !e.Input.Equal(h.Code(e.Symbol)) || e.Input.Len() != 41 || e.Input.Size != 2048 {
				t.Fatalf("%s: element %d is %+v, want place %d", task.Name, i, e, len(sequence))
			}
			if len(sequence) == 0 {
				begun = i
			}
			if !e.Separator {
				if e.Symbol < 0 || e.Symbol >= task.Symbols || e.After != (begun > 10000) {
					t.Fatalf("%s: element %d is %+v, want one of the task, After past 10,000", task.Name, i, e)
				}
				sequence = append(sequence, e.Symbol)
				set := own.Sequences
				if e.After {
					set = own.After
				}
				whole := slices.ContainsFunc(set, func(s []int) bool { return slices.Equal(s, sequence) })
				if e.Scored != whole || e.Scored != (e.Endings != nil) {
					t.Fatalf("%s: element %d is %+v at the end of %v, want scored: %v", task.Name, i, e, sequence, whole)
				}
				if e.Scored && (len(e.Endings) != task.Endings || !slices.Contains(e.Endings, e.Symbol) || !slices.Equal(e.Endings, endingsOf(set)[fmt.Sprint(sequence[0], sequence[1:len(sequence)-1])])) {
					t.Fatalf("%s: endings %v of %v", task.Name, e.Endings, sequence)
				}
				continue
			}
			if e.Symbol < task.Symbols || e.Symbol >= task.Symbols+5000 || e.Scored {
				t.Fatalf("%s: separator %+v, want a symbol from %d on, not scored", task.Name, e, task.Symbols)
			}
			separators[e.Symbol] = true
			counts[fmt.Sprint(e.After, sequence)]++
			sequence = nil
		}
		if want := 2 * len(task.Sequences); len(counts) != want {
			t.Errorf("%s: %d different sequences, want %d", task.Name, len(counts), want)
		}
		each := 10000 / 8.5 / float64(len(task.Sequences))
		for which, n := range counts {
			if math.Abs(float64(n)-each) > 6*math.Sqrt(each) {
				t.Errorf("%s: sequence %s came %d times, want about %.0f", task.Name, which, n, each)
			}
		}
		if len(separators) < 1700 { // 2353 draws of 5000 meet 1877 in the mean
			t.Errorf("%s: %d different separators, want more than 1700", task.Name, len(separators))
		}
	}
}

// Another seed gives the symbols other roles, and the same ones before and after.
func TestHighOrderShuffle(t *testing.T) {
	task := OnePrediction()
	first := map[int]bool{}
	for seed := range uint64(40) {
		h := streamOfTask(t, task, func(p *HighOrderParams) { p.Seed = seed })
		first[h.Task().Sequences[0][0]] = true
		for i, sequence := range h.Task().Sequences {
			after := h.Task().After[i]
			if !slices.Equal(sequence[:len(sequence)-1], after[:len(after)-1]) {
				t.Fatalf("seed %d: %v and after it %v, want the same beginning", seed, sequence, after)
			}
		}
	}
	if len(first) < 9 {
		t.Errorf("the first symbol of 40 seeds is one of %v, want nearly all", first)
	}
	if fmt.Sprint(task.Sequences) != fmt.Sprint(OnePrediction().Sequences) {
		t.Error("the stream changed its task")
	}
}

// Noise: one symbol of places 1 to 3 in each sequence that begins behind NoisyFrom.
func TestHighOrderNoise(t *testing.T) {
	for _, from := range []int{-1, 6000} {
		h := streamOfTask(t, OnePrediction(), func(p *HighOrderParams) { p.NoisyFrom = from })
		places, noisy, begun := map[int]int{}, 0, 0
		for _, e := range h.Take(12000) {
			if e.Place == 0 {
				begun, noisy = e.Index, 0
			}
			if e.Noisy {
				noisy++
				places[e.Place]++
				if e.Symbol < 10 || e.Symbol >= 5010 {
					t.Fatalf("noise %+v, want a separator's symbol", e)
				}
			}
			if e.Scored && (noisy == 1) != (begun > from) {
				t.Fatalf("%d noisy elements in the sequence from %d on, want noise behind %d", noisy, begun, from)
			}
			if e.Scored && len(e.Endings) != 1 {
				t.Fatalf("endings %v, want that of the sequence without noise", e.Endings)
			}
		}
		total := places[1] + places[2] + places[3]
		if len(places) != 3 || places[1] < total/4 || places[3] < total/4 {
			t.Errorf("noise at places %v, want 1 to 3 evenly", places)
		}
	}
}

// The codes of the right endings are guessed; nothing predicted is guessed by chance.
func TestHighOrderGuess(t *testing.T) {
	h := streamOfTask(t, FourEndings(), func(*HighOrderParams) {})
	union := h.Code(3).Union(h.Code(7)).Union(h.Code(11)).Union(h.Code(2)).Union(h.Code(5000))
	guess := h.Guess(union)
	slices.Sort(guess)
	if !slices.Equal(guess, []int{2, 3, 7, 11}) {
		t.Errorf("guess %v, want the four symbols of the union", guess)
	}
	best := h.Code(9)
	best.Bits = best.Bits[:20]
	if guess := h.Guess(best.Union(h.Code(4))); guess[0] != 4 || guess[1] != 9 {
		t.Errorf("guess %v, want 4 with the largest overlap, then 9", guess)
	}
	counts := make([]int, 16)
	for range 4000 {
		for _, symbol := range h.Guess(sdr.SDR{Size: 2048}) {
			counts[symbol]++
		}
	}
	for symbol, n := range counts { // 4 of 16
		if n < 850 || n > 1150 {
			t.Errorf("symbol %d is guessed %d times of 4000 from nothing, want about 1000", symbol, n)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("the code of a negative symbol, want a panic")
		}
	}()
	h.Code(-1)
}

// A table that knows the whole sequence so far is right at every end, once it has
// seen all; one that knows the last symbol alone is right about half of the time.
func TestHighOrderNeedsMemory(t *testing.T) {
	h := streamOfTask(t, OnePrediction(), func(*HighOrderParams) {})
	whole, last := map[string]int{}, map[int]int{}
	var sequence []int
	right, half, n := 0, 0, 0
	for _, e := range h.Take(8000) {
		if e.Place == 0 {
			sequence = nil
		}
		if e.Scored {
			key, previous := fmt.Sprint(sequence), sequence[len(sequence)-1]
			if e.Index > 2000 {
				n++
				if whole[key] == e.Symbol {
					right++
				}
				if last[previous] == e.Symbol {
					half++
				}
			}
			whole[key], last[previous] = e.Symbol, e.Symbol
		}
		sequence = append(sequence, e.Symbol)
	}
	if right != n || half > n*6/10 || half < n*4/10 {
		t.Errorf("of %d ends the whole sequence tells %d and the last symbol %d, want all and half", n, right, half)
	}
}

// Two groups of two sequences: one body each, four other ends, all symbols of a
// sequence different and out of 2 length.
func TestLongSequences(t *testing.T) {
	for _, length := range []int{3, 10, 20, 40, 60, 80, 100} {
		task, err := LongSequences(length, 5)
		if err != nil || len(task.Sequences) != 4 || task.After != nil || task.Endings != 1 || task.Symbols != 2*length {
			t.Fatalf("length %d: %+v, error %v", length, task, err)
		}
		for i, s := range task.Sequences {
			twin, distinct := task.Sequences[i^1], map[int]bool{}
			for _, symbol := range s {
				distinct[symbol] = true
			}
			if len(s) != length || len(distinct) != length || !slices.Equal(s[1:length-1], twin[1:length-1]) || s[0] == twin[0] || s[length-1] == twin[length-1] || slices.Max(s) >= 2*length {
				t.Errorf("length %d: %v and %v, want one body and other ends", length, s, twin)
			}
		}
		h := streamOfTask(t, task, func(*HighOrderParams) {})
		scored := 0
		for _, e := range h.Take(10 * (length + 1)) {
			if e.Scored {
				scored++
				if len(e.Endings) != 1 || e.Endings[0] != e.Symbol || e.Place != length-1 {
					t.Errorf("length %d: %+v, want its one ending", length, e)
				}
			}
		}
		if scored != 10 {
			t.Errorf("length %d: %d of 10 sequences scored", length, scored)
		}
	}
}
