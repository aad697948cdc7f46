package predict

import (
	"fmt"
	"io"
	"slices"

	"gohtm/htm/archive"
	"gohtm/htm/internal/check"
	"gohtm/htm/internal/saving"
)

// DenseState is everything in which two Denses with the same DenseParams can differ.
type DenseState struct {
	Weights []float32 // input by input, the weights to all buckets
	Bias    []float32 // by bucket
}

// Snapshot returns a copy of the state.
func (d *Dense) Snapshot() DenseState {
	return DenseState{Weights: slices.Clone(d.weights), Bias: slices.Clone(d.bias)}
}

// Restore goes on from a Snapshot of a Dense with the same DenseParams. A state that
// cannot be one is an error and changes nothing.
func (d *Dense) Restore(s DenseState) error {
	f := check.New("predict")
	f.That(len(s.Weights) == len(d.weights), "%d Weights, want Inputs * Buckets = %d", len(s.Weights), len(d.weights))
	f.That(len(s.Bias) == len(d.bias), "%d Bias, want Buckets = %d", len(s.Bias), len(d.bias))
	for _, part := range []struct {
		name string
		of   []float32
	}{{"Weights", s.Weights}, {"Bias", s.Bias}} {
		i := slices.IndexFunc(part.of, tooSteep)
		f.That(i < 0, "%s[%d] not in [-1e20, 1e20]", part.name, i)
	}
	if err := f.Err(); err != nil {
		return fmt.Errorf("predict: not a state of this Dense:\n%w", err)
	}
	copy(d.weights, s.Weights)
	copy(d.bias, s.Bias)
	return nil
}

// tooSteep tells whether a weight is NaN, or so large that 2^28 of them times 1000 could
// not be added up. None that was learned is.
func tooSteep(w float32) bool { return !(w >= -1e20 && w <= 1e20) }

// Clone returns an independent copy that goes on bit for bit.
func (d *Dense) Clone() *Dense {
	c := *d
	c.weights, c.bias = slices.Clone(d.weights), slices.Clone(d.bias)
	c.places, c.values = slices.Clone(d.places), slices.Clone(d.values)
	c.sums, c.y, c.change = slices.Clone(d.sums), slices.Clone(d.y), slices.Clone(d.change)
	return &c
}

func (d *Dense) part() archive.Part {
	return archive.Part{Kind: "predict.Dense", Version: 1, Params: d.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (d *Dense) Save(w io.Writer) error { return archive.Write(w, d.part(), d.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Dense of the same DenseParams.
// An error says what is wrong with the file, or names each parameter that differs, and
// changes nothing.
func (d *Dense) Load(r io.Reader) error { return saving.Load(r, d.part(), d.Restore) }
