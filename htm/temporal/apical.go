package temporal

import (
	"slices"

	"gohtm/htm/synapse"
)

// Apical segments listen to a higher level. They never make a cell predictive,
// they support it: which cells are predictive, π, follows from the cells with an
// active distal segment D, those with an active apical one A, and column(c):
//
//	D = {c: a distal segment of c has at least ActivationThreshold connected
//	     synapses on active inputs, or ApicalReduction fewer if c ∈ A}
//	π = D ∩ A                                        if ApicalRequired
//	π = {c ∈ D: c ∈ A, or no other cell of column(c) is in D ∩ A}  if ApicalTiebreak
//	π = D                                            otherwise
//
// Hawkins, Ahmad & Cui (2017), doi:10.3389/fncir.2017.00081, "Model", where cells
// with both kinds of support inhibit those of their minicolumn with one; the
// choices are those of htmresearch's apical tiebreak memory (tie-break, reduced
// basal threshold) and apical dependent memory.

// support is who has apical support, and who is predictive with it.
type support struct {
	supported, predictive           synapse.Bitset
	supportedCells, predictiveCells []int // the same, sorted
}

func newSupport(cells int) support {
	return support{supported: synapse.NewBitset(cells), predictive: synapse.NewBitset(cells)}
}

func (s *support) clear() {
	s.supported.Remove(s.supportedCells)
	s.predictive.Remove(s.predictiveCells)
	s.supportedCells, s.predictiveCells = s.supportedCells[:0], s.predictiveCells[:0]
}

func (s *support) clone() support {
	return support{slices.Clone(s.supported), slices.Clone(s.predictive), slices.Clone(s.supportedCells), slices.Clone(s.predictiveCells)}
}

func (m *Memory) hasApical() bool { return m.apical.store != nil }

func (m *Memory) isActiveApical(s synapse.Excited) bool {
	return int(s.Connected) >= m.params.ActivationThreshold
}

// reduction returns by how much the threshold of a cell's distal segments is lowered.
func (m *Memory) reduction(cell uint32) int {
	if m.support.supported.Has(int(cell)) {
		return m.params.ApicalReduction
	}
	return 0
}

// supportCells finds A and π.
func (m *Memory) supportCells() {
	u := &m.support
	u.clear()
	for _, s := range m.apical.matching {
		if m.isActiveApical(s) {
			u.supportedCells = appendOnce(u.supportedCells, int(s.Cell))
		}
	}
	u.supported.Add(u.supportedCells)
	segments := m.distal.matching
	for len(segments) > 0 {
		_, own, rest := m.split(segments, m.Column(int(segments[0].Cell)))
		m.supportColumn(own)
		segments = rest
	}
	u.predictive.Add(u.predictiveCells)
}

// supportColumn finds π of one minicolumn, from its matching distal segments.
func (m *Memory) supportColumn(segments []synapse.Excited) {
	u := &m.support
	need := m.params.ApicalRequired
	for _, s := range segments {
		if m.params.ApicalTiebreak && m.isActive(s) && u.supported.Has(int(s.Cell)) {
			need = true
		}
	}
	for _, s := range segments {
		if m.isActive(s) && (!need || u.supported.Has(int(s.Cell))) {
			u.predictiveCells = appendOnce(u.predictiveCells, int(s.Cell))
		}
	}
}

// appendOnce appends a cell to sorted cells, if it is not the last of them.
func appendOnce(cells []int, cell int) []int {
	if n := len(cells); n > 0 && cells[n-1] == cell {
		return cells
	}
	return append(cells, cell)
}

// learnApical applies the learning rule (learn.go) to the apical segments, after
// the distal ones: those of silent minicolumns that matched are punished; every
// winner cell reinforces its active ones, or else its best matching one, or else
// grows one.
func (m *Memory) learnApical(columns []int) {
	if !m.hasApical() {
		return
	}
	rest := m.apical.matching
	for _, column := range columns {
		silent, _, others := m.split(rest, column)
		m.punish(&m.apical, silent, m.params.ApicalPredictedSegmentDecrement)
		rest = others
	}
	m.punish(&m.apical, rest, m.params.ApicalPredictedSegmentDecrement)
	segments := m.apical.matching
	for _, cell := range m.winners {
		for len(segments) > 0 && int(segments[0].Cell) < cell {
			segments = segments[1:]
		}
		own := segments
		for n, s := range segments {
			if int(s.Cell) != cell {
				own = segments[:n]
				break
			}
		}
		m.learnApicalOn(cell, own)
	}
}

// learnApicalOn lets a winner cell learn, with its matching apical segments.
func (m *Memory) learnApicalOn(cell int, matching []synapse.Excited) {
	active := false
	for _, s := range matching {
		if m.isActiveApical(s) {
			active = true
			m.reinforce(&m.apical, s)
		}
	}
	switch {
	case active:
	case len(matching) > 0:
		m.reinforce(&m.apical, bestMatching(matching))
	default:
		m.growSegment(&m.apical, cell)
	}
}
