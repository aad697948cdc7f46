package spatial

import "math/bits"

// area tells what lies within a radius of every place of a space.
type area struct {
	space   *space
	radius  int
	within  [][][2]run // for every axis and coordinate: the coordinates within the radius
	size    []int32    // of every place: how many places there are, itself included
	winners []int32    // of every place: how many of them may win, see share
	largest int32      // a place that has the most

	// Tiles cut the space into boxes with sides of at most half of radius + 1, so that
	// everything in a tile, and in those around it, lies within the radius of each
	// of its places.
	tile   []int32   // of every place
	around [][]int32 // of every tile: itself and the tiles next to it

	// Room for inhibitLocally: who is ahead, and how many of them in the tiles
	// around every tile.
	ahead       rowSet
	aheadAround []int32

	bit   []int32   // of every place: where it is in a rowSet
	spans [][2]span // for every last coordinate: within, in a row of it

	line []int64 // room for slide
}

// set works all of it out for another radius.
func (a *area) set(s *space, radius int) {
	a.space, a.radius = s, radius
	if a.within == nil {
		a.allocate()
	}
	for axis, n := range s.shape {
		for x := 0; x < n; x++ {
			a.within[axis][x] = s.within(x*s.stride[axis], radius, axis)
		}
	}
	for x, near := range a.within[len(s.shape)-1] {
		a.spans[x] = newSpans(near)
	}
	for place := range a.size {
		a.size[place] = 1
		for axis := range s.shape {
			a.size[place] *= int32(size(a.within[axis][s.coordinate(place, axis)][:]))
		}
		if a.size[place] > a.size[a.largest] {
			a.largest = int32(place)
		}
	}
	a.cutTiles()
}

// share works out how many may win of so many that compete, rounded half up.
func (a *area) share(density float64) {
	for place, size := range a.size {
		a.winners[place] = int32(float64(density*float64(size)) + 0.5)
	}
}

func (a *area) allocate() {
	s, last := a.space, a.space.shape[len(a.space.shape)-1]
	n := s.stride[0] * s.shape[0]
	a.size, a.tile, a.bit = make([]int32, n), make([]int32, n), make([]int32, n)
	a.winners = make([]int32, n)
	a.spans, a.ahead = make([][2]span, last), make(rowSet, n/last*words(last))
	for place := range a.bit {
		a.bit[place] = int32(place/last*words(last)*64 + place%last)
	}
	a.within = make([][][2]run, len(s.shape))
	for axis, n := range s.shape {
		a.within[axis] = make([][2]run, n)
		a.line = make([]int64, max(len(a.line), 3*n))
	}
}

func (a *area) cutTiles() {
	s, side := a.space, max(1, (a.radius+1)/2)
	shape, tiles := make([]int, len(s.shape)), 1 // how many tiles there are
	for axis, n := range s.shape {
		shape[axis] = (n + side - 1) / side
		tiles *= shape[axis]
	}
	for place := range a.tile {
		a.tile[place] = 0
		for axis, n := range s.shape {
			a.tile[place] = a.tile[place]*int32(shape[axis]) + int32(s.coordinate(place, axis)*shape[axis]/n)
		}
	}
	next := newSpace(tiles, shape, s.wrap)
	a.around, a.aheadAround = make([][]int32, tiles), make([]int32, tiles)
	for tile := range a.around {
		for _, t := range places(nil, next.neighbourhood(nil, tile, 1)) {
			a.around[tile] = append(a.around[tile], int32(t))
		}
	}
}

// count returns how many places within the radius of one are in a set, or any
// number from enough on if they are so many.
func (a *area) count(set rowSet, place, enough int) int {
	spans := &a.spans[a.space.coordinate(place, len(a.within)-1)]
	return a.countFrom(set, place, 0, enough, spans)
}

// countFrom counts from an axis on; the set begins with those places whose
// coordinates before it are right.
func (a *area) countFrom(set rowSet, place, axis, enough int, spans *[2]span) (found int) {
	last := len(a.within) - 1
	if axis == last {
		return spans[0].count(set) + spans[1].count(set)
	}
	stride := a.space.stride[axis] / a.space.shape[last] * words(a.space.shape[last])
	one := axis+1 == last && spans[0].first == spans[0].last && spans[1].head == 0
	for _, r := range a.within[axis][a.space.coordinate(place, axis)] {
		for i := r.from; i < r.to && found < enough; i++ {
			if one { // word of a row, as usual: the same without a call
				found += bits.OnesCount64(set[i*stride+spans[0].first] & spans[0].head)
			} else {
				found += a.countFrom(set[i*stride:], place, axis+1, enough-found, spans)
			}
		}
	}
	return found
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
