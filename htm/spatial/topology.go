package spatial

import (
	"slices"

	"gohtm/htm/sdr"
)

// space arranges numbered places on a grid, row by row, with or without the
// borders joined.
type space struct {
	shape  []int // length of every axis
	stride []int // distance between neighbours along every axis
	wrap   bool
	table  []int32 // the coordinates of every place, one after the other, or nil
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
func (s *space) coordinate(place, axis int) int {
	switch {
	case len(s.shape) == 1:
		return place
	case s.table != nil:
		return int(s.table[place*len(s.shape)+axis])
	}
	return place / s.stride[axis] % s.shape[axis]
}

// tabulate makes coordinate fast: it divides no more.
func (s *space) tabulate(places int) {
	if len(s.shape) == 1 {
		return
	}
	table := make([]int32, 0, places*len(s.shape))
	for place := 0; place < places; place++ {
		for axis := range s.shape {
			table = append(table, int32(s.coordinate(place, axis)))
		}
	}
	s.table = table
}

// code returns some places as an SDR: with its shape if that is not just a line.
func (s *space) code(places []int) sdr.SDR {
	code := sdr.SDR{Size: s.stride[0] * s.shape[0], Bits: places}
	if len(s.shape) > 1 {
		code.Shape = slices.Clone(s.shape)
	}
	return code
}

// run is the places from, from+1, ... before to.
type run struct{ from, to int }

// neighbourhood appends the places at most radius away from the centre along
// every axis, the centre included, as runs in increasing order.
func (s *space) neighbourhood(dst []run, centre, radius int) []run {
	return s.extend(dst, centre, radius, 0, 0)
}

// extend appends the neighbours whose coordinates before the axis make up base.
func (s *space) extend(dst []run, centre, radius, axis, base int) []run {
	for _, near := range s.within(centre, radius, axis) {
		if axis == len(s.shape)-1 && near.from < near.to {
			dst = append(dst, run{base + near.from, base + near.to})
			continue
		}
		for i := near.from; i < near.to; i++ {
			dst = s.extend(dst, centre, radius, axis+1, base+i*s.stride[axis])
		}
	}
	return dst
}

// within returns the coordinates along an axis that are at most radius away: two
// runs if they wrap around the border, else one and an empty one.
func (s *space) within(centre, radius, axis int) [2]run {
	x, n := s.coordinate(centre, axis), s.shape[axis]
	radius = min(radius, n)
	from, to := x-radius, x+radius+1
	switch {
	case s.wrap && to-from >= n:
		return [2]run{{0, n}}
	case s.wrap && from < 0:
		return [2]run{{0, to}, {from + n, n}}
	case s.wrap && to > n:
		return [2]run{{0, to - n}, {from, n}}
	}
	return [2]run{{max(from, 0), min(to, n)}}
}

func places(dst []int, runs []run) []int {
	for _, r := range runs {
		for place := r.from; place < r.to; place++ {
			dst = append(dst, place)
		}
	}
	return dst
}

// size is how many places some runs hold.
func size(runs []run) (n int) {
	for _, r := range runs {
		n += r.to - r.from
	}
	return n
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
