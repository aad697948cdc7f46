package encode

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// CoordinateParams configures a Coordinate: start from DefaultCoordinateParams,
// change fields.
type CoordinateParams struct {
	Size       int // bits of the SDR, > 6*Active as in NuPIC; its n
	Active     int // bits that are on; NuPIC's w, which has to be odd there
	Dimensions int // numbers of a coordinate, in [1, 15]
	// Periods join the ends of a dimension: coordinates a period apart are the same.
	// One number a dimension, 0 where it goes on for ever; nil if all do, as in NuPIC.
	Periods []int
	Seed    uint64 // of the hash; no value means "random"
}

// DefaultCoordinateParams returns NuPIC's defaults (coordinate.py) for a space of
// so many dimensions.
func DefaultCoordinateParams(dimensions int) CoordinateParams {
	return CoordinateParams{Size: 1000, Active: 21, Dimensions: dimensions, Seed: 42}
}

const (
	mostActive     = 1 << 16
	mostDimensions = 15      // in which the smallest neighbourhood but one holds less than mostNeighbours
	mostNeighbours = 1 << 24 // that Encode goes through
	mostCoordinate = 1 << 53 // up to which float64 has all whole numbers
)

// Validate names every field that is out of range.
func (p CoordinateParams) Validate() error {
	c := check.New("encode")
	c.That(p.Active > 0 && p.Active <= mostActive, "Active = %d, want in [1, 2^16]", p.Active)
	c.That(p.Size > 6*p.Active && p.Size <= mostBits, "Size = %d, want > 6*Active = %d and <= 2^28", p.Size, 6*p.Active)
	c.That(p.Dimensions > 0 && p.Dimensions <= mostDimensions, "Dimensions = %d, want in [1, %d]", p.Dimensions, mostDimensions)
	c.That(p.Periods == nil || len(p.Periods) == p.Dimensions, "Periods has %d numbers, want Dimensions = %d", len(p.Periods), p.Dimensions)
	if c.Err() != nil {
		return c.Err()
	}
	least, _ := p.radii()
	for i, period := range p.Periods {
		c.That(period == 0 || period > 2*least && int64(period) <= mostCoordinate,
			"Periods[%d] = %d, want 0 or in [%d, 2^53], room for Active = %d neighbours", i, period, 2*least+1, p.Active)
	}
	return c.Err()
}

// neighbours returns the number of coordinates within a radius, or more than
// mostNeighbours if they are more than that.
func (p CoordinateParams) neighbours(radius int) int {
	n, side := 1, 2*radius+1
	for i := 0; i < p.Dimensions; i++ {
		if n > mostNeighbours/side {
			return mostNeighbours + 1
		}
		n *= side
	}
	return n
}

// radii returns the least radius whose neighbourhood has Active coordinates, and
// the greatest whose neighbourhood is not too many and meets itself in no Period.
func (p CoordinateParams) radii() (least, most int) {
	least = sort.Search(mostNeighbours, func(r int) bool { return p.neighbours(r) >= p.Active })
	most = sort.Search(mostNeighbours, func(r int) bool { return p.neighbours(r+1) > mostNeighbours })
	for _, period := range p.Periods {
		if period > 0 {
			most = min(most, (period-1)/2)
		}
	}
	return least, most
}

// Coordinate encodes a place in a space of whole numbers, and a radius around it:
//
//  1. every coordinate within the radius, a cube, has a random order and a random
//     bit, which depend on the coordinate and Seed alone;
//  2. in falling order, coordinates turn on their bits, until Active are on.
//
// It guarantees: Active bits are on, whatever bits the hash puts together. Places
// that share a part of their neighbourhoods share about that part of Active, or a
// little less, so that overlap falls with distance, on average if not for every
// pair; places
// more than two radii apart in some dimension share bits by chance alone.
//
// This is NuPIC's CoordinateEncoder (coordinate.py). There two coordinates with
// the same bit leave one bit less on; here the next in order takes its turn, and if
// none is left, coordinates turn on a second bit each, in the same order. A
// neighbourhood of less than Active coordinates is an error, where NuPIC turns on
// fewer bits. The hash is not NuPIC's (MD5 and the generator of its C++ core), but
// the project's random stream, so that bits differ, but not what they promise.
type Coordinate struct {
	params      CoordinateParams
	least, most int // radius
}

// NewCoordinate returns the encoder, or an error that names every bad field.
func NewCoordinate(p CoordinateParams) (*Coordinate, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Periods = slices.Clone(p.Periods)
	e := &Coordinate{params: p}
	e.least, e.most = p.radii()
	return e, nil
}

// Params returns what the encoder was made with.
func (e *Coordinate) Params() CoordinateParams {
	p := e.params
	p.Periods = slices.Clone(p.Periods)
	return p
}

// Size returns the number of bits of every SDR.
func (e *Coordinate) Size() int { return e.params.Size }

// Radii returns the least and the greatest radius that Encode takes: the least has
// Active coordinates around a place, the greatest is what Periods and patience allow.
func (e *Coordinate) Radii() (least, most int) { return e.least, e.most }

// Encode returns the SDR of a place and the radius around it. Another number of
// coordinates than Dimensions, one beyond ±2^53 and a radius that is not within
// Radii are errors.
func (e *Coordinate) Encode(coordinate []int, radius int) (sdr.SDR, error) {
	if len(coordinate) != e.params.Dimensions {
		return sdr.SDR{}, fmt.Errorf("encode: a coordinate of %d numbers, want %d", len(coordinate), e.params.Dimensions)
	}
	for i, x := range coordinate {
		if int64(x) < -mostCoordinate || int64(x) > mostCoordinate {
			return sdr.SDR{}, fmt.Errorf("encode: coordinate %d = %d, want in [-2^53, 2^53]", i, x)
		}
	}
	if radius < e.least || radius > e.most {
		return sdr.SDR{}, fmt.Errorf("encode: radius = %d, want in [%d, %d]", radius, e.least, e.most)
	}
	return e.code(coordinate, radius), nil
}

// code looks first at the coordinates above a floor of about four times as many
// as are wanted, orders being evenly distributed; if collisions use those up, at all.
func (e *Coordinate) code(coordinate []int, radius int) sdr.SDR {
	var floor uint64
	if share := float64(4*e.params.Active+40) / float64(e.params.neighbours(radius)); share < 1 {
		floor = uint64((1-share)*(1<<63)) << 1
	}
	start := rng.New(e.params.Seed).Next()
	bits := map[int]bool{}
	if !e.take(bits, e.orders(nil, start, coordinate, radius, floor), 0) {
		all := e.orders(nil, start, coordinate, radius, 0)
		for draw := 0; !e.take(bits, all, draw); {
			draw++
		}
	}
	code := sdr.SDR{Size: e.params.Size, Bits: make([]int, 0, len(bits))}
	for bit := range bits {
		code.Bits = append(code.Bits, bit)
	}
	slices.Sort(code.Bits)
	return code
}

// orders appends the orders that are not below the floor of all coordinates within
// the radius. With next(s) for the first number of the random stream of state s,
// the order of a coordinate x, each x[i] taken modulo its period if it has one, is
//
//	h[0] = next(Seed), h[i+1] = next(h[i] xor x[i]), order(x) = h[Dimensions]
//
// hash is h for the axes that are done; coordinate is left with the others.
func (e *Coordinate) orders(found []uint64, hash uint64, coordinate []int, radius int, floor uint64) []uint64 {
	axis, period := e.params.Dimensions-len(coordinate), 0
	if e.params.Periods != nil {
		period = e.params.Periods[axis]
	}
	for x := coordinate[0] - radius; x <= coordinate[0]+radius; x++ {
		place := x
		if period > 0 {
			place = (x%period + period) % period
		}
		h := rng.New(hash ^ uint64(place)).Next()
		if len(coordinate) > 1 {
			found = e.orders(found, h, coordinate[1:], radius, floor)
		} else if h >= floor {
			found = append(found, h)
		}
	}
	return found
}

// take turns on bits for the coordinates of highest order, and tells whether
// there are Active of them. The bits of a coordinate are the random stream of
// state order; draw says which of them is taken: the first, or, if all
// coordinates together have less than Active of those, one more each.
func (e *Coordinate) take(bits map[int]bool, orders []uint64, draw int) bool {
	slices.SortFunc(orders, func(a, b uint64) int { return cmp.Compare(b, a) })
	for _, order := range orders {
		if len(bits) == e.params.Active {
			break
		}
		stream := rng.New(order)
		for i := 0; i < draw; i++ {
			stream.Next()
		}
		bits[stream.Below(e.params.Size)] = true
	}
	return len(bits) == e.params.Active
}
