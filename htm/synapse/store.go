// Package synapse holds what of a synapse can be replaced, and where synapses are kept.
//
// Plasticity is what a permanence becomes when its segment or pool learns: Hebbian, Cascade
// and others are made already, each in a file of its own; Tabulate, PerSegment and
// PerSynapses make a rule of a function. Transmission is what an active synapse contributes.
// Packages spatial and temporal take both in their Params.
//
// A Store is dendritic segments and their synapses: which input each synapse
// listens to, and its permanence. What to learn, and when, is the business of
// the layer above.
package synapse

// ID names a segment of a Store for as long as it lives; the number of a
// destroyed segment is given to a later one.
type ID uint32

const none = ^ID(0)

// Store keeps the segments of a layer of cells. A synapse listens to one input,
// has a permanence in [0, 1], and is connected when that is at least
// Params.ConnectedPermanence. A segment has at most one synapse to an input.
//
// Everything lies in flat arrays: the synapses of a segment side by side (inputs
// and permanences apart), and an index that lists, for every input, the segments
// that listen to it, so that the cost of Excite follows the activity and not the
// size of the store. It is not safe for concurrent use.
type Store struct {
	params   Params
	cells    []dendrite
	segments []segment
	freed    []ID // numbers of destroyed segments, to be used again

	blocks      blocks      // which places of the next two are whose
	inputs      [][]uint32  // by chunks, what a synapse listens to
	permanences [][]float32 // and how strongly it is grown
	variables   variables   // and what else a learning rule keeps of it

	index    index     // input -> its segments
	counters counters  // scratch of Excite, one a segment
	heard    []uint32  // the same: entries of the index that are counted
	noted    []ID      // the same: segments that are noticed
	spare    []Excited // the same, for sorting them
	work     Synapses  // scratch of AdaptBy: copies for the rule
	ids      []ID      // scratch of Decay and AppendSynapses
	recency  recency   // only for LeastRecentlyUsedOfAll
	synapses int
	growth   Growth
}

// dendrite is the list of a cell's segments, newest first.
type dendrite struct {
	newest ID
	count  uint32
}

type segment struct {
	cell     uint32
	older    ID     // the next in its cell's list
	first    uint32 // where its block begins
	size     uint16 // synapses
	class    uint16 // of its block: see blocks
	lastUsed uint64
}

// Growth counts what came and went, since a Store was made or in a step.
type Growth struct {
	SegmentsGrown, SegmentsRemoved int // made anew; destroyed, for whatever reason
	SynapsesGrown, SynapsesRemoved int // those of removed segments included
}

// Minus returns what happened between an earlier count and this one.
func (g Growth) Minus(earlier Growth) Growth {
	return Growth{
		SegmentsGrown:   g.SegmentsGrown - earlier.SegmentsGrown,
		SegmentsRemoved: g.SegmentsRemoved - earlier.SegmentsRemoved,
		SynapsesGrown:   g.SynapsesGrown - earlier.SynapsesGrown,
		SynapsesRemoved: g.SynapsesRemoved - earlier.SynapsesRemoved,
	}
}

// Plus returns what happened in both.
func (g Growth) Plus(other Growth) Growth {
	return Growth{
		SegmentsGrown:   g.SegmentsGrown + other.SegmentsGrown,
		SegmentsRemoved: g.SegmentsRemoved + other.SegmentsRemoved,
		SynapsesGrown:   g.SynapsesGrown + other.SynapsesGrown,
		SynapsesRemoved: g.SynapsesRemoved + other.SynapsesRemoved,
	}
}

// New returns a store without segments, or an error that names every bad field.
func New(p Params) (*Store, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	s := &Store{
		params: p, cells: make([]dendrite, p.Cells), index: newIndex(p.Inputs),
		inputs: make([][]uint32, 1), permanences: make([][]float32, 1),
	}
	for i := range s.cells {
		s.cells[i].newest = none
	}
	return s, nil
}

// Segments returns how many segments live.
func (s *Store) Segments() int { return len(s.segments) - len(s.freed) }

// Synapses returns how many synapses there are, connected or not.
func (s *Store) Synapses() int { return s.synapses }

// ConnectedSynapses counts the synapses whose permanence reaches
// ConnectedPermanence; it looks at every one of them.
func (s *Store) ConnectedSynapses() int {
	n := 0
	for cell := range s.cells {
		for id := s.cells[cell].newest; id != none; id = s.segments[id].older {
			for _, p := range s.Permanences(id) {
				if p >= s.params.ConnectedPermanence {
					n++
				}
			}
		}
	}
	return n
}

// Growth returns what came and went since the store was made or restored.
func (s *Store) Growth() Growth { return s.growth }

// SegmentsOn returns how many segments a cell has.
func (s *Store) SegmentsOn(cell int) int { return int(s.cells[cell].count) }

// AppendSegmentsOn appends the segments of a cell, oldest first.
func (s *Store) AppendSegmentsOn(cell int, dst []ID) []ID {
	from := len(dst)
	for id := s.cells[cell].newest; id != none; id = s.segments[id].older {
		dst = append(dst, id)
	}
	for i, j := from, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst
}

// LeastRecentlyUsed returns the segment of a cell whose last use is longest ago,
// of several the oldest. The cell must have one.
func (s *Store) LeastRecentlyUsed(cell int) ID {
	found := s.cells[cell].newest
	for id := found; id != none; id = s.segments[id].older {
		if s.segments[id].lastUsed <= s.segments[found].lastUsed {
			found = id
		}
	}
	return found
}

// LastUsed returns the time of the latest Use of a segment, or of its creation.
func (s *Store) LastUsed(id ID) uint64 { return s.segments[id].lastUsed }

// Use notes that a segment was of use at a time.
func (s *Store) Use(id ID, now uint64) { s.segments[id].lastUsed = now }

// Len returns how many synapses a segment has.
func (s *Store) Len(id ID) int { return int(s.segments[id].size) }

// Inputs returns what the synapses of a segment listen to, in the order in which
// they grew: a view into the store, to be read until its next change.
func (s *Store) Inputs(id ID) []uint32 {
	g := &s.segments[id]
	return s.inputs[g.first/chunk][g.first%chunk:][:g.size:g.size]
}

// Permanences returns the permanences of a segment's synapses, in the order of
// Inputs: a view into the store, to be read until its next change.
func (s *Store) Permanences(id ID) []float32 {
	g := &s.segments[id]
	return s.permanences[g.first/chunk][g.first%chunk:][:g.size:g.size]
}

// AppendSynapses appends how many synapses each segment of a cell has, oldest segment
// first, and what these synapses listen to and their permanences, segment by segment.
func (s *Store) AppendSynapses(cell int, sizes []int, inputs []uint32, permanences []float32) ([]int, []uint32, []float32) {
	s.ids = s.AppendSegmentsOn(cell, s.ids[:0])
	for _, id := range s.ids {
		sizes = append(sizes, s.Len(id))
		inputs = append(inputs, s.Inputs(id)...)
		permanences = append(permanences, s.Permanences(id)...)
	}
	return sizes, inputs, permanences
}
