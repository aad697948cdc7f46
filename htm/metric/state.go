package metric

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// ActivityState is everything that an Activity knows of its stream.
type ActivityState struct {
	Counts   []int // of every bit: in how many SDRs it was on
	Steps    int   // SDRs so far
	Followed int   // on bits of all SDRs but the first
	Kept     int   // those that were on in the SDR before too
	Latest   int   // those of the latest SDR
	Smallest int   // the smaller number of on bits, of the latest SDR and the one before
	Previous []int // the on bits of the latest SDR
}

// Snapshot returns a copy of the state.
func (a *Activity) Snapshot() ActivityState {
	return ActivityState{
		Counts: slices.Clone(a.counts), Steps: a.steps, Followed: a.followed, Kept: a.kept,
		Latest: a.latest, Smallest: a.smallest, Previous: slices.Clone(a.previous),
	}
}

// Restore goes on from a Snapshot of an Activity of the same size. A state that
// cannot be one is an error, and changes nothing.
func (a *Activity) Restore(s ActivityState) error {
	f, active := check.New("metric"), 0
	f.That(len(s.Counts) == len(a.counts), "%d Counts, want %d", len(s.Counts), len(a.counts))
	f.That(s.Steps >= 0 && s.Steps <= mostCount/len(a.counts), "Steps = %d, want in [0, %d]", s.Steps, mostCount/len(a.counts))
	for bit, count := range s.Counts {
		if count < 0 || count > s.Steps {
			f.That(false, "Counts[%d] = %d, want in [0, Steps = %d]", bit, count, s.Steps)
			break
		}
		active += count
	}
	previous := sdr.SDR{Size: len(a.counts), Bits: s.Previous}
	if err := previous.Check(); err != nil {
		f.That(false, "Previous: %v", err)
	} else if len(s.Counts) == len(a.counts) {
		for _, bit := range s.Previous {
			f.That(s.Counts[bit] > 0, "Previous has bit %d, want one that Counts has", bit)
		}
	}
	f.That(0 <= s.Followed && s.Followed <= active, "Followed = %d, want in [0, %d], the sum of Counts", s.Followed, active)
	f.That(0 <= s.Kept && s.Kept <= s.Followed, "Kept = %d, want in [0, Followed = %d]", s.Kept, s.Followed)
	f.That(0 <= s.Latest && s.Latest <= min(s.Kept, s.Smallest), "Latest = %d, want in [0, %d], Kept or Smallest", s.Latest, min(s.Kept, s.Smallest))
	f.That(0 <= s.Smallest && s.Smallest <= len(s.Previous), "Smallest = %d, want in [0, %d], the bits of Previous", s.Smallest, len(s.Previous))
	if err := f.Err(); err != nil {
		return err
	}
	*a = Activity{
		counts: slices.Clone(s.Counts), steps: s.Steps, active: active, followed: s.Followed, kept: s.Kept,
		latest: s.Latest, smallest: s.Smallest, previous: slices.Clone(s.Previous),
	}
	return nil
}

// Clone returns an Activity that goes on by itself.
func (a *Activity) Clone() *Activity {
	clone := *a
	clone.counts, clone.previous = slices.Clone(a.counts), slices.Clone(a.previous)
	return &clone
}

// WindowState is what a Window holds, the oldest record first.
type WindowState struct {
	Truth, Prediction []float64 // as many of both; a Prediction is NaN where there was none
}

// Snapshot returns a copy of the state.
func (w *Window) Snapshot() WindowState {
	oldestFirst := func(xs []float64) []float64 { return slices.Concat(xs[w.oldest:], xs[:w.oldest]) }
	return WindowState{Truth: oldestFirst(w.truth), Prediction: oldestFirst(w.prediction)}
}

// Restore goes on from a Snapshot of a Window of the same size. A state that
// cannot be one is an error, and changes nothing.
func (w *Window) Restore(s WindowState) error {
	if err := validate(s.Truth, s.Prediction); err != nil {
		return err
	}
	if len(s.Truth) > w.size {
		return fmt.Errorf("metric: %d records, want at most the window's %d", len(s.Truth), w.size)
	}
	w.truth, w.prediction, w.oldest = slices.Clone(s.Truth), slices.Clone(s.Prediction), 0
	return nil
}

// Clone returns a Window that goes on by itself.
func (w *Window) Clone() *Window {
	clone := *w
	clone.truth, clone.prediction = slices.Clone(w.truth), slices.Clone(w.prediction)
	return &clone
}
