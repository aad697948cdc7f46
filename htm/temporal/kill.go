package temporal

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// KillCells kills cells for good. A dead cell has lost its segments, so it is
// never predicted and never learns; it does not fire when its minicolumn bursts, and never
// wins. Synapses of others on it stay, and get no input. It is dead at once: if
// it was active in the latest step, the prediction for the next is made without it.
// A minicolumn of dead cells alone stays silent, though it counts as bursting: its
// input comes unpredicted. Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023,
// Figure 6B. The error says why an SDR is not one of cells of the memory.
func (m *Memory) KillCells(cells sdr.SDR) error {
	if cells.Size != m.Cells() {
		return fmt.Errorf("temporal: an SDR of size %d, want %d", cells.Size, m.Cells())
	}
	if err := cells.Check(); err != nil {
		return fmt.Errorf("temporal: %w", err)
	}
	if cells.Len() == 0 {
		return nil
	}
	m.bury(cells.Bits)
	var segments []synapse.ID
	for _, z := range []*zone{&m.distal, &m.apical, &m.inhibition} {
		if z.store == nil {
			continue
		}
		for _, cell := range cells.Bits {
			segments = z.store.AppendSegmentsOn(cell, segments[:0])
			for _, id := range segments {
				z.store.Destroy(id)
			}
		}
	}
	m.active = slices.DeleteFunc(m.active, m.isDead)
	m.winners = slices.DeleteFunc(m.winners, m.isDead)
	m.earlier.remove(m.isDead)
	if m.lasting != nil {
		m.lasting.remove(m.isDead)
		m.lasting.refresh()
	}
	m.excite()
	return nil
}

// KillShare kills a share of all cells, in [0, 1], drawn from a seed: a random
// order of the cells is cut there, so that with one seed a greater share kills
// the same cells and more. Who is dead already may be drawn again. It returns the
// cells drawn.
func (m *Memory) KillShare(share float64, seed uint64) (sdr.SDR, error) {
	if !(share >= 0 && share <= 1) {
		return sdr.SDR{}, fmt.Errorf("temporal: share = %v, want in [0, 1]", share)
	}
	cells := m.cellsOf(rng.Share(m.Cells(), share, seed))
	return cells, m.KillCells(cells)
}

// DeadCells returns the cells that were killed.
func (m *Memory) DeadCells() sdr.SDR { return m.cellsOf(m.deadCells()) }

func (m *Memory) deadCells() (cells []int) {
	for cell := 0; m.dead != nil && cell < m.Cells(); cell++ {
		if m.dead.Has(cell) {
			cells = append(cells, cell)
		}
	}
	return cells
}

// bury notes that cells are dead.
func (m *Memory) bury(cells []int) {
	if m.dead == nil {
		m.dead = synapse.NewBitset(m.Cells())
	}
	m.dead.Add(cells)
}

func (m *Memory) isDead(cell int) bool { return m.dead != nil && m.dead.Has(cell) }
