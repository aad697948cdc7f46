package datasets

import (
	"slices"

	"gohtm/htm/sdr"
)

var branchesRow = Generator{
	Name:   "branches",
	Title:  "one beginning with many endings, so that a union is predicted",
	Source: "Ahmad & Hawkins (2016), arXiv:1601.00720, simulation of unions and surprise",
	Call:   "datasets.NewBranches(2000, 40, 5, 10, seed)",
}

// Branches is a sequence that goes on in several ways. After it a memory predicts
// the union of all its endings, and a random SDR is less of a surprise the more
// there are: of its bits a share of
//
//	1 - (1 - active/size)^branches
//
// lies in the union. Ahmad & Hawkins (2016), arXiv:1601.00720, and their program
// run_tm_union_experiment, in which each sequence is seen 10 times.
type Branches struct {
	Onset   []sdr.SDR // how all sequences begin
	Endings []sdr.SDR // one element each
	Novel   sdr.SDR   // an ending that was never seen
}

// NewBranches draws onset elements, branches endings and one more, all with active
// random bits of size on. The simulation has sizes of 2000 and 4000, 40 active, an
// onset of 5. A number that is not positive, or active > size, is an error.
func NewBranches(size, active, onset, branches int, seed uint64) (*Branches, error) {
	var bad faults
	bad.size("size", size)
	bad.of("active", active, "size", size)
	bad.size("onset", onset)
	bad.size("branches", branches)
	bad.product("onset and active", onset, active)
	bad.product("branches and active", branches, active)
	if bad.err != nil {
		return nil, bad.err
	}
	draw := func(n int, kind uint64) []sdr.SDR {
		set := make([]sdr.SDR, n)
		for i := range set {
			set[i] = streamOf(seed, kind, uint64(i)).sdr(size, active)
		}
		return set
	}
	return &Branches{Onset: draw(onset, 0), Endings: draw(branches, 1), Novel: draw(1, 2)[0]}, nil
}

// Sequences returns the onset with each ending.
func (b *Branches) Sequences() [][]sdr.SDR {
	var sequences [][]sdr.SDR
	for _, ending := range b.Endings {
		sequences = append(sequences, append(slices.Clone(b.Onset), ending))
	}
	return sequences
}
