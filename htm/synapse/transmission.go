package synapse

import (
	"errors"
	"fmt"

	"gohtm/htm/internal/check"
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
	// Bits of a weight, in [1, 16]: Weight is rounded to the nearest of 2^Bits levels
	// from 0 to 1, k/(2^Bits - 1). 0 leaves it as it is.
	Bits int

	// Utilisation, Recovery and Facilitation make inputs that are on often count less, or more:
	// see ShortTerm. Utilisation is U, the share of its resources that a rested input
	// uses, in (0, 1]; 0 for an input that always counts the same. The others are the time
	// constants, in steps, with which resources come back, and with which what a spike adds to
	// the utilisation fades; 0 is at once.
	Utilisation, Recovery, Facilitation float64
}

// Transmission is what an active synapse contributes: made by NewTransmission, it never
// changes, and poolers and memories may share it. Packages spatial and temporal take
// one in their Params, where nil means HTM's: 1 if connected.
type Transmission struct {
	weight, release *Table // nil: as in TransmissionParams
	vesicles        int
	levels          int // weights are multiples of 1/levels; 0: any
	shortTerm       ShortTerm
}

// NewTransmission makes a transmission, or names every field that is out of range.
func NewTransmission(p TransmissionParams) (*Transmission, error) {
	t := &Transmission{vesicles: max(1, p.Vesicles)}
	var errs [2]error
	t.weight, errs[0] = tabulateShare("Weight", p.Weight)
	t.release, errs[1] = tabulateShare("Release", p.Release)
	c := check.New("synapse")
	c.That(p.Vesicles >= 0 && p.Vesicles <= 1000, "Vesicles = %d, want in [1, 1000], or 0 for 1", p.Vesicles)
	c.That(p.Vesicles <= 1 || p.Release != nil, "Vesicles = %d without Release, want 0: all of them would be released", p.Vesicles)
	c.That(p.Bits >= 0 && p.Bits <= mostBits, "Bits = %d, want in [1, %d], or 0 for weights that are not rounded", p.Bits, mostBits)
	c.That(p.Bits == 0 || p.Weight != nil, "Bits = %d without Weight, want 0: connected or not is one bit already", p.Bits)
	p.checkShortTerm(c)
	if err := errors.Join(errs[0], errs[1], c.Err()); err != nil {
		return nil, err
	}
	if p.Bits > 0 {
		t.levels = 1<<p.Bits - 1
	}
	t.shortTerm = ShortTerm{utilisation: p.Utilisation, recovery: p.Recovery, facilitation: p.Facilitation}
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
// synapse without weight draws nothing. A layer multiplies it by the factor of ShortTerm.
func (t *Transmission) Contribution(permanence, connectedPermanence float32, uniform func() float64) float32 {
	weight := float32(1)
	if t.weight != nil {
		weight = max(0, min(t.weight.Next(permanence), 1))
		if t.levels != 0 {
			weight = level(weight, t.levels, 0.5)
		}
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

// MaxContribution returns a bound for what a synapse contributes, the factor of ShortTerm
// included: 1, or 1/Utilisation.
func (t *Transmission) MaxContribution() float32 {
	if t.shortTerm.utilisation == 0 {
		return 1
	}
	return float32(1 / t.shortTerm.utilisation)
}

// Check says whether the transmission is an empty one; nil is not.
func (t *Transmission) Check() error {
	if t != nil && t.vesicles == 0 {
		return errors.New("a transmission that is empty, want one of NewTransmission, or nil")
	}
	return nil
}

// String returns what tells a transmission from others, with checksums of its functions,
// so that what was saved with one is not taken for what works with another.
func (t Transmission) String() string {
	text := "if connected"
	if t.weight != nil {
		text = fmt.Sprintf("weight checksum %08x", checksum(t.weight))
	}
	if t.levels != 0 {
		text += fmt.Sprintf(" on %d levels", t.levels+1)
	}
	if t.release != nil {
		text += fmt.Sprintf(", release checksum %08x of %d vesicles", checksum(t.release), t.vesicles)
	}
	if s := t.shortTerm; s.utilisation != 0 {
		text += fmt.Sprintf(", utilisation %v, recovery %v, facilitation %v", s.utilisation, s.recovery, s.facilitation)
	}
	return text
}
