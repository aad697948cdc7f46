package temporal

import "gohtm/htm/synapse"

// The learning rule, for a segment and the cells that were active at t-1:
//
//	Δp = +PermanenceIncrement         right or best matching: presynaptic cell was active
//	Δp = -PermanenceDecrement         right or best matching: it was not
//	Δp = -PredictedSegmentDecrement   predicted wrongly:      it was active
//
// Params.Plasticity replaces the first two, Params.Punishment the third.
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, "Computational model".
// Permanences follow the ACTIVE cells of the step before; new synapses grow only
// to its WINNER cells, one for each minicolumn that burst.

// reinforce strengthens what a segment saw and grows what it missed, so that it
// will have MaxNewSynapses active synapses when the same pattern comes again.
// s.Potential was counted before this adaptation, which may destroy the segment.
func (m *Memory) reinforce(z *zone, s synapse.Excited) {
	if m.adapt(z, s.Segment) {
		m.grow(z, s.Segment, m.params.MaxNewSynapses-int(s.Potential))
	}
}

// adapt changes the permanences of a segment that was right, or came closest.
func (m *Memory) adapt(z *zone, segment synapse.ID) (alive bool) {
	if rule := m.params.Plasticity; rule != nil {
		return z.store.AdaptBy(rule, segment, m.moment(z, rule))
	}
	return z.store.Adapt(segment, z.wasActive, m.params.PermanenceIncrement, -m.params.PermanenceDecrement)
}

// moment is what a rule is told.
func (m *Memory) moment(z *zone, rule *synapse.Plasticity) synapse.Moment {
	at := synapse.Moment{Active: z.wasActive, Step: m.steps - 1, LastOn: z.lastOn}
	if rule.Draws() {
		at.Draw = m.random.Next()
	}
	return at
}

// decay lets the permanences of all distal, and then of all apical, synapses decay,
// when it is time.
func (m *Memory) decay() {
	rule := m.params.Plasticity
	every := uint64(rule.Idle())
	if every == 0 || (m.iteration+1)%every != 0 {
		return
	}
	for _, z := range [...]*zone{&m.distal, &m.apical} {
		if z.store != nil {
			z.store.Decay(rule, m.moment(z, rule).Draw)
		}
	}
}

// punish weakens matching segments of minicolumns that stayed inactive.
func (m *Memory) punish(z *zone, silent []synapse.Excited, decrement float32) {
	if rule := m.params.Punishment; rule != nil {
		for _, s := range silent {
			z.store.AdaptBy(rule, s.Segment, m.moment(z, rule))
		}
		return
	}
	if decrement == 0 {
		return
	}
	for _, s := range silent {
		z.store.Adapt(s.Segment, z.wasActive, -decrement, 0)
	}
}

// growSegment gives a cell a new segment that recognises the winner cells of the
// step before, if there were any. A full cell loses the segment whose last
// activity is longest ago.
func (m *Memory) growSegment(z *zone, cell int) {
	if len(z.wasCandidates) == 0 {
		return
	}
	for z.store.SegmentsOn(cell) >= m.params.MaxSegmentsPerCell {
		z.store.Destroy(z.store.LeastRecentlyUsed(cell))
	}
	m.grow(z, z.store.Create(cell, m.iteration), m.params.MaxNewSynapses)
}

// grow gives a segment up to n synapses to winner cells of the step before (and
// winners of the context) that it does not listen to yet, chosen at random. Where
// MaxSynapsesPerSegment leaves no room, the weakest synapses to other cells make
// it: that is always enough, because MaxNewSynapses <= MaxSynapsesPerSegment.
func (m *Memory) grow(z *zone, segment synapse.ID, n int) {
	if n <= 0 || len(z.wasCandidates) == 0 {
		return
	}
	partners := m.newPartners(z, segment, n)
	over := z.store.Len(segment) + len(partners) - m.params.MaxSynapsesPerSegment
	z.store.RemoveWeakest(segment, over, z.wasCandidate)
	z.store.Connect(segment, partners, m.initial)
}

// newPartners returns up to n candidates, in random order if there are more,
// without those that the segment listens to.
func (m *Memory) newPartners(z *zone, segment synapse.ID, n int) []uint32 {
	order := m.partners[:0]
	for _, input := range z.wasCandidates {
		order = append(order, uint32(input))
	}
	m.partners = order
	if n < len(order) {
		m.shuffle(order)
	}
	present := z.store.Inputs(segment)
	for _, input := range present {
		z.taken.Set(input)
	}
	partners := order[:0]
	for _, input := range order {
		if len(partners) == n {
			break
		}
		if !z.taken.Has(int(input)) {
			partners = append(partners, input)
		} else if m.conventions.Meet != nil {
			m.meet(z, segment, input)
		}
	}
	for _, input := range present {
		z.taken.Unset(input)
	}
	return partners
}

func (m *Memory) shuffle(inputs []uint32) {
	if m.conventions.Shuffle != nil {
		m.conventions.Shuffle(inputs)
		return
	}
	m.random.Shuffle(len(inputs), func(i, j int) { inputs[i], inputs[j] = inputs[j], inputs[i] })
}

// forget destroys the segments beyond MaxSegments whose last activity is longest
// ago, when all that learn in a step have learned.
func (m *Memory) forget() {
	for _, z := range [...]*zone{&m.distal, &m.apical} {
		for z.store != nil && z.store.Segments() > m.params.MaxSegments {
			z.store.Destroy(z.store.LeastRecentlyUsedOfAll())
		}
	}
}
