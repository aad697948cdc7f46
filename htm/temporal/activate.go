package temporal

import (
	"fmt"

	"gohtm/htm/synapse"
)

// WinnerFunc chooses which cell of a minicolumn learns. segments[i] is how many
// segments the i-th cell has, random are 64 fresh bits of the memory's stream;
// the result is an index of segments. It must not keep the slice.
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

// predicts tells whether one of the segments is active and not only matching.
func (m *Memory) predicts(segments []synapse.Excited) bool {
	for _, s := range segments {
		if m.isActive(s) {
			return true
		}
	}
	return false
}

func (m *Memory) isActive(s synapse.Excited) bool {
	return int(s.Connected) >= m.params.ActivationThreshold
}

// activatePredicted lets the cells of active segments fire and win; those
// segments learn. NuPIC's activatePredictedColumn.
func (m *Memory) activatePredicted(segments []synapse.Excited, learn bool) {
	last := -1
	for _, s := range segments {
		if !m.isActive(s) {
			continue
		}
		if cell := int(s.Cell); cell != last {
			m.active = append(m.active, cell)
			m.winners = append(m.winners, cell)
			last = cell
		}
		if learn {
			m.reinforce(s)
		}
	}
}

// burst lets all cells of an unpredicted minicolumn fire. The cell of the best
// matching segment wins, and that segment learns; if none matches, PickWinner's
// cell wins and grows a new segment. NuPIC's burstColumn.
func (m *Memory) burst(column int, matching []synapse.Excited, learn bool) {
	first := column * m.params.CellsPerColumn
	for cell := first; cell < first+m.params.CellsPerColumn; cell++ {
		m.active = append(m.active, cell)
	}
	m.bursting = append(m.bursting, column)
	if len(matching) > 0 {
		best := bestMatching(matching)
		m.winners = append(m.winners, int(best.Cell))
		if learn {
			m.reinforce(best)
		}
		return
	}
	winner := first + m.pickWinner(first)
	m.winners = append(m.winners, winner)
	if learn {
		m.growSegment(winner)
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

// pickWinner chooses a cell of the minicolumn that begins with cell first.
func (m *Memory) pickWinner(first int) int {
	for i := range m.counts {
		m.counts[i] = m.store.SegmentsOn(first + i)
	}
	if m.conventions.Winner != nil {
		return m.conventions.Winner(m.counts, m.previousWinner(first))
	}
	if m.params.PickWinner == nil {
		return m.leastUsed(m.counts)
	}
	winner := m.params.PickWinner(m.counts, m.random.Next())
	if winner < 0 || winner >= len(m.counts) {
		panic(fmt.Sprintf("temporal: PickWinner returned %d, want an index of %d segments", winner, len(m.counts)))
	}
	return winner
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
