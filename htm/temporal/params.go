package temporal

import (
	"gohtm/htm/internal/check"
	"gohtm/htm/synapse"
)

// Params configures a Memory: start from DefaultParams, change fields; New validates.
// The values of the hot-gym quick start: ActivationThreshold 16, MinThreshold 12,
// ConnectedPermanence 0.1, MaxSynapsesPerSegment 32, MaxSegmentsPerCell 128.
type Params struct {
	Columns        int // minicolumns: the size of the input SDR
	CellsPerColumn int // cells per minicolumn; 1 makes a first-order memory
	// ActivationThreshold is how many active connected synapses make a distal
	// segment active, and its cell predictive: θ in Hawkins & Ahmad (2016).
	ActivationThreshold int
	// MinThreshold is how many active synapses, connected or not, make a segment
	// matching, so that it may learn; in [1, ActivationThreshold].
	MinThreshold int

	InitialPermanence   float32 // of a new synapse, in (0, 1]
	ConnectedPermanence float32 // from which on a synapse is connected, in [0, 1]: θ_c
	// PermanenceIncrement is what a synapse of a learning segment gains if its
	// presynaptic cell was active, in [0, 1]: p+.
	PermanenceIncrement float32
	// PermanenceDecrement is what it loses if that cell was not active, in [0, 1]: p-.
	PermanenceDecrement float32
	// PredictedSegmentDecrement is what the active synapses of a matching segment
	// lose if its minicolumn stays inactive, in [0, 1]: p--. 0 means wrong
	// predictions are never punished. A good value is a little more than the
	// density of the input times PermanenceIncrement.
	PredictedSegmentDecrement float32

	// MaxNewSynapses is how many active synapses a learning segment aims at: it
	// grows what is missing. At least MinThreshold, or no new segment could ever
	// match. NuPIC's maxNewSynapseCount.
	MaxNewSynapses        int
	MaxSegmentsPerCell    int // the least recently active one makes room for a new one
	MaxSynapsesPerSegment int // the weakest ones make room for new ones; at least ActivationThreshold

	// PrunePermanence is the permanence under which learning removes a synapse, in
	// [0, 1]: NuPIC's EPSILON.
	PrunePermanence float32
	// PruneSynapses destroys a segment that learning leaves with fewer synapses, in
	// [1, MaxNewSynapses]: 1 in NuPIC, MinThreshold in htm.core.
	PruneSynapses int

	// PickWinner chooses the cell that learns in a bursting minicolumn where no
	// segment matches; nil means the least used cell, of several a random one.
	PickWinner WinnerFunc
	Seed       uint64 // of the memory's own random stream; no value means "random"
}

// DefaultParams returns NuPIC's defaults (temporal_memory.py) for so many minicolumns.
func DefaultParams(columns int) Params {
	store := synapse.DefaultParams(1, 1)
	return Params{
		Columns: columns, CellsPerColumn: 32,
		ActivationThreshold: 13, MinThreshold: 10,
		InitialPermanence: 0.21, ConnectedPermanence: store.ConnectedPermanence,
		PermanenceIncrement: 0.1, PermanenceDecrement: 0.1, PredictedSegmentDecrement: 0,
		MaxNewSynapses: 20, MaxSegmentsPerCell: 255, MaxSynapsesPerSegment: 255,
		PrunePermanence: store.PrunePermanence, PruneSynapses: store.PruneSynapses,
		Seed: 42,
	}
}

// Validate names every field that is out of range.
func (p Params) Validate() error {
	c := check.New("temporal")
	unit := func(name string, value float32) {
		c.That(value >= 0 && value <= 1, "%s = %v, want in [0, 1]", name, value)
	}
	c.That(p.Columns > 0, "Columns = %d, want > 0", p.Columns)
	c.That(p.CellsPerColumn > 0, "CellsPerColumn = %d, want > 0", p.CellsPerColumn)
	if p.Columns > 0 && p.CellsPerColumn > 0 {
		const most = 1 << 28
		c.That(p.CellsPerColumn <= most/p.Columns, "CellsPerColumn = %d, want at most 2^28 cells, %d", p.CellsPerColumn, most/p.Columns)
	}
	c.That(0 < p.ActivationThreshold && p.ActivationThreshold <= p.MaxSynapsesPerSegment,
		"ActivationThreshold = %d, want in [1, MaxSynapsesPerSegment = %d]", p.ActivationThreshold, p.MaxSynapsesPerSegment)
	c.That(0 < p.MinThreshold && p.MinThreshold <= p.ActivationThreshold,
		"MinThreshold = %d, want in [1, ActivationThreshold = %d]", p.MinThreshold, p.ActivationThreshold)
	c.That(p.InitialPermanence > 0 && p.InitialPermanence <= 1, "InitialPermanence = %v, want in (0, 1]", p.InitialPermanence)
	unit("ConnectedPermanence", p.ConnectedPermanence)
	unit("PermanenceIncrement", p.PermanenceIncrement)
	unit("PermanenceDecrement", p.PermanenceDecrement)
	unit("PredictedSegmentDecrement", p.PredictedSegmentDecrement)
	c.That(p.MinThreshold <= p.MaxNewSynapses && p.MaxNewSynapses <= p.MaxSynapsesPerSegment,
		"MaxNewSynapses = %d, want in [MinThreshold = %d, MaxSynapsesPerSegment = %d]", p.MaxNewSynapses, p.MinThreshold, p.MaxSynapsesPerSegment)
	c.That(p.MaxSegmentsPerCell > 0, "MaxSegmentsPerCell = %d, want > 0", p.MaxSegmentsPerCell)
	c.That(0 < p.MaxSynapsesPerSegment && p.MaxSynapsesPerSegment <= synapse.MostSynapses,
		"MaxSynapsesPerSegment = %d, want in [1, %d]", p.MaxSynapsesPerSegment, synapse.MostSynapses)
	unit("PrunePermanence", p.PrunePermanence)
	c.That(0 < p.PruneSynapses && p.PruneSynapses <= p.MaxNewSynapses,
		"PruneSynapses = %d, want in [1, MaxNewSynapses = %d]", p.PruneSynapses, p.MaxNewSynapses)
	return c.Err()
}

// store returns what the segments' store needs to know.
func (p Params) store() synapse.Params {
	cells := p.Columns * p.CellsPerColumn
	return synapse.Params{
		Cells: cells, Inputs: cells, ConnectedPermanence: p.ConnectedPermanence,
		PrunePermanence: p.PrunePermanence, PruneSynapses: p.PruneSynapses,
	}
}
