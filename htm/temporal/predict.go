package temporal

import "gohtm/htm/synapse"

// predict excites the segments by the active cells, and by the context if there
// is one, and keeps the matching ones:
//
//	active:    at least ActivationThreshold connected synapses on active inputs
//	matching:  at least MinThreshold synapses on active inputs, of any permanence
//
// An active distal segment depolarises its cell: π(i,j,t) = 1 (with apical
// segments, see apical.go). Every active segment is a matching one too, because
// MinThreshold <= ActivationThreshold. NuPIC's activateDendrites. While learning,
// time goes on, and active segments are noted as used, for MaxSegmentsPerCell and
// MaxSegments. What active is where synapses or spikes count more or
// less, transmit.go says; for how long a cell stays depolarised, depolarise.go.
func (m *Memory) predict(learn bool) {
	m.excite()
	if learn {
		m.use()
		m.iteration++
	}
}

func (m *Memory) excite() {
	m.listen()
	m.beforeRelease = m.release.State()
	m.exciteInhibition()
	m.distal.excite(m.params.MinThreshold)
	m.transmit(&m.distal)
	m.inhibit()
	m.distal.settle()
	if m.hasApical() {
		m.apical.excite(m.params.MinThreshold)
		m.transmit(&m.apical)
		m.apical.settle()
		m.supportCells()
	}
}

// use notes that the active segments are of use now.
func (m *Memory) use() {
	for _, s := range m.distal.matching {
		if m.isActive(s) {
			m.distal.store.Use(s.Segment, m.iteration)
		}
	}
	for _, s := range m.apical.matching {
		if m.isActiveApical(s) {
			m.apical.store.Use(s.Segment, m.iteration)
		}
	}
}

// isActive tells whether a matching distal segment is active.
func (m *Memory) isActive(s synapse.Excited) bool {
	threshold := m.params.ActivationThreshold
	if m.hasApical() {
		threshold -= m.reduction(s.Cell)
	}
	return int(s.Connected) >= threshold
}

// predicts tells whether a matching distal segment makes its cell predictive.
func (m *Memory) predicts(s synapse.Excited) bool {
	return m.isActive(s) && (!m.hasApical() || m.support.predictive.Has(int(s.Cell)))
}
