package synapse

import "gohtm/htm/internal/check"

// What the numbers inside a Store can hold.
const (
	MostSynapses = 1<<16 - 4 // on a segment
	MostSegments = 1<<31 - 1 // in a store
)

// Params configures a Store: start from DefaultParams, change fields; New validates.
type Params struct {
	Cells  int // cells that own segments
	Inputs int // what synapses may listen to: numbers in [0, Inputs)
	// ConnectedPermanence is the permanence from which on a synapse is connected,
	// in [0, 1]: θ_c; NuPIC's connectedPermanence.
	ConnectedPermanence float32
	// PrunePermanence is the permanence under which adapting removes a synapse,
	// in [0, 1]: NuPIC's EPSILON, htm.core 1e-6.
	PrunePermanence float32
	// PruneSynapses destroys a segment that adapting leaves with fewer synapses;
	// at least 1. htm.core takes the memory's MinThreshold.
	PruneSynapses int
}

// DefaultParams returns NuPIC's values (connections.py, temporal_memory.py).
func DefaultParams(cells, inputs int) Params {
	return Params{Cells: cells, Inputs: inputs, ConnectedPermanence: 0.5, PrunePermanence: 1e-5, PruneSynapses: 1}
}

// Validate names every field that is out of range.
func (p Params) Validate() error {
	c := check.New("synapse")
	c.That(p.Cells > 0 && p.Cells <= 1<<28, "Cells = %d, want in [1, 2^28]", p.Cells)
	c.That(p.Inputs > 0 && p.Inputs <= 1<<28, "Inputs = %d, want in [1, 2^28]", p.Inputs)
	c.That(p.ConnectedPermanence >= 0 && p.ConnectedPermanence <= 1, "ConnectedPermanence = %v, want in [0, 1]", p.ConnectedPermanence)
	c.That(p.PrunePermanence >= 0 && p.PrunePermanence <= 1, "PrunePermanence = %v, want in [0, 1]", p.PrunePermanence)
	c.That(p.PruneSynapses > 0, "PruneSynapses = %d, want > 0", p.PruneSynapses)
	return c.Err()
}
