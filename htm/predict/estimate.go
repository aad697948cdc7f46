package predict

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Estimate turns a distribution over buckets and the buckets' values into one
// value: ArgMax, Mean, Median, or a function of yours. Buckets whose value is NaN
// are left out; when nothing with a positive probability remains the estimate is NaN,
// which means no prediction. The three here panic when the lengths differ or a
// probability is not in [0, 1].
type Estimate func(distribution, values []float64) float64

// ArgMax returns the value of the most probable bucket, of equals the first.
// NuPIC calls it the best prediction.
func ArgMax(distribution, values []float64) float64 {
	require(distribution, values)
	best, most := math.NaN(), 0.0
	for i, p := range distribution {
		if p > most && !math.IsNaN(values[i]) {
			best, most = values[i], p
		}
	}
	return best
}

// Mean returns the expected value, which has the least squared error if the
// distribution is right: Σ p v / Σ p.
func Mean(distribution, values []float64) float64 {
	require(distribution, values)
	sum, total := 0.0, 0.0
	for i, p := range distribution {
		if p > 0 && !math.IsNaN(values[i]) {
			sum += float64(p * values[i])
			total += p
		}
	}
	return sum / total
}

// Median returns the least value that at least half of the probability does not
// exceed, which has the least absolute error if the distribution is right.
func Median(distribution, values []float64) float64 {
	return Quantile(distribution, values, 0.5)
}

// Quantile returns the least value that at least a share q of the probability does
// not exceed: 0 is the least value that is possible at all, .5 the Median, 1 the
// greatest. Buckets and panics are as for an Estimate; it panics when q is not in
// [0, 1].
func Quantile(distribution, values []float64, q float64) float64 {
	require(distribution, values)
	if !(q >= 0 && q <= 1) {
		panic(fmt.Sprintf("predict: q = %v, want in [0, 1]", q))
	}
	if !increasing(values) { // buckets are mostly numbered by value
		distribution, values = sorted(distribution, values)
	}
	total := 0.0
	for i, p := range distribution {
		if !math.IsNaN(values[i]) {
			total += p
		}
	}
	below := 0.0
	for i, p := range distribution {
		if p > 0 && !math.IsNaN(values[i]) {
			if below += p; below >= float64(q*total) {
				return values[i]
			}
		}
	}
	return math.NaN()
}

// Interval returns the Quantiles that cut off the same probability below and above,
// such that at least the share between them remains: .9 for a band that nine of ten
// values fall into if the distribution is right. NaN and panics as for Quantile; it
// panics when share is not in [0, 1].
func Interval(distribution, values []float64, share float64) (low, high float64) {
	if !(share >= 0 && share <= 1) {
		panic(fmt.Sprintf("predict: share = %v, want in [0, 1]", share))
	}
	tail := (1 - share) / 2
	return Quantile(distribution, values, tail), Quantile(distribution, values, 1-tail)
}

// increasing tells whether no value is below an earlier one, NaN left out.
func increasing(values []float64) bool {
	most := math.Inf(-1)
	for _, v := range values {
		if v < most {
			return false
		}
		if v > most {
			most = v
		}
	}
	return true
}

// sorted returns both in the order of the values.
func sorted(distribution, values []float64) (d, v []float64) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	for _, i := range order {
		d, v = append(d, distribution[i]), append(v, values[i])
	}
	return d, v
}

func require(distribution, values []float64) {
	if len(distribution) != len(values) {
		panic(fmt.Sprintf("predict: probabilities of %d buckets and values of %d, want as many", len(distribution), len(values)))
	}
	for bucket, p := range distribution {
		if !(p >= 0 && p <= 1) {
			panic(fmt.Sprintf("predict: probability %v of bucket %d, want in [0, 1]", p, bucket))
		}
	}
}
