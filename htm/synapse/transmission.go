package synapse

import (
	"errors"
	"fmt"
)

// TransmissionParams says what an active synapse contributes to its segment, or
// pool: start from the zero value, which is HTM's, and set what differs.
type TransmissionParams struct {
	// Weight is what a synapse that releases all its vesicles contributes, by its
	// permanence, in [0, 1]; it is called as Tabulate calls its functions, and never
	// again. nil is HTM's: 1 if the synapse is connected, otherwise 0.
	Weight func(permanence float64) float64
	// Release is the probability, by permanence, in [0, 1], with which a vesicle is
	// released when the input is on; called like Weight. nil: 1, no failures.
	Release func(permanence float64) float64
	// Vesicles of a synapse, which are released or not each on its own and carry an
	// equal share of its weight; in [1, 1000]. 0 is 1.
	Vesicles int
}

// Transmission is what an active synapse contributes: made by NewTransmission, it never
// changes, and poolers and memories may share it. Packages spatial and temporal take
// one in their Params, where nil means HTM's: 1 if connected.
type Transmission struct {
	weight, release *Table // nil: as in TransmissionParams
	vesicles        int
}

// NewTransmission makes a transmission, or names every field that is out of range.
func NewTransmission(p TransmissionParams) (*Transmission, error) {
	t := &Transmission{vesicles: max(1, p.Vesicles)}
	var errs [3]error
	t.weight, errs[0] = tabulateShare("Weight", p.Weight)
	t.release, errs[1] = tabulateShare("Release", p.Release)
	if p.Vesicles < 0 || p.Vesicles > 1000 {
		errs[2] = fmt.Errorf("synapse: Vesicles = %d, want in [1, 1000], or 0 for 1", p.Vesicles)
	}
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	return t, nil
}

// tabulateShare tabulates a function whose values are in [0, 1]; nil stays nil.
func tabulateShare(name string, f func(float64) float64) (*Table, error) {
	if f == nil {
		return nil, nil
	}
	var bad error
	t, err := tabulate(name, func(x float64) float64 {
		y := f(x)
		if !(y >= 0 && y <= 1) && bad == nil {
			bad = fmt.Errorf("synapse: %s(%v) = %v, want in [0, 1]", name, x, y)
		}
		return y
	})
	if bad != nil {
		return nil, bad
	}
	return t, err
}

// Random tells whether release is left to chance, so that Contribution draws.
func (t *Transmission) Random() bool { return t.release != nil }

// Contribution returns what a synapse of a permanence contributes whose input is
// on, in [0, 1]: its weight, by the share of its vesicles that are released,
//
//	contribution = weight(permanence) * released / vesicles,   released ~ Binomial(vesicles, release(permanence))
//
// uniform draws from [0, 1), once a vesicle, if Random, and is not called otherwise. A
// synapse without weight draws nothing.
func (t *Transmission) Contribution(permanence, connectedPermanence float32, uniform func() float64) float32 {
	weight := float32(1)
	if t.weight != nil {
		weight = max(0, min(t.weight.Next(permanence), 1))
	} else if permanence < connectedPermanence {
		weight = 0
	}
	if t.release == nil || weight == 0 {
		return weight
	}
	chance, released := float64(t.release.Next(permanence)), 0
	for i := 0; i < t.vesicles; i++ {
		if uniform() < chance {
			released++
		}
	}
	return weight * (float32(released) / float32(t.vesicles))
}
