package anomaly

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
)

// MovingAverageState is everything in which two MovingAverages with the same
// MovingAverageParams can differ.
type MovingAverageState struct {
	Recent []float64 // the numbers under the average, oldest first
}

// Snapshot returns a copy of the state.
func (m *MovingAverage) Snapshot() MovingAverageState {
	return MovingAverageState{Recent: slices.Clone(m.recent.all())}
}

// Restore goes on from a Snapshot of a MovingAverage with the same
// MovingAverageParams. A state that cannot be one is an error and changes nothing.
func (m *MovingAverage) Restore(s MovingAverageState) error {
	f := check.New("anomaly")
	f.That(len(s.Recent) <= m.params.Window, "%d Recent numbers, want <= Window = %d", len(s.Recent), m.params.Window)
	f.That(!slices.ContainsFunc(s.Recent, beyond), "Recent numbers are not all in [-1e100, 1e100]")
	if err := f.Err(); err != nil {
		return fmt.Errorf("anomaly: not a state of this MovingAverage:\n%w", err)
	}
	m.recent.kept = slices.Clone(s.Recent)
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (m *MovingAverage) Clone() *MovingAverage {
	c := *m
	c.recent.kept = slices.Clone(m.recent.kept)
	return &c
}

func beyond(x float64) bool { return bounded(x) != nil }

// ExponentialLikelihoodState is everything in which two ExponentialLikelihoods with
// the same ExponentialLikelihoodParams can differ.
type ExponentialLikelihoodState struct {
	Records  int     // seen so far
	Mean     float64 // of the distribution
	Variance float64
	Previous float64 // likelihood of the record before, not combined
}

// Snapshot returns a copy of the state.
func (l *ExponentialLikelihood) Snapshot() ExponentialLikelihoodState {
	return ExponentialLikelihoodState{Records: l.records, Mean: l.distribution.mean, Variance: l.variance, Previous: l.previous}
}

// Restore goes on from a Snapshot of an ExponentialLikelihood with the same
// ExponentialLikelihoodParams. A state that cannot be one is an error and changes nothing.
func (l *ExponentialLikelihood) Restore(s ExponentialLikelihoodState) error {
	f := check.New("anomaly")
	f.That(s.Records >= 0 && s.Records <= mostCount, "Records = %d, want in [0, 2^62)", s.Records)
	f.That(s.Mean >= 0 && s.Mean <= 1, "Mean = %v, want in [0, 1]", s.Mean)
	f.That(s.Variance > 0 && s.Variance <= 1, "Variance = %v, want in (0, 1]", s.Variance)
	f.That(s.Previous >= 0 && s.Previous <= 1, "Previous = %v, want in [0, 1]", s.Previous)
	if err := f.Err(); err != nil {
		return fmt.Errorf("anomaly: not a state of this ExponentialLikelihood:\n%w", err)
	}
	l.records, l.variance, l.previous = s.Records, s.Variance, s.Previous
	l.distribution = normal{s.Mean, math.Sqrt(s.Variance)}
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (l *ExponentialLikelihood) Clone() *ExponentialLikelihood {
	c := *l
	return &c
}

// WindowedGaussianState is everything in which two WindowedGaussians with the same
// WindowedGaussianParams can differ.
type WindowedGaussianState struct {
	Values []float64 // the window, oldest first, and behind it those that wait for it to move
}

// Snapshot returns a copy of the state.
func (g *WindowedGaussian) Snapshot() WindowedGaussianState {
	return WindowedGaussianState{Values: slices.Clone(g.kept)}
}

// Restore goes on from a Snapshot of a WindowedGaussian with the same
// WindowedGaussianParams. A state that cannot be one is an error and changes nothing.
func (g *WindowedGaussian) Restore(s WindowedGaussianState) error {
	f, p := check.New("anomaly"), g.params
	f.That(len(s.Values) < p.Window+p.Stride, "%d Values, want < Window + Stride = %d", len(s.Values), p.Window+p.Stride)
	f.That(!slices.ContainsFunc(s.Values, beyond), "Values are not all in [-1e100, 1e100]")
	if err := f.Err(); err != nil {
		return fmt.Errorf("anomaly: not a state of this WindowedGaussian:\n%w", err)
	}
	g.kept = slices.Clone(s.Values)
	if len(g.kept) > 0 {
		g.estimate()
	}
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (g *WindowedGaussian) Clone() *WindowedGaussian {
	c := *g
	c.kept = slices.Clone(g.kept)
	return &c
}

// SeenRangeState is everything in which two SeenRanges with the same
// SeenRangeParams can differ.
type SeenRangeState struct {
	Seen      bool    // whether there was a value
	Low, High float64 // the least and the greatest one
}

// Snapshot returns a copy of the state.
func (r *SeenRange) Snapshot() SeenRangeState {
	return SeenRangeState{Seen: r.seen, Low: r.low, High: r.high}
}

// Restore goes on from a Snapshot of a SeenRange with the same SeenRangeParams. A
// state that cannot be one is an error and changes nothing.
func (r *SeenRange) Restore(s SeenRangeState) error {
	f := check.New("anomaly")
	f.That(!beyond(s.Low) && !beyond(s.High) && s.Low <= s.High, "Low = %v, High = %v, want a range in [-1e100, 1e100]", s.Low, s.High)
	f.That(s.Seen || s.Low == 0 && s.High == 0, "Low = %v, High = %v, want 0 before the first value", s.Low, s.High)
	if err := f.Err(); err != nil {
		return fmt.Errorf("anomaly: not a state of this SeenRange:\n%w", err)
	}
	r.seen, r.low, r.high = s.Seen, s.Low, s.High
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (r *SeenRange) Clone() *SeenRange {
	c := *r
	return &c
}
