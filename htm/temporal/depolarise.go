package temporal

import "gohtm/htm/synapse"

// A depolarisation may last: a plateau of NMDA receptors for up to hundreds of
// milliseconds, what metabotropic receptors set off for longer. With
// Params.DepolarisationSteps = n a cell is predictive for what comes in any of the n
// steps after its segment was active, so that a prediction bridges a gap of n-1 steps:
//
//	π(c,t) = 1  if c was made predictive by its segments at any of t, t-1, ..., t-n+1
//
// and when its minicolumn comes, it fires and wins, and the minicolumn does not burst.
// It lasts whether the cell fires meanwhile or not. Learning goes by the latest step
// alone: segments that were active in it are reinforced, segments that matched in it
// for nothing are punished, though the prediction may still come true; of cells that
// are merely predictive still, no distal segment learns.
//
// Plateaus: Major, Larkum & Schiller (2013), "Active properties of neocortical
// pyramidal neuron dendrites", Annual Review of Neuroscience 36,
// doi:10.1146/annurev-neuro-062111-150343; a depolarised cell as a predictive one:
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023. How it meets the rest of the
// algorithm is ours.

// lasting is which cells are predictive still, from steps before the latest.
type lasting struct {
	history
	set   synapse.Bitset
	cells []int // the same, sorted
}

func newLasting(steps, cells int) *lasting {
	if steps == 0 {
		return nil
	}
	return &lasting{history: newHistory(steps, false), set: synapse.NewBitset(cells)}
}

// refresh makes the set of what the history says.
func (l *lasting) refresh() {
	l.set.Remove(l.cells)
	l.cells = l.union(l.cells[:0])
	l.set.Add(l.cells)
}

// last makes cells predictive for the steps to come.
func (m *Memory) last() {
	if l := m.lasting; l != nil {
		m.fresh = m.appendPredictedNow(m.fresh[:0], 1)
		l.push(m.fresh, nil)
		l.refresh()
	}
}

// activateLasting lets the cells of a minicolumn that are predictive, by now or still,
// fire and win, as activatePredicted does with the first of them; if there are any.
func (m *Memory) activateLasting(column int, segments []synapse.Excited, learn bool) (fired bool) {
	first := column * m.params.CellsPerColumn
	for cell := first; cell < first+m.params.CellsPerColumn; cell++ {
		predictive := m.lasting.set.Has(cell)
		for len(segments) > 0 && int(segments[0].Cell) == cell {
			if m.predicts(segments[0]) {
				predictive = true
				if learn {
					m.reinforce(&m.distal, segments[0])
				}
			}
			segments = segments[1:]
		}
		if predictive {
			m.active, m.winners, fired = append(m.active, cell), append(m.winners, cell), true
		}
	}
	return fired
}
