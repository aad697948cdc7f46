// Package sdr holds sparse distributed representations: sets of on bits out of a
// fixed number, the currency of every other package.
package sdr

import (
	"fmt"
	"slices"
	"strings"
)

// SDR is a sparse distributed representation: the numbers of its on bits, sorted
// and unique, out of Size. It is a small value; copies share Bits, so change a
// Clone. Size belongs to it so that a code of the wrong size is noticed.
//
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023; Ahmad & Hawkins (2015),
// arXiv:1503.07469, for the mathematics.
type SDR struct {
	Size int   // how many bits there are, on or off
	Bits []int // which are on: sorted, unique, each in [0, Size)
	// Shape is the length of each dimension, the last one fastest, as rows and
	// columns of an image; their product is Size. nil is one-dimensional. It says
	// where bits lie and not which are on: Equal leaves it out, and set algebra keeps
	// that of the receiver.
	Shape []int
}

// New returns the SDR of size bits with the given ones on, in any order. A bit
// out of range or named twice is an error.
func New(size int, bits ...int) (SDR, error) {
	s := SDR{Size: size, Bits: slices.Clone(bits)}
	slices.Sort(s.Bits)
	return s, s.Check()
}

// FromDense returns the SDR whose on bits are the true ones.
func FromDense(on []bool) SDR {
	s := SDR{Size: len(on)}
	for bit, set := range on {
		if set {
			s.Bits = append(s.Bits, bit)
		}
	}
	return s
}

// Check says what is wrong with an SDR that was put together by hand: a negative
// size, a shape with another number of bits, a bit out of range, bits not sorted
// or not unique.
func (s SDR) Check() error {
	if s.Size < 0 {
		return fmt.Errorf("sdr: Size = %d, want >= 0", s.Size)
	}
	if err := s.checkShape(); err != nil {
		return err
	}
	previous := -1
	for i, bit := range s.Bits {
		switch {
		case bit < 0 || bit >= s.Size:
			return fmt.Errorf("sdr: bit %d, want in [0, %d)", bit, s.Size)
		case bit == previous:
			return fmt.Errorf("sdr: bit %d is there twice, want unique bits", bit)
		case bit < previous:
			return fmt.Errorf("sdr: bit %d stands at place %d after bit %d, want sorted bits", bit, i, previous)
		}
		previous = bit
	}
	return nil
}

// Require panics unless s is valid and has the wanted size: the check at the
// door of every Step. who names the caller's package.
func (s SDR) Require(who string, size int) {
	if s.Size != size {
		panic(fmt.Sprintf("%s: an SDR of size %d, want %d", who, s.Size, size))
	}
	if err := s.Check(); err != nil {
		panic(fmt.Sprintf("%s: %v", who, err))
	}
}

// Len returns how many bits are on.
func (s SDR) Len() int { return len(s.Bits) }

// Density returns the share of bits that are on, in [0, 1]; 0 for size 0.
func (s SDR) Density() float64 {
	if s.Size == 0 {
		return 0
	}
	return float64(len(s.Bits)) / float64(s.Size)
}

// Has tells whether a bit is on.
func (s SDR) Has(bit int) bool {
	_, found := slices.BinarySearch(s.Bits, bit)
	return found
}

// Equal tells whether both have the same size and the same bits on, whatever
// their shapes.
func (s SDR) Equal(t SDR) bool { return s.Size == t.Size && slices.Equal(s.Bits, t.Bits) }

// Clone returns an SDR that shares nothing with s.
func (s SDR) Clone() SDR {
	return SDR{Size: s.Size, Bits: slices.Clone(s.Bits), Shape: slices.Clone(s.Shape)}
}

// Dense returns the bits as a slice of Size booleans.
func (s SDR) Dense() []bool {
	on := make([]bool, s.Size)
	for _, bit := range s.Bits {
		on[bit] = true
	}
	return on
}

// String shows count, size, shape if any and the first bits:
// "40 of 2048: 3 17 29 ...", "40 of 2048 (64x32): 3 17 29 ...".
func (s SDR) String() string {
	const most = 20
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d", len(s.Bits), s.Size)
	if len(s.Shape) > 0 {
		fmt.Fprintf(&b, " (%s)", times(s.Shape))
	}
	b.WriteString(":")
	for _, bit := range s.Bits[:min(most, len(s.Bits))] {
		fmt.Fprintf(&b, " %d", bit)
	}
	if len(s.Bits) > most {
		b.WriteString(" ...")
	}
	return b.String()
}
