package synapse

import "slices"

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
	if s.counters.wide != nil {
		return excite(s, s.counters.wide, 16, active, threshold, dst)
	}
	if threshold > narrowMost {
		return dst
	}
	return excite(s, s.counters.narrow, 8, active, threshold, dst)
}

// excite is Excite with counters whose halves have so many bits.
func excite[counter uint16 | uint32](s *Store, counts []counter, half int, active []int, threshold int, dst []Excited) []Excited {
	s.index.touch(active)
	keys, connected := s.keys[:0], counter(1)<<half
	potential, reached := connected-1, counter(threshold)
	for _, input := range active {
		for _, e := range s.index.of(input) {
			n := counts[e>>1] + 1 + counter(e&1)*connected
			counts[e>>1] = n
			if n&potential == reached {
				keys = append(keys, uint64(s.segments[e>>1].cell)<<32|uint64(e>>1))
			}
		}
	}
	s.keys = keys
	s.sortKeys()
	for _, key := range s.keys {
		n := counts[uint32(key)]
		dst = append(dst, Excited{ID(key), uint32(key >> 32), uint16(n & potential), uint16(n >> half)})
	}
	clearCounts(s, counts, active)
	return dst
}

// clearCounts undoes the additions: all counts at once when there must have been
// many, otherwise only those that were touched.
func clearCounts[counter uint16 | uint32](s *Store, counts []counter, active []int) {
	additions := len(active) * s.synapses / s.params.Inputs // about
	if additions > len(counts)/16 {
		clear(counts)
		return
	}
	for _, input := range active {
		for _, e := range s.index.of(input) {
			counts[e>>1] = 0
		}
	}
}

// sortKeys brings the keys into the order of cells and age. Numbers of segments are
// used again, so age is read off the cell's list.
func (s *Store) sortKeys() {
	s.sortByCell()
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

// sortByCell sorts the keys: if they are many byte by byte of the cell, from the
// lowest on, which needs no comparisons.
func (s *Store) sortByCell() {
	if len(s.keys) < 24 {
		slices.Sort(s.keys)
		return
	}
	s.spare = slices.Grow(s.spare[:0], len(s.keys))[:len(s.keys)]
	for shift := 32; (s.params.Cells-1)>>(shift-32) > 0; shift += 8 {
		var starts [256]uint32
		for _, key := range s.keys {
			starts[uint8(key>>shift)]++
		}
		start := uint32(0)
		for i, n := range starts {
			starts[i] = start
			start += n
		}
		for _, key := range s.keys {
			at := &starts[uint8(key>>shift)]
			s.spare[*at] = key
			*at++
		}
		s.keys, s.spare = s.spare, s.keys
	}
}
