package temporal

import (
	"fmt"
	"slices"

	"gohtm/htm/synapse"
)

// snapshotPast adds to a state what of the past matters.
func (m *Memory) snapshotPast(state *State) {
	earlier := m.earlier.clone()
	state.Steps, state.EarlierCells, state.EarlierFactors = m.steps, earlier.cells, earlier.factors
	if m.lasting != nil {
		state.EarlierPredictions = m.lasting.history.clone().cells
	}
	state.DistalOn, state.ApicalOn = slices.Clone(m.distal.lastOn), slices.Clone(m.apical.lastOn)
	for _, x := range []struct {
		z    *zone
		past *synapse.ShortTermState
	}{{&m.distal, &state.DistalShortTerm}, {&m.apical, &state.ApicalShortTerm}, {&m.inhibition, &state.InhibitoryShortTerm}} {
		if x.z.shortTerm != nil {
			*x.past = x.z.shortTerm.Snapshot()
		}
	}
	if m.inhibits() {
		state.Inhibitory = m.inhibition.store.Snapshot()
	}
}

// restorePast takes over what of the past is in a state, or says what in it cannot be.
// What is not in it, because it did not matter to the memory that it is from, is at
// rest.
func (m *Memory) restorePast(state State) error {
	m.steps = state.Steps
	if err := m.earlier.restore("EarlierCells", history{state.EarlierCells, state.EarlierFactors}, m); err != nil {
		return err
	}
	if m.lasting != nil {
		if err := m.lasting.restore("EarlierPredictions", history{cells: state.EarlierPredictions}, m); err != nil {
			return err
		}
		m.lasting.refresh()
	}
	for _, x := range []struct {
		name string
		z    *zone
		on   []uint64
		past synapse.ShortTermState
	}{
		{"Distal", &m.distal, state.DistalOn, state.DistalShortTerm}, {"Apical", &m.apical, state.ApicalOn, state.ApicalShortTerm},
		{"Inhibitory", &m.inhibition, nil, state.InhibitoryShortTerm},
	} {
		if err := x.z.restorePast(x.name, x.on, x.past, state.Steps); err != nil {
			return err
		}
	}
	if m.inhibits() {
		return m.restoreInhibition(state)
	}
	if n := len(state.Inhibitory.SegmentCell); n > 0 {
		return fmt.Errorf("temporal: Inhibitory has %d segments, want none without InhibitoryInputs", n)
	}
	return nil
}

func (z *zone) restorePast(name string, on []uint64, past synapse.ShortTermState, steps uint64) error {
	if len(on) > 0 && z.lastOn != nil {
		if len(on) != len(z.lastOn) {
			return fmt.Errorf("temporal: %sOn has %d inputs, want %d", name, len(on), len(z.lastOn))
		}
		for input, step := range on {
			if step > steps {
				return fmt.Errorf("temporal: %sOn[%d] = %d, want at most Steps = %d", name, input, step, steps)
			}
		}
		copy(z.lastOn, on)
	}
	if z.shortTerm == nil || len(past.LastOn) == 0 {
		return nil
	}
	if err := z.shortTerm.Restore(past); err != nil {
		return fmt.Errorf("temporal: %sShortTerm: %w", name, err)
	}
	return nil
}

func (m *Memory) restoreInhibition(state State) error {
	of := m.params
	of.MaxSegmentsPerCell, of.MaxSegments = 1, m.Cells()
	return m.inhibition.restore("Inhibitory", state.Inhibitory, of, state.DeadCells)
}
