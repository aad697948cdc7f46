// Package encode turns what is measured into SDRs: inputs that are alike share bits,
// inputs that are not share none or few.
//
//	numbers      Scalar, RandomDistributed, Log
//	in a stream  Adaptive, Delta
//	names        Category, SDRCategory
//	times        Date
//	places       Coordinate, Geospatial
//	bits         PassThrough, Image
//	all in one   Multi
//
// An encoder has a Params struct, a constructor that validates it, Size and Encode;
// its comment says what it guarantees, and the package's tests hold it to that.
// Encode is pure: an input gives the same bits whatever was encoded before, and one
// encoder may be used from many goroutines at once. Two encoders have a state, and
// with it Step, Snapshot, Restore and Clone: the range of an Adaptive, and the value
// before in a Delta. Step changes the state, Encode looks at it. Encoders of numbers and
// times have AppendBits, too, which is Encode without an allocation. An input that
// cannot be encoded (NaN, infinite, out of range, unknown) is an error; where a
// Params has Clip, finite values out of range may be moved to the nearest end instead.
//
// Purdy (2016), "Encoding data for HTM systems", arXiv:1602.05925, has the reasons:
// alike inputs overlap, one input has always one code, all codes have one size and
// about as many bits on. NuPIC's encoders have the details.
package encode

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// mostBits of an SDR are what memory can bear.
const mostBits = 1 << 28

// needFinite is the error for NaN and the infinities, which no Clip lets through.
func needFinite(x float64) error {
	if check.Finite(x) {
		return nil
	}
	return fmt.Errorf("encode: value = %v, want a finite number", x)
}

// run returns the SDR of count consecutive bits from first on: see appendRun.
func run(size, first, count int) sdr.SDR {
	return sdr.SDR{Size: size, Bits: appendRun(make([]int, 0, count), size, first, count)}
}

// appendRun appends count consecutive bits from first on; bits that leave on one side
// come back on the other. |first| < size, count <= size.
func appendRun(dst []int, size, first, count int) []int {
	// The part that wrapped comes first, so that bits stay sorted.
	for bit := 0; bit < first+count-size; bit++ {
		dst = append(dst, bit)
	}
	for bit := max(first, 0); bit < min(first+count, size); bit++ {
		dst = append(dst, bit)
	}
	for bit := size + min(first, 0); bit < size; bit++ {
		dst = append(dst, bit)
	}
	return dst
}

// bitAppender is an encoder of one number that can do without an SDR of its own.
type bitAppender interface {
	Size() int
	AppendBits(dst []int, x float64) ([]int, error)
}

// encodeNumber is Encode for an encoder with AppendBits, about so many bits of which are on.
func encodeNumber(e bitAppender, x float64, active int) (sdr.SDR, error) {
	bits, err := e.AppendBits(make([]int, 0, active), x)
	if err != nil {
		return sdr.SDR{}, err
	}
	return sdr.SDR{Size: e.Size(), Bits: bits}, nil
}
