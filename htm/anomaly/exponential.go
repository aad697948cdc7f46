package anomaly

import (
	"math"

	"gohtm/htm/internal/portable"
)

// ExponentialLikelihood is the likelihood of htm.core (anomaly_likelihood.py, 2021),
// without windows and estimations: mean and variance of the raw scores are
// exponential averages, in which a record of Period records ago weighs 1/e of the
// present one. A step
//
//  1. compares the raw score with the distribution of those before;
//  2. combines its likelihood with that of the record before, so that two unlikely
//     records in a row are more unlikely than one;
//  3. lets the raw score join the distribution.
//
// Its logarithm, which htm.core returns, is LogScore of it. Mean and variance: Finch
// (2009), "Incremental calculation of weighted mean and variance", section 9.
type ExponentialLikelihood struct {
	params       ExponentialLikelihoodParams
	alpha        float64
	records      int // seen so far
	distribution normal
	variance     float64
	previous     float64 // likelihood of the record before, not combined
}

// NewExponentialLikelihood returns one that has seen nothing, or an error that
// names every bad field.
func NewExponentialLikelihood(p ExponentialLikelihoodParams) (*ExponentialLikelihood, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &ExponentialLikelihood{
		params: p, alpha: 1 - portable.Exp(-1/float64(p.Period)),
		distribution: normal{p.InitialMean, math.Sqrt(p.InitialVariance)}, variance: p.InitialVariance,
	}, nil
}

// Params returns what the ExponentialLikelihood was made with.
func (l *ExponentialLikelihood) Params() ExponentialLikelihoodParams { return l.params }

// Step takes the raw anomaly score of the next record and returns its likelihood,
// in [0, 1]: near 1 is anomalous; 0 before the record that makes Period of them. A
// raw score outside [0, 1] is an error and changes nothing.
//
//	likelihood = 1 - Q((raw - mean) / deviation)
//	combined   = 1 - (1 - likelihood) * (1 - previous)
func (l *ExponentialLikelihood) Step(raw float64) (float64, error) {
	if err := share(raw); err != nil {
		return 0, err
	}
	likelihood := 1 - l.distribution.tail(raw, false)
	combined := 1 - float64((1-likelihood)*(1-l.previous))
	l.previous = likelihood
	l.add(raw)
	if l.records < l.params.Period {
		return 0, nil
	}
	return combined, nil
}

// add lets a raw score join the distribution:
//
//	Alpha    = 1 - exp(-1 / Period)
//	change   = Alpha * (raw - mean)
//	mean     = mean + change
//	variance = (1 - Alpha) * (variance + (raw - mean before) * change)
//
// neither below its floor.
func (l *ExponentialLikelihood) add(raw float64) {
	difference := raw - l.distribution.mean
	change := float64(l.alpha * difference)
	l.distribution.mean = max(l.params.MeanFloor, l.distribution.mean+change)
	l.variance = max(l.params.VarianceFloor, float64((1-l.alpha)*(l.variance+float64(difference*change))))
	l.distribution.deviation = math.Sqrt(l.variance)
	l.records++
}

// Distribution returns mean and standard deviation of the raw scores so far.
func (l *ExponentialLikelihood) Distribution() (mean, deviation float64) {
	return l.distribution.mean, l.distribution.deviation
}
