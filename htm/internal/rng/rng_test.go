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
