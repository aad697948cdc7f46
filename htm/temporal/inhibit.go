package temporal

import "gohtm/htm/synapse"

// The last Params.InhibitoryInputs of the external inputs inhibit. Each cell has at
// most one inhibitory segment, which listens to them, and what its active synapses
// contribute is taken from the drive of each distal segment of the cell:
//
//	inhibition = Σ_i level_i * contribution(permanence_i)   over the inhibitory synapses i with an active input
//
// so that a context can veto a prediction. It needs as many connected synapses as the
// segment has more than ActivationThreshold, and one. What is learned from the
// prediction of a cell:
//
//	Δp = +PermanenceIncrement   its minicolumn stayed inactive: the input was active; and it grows to
//	                            active inputs, as a distal segment to winners
//	Δp = -PermanenceDecrement   the cell fired and won: the input was active
//
// so inhibition comes to balance the excitation that was for nothing, and gives way to
// that which was right: if a veto was wrong, the minicolumn bursts, and the best
// matching cell wins.
//
// The rule is local, as that of Vogels, Sprekeler, Zenke, Clopath & Gerstner (2011),
// "Inhibitory plasticity balances excitation and inhibition in sensory pathways and
// memory networks", Science 334, doi:10.1126/science.1211095, is: there, an inhibitory
// synapse gains from a postsynaptic spike and loses from a presynaptic one alone, which
// holds the cell at a rate; here the excess that it gains from is a prediction that did
// not come true.

func (m *Memory) inhibits() bool { return m.inhibition.store != nil }

// exciteInhibition finds the inhibition of all cells.
func (m *Memory) exciteInhibition() {
	if !m.inhibits() {
		return
	}
	z := &m.inhibition
	z.excite(1)
	m.transmit(z)
	z.settle()
}

// inhibit takes the inhibition of its cell from the drive of each matching distal
// segment.
func (m *Memory) inhibit() {
	cells, drives := m.inhibition.matching, m.inhibition.drives
	if len(cells) == 0 {
		return
	}
	for i, s := range m.distal.matching {
		for len(cells) > 0 && cells[0].Cell < s.Cell {
			cells, drives = cells[1:], drives[1:]
		}
		if len(cells) > 0 && cells[0].Cell == s.Cell {
			m.distal.drives[i] -= drives[0]
		}
	}
}

// learnInhibition applies the rule above, when the distal segments have learned.
func (m *Memory) learnInhibition(columns []int) {
	if !m.inhibits() {
		return
	}
	rest := m.distal.matching
	for _, column := range columns {
		silent, _, others := m.split(rest, column)
		m.oppose(silent)
		rest = others
	}
	m.oppose(rest)
	z := &m.inhibition
	for _, cell := range m.winners {
		if id, found := z.segmentOf(cell); found {
			z.store.Adapt(id, z.wasActive, -m.params.PermanenceDecrement, 0)
		}
	}
}

// oppose strengthens the inhibition of cells that these segments, of silent
// minicolumns, predicted.
func (m *Memory) oppose(silent []synapse.Excited) {
	z, last := &m.inhibition, -1
	for _, s := range silent {
		cell := int(s.Cell)
		if cell == last || !m.predicts(s) {
			continue
		}
		last = cell
		if id, found := z.segmentOf(cell); !found {
			m.growSegment(z, cell)
		} else if active := z.activeOn(id); z.store.Adapt(id, z.wasActive, m.params.PermanenceIncrement, 0) {
			m.grow(z, id, m.params.MaxNewSynapses-active)
		}
	}
}

// segmentOf returns the only segment of a cell, if it has one.
func (z *zone) segmentOf(cell int) (id synapse.ID, found bool) {
	if z.store.SegmentsOn(cell) == 0 {
		return 0, false
	}
	return z.store.LeastRecentlyUsed(cell), true
}

// activeOn counts the synapses of a segment whose input was active.
func (z *zone) activeOn(id synapse.ID) (n int) {
	for _, input := range z.store.Inputs(id) {
		if z.wasActive.Has(int(input)) {
			n++
		}
	}
	return n
}
