package synapse

import (
	"fmt"
	"math"

	"gohtm/htm/internal/check"
)

// Homeostatic is Hebbian learning with synaptic scaling: after the increments, all
// permanences of the segment, or pool, are multiplied by one factor that brings their sum
// nearer to a target; so synapses compete, and none learns without end:
//
//	permanence += x*increment - (1-x)*decrement   clipped to [0, 1]
//	permanence *= 1 + rate * (target/sum - 1)     sum = Σ permanence
//
// for an input x, 1 or 0, or a rate between. Increment and decrement are in [0, 1]; target,
// > 0, is that of the sum; rate, in [0, 1], is how much of the way to it goes in one
// learning step: 1 holds the sum there, 0 is Hebbian. The factor keeps the ratios of
// permanences, as Turrigiano et al. (1998), doi:10.1038/36103, and Turrigiano (2008),
// doi:10.1016/j.cell.2008.10.008, find; there it takes hours, and follows the cell's firing
// rate instead of the sum.
func Homeostatic(increment, decrement, target, rate float64) (*Plasticity, error) {
	c := check.New("synapse")
	share(c, "increment", increment)
	share(c, "decrement", decrement)
	c.That(target > 0 && check.Finite(target), "target = %v, want > 0", target)
	share(c, "rate", rate)
	if err := c.Err(); err != nil {
		return nil, err
	}
	up, down := float32(increment), float32(decrement)
	return &Plasticity{
		name: fmt.Sprintf("Homeostatic(%v, %v, %v, %v)", increment, decrement, target, rate),
		synapses: func(s *Synapses) {
			sum := 0.0
			for i, x := range s.Inputs {
				s.Permanences[i] = max(0, min(s.Permanences[i]+hebb(x, up, down), 1))
				sum += float64(s.Permanences[i])
			}
			if sum == 0 {
				return
			}
			factor := float32(1 + float64(rate*(min(target/sum, math.MaxFloat32)-1))) // finite: 0 stays 0
			for i := range s.Permanences {
				s.Permanences[i] *= factor
			}
		},
	}, nil
}

// hebb is how much a permanence changes that is increased by up for an input of 1, and
// decreased by down for one of 0.
func hebb(x, up, down float32) float32 { return float32(x*up) - float32((1-x)*down) }
