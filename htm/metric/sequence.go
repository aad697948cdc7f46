package metric

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/sdr"
)

// Precision returns the share of predicted minicolumns that became active, 0 when
// none was predicted:
//
//	|predicted ∩ active| / |predicted|
//
// It is the accuracy of Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, figure
// 6, for one element. There it is smoothed by Smooth with keep .99, and what is drawn
// is SlidingMean of that over 60 elements.
func Precision(predicted, active sdr.SDR) float64 {
	return ratio(predicted.Overlap(active), predicted.Len())
}

// Smooth returns the exponential mean of a series, which starts from 0:
//
//	m = keep m + (1 - keep) value
//
// It panics when keep is not in [0, 1). Values that are NaN leave the mean as it is.
func Smooth(values []float64, keep float64) []float64 {
	if !(keep >= 0 && keep < 1) {
		panic(fmt.Sprintf("metric: keep = %v, want in [0, 1)", keep))
	}
	means, m := make([]float64, len(values)), 0.0
	for i, value := range values {
		if !math.IsNaN(value) {
			m = float64(keep*m) + float64((1-keep)*value)
		}
		means[i] = m
	}
	return means
}

// TopMatches returns the k symbols whose codes have the greatest overlap with what
// is predicted, the greatest first; equals are ordered at random. A prediction of
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, is right when the symbol that
// comes is among them, with k the number of possible endings; its curve is SlidingMean
// of 1 for right and 0 for wrong over 101 sequences, the current one and 100 before. It
// panics when k is not in [0, len(codes)].
func TopMatches(predicted sdr.SDR, codes []sdr.SDR, k int, random *sdr.Random) []int {
	if k < 0 || k > len(codes) {
		panic(fmt.Sprintf("metric: k = %d, want in [0, %d], the codes", k, len(codes)))
	}
	symbols, overlaps := make([]int, len(codes)), make([]int, len(codes))
	for i, code := range codes {
		symbols[i], overlaps[i] = i, predicted.Overlap(code)
	}
	for i := len(symbols) - 1; i > 0; i-- {
		j := random.Below(i + 1)
		symbols[i], symbols[j] = symbols[j], symbols[i]
	}
	slices.SortStableFunc(symbols, func(a, b int) int { return overlaps[b] - overlaps[a] })
	return symbols[:k]
}
