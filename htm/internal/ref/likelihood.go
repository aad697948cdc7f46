package ref

import (
	"math"

	"gohtm/htm/anomaly"
)

// Likelihood returns the anomaly likelihood of every record of a stream, each
// worked out anew from the whole past: no state is carried from one record to the
// next. Ahmad, Lavin, Purdy & Agha (2017), doi:10.1016/j.neucom.2017.04.070, §3.2,
// with the periods, floors and filter of NuPIC's anomaly_likelihood.py.
func Likelihood(p anomaly.LikelihoodParams, values, raws []float64) []float64 {
	likelihoods := make([]float64, len(raws))
	for t := range raws {
		likelihoods[t] = likelihoodAt(p, values, raws, t)
	}
	return likelihoods
}

func likelihoodAt(p anomaly.LikelihoodParams, values, raws []float64, t int) float64 {
	probation := p.LearningPeriod + p.EstimationSamples
	if t < probation {
		return 0.5
	}
	// The record before which the distribution in use was estimated.
	estimated := t
	for estimated > probation && estimated%p.ReestimationPeriod != 0 {
		estimated--
	}
	first := 0 // of the historic window
	if estimated > p.HistoricWindow {
		first = estimated - p.HistoricWindow
	}
	average := func(i int) float64 { return averageOf(raws, first, i, p.AveragingWindow) }

	// Records of the learning period that are still in the window are left out.
	start := max(first, p.LearningPeriod)
	mean, deviation := p.NullMean, p.NullDeviation
	if start < estimated {
		var averages []float64
		for i := start; i < estimated; i++ {
			averages = append(averages, average(i))
		}
		if _, spread := moments(values[start:estimated]); spread >= p.FlatVariance {
			m, v := moments(averages)
			mean, deviation = math.Max(m, p.MeanFloor), math.Sqrt(math.Max(v, p.VarianceFloor))
		}
	}
	tail := func(i int) float64 {
		z := (average(i) - mean) / deviation
		if p.TwoSided && z < 0 {
			z = -z // as unlikely as the mirrored average
		}
		return 0.5 * math.Erfc(z/1.4142)
	}

	red := 1 - p.RedLikelihood
	if tail(t) <= red && t > first && tail(t-1) <= red {
		return 1 - (1 - p.YellowLikelihood)
	}
	return 1 - tail(t)
}

// averageOf is the mean of the last window scores up to record i, none before first.
func averageOf(raws []float64, first, i, window int) float64 {
	sum, n := 0.0, 0
	for j := max(first, i-window+1); j <= i; j++ {
		sum += raws[j]
		n++
	}
	return sum / float64(n)
}

// moments returns mean and population variance.
func moments(xs []float64) (mean, variance float64) {
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	for _, x := range xs {
		variance += float64((x - mean) * (x - mean))
	}
	return mean, variance / float64(len(xs))
}
