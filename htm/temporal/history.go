package temporal

import (
	"fmt"
	"slices"
)

// history is which cells were active, or predicted, some steps ago: the latest of these
// steps first. It has no steps unless Params say that the past counts.
type history struct {
	cells   [][]int
	factors [][]float32 // of transmission, for each of the cells; nil if they are all 1
}

func newHistory(steps int, factors bool) history {
	h := history{cells: make([][]int, steps)}
	if factors {
		h.factors = make([][]float32, steps)
	}
	return h
}

// push makes the present the latest past; what was longest ago is forgotten.
func (h *history) push(cells []int, factors []float32) {
	last := len(h.cells) - 1
	if last < 0 {
		return
	}
	oldest := h.cells[last]
	copy(h.cells[1:], h.cells)
	h.cells[0] = append(oldest[:0], cells...)
	if h.factors != nil {
		oldest := h.factors[last]
		copy(h.factors[1:], h.factors)
		h.factors[0] = append(oldest[:0], factors[:len(cells)]...)
	}
}

func (h *history) clear() {
	for i := range h.cells {
		h.cells[i] = h.cells[i][:0]
	}
	for i := range h.factors {
		h.factors[i] = h.factors[i][:0]
	}
}

// remove forgets cells.
func (h *history) remove(dead func(cell int) bool) {
	for i, cells := range h.cells {
		kept := 0
		for j, cell := range cells {
			if dead(cell) {
				continue
			}
			cells[kept] = cell
			if h.factors != nil {
				h.factors[i][kept] = h.factors[i][j]
			}
			kept++
		}
		h.cells[i] = cells[:kept]
		if h.factors != nil {
			h.factors[i] = h.factors[i][:kept]
		}
	}
}

func (h *history) clone() history { return history{rows(h.cells), rows(h.factors)} }

// rows copies rows; an empty one becomes nil.
func rows[number int | float32](of [][]number) (copied [][]number) {
	for _, row := range of {
		copied = append(copied, append([]number(nil), row...))
	}
	return copied
}

// restore takes over what is in a state, or says what in it cannot be. Steps that are
// not there are empty, those that are too many are left out; factors that are not there
// are 1.
func (h *history) restore(name string, of history, m *Memory) error {
	for i := range h.cells[:min(len(h.cells), len(of.cells))] {
		cells := of.cells[i]
		if err := m.cellsOf(cells).Check(); err != nil {
			return fmt.Errorf("temporal: %s[%d]: %w", name, i, err)
		}
		if ghost := slices.IndexFunc(cells, m.isDead); ghost >= 0 {
			return fmt.Errorf("temporal: %s[%d] has cell %d, want none of DeadCells", name, i, cells[ghost])
		}
		h.cells[i] = slices.Clone(cells)
		if h.factors == nil {
			continue
		}
		h.factors[i] = make([]float32, len(cells))
		for j := range h.factors[i] {
			h.factors[i][j] = 1
		}
		if len(of.factors) == 0 {
			continue
		}
		if len(of.factors) != len(of.cells) || len(of.factors[i]) != len(cells) {
			return fmt.Errorf("temporal: %s: factors are not as many as cells, want one of each", name)
		}
		copy(h.factors[i], of.factors[i])
		for _, factor := range h.factors[i] {
			if most := m.params.Transmission.MaxContribution(); !(factor >= 0 && factor <= most) {
				return fmt.Errorf("temporal: %s[%d] has a factor of %v, want in [0, %v]", name, i, factor, most)
			}
		}
	}
	return nil
}

// union appends the cells of all steps to dst, sorted and once each.
func (h *history) union(dst []int) []int {
	for _, cells := range h.cells {
		dst = append(dst, cells...)
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}
