package synapse

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/rng"
)

// Cascade gives a synapse two efficacies and many states: weak or strong, each at a depth k
// of 1 to depths, and the deeper it is, the harder to change. So a memory is quickly written
// and slowly overwritten. An input that is on is a chance to become strong, one that is off
// to become weak. With ratio = r, a synapse that is told the other efficacy than its own
// changes to depth 1 of it, and one that is told its own goes one deeper, with probability
//
//	change(k) = r^(k-1)       change(depths) = r^(depths-1) / (1-r)
//	deepen(k) = r^k / (1-r)   deepen(depths) = 0
//
// which keeps all states equally full where both are told equally often. Fusi, Drew & Abbott
// (2005), doi:10.1016/j.neuron.2005.02.001.
//
// Depths, in [1, 20], is the number of states of each efficacy, ratio in (0, 0.5]; weak and
// strong, in [0, 1], are the permanences, of which one should be below ConnectedPermanence
// and one not; a weak of 0 is pruned by a memory. A synapse on neither counts as the one
// that it is nearer to, strong in the middle. Its one variable is its depth - 1. With a
// depth of 1 a synapse is what it was told last. An input that is a rate between 0 and 1 is
// on with that probability.
func Cascade(depths int, ratio, weak, strong float64) (*Plasticity, error) {
	c := check.New("synapse")
	c.That(depths >= 1 && depths <= 20, "depths = %d, want in [1, 20]", depths)
	c.That(ratio > 0 && ratio <= 0.5, "ratio = %v, want in (0, 0.5]", ratio)
	c.That(weak >= 0 && weak < strong && strong <= 1, "weak = %v, strong = %v, want weak < strong, both in [0, 1]", weak, strong)
	if err := c.Err(); err != nil {
		return nil, err
	}
	change, deepen := cascadeChances(depths, ratio)
	low, high := float32(weak), float32(strong)
	middle := float32((weak + strong) / 2)
	return &Plasticity{
		name:      fmt.Sprintf("Cascade(%d, %v, %v, %v)", depths, ratio, weak, strong),
		variables: 1,
		draws:     true,
		synapses: func(s *Synapses) {
			stream := rng.New(s.Draw)
			for i, x := range s.Inputs {
				on := x == 1 || x > 0 && stream.Unit() < x
				isStrong, depth := s.Permanences[i] >= middle, int(s.Variables[0][i])
				switch chance := stream.Float64(); {
				case on != isStrong && chance < change[depth]:
					isStrong, depth = on, 0
				case on == isStrong && chance < deepen[depth]:
					depth++
				}
				s.Permanences[i], s.Variables[0][i] = low, float32(depth)
				if isStrong {
					s.Permanences[i] = high
				}
			}
		},
	}, nil
}

// cascadeChances returns the probabilities of Cascade, for depths 1 and so on.
func cascadeChances(depths int, ratio float64) (change, deepen []float64) {
	power := 1.0 // ratio^(k-1)
	for k := 1; k <= depths; k++ {
		change, deepen = append(change, power), append(deepen, power*ratio/(1-ratio))
		power *= ratio
	}
	change[depths-1] = min(1, change[depths-1]/(1-ratio))
	deepen[depths-1] = 0
	return change, deepen
}
