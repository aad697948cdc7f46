package sdr

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/rng"
)

// Random draws SDRs and changes them at random, from its own stream: the same
// seed and calls give the same bits on every machine. Every subset of the wanted
// size is equally likely, as nearly as 32 random bits choose among size places.
// Results share nothing with what is given and keep its shape.
//
// A count or share that cannot be met breaks the contract: all methods panic.
type Random struct{ stream rng.Stream }

// NewRandom returns the stream of a seed; no seed is special.
func NewRandom(seed uint64) *Random { return &Random{stream: *rng.New(seed)} }

// Draw returns an SDR of size bits, of which so many are on.
func (r *Random) Draw(size, active int) SDR {
	want(size >= 0 && size <= mostBits, "size = %d, want in [0, 2^31)", size)
	want(active >= 0 && active <= size, "active = %d, want in [0, size = %d]", active, size)
	return SDR{Size: size, Bits: r.stream.Sample(size, active)}
}

// mostBits is as far as all machines count.
const mostBits = 1<<31 - 1

// DrawDensity returns an SDR of size bits, of which the share density in [0, 1] is
// on, rounded to the nearest number of bits. htm.core calls it randomize.
func (r *Random) DrawDensity(size int, density float64) SDR {
	want(density >= 0 && density <= 1, "density = %v, want in [0, 1]", density)
	return r.Draw(size, int(math.Round(density*float64(size))))
}

// Subsample returns an SDR with n of the on bits of s.
func (r *Random) Subsample(s SDR, n int) SDR {
	want(n >= 0 && n <= len(s.Bits), "n = %d, want in [0, %d], the bits that are on", n, len(s.Bits))
	result := SDR{Size: s.Size, Shape: slices.Clone(s.Shape)}
	for _, i := range r.stream.Sample(len(s.Bits), n) {
		result.Bits = append(result.Bits, s.Bits[i])
	}
	return result
}

// Noise moves a share in [0, 1] of the on bits to places that were off:
//
//	moved = int(share s.Len())
//
// The result has as many bits on, and s.Len() - moved of them are those of s. As
// many bits must be off. It is the noise of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111, and htm.core's addNoise but that it rounds to the
// nearest number.
func (r *Random) Noise(s SDR, share float64) SDR {
	want(share >= 0 && share <= 1, "share = %v, want in [0, 1]", share)
	active := len(s.Bits)
	moved := int(share * float64(active))
	want(moved <= s.Size-active, "%d bits are off, want %d to move on bits to", s.Size-active, moved)
	result := r.Subsample(s, active-moved)
	before := 0 // on bits of s before the place that the next bit moves to
	for _, rank := range r.stream.Sample(s.Size-active, moved) {
		for before < active && s.Bits[before] <= rank+before {
			before++
		}
		result.Bits = append(result.Bits, rank+before)
	}
	slices.Sort(result.Bits)
	return result
}

// Flip inverts each of the Size bits with a probability in [0, 1]; a sparse SDR
// becomes denser. It is the noise that the code of Cui, Ahmad & Hawkins (2017) adds
// to dense vectors.
func (r *Random) Flip(s SDR, probability float64) SDR {
	want(probability >= 0 && probability <= 1, "probability = %v, want in [0, 1]", probability)
	on := s.Dense()
	for bit := range on {
		if r.stream.Float64() < probability {
			on[bit] = !on[bit]
		}
	}
	result := FromDense(on)
	result.Shape = slices.Clone(s.Shape)
	return result
}

// Kill silences a share in [0, 1] of all bits, rounded to the nearest number:
// those of them that are on are off in the result. htm.core calls it killCells. To
// silence the same bits each time, draw them once: s.Minus(dead).
func (r *Random) Kill(s SDR, share float64) SDR {
	want(share >= 0 && share <= 1, "share = %v, want in [0, 1]", share)
	return s.Minus(r.DrawDensity(s.Size, share))
}

// Below returns a whole number in [0, n), n in [1, 2^31): for choices, and ties.
func (r *Random) Below(n int) int {
	want(n > 0 && n <= mostBits, "n = %d, want in [1, 2^31)", n)
	return r.stream.Below(n)
}

// want panics unless ok.
func want(ok bool, format string, args ...any) {
	if !ok {
		panic(fmt.Sprintf("sdr: "+format, args...))
	}
}
