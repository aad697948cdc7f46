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
	// segment active, and its cell predictive: θ in Hawkins & Ahmad (2016). With a
	// Transmission, it is what they must contribute.
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
	// Plasticity is the rule by which the permanences of a learning segment, distal
	// or apical, change, instead of by PermanenceIncrement and PermanenceDecrement;
	// nil means these two, the Hebbian rule. The punishment of wrong predictions, the
	// growth of new synapses and the removal of weak ones are as ever.
	Plasticity *synapse.Plasticity
	// Transmission is what an active synapse contributes to its segment, distal or
	// apical; nil is HTM's: 1 if it is connected, otherwise 0. A segment is active when
	// it matches and its synapses contribute at least ActivationThreshold together. What matches,
	// learns and grows is as ever; random releases are drawn anew by every Step and
	// every Predict, from a stream that follows from Seed. See transmit.go.
	Transmission *synapse.Transmission
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

	// MaxSegments is how many distal segments, and how many apical ones, all cells
	// may have together at the end of a learning step: those whose last activity is
	// longest ago are forgotten first, of several that of the lowest cell, and there
	// the oldest. So an endless stream of ever new patterns needs no more than a
	// known amount of memory. It should be more than what is to be remembered grows
	// until it comes again. In [1, synapse.MostSegments]; the largest forgets nothing.
	MaxSegments int

	// ExternalInputs is the size of an input from elsewhere that distal segments
	// listen to besides the memory's own cells: where the sensor is, how it moves.
	// See Context. htm.core's externalPredictiveInputs.
	ExternalInputs int
	// ExternalOnly: distal segments listen to the external input alone, not to the
	// memory's own cells: the input layer of Hawkins, Ahmad & Cui (2017).
	ExternalOnly bool

	// ApicalInputs is the size of an input from a higher level, which apical
	// segments listen to; they grow and learn like distal ones. See Context. An
	// apical segment never predicts alone: the next fields are what it does.
	ApicalInputs int
	// ApicalTiebreak: of the predicted cells of a minicolumn, those with an active
	// apical segment inhibit the others.
	ApicalTiebreak bool
	// ApicalReduction is by how much an active apical segment lowers
	// ActivationThreshold for the distal segments of its cell, in [0,
	// ActivationThreshold - MinThreshold]. htmresearch's activationThreshold less
	// reducedBasalThreshold.
	ApicalReduction int
	// ApicalRequired: no cell is predicted without an active apical segment, as in
	// htmresearch's apical dependent memory.
	ApicalRequired bool
	// ApicalPredictedSegmentDecrement is PredictedSegmentDecrement of apical segments.
	ApicalPredictedSegmentDecrement float32

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
		MaxSegments: synapse.MostSegments, ApicalTiebreak: true,
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
		most := mostInputs / p.Columns
		c.That(p.CellsPerColumn <= most, "Columns * CellsPerColumn = %d * %d cells, want at most 2^28", p.Columns, p.CellsPerColumn)
		c.That(p.ExternalInputs >= 0 && (p.CellsPerColumn > most || p.ExternalInputs <= mostInputs-p.Columns*p.CellsPerColumn),
			"ExternalInputs = %d, want >= 0 and with all cells at most 2^28", p.ExternalInputs)
	}
	c.That(0 < p.ActivationThreshold && p.ActivationThreshold <= p.MaxSynapsesPerSegment,
		"ActivationThreshold = %d, want in [1, MaxSynapsesPerSegment = %d]", p.ActivationThreshold, p.MaxSynapsesPerSegment)
	c.That(0 < p.MinThreshold && p.MinThreshold <= p.ActivationThreshold,
		"MinThreshold = %d, want in [1, ActivationThreshold = %d]", p.MinThreshold, p.ActivationThreshold)
	c.That(p.InitialPermanence > 0 && p.InitialPermanence <= 1, "InitialPermanence = %v, want in (0, 1]", p.InitialPermanence)
	unit("ConnectedPermanence", p.ConnectedPermanence)
	unit("PermanenceIncrement", p.PermanenceIncrement)
	unit("PermanenceDecrement", p.PermanenceDecrement)
	if err := p.Plasticity.Check(); err != nil {
		c.That(false, "Plasticity: %v", err)
	}
	unit("PredictedSegmentDecrement", p.PredictedSegmentDecrement)
	c.That(p.MinThreshold <= p.MaxNewSynapses && p.MaxNewSynapses <= p.MaxSynapsesPerSegment,
		"MaxNewSynapses = %d, want in [MinThreshold = %d, MaxSynapsesPerSegment = %d]", p.MaxNewSynapses, p.MinThreshold, p.MaxSynapsesPerSegment)
	c.That(p.MaxSegmentsPerCell > 0, "MaxSegmentsPerCell = %d, want > 0", p.MaxSegmentsPerCell)
	c.That(0 < p.MaxSynapsesPerSegment && p.MaxSynapsesPerSegment <= synapse.MostSynapses,
		"MaxSynapsesPerSegment = %d, want in [1, %d]", p.MaxSynapsesPerSegment, synapse.MostSynapses)
	unit("PrunePermanence", p.PrunePermanence)
	c.That(0 < p.PruneSynapses && p.PruneSynapses <= p.MaxNewSynapses,
		"PruneSynapses = %d, want in [1, MaxNewSynapses = %d]", p.PruneSynapses, p.MaxNewSynapses)
	c.That(0 < p.MaxSegments && p.MaxSegments <= synapse.MostSegments, "MaxSegments = %d, want in [1, %d]", p.MaxSegments, synapse.MostSegments)
	p.validateContext(c)
	return c.Err()
}

func (p Params) validateContext(c *check.Fields) {
	c.That(!p.ExternalOnly || p.ExternalInputs > 0, "ExternalOnly = true with ExternalInputs = %d, want > 0", p.ExternalInputs)
	c.That(p.ApicalInputs >= 0 && p.ApicalInputs <= mostInputs, "ApicalInputs = %d, want in [0, 2^28]", p.ApicalInputs)
	most := max(0, p.ActivationThreshold-p.MinThreshold)
	c.That(p.ApicalReduction >= 0 && p.ApicalReduction <= most,
		"ApicalReduction = %d, want in [0, ActivationThreshold - MinThreshold = %d]", p.ApicalReduction, most)
	c.That(!p.ApicalRequired || p.ApicalInputs > 0, "ApicalRequired = true with ApicalInputs = %d, want > 0", p.ApicalInputs)
	c.That(p.ApicalPredictedSegmentDecrement >= 0 && p.ApicalPredictedSegmentDecrement <= 1,
		"ApicalPredictedSegmentDecrement = %v, want in [0, 1]", p.ApicalPredictedSegmentDecrement)
}

// mostInputs is how many inputs a store of segments may have.
const mostInputs = 1 << 28

// distal returns what the store of the distal segments needs to know, apical the
// same of the apical ones.
func (p Params) distal() synapse.Params {
	return p.store(p.Columns*p.CellsPerColumn + p.ExternalInputs)
}
func (p Params) apical() synapse.Params { return p.store(p.ApicalInputs) }

func (p Params) store(inputs int) synapse.Params {
	return synapse.Params{
		Cells: p.Columns * p.CellsPerColumn, Inputs: inputs, ConnectedPermanence: p.ConnectedPermanence,
		PrunePermanence: p.PrunePermanence, PruneSynapses: p.PruneSynapses,
	}
}
