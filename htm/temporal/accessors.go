package temporal

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// Params returns what the memory was made with.
func (m *Memory) Params() Params { return m.params }

// String says how large the memory is and what it has grown.
func (m *Memory) String() string {
	return fmt.Sprintf("temporal memory of %d minicolumns of %d cells: %d segments, %d of %d synapses connected, %d learning steps",
		m.params.Columns, m.params.CellsPerColumn, m.Segments(), m.ConnectedSynapses(), m.Synapses(), m.iteration)
}

// Cells returns how many cells there are: cell c belongs to minicolumn
// c / CellsPerColumn.
func (m *Memory) Cells() int { return m.params.Columns * m.params.CellsPerColumn }

// Column returns the minicolumn of a cell.
func (m *Memory) Column(cell int) int { return cell / m.params.CellsPerColumn }

// ActiveCells returns the cells that fired in the latest step.
func (m *Memory) ActiveCells() sdr.SDR { return m.cellsOf(m.AppendActiveCells(nil)) }

// WinnerCells returns the cells that learned, or would have, in the latest step:
// every predicted cell that fired, and one of each bursting minicolumn. It is the
// better code for a classifier: one cell and not all where nothing was predicted.
func (m *Memory) WinnerCells() sdr.SDR { return m.cellsOf(m.AppendWinnerCells(nil)) }

// PredictiveCells returns the cells that are predicted to fire in the next step: those
// with an active segment and, with Params.DepolarisationSteps, those that had one lately.
func (m *Memory) PredictiveCells() sdr.SDR { return m.cellsOf(m.AppendPredictiveCells(nil)) }

// PredictedColumns returns the minicolumns that own predictive cells: the
// prediction of the next step's input.
func (m *Memory) PredictedColumns() sdr.SDR { return m.columnsOf(m.AppendPredictedColumns(nil)) }

// DistallyPredictedCells returns the cells with an active distal segment now:
// PredictiveCells, and those that apical support of others, or none of their own,
// keeps from being so.
func (m *Memory) DistallyPredictedCells() sdr.SDR {
	return m.cellsOf(m.AppendDistallyPredictedCells(nil))
}

// ApicallySupportedCells returns the cells with an active apical segment, be they
// predicted or not.
func (m *Memory) ApicallySupportedCells() sdr.SDR {
	return m.cellsOf(m.AppendApicallySupportedCells(nil))
}

// BurstingColumns returns the minicolumns whose input came unpredicted in the latest step.
func (m *Memory) BurstingColumns() sdr.SDR { return m.columnsOf(m.AppendBurstingColumns(nil)) }

// Bursting returns the share of the active minicolumns that burst in the latest
// step, in [0, 1]; 0 if none was active. It is the memory's "I don't know this": 1 when
// nothing of the input was predicted, 0 when all of it was; the raw anomaly score. A caller may learn only
// while it is high, or not act on what a layer above it takes for known.
func (m *Memory) Bursting() float64 {
	columns, last := len(m.bursting), -1
	rest := m.bursting
	for _, cell := range m.active {
		column := m.Column(cell)
		for len(rest) > 0 && rest[0] < column {
			rest = rest[1:]
		}
		if column != last && (len(rest) == 0 || rest[0] != column) {
			columns++
		}
		last = column
	}
	return float64(len(m.bursting)) / float64(max(1, columns))
}

func (m *Memory) cellsOf(bits []int) sdr.SDR   { return sdr.SDR{Size: m.Cells(), Bits: bits} }
func (m *Memory) columnsOf(bits []int) sdr.SDR { return sdr.SDR{Size: m.params.Columns, Bits: bits} }

// AppendActiveCells appends the bits of ActiveCells to dst.
func (m *Memory) AppendActiveCells(dst []int) []int { return append(dst, m.active...) }

// AppendWinnerCells appends the bits of WinnerCells to dst.
func (m *Memory) AppendWinnerCells(dst []int) []int { return append(dst, m.winners...) }

// AppendBurstingColumns appends the bits of BurstingColumns to dst.
func (m *Memory) AppendBurstingColumns(dst []int) []int { return append(dst, m.bursting...) }

// AppendPredictiveCells appends the bits of PredictiveCells to dst.
func (m *Memory) AppendPredictiveCells(dst []int) []int { return m.appendPredicted(dst, 1) }

// AppendPredictedColumns appends the bits of PredictedColumns to dst.
func (m *Memory) AppendPredictedColumns(dst []int) []int {
	return m.appendPredicted(dst, m.params.CellsPerColumn)
}

// AppendDistallyPredictedCells appends the bits of DistallyPredictedCells to dst.
func (m *Memory) AppendDistallyPredictedCells(dst []int) []int {
	last := -1
	for _, s := range m.distal.matching {
		if cell := int(s.Cell); cell != last && m.isActive(s) {
			dst = append(dst, cell)
			last = cell
		}
	}
	return dst
}

// AppendApicallySupportedCells appends the bits of ApicallySupportedCells to dst.
func (m *Memory) AppendApicallySupportedCells(dst []int) []int {
	return append(dst, m.support.supportedCells...)
}

// AppendMatchingCells appends the cells with a matching distal segment now, sorted:
// the predictive cells, and those that came close.
func (m *Memory) AppendMatchingCells(dst []int) []int {
	last := -1
	for _, s := range m.distal.matching {
		if cell := int(s.Cell); cell != last {
			dst = append(dst, cell)
			last = cell
		}
	}
	return dst
}

// appendPredicted appends, once each, the predictive cells divided by group.
func (m *Memory) appendPredicted(dst []int, group int) []int {
	if m.lasting == nil {
		return m.appendPredictedNow(dst, group)
	}
	from := len(dst)
	dst = m.appendPredictedNow(dst, group)
	for _, cell := range m.lasting.cells {
		dst = append(dst, cell/group)
	}
	slices.Sort(dst[from:])
	return dst[:from+len(slices.Compact(dst[from:]))]
}

// appendPredictedNow is appendPredicted of the cells whose segments are active now.
func (m *Memory) appendPredictedNow(dst []int, group int) []int {
	last := -1
	for _, s := range m.distal.matching {
		if number := int(s.Cell) / group; number != last && m.predicts(s) {
			dst = append(dst, number)
			last = number
		}
	}
	return dst
}

// Segments returns how many distal segments there are.
func (m *Memory) Segments() int { return m.distal.store.Segments() }

// Synapses returns how many distal synapses there are, connected or not.
func (m *Memory) Synapses() int { return m.distal.store.Synapses() }

// ConnectedSynapses counts the connected synapses; it looks at every synapse.
func (m *Memory) ConnectedSynapses() int { return m.distal.store.ConnectedSynapses() }

// ApicalSegments returns how many apical segments there are.
func (m *Memory) ApicalSegments() int {
	if !m.hasApical() {
		return 0
	}
	return m.apical.store.Segments()
}

// ApicalSynapses returns how many apical synapses there are, connected or not.
func (m *Memory) ApicalSynapses() int {
	if !m.hasApical() {
		return 0
	}
	return m.apical.store.Synapses()
}

// ActiveSegments returns how many distal segments are active now, MatchingSegments
// how many at least match: they carry the prediction for the next step.
func (m *Memory) ActiveSegments() int {
	n := 0
	for _, s := range m.distal.matching {
		if m.isActive(s) {
			n++
		}
	}
	return n
}

// MatchingSegments returns how many distal segments match the active cells and
// the context, the active segments among them.
func (m *Memory) MatchingSegments() int { return len(m.distal.matching) }

// Growth returns how many segments and synapses, distal and apical, came and went
// in the latest step.
func (m *Memory) Growth() synapse.Growth { return m.growth }

// SegmentView is a copy of a segment, for tables and viewers.
type SegmentView struct {
	Cell     int           // that owns it
	LastUsed int           // learning step in which it was last active, or was made
	Synapses []SynapseView // in the order in which they grew
	// Potential and Connected are how many synapses the active cells and the context
	// excite now, of any permanence and connected. With Params.Transmission, SpikeWindow or InhibitoryInputs, Connected is
	// what they contribute altogether, less what inhibits, without the fraction. Both are 0 when the
	// segment does not even match.
	Potential, Connected int
}

// SynapseView is a copy of a synapse.
type SynapseView struct {
	// Cell is the presynaptic cell; of a distal synapse on external input i it is
	// Cells() + i, of an apical one on apical input i it is i.
	Cell       int
	Permanence float32 // in [0, 1]
}

// CellSegments returns the distal segments of a cell, oldest first. It panics when
// there is no such cell.
func (m *Memory) CellSegments(cell int) []SegmentView { return m.distal.views(cell) }

// AppendCellSegments appends what CellSegments says of the synapses, for recordings that
// must not slow a run: to sizes how many synapses each distal segment of a cell has, and to
// inputs and permanences these synapses, segment by segment. It panics when there is no
// such cell.
func (m *Memory) AppendCellSegments(cell int, sizes []int, inputs []uint32, permanences []float32) ([]int, []uint32, []float32) {
	return m.distal.store.AppendSynapses(cell, sizes, inputs, permanences)
}

// Punishes tells whether segments that match for nothing learn: then a step may change
// the segments of all cells that AppendMatchingCells named before it, and else of its
// winners only, but for what decays or is forgotten.
func (m *Memory) Punishes() bool {
	return m.params.PredictedSegmentDecrement > 0 || m.params.Punishment != nil
}

// CellApicalSegments returns the apical segments of a cell, oldest first. It
// panics when there is no such cell.
func (m *Memory) CellApicalSegments(cell int) []SegmentView {
	if !m.hasApical() {
		return m.distal.views(cell)[:0]
	}
	return m.apical.views(cell)
}

// CellInhibitorySegments returns the inhibitory segment of a cell, if it has one; its
// synapses are numbered like distal ones. It panics when there is no such cell.
func (m *Memory) CellInhibitorySegments(cell int) []SegmentView {
	if !m.inhibits() {
		return m.distal.views(cell)[:0]
	}
	views := m.inhibition.views(cell)
	for _, v := range views {
		for i := range v.Synapses {
			v.Synapses[i].Cell += m.Cells() + m.params.ExternalInputs - m.params.InhibitoryInputs
		}
	}
	return views
}

func (z *zone) views(cell int) []SegmentView {
	ids := z.store.AppendSegmentsOn(cell, nil)
	views := make([]SegmentView, len(ids))
	for i, id := range ids {
		v := SegmentView{Cell: cell, LastUsed: int(z.store.LastUsed(id))}
		permanences := z.store.Permanences(id)
		for j, input := range z.store.Inputs(id) {
			v.Synapses = append(v.Synapses, SynapseView{Cell: int(input), Permanence: permanences[j]})
		}
		for _, s := range z.matching {
			if s.Segment == id {
				v.Potential, v.Connected = int(s.Potential), int(s.Connected)
			}
		}
		views[i] = v
	}
	return views
}
