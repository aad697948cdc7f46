package synapse

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/portable"
)

// SpikeTiming is plasticity by the order of spikes: a synapse whose input was on
// just before its segment learns is potentiated, and one whose input was on just after
// the segment learned before, without being on now, is depressed: the nearer, the more:
//
//	permanence += potentiation * exp(-age / decay)            if age < rest
//	permanence -= depression * exp(-(rest-age) / tail)        if 0 < age < rest
//
// with Synapses.Ages and Rest, in steps: age is how long before it learns the input was on
// last, rest-age how long after it learned before. A segment learns where its cell is
// active, so learning stands for the cell's own spikes; and time is counted from where the
// input's spike arrives, so that inputs of age 0 are those that the segment predicted from,
// or the pool is fed by. Of the spikes of an input only the latest is known; one that is on
// now is not held against the time before; what was not on since the segment learned stays
// as it is. All pairs are nearest neighbours, and are reckoned when the segment learns, so
// that the cost is that of learning.
//
// Potentiation and depression are in [0, 1], decay and tail, > 0, in steps. Bi & Poo (1998),
// doi:10.1523/JNEUROSCI.18-24-10464.1998; Song, Miller & Abbott (2000), doi:10.1038/78829,
// with a depression of 1.05 times the potentiation and 20 ms for both times.
func SpikeTiming(potentiation, depression, decay, tail float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "potentiation", potentiation)
	share(c, "depression", depression)
	c.That(decay > 0 && check.Finite(decay), "decay = %v, want > 0", decay)
	c.That(tail > 0 && check.Finite(tail), "tail = %v, want > 0", tail)
	if err := c.Err(); err != nil {
		return nil, err
	}
	before, after := newWindow(potentiation, decay), newWindow(depression, tail)
	return &Plasticity{
		name: fmt.Sprintf("SpikeTiming(%v, %v, %v, %v)", potentiation, depression, decay, tail),
		told: true,
		synapses: func(s *Synapses) {
			for i, age := range s.Ages {
				if age >= s.Rest || age == Never {
					continue
				}
				s.Permanences[i] += before.at(age)
				if age > 0 && s.Rest != Never {
					s.Permanences[i] -= after.at(s.Rest - age)
				}
			}
		},
	}, nil
}

// window is height * exp(-distance / constant), from a table where distances are short.
type window struct {
	height, constant float64
	near             [256]float32
}

func newWindow(height, constant float64) *window {
	w := &window{height: height, constant: constant}
	for distance := range w.near {
		w.near[distance] = w.far(distance)
	}
	return w
}

func (w *window) at(distance int) float32 {
	if distance < len(w.near) {
		return w.near[distance]
	}
	return w.far(distance)
}

func (w *window) far(distance int) float32 {
	return float32(w.height * portable.Exp(-float64(distance)/w.constant))
}
