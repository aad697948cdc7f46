package ref

import (
	"math"

	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// Rule is a learning rule, told plainly: one of On with Off, Slices and Synapses.
// Functions that make it of the same numbers as the shipped one must know what a Table does:
// they are of Interpolated.
type Rule struct {
	On, Off    func(permanence float32) float32
	Slices     func(permanences []float32, active []bool)
	Synapses   func(*synapse.Synapses)
	Bits       int // 0: permanences may be any
	Stochastic bool
	Idle       func(permanence float32) float32
}

// Learn changes the permanences of one segment or pool, and its variables.
func (r Rule) Learn(s *synapse.Synapses) {
	draw := s.Draw
	switch {
	case r.Synapses != nil:
		r.Synapses(s)
	case r.Slices != nil:
		r.Slices(s.Permanences, s.Active)
	default:
		for i, permanence := range s.Permanences {
			x := float32(0)
			if len(s.Inputs) > 0 {
				x = s.Inputs[i]
			} else if s.Active[i] {
				x = 1
			}
			s.Permanences[i] = float32(x*r.On(permanence)) + float32((1-x)*r.Off(permanence))
		}
	}
	r.bound(s.Permanences, draw)
}

// Decay changes the permanences of one segment or pool that is idle.
func (r Rule) Decay(permanences []float32, draw uint64) {
	for i, permanence := range permanences {
		permanences[i] = r.Idle(permanence)
	}
	r.bound(permanences, draw)
}

// bound clips permanences to [0, 1], and puts them on one of 2^Bits levels.
func (r Rule) bound(permanences []float32, draw uint64) {
	stream := rng.New(^draw)
	for i, permanence := range permanences {
		permanence = max(0, min(permanence, 1))
		if r.Bits > 0 {
			up := float32(.5)
			if r.Stochastic {
				up = stream.Unit()
			}
			permanence = Level(permanence, r.Bits, up)
		}
		permanences[i] = permanence
	}
}

// Level returns the highest of the 2^bits levels from 0 to 1 that x, in [0, 1], reaches
// when a share up of a level is added; x itself if it is a level.
func Level(x float32, bits int, up float32) float32 {
	levels := math.Pow(2, float64(bits)) - 1
	reached := float32(0)
	for k := 0.0; k <= levels; k++ {
		l := float32(k) / float32(levels)
		if l == x {
			return x
		}
		if k-float64(up) <= float64(x)*levels {
			reached = l
		}
	}
	return reached
}

// Interpolated is a function of one permanence that is known at some points alone,
// 0 and 128 for each doubling from 1/1024 to 1; in between there
// are straight lines. It is the plain form of a synapse.Table, for functions that
// are no straight lines altogether.
func Interpolated(f func(float64) float64) func(permanence float32) float32 {
	points := []float64{0}
	for octave := 1.0 / 1024; octave < 1; octave *= 2 {
		for i := 0; i < 128; i++ {
			points = append(points, octave+octave*float64(i)/128)
		}
	}
	points = append(points, 1)
	return func(permanence float32) float32 {
		if permanence == 1 {
			return float32(f(1))
		}
		k := 1 // of the point behind the permanence
		for k+1 < len(points) && points[k] <= float64(permanence) {
			k++
		}
		x0, x1 := points[k-1], points[k]
		slope := (f(x1) - f(x0)) / (x1 - x0)
		start := math.RoundToEven((f(x0)-float64(slope*x0))*(1<<40)) / (1 << 40)
		return float32(float32(slope)*permanence) + float32(start)
	}
}

// Tabulated is the learning rule of two functions that are Interpolated: the plain
// form of synapse.Tabulate.
func Tabulated(on, off func(float64) float64) func(permanences []float32, active []bool) {
	rule := Rule{On: Interpolated(on), Off: Interpolated(off)}
	return func(permanences []float32, active []bool) {
		rule.Learn(&synapse.Synapses{Permanences: permanences, Active: active})
	}
}
