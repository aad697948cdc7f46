package competitive

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/rng"
)

// State is everything in which two Layers with the same Params can differ.
type State struct {
	Weights   []float32 // unit by unit
	Wins      []int     // by unit: in steps that learned
	Samples   []int     // by unit: how many inputs its weights are made of
	Distances []float32 // of the last step, by unit
	Winners   []int     // of the last step, the nearest first; none before the first
	Random    uint64    // of the random stream
}

// Snapshot returns a copy of the state.
func (l *Layer) Snapshot() State {
	return State{
		Weights: slices.Clone(l.weights), Wins: slices.Clone(l.wins), Samples: slices.Clone(l.samples),
		Distances: slices.Clone(l.distances), Winners: slices.Clone(l.winners), Random: l.random.State(),
	}
}

// Restore goes on from a Snapshot of a Layer with the same Params. A state that cannot
// be one is an error and changes nothing.
func (l *Layer) Restore(s State) error {
	if err := l.checkState(s); err != nil {
		return fmt.Errorf("competitive: not a state of this Layer:\n%w", err)
	}
	copy(l.weights, s.Weights)
	l.measureLengths()
	copy(l.wins, s.Wins)
	copy(l.samples, s.Samples)
	copy(l.distances, s.Distances)
	l.winners = append(l.winners[:0], s.Winners...)
	l.random.Restore(s.Random)
	return nil
}

func (l *Layer) checkState(s State) error {
	f, p := check.New("competitive"), l.params
	f.That(len(s.Weights) == len(l.weights), "%d Weights, want Units * Inputs = %d", len(s.Weights), len(l.weights))
	i := slices.IndexFunc(s.Weights, notUnit)
	f.That(i < 0, "Weights[%d] not in [0, 1]", i)
	for _, counts := range []struct {
		name string
		of   []int
	}{{"Wins", s.Wins}, {"Samples", s.Samples}} {
		f.That(len(counts.of) == p.Units, "%d %s, want Units = %d", len(counts.of), counts.name, p.Units)
		i = slices.IndexFunc(counts.of, func(n int) bool { return n < 0 || n > math.MaxInt/2 })
		f.That(i < 0, "%s[%d] not in [0, 2^62)", counts.name, i)
	}
	f.That(len(s.Distances) == p.Units, "%d Distances, want Units = %d", len(s.Distances), p.Units)
	i = slices.IndexFunc(s.Distances, func(d float32) bool { return !(d >= 0 && d <= math.MaxFloat32) })
	f.That(i < 0, "Distances[%d] not finite and >= 0", i)
	f.That(len(s.Winners) == 0 || len(s.Winners) == p.Winners, "%d Winners, want none or %d", len(s.Winners), p.Winners)
	for i, unit := range s.Winners {
		f.That(unit >= 0 && unit < p.Units && !slices.Contains(s.Winners[:i], unit), "Winners[%d] = %d, want in [0, %d) and there once", i, unit, p.Units)
	}
	return f.Err()
}

// Clone returns an independent copy that goes on bit for bit.
func (l *Layer) Clone() *Layer {
	c := *l
	c.weights, c.lengths = slices.Clone(l.weights), slices.Clone(l.lengths)
	c.wins, c.samples, c.random = slices.Clone(l.wins), slices.Clone(l.samples), rng.New(l.random.State())
	c.distances, c.winners = slices.Clone(l.distances), append(make([]int, 0, l.params.Winners), l.winners...)
	c.places, c.values = make([]int32, 0, l.params.Inputs), make([]float32, 0, l.params.Inputs)
	c.handicapped = slices.Clone(l.handicapped)
	return &c
}
