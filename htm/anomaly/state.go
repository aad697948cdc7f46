package anomaly

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
)

// LikelihoodState is everything in which two Likelihoods with the same
// LikelihoodParams can differ.
type LikelihoodState struct {
	Records      int       // seen so far
	Values, Raws []float64 // the historic window, oldest first
	Recent       []float64 // the raw scores under the moving average, oldest first
	Estimated    bool      // whether there is a distribution
	Mean         float64   // of the distribution
	Deviation    float64   // its standard deviation
	PreviousTail float64   // of the record before, unfiltered
}

// Snapshot returns a copy of the state.
func (l *Likelihood) Snapshot() LikelihoodState {
	return LikelihoodState{
		Records: l.records, Values: slices.Clone(l.values.all()), Raws: slices.Clone(l.raws.all()), Recent: slices.Clone(l.recent.all()),
		Estimated: l.estimated, Mean: l.distribution.mean, Deviation: l.distribution.deviation, PreviousTail: l.previousTail,
	}
}

// Restore goes on from a Snapshot of a Likelihood with the same LikelihoodParams.
// A state that cannot be one is an error and changes nothing.
func (l *Likelihood) Restore(s LikelihoodState) error {
	if err := l.check(s); err != nil {
		return err
	}
	l.records, l.estimated, l.previousTail = s.Records, s.Estimated, s.PreviousTail
	l.distribution = normal{s.Mean, s.Deviation}
	l.values.kept, l.raws.kept, l.recent.kept = slices.Clone(s.Values), slices.Clone(s.Raws), slices.Clone(s.Recent)
	return nil
}

func (l *Likelihood) check(s LikelihoodState) error {
	f, p := check.New("anomaly"), l.params
	window := min(max(s.Records, 0), p.HistoricWindow)
	f.That(s.Records >= 0 && s.Records <= mostCount, "Records = %d, want in [0, 2^62)", s.Records)
	f.That(len(s.Values) == window, "%d Values after %d records, want %d", len(s.Values), s.Records, window)
	f.That(len(s.Raws) == window, "%d Raws after %d records, want %d", len(s.Raws), s.Records, window)
	f.That(len(s.Recent) <= p.AveragingWindow, "%d Recent scores, want <= AveragingWindow = %d", len(s.Recent), p.AveragingWindow)
	f.That(!slices.ContainsFunc(s.Values, func(x float64) bool { return !check.Finite(x) }), "Values are not all finite numbers")
	bad := func(x float64) bool { return !(x >= 0 && x <= 1) }
	f.That(!slices.ContainsFunc(s.Raws, bad), "Raws are not all in [0, 1]")
	f.That(!slices.ContainsFunc(s.Recent, bad), "Recent scores are not all in [0, 1]")
	due := s.Records > p.LearningPeriod+p.EstimationSamples
	f.That(s.Estimated == due, "Estimated = %t after %d records, want %t", s.Estimated, s.Records, due)
	if s.Estimated {
		f.That(len(s.Recent) > 0, "0 Recent scores with a distribution, want > 0")
		f.That(check.Finite(s.Mean), "Mean = %v, want finite", s.Mean)
		f.That(s.Deviation > 0 && check.Finite(s.Deviation), "Deviation = %v, want finite and > 0", s.Deviation)
		f.That(!bad(s.PreviousTail), "PreviousTail = %v, want in [0, 1]", s.PreviousTail)
	}
	if err := f.Err(); err != nil {
		return fmt.Errorf("anomaly: not a state of this Likelihood:\n%w", err)
	}
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (l *Likelihood) Clone() *Likelihood {
	c := *l
	c.values.kept, c.raws.kept, c.recent.kept = slices.Clone(l.values.kept), slices.Clone(l.raws.kept), slices.Clone(l.recent.kept)
	c.averages = nil
	return &c
}
