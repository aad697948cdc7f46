package synapse

import (
	"fmt"
	"math"
)

// mostBits is how finely permanences and weights may be rounded: a float32 has 24.
const mostBits = 16

// Quantised returns the same rule for synapses of so many bits, 1 to 16: what it
// makes of permanences is rounded to one of 2^bits levels from 0 to 1,
//
//	permanence = round(permanence * levels) / levels   with levels = 2^bits - 1
//
// to the nearest, so that a change of less than half a level comes to nothing; or, if
// stochastic, up or down at random so that on average it is right: a permanence a third of
// the way to the next level gets there once in three times. Gupta, Agrawal, Gopalakrishnan &
// Narayanan (2015), "Deep learning with limited numerical precision", section 3.
//
// A new synapse is on no level until it learns, unless the layer asks Level. The error is
// that of bits out of range, or of a nil rule.
func (p *Plasticity) Quantised(bits int, stochastic bool) (*Plasticity, error) {
	if p == nil {
		return nil, errOfNil
	}
	if bits < 1 || bits > mostBits {
		return nil, fmt.Errorf("synapse: bits = %d, want in [1, %d]", bits, mostBits)
	}
	q := *p
	q.levels, q.stochastic = 1<<bits-1, stochastic
	return &q, nil
}

// Level returns the level nearest to a permanence, on which a layer may start new
// synapses; the permanence itself if the rule is not quantised, or nil.
func (p *Plasticity) Level(permanence float32) float32 {
	if p == nil || p.levels == 0 {
		return permanence
	}
	return level(permanence, p.levels, 0.5)
}

// level rounds x, in [0, 1], to a multiple of 1/levels: up if what is left beyond a
// level and up together reach the next. What is on a level stays there.
func level(x float32, levels int, up float32) float32 {
	n, scaled := float32(levels), float64(x)*float64(levels)
	if nearest := float32(math.Round(scaled)) / n; nearest == x {
		return x
	}
	return float32(math.Floor(scaled+float64(up))) / n
}
