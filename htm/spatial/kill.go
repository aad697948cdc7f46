package spatial

import (
	"fmt"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// KillColumns removes minicolumns for good, as a lesion does: they lose all their
// synapses and never win again. All else stays: they keep their places, the number of
// winners of an inhibition area counts them in, and so their share goes to the
// survivors around; the mean span that sets the radius of local inhibition has
// them with 0. There is no way back but Restore. The error says why an SDR is not
// one of minicolumns of the pooler, and then nothing happens.
//
// Cui, Ahmad & Hawkins (2017), "Fault tolerance"; what a dead minicolumn still counts for
// is taken from the program of the authors' experiments, where it may even win
// when nothing overlaps at all: here it may not.
func (p *Pooler) KillColumns(columns sdr.SDR) error {
	if columns.Size != p.params.Columns {
		return fmt.Errorf("spatial: an SDR of size %d, want %d", columns.Size, p.params.Columns)
	}
	if err := columns.Check(); err != nil {
		return fmt.Errorf("spatial: %w", err)
	}
	for _, column := range columns.Bits {
		p.dead[column] = true
	}
	kept, end := 0, 0
	for column := range p.dead {
		first := end
		end = p.first[column+1]
		if !p.dead[column] {
			p.input.move(kept, first, end)
			p.rule.function.move(kept, first, end)
			kept += copy(p.permanence[kept:], p.permanence[first:end])
		}
		p.first[column+1] = kept
	}
	p.input.truncate(kept)
	p.rule.function.truncate(kept)
	p.permanence = p.permanence[:kept]
	p.connectAll()
	return nil
}

// KillShare kills a share of all minicolumns, in [0, 1], drawn from a seed: a
// random order of the minicolumns is cut there, so that with one seed a greater
// share kills the same ones and more. Who is dead already may be drawn again. It
// returns the minicolumns drawn, in the shape ColumnShape.
func (p *Pooler) KillShare(share float64, seed uint64) (sdr.SDR, error) {
	if !(share >= 0 && share <= 1) {
		return sdr.SDR{}, fmt.Errorf("spatial: share = %v, want in [0, 1]", share)
	}
	drawn := p.columns.code(rng.Share(p.params.Columns, share, seed))
	return drawn, p.KillColumns(drawn)
}

// DeadColumns returns the minicolumns that were killed, in the shape ColumnShape.
func (p *Pooler) DeadColumns() sdr.SDR { return p.columns.code(p.deadColumns()) }

func (p *Pooler) deadColumns() (columns []int) {
	for column, dead := range p.dead {
		if dead {
			columns = append(columns, column)
		}
	}
	return columns
}
