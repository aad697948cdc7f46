package temporal

import (
	"slices"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/synapse"
)

// A test or a tool can make a memory follow the conventions of another
// implementation, through this door inside the module.
func init() {
	conventions.SetMemory = func(memory interface{}, c conventions.Memory) { memory.(*Memory).conventions = c }
}

// previousWinner returns which cell of the minicolumn that begins with cell
// first won in the step before, or -1.
func (m *Memory) previousWinner(first int) int {
	winners := m.distal.wasCandidates
	i, _ := slices.BinarySearch(winners, first)
	if i == len(winners) || winners[i] >= first+m.params.CellsPerColumn {
		return -1
	}
	return winners[i] - first
}

// meet gives a synapse that growth finds already there the permanence of the
// conventions.
func (m *Memory) meet(z *zone, segment synapse.ID, input uint32) {
	for i, present := range z.store.Inputs(segment) {
		if present == input {
			z.store.SetPermanence(segment, i, m.conventions.Meet(z.store.Permanences(segment)[i]))
		}
	}
}
