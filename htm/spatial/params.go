package spatial

import (
	"math"

	"gohtm/htm/internal/check"
	"gohtm/htm/synapse"
)

// Params configures a Pooler: start from DefaultParams, change fields; New
// validates. NuPIC's name stands in brackets where it differs.
type Params struct {
	Inputs  int // size of the input SDR
	Columns int // minicolumns: size of the output SDR

	// InputShape and ColumnShape arrange inputs and minicolumns in space, row by
	// row: {32, 32} is a picture of 1024 pixels. Both have the same number of
	// axes and multiply to Inputs and Columns; nil is a line. They matter when
	// PotentialRadius is small or inhibition is local. [inputDimensions,
	// columnDimensions]
	InputShape, ColumnShape []int
	// WrapAround joins the borders of inputs and minicolumns, so that the first
	// is a neighbour of the last; without it areas at a border are smaller.
	WrapAround bool

	// PotentialRadius is how far from the input above it, along every axis, a
	// minicolumn can have synapses; Inputs or more means everywhere.
	PotentialRadius int
	// PotentialFraction is the share of the inputs within the radius that the
	// potential pool of a minicolumn samples, in (0, 1]. [potentialPct]
	PotentialFraction float64
	// InitialConnectedFraction is the chance that a new synapse is connected, in [0, 1].
	InitialConnectedFraction float64
	// PermanenceQuantum is the step down to which initial permanences are
	// rounded, in [0, ConnectedPermanence); 0 leaves them unrounded.
	PermanenceQuantum float32

	// ConnectedPermanence is the permanence from which on a synapse counts, in
	// (0, 1]: θ_c. [synPermConnected]
	ConnectedPermanence float32
	// PermanenceIncrement is what a winner's synapse gains when its input is on,
	// in [0, 1]: p+. [synPermActiveInc]
	PermanenceIncrement float32
	// PermanenceDecrement is what a winner's synapse loses when its input is
	// off, in [0, 1]: p-. [synPermInactiveDec]
	PermanenceDecrement float32
	// Plasticity is the rule by which the permanences of a winner change, instead of
	// by PermanenceIncrement and PermanenceDecrement; nil means these two, the
	// Hebbian rule. A rule that asks for it (synapse.PerSynapses) has variables of each synapse,
	// and is told when inputs were on, learning or not; passive decay (Decaying) goes by the
	// steps that learn. Of what it returns, permanences too small are set to 0
	// (TrimFraction, which still multiplies PermanenceIncrement), and too few
	// connected synapses are raised (StimulusThreshold, RaiseFraction), as ever; the synapses of a
	// minicolumn that is too weak to win grow without it. If the rule is Quantised, initial
	// permanences are rounded to its levels, too, whatever that connects; those that were raised or grown are on
	// none until they learn again.
	Plasticity *synapse.Plasticity
	// Transmission is what a synapse contributes to the overlap of its minicolumn when its
	// input is on; nil is HTM's: 1 if it is connected. With it overlaps are no whole
	// numbers: they compete, are boosted and compared with StimulusThreshold as they
	// are, and any above 0 counts for the overlap duty cycle. Connected still means
	// ConnectedPermanence where synapses are raised and where their span sets the inhibition radius.
	// What is left to chance is drawn from a stream of its own, which follows from Seed.
	Transmission *synapse.Transmission
	// RateInputs allows StepRates, which presents inputs that are on to a rate, from 0 to 1:
	// overlaps are sums of rates, and learning goes by them. Any overlap above 0 counts for the
	// overlap duty cycle, and any rate above 0 for what Plasticity is told of ages. Rules of
	// synapse.PerSegment, and short-term dynamics in Transmission, are for inputs that are on or off.
	RateInputs bool
	// InhibitoryInputs is how many of the inputs, the last ones, inhibit: what synapses on
	// them contribute is subtracted from the overlap, down to 0. It is less than Inputs.
	// They learn like all others: a winner is inhibited more by
	// inputs that were on, and less by those that were off, so that who fires with an
	// inhibitory input will next time leave it to others. This is the anti-Hebbian rule
	// of Földiák (1990), doi:10.1007/BF02331346, whose inhibitory weights grow by a share of
	// y_i*y_j - p^2, where only winners learn. Synapses on inhibitory inputs are never raised, nor
	// grown in weak minicolumns.
	InhibitoryInputs int
	// TrimFraction times PermanenceIncrement is the permanence below which a
	// synapse that changes is set to 0; it stays in the pool. At most 1, and
	// the product below ConnectedPermanence. [synPermTrimThreshold]
	TrimFraction float64
	// RaiseFraction times ConnectedPermanence is the step by which all synapses
	// of a minicolumn that is too weak to win grow, in [0.0001, 1]: smaller
	// steps would drown in rounding.
	// [synPermBelowStimulusInc]
	RaiseFraction float64

	// GlobalInhibition lets all minicolumns compete with each other; otherwise
	// each competes with its neighbours, in a radius that follows the mean span
	// of connected inputs.
	GlobalInhibition bool
	// Density is the share of minicolumns that win in an inhibition area, in
	// (0, 1]: s. 0 when WinnersPerArea is set instead. [localAreaDensity]
	Density float64
	// WinnersPerArea is how many minicolumns win in an inhibition area, at most
	// half of it; 0 when Density is set instead. [numActiveColumnsPerInhArea]
	WinnersPerArea int
	// StimulusThreshold is the least overlap, boosted, of a winner; learning
	// keeps at least so many synapses of a minicolumn connected. θ_stim
	StimulusThreshold int

	// BoostStrength is how much more a minicolumn that is active too seldom
	// counts, and less one that is active too often: β, 0 for no boosting, at
	// most 1000. Cui, Ahmad & Hawkins (2017) use 100.
	BoostStrength float64
	// BoostInference boosts overlaps also when learning is off. NuPIC does not,
	// htm.core does; a classifier trained on boosted codes needs it.
	BoostInference bool
	// DutyCyclePeriod is over how many steps the duty cycles average: T.
	DutyCyclePeriod int
	// MinOverlapDutyCycle is the share of the largest overlap duty cycle in the
	// inhibition area below which a minicolumn is weak and all its synapses
	// grow, in [0, 1]; 0 turns that off. [minPctOverlapDutyCycle]
	MinOverlapDutyCycle float64
	// UpdatePeriod is every how many steps the inhibition radius and the minimum
	// of the overlap duty cycles are computed anew.
	UpdatePeriod int

	Seed uint64 // of pools, initial permanences, tie priorities, releases and the draws of rules; no value means "random"
}

// DefaultParams returns the defaults of NuPIC (spatial_pooler.py) for a pooler
// without topology, as NuPIC's models set it up: every minicolumn may reach every
// input, inhibition is global, and 2 % win. (NuPIC's class itself starts from
// radius 16, local inhibition and 10 winners an area.)
func DefaultParams(inputs, columns int) Params {
	return Params{
		Inputs:                   inputs,
		Columns:                  columns,
		WrapAround:               true,
		PotentialRadius:          inputs,
		PotentialFraction:        0.5,
		InitialConnectedFraction: 0.5,
		PermanenceQuantum:        1e-5,
		ConnectedPermanence:      0.1,
		PermanenceIncrement:      0.05,
		PermanenceDecrement:      0.008,
		TrimFraction:             0.5,
		RaiseFraction:            0.1,
		GlobalInhibition:         true,
		Density:                  0.02,
		WinnersPerArea:           0,
		StimulusThreshold:        0,
		BoostStrength:            0,
		BoostInference:           false,
		DutyCyclePeriod:          1000,
		MinOverlapDutyCycle:      0.001,
		UpdatePeriod:             50,
		Seed:                     42,
	}
}

// mostPairs of an input and a minicolumn: each takes memory.
const mostPairs = 1 << 32

// Validate names every field that is out of range.
func (p Params) Validate() error {
	f := check.New("spatial")
	f.That(p.Inputs > 0, "Inputs = %d, want > 0", p.Inputs)
	f.That(p.Columns > 0, "Columns = %d, want > 0", p.Columns)
	if p.Inputs > 0 && p.Columns > 0 {
		f.That(p.Inputs <= mostPairs/p.Columns, "Inputs = %d, want at most 2^32 pairs with a minicolumn, %d", p.Inputs, mostPairs/p.Columns)
	}
	checkShape(f, "InputShape", p.InputShape, "Inputs", p.Inputs)
	checkShape(f, "ColumnShape", p.ColumnShape, "Columns", p.Columns)
	f.That(axes(p.InputShape) == axes(p.ColumnShape), "ColumnShape = %v, want as many axes as InputShape = %v", p.ColumnShape, p.InputShape)

	f.That(p.PotentialRadius >= 0, "PotentialRadius = %d, want >= 0", p.PotentialRadius)
	f.That(p.PotentialFraction > 0 && p.PotentialFraction <= 1, "PotentialFraction = %v, want in (0, 1]", p.PotentialFraction)
	f.That(p.InitialConnectedFraction >= 0 && p.InitialConnectedFraction <= 1, "InitialConnectedFraction = %v, want in [0, 1]", p.InitialConnectedFraction)
	f.That(p.ConnectedPermanence > 0 && p.ConnectedPermanence <= 1, "ConnectedPermanence = %v, want in (0, 1]", p.ConnectedPermanence)
	f.That(p.PermanenceQuantum >= 0 && p.PermanenceQuantum < p.ConnectedPermanence, "PermanenceQuantum = %v, want in [0, ConnectedPermanence = %v)", p.PermanenceQuantum, p.ConnectedPermanence)
	f.That(p.PermanenceIncrement >= 0 && p.PermanenceIncrement <= 1, "PermanenceIncrement = %v, want in [0, 1]", p.PermanenceIncrement)
	f.That(p.PermanenceDecrement >= 0 && p.PermanenceDecrement <= 1, "PermanenceDecrement = %v, want in [0, 1]", p.PermanenceDecrement)
	if err := p.Plasticity.Check(); err != nil {
		f.That(false, "Plasticity: %v", err)
	}
	if err := p.Transmission.Check(); err != nil {
		f.That(false, "Transmission: %v", err)
	}
	f.That(!p.RateInputs || p.Plasticity.Rates(), "Plasticity: a rule of PerSegment, want none with RateInputs: it is told whether inputs are on, not how much")
	f.That(!p.RateInputs || p.Transmission.ShortTerm(1) == nil, "Transmission with Utilisation, want none with RateInputs: it goes by spikes, and a rate has none")
	f.That(p.InhibitoryInputs >= 0 && p.InhibitoryInputs < max(1, p.Inputs), "InhibitoryInputs = %d, want in [0, Inputs = %d)", p.InhibitoryInputs, p.Inputs)
	f.That(p.TrimFraction >= 0 && p.TrimFraction <= 1, "TrimFraction = %v, want in [0, 1]", p.TrimFraction)
	f.That(!(p.trimThreshold() >= p.ConnectedPermanence), "TrimFraction = %v, want TrimFraction*PermanenceIncrement = %v below ConnectedPermanence = %v", p.TrimFraction, p.trimThreshold(), p.ConnectedPermanence)
	f.That(p.RaiseFraction >= 1e-4 && p.RaiseFraction <= 1, "RaiseFraction = %v, want in [0.0001, 1]", p.RaiseFraction)

	f.That(p.Density >= 0 && p.Density <= 1, "Density = %v, want in (0, 1], or 0 with WinnersPerArea > 0", p.Density)
	f.That(p.WinnersPerArea >= 0, "WinnersPerArea = %d, want >= 0", p.WinnersPerArea)
	f.That((p.Density != 0) != (p.WinnersPerArea != 0), "Density = %v, WinnersPerArea = %d, want one of them 0 and the other not", p.Density, p.WinnersPerArea)
	f.That(p.StimulusThreshold >= 0, "StimulusThreshold = %d, want >= 0", p.StimulusThreshold)

	f.That(p.BoostStrength >= 0 && p.BoostStrength <= 1000, "BoostStrength = %v, want in [0, 1000]", p.BoostStrength)
	f.That(p.DutyCyclePeriod > 0, "DutyCyclePeriod = %d, want > 0", p.DutyCyclePeriod)
	f.That(p.MinOverlapDutyCycle >= 0 && p.MinOverlapDutyCycle <= 1, "MinOverlapDutyCycle = %v, want in [0, 1]", p.MinOverlapDutyCycle)
	f.That(p.UpdatePeriod > 0, "UpdatePeriod = %d, want > 0", p.UpdatePeriod)
	return f.Err()
}

func checkShape(f *check.Fields, name string, shape []int, sizeName string, size int) {
	if shape == nil {
		return
	}
	product := 1
	for _, n := range shape {
		if n <= 0 || product > math.MaxInt32 {
			product = -1
			break
		}
		product *= n
	}
	f.That(len(shape) > 0 && product == size, "%s = %v, want positive lengths that multiply to %s = %d", name, shape, sizeName, size)
}

func axes(shape []int) int { return max(1, len(shape)) }

// trimThreshold is the permanence below which a changed synapse becomes 0.
func (p Params) trimThreshold() float32 {
	return float32(p.TrimFraction * float64(p.PermanenceIncrement))
}

// raiseIncrement is the step by which the synapses of a weak minicolumn grow.
func (p Params) raiseIncrement() float32 {
	return float32(p.RaiseFraction * float64(p.ConnectedPermanence))
}
