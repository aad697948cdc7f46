package predict

import (
	"math"
	"slices"
)

// Naive predicts without learning: as it was a whole number of periods before,
// the fewest that lie in the past,
//
//	prediction(t+k) = x(t+k-mL) + Correction * (x(t) - x(t-mL))    m = ceil(k / L)
//
// for the value x and the period L = Lag. While one of these values is from before
// the first record it is persistence: prediction(t+k) = x(t). Hyndman &
// Athanasopoulos, "Forecasting: principles and practice", "Some simple forecasting
// methods", call it naive (L = 1) and seasonal naive.
type Naive struct {
	params NaiveParams
	recent []float64 // the latest values, oldest first
}

// NewNaive returns a Naive that has seen nothing, or an error that names every bad field.
func NewNaive(p NaiveParams) (*Naive, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Steps = slices.Clone(p.Steps)
	n := &Naive{params: p}
	n.recent = make([]float64, 0, n.needed())
	return n, nil
}

// needed is how many values the furthest prediction looks back on, the present included.
func (n *Naive) needed() int { return n.back(furthest(n.params.Steps)) + 1 }

// back is mL: how many records the prediction of k steps looks back.
func (n *Naive) back(k int) int { return (k + n.params.Lag - 1) / n.params.Lag * n.params.Lag }

// Params returns what the Naive was made with.
func (n *Naive) Params() NaiveParams {
	p := n.params
	p.Steps = slices.Clone(p.Steps)
	return p
}

// Step takes the value of the next record. A value that is not in [-1e100, 1e100] is
// an error and changes nothing.
func (n *Naive) Step(value float64) error {
	if err := bounded(value); err != nil {
		return err
	}
	if len(n.recent) == n.needed() {
		n.recent = n.recent[:copy(n.recent, n.recent[1:])]
	}
	n.recent = append(n.recent, value)
	return nil
}

// Predict returns the value expected so many records after the latest, NaN before
// the first. It panics when steps is not one of Steps.
func (n *Naive) Predict(steps int) float64 {
	place(n.params.Steps, steps)
	if len(n.recent) == 0 {
		return math.NaN()
	}
	now := len(n.recent) - 1
	value, then := n.recent[now], now-n.back(steps)
	if then+steps < 0 || n.params.Correction != 0 && then < 0 {
		return value
	}
	prediction := n.recent[then+steps]
	if n.params.Correction != 0 {
		prediction += float64(n.params.Correction * (value - n.recent[then]))
	}
	return prediction
}
