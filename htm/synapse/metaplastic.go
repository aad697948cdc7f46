package synapse

import (
	"fmt"

	"gohtm/htm/internal/check"
)

// Metaplastic lets the history of a synapse set its rate: one whose input has mostly been on
// is hard to potentiate further and easy to depress, and the other way round, as by the
// sliding threshold of the BCM theory. The history h of each synapse, its one variable, is a
// running average of the input x over the latest learning steps of its segment, 0 when it is
// new:
//
//	permanence += x * increment * (1 - sliding*h) - (1-x) * decrement * (1 - sliding*(1-h))
//	h += (x - h) / period
//
// Increment and decrement are in [0, 1]; sliding, in [0, 1], is how much history counts:
// with 0 it is Hebbian, bit for bit; period, >= 1, is in learning steps. Abraham & Bear
// (1996), doi:10.1016/S0166-2236(96)80018-X; Bienenstock, Cooper & Munro (1982),
// doi:10.1523/JNEUROSCI.02-01-00032.1982, where the threshold follows the activity of the
// whole cell instead of that of one synapse.
func Metaplastic(increment, decrement, sliding, period float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "increment", increment)
	share(c, "decrement", decrement)
	share(c, "sliding", sliding)
	c.That(period >= 1 && check.Finite(period), "period = %v, want >= 1", period)
	if err := c.Err(); err != nil {
		return nil, err
	}
	up, down, slide, rate := float32(increment), float32(decrement), float32(sliding), float32(1/period)
	return &Plasticity{
		name:      fmt.Sprintf("Metaplastic(%v, %v, %v, %v)", increment, decrement, sliding, period),
		variables: 1,
		synapses: func(s *Synapses) {
			history := s.Variables[0]
			for i, x := range s.Inputs {
				h := history[i]
				s.Permanences[i] += hebb(x, up*(1-float32(slide*h)), down*(1-float32(slide*(1-h))))
				history[i] = h + float32(rate*(x-h))
			}
		},
	}, nil
}
