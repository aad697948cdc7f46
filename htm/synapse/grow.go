package synapse

import "fmt"

// Create gives a cell a new segment without synapses, used now.
func (s *Store) Create(cell int, now uint64) ID {
	var id ID
	if n := len(s.freed); n > 0 {
		id, s.freed = s.freed[n-1], s.freed[:n-1]
	} else {
		id = ID(len(s.segments))
		s.segments = append(s.segments, segment{})
		s.counters.fit(len(s.segments), 0)
	}
	d := &s.cells[cell]
	s.segments[id] = segment{cell: uint32(cell), older: d.newest, lastUsed: now}
	d.newest = id
	d.count++
	if s.recency.listed != nil {
		s.list(uint32(cell))
	}
	s.growth.SegmentsGrown++
	return id
}

// Destroy removes a segment with all its synapses.
func (s *Store) Destroy(id ID) {
	g := &s.segments[id]
	permanences := s.Permanences(id)
	for i, input := range s.Inputs(id) {
		s.index.remove(input, s.entry(id, permanences[i]))
	}
	s.synapses -= int(g.size)
	s.growth.SynapsesRemoved += int(g.size)
	s.growth.SegmentsRemoved++
	d := &s.cells[g.cell]
	link := &d.newest
	for *link != id {
		link = &s.segments[*link].older
	}
	*link = g.older
	d.count--
	s.blocks.give(g.class, g.first)
	*g = segment{}
	s.variables.forget(id)
	s.freed = append(s.freed, id)
}

// Connect grows synapses of one permanence to inputs that the segment does not
// listen to yet.
func (s *Store) Connect(id ID, inputs []uint32, permanence float32) {
	size := s.Len(id)
	if size+len(inputs) > MostSynapses {
		panic(fmt.Sprintf("synapse: %d synapses on a segment, want at most %d", size+len(inputs), MostSynapses))
	}
	s.reserve(id, size+len(inputs))
	s.segments[id].size = uint16(size + len(inputs))
	copy(s.Inputs(id)[size:], inputs)
	e := s.entry(id, permanence)
	permanences := s.Permanences(id)[size:]
	for i, input := range inputs {
		permanences[i] = permanence
		s.index.add(input, e)
	}
	for v := range s.variables.of {
		clear(s.Variable(id, v)[size:])
	}
	s.synapses += len(inputs)
	s.growth.SynapsesGrown += len(inputs)
}

// RemoveWeakest removes n synapses, the lowest permanence first and of equal ones
// the one that grew first, but none that listens to an input in keep.
func (s *Store) RemoveWeakest(id ID, n int, keep Bitset) {
	for ; n > 0; n-- {
		weakest := -1
		permanences := s.Permanences(id)
		for i, input := range s.Inputs(id) {
			if keep.bit(input) == 0 && (weakest < 0 || permanences[i] < permanences[weakest]) {
				weakest = i
			}
		}
		if weakest < 0 {
			return
		}
		s.remove(id, weakest)
	}
}

// remove takes one synapse out; the others stay in their order.
func (s *Store) remove(id ID, i int) {
	inputs, permanences := s.Inputs(id), s.Permanences(id)
	s.index.remove(inputs[i], s.entry(id, permanences[i]))
	copy(inputs[i:], inputs[i+1:])
	copy(permanences[i:], permanences[i+1:])
	for v := range s.variables.of {
		variable := s.Variable(id, v)
		copy(variable[i:], variable[i+1:])
	}
	s.segments[id].size--
	s.synapses--
	s.growth.SynapsesRemoved++
}

func (s *Store) entry(id ID, permanence float32) uint32 {
	return entry(id, permanence >= s.params.ConnectedPermanence)
}
