package synapse

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/portable"
)

// ShortTerm is short-term depression and facilitation, of all inputs of a layer: by what
// factor an input counts, given when it was on before. There is one of each input, not of
// each synapse, as all synapses of an input have the same parameters, and see the same
// spikes.
//
// A spike uses a share u of the resources R that the input has. They come back with the time
// constant Recovery; u, which is Utilisation for an input at rest, is raised by each spike,
// and falls back with the time constant Facilitation. From one spike to the next, dt steps
// later,
//
//	R = 1 - (1 - R*(1-u)) * exp(-dt/Recovery)
//	u = v + Utilisation*(1-v)   with v = u * exp(-dt/Facilitation)
//	factor = u*R/Utilisation
//
// where the new R is made of the old u. The first spike of an input has R = 1, u =
// Utilisation and a factor of 1; none has more than 1/Utilisation.
//
// Depression: Tsodyks & Markram (1997), doi:10.1073/pnas.94.2.719; with facilitation:
// Markram, Wang & Tsodyks (1998), doi:10.1073/pnas.95.9.5323, but with the u of the same
// spike in the equation for R, as in Maass & Markram (2002),
// doi:10.1016/S0893-6080(01)00144-7: what the next spike will use is not gone yet.
type ShortTerm struct {
	utilisation, recovery, facilitation float64

	step    uint64    // steps so far
	lastOn  []uint64  // of each input, one more than the step in which it was on; 0: never
	use     []float64 // u, in that step
	rest    []float64 // R, in that step, before it was used
	factors []float32 // of the latest step
}

// ShortTermState is all that a ShortTerm knows, as plain slices, one number an input.
type ShortTermState struct {
	Step        uint64    // steps so far
	LastOn      []uint64  // one more than the step, from 0 up, in which it was on last; 0 for never
	Utilisation []float64 // u, in that step, in [0, 1]
	Resources   []float64 // R, in that step, in [0, 1]
}

func (p TransmissionParams) checkShortTerm(c *check.Fields) {
	c.That(p.Utilisation >= 0 && p.Utilisation <= 1, "Utilisation = %v, want in (0, 1], or 0 for inputs that always count the same", p.Utilisation)
	c.That(p.Recovery >= 0 && check.Finite(p.Recovery), "Recovery = %v, want a number of steps >= 0", p.Recovery)
	c.That(p.Facilitation >= 0 && check.Finite(p.Facilitation), "Facilitation = %v, want a number of steps >= 0", p.Facilitation)
	c.That((p.Utilisation > 0) == (p.Recovery > 0 || p.Facilitation > 0),
		"Utilisation = %v, Recovery = %v, Facilitation = %v, want Utilisation with one of the others, or none of the three", p.Utilisation, p.Recovery, p.Facilitation)
}

// ShortTerm returns short-term dynamics for so many inputs at rest; nil if the
// transmission has none, so that all inputs always count the same.
func (t *Transmission) ShortTerm(inputs int) *ShortTerm {
	if t == nil || t.shortTerm.utilisation == 0 {
		return nil
	}
	s := t.shortTerm
	s.lastOn = make([]uint64, inputs)
	s.use, s.rest = make([]float64, inputs), make([]float64, inputs)
	return &s
}

// Step takes the inputs that are on in one step, and returns the factor of each: to
// be read until the next call. Every step counts, also one without any input.
func (s *ShortTerm) Step(active []int) (factors []float32) {
	factors = s.Ahead(active)
	s.step++
	for _, input := range active {
		s.use[input], s.rest[input] = s.at(input, s.step)
		s.lastOn[input] = s.step
	}
	return factors
}

// Ahead returns what Step would return, and makes no step: for a prediction that may be
// made again.
func (s *ShortTerm) Ahead(active []int) (factors []float32) {
	s.factors = s.factors[:0]
	for _, input := range active {
		u, r := s.at(input, s.step+1)
		s.factors = append(s.factors, float32(float64(u*r)/s.utilisation))
	}
	return s.factors
}

// at returns u and R of an input that is on in a step.
func (s *ShortTerm) at(input int, step uint64) (u, r float64) {
	last := s.lastOn[input]
	if last == 0 {
		return s.utilisation, 1
	}
	dt := float64(step - last)
	left := float64(s.rest[input] * (1 - s.use[input]))
	v := float64(s.use[input] * fade(dt, s.facilitation))
	return v + float64(s.utilisation*(1-v)), 1 - float64((1-left)*fade(dt, s.recovery))
}

// fade returns what is left after dt steps of what fades with a time constant.
func fade(dt, constant float64) float64 {
	if constant == 0 {
		return 0
	}
	return portable.Exp(-dt / constant)
}

// Reset puts all inputs at rest.
func (s *ShortTerm) Reset() {
	s.step = 0
	clear(s.lastOn)
	clear(s.use)
	clear(s.rest)
}

// Snapshot returns a copy of all state.
func (s *ShortTerm) Snapshot() ShortTermState {
	return ShortTermState{s.step, slices.Clone(s.lastOn), slices.Clone(s.use), slices.Clone(s.rest)}
}

// Restore goes on from a Snapshot of one with as many inputs; an error says what
// does not fit, and changes nothing.
func (s *ShortTerm) Restore(state ShortTermState) error {
	n := len(s.lastOn)
	if len(state.LastOn) != n || len(state.Utilisation) != n || len(state.Resources) != n {
		return fmt.Errorf("synapse: state with %d LastOn, %d Utilisation, %d Resources, want %d", len(state.LastOn), len(state.Utilisation), len(state.Resources), n)
	}
	for i := range state.LastOn {
		u, r := state.Utilisation[i], state.Resources[i]
		if state.LastOn[i] > state.Step || !(u >= 0 && u <= 1) || !(r >= 0 && r <= 1) {
			return fmt.Errorf("synapse: input %d: LastOn = %d, Utilisation = %v, Resources = %v, want at most Step = %d and in [0, 1]", i, state.LastOn[i], u, r, state.Step)
		}
	}
	s.step = state.Step
	copy(s.lastOn, state.LastOn)
	copy(s.use, state.Utilisation)
	copy(s.rest, state.Resources)
	return nil
}

// Clone returns one that shares nothing with s.
func (s *ShortTerm) Clone() *ShortTerm {
	if s == nil {
		return nil
	}
	c := *s
	c.lastOn, c.use, c.rest, c.factors = slices.Clone(s.lastOn), slices.Clone(s.use), slices.Clone(s.rest), nil
	return &c
}
