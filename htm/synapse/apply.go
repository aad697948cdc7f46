package synapse

import (
	"fmt"

	"gohtm/htm/internal/rng"
)

// Apply changes the permanences of a segment, all in [0, 1], given which of their
// inputs are active: as a layer does that learns. It panics unless both are as many, and for a
// rule that has to be told more: that is ApplyTo's.
func (p *Plasticity) Apply(permanences []float32, active []bool) {
	if p.synapses != nil || p.stochastic {
		panic("synapse: Apply of a rule that is told more than permanences and inputs, want ApplyTo")
	}
	if len(permanences) != len(active) {
		panic(fmt.Sprintf("synapse: %d permanences with %d inputs, want as many", len(permanences), len(active)))
	}
	if p.slices != nil {
		p.slices(permanences, active)
	} else {
		p.tabulated(permanences, active)
	}
	p.settle(permanences, 0)
}

// ApplyTo changes the permanences of the synapses of one segment, or pool, by any
// rule, and its variables. Of s a tabulated rule needs Permanences, and Inputs or, if that is
// empty, Active; one of PerSegment needs Permanences and Active; Draw is for those
// that draw. It panics where slices are not as long as there are permanences.
//
// By a tabulated rule, the permanence of a synapse whose input is a rate x becomes
//
//	x*on(permanence) + (1-x)*off(permanence)
//
// which for x = 1 and x = 0 is what becomes of it if the input is on or off, bit for bit.
func (p *Plasticity) ApplyTo(s *Synapses) {
	p.require(s)
	switch {
	case p.synapses != nil:
		p.tell(s)
	case p.slices != nil:
		p.slices(s.Permanences, s.Active)
	case len(s.Inputs) == 0:
		p.tabulated(s.Permanences, s.Active)
	default:
		for i, x := range s.Inputs {
			on, off := p.on.Next(s.Permanences[i]), p.off.Next(s.Permanences[i])
			s.Permanences[i] = float32(x*on) + float32((1-x)*off)
		}
	}
	for v, variable := range s.Variables[:p.variables] {
		for i, x := range variable {
			if x != x {
				panic(fmt.Sprintf("synapse: variable %d of synapse %d of %d is NaN after a rule, want a number", v, i, len(variable)))
			}
		}
	}
	p.settle(s.Permanences, s.Draw)
}

// tell calls a rule of PerSynapses, and leaves the caller its slices, whatever becomes of
// them in s. It panics if the rule has put others in the place of those that it changes:
// what it has put there would be lost.
func (p *Plasticity) tell(s *Synapses) {
	given := *s
	var variables [MostVariables][]float32
	copy(variables[:], s.Variables)
	defer func() {
		*s = given
		copy(s.Variables, variables[:])
	}()
	p.synapses(s)
	in := same(s.Permanences, given.Permanences) && len(s.Variables) == p.variables
	for v := 0; in && v < p.variables; v++ {
		in = same(s.Variables[v], variables[v])
	}
	if !in {
		panic("synapse: other slices in the place of Permanences or Variables after a rule, want them changed in place")
	}
}

// same tells whether two slices are one.
func same(a, b []float32) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// require panics unless there is what the rule needs.
func (p *Plasticity) require(s *Synapses) {
	n := len(s.Permanences)
	want := func(name string, got int) {
		if got != n {
			panic(fmt.Sprintf("synapse: %d permanences with %d %s, want as many", n, got, name))
		}
	}
	if p.synapses != nil || p.slices != nil || len(s.Inputs) == 0 {
		want("Active", len(s.Active))
	}
	if p.synapses == nil {
		if p.slices == nil && len(s.Inputs) > 0 {
			want("Inputs", len(s.Inputs))
		}
		return
	}
	want("Inputs", len(s.Inputs))
	want("Ages", len(s.Ages))
	if len(s.Variables) != p.variables {
		panic(fmt.Sprintf("synapse: %d Variables, want the rule's %d", len(s.Variables), p.variables))
	}
	for _, variable := range s.Variables {
		want("of a variable", len(variable))
	}
}

// tabulated changes permanences by the tables.
func (p *Plasticity) tabulated(permanences []float32, active []bool) {
	for i, v := range permanences {
		if active[i] {
			permanences[i] = p.on.Next(v)
		} else {
			permanences[i] = p.off.Next(v)
		}
	}
}

// settle clips permanences to [0, 1], and rounds them if the rule is quantised.
func (p *Plasticity) settle(permanences []float32, draw uint64) {
	for i, v := range permanences {
		switch {
		case v > 1:
			permanences[i] = 1
		case v > 0:
		case v <= 0:
			permanences[i] = 0 // and not -0
		default:
			panic(fmt.Sprintf("synapse: permanence %d of %d is %v after a rule, want a number", i, len(permanences), v))
		}
	}
	if p.levels == 0 {
		return
	}
	stream := rng.New(^draw) // not that of a rule that has drawn from the same bits
	for i, v := range permanences {
		up := float32(0.5)
		if p.stochastic {
			up = stream.Unit()
		}
		permanences[i] = level(v, p.levels, up)
	}
}
