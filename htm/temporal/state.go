package temporal

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// State is everything a Memory knows, apart from its Params. The prediction is
// not in it: it follows from the active cells, the context, the synapses and Release.
type State struct {
	Random          uint64 // of the random stream
	Release         uint64 // of that of transmission, before it made the prediction
	Iteration       uint64 // learning steps so far
	ActiveCells     []int
	WinnerCells     []int
	BurstingColumns []int
	DeadCells       []int
	Growth          synapse.Growth // of the latest step
	Distal, Apical  synapse.State  // all segments and synapses

	// The bits of the context that Predict was given for the coming step.
	External, ExternalWinners  []int
	ApicalInput, ApicalWinners []int

	// What of the past matters by Params: the steps so far; the cells that were active, and
	// that their segments made predictive, in steps before the latest, the latest first; for the inputs of each kind of
	// segments, one more than the step in which each was on last, and their short-term dynamics.
	Steps                                                 uint64
	EarlierCells                                          [][]int
	EarlierFactors                                        [][]float32 // of each of EarlierCells
	EarlierPredictions                                    [][]int
	DistalOn, ApicalOn                                    []uint64
	DistalShortTerm, ApicalShortTerm, InhibitoryShortTerm synapse.ShortTermState
	Inhibitory                                            synapse.State // inhibitory segments
}

// Snapshot returns a copy of the memory's state.
func (m *Memory) Snapshot() State {
	of := func(bits []int) []int { return append([]int(nil), bits...) } // nil if there are none
	state := State{
		Random: m.random.State(), Release: m.beforeRelease, Iteration: m.iteration,
		ActiveCells: of(m.active), WinnerCells: of(m.winners), BurstingColumns: of(m.bursting), DeadCells: m.deadCells(),
		Growth: m.growth, Distal: m.distal.store.Snapshot(),
		External: of(m.context.External.Bits), ExternalWinners: of(m.context.ExternalWinners.Bits),
		ApicalInput: of(m.context.Apical.Bits), ApicalWinners: of(m.context.ApicalWinners.Bits),
	}
	if m.hasApical() {
		state.Apical = m.apical.store.Snapshot()
	}
	m.snapshotPast(&state)
	return state
}

// Restore continues from a state that was taken from a memory of the same Params,
// bit for bit. What is replaceable in Params may differ from those, for "what if, from
// here on": of a past that did not matter then, nothing is known, and all is at rest.
// On error the memory is as it was.
func (m *Memory) Restore(state State) error {
	if err := m.checkCells(state); err != nil {
		return err
	}
	context := state.context(m.params)
	if err := context.check(m.params); err != nil {
		return err
	}
	fresh, err := New(m.params)
	if err != nil {
		return err
	}
	if err := fresh.distal.restore("Distal", state.Distal, m.params, state.DeadCells); err != nil {
		return err
	}
	if m.hasApical() {
		err = fresh.apical.restore("Apical", state.Apical, m.params, state.DeadCells)
	} else if len(state.Apical.SegmentCell) > 0 {
		err = fmt.Errorf("temporal: Apical has %d segments, want none without ApicalInputs", len(state.Apical.SegmentCell))
	}
	if err != nil {
		return err
	}
	fresh.random.Restore(state.Random)
	fresh.release.Restore(state.Release)
	fresh.iteration, fresh.growth = state.Iteration, state.Growth
	fresh.active, fresh.winners, fresh.bursting = slices.Clone(state.ActiveCells), slices.Clone(state.WinnerCells), slices.Clone(state.BurstingColumns)
	if len(state.DeadCells) > 0 {
		fresh.bury(state.DeadCells)
	}
	if err := fresh.restorePast(state); err != nil {
		return err
	}
	fresh.setContext(context)
	fresh.conventions = m.conventions
	fresh.excite()
	*m = *fresh
	return nil
}

// checkCells says which list of a state is not one of this memory's cells or minicolumns.
func (m *Memory) checkCells(state State) error {
	active, winners, dead := m.cellsOf(state.ActiveCells), m.cellsOf(state.WinnerCells), m.cellsOf(state.DeadCells)
	for _, s := range []struct {
		name string
		bits sdr.SDR
	}{
		{"ActiveCells", active}, {"WinnerCells", winners}, {"BurstingColumns", m.columnsOf(state.BurstingColumns)}, {"DeadCells", dead},
	} {
		if err := s.bits.Check(); err != nil {
			return fmt.Errorf("temporal: %s: %w", s.name, err)
		}
	}
	if strangers := winners.Minus(active); strangers.Len() > 0 {
		return fmt.Errorf("temporal: WinnerCells has cell %d, want active cells only", strangers.Bits[0])
	}
	if ghosts := active.Intersect(dead); ghosts.Len() > 0 {
		return fmt.Errorf("temporal: ActiveCells has cell %d, want none of DeadCells", ghosts.Bits[0])
	}
	return nil
}

// context returns the context in a state; what is empty has no size.
func (s State) context(p Params) Context {
	of := func(size int, bits []int) sdr.SDR {
		if len(bits) == 0 {
			return sdr.SDR{}
		}
		return sdr.SDR{Size: size, Bits: bits}
	}
	c := Context{External: of(p.ExternalInputs, s.External), Apical: of(p.ApicalInputs, s.ApicalInput)}
	if len(s.External)+len(s.ExternalWinners) > 0 {
		c.ExternalWinners = sdr.SDR{Size: p.ExternalInputs, Bits: s.ExternalWinners}
	}
	if len(s.ApicalInput)+len(s.ApicalWinners) > 0 {
		c.ApicalWinners = sdr.SDR{Size: p.ApicalInputs, Bits: s.ApicalWinners}
	}
	return c
}

func (z *zone) restore(name string, state synapse.State, p Params, dead []int) error {
	if err := checkLimits(name, state, p, dead); err != nil {
		return err
	}
	if err := z.store.Restore(state); err != nil {
		return fmt.Errorf("temporal: %s: %w", name, err)
	}
	return nil
}

// checkLimits says which segment is larger, or which cell has more segments, than
// Params allow, or is dead: then the state is that of another memory.
func checkLimits(name string, state synapse.State, p Params, dead []int) error {
	if n := len(state.SegmentCell); n > p.MaxSegments {
		return fmt.Errorf("temporal: %s has %d segments, want at most MaxSegments = %d", name, n, p.MaxSegments)
	}
	onCell := 0
	for i, cell := range state.SegmentCell {
		if i == 0 || cell != state.SegmentCell[i-1] {
			onCell = 0
		}
		if onCell++; onCell > p.MaxSegmentsPerCell {
			return fmt.Errorf("temporal: %s: cell %d has more segments, want at most MaxSegmentsPerCell = %d", name, cell, p.MaxSegmentsPerCell)
		}
		if _, found := slices.BinarySearch(dead, int(cell)); found {
			return fmt.Errorf("temporal: %s: cell %d has a segment, want none on DeadCells", name, cell)
		}
	}
	for i, size := range state.SegmentSynapses {
		if int(size) > p.MaxSynapsesPerSegment {
			return fmt.Errorf("temporal: %s: SegmentSynapses[%d] = %d, want at most MaxSynapsesPerSegment = %d", name, i, size, p.MaxSynapsesPerSegment)
		}
	}
	return nil
}

// Clone returns a memory that goes on like m and shares nothing with it (but the
// functions in its Params).
func (m *Memory) Clone() *Memory {
	c := *m
	c.active, c.winners, c.bursting = slices.Clone(m.active), slices.Clone(m.winners), slices.Clone(m.bursting)
	c.context = Context{}
	c.setContext(m.context)
	c.distal, c.apical, c.inhibition, c.support = m.distal.clone(), m.apical.clone(), m.inhibition.clone(), m.support.clone()
	c.dead, c.earlier, c.fresh = slices.Clone(m.dead), m.earlier.clone(), nil
	if m.lasting != nil {
		c.lasting = newLasting(len(m.lasting.history.cells), m.Cells())
		c.lasting.history = m.lasting.history.clone()
		c.lasting.refresh()
	}
	c.cells, c.counts, c.partners = make([]int, 0, cap(m.cells)), make([]int, 0, cap(m.counts)), nil
	return &c
}
