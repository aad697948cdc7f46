package ref

import (
	"gohtm/htm/encode"
	"gohtm/htm/internal/rng"
)

// RandomDistributed is NuPIC's RandomDistributedScalarEncoder
// (random_distributed_scalar.py), written down plainly: buckets are made next to
// those that are there, each a copy of its neighbour with one bit replaced, and a
// bit may be the new one only if the new bucket then keeps the overlap rules with
// all others. Where NuPIC draws until a bit is right, this draws from the right ones.
type RandomDistributed struct {
	P encode.RandomDistributedParams
	// Codes[i] are the bits of bucket i, by place: at place i mod Active is the bit
	// that was replaced when the bucket was made.
	Codes       map[int][]int
	First, Last int // buckets that are there
	Stream      *rng.Stream
}

// NewRandomDistributed makes the bucket from which the others grow: Active different bits.
func NewRandomDistributed(p encode.RandomDistributedParams, bucket int) *RandomDistributed {
	r := &RandomDistributed{P: p, Codes: map[int][]int{}, First: bucket, Last: bucket, Stream: rng.New(p.Seed)}
	code := make([]int, p.Active)
	for n := 0; n < p.Active; n++ {
		var free []int
		for bit := 0; bit < p.Size; bit++ {
			if !contains(code[:n], bit) {
				free = append(free, bit)
			}
		}
		code[n] = free[r.Stream.Below(len(free))]
	}
	// The n-th bit drawn is the one that is to be replaced n-th when growing upwards.
	r.Codes[bucket] = make([]int, p.Active)
	for n, bit := range code {
		r.Codes[bucket][(bucket+1+n)%p.Active] = bit
	}
	return r
}

// Grow makes all buckets up or down to this one; false if no bit is right for one of them.
func (r *RandomDistributed) Grow(bucket int) bool {
	for r.Last < bucket {
		if !r.add(r.Last, r.Last+1) {
			return false
		}
		r.Last++
	}
	for r.First > bucket {
		if !r.add(r.First, r.First-1) {
			return false
		}
		r.First--
	}
	return true
}

func (r *RandomDistributed) add(neighbour, bucket int) bool {
	code := append([]int(nil), r.Codes[neighbour]...)
	place := bucket % r.P.Active
	var free []int
	for bit := 0; bit < r.P.Size; bit++ {
		code[place] = bit
		if !contains(r.Codes[neighbour], bit) && r.keepsRules(bucket, code) {
			free = append(free, bit)
		}
	}
	if len(free) == 0 {
		return false
	}
	code[place] = free[r.Stream.Below(len(free))]
	r.Codes[bucket] = code
	return true
}

// keepsRules tells whether a bucket with these bits keeps both rules with all others:
//
//	overlap(i, j)  = Active - |i-j|  if |i-j| < Active
//	overlap(i, j) <= MaxOverlap      otherwise
func (r *RandomDistributed) keepsRules(bucket int, code []int) bool {
	for other, bits := range r.Codes {
		apart := other - bucket
		if apart < 0 {
			apart = -apart
		}
		overlap := 0
		for _, bit := range code {
			if contains(bits, bit) {
				overlap++
			}
		}
		if apart < r.P.Active && overlap != r.P.Active-apart || apart >= r.P.Active && overlap > r.P.MaxOverlap {
			return false
		}
	}
	return true
}

func contains(bits []int, bit int) bool {
	for _, b := range bits {
		if b == bit {
			return true
		}
	}
	return false
}
