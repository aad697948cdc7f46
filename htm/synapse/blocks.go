package synapse

import "slices"

// blockStep is the grain of a block: block class c holds c*blockStep synapses.
// Small, because a segment usually gets all its synapses at once.
const blockStep = 4

// chunk is how many places for synapses are allocated together. A full chunk
// stays where it is: a store that grows copies nothing and holds no reserve. Only the
// first one grows, so that a small store is small.
const chunk = 1 << 16

// blocks says which places of the synapse arrays are in use. A segment owns one
// block, in one chunk; a block that is given back is taken again by the next
// segment that needs one of its class.
type blocks struct {
	free [][]uint32 // per class, where free blocks begin
	end  uint32     // everything from here on was never used
}

func (b *blocks) take(class uint16) (first uint32) {
	if int(class) < len(b.free) {
		if n := len(b.free[class]); n > 0 {
			first = b.free[class][n-1]
			b.free[class] = b.free[class][:n-1]
			return first
		}
	}
	size := uint32(class) * blockStep
	if rest := chunk - b.end%chunk; size > rest {
		b.end += rest
	}
	first = b.end
	b.end += size
	return first
}

func (b *blocks) give(class uint16, first uint32) {
	if class == 0 {
		return
	}
	for int(class) >= len(b.free) {
		b.free = append(b.free, nil)
	}
	b.free[class] = append(b.free[class], first)
}

// reserve gives a segment a block for so many synapses, and moves it there.
func (s *Store) reserve(id ID, synapses int) {
	s.counters.fit(len(s.segments), synapses)
	g := &s.segments[id]
	class := uint16((synapses + blockStep - 1) / blockStep)
	if class <= g.class {
		return
	}
	first := s.blocks.take(class)
	s.extend()
	old := *g
	s.blocks.give(g.class, g.first)
	g.first, g.class = first, class
	move(s.inputs, &old, g)
	move(s.permanences, &old, g)
	for _, chunks := range s.variables.of {
		move(chunks, &old, g)
	}
}

// move copies what is kept of the synapses of a segment to its new block.
func move[T any](chunks [][]T, from, to *segment) {
	copy(chunks[to.first/chunk][to.first%chunk:], chunks[from.first/chunk][from.first%chunk:][:from.size])
}

// extend makes room for all places that are in use.
func (s *Store) extend() {
	last := int(s.blocks.end-1) / chunk
	for len(s.inputs) <= last {
		s.inputs, s.permanences = append(s.inputs, nil), append(s.permanences, nil)
		for v, chunks := range s.variables.of {
			s.variables.of[v] = append(chunks, nil)
		}
	}
	size := int(s.blocks.end) - last*chunk
	have := len(s.inputs[last])
	if size <= have {
		return
	}
	room := chunk
	if last == 0 {
		room = min(chunk, max(size, 2*have))
	}
	s.inputs[last] = slices.Grow(s.inputs[last], room-have)[:size]
	s.permanences[last] = slices.Grow(s.permanences[last], room-have)[:size]
	for _, chunks := range s.variables.of {
		chunks[last] = slices.Grow(chunks[last], room-have)[:size]
	}
}
