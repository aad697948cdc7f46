package encode

import (
	"fmt"
	"math"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// ScalarParams configures a Scalar: give Size, or let WithResolution or
// WithRadius work it out from the other fields.
type ScalarParams struct {
	Min, Max float64 // the range of values: [Min, Max], or [Min, Max) if Periodic
	Size     int     // bits of the SDR, > Active; NuPIC's n
	Active   int     // bits that are on, odd, so that a value has a centre bit; NuPIC's w
	// Periodic joins the ends: values just below Max share bits with Min, as
	// 23 h does with 0 h. A periodic range has no end to clip to.
	Periodic bool
	// Clip encodes finite values out of range as the nearest end; without it
	// they are errors. NuPIC's clipInput.
	Clip bool
}

// WithResolution returns p with the least Size at which values that differ by
// the resolution or more have different SDRs: so many bits that neighbouring
// buckets are at most that far apart. A resolution that is not a positive number,
// or far too fine, gives Size 0, which Validate refuses.
func (p ScalarParams) WithResolution(resolution float64) ScalarParams {
	bits := (p.Max - p.Min) / resolution
	if !p.Periodic {
		bits += float64(p.Active) // one for the bucket at Max, and half of Active less one on both sides
	}
	p.Size = 0
	if resolution > 0 && bits > 0 && bits < math.MaxInt32 {
		p.Size = int(math.Ceil(bits - 1e-9*bits)) // 7*24/(1/3.) is 504.00000000000006, want 504 bits
	}
	return p
}

// WithRadius returns p with the Size at which values that differ by the radius
// or more share no bits: a resolution of radius/Active.
func (p ScalarParams) WithRadius(radius float64) ScalarParams {
	return p.WithResolution(radius / float64(p.Active))
}

// Resolution returns the width of a bucket in the value's unit.
func (p ScalarParams) Resolution() float64 {
	if p.Periodic {
		return (p.Max - p.Min) / float64(p.Size)
	}
	return (p.Max - p.Min) / float64(p.Size-p.Active)
}

// leastNormal is the least number that floating point holds with full precision.
const leastNormal = 0x1p-1022

// Validate names every field that is out of range.
func (p ScalarParams) Validate() error {
	c := check.New("encode")
	c.That(check.Finite(p.Min), "Min = %v, want a finite number", p.Min)
	c.That(check.Finite(p.Max), "Max = %v, want a finite number", p.Max)
	if check.Finite(p.Min) && check.Finite(p.Max) {
		c.That(p.Min < p.Max, "Max = %v, want > Min = %v", p.Max, p.Min)
		c.That(check.Finite(p.Max-p.Min), "Max - Min = %v, want a finite number", p.Max-p.Min)
	}
	c.That(p.Active > 0 && p.Active%2 == 1, "Active = %d, want odd and > 0", p.Active)
	c.That(p.Size > p.Active && p.Size <= mostBits, "Size = %d, want > Active = %d and <= 2^28", p.Size, p.Active)
	c.That(!p.Clip || !p.Periodic, "Clip = true, want false with Periodic: a periodic range has no ends")
	if c.Err() == nil {
		c.That(p.Resolution() >= leastNormal && check.Finite((p.Max-p.Min)*float64(p.Size)),
			"Max - Min = %v, want a range that floating point can cut into Size = %d buckets", p.Max-p.Min, p.Size)
	}
	return c.Err()
}

// Scalar encodes a number as a run of consecutive bits whose place moves with
// the number. It guarantees: Active bits are on; two values that are k buckets
// apart share Active-k bits, and none from k = Active on. If Periodic, k counts the
// shorter way round; on a circle of less than 2*Active-1 bits, runs may meet at their
// other ends too, and share Active-(Size-k) bits more.
//
// This is NuPIC's ScalarEncoder (scalar.py), but for three things: NaN is an
// error there is a zero SDR; a run given by resolution or radius fills Size
// exactly, so that buckets may come out a little finer than asked for; and Size
// does not follow a misprint in scalar.py's comment, which has 22 bits for a
// resolution of .5 over 1..10 with 5 bits on: its code and its other two
// examples (14 and 50 bits) agree with the 23 computed here.
type Scalar struct {
	params     ScalarParams
	resolution float64
}

// NewScalar returns the encoder, or an error that names every bad field.
func NewScalar(p ScalarParams) (*Scalar, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &Scalar{params: p, resolution: p.Resolution()}, nil
}

// Params returns what the encoder was made with.
func (e *Scalar) Params() ScalarParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *Scalar) Size() int { return e.params.Size }

// Buckets returns how many different SDRs there are.
func (e *Scalar) Buckets() int {
	if e.params.Periodic {
		return e.params.Size
	}
	return e.params.Size - e.params.Active + 1
}

// Bucket returns the number of the value's bucket in [0, Buckets()): values of
// one bucket have one SDR. It is the run's first bit, or its centre bit if
// Periodic. NuPIC's getBucketIndices.
//
//	bucket = floor((x - Min + resolution/2) / resolution)    in a range with ends
//	bucket = floor((x - Min) Size / (Max - Min))             if Periodic
func (e *Scalar) Bucket(x float64) (int, error) {
	p := &e.params
	if err := needFinite(x); err != nil {
		return 0, err
	}
	if p.Periodic {
		if x < p.Min || x >= p.Max {
			return 0, fmt.Errorf("encode: value = %v, want in [%v, %v)", x, p.Min, p.Max)
		}
		bucket := int(math.Floor((x - p.Min) * float64(p.Size) / (p.Max - p.Min)))
		return min(bucket, p.Size-1), nil // a value just below Max may round up to it
	}
	if x < p.Min || x > p.Max {
		if !p.Clip {
			return 0, fmt.Errorf("encode: value = %v, want in [%v, %v]", x, p.Min, p.Max)
		}
		x = max(p.Min, min(x, p.Max))
	}
	return int(math.Floor((x - p.Min + e.resolution/2) / e.resolution)), nil
}

// Encode returns the value's SDR. NaN, an infinity, or a value out of range that
// Clip does not allow is an error that names it and the range.
func (e *Scalar) Encode(x float64) (sdr.SDR, error) { return encodeNumber(e, x, e.params.Active) }

// AppendBits appends the on bits of Encode's SDR to dst, which an error leaves as it was.
func (e *Scalar) AppendBits(dst []int, x float64) ([]int, error) {
	first, err := e.Bucket(x)
	if err != nil {
		return dst, err
	}
	if e.params.Periodic {
		first -= (e.params.Active - 1) / 2
	}
	return appendRun(dst, e.params.Size, first, e.params.Active), nil
}
