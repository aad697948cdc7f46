package spatial

import "slices"

// space arranges numbered places on a grid, row by row, with or without the
// borders joined.
type space struct {
	shape  []int // length of every axis
	stride []int // distance between neighbours along every axis
	wrap   bool
}

func newSpace(size int, shape []int, wrap bool) space {
	if shape == nil {
		shape = []int{size}
	}
	s := space{shape: slices.Clone(shape), stride: make([]int, len(shape)), wrap: wrap}
	stride := 1
	for axis := len(shape) - 1; axis >= 0; axis-- {
		s.stride[axis] = stride
		stride *= shape[axis]
	}
	return s
}

// coordinate returns where a place lies along an axis.
func (s *space) coordinate(place, axis int) int { return place / s.stride[axis] % s.shape[axis] }

// neighbourhood appends the places at most radius away from the centre along
// every axis, the centre included, sorted.
func (s *space) neighbourhood(dst []int, centre, radius int) []int {
	return s.extend(dst, centre, radius, 0, 0)
}

// extend appends the neighbours whose coordinates before the axis make up base.
func (s *space) extend(dst []int, centre, radius, axis, base int) []int {
	if axis == len(s.shape) {
		return append(dst, base)
	}
	stride, n, x := s.stride[axis], s.shape[axis], s.coordinate(centre, axis)
	radius = min(radius, n)
	low, high := x-radius, x+radius
	first, last := max(low, 0), min(high, n-1)
	if s.wrap && high-low+1 < n { // what wraps around lies before first, or after last
		for i := 0; i <= high-n; i++ {
			dst = s.extend(dst, centre, radius, axis+1, base+i*stride)
		}
	} else if s.wrap {
		first, last = 0, n-1
	}
	for i := first; i <= last; i++ {
		dst = s.extend(dst, centre, radius, axis+1, base+i*stride)
	}
	if s.wrap && high-low+1 < n {
		for i := low + n; i < n; i++ {
			dst = s.extend(dst, centre, radius, axis+1, base+i*stride)
		}
	}
	return dst
}

// above returns the input that lies above the middle of a minicolumn when the
// minicolumns are spread evenly over the inputs: along every axis
//
//	floor((coordinate + 1/2) * inputs / columns)
//
// NuPIC calls it mapColumn.
func above(columns, inputs *space, column int) int {
	input := 0
	for axis, n := range columns.shape {
		x := columns.coordinate(column, axis)
		input += (2*x + 1) * inputs.shape[axis] / (2 * n) * inputs.stride[axis]
	}
	return input
}
