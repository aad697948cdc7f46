package encode

import (
	"errors"
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/portable"
	"gohtm/htm/sdr"
)

// LogParams configures a Log: start from DefaultLogParams, change fields.
type LogParams struct {
	Min, Max float64 // the range of values, [Min, Max], with Min > 0
	Size     int     // bits of the SDR, > Active; NuPIC's n
	Active   int     // bits that are on, odd; NuPIC's w
	// Base is the factor that resolutions and radii count in: 10 for decades, as in
	// NuPIC, e for natural logarithms. Codes depend on it through those alone.
	Base float64
	// Clip encodes finite values out of range as the nearest end, zero and negative
	// ones as Min; without it they are errors. NuPIC's clipInput.
	Clip bool
}

// DefaultLogParams returns NuPIC's defaults (logarithm.py): eleven decades from
// 1e-7 on.
func DefaultLogParams(size int) LogParams {
	return LogParams{Min: 1e-7, Max: 1e4, Size: size, Active: 5, Base: 10, Clip: true}
}

// log returns the logarithm of x to the base.
func (p LogParams) log(x float64) float64 { return portable.Log(x) / portable.Log(p.Base) }

// scalar returns the parameters of the encoder of logarithms. It clips, because
// the logarithm of a value just within the range may be rounded out of it.
func (p LogParams) scalar() ScalarParams {
	return ScalarParams{Min: p.log(p.Min), Max: p.log(p.Max), Size: p.Size, Active: p.Active, Clip: true}
}

// WithResolution returns p with the least Size at which values have different SDRs
// if one is Base^resolution times the other, or more.
func (p LogParams) WithResolution(resolution float64) LogParams {
	p.Size = p.scalar().WithResolution(resolution).Size
	return p
}

// WithRadius returns p with the Size at which values share no bits if one is
// Base^radius times the other, or more.
func (p LogParams) WithRadius(radius float64) LogParams {
	p.Size = p.scalar().WithRadius(radius).Size
	return p
}

// Resolution returns the width of a bucket in powers of Base: a value Base^Resolution
// times as large is in the next bucket.
func (p LogParams) Resolution() float64 { return p.scalar().Resolution() }

// Validate names every field that is out of range.
func (p LogParams) Validate() error {
	c := check.New("encode")
	c.That(p.Min > 0 && check.Finite(p.Min), "Min = %v, want a finite number > 0", p.Min)
	c.That(p.Max > p.Min && check.Finite(p.Max), "Max = %v, want a finite number > Min = %v", p.Max, p.Min)
	c.That(p.Base > 1 && check.Finite(p.Base), "Base = %v, want a finite number > 1", p.Base)
	scalar := p.scalar()
	if c.Err() == nil {
		c.That(scalar.Min < scalar.Max, "Max = %v, want so far above Min = %v that their logarithms differ", p.Max, p.Min)
	}
	if c.Err() != nil {
		scalar.Min, scalar.Max = 0, 1 // so that Active and Size are still checked
	}
	return errors.Join(c.Err(), scalar.Validate())
}

// Log encodes the logarithm of a number, so that buckets are as wide as the values
// are large. It guarantees: Active bits are on; values k buckets apart, one of them
// Base^(k*Resolution) times the other, share Active-k bits, and none from k = Active
// on. The same factor makes the same difference everywhere in the range.
//
// This is NuPIC's LogEncoder (logarithm.py), which clips Min to 1e-7 and has base 10.
type Log struct {
	params LogParams
	scalar *Scalar
}

// NewLog returns the encoder, or an error that names every bad field.
func NewLog(p LogParams) (*Log, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	scalar, err := NewScalar(p.scalar())
	return &Log{params: p, scalar: scalar}, err
}

// Params returns what the encoder was made with.
func (e *Log) Params() LogParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *Log) Size() int { return e.params.Size }

// Buckets returns how many different SDRs there are.
func (e *Log) Buckets() int { return e.scalar.Buckets() }

// Bucket returns the number of the value's bucket in [0, Buckets()): bucket k is
// around Min * Base^(k*Resolution).
func (e *Log) Bucket(x float64) (int, error) {
	p := &e.params
	if err := needFinite(x); err != nil {
		return 0, err
	}
	if x < p.Min || x > p.Max {
		if !p.Clip {
			return 0, fmt.Errorf("encode: value = %v, want in [%v, %v]", x, p.Min, p.Max)
		}
		x = max(p.Min, min(x, p.Max))
	}
	return e.scalar.Bucket(p.log(x))
}

// Encode returns the value's SDR. NaN, an infinity, or a value out of range that
// Clip does not allow is an error that names it and the range.
func (e *Log) Encode(x float64) (sdr.SDR, error) { return encodeNumber(e, x, e.params.Active) }

// AppendBits appends the on bits of Encode's SDR to dst, which an error leaves as it was.
func (e *Log) AppendBits(dst []int, x float64) ([]int, error) {
	bucket, err := e.Bucket(x)
	if err != nil {
		return dst, err
	}
	return appendRun(dst, e.params.Size, bucket, e.params.Active), nil
}
