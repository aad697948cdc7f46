package temporal

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// State is everything a Memory knows, apart from its Params. The prediction is
// not in it: it follows from the active cells and the synapses.
type State struct {
	Random          uint64 // of the random stream
	Iteration       uint64 // learning steps so far
	ActiveCells     []int
	WinnerCells     []int
	BurstingColumns []int
	Growth          synapse.Growth // of the latest step
	Distal          synapse.State  // all segments and synapses
}

// Snapshot returns a copy of the memory's state.
func (m *Memory) Snapshot() State {
	return State{
		Random: m.random.State(), Iteration: m.iteration,
		ActiveCells: slices.Clone(m.active), WinnerCells: slices.Clone(m.winners), BurstingColumns: slices.Clone(m.bursting),
		Growth: m.growth, Distal: m.store.Snapshot(),
	}
}

// Restore continues from a state that was taken from a memory of the same Params,
// bit for bit. On error the memory is as it was.
func (m *Memory) Restore(state State) error {
	for _, s := range []struct {
		name string
		bits sdr.SDR
	}{
		{"ActiveCells", m.cells(state.ActiveCells)},
		{"WinnerCells", m.cells(state.WinnerCells)},
		{"BurstingColumns", m.columns(state.BurstingColumns)},
	} {
		if err := s.bits.Check(); err != nil {
			return fmt.Errorf("temporal: %s: %w", s.name, err)
		}
	}
	if strangers := m.cells(state.WinnerCells).Minus(m.cells(state.ActiveCells)); strangers.Len() > 0 {
		return fmt.Errorf("temporal: WinnerCells has cell %d, want active cells only", strangers.Bits[0])
	}
	if err := m.checkLimits(state.Distal); err != nil {
		return err
	}
	if err := m.store.Restore(state.Distal); err != nil {
		return fmt.Errorf("temporal: Distal: %w", err)
	}
	m.random.Restore(state.Random)
	m.iteration, m.growth = state.Iteration, state.Growth
	m.active = append(m.active[:0], state.ActiveCells...)
	m.winners = append(m.winners[:0], state.WinnerCells...)
	m.bursting = append(m.bursting[:0], state.BurstingColumns...)
	m.matching = m.store.Excite(m.active, m.params.MinThreshold, m.matching[:0])
	return nil
}

// checkLimits says which segment is larger, or which cell has more segments, than
// Params allow: then the state is that of another memory.
func (m *Memory) checkLimits(distal synapse.State) error {
	onCell := 0
	for i, cell := range distal.SegmentCell {
		if i == 0 || cell != distal.SegmentCell[i-1] {
			onCell = 0
		}
		if onCell++; onCell > m.params.MaxSegmentsPerCell {
			return fmt.Errorf("temporal: cell %d has more segments, want at most MaxSegmentsPerCell = %d", cell, m.params.MaxSegmentsPerCell)
		}
	}
	for i, size := range distal.SegmentSynapses {
		if int(size) > m.params.MaxSynapsesPerSegment {
			return fmt.Errorf("temporal: SegmentSynapses[%d] = %d, want at most MaxSynapsesPerSegment = %d", i, size, m.params.MaxSynapsesPerSegment)
		}
	}
	return nil
}

// Clone returns a memory that goes on like m and shares nothing with it (but the
// function PickWinner).
func (m *Memory) Clone() *Memory {
	c := *m
	c.store = m.store.Clone()
	c.active, c.winners, c.bursting = slices.Clone(m.active), slices.Clone(m.winners), slices.Clone(m.bursting)
	c.matching = slices.Clone(m.matching)
	c.previous, c.previousWinners = slices.Clone(m.previous), slices.Clone(m.previousWinners)
	c.wasActive, c.wasWinner, c.taken = slices.Clone(m.wasActive), slices.Clone(m.wasWinner), slices.Clone(m.taken)
	c.counts, c.partners = make([]int, len(m.counts)), nil
	return &c
}
