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

	taken synapse.Bitset // scratch of grow and recall, empty between calls

	// What the past of the inputs is kept for, nil or empty if it does not count: drives, and rules.
	levels    []float32 // scratch of transmit, 0 between calls
	drives    []float64 // of the matching segments
	latest    []int     // of the inputs, those of the latest step
	shortTerm *synapse.ShortTerm
	lastOn    []uint64 // see synapse.Moment
}

func newZone(p synapse.Params, of Params) (zone, error) {
	store, err := synapse.New(p)
	z := zone{
		store: store, wasActive: synapse.NewBitset(p.Inputs), wasCandidate: synapse.NewBitset(p.Inputs),
		taken: synapse.NewBitset(p.Inputs),
	}
	if of.summing() {
		z.levels = make([]float32, p.Inputs)
		z.shortTerm = of.Transmission.ShortTerm(p.Inputs)
	}
	if of.Plasticity.History() || of.Punishment.History() {
		z.lastOn = make([]uint64, p.Inputs)
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
	z.drives, z.latest = z.drives[:0], z.latest[:0]
	clear(z.lastOn)
	if z.shortTerm != nil {
		z.shortTerm.Reset()
	}
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
		levels: slices.Clone(z.levels), drives: slices.Clone(z.drives), latest: slices.Clone(z.latest),
		shortTerm: z.shortTerm.Clone(), lastOn: slices.Clone(z.lastOn),
	}
}
