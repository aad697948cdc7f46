package sdr

import (
	"fmt"
	"math"
	"testing"
)

// effort returns how much of a simulation to run.
func effort(most int) int {
	if testing.Short() {
		return most / 10
	}
	return most
}

// within5 tells whether a share was to be expected of so many trials with
// probability p, give or take 5 standard deviations of the binomial; slack is what
// the formula leaves out, as a share of p.
func within5(t *testing.T, name string, hits, trials int, p, slack float64) {
	t.Helper()
	n := float64(trials)
	if d := math.Abs(float64(hits) - n*p); d > 5*math.Sqrt(n*p*(1-p))+slack*n*p+.5 {
		t.Errorf("%s: %d of %d trials, want about %.1f", name, hits, trials, n*p)
	}
}

// Dendrites with 30 synapses, each bound to one of as many random SDRs, which then
// come with noise: how many fail to fire is formula 6, as in the noise experiment of
// arXiv:1601.00720 (there 500 dendrites and 100 trials).
func TestSimulateDendriteNoise(t *testing.T) {
	const n, a, s = 6000, 128, 30
	dendrites := effort(1000)
	r := NewRandom(1)
	for noise := .15; noise < .96; noise += .2 {
		misses := map[int]int{8: 0, 12: 0, 16: 0}
		for i := 0; i < dendrites; i++ {
			pattern := r.Draw(n, a)
			segment := r.Subsample(pattern, s)
			overlap := segment.Overlap(r.Noise(pattern, noise))
			for theta := range misses {
				if overlap < theta {
					misses[theta]++
				}
			}
		}
		for theta, count := range misses {
			p := math.Exp(LogMiss(a, s, theta, int(noise*a)))
			within5(t, fmt.Sprintf("theta %d, noise %.2f", theta, noise), count, dendrites, p, 0)
		}
	}
}

// One neuron with many dendrites meets random SDRs: how many of them match by
// mistake is formula 3, as in the false positive experiment of arXiv:1601.00720,
// for theta = s/2.
func TestSimulateFalseMatches(t *testing.T) {
	dendrites, samples := 100, effort(60)
	r := NewRandom(2)
	for _, tt := range []struct{ a, n int }{{512, 16000}, {4000, 16000}, {32, 2000}, {32, 4000}} {
		for _, s := range []int{2, 6, 14, 30} {
			segments := make([]SDR, dendrites)
			for i := range segments {
				segments[i] = r.Draw(tt.n, s)
			}
			matches := 0
			for i := 0; i < samples; i++ {
				on := r.Draw(tt.n, tt.a).Dense()
				for _, segment := range segments {
					overlap := 0
					for _, bit := range segment.Bits {
						if on[bit] {
							overlap++
						}
					}
					if overlap >= s/2 {
						matches++
					}
				}
			}
			p := math.Exp(LogFalseMatch(tt.n, tt.a, s, s/2))
			within5(t, fmt.Sprintf("a %d n %d s %d", tt.a, tt.n, s), matches, samples*dendrites, p, 0)
		}
	}
}

// Unions of random SDRs: their size, what passes for a member of them, and what
// matches with a threshold. The formulas take the mean size, so that the rates may
// be a few per cent higher.
func TestSimulateUnions(t *testing.T) {
	r, trials := NewRandom(3), effort(1200)
	for _, tt := range []struct{ n, w, patterns, s, theta int }{
		{1000, 30, 10, 20, 10}, {1000, 30, 19, 20, 10}, {200, 4, 20, 4, 4}, {100, 3, 30, 3, 2},
	} {
		bits, squares, members, matches := 0.0, 0.0, 0, 0
		for i := 0; i < trials; i++ {
			union := SDR{Size: tt.n}
			for j := 0; j < tt.patterns; j++ {
				union = union.Union(r.Draw(tt.n, tt.w))
			}
			size := float64(union.Len())
			bits, squares = bits+size, squares+size*size
			if r.Draw(tt.n, tt.w).Minus(union).Len() == 0 {
				members++
			}
			if r.Draw(tt.n, tt.s).Overlap(union) >= tt.theta {
				matches++
			}
		}
		name, n := fmt.Sprintf("%+v", tt), float64(trials)
		mean := bits / n
		if sd := math.Sqrt((squares/n - mean*mean) / n); math.Abs(mean-UnionSize(tt.n, tt.w, tt.patterns)) > 5*sd {
			t.Errorf("%s: %v bits on, want %v +- %v", name, mean, UnionSize(tt.n, tt.w, tt.patterns), 5*sd)
		}
		within5(t, name+" members", members, trials, math.Exp(LogUnionMember(tt.n, tt.w, tt.patterns)), .05)
		within5(t, name+" matches", matches, trials, math.Exp(LogUnionMatch(tt.n, tt.w, tt.patterns, tt.s, tt.theta)), .05)
	}
}

// A list of stored patterns: at least one matches as often as the exact formula
// says, not the bound (.1347 and .1447 for these numbers).
func TestSimulateList(t *testing.T) {
	const n, w, theta, patterns = 100, 7, 4, 500
	r, lists := NewRandom(4), effort(30)
	hits := 0
	for i := 0; i < lists; i++ {
		stored := make([]SDR, patterns)
		for j := range stored {
			stored[j] = r.Draw(n, w)
		}
		for trial := 0; trial < 50; trial++ {
			query := r.Draw(n, w)
			for _, s := range stored {
				if s.Overlap(query) >= theta {
					hits++
					break
				}
			}
		}
	}
	within5(t, "list", hits, 50*lists, math.Exp(LogListMatch(LogFalseMatch(n, w, w, theta), patterns)), 0)
}
