package synapse

// Excited is a segment with many active synapses.
type Excited struct {
	Segment   ID     // its number in the store
	Cell      uint32 // that owns the segment
	Potential uint16 // synapses whose input is active, whatever their permanence
	Connected uint16 // connected ones among them
}

// Excite counts the active synapses of every segment, and appends those segments
// that have at least threshold of them (1 or more) to dst: by increasing cell,
// and those of one cell oldest first. Active inputs are unique, in any order.
//
// The cost is one addition for each synapse of the active inputs, and nothing
// for the others: a segment is noticed when its count reaches the threshold.
func (s *Store) Excite(active []int, threshold int, dst []Excited) []Excited {
	first := len(dst)
	if s.counters.wide != nil {
		dst = excite(s, s.counters.wide, active, threshold, dst)
	} else if threshold <= narrowMost {
		dst = excite(s, s.counters.narrow, active, threshold, dst)
	}
	s.order(dst[first:])
	return dst
}

// excite is Excite with counters of one size, and segments in the order in which
// they are noticed. Few entries are gathered into one list, which is gone through
// twice, to count them and to clear what was counted. Many, as in a burst, are read
// where they are, and then all counts are cleared at once.
func excite[counter uint16 | uint32](s *Store, counts []counter, active []int, threshold int, dst []Excited) []Excited {
	additions := s.index.heard(active)
	few := additions <= len(counts)/16
	if few {
		s.heard = s.index.gather(active, additions, s.heard)
		s.noted = count(counts, s.heard, counter(threshold), s.noted[:0])
	} else {
		s.index.touch(active)
		s.noted = s.noted[:0]
		for _, input := range active {
			s.noted = count(counts, s.index.of(input), counter(threshold), s.noted)
		}
	}
	for _, id := range s.noted {
		potential, connected := split(counts[id])
		dst = append(dst, Excited{id, s.segments[id].cell, potential, connected})
	}
	if few {
		uncount(counts, s.heard)
	} else {
		clear(counts)
	}
	return dst
}
