// Package rng is the random stream of every component: small, seeded, the same
// on every machine, and a plain number when a component is saved.
package rng

import (
	"math"
	"slices"
)

// Stream is SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom
// number generators", doi:10.1145/2660193.2660195). Its whole state is one number.
// The zero value is the stream of seed 0.
type Stream struct{ state uint64 }

// New returns the stream of a seed.
func New(seed uint64) *Stream { return &Stream{state: seed} }

// State returns the number from which Restore continues the stream bit for bit.
func (s *Stream) State() uint64 { return s.state }

// Restore continues from a State.
func (s *Stream) Restore(state uint64) { s.state = state }

// Next returns the next 64 random bits.
func (s *Stream) Next() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Below returns a number in [0, n), for n in [1, 2^32).
func (s *Stream) Below(n int) int { return int((s.Next() >> 32) * uint64(n) >> 32) }

// Unit returns a number in [0, 1) with 24 random bits, exact in float32.
func (s *Stream) Unit() float32 { return float32(s.Next()>>40) * (1.0 / (1 << 24)) }

// Float64 returns a number in [0, 1) with 53 random bits.
func (s *Stream) Float64() float64 { return float64(s.Next()>>11) * (1.0 / (1 << 53)) }

// Shuffle permutes n elements (Fisher-Yates, from the last one down).
func (s *Stream) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, s.Below(i+1))
	}
}

// Share returns a share, in [0, 1], of the numbers [0, n), sorted: a random order of
// them, which follows from the seed, is cut there, so that a greater share has the same
// numbers and more.
func Share(n int, share float64, seed uint64) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	New(seed).Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
	cut := int(math.Floor(float64(share*float64(n)) + 0.5))
	slices.Sort(order[:cut])
	return order[:cut:cut]
}

// Sample returns k distinct numbers of [0, n), sorted: it draws and skips
// repeats, so that the same seed gives the same numbers in any language.
func (s *Stream) Sample(n, k int) []int {
	taken := make(map[int]bool, k)
	picked := make([]int, 0, k)
	for len(picked) < k {
		if i := s.Below(n); !taken[i] {
			taken[i] = true
			picked = append(picked, i)
		}
	}
	slices.Sort(picked)
	return picked
}
