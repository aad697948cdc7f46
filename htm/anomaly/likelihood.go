package anomaly

import (
	"fmt"

	"gohtm/htm/internal/check"
)

// Likelihood says how unlikely the latest raw scores are, given those of the past:
//
//  1. the raw score joins a short moving average;
//  2. the past moving averages make a normal distribution, estimated again from time to time;
//  3. the share of the distribution above the current average is its tail;
//  4. of a run of extreme tails only the first is kept;
//  5. the likelihood is one minus the tail.
//
// It models a noisy stream, in which a single unpredicted record means little and
// a change in how many there are means much. Ahmad, Lavin, Purdy & Agha (2017),
// doi:10.1016/j.neucom.2017.04.070, §3.2 "Computing anomaly likelihood".
//
// Differences: the paper has two sliding windows and no filter; this follows
// NuPIC's anomaly_likelihood.py with its periods, floors and filter. Averages are
// summed afresh where NuPIC keeps a running total, which moves the last digits. The
// tail comes from math.Erfc, whose last digits may differ from machine to machine.
// A step costs AveragingWindow additions, and an estimation now and then about
// AveragingWindow x HistoricWindow, which ReestimationPeriod steps share.
type Likelihood struct {
	params       LikelihoodParams
	records      int // seen so far
	values, raws latest
	recent       latest // the raw scores under the moving average
	estimated    bool
	distribution normal
	previousTail float64   // of the record before, unfiltered
	averages     []float64 // scratch of estimate
}

// NewLikelihood returns a Likelihood that has seen nothing, or an error that
// names every bad field.
func NewLikelihood(p LikelihoodParams) (*Likelihood, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &Likelihood{
		params: p,
		values: latest{limit: p.HistoricWindow}, raws: latest{limit: p.HistoricWindow},
		recent: latest{limit: p.AveragingWindow},
	}, nil
}

// Params returns what the Likelihood was made with.
func (l *Likelihood) Params() LikelihoodParams { return l.params }

// Step takes the value of the metric and the raw anomaly score of the next record
// and returns its likelihood, in [0, 1]: near 1 is anomalous. The value only
// serves to notice a flat metric. A value that is not finite or a raw score
// outside [0, 1] is an error, and the record counts as not seen.
func (l *Likelihood) Step(value, raw float64) (float64, error) {
	if !check.Finite(value) {
		return 0, fmt.Errorf("anomaly: value = %v, want a finite number", value)
	}
	if err := share(raw); err != nil {
		return 0, err
	}
	likelihood := Undecided
	if l.records >= l.params.LearningPeriod+l.params.EstimationSamples {
		if !l.estimated || l.records%l.params.ReestimationPeriod == 0 {
			l.estimate()
		}
		l.recent.push(raw)
		tail := l.distribution.tail(mean(l.recent.all()), l.params.TwoSided)
		likelihood = 1 - l.filter(tail)
		l.previousTail = tail
	}
	l.values.push(value)
	l.raws.push(raw)
	l.records++
	return likelihood, nil
}

// filter keeps the first tail of a run in the red zone and lifts the others to
// the yellow one. NuPIC: _filterLikelihoods.
func (l *Likelihood) filter(tail float64) float64 {
	red := 1 - l.params.RedLikelihood
	if tail <= red && l.previousTail <= red {
		return 1 - l.params.YellowLikelihood
	}
	return tail
}

// Distribution returns mean and standard deviation of the averaged raw scores, as
// last estimated; ok is false before the first estimation.
func (l *Likelihood) Distribution() (mean, deviation float64, ok bool) {
	return l.distribution.mean, l.distribution.deviation, l.estimated
}
