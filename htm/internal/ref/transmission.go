package ref

import "gohtm/htm/internal/portable"

// Transmission is what a synapse contributes whose input is on, told plainly.
type Transmission struct {
	Weight, Release                     func(permanence float32) float32 // nil: 1 if connected; 1
	Vesicles                            int
	Bits                                int // of Weight; 0: any
	Utilisation, Recovery, Facilitation float64
}

// Contribution returns what one synapse contributes. A vesicle is released if what is
// drawn for it, from [0, 1), is less than the probability.
func (t Transmission) Contribution(permanence, connectedPermanence float32, draw func() float64) float32 {
	weight := float32(0)
	switch {
	case t.Weight != nil && t.Bits > 0:
		weight = Level(max(0, min(t.Weight(permanence), 1)), t.Bits, .5)
	case t.Weight != nil:
		weight = max(0, min(t.Weight(permanence), 1))
	case permanence >= connectedPermanence:
		weight = 1
	}
	if t.Release == nil || weight == 0 {
		return weight
	}
	released := 0
	for v := 0; v < max(1, t.Vesicles); v++ {
		if draw() < float64(t.Release(permanence)) {
			released++
		}
	}
	return weight * (float32(released) / float32(max(1, t.Vesicles)))
}

// Factor returns by what an input that is on now counts, given the numbers of all
// steps in which it was on, in order, now last. It begins with the first one every time.
func (t Transmission) Factor(steps []int) float32 {
	if t.Utilisation == 0 {
		return 1
	}
	fade := func(dt int, constant float64) float64 {
		if constant == 0 {
			return 0
		}
		return portable.Exp(-float64(dt) / constant)
	}
	u, resources := t.Utilisation, 1.0
	for i := 1; i < len(steps); i++ {
		dt := steps[i] - steps[i-1]
		missing := 1 - float64(resources*(1-u))
		resources = 1 - float64(missing*fade(dt, t.Recovery))
		raised := float64(u * fade(dt, t.Facilitation))
		u = raised + float64(t.Utilisation*(1-raised))
	}
	return float32(float64(u*resources) / t.Utilisation)
}

// Contribution is that of a Transmission of functions of one permanence, which are
// Interpolated, and so many vesicles.
func Contribution(weight, release func(float64) float64, vesicles int) func(permanence, connected float32, draw func() float64) float32 {
	t := Transmission{Vesicles: vesicles}
	if weight != nil {
		t.Weight = Interpolated(weight)
	}
	if release != nil {
		t.Release = Interpolated(release)
	}
	return t.Contribution
}
