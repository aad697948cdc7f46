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
	// growth of new synapses and the removal of weak ones are as ever; if the rule is
	// quantised, new synapses begin on a level of it. If it is Decaying, all synapses
	// decay, distal and apical ones, every so many learning steps.
	Plasticity *synapse.Plasticity
	// Transmission is what an active synapse contributes to its segment, distal or
	// apical; nil is HTM's: 1 if it is connected, otherwise 0. A segment is active when
	// it matches and its synapses contribute at least ActivationThreshold together. What
	// matches, learns and grows is as ever. Random releases are drawn anew by every
	// Step, learning or not, and every Predict, from a stream of their own that follows
	// from Seed. See transmit.go.
	Transmission *synapse.Transmission
	// SpikeWindow is for how many steps a spike of a cell counts on the distal segments
	// of others, so that spikes of one step and of those before add up, of one cell and
	// of several: see spikes.go. 1 is HTM's: those of the latest step alone, and the only
	// one with ExternalOnly. In [1, 1000].
	SpikeWindow int
	// EPSPDecay is what is left of a spike from one step of SpikeWindow to the next, in
	// (0, 1]; 1 for a window in which all count the same, and if the window is 1.
	EPSPDecay float32
	// DepolarisationSteps is for how many steps a cell stays predictive that a
	// segment has made so: see depolarise.go. 1 is HTM's: for the next. In [1, 1000].
	DepolarisationSteps int
	// PredictedSegmentDecrement is what the active synapses of a matching segment
	// lose if its minicolumn stays inactive, in [0, 1]: p--. 0 means wrong
	// predictions are never punished. A good value is a little more than the
	// density of the input times PermanenceIncrement.
	PredictedSegmentDecrement float32
	// Punishment is the rule by which the permanences of a matching segment, distal or
	// apical, change if its minicolumn stays inactive, instead of by
	// PredictedSegmentDecrement and ApicalPredictedSegmentDecrement, which are 0 then;
	// nil means these. If both rules have variables of their own, they are the same ones.
	Punishment *synapse.Plasticity

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

	// InhibitoryInputs is how many of ExternalInputs, the last of them, inhibit: what
	// was predicted wrongly while they were active, they learn to veto, by
	// PermanenceIncrement; and what came then all the same, to let pass, by
	// PermanenceDecrement. See inhibit.go. In [0, ExternalInputs].
	InhibitoryInputs int

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
		SpikeWindow: 1, EPSPDecay: 1, DepolarisationSteps: 1,
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
	p.validateVariants(c)
	return c.Err()
}

// longest is the largest number of steps for which anything may last.
const longest = 1000

// validateVariants checks what replaces HTM's own, and what goes together with it.
func (p Params) validateVariants(c *check.Fields) {
	rule, punishment := p.Plasticity, p.Punishment
	if err := punishment.Check(); err != nil {
		c.That(false, "Punishment: %v", err)
	}
	if err := p.Transmission.Check(); err != nil {
		c.That(false, "Transmission: %v", err)
	}
	c.That(rule.Level(p.InitialPermanence) > 0 || !(p.InitialPermanence > 0),
		"InitialPermanence = %v is 0 on the levels of Plasticity, want one that a new synapse can have", p.InitialPermanence)
	c.That(punishment == nil || p.PredictedSegmentDecrement == 0, "PredictedSegmentDecrement = %v with Punishment, want 0: the rule replaces it", p.PredictedSegmentDecrement)
	c.That(punishment == nil || p.ApicalPredictedSegmentDecrement == 0,
		"ApicalPredictedSegmentDecrement = %v with Punishment, want 0: the rule replaces it", p.ApicalPredictedSegmentDecrement)
	c.That(punishment.Idle() == 0, "Punishment decays, want Plasticity to: a layer has one decay")
	c.That(rule.Variables() == 0 || punishment.Variables() == 0 || rule.Variables() == punishment.Variables(),
		"Punishment with %d variables, want Plasticity's %d, or none: they are the same ones", punishment.Variables(), rule.Variables())
	c.That(p.SpikeWindow >= 1 && p.SpikeWindow <= longest, "SpikeWindow = %d, want in [1, %d]", p.SpikeWindow, longest)
	c.That(p.SpikeWindow <= 1 || !p.ExternalOnly, "SpikeWindow = %d with ExternalOnly, want 1: segments hear no cells whose spikes could add up", p.SpikeWindow)
	c.That(p.EPSPDecay > 0 && p.EPSPDecay <= 1, "EPSPDecay = %v, want in (0, 1]", p.EPSPDecay)
	c.That(p.SpikeWindow != 1 || !(p.EPSPDecay < 1), "EPSPDecay = %v with SpikeWindow = 1, want 1: no earlier spike counts", p.EPSPDecay)
	c.That(p.DepolarisationSteps >= 1 && p.DepolarisationSteps <= longest, "DepolarisationSteps = %d, want in [1, %d]", p.DepolarisationSteps, longest)
	c.That(p.InhibitoryInputs >= 0 && p.InhibitoryInputs <= max(0, p.ExternalInputs), "InhibitoryInputs = %d, want in [0, ExternalInputs = %d]", p.InhibitoryInputs, p.ExternalInputs)
	c.That(!p.ExternalOnly || p.InhibitoryInputs == 0 || p.InhibitoryInputs < p.ExternalInputs,
		"InhibitoryInputs = %d of %d with ExternalOnly, want fewer: nothing could predict", p.InhibitoryInputs, p.ExternalInputs)
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
	return p.store(p.Columns*p.CellsPerColumn + p.ExternalInputs - p.InhibitoryInputs)
}
func (p Params) apical() synapse.Params { return p.store(p.ApicalInputs) }

// inhibition has no segment pruned as too small: a veto is as good with one synapse.
func (p Params) inhibition() synapse.Params {
	of := p.store(p.InhibitoryInputs)
	of.PruneSynapses = 1
	return of
}

func (p Params) store(inputs int) synapse.Params {
	return synapse.Params{
		Cells: p.Columns * p.CellsPerColumn, Inputs: inputs, ConnectedPermanence: p.ConnectedPermanence,
		PrunePermanence: p.PrunePermanence, PruneSynapses: p.PruneSynapses,
	}
}
