package anomaly

import (
	"fmt"
	"math"
)

// MovingAverage is the mean of the latest numbers, as many as its Window, or of
// those there are: a score that rests while one record alone is out of the ordinary.
//
//	average(t) = Σ x(t-i) / n    i = 0 ... n-1, n = min(Window, records)
//
// It is summed afresh at each step, so no rounding error builds up. NuPIC's Anomaly
// puts one (slidingWindowSize) behind any of its modes: "pure" is Raw, "likelihood"
// a Likelihood and "weighted" the product of the two; there both of these are made
// from 1 - likelihood, which is small for an anomaly.
type MovingAverage struct {
	params MovingAverageParams
	recent latest
}

// NewMovingAverage returns a MovingAverage that has seen nothing, or an error that
// names every bad field.
func NewMovingAverage(p MovingAverageParams) (*MovingAverage, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &MovingAverage{params: p, recent: latest{limit: p.Window}}, nil
}

// Params returns what the MovingAverage was made with.
func (m *MovingAverage) Params() MovingAverageParams { return m.params }

// Step takes the next number and returns the average. A number that is not in
// [-1e100, 1e100] is an error and changes nothing.
func (m *MovingAverage) Step(x float64) (float64, error) {
	if err := bounded(x); err != nil {
		return 0, err
	}
	m.recent.push(x)
	return mean(m.recent.all()), nil
}

// mostValue is the greatest number of which a window can still be summed and squared.
const mostValue = 1e100

// bounded complains about a value that is no number or far too large.
func bounded(value float64) error {
	if !(math.Abs(value) <= mostValue) {
		return fmt.Errorf("anomaly: value = %v, want in [-1e100, 1e100]", value)
	}
	return nil
}

// share complains about a raw score that is no share.
func share(raw float64) error {
	if !(raw >= 0 && raw <= 1) {
		return fmt.Errorf("anomaly: raw = %v, want in [0, 1]", raw)
	}
	return nil
}
