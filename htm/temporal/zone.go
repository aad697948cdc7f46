package temporal

import (
	"slices"

	"gohtm/htm/synapse"
)

// zone is one kind of dendrites of all cells, distal or apical: their segments,
// what these listen to, and which of them match it. Hawkins & Ahmad (2016),
// doi:10.3389/fncir.2016.00023, Figure 1: three zones of integration.
type zone struct {
	store *synapse.Store

	// What excites the segments for the coming step, what they may grow to, both
	// sorted, and which segments match.
	inputs, candidates []int
	matching           []synapse.Excited

	// The inputs and candidates of the step that is being made: what is learned.
	was, wasCandidates      []int
	wasActive, wasCandidate synapse.Bitset

	taken  synapse.Bitset // scratch of grow, empty between calls
	levels []float32      // scratch of transmit, 0 between calls; nil where nothing is summed
	drives []float64      // the same, of the matching segments
}

func newZone(p synapse.Params, summing bool) (zone, error) {
	store, err := synapse.New(p)
	z := zone{
		store: store, wasActive: synapse.NewBitset(p.Inputs), wasCandidate: synapse.NewBitset(p.Inputs),
		taken: synapse.NewBitset(p.Inputs),
	}
	if summing {
		z.levels = make([]float32, p.Inputs)
	}
	return z, err
}

// turn makes the inputs of the coming step those of the step that is being made.
func (z *zone) turn() {
	z.wasActive.Remove(z.was)
	z.wasCandidate.Remove(z.wasCandidates)
	z.was, z.inputs = z.inputs, z.was[:0]
	z.wasCandidates, z.candidates = z.candidates, z.wasCandidates[:0]
	z.wasActive.Add(z.was)
	z.wasCandidate.Add(z.wasCandidates)
}

// silence makes nothing heard and nothing match.
func (z *zone) silence() {
	z.inputs, z.candidates, z.matching = z.inputs[:0], z.candidates[:0], z.matching[:0]
}

func (z *zone) excite(threshold int) {
	z.matching = z.store.Excite(z.inputs, threshold, z.matching[:0])
}

func (z *zone) clone() zone {
	if z.store == nil {
		return zone{}
	}
	return zone{
		store:  z.store.Clone(),
		inputs: slices.Clone(z.inputs), candidates: slices.Clone(z.candidates), matching: slices.Clone(z.matching),
		was: slices.Clone(z.was), wasCandidates: slices.Clone(z.wasCandidates),
		wasActive: slices.Clone(z.wasActive), wasCandidate: slices.Clone(z.wasCandidate), taken: slices.Clone(z.taken),
		levels: slices.Clone(z.levels),
	}
}
