package ref

import (
	"slices"

	"gohtm/htm/encode"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// Coordinate returns the SDR of a place in a space of whole numbers: the whole
// neighbourhood is listed, each coordinate gets its order and its bits, and those
// of highest order turn theirs on until there are enough. NuPIC's coordinate.py,
// steps 1 to 5 of its description, but for collisions: see encode.Coordinate.
func Coordinate(p encode.CoordinateParams, coordinate []int, radius int) sdr.SDR {
	neighbourhood := [][]int{nil}
	for _, centre := range coordinate {
		var longer [][]int
		for _, c := range neighbourhood {
			for x := centre - radius; x <= centre+radius; x++ {
				longer = append(longer, append(slices.Clone(c), x))
			}
		}
		neighbourhood = longer
	}
	var orders []uint64
	for _, c := range neighbourhood {
		orders = append(orders, coordinateOrder(p, c))
	}
	slices.Sort(orders)
	slices.Reverse(orders)

	on := make([]bool, p.Size)
	for n, draw := 0, 1; n < p.Active; draw++ {
		for _, order := range orders {
			stream, bit := rng.New(order), 0
			for i := 0; i < draw; i++ {
				bit = stream.Below(p.Size)
			}
			if n < p.Active && !on[bit] {
				on[bit] = true
				n++
			}
		}
	}
	return sdr.FromDense(on)
}

// coordinateOrder chains the first numbers of random streams.
func coordinateOrder(p encode.CoordinateParams, c []int) uint64 {
	h := rng.New(p.Seed).Next()
	for i, x := range c {
		if p.Periods != nil && p.Periods[i] > 0 {
			for x < 0 {
				x += p.Periods[i]
			}
			x %= p.Periods[i]
		}
		h = rng.New(h ^ uint64(x)).Next()
	}
	return h
}
