package synapse

import (
	"fmt"
	"slices"
)

// State is everything a Store knows, as plain slices. Segments stand in the order
// of their cells, those of a cell oldest first; synapses in the order of the
// segments, those of a segment in the order in which they grew.
type State struct {
	SegmentCell     []uint32  // the owner of each segment
	SegmentLastUsed []uint64  // see Store.LastUsed
	SegmentSynapses []uint32  // how many synapses each segment has
	SynapseInput    []uint32  // what each synapse listens to
	Permanence      []float32 // of each synapse
	Growth          Growth

	// What a rule of PerSynapses keeps; empty as long as none has learned.
	SegmentLearned []uint64  // one more than Store.LastLearned, 0 for never
	Variable       []float32 // of each synapse, all its variables: see Store.Variable
}

// Snapshot returns a copy of all segments and synapses.
func (s *Store) Snapshot() State {
	n := s.Segments()
	state := State{
		SegmentCell:     make([]uint32, 0, n),
		SegmentLastUsed: make([]uint64, 0, n),
		SegmentSynapses: make([]uint32, 0, n),
		SynapseInput:    make([]uint32, 0, s.synapses),
		Permanence:      make([]float32, 0, s.synapses),
		Growth:          s.growth,
	}
	var ids []ID
	for cell := range s.cells {
		ids = s.AppendSegmentsOn(cell, ids[:0])
		for _, id := range ids {
			state.SegmentCell = append(state.SegmentCell, uint32(cell))
			state.SegmentLastUsed = append(state.SegmentLastUsed, s.segments[id].lastUsed)
			state.SegmentSynapses = append(state.SegmentSynapses, uint32(s.Len(id)))
			state.SynapseInput = append(state.SynapseInput, s.Inputs(id)...)
			state.Permanence = append(state.Permanence, s.Permanences(id)...)
			s.snapshotVariables(id, &state)
		}
	}
	return state
}

// Restore replaces all segments and synapses by those of a state, taken from a
// store of the same Params. On error the store is as it was.
func (s *Store) Restore(state State) error {
	if err := s.params.checkState(state); err != nil {
		return err
	}
	fresh, err := New(s.params)
	if err != nil {
		return err
	}
	at := 0
	for i, cell := range state.SegmentCell {
		id := fresh.Create(int(cell), state.SegmentLastUsed[i])
		size := int(state.SegmentSynapses[i])
		fresh.reserve(id, size)
		fresh.segments[id].size = uint16(size)
		copy(fresh.Inputs(id), state.SynapseInput[at:])
		copy(fresh.Permanences(id), state.Permanence[at:])
		for j, p := range fresh.Permanences(id) {
			fresh.index.add(fresh.Inputs(id)[j], fresh.entry(id, p))
		}
		at += size
	}
	fresh.restoreVariables(state)
	fresh.synapses, fresh.growth = at, state.Growth
	*s = *fresh
	return nil
}

func (p Params) checkState(state State) error {
	n := len(state.SegmentCell)
	if len(state.SegmentLastUsed) != n || len(state.SegmentSynapses) != n {
		return fmt.Errorf("synapse: state with %d SegmentCell, %d SegmentLastUsed, %d SegmentSynapses, want equally many",
			n, len(state.SegmentLastUsed), len(state.SegmentSynapses))
	}
	at := 0
	seen := make(map[uint32]bool)
	for i, cell := range state.SegmentCell {
		if int(cell) >= p.Cells || i > 0 && cell < state.SegmentCell[i-1] {
			return fmt.Errorf("synapse: SegmentCell[%d] = %d, want sorted numbers in [0, %d)", i, cell, p.Cells)
		}
		size := int(state.SegmentSynapses[i])
		if size > MostSynapses || size > len(state.SynapseInput)-at {
			return fmt.Errorf("synapse: SegmentSynapses[%d] = %d, want at most %d and as many as there are", i, size, MostSynapses)
		}
		clear(seen)
		for j, input := range state.SynapseInput[at:][:size] {
			if int(input) >= p.Inputs || seen[input] {
				return fmt.Errorf("synapse: SynapseInput[%d] = %d, want in [0, %d), once a segment", at+j, input, p.Inputs)
			}
			seen[input] = true
		}
		at += size
	}
	if len(state.SynapseInput) != at || len(state.Permanence) != at {
		return fmt.Errorf("synapse: state with %d SynapseInput, %d Permanence, want %d", len(state.SynapseInput), len(state.Permanence), at)
	}
	for i, permanence := range state.Permanence {
		if !(permanence >= 0 && permanence <= 1) {
			return fmt.Errorf("synapse: Permanence[%d] = %v, want in [0, 1]", i, permanence)
		}
	}
	return state.checkVariables()
}

// Clone returns a store that shares nothing with s.
func (s *Store) Clone() *Store {
	c := *s
	c.cells = slices.Clone(s.cells)
	c.segments = slices.Clone(s.segments)
	c.freed = slices.Clone(s.freed)
	c.blocks.free = make([][]uint32, len(s.blocks.free))
	for class, free := range s.blocks.free {
		c.blocks.free[class] = slices.Clone(free)
	}
	c.inputs, c.permanences = make([][]uint32, len(s.inputs)), make([][]float32, len(s.inputs))
	for i := range s.inputs {
		c.inputs[i], c.permanences[i] = slices.Clone(s.inputs[i]), slices.Clone(s.permanences[i])
	}
	c.index.rows = slices.Clone(s.index.rows)
	c.index.entries = slices.Clone(s.index.entries)
	c.counters = counters{slices.Clone(s.counters.narrow), slices.Clone(s.counters.wide)}
	c.recency = recency{slices.Clone(s.recency.heap), slices.Clone(s.recency.listed)}
	c.variables = s.variables.clone()
	c.heard, c.noted, c.spare, c.ids, c.work = nil, nil, nil, nil, Synapses{}
	return &c
}
