package sdr

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// Counts are hand-worked, with NuPIC's and htm.core's ways of rounding: 2.5 and
// 3.5 bits are 3 and 4 for a density, and 2 and 3 for noise.
func TestRandomCounts(t *testing.T) {
	r := NewRandom(1)
	s := r.Draw(1024, 7)
	for _, tt := range []struct {
		name         string
		got          SDR
		active, kept int // kept: overlap with s
	}{
		{"draw", s, 7, 7},
		{"a density of 2.5 bits", r.DrawDensity(5, .5), 3, -1},
		{"a density of 2.4 bits", r.DrawDensity(24, .1), 2, -1},
		{"nothing", r.DrawDensity(1024, 0), 0, 0},
		{"everything", r.DrawDensity(1024, 1), 1024, 7},
		{"subsample", r.Subsample(s, 4), 4, 4},
		{"subsample nothing", r.Subsample(s, 0), 0, 0},
		{"subsample everything", r.Subsample(s, 7), 7, 7},
		{"no noise", r.Noise(s, 0), 7, 7},
		{"noise of 2.45 bits", r.Noise(s, .35), 7, 5},
		{"noise of 3.5 bits", r.Noise(s, .5), 7, 4},
		{"nothing but noise", r.Noise(s, 1), 7, 0},
		{"flip nothing", r.Flip(s, 0), 7, 7},
		{"flip everything", r.Flip(s, 1), 1017, 0},
		{"kill nothing", r.Kill(s, 0), 7, 7},
		{"kill everything", r.Kill(s, 1), 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got.Len() != tt.active || tt.got.Check() != nil {
				t.Errorf("%v, %v; want %d bits on", tt.got, tt.got.Check(), tt.active)
			}
			if tt.kept >= 0 && tt.got.Overlap(s) != tt.kept {
				t.Errorf("%v shares %d bits with %v, want %d", tt.got, tt.got.Overlap(s), s, tt.kept)
			}
		})
	}
	// With 6 of 10 on, 4 are off: all of them must come on.
	dense := SDR{Size: 10, Bits: []int{0, 1, 2, 7, 8, 9}}
	if got := r.Noise(dense, .67); got.Len() != 6 || got.Overlap(dense) != 2 {
		t.Errorf("%v, want 3 4 5 6 and 2 of %v", got, dense)
	}
	killed := r.Kill(r.DrawDensity(1000, 1), .3)
	if killed.Len() != 700 {
		t.Errorf("%d of 1000 bits live, want 700", killed.Len())
	}
}

// Every bit is drawn, subsampled, moved, moved to, flipped and killed equally
// often: each count stays within 5 standard deviations of the binomial's mean.
func TestRandomIsUniform(t *testing.T) {
	const trials = 4000
	r := NewRandom(2)
	s := SDR{Size: 20, Bits: []int{0, 1, 4, 9, 15, 19}}
	for _, tt := range []struct {
		name    string
		draw    func() SDR
		on, off float64 // probability that a bit is on, of those of s and of the others
	}{
		{"Draw", func() SDR { return r.Draw(20, 5) }, .25, .25},
		{"DrawDensity", func() SDR { return r.DrawDensity(20, .4) }, .4, .4},
		{"Subsample", func() SDR { return r.Subsample(s, 2) }, 1. / 3, 0},
		{"Noise", func() SDR { return r.Noise(s, .5) }, .5, 3. / 14},
		{"Flip", func() SDR { return r.Flip(s, .3) }, .7, .3},
		{"Kill", func() SDR { return r.Kill(s, .25) }, .75, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var counts [20]int
			for i := 0; i < trials; i++ {
				got := tt.draw()
				if err := got.Check(); err != nil {
					t.Fatal(err)
				}
				for _, bit := range got.Bits {
					counts[bit]++
				}
			}
			for bit, count := range counts {
				p := tt.off
				if s.Has(bit) {
					p = tt.on
				}
				if d := math.Abs(float64(count) - trials*p); d > 5*math.Sqrt(trials*p*(1-p)) {
					t.Errorf("bit %d is on %d times of %d, want about %.0f", bit, count, trials, trials*p)
				}
			}
		})
	}
}

// The draw is that of the known answer in htm/internal/rng.
func TestRandomIsTheStreamOfItsSeed(t *testing.T) {
	if got, want := NewRandom(1).Draw(1024, 8).Bits, []int{454, 455, 535, 580, 763, 781, 898, 994}; !slices.Equal(got, want) {
		t.Errorf("Draw(1024, 8) = %v, want %v", got, want)
	}
}

func TestBelow(t *testing.T) {
	r, counts := NewRandom(1), [5]int{}
	for i := 0; i < 5000; i++ {
		counts[r.Below(5)]++
	}
	for i, count := range counts {
		within5(t, fmt.Sprintf("Below(5) = %d", i), count, 5000, .2, 0)
	}
}

func TestRandomState(t *testing.T) {
	a := NewRandom(7)
	a.Draw(100, 10)
	state, clone, b := a.Snapshot(), a.Clone(), NewRandom(0)
	next := a.Draw(1000, 10)
	if got := clone.Draw(1000, 10); !got.Equal(next) {
		t.Errorf("a clone draws %v, want %v", got, next)
	}
	if err := b.Restore(state); err != nil {
		t.Fatal(err)
	}
	if got := b.Draw(1000, 10); !got.Equal(next) {
		t.Errorf("after Restore %v is drawn, want %v", got, next)
	}
	if got := NewRandom(8).Draw(1000, 10); got.Equal(NewRandom(7).Draw(1000, 10)) {
		t.Error("the seed does not matter")
	}
	if got := a.Draw(1000, 10); got.Equal(next) {
		t.Error("the stream stands still")
	}
}

func TestRandomPanics(t *testing.T) {
	r, s, nan := NewRandom(1), SDR{Size: 8, Bits: []int{1, 2, 3, 4, 5}}, math.NaN()
	for _, tt := range []struct {
		call func()
		want string
	}{
		{func() { r.Draw(-1, 0) }, "sdr: size = -1, want in [0, 2^31)"},
		{func() { r.Draw(1<<31, 1) }, "sdr: size = 2147483648, want in [0, 2^31)"},
		{func() { r.Draw(8, 9) }, "sdr: active = 9, want in [0, size = 8]"},
		{func() { r.Draw(8, -1) }, "sdr: active = -1, want in [0, size = 8]"},
		{func() { r.DrawDensity(8, 1.5) }, "sdr: density = 1.5, want in [0, 1]"},
		{func() { r.DrawDensity(8, nan) }, "sdr: density = NaN, want in [0, 1]"},
		{func() { r.Subsample(s, 6) }, "sdr: n = 6, want in [0, 5], the bits that are on"},
		{func() { r.Subsample(s, -1) }, "sdr: n = -1, want in [0, 5], the bits that are on"},
		{func() { r.Noise(s, -.1) }, "sdr: share = -0.1, want in [0, 1]"},
		{func() { r.Noise(s, nan) }, "sdr: share = NaN, want in [0, 1]"},
		{func() { r.Noise(s, .9) }, "sdr: 3 bits are off, want 4 to move on bits to"},
		{func() { r.Flip(s, 2) }, "sdr: probability = 2, want in [0, 1]"},
		{func() { r.Below(0) }, "sdr: n = 0, want in [1, 2^31)"},
		{func() { r.Below(1 << 31) }, "sdr: n = 2147483648, want in [1, 2^31)"},
		{func() { r.Kill(s, 2) }, "sdr: share = 2, want in [0, 1]"},
	} {
		if got := panics(tt.call); got != tt.want {
			t.Errorf("panics with %q, want %q", got, tt.want)
		}
	}
}

func TestBelowOne(t *testing.T) {
	if got := NewRandom(1).Below(1); got != 0 {
		t.Errorf("Below(1) = %d, want 0", got)
	}
}
