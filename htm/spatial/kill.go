package spatial

import "fmt"

// KillColumns removes minicolumns for good, as a lesion does: they lose all their
// synapses and never win again. All else stays: they keep their places, the number of
// winners of an inhibition area counts them in, and so their share goes to the
// survivors around; the mean span that sets the radius of local inhibition has
// them with 0. There is no way back but Restore. A minicolumn that does not exist
// is an error, and then nothing happens.
//
// Cui, Ahmad & Hawkins (2017), "Fault tolerance"; what a dead minicolumn still counts for
// is taken from the program of the authors' experiments, where it may even win
// when nothing overlaps at all: here it may not.
func (p *Pooler) KillColumns(columns []int) error {
	for _, column := range columns {
		if column < 0 || column >= p.params.Columns {
			return fmt.Errorf("spatial: minicolumn %d, want in [0, %d)", column, p.params.Columns)
		}
	}
	for _, column := range columns {
		p.killed[column] = true
	}
	kept, end := 0, 0
	for column := range p.killed {
		first := end
		end = p.first[column+1]
		if !p.killed[column] {
			p.input.move(kept, first, end)
			kept += copy(p.permanence[kept:], p.permanence[first:end])
		}
		p.first[column+1] = kept
	}
	p.input.truncate(kept)
	p.permanence = p.permanence[:kept]
	p.connectAll()
	return nil
}

// Killed returns the minicolumns that were killed, sorted.
func (p *Pooler) Killed() (columns []int) {
	for column, killed := range p.killed {
		if killed {
			columns = append(columns, column)
		}
	}
	return columns
}
