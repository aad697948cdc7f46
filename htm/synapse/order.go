package synapse

import (
	"math/bits"
	"slices"
)

// order brings segments into the order of cells and age. Numbers of segments are
// used again, so age is read off the cell's list.
func (s *Store) order(segments []Excited) {
	s.orderByCell(segments)
	for from := 0; from < len(segments); {
		cell, to := segments[from].Cell, from+1
		for to < len(segments) && segments[to].Cell == cell {
			to++
		}
		if to > from+1 {
			slices.SortFunc(segments[from:to], func(a, b Excited) int { return s.compareAge(a.Segment, b.Segment) })
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

// orderByCell sorts byte by byte of the cell, from the lowest on, which needs no
// comparisons. Of few segments only the highest byte is sorted so: it leaves next to
// nothing to be done by comparing neighbours.
func (s *Store) orderByCell(segments []Excited) {
	const few, veryFew = 256, 16
	shift := max(0, bits.Len(uint(s.params.Cells-1))-8) // of the highest byte
	if len(segments) > few {
		for low := 0; low < shift; low += 8 {
			s.orderByByte(segments, low)
		}
	}
	if len(segments) > veryFew {
		s.orderByByte(segments, shift)
	}
	for i, e := range segments {
		for ; i > 0 && segments[i-1].Cell > e.Cell; i-- {
			segments[i] = segments[i-1]
		}
		segments[i] = e
	}
}

// orderByByte sorts by eight bits of the cell, and leaves equal ones in their order.
func (s *Store) orderByByte(segments []Excited, shift int) {
	var starts [256]uint32
	for i := range segments {
		starts[uint8(segments[i].Cell>>shift)]++
	}
	start := uint32(0)
	for i, n := range starts {
		starts[i] = start
		start += n
	}
	s.spare = append(s.spare[:0], segments...)
	for i := range s.spare {
		at := &starts[uint8(s.spare[i].Cell>>shift)]
		segments[*at] = s.spare[i]
		*at++
	}
}
