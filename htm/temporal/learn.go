package temporal

import "gohtm/htm/synapse"

// The learning rule, for a segment and the cells that were active at t-1:
//
//	Δp = +PermanenceIncrement         right or best matching: presynaptic cell was active
//	Δp = -PermanenceDecrement         right or best matching: it was not
//	Δp = -PredictedSegmentDecrement   predicted wrongly:      it was active
//
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, "Computational model".
// Permanences follow the ACTIVE cells of the step before; new synapses grow only
// to its WINNER cells, one for each minicolumn that burst.

// reinforce strengthens what a segment saw and grows what it missed, so that it
// will have MaxNewSynapses active synapses when the same pattern comes again.
// s.Potential was counted before this adaptation, which may destroy the segment.
func (m *Memory) reinforce(s synapse.Excited) {
	if m.store.Adapt(s.Segment, m.wasActive, m.params.PermanenceIncrement, -m.params.PermanenceDecrement) {
		m.grow(s.Segment, m.params.MaxNewSynapses-int(s.Potential))
	}
}

// punish weakens matching segments of minicolumns that stayed inactive.
func (m *Memory) punish(silent []synapse.Excited) {
	if m.params.PredictedSegmentDecrement == 0 {
		return
	}
	for _, s := range silent {
		m.store.Adapt(s.Segment, m.wasActive, -m.params.PredictedSegmentDecrement, 0)
	}
}

// growSegment gives a cell a new segment that recognises the winner cells of the
// step before, if there were any. A full cell loses the segment whose last
// activity is longest ago.
func (m *Memory) growSegment(cell int) {
	if len(m.previousWinners) == 0 {
		return
	}
	for m.store.SegmentsOn(cell) >= m.params.MaxSegmentsPerCell {
		m.store.Destroy(m.store.LeastRecentlyUsed(cell))
	}
	m.grow(m.store.Create(cell, m.iteration), m.params.MaxNewSynapses)
}

// grow gives a segment up to n synapses to winner cells of the step before that
// it does not listen to yet, chosen at random. Where MaxSynapsesPerSegment leaves
// no room, the weakest synapses to other cells make it: that is always enough,
// because MaxNewSynapses <= MaxSynapsesPerSegment.
func (m *Memory) grow(segment synapse.ID, n int) {
	if n <= 0 || len(m.previousWinners) == 0 {
		return
	}
	partners := m.newPartners(segment, n)
	over := m.store.Len(segment) + len(partners) - m.params.MaxSynapsesPerSegment
	m.store.RemoveWeakest(segment, over, m.wasWinner)
	m.store.Connect(segment, partners, m.params.InitialPermanence)
}

// newPartners returns up to n winner cells of the step before, in random order if
// there are more, without those that the segment listens to.
func (m *Memory) newPartners(segment synapse.ID, n int) []uint32 {
	order := m.partners[:0]
	for _, cell := range m.previousWinners {
		order = append(order, uint32(cell))
	}
	m.partners = order
	if n < len(order) {
		m.shuffle(order)
	}
	connected := m.store.Inputs(segment)
	for _, cell := range connected {
		m.taken.Set(cell)
	}
	partners := order[:0]
	for _, cell := range order {
		if len(partners) == n {
			break
		}
		if !m.taken.Has(int(cell)) {
			partners = append(partners, cell)
		} else if m.conventions.Meet != nil {
			m.meet(segment, cell)
		}
	}
	for _, cell := range connected {
		m.taken.Unset(cell)
	}
	return partners
}

func (m *Memory) shuffle(cells []uint32) {
	if m.conventions.Shuffle != nil {
		m.conventions.Shuffle(cells)
		return
	}
	m.random.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
}
