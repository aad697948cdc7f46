package datasets

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gohtm/htm/sdr"
)

// splitMix is the random stream of all generators: Steele, Lea & Flood (2014),
// doi:10.1145/2660193.2660195, as in package rng, which is out of reach here.
type splitMix uint64

func (s *splitMix) next() uint64 {
	*s += 0x9E3779B97F4A7C15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// streamOf returns a stream of its own for a seed and some numbers, such as that
// of a trial: what is drawn for one of them doesn't depend on the others.
func streamOf(seed uint64, numbers ...uint64) *splitMix {
	s := splitMix(seed)
	for _, n := range numbers {
		s = splitMix(s.next() ^ n)
	}
	s = splitMix(s.next())
	return &s
}

// unit returns a number in [0, 1).
func (s *splitMix) unit() float64 { return float64(float64(s.next()>>11) * (1.0 / (1 << 53))) }

// between returns a number in [low, high).
func (s *splitMix) between(low, high float64) float64 { return low + float64(s.unit()*(high-low)) }

// normal returns nearly a standard normal number, made by additions alone: the
// mathematical functions may differ from machine to machine.
func (s *splitMix) normal() float64 {
	sum := -6.0
	for i := 0; i < 12; i++ {
		sum += s.unit()
	}
	return sum
}

// below returns a number in [0, n), for n in [1, 2^32).
func (s *splitMix) below(n int) int { return int((s.next() >> 32) * uint64(n) >> 32) }

// sample returns k distinct numbers of [0, n), in the order drawn.
func (s *splitMix) sample(n, k int) []int {
	if k > n/2 { // drawing until all are different would take long
		return s.permutation(n)[:k]
	}
	taken, picked := make(map[int]bool, k), make([]int, 0, k)
	for len(picked) < k {
		if i := s.below(n); !taken[i] {
			taken[i] = true
			picked = append(picked, i)
		}
	}
	return picked
}

// permutation returns the numbers of [0, n) in random order.
func (s *splitMix) permutation(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := n - 1; i > 0; i-- {
		j := s.below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// sdr returns an SDR with so many random bits on.
func (s *splitMix) sdr(size, active int) sdr.SDR {
	bits := s.sample(size, active)
	slices.Sort(bits)
	return sdr.SDR{Size: size, Bits: bits}
}

// move returns the SDR with the bits at some places of Bits switched off and as
// many others on, which were off before.
func (s *splitMix) move(from sdr.SDR, places []int) sdr.SDR {
	moved, taken := from.Clone(), make(map[int]bool, len(places))
	for _, place := range places {
		bit := s.below(from.Size)
		for from.Has(bit) || taken[bit] {
			bit = s.below(from.Size)
		}
		moved.Bits[place], taken[bit] = bit, true
	}
	slices.Sort(moved.Bits)
	return moved
}

// scatter moves each bit by itself with that probability.
func (s *splitMix) scatter(from sdr.SDR, probability float64) sdr.SDR {
	var places []int
	for place := range from.Bits {
		if s.unit() < probability {
			places = append(places, place)
		}
	}
	return s.move(from, places[:min(len(places), from.Size-len(from.Bits))])
}

// faults gathers what is wrong with the arguments of a generator.
type faults struct{ err error }

// that adds a complaint unless ok: "Size = %d, want > 0".
func (f *faults) that(ok bool, format string, args ...any) {
	if !ok {
		f.err = errors.Join(f.err, faultOf(format, args...))
	}
}

// faultOf is one complaint.
func faultOf(format string, args ...any) error {
	return fmt.Errorf("datasets: "+format, args...)
}

// most is the largest size of anything that is drawn: what a slip of the keyboard
// asks for must not take all memory.
const most = 1 << 24

// size complains unless n is in [1, most].
func (f *faults) size(name string, n int) {
	f.that(n > 0 && n <= most, "%s = %d, want in [1, %d]", name, n, most)
}

// of complains unless n is in [1, limit].
func (f *faults) of(name string, n int, limitName string, limit int) {
	f.that(n > 0 && n <= limit, "%s = %d, want in [1, %s = %d]", name, n, limitName, limit)
}

// product complains when the product of numbers of things is more than most.
func (f *faults) product(names string, numbers ...int) {
	product := 1
	for _, n := range numbers {
		if n <= 0 {
			return // has its own complaint
		}
		if n > most/product {
			f.that(false, "%s = %d, want a product of at most %d", names, numbers, most)
			return
		}
		product *= n
	}
}

// share complains unless x is in [0, 1].
func (f *faults) share(name string, x float64) {
	f.that(x >= 0 && x <= 1, "%s = %v, want in [0, 1]", name, x)
}

// positive complains unless x is finite and > 0.
func (f *faults) positive(name string, x float64) {
	f.that(x > 0 && !math.IsInf(x, 1), "%s = %v, want > 0 and finite", name, x)
}
