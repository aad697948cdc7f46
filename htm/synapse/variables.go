package synapse

import (
	"fmt"
	"slices"
)

// variables are those that rules of PerSynapses have of their own: for each variable
// the numbers of all synapses, in chunks, at the places where their permanences are;
// and of each segment when it learned last, for Synapses.Rest. There is none of it
// until such a rule learns.
type variables struct {
	of      [][][]float32
	learned []uint64 // one more than the step, by segment; 0: never
}

// keep makes room for so many variables of every synapse, 0 to begin with.
func (s *Store) keep(variables int) {
	for len(s.variables.of) < variables {
		chunks := make([][]float32, len(s.permanences))
		for i, like := range s.permanences {
			chunks[i] = make([]float32, len(like), cap(like))
		}
		s.variables.of = append(s.variables.of, chunks)
	}
}

// Variable returns a variable, of those that the learning rule has of its own, of
// the synapses of a segment, in the order of Inputs: a view into the store, to be
// read until its next change. It is nil as long as the rule has not learned.
func (s *Store) Variable(id ID, variable int) []float32 {
	if variable >= len(s.variables.of) {
		return nil
	}
	g := &s.segments[id]
	return s.variables.of[variable][g.first/chunk][g.first%chunk:][:g.size:g.size]
}

// LastLearned returns the step, as Moment counts them, in which a segment learned
// last by a rule with a History; or that it never has.
func (s *Store) LastLearned(id ID) (step uint64, ever bool) {
	if int(id) >= len(s.variables.learned) || s.variables.learned[id] == 0 {
		return 0, false
	}
	return s.variables.learned[id] - 1, true
}

// learn notes when a segment learns.
func (v *variables) learn(id ID, step uint64) {
	if n := int(id) + 1 - len(v.learned); n > 0 {
		v.learned = append(v.learned, make([]uint64, n)...)
	}
	v.learned[id] = step + 1
}

// forget makes the number of a segment that of one that never learned.
func (v *variables) forget(id ID) {
	if int(id) < len(v.learned) {
		v.learned[id] = 0
	}
}

func (v *variables) clone() variables {
	c := variables{learned: slices.Clone(v.learned)}
	for _, chunks := range v.of {
		copied := make([][]float32, len(chunks))
		for i := range chunks {
			copied[i] = slices.Clone(chunks[i])
		}
		c.of = append(c.of, copied)
	}
	return c
}

// snapshotVariables appends what is kept of a segment.
func (s *Store) snapshotVariables(id ID, state *State) {
	if s.variables.learned != nil {
		step, ever := s.LastLearned(id)
		if ever {
			step++
		}
		state.SegmentLearned = append(state.SegmentLearned, step)
	}
	for i := 0; i < s.Len(id); i++ {
		for v := range s.variables.of {
			state.Variable = append(state.Variable, s.Variable(id, v)[i])
		}
	}
}

// restoreVariables takes over what is kept of segments, numbered as they stand in
// the state.
func (s *Store) restoreVariables(state State) {
	s.variables.learned = slices.Clone(state.SegmentLearned)
	n := state.variables()
	s.keep(n)
	rest := state.Variable
	for i := range state.SegmentCell {
		for j := 0; j < s.Len(ID(i)); j++ {
			for v := 0; v < n; v++ {
				s.Variable(ID(i), v)[j] = rest[v]
			}
			rest = rest[n:]
		}
	}
}

// variables returns how many there are of each synapse.
func (state State) variables() int {
	if len(state.Permanence) == 0 {
		return 0
	}
	return len(state.Variable) / len(state.Permanence)
}

func (state State) checkVariables() error {
	if n := len(state.SegmentLearned); n != 0 && n != len(state.SegmentCell) {
		return fmt.Errorf("synapse: state with %d SegmentLearned, want none or %d", n, len(state.SegmentCell))
	}
	if n := state.variables(); n > MostVariables || len(state.Variable) != n*len(state.Permanence) {
		return fmt.Errorf("synapse: state with %d Variable, want at most %d for each of %d synapses", len(state.Variable), MostVariables, len(state.Permanence))
	}
	for i, x := range state.Variable {
		if x != x {
			return fmt.Errorf("synapse: Variable[%d] = NaN, want a number", i)
		}
	}
	return nil
}
