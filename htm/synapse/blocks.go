package synapse

// blockStep is the grain of a block: block class c holds c*blockStep synapses.
// Small, because a segment usually gets all its synapses at once.
const blockStep = 4

// blocks says which places of the synapse arrays are in use. A segment owns one
// block; a block that is given back is taken again by the next segment that
// needs one of its class.
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
	first = b.end
	b.end += uint32(class) * blockStep
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
	g := &s.segments[id]
	class := uint16((synapses + blockStep - 1) / blockStep)
	if class <= g.class {
		return
	}
	first := s.blocks.take(class)
	if n := int(s.blocks.end) - len(s.inputs); n > 0 {
		s.inputs = append(s.inputs, make([]uint32, n)...)
		s.permanences = append(s.permanences, make([]float32, n)...)
	}
	copy(s.inputs[first:], s.inputs[g.first:][:g.size])
	copy(s.permanences[first:], s.permanences[g.first:][:g.size])
	s.blocks.give(g.class, g.first)
	g.first, g.class = first, class
}
