package synapse

import "slices"

// Excited is a segment with many active synapses.
type Excited struct {
	Segment   ID
	Cell      uint32 // that owns the segment
	Potential uint16 // synapses whose input is active, whatever their permanence
	Connected uint16 // connected ones among them
}

// A count holds both numbers of a segment: potential below, connected above.
const (
	oneConnected  = 1 << 16
	potentialMask = oneConnected - 1
)

// Excite counts the active synapses of every segment, and appends those segments
// that have at least threshold of them (1 or more) to dst: by increasing cell,
// and those of one cell oldest first. Active inputs are unique, in any order.
//
// The cost is one addition for each synapse of the active inputs, and nothing
// for the others: a segment is noticed when its count reaches the threshold.
func (s *Store) Excite(active []int, threshold int, dst []Excited) []Excited {
	additions := s.index.touch(active)
	counts, keys := s.counts, s.keys[:0]
	for _, input := range active {
		for _, e := range s.index.of(input) {
			n := counts[e>>1] + 1 + e&1*oneConnected
			counts[e>>1] = n
			if n&potentialMask == uint32(threshold) {
				keys = append(keys, uint64(s.segments[e>>1].cell)<<32|uint64(e>>1))
			}
		}
	}
	s.keys = keys
	s.sortKeys()
	for _, key := range keys {
		n := counts[uint32(key)]
		dst = append(dst, Excited{ID(key), uint32(key >> 32), uint16(n), uint16(n / oneConnected)})
	}
	s.clearCounts(active, additions)
	return dst
}

// sortKeys brings the keys, made of cell and segment, into the order of cells
// and age. Numbers of segments are used again, so age is read off the cell's list.
func (s *Store) sortKeys() {
	slices.Sort(s.keys)
	for from := 0; from < len(s.keys); {
		cell, to := s.keys[from]>>32, from+1
		for to < len(s.keys) && s.keys[to]>>32 == cell {
			to++
		}
		if to > from+1 {
			slices.SortFunc(s.keys[from:to], func(a, b uint64) int { return s.compareAge(ID(a), ID(b)) })
		}
		from = to
	}
}

// compareAge orders two segments of a cell by age, the older first.
func (s *Store) compareAge(a, b ID) int {
	if a == b {
		return 0
	}
	for id := s.segments[a].older; id != none; id = s.segments[id].older {
		if id == b {
			return 1
		}
	}
	return -1
}

// clearCounts undoes the additions: all counts at once when there were many,
// otherwise only those that were touched.
func (s *Store) clearCounts(active []int, additions int) {
	if additions > len(s.counts)/16 {
		clear(s.counts)
		return
	}
	for _, input := range active {
		for _, e := range s.index.of(input) {
			s.counts[e>>1] = 0
		}
	}
}
