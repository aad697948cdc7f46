package spatial

import (
	"math/bits"
)

// area tells what lies within a radius of every place of a space.
type area struct {
	space   *space
	radius  int
	within  [][][2]run // for every axis and coordinate: the coordinates within the radius
	size    []int32    // of every place: how many places there are, itself included
	largest int32      // a place that has the most

	// Tiles cut the space into boxes with sides of at most half of radius + 1, so that
	// everything in a tile, and in those around it, lies within the radius of each
	// of its places.
	tile   []int32   // of every place
	around [][]int32 // of every tile: itself and the tiles next to it
	ahead  []int32   // of every tile: room to count what is in those around it

	line []int64 // room for slide
}

func (a *area) set(s *space, radius int) {
	a.space, a.radius = s, radius
	if a.within == nil {
		a.within = make([][][2]run, len(s.shape))
		a.size = make([]int32, s.stride[0]*s.shape[0])
		a.tile = make([]int32, len(a.size))
		for axis, n := range s.shape {
			a.within[axis] = make([][2]run, n)
			a.line = make([]int64, max(len(a.line), 3*n))
		}
	}
	for axis, n := range s.shape {
		for x := 0; x < n; x++ {
			a.within[axis][x] = s.within(x*s.stride[axis], radius, axis)
		}
	}
	side := max(1, (radius+1)/2)
	shape, tiles := make([]int, len(s.shape)), 1
	for axis, n := range s.shape {
		shape[axis] = (n + side - 1) / side
		tiles *= shape[axis]
	}
	for place := range a.size {
		a.size[place], a.tile[place] = 1, 0
		for axis, n := range s.shape {
			x := s.coordinate(place, axis)
			a.size[place] *= int32(size(a.within[axis][x][:]))
			a.tile[place] = a.tile[place]*int32(shape[axis]) + int32(x*shape[axis]/n)
		}
		if a.size[place] > a.size[a.largest] {
			a.largest = int32(place)
		}
	}
	next := newSpace(tiles, shape, s.wrap)
	a.around, a.ahead = make([][]int32, tiles), make([]int32, tiles)
	for tile := range a.around {
		for _, r := range next.neighbourhood(nil, tile, 1) {
			for t := r.from; t < r.to; t++ {
				a.around[tile] = append(a.around[tile], int32(t))
			}
		}
	}
}

// count returns how many places within the radius of one are in a set of bits, or
// any number from enough on if they are so many.
func (a *area) count(set []uint64, place, enough int) int {
	last := len(a.within) - 1
	row := &a.within[last][a.space.coordinate(place, last)]
	return a.countFrom(set, place, 0, 0, enough, row)
}

// countFrom counts those whose coordinates before the axis make up base, and whose
// last coordinate is in the row.
func (a *area) countFrom(set []uint64, place, axis, base, enough int, row *[2]run) (found int) {
	last := len(a.within) - 1
	if axis == last {
		return countBits(set, base+row[0].from, base+row[0].to) + countBits(set, base+row[1].from, base+row[1].to)
	}
	near, stride := &a.within[axis][a.space.coordinate(place, axis)], a.space.stride[axis]
	for _, r := range near {
		for i := r.from; i < r.to && found < enough; i++ {
			at := base + i*stride
			if axis+1 < last {
				found += a.countFrom(set, place, axis+1, at, enough-found, row)
				continue
			}
			found += countBits(set, at+row[0].from, at+row[0].to)
			if row[1].to > 0 {
				found += countBits(set, at+row[1].from, at+row[1].to)
			}
		}
	}
	return found
}

// countBits returns how many of the bits from..to-1 are set.
func countBits(set []uint64, from, to int) (n int) {
	if from >= to {
		return 0
	}
	word, last := from>>6, (to-1)>>6
	first := set[word] >> (from & 63)
	if word == last {
		return bits.OnesCount64(first << (64 - (to - from)))
	}
	n = bits.OnesCount64(first)
	for _, all := range set[word+1 : last] {
		n += bits.OnesCount64(all)
	}
	return n + bits.OnesCount64(set[last]<<(63-(to-1)&63))
}

// slide replaces the value of every place by what a window makes of the values
// within the radius, one axis after the other: the window gets a line of values and
// its width, and leaves at i what it makes of those from i on. Along a border a line
// is extended by what is behind it, or by zeros.
func (a *area) slide(values []int64, window func(line []int64, width int)) {
	s := a.space
	for axis, n := range s.shape {
		stride, radius := s.stride[axis], min(a.radius, n)
		width := 2*radius + 1
		if s.wrap && width > n {
			width = n
		}
		line := a.line[:min(n+width-1, len(a.line))]
		for start := range values {
			if s.coordinate(start, axis) != 0 {
				continue
			}
			clear(line)
			for i, x := 0, -radius; i < len(line); i, x = i+1, x+1 {
				if s.wrap && x < 0 {
					line[i] = values[start+(x+n)*stride]
				} else if s.wrap && x >= n {
					line[i] = values[start+(x-n)*stride]
				} else if x >= 0 && x < n {
					line[i] = values[start+x*stride]
				}
			}
			window(line, width)
			for x := 0; x < n; x++ {
				values[start+x*stride] = line[x]
			}
		}
	}
}

// slideSum is a window for slide: the sum.
func slideSum(line []int64, width int) {
	sum := int64(0)
	for _, v := range line[:width-1] {
		sum += v
	}
	for i, end := range line[width-1:] {
		sum += end
		line[i], sum = sum, sum-line[i]
	}
}

// slideMax is a window for slide: the largest. It doubles the width that each place
// covers as long as that is not too wide; two such overlap to make the whole width.
func slideMax(line []int64, width int) {
	covered := 1
	for ; 2*covered <= width; covered *= 2 {
		for i := range line[covered:] {
			line[i] = max(line[i], line[i+covered])
		}
	}
	for i := range line[width-1:] {
		line[i] = max(line[i], line[i+width-covered])
	}
}
