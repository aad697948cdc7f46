package ref

import (
	"math"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/portable"
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

// ExponentialLikelihood returns the likelihoods of htm.core's exponential variant.
func ExponentialLikelihood(p anomaly.ExponentialLikelihoodParams, raws []float64) []float64 {
	alpha := 1 - portable.Exp(-1/float64(p.Period))
	mean, variance, before := p.InitialMean, p.InitialVariance, 0.0
	likelihoods := make([]float64, len(raws))
	for t, raw := range raws {
		likelihood := 1 - 0.5*math.Erfc((raw-mean)/math.Sqrt(variance)/1.4142)
		if t+1 >= p.Period {
			likelihoods[t] = 1 - float64((1-likelihood)*(1-before))
		}
		before = likelihood

		d := raw - mean
		mean += float64(alpha * d)
		variance = (1 - alpha) * (variance + float64(d*float64(alpha*d)))
		mean, variance = math.Max(mean, p.MeanFloor), math.Max(variance, p.VarianceFloor)
	}
	return likelihoods
}

// WindowedGaussian returns the scores of the baseline detector, each worked out
// anew from the values.
func WindowedGaussian(p anomaly.WindowedGaussianParams, values []float64) []float64 {
	scores := make([]float64, len(values))
	for t := 1; t < len(values); t++ {
		end := t // of the window
		if t > p.Window {
			end = p.Window + (t-p.Window)/p.Stride*p.Stride
		}
		mean, variance := moments(values[max(0, end-p.Window):end])
		z := (values[t] - mean) / math.Max(math.Sqrt(variance), p.DeviationFloor)
		if p.TwoSided && z < 0 {
			z = -z
		}
		scores[t] = 1 - 0.5*math.Erfc(z/math.Sqrt2)
	}
	return scores
}
