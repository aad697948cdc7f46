package metric_test

import (
	"math"
	"testing"

	"gohtm/htm/metric"
)

// The four cases of Newcombe (1998), "Two-sided confidence intervals for the single
// proportion", doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E,
// table I, score method without continuity correction, to four digits; then by hand:
// one hit in one trial with z = 1 has centre 1.5/2 and half 1/4, and z = 0 is the share itself.
func TestWilson(t *testing.T) {
	const z = 1.959964
	for _, tt := range []struct {
		hits, trials int
		z, low, high float64
	}{
		{81, 263, z, .2553, .3662}, {15, 148, z, .0624, .1605}, {0, 20, z, 0, .1611}, {1, 29, z, .0061, .1718},
		{20, 20, z, 1 - .1611, 1}, {1, 1, 1, .5, 1}, {0, 1, 1, 0, .5}, {3, 4, 0, .75, .75},
	} {
		low, high := metric.Wilson(tt.hits, tt.trials, tt.z)
		if math.Abs(low-tt.low) > 5e-5 || math.Abs(high-tt.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", tt.hits, tt.trials, low, high, tt.low, tt.high)
		}
	}
	// Nothing seen, or nothing else, is an end of the range exactly, however many trials.
	for trials := 1; trials < 2000; trials++ {
		z := 1 + float64(trials)/999
		if low, high := metric.Wilson(0, trials, z); low != 0 || high >= 1 {
			t.Fatalf("0 of %d, z = %v: %v to %v", trials, z, low, high)
		}
		if low, high := metric.Wilson(trials, trials, z); low <= 0 || high != 1 {
			t.Fatalf("%d of %d, z = %v: %v to %v", trials, trials, z, low, high)
		}
	}
}

func TestWilsonBrokenContract(t *testing.T) {
	for _, tt := range []struct {
		hits, trials int
		z            float64
	}{{0, 0, 1}, {-1, 2, 1}, {3, 2, 1}, {1, 2, -1}, {1, 2, math.NaN()}, {1, 2, math.Inf(1)}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d of %d with z = %v: no panic", tt.hits, tt.trials, tt.z)
				}
			}()
			metric.Wilson(tt.hits, tt.trials, tt.z)
		}()
	}
}
