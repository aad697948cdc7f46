package competitive

import "gohtm/htm/internal/check"

// Params configures a Layer: start from DefaultParams, change fields; New validates.
type Params struct {
	Inputs int // numbers in an input
	Units  int // templates
	// Winners is how many units learn from an input, the nearest ones, at most Units.
	// With more of them templates become alike; the forum's thread has 20 of 2048.
	Winners int
	// Rate is the share of the way to the input by which the template of a winner
	// moves, in [0, 1]: about 1/Rate inputs make up the running average. 0 only with
	// Averaging.
	Rate float64
	// Averaging lets a template move by 1/n on its nth input for as long as that is
	// more than Rate: the plain mean of all its inputs, so that noise is gone after the
	// first one. With a Rate of 0 it remains the plain mean. MacQueen (1967), k-means.
	Averaging bool
	// FrequencySensitive multiplies the distance of a unit, when it is decided who
	// learns, by one more than the number of its wins so far, so that sooner or later each unit
	// wins. Ahalt et al. (1990).
	FrequencySensitive bool
	// Noise is up to where initial weights are drawn, in [0, 1], evenly from 0 on.
	Noise float64
	Seed  uint64 // of initial weights and of Initialise; no value means "random"
}

// DefaultParams returns what did best on handwritten digits: one winner, running
// averages that begin as plain means, and no unit that never wins.
func DefaultParams(inputs, units int) Params {
	return Params{
		Inputs: inputs, Units: units, Winners: 1, Rate: 0.02,
		Averaging: true, FrequencySensitive: true, Noise: 1, Seed: 42,
	}
}

// mostWeights is what memory can bear.
const mostWeights = 1 << 28

// Validate names every field that is out of range.
func (p Params) Validate() error {
	f := check.New("competitive")
	f.That(p.Inputs > 0 && p.Inputs <= mostWeights, "Inputs = %d, want in [1, 2^28]", p.Inputs)
	f.That(p.Units > 0 && p.Units <= mostWeights, "Units = %d, want in [1, 2^28]", p.Units)
	if f.Err() == nil {
		f.That(p.Units <= mostWeights/p.Inputs, "Units * Inputs = %d * %d weights, want at most 2^28", p.Units, p.Inputs)
	}
	f.That(p.Winners > 0 && p.Winners <= p.Units, "Winners = %d, want in [1, Units = %d]", p.Winners, p.Units)
	f.That(p.Rate >= 0 && p.Rate <= 1, "Rate = %v, want in [0, 1]", p.Rate)
	f.That(p.Rate != 0 || p.Averaging, "Rate = 0 without Averaging, so that nothing is ever learned: want one of them")
	f.That(p.Noise >= 0 && p.Noise <= 1, "Noise = %v, want in [0, 1]", p.Noise)
	return f.Err()
}
