package predict

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// ClassifierState is everything in which two Classifiers with the same
// ClassifierParams can differ.
type ClassifierState struct {
	Weights [][][]float32 // by place in Steps, bit and bucket; nil where all are zero
	Recent  [][]int       // the bits of the latest inputs, the newest first
}

// Snapshot returns a copy of the state.
func (c *Classifier) Snapshot() ClassifierState {
	past := c.recent.clone()
	return ClassifierState{Weights: cloneWeights(c.weights), Recent: past.inputs[:past.seen]}
}

// Restore goes on from a Snapshot of a Classifier with the same ClassifierParams.
// A state that cannot be one is an error and changes nothing.
func (c *Classifier) Restore(s ClassifierState) error {
	f, p := check.New("predict"), c.params
	f.That(len(s.Weights) == len(p.Steps), "Weights of %d steps, want %d", len(s.Weights), len(p.Steps))
	for i, rows := range s.Weights {
		f.That(len(rows) == p.Size, "Weights[%d] of %d bits, want Size = %d", i, len(rows), p.Size)
		bit := slices.IndexFunc(rows, func(row []float32) bool { return row != nil && len(row) != p.Buckets })
		f.That(bit < 0, "Weights[%d][%d] not of Buckets = %d weights or none", i, bit, p.Buckets)
		bit = slices.IndexFunc(rows, func(row []float32) bool { return slices.ContainsFunc(row, tooLarge) })
		f.That(bit < 0, "Weights[%d][%d] not all in [-1e30, 1e30]", i, bit)
	}
	f.That(len(s.Recent) <= len(c.recent.inputs), "%d Recent inputs, want <= %d", len(s.Recent), len(c.recent.inputs))
	k, err := badInput(s.Recent, p.Size)
	f.That(err == nil, "Recent[%d]: %v", k, err)
	if err := f.Err(); err != nil {
		return fmt.Errorf("predict: not a state of this Classifier:\n%w", err)
	}
	c.weights = cloneWeights(s.Weights)
	for k, bits := range s.Recent {
		c.recent.inputs[k] = slices.Clone(bits)
	}
	c.recent.seen = len(s.Recent)
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (c *Classifier) Clone() *Classifier {
	d := *c
	d.weights, d.recent = cloneWeights(c.weights), c.recent.clone()
	d.sums, d.y, d.change = slices.Clone(c.sums), slices.Clone(c.y), slices.Clone(c.change)
	return &d
}

// tooLarge tells whether a weight is NaN, or so large that those of 2^28 bits could not
// be added up. None that was learned is.
func tooLarge(w float32) bool { return !(w >= -1e30 && w <= 1e30) }

// badInput returns the first of several inputs that is not an SDR of that size,
// and what is wrong with it.
func badInput(inputs [][]int, size int) (at int, err error) {
	for i, bits := range inputs {
		if err := (sdr.SDR{Size: size, Bits: bits}).Check(); err != nil {
			return i, err
		}
	}
	return 0, nil
}

func infinite(x float64) bool { return math.IsInf(x, 0) }

func beyond(x float64) bool { return bounded(x) != nil }

func cloneWeights(weights [][][]float32) [][][]float32 {
	all := make([][][]float32, len(weights))
	for i, rows := range weights {
		all[i] = make([][]float32, len(rows))
		for bit, row := range rows {
			all[i][bit] = slices.Clone(row)
		}
	}
	return all
}

// ValuesState is everything in which two Values with the same ValuesParams can differ.
type ValuesState struct {
	Means []float64 // by bucket, NaN for the unseen
}

// Snapshot returns a copy of the state.
func (v *Values) Snapshot() ValuesState { return ValuesState{Means: slices.Clone(v.means)} }

// Restore goes on from a Snapshot of Values with the same ValuesParams. A state
// that cannot be one is an error and changes nothing.
func (v *Values) Restore(s ValuesState) error {
	f := check.New("predict")
	f.That(len(s.Means) == len(v.means), "Means of %d buckets, want Buckets = %d", len(s.Means), len(v.means))
	f.That(!slices.ContainsFunc(s.Means, infinite), "Means not all finite or NaN")
	if err := f.Err(); err != nil {
		return fmt.Errorf("predict: not a state of these Values:\n%w", err)
	}
	v.means = slices.Clone(s.Means)
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (v *Values) Clone() *Values { return &Values{params: v.params, means: slices.Clone(v.means)} }

// NaiveState is everything in which two Naives with the same NaiveParams can differ.
type NaiveState struct {
	Recent []float64 // the latest values, oldest first
}

// Snapshot returns a copy of the state.
func (n *Naive) Snapshot() NaiveState { return NaiveState{Recent: slices.Clone(n.recent)} }

// Restore goes on from a Snapshot of a Naive with the same NaiveParams. A state
// that cannot be one is an error and changes nothing.
func (n *Naive) Restore(s NaiveState) error {
	f := check.New("predict")
	f.That(len(s.Recent) <= n.needed(), "%d Recent values, want <= %d", len(s.Recent), n.needed())
	f.That(!slices.ContainsFunc(s.Recent, beyond), "Recent not all in [-1e100, 1e100]")
	if err := f.Err(); err != nil {
		return fmt.Errorf("predict: not a state of this Naive:\n%w", err)
	}
	n.recent = append(n.recent[:0], s.Recent...)
	return nil
}

// Clone returns an independent copy that goes on bit for bit.
func (n *Naive) Clone() *Naive {
	return &Naive{params: n.params, recent: append(make([]float64, 0, n.needed()), n.recent...)}
}
