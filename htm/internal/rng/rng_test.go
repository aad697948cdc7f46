package rng

import (
	"slices"
	"testing"
)

// Known answers of SplitMix64 for seed 1, and of the sample drawn from it.
func TestKnownAnswers(t *testing.T) {
	s := New(1)
	for _, want := range []uint64{0x910a2dec89025cc1, 0xbeeb8da1658eec67, 0xf893a2eefb32555e, 0x71c18690ee42c90b} {
		if got := s.Next(); got != want {
			t.Errorf("Next() = %x, want %x", got, want)
		}
	}
	if got, want := New(1).Sample(1024, 8), []int{454, 455, 535, 580, 763, 781, 898, 994}; !slices.Equal(got, want) {
		t.Errorf("Sample(1024, 8) = %v, want %v", got, want)
	}
}

func TestStateContinuesTheStream(t *testing.T) {
	a, b := New(7), New(0)
	a.Next()
	b.Restore(a.State())
	for i := 0; i < 100; i++ {
		if x, y := a.Below(1000), b.Below(1000); x != y || x < 0 || x >= 1000 {
			t.Fatalf("draw %d: %d and %d, want equal and in [0, 1000)", i, x, y)
		}
		if u := a.Unit(); u < 0 || u >= 1 || u != b.Unit() {
			t.Fatalf("draw %d: Unit() = %v, want equal and in [0, 1)", i, u)
		}
		if u := a.Float64(); u < 0 || u >= 1 || u != b.Float64() {
			t.Fatalf("draw %d: Float64() = %v, want equal and in [0, 1)", i, u)
		}
	}
}

// A shuffle loses nothing, and moves every element to every place about equally often.
func TestShuffle(t *testing.T) {
	s := New(3)
	var at [5][5]int
	for n := 0; n < 5000; n++ {
		p := []int{0, 1, 2, 3, 4}
		s.Shuffle(5, func(i, j int) { p[i], p[j] = p[j], p[i] })
		for place, element := range p {
			at[element][place]++
		}
	}
	for element, places := range at {
		for place, count := range places {
			if count < 850 || count > 1150 { // 1000 +- 5 standard deviations
				t.Errorf("element %d came to place %d %d times of 5000, want about 1000", element, place, count)
			}
		}
	}
}

// A greater share has the numbers of a smaller one; every number is drawn about equally often.
func TestShare(t *testing.T) {
	var drawn [20]int
	for seed := uint64(0); seed < 4000; seed++ {
		small, large := Share(20, 0.25, seed), Share(20, 0.5, seed)
		if len(small) != 5 || len(large) != 10 || !slices.IsSorted(large) {
			t.Fatalf("shares of 20: %v and %v, want 5 and 10 numbers, sorted", small, large)
		}
		for _, i := range small {
			drawn[i]++
			if !slices.Contains(large, i) {
				t.Fatalf("%v has not all of %v", large, small)
			}
		}
	}
	for i, n := range drawn {
		if n < 860 || n > 1140 { // 1000 +- 5 standard deviations
			t.Errorf("%d is drawn %d times of 4000, want about 1000", i, n)
		}
	}
	for _, tt := range []struct {
		share float64
		want  []int
	}{{0, []int{}}, {1, []int{0, 1, 2}}} {
		if got := Share(3, tt.share, 1); !slices.Equal(got, tt.want) {
			t.Errorf("a share of %v: %v, want %v", tt.share, got, tt.want)
		}
	}
}
