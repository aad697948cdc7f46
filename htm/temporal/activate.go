package temporal

import (
	"fmt"

	"gohtm/htm/synapse"
)

// WinnerFunc chooses which cell of a minicolumn learns. segments[i] is how many
// distal segments its i-th living cell has, random are 64 fresh bits of the
// memory's stream; the result is an index of segments. It must not keep the slice.
type WinnerFunc func(segments []int, random uint64) int

// Which cells fire, for cell i of minicolumn j, with W(t) the active minicolumns
// and π the predictive state:
//
//	a(i,j,t) = 1  if j ∈ W(t) and π(i,j,t-1) = 1       predicted: those cells fire alone
//	a(i,j,t) = 1  if j ∈ W(t) and Σ_i π(i,j,t-1) = 0   unpredicted: the minicolumn bursts
//	a(i,j,t) = 0  otherwise
//
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, §3.3 "HTM activation and
// learning rules". The winner cells are those that learn, and to which others
// will grow: every predicted cell, and one in a bursting minicolumn. Cells come
// out in increasing order.

// split cuts the segments of lower minicolumns, silent ones by now, and those of
// this minicolumn off the front.
func (m *Memory) split(segments []synapse.Excited, column int) (silent, own, rest []synapse.Excited) {
	first := column * m.params.CellsPerColumn
	from := 0
	for from < len(segments) && int(segments[from].Cell) < first {
		from++
	}
	to := from
	for to < len(segments) && int(segments[to].Cell) < first+m.params.CellsPerColumn {
		to++
	}
	return segments[:from], segments[from:to], segments[to:]
}

// predicted tells whether one of the segments makes its cell predictive.
func (m *Memory) predicted(segments []synapse.Excited) bool {
	for _, s := range segments {
		if m.predicts(s) {
			return true
		}
	}
	return false
}

// activatePredicted lets the predictive cells fire and win; their active segments
// learn. NuPIC's activatePredictedColumn.
func (m *Memory) activatePredicted(segments []synapse.Excited, learn bool) {
	last := -1
	for _, s := range segments {
		if !m.predicts(s) {
			continue
		}
		if cell := int(s.Cell); cell != last {
			m.active = append(m.active, cell)
			m.winners = append(m.winners, cell)
			last = cell
		}
		if learn {
			m.reinforce(&m.distal, s)
		}
	}
}

// burst lets all living cells of an unpredicted minicolumn fire. The cell of the best
// matching segment wins, and that segment learns; if none matches, PickWinner's
// cell wins and grows a new segment. NuPIC's burstColumn.
func (m *Memory) burst(column int, matching []synapse.Excited, learn bool) {
	first := column * m.params.CellsPerColumn
	for cell := first; cell < first+m.params.CellsPerColumn; cell++ {
		if !m.isDead(cell) {
			m.active = append(m.active, cell)
		}
	}
	m.bursting = append(m.bursting, column)
	if len(matching) > 0 {
		best := bestMatching(matching)
		m.winners = append(m.winners, int(best.Cell))
		if learn {
			m.reinforce(&m.distal, best)
		}
		return
	}
	winner, alive := m.pickWinner(first)
	if !alive {
		return
	}
	m.winners = append(m.winners, winner)
	if learn {
		m.growSegment(&m.distal, winner)
	}
}

// bestMatching returns the segment with most active synapses, connected or not;
// of several the first: the lowest cell's oldest.
func bestMatching(segments []synapse.Excited) synapse.Excited {
	best := segments[0]
	for _, s := range segments[1:] {
		if s.Potential > best.Potential {
			best = s
		}
	}
	return best
}

// pickWinner chooses a living cell of the minicolumn that begins with cell first,
// if it has any.
func (m *Memory) pickWinner(first int) (cell int, alive bool) {
	cells, counts := m.cells[:0], m.counts[:0]
	for cell := first; cell < first+m.params.CellsPerColumn; cell++ {
		if !m.isDead(cell) {
			cells = append(cells, cell)
			counts = append(counts, m.distal.store.SegmentsOn(cell))
		}
	}
	if len(cells) == 0 {
		return 0, false
	}
	winner := 0
	switch {
	case m.conventions.Winner != nil:
		winner = m.conventions.Winner(counts, m.previousWinner(first))
	case m.params.PickWinner != nil:
		winner = m.params.PickWinner(counts, m.random.Next())
	default:
		winner = m.leastUsed(counts)
	}
	if winner < 0 || winner >= len(cells) {
		panic(fmt.Sprintf("temporal: PickWinner returned %d, want an index of %d segments", winner, len(cells)))
	}
	return cells[winner], true
}

// leastUsed returns a cell with fewest segments, of several a random one:
// NuPIC's leastUsedCell.
func (m *Memory) leastUsed(segments []int) int {
	fewest, ties := segments[0], 0
	for _, n := range segments {
		if n < fewest {
			fewest, ties = n, 0
		}
		if n == fewest {
			ties++
		}
	}
	skip := 0
	if ties > 1 {
		skip = m.random.Below(ties)
	}
	for i, n := range segments {
		if n == fewest {
			if skip == 0 {
				return i
			}
			skip--
		}
	}
	panic("temporal: unreachable")
}
