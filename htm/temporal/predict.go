package temporal

// predict excites the segments by the active cells and keeps the matching ones:
//
//	active:    at least ActivationThreshold connected synapses on active cells
//	matching:  at least MinThreshold synapses on active cells, of any permanence
//
// An active segment depolarises its cell: π(i,j,t) = 1. Every active segment is
// a matching one too, because MinThreshold <= ActivationThreshold. NuPIC's
// activateDendrites. While learning, time goes on, and active segments are noted
// as used, for MaxSegmentsPerCell.
func (m *Memory) predict(learn bool) {
	m.matching = m.store.Excite(m.active, m.params.MinThreshold, m.matching[:0])
	if !learn {
		return
	}
	for _, s := range m.matching {
		if m.isActive(s) {
			m.store.Use(s.Segment, m.iteration)
		}
	}
	m.iteration++
}
