package metric

import (
	"fmt"
	"math"
)

// Wilson returns the interval in which a probability lies, by Wilson's score, when it
// was seen to happen in so many of so many trials:
//
//	centre = (hits + z²/2) / (trials + z²)
//	half   = z √(hits (trials - hits) / trials + z²/4) / (trials + z²)
//
// from centre - half to centre + half, z standard deviations to each side: 1.96 for 95 of 100
// such intervals, 2.576 for 99. Unlike hits/trials ± z standard errors it keeps its
// promise near 0 and 1, where it stays within [0, 1], and for few trials. Wilson (1927),
// "Probable inference, the law of succession, and statistical inference",
// doi:10.1080/01621459.1927.10502953. It panics unless trials > 0, hits are in
// [0, trials] and z is finite and >= 0.
func Wilson(hits, trials int, z float64) (low, high float64) {
	if trials <= 0 || hits < 0 || hits > trials || !(z >= 0 && z <= math.MaxFloat64) {
		panic(fmt.Sprintf("metric: %d hits in %d trials, z = %v, want trials > 0, hits in [0, trials], a finite z >= 0", hits, trials, z))
	}
	h, n, zz := float64(hits), float64(trials), z*z
	centre := (h + zz/2) / (n + zz)
	half := z * math.Sqrt(float64(h*(n-h)/n)+zz/4) / (n + zz)
	low, high = centre-half, centre+half
	if hits == trials {
		high = 1 // which rounding may miss; 0 for no hits comes out exactly
	}
	return low, high
}
