package encode

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// AdaptiveParams configures an Adaptive: start from DefaultAdaptiveParams, change
// fields.
type AdaptiveParams struct {
	Size     int     // bits of the SDR, > Active, however wide the range; NuPIC's n
	Active   int     // bits that are on, odd; NuPIC's w
	Min, Max float64 // the range to begin with
	// FromFirst moves that range to the first value x that is learned: it begins as
	// [x, x + Max-Min]. NuPIC does so, with a width of 1, when it is given no range.
	FromFirst bool
}

// DefaultAdaptiveParams returns NuPIC's choice when it is given no range
// (adaptive_scalar.py), with 21 bits on.
func DefaultAdaptiveParams(size int) AdaptiveParams {
	return AdaptiveParams{Size: size, Active: 21, Min: 0, Max: 1, FromFirst: true}
}

// Validate names every field that is out of range.
func (p AdaptiveParams) Validate() error { return p.scalar(p.Min, p.Max).Validate() }

// scalar returns the parameters of the encoder for a range.
func (p AdaptiveParams) scalar(low, high float64) ScalarParams {
	return ScalarParams{Min: low, Max: high, Size: p.Size, Active: p.Active, Clip: true}
}

// Adaptive is a Scalar that learns its range [min, max] from the stream:
//
//	min = least value that was learned, or the first min if that is less
//	max = greatest value that was learned, or the first max if that is greater
//
// The range never shrinks. It guarantees what a Scalar does, Active bits on and an
// overlap that falls with the distance, between codes of one range: when the range
// grows, Size stays, buckets widen, and values get other codes than they had. A model
// that learned the old ones has to learn again; if the range is known, a Scalar
// is the better choice, and if it is not, a RandomDistributed.
//
// This is NuPIC's AdaptiveScalarEncoder (adaptive_scalar.py), except that NuPIC
// remembers its latest 300 values, those that were not to be learned among them,
// and takes them into the range at the next value that is; here a value that is not
// learned leaves no trace.
type Adaptive struct {
	params AdaptiveParams
	state  AdaptiveState
	scalar *Scalar // of the range so far; nil before it began
}

// AdaptiveState is everything in which two Adaptives with the same Params can differ.
type AdaptiveState struct {
	Began    bool    // whether there is a range; without FromFirst there always is
	Min, Max float64 // the range so far; 0 before it began
}

// NewAdaptive returns the encoder, or an error that names every bad field.
func NewAdaptive(p AdaptiveParams) (*Adaptive, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	e := &Adaptive{params: p}
	if !p.FromFirst {
		e.set(p.Min, p.Max)
	}
	return e, nil
}

// set makes [low, high] the range, if floating point can cut it into buckets.
func (e *Adaptive) set(low, high float64) error {
	scalar, err := NewScalar(e.params.scalar(low, high))
	if err == nil {
		e.scalar, e.state = scalar, AdaptiveState{Began: true, Min: low, Max: high}
	}
	return err
}

// Params returns what the encoder was made with.
func (e *Adaptive) Params() AdaptiveParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *Adaptive) Size() int { return e.params.Size }

// Range returns the least and the greatest value that have a code of their own so
// far; ok is false before there is a range.
func (e *Adaptive) Range() (low, high float64, ok bool) {
	return e.state.Min, e.state.Max, e.state.Began
}

// Step widens the range to the value, if learn is set, and returns the value's SDR
// in it. NaN, an infinity, or a value that makes the range too wide or too fine for
// floating point is an error, and leaves the range as it was.
func (e *Adaptive) Step(x float64, learn bool) (sdr.SDR, error) {
	if learn && check.Finite(x) {
		low, high := min(e.state.Min, x), max(e.state.Max, x)
		if !e.state.Began {
			low, high = x, x+(e.params.Max-e.params.Min)
		}
		if !e.state.Began || low < e.state.Min || high > e.state.Max {
			if e.set(low, high) != nil {
				return sdr.SDR{}, fmt.Errorf("encode: value = %v, want one whose range, [%v, %v], floating point can cut into Size = %d buckets",
					x, low, high, e.params.Size)
			}
		}
	}
	return e.Encode(x)
}

// Encode returns the value's SDR in the range so far, and learns nothing; a value
// out of range has the code of the nearest end, and before there is a range every
// value has that of the least. NaN and the infinities are errors.
func (e *Adaptive) Encode(x float64) (sdr.SDR, error) {
	if err := needFinite(x); err != nil {
		return sdr.SDR{}, err
	}
	if e.scalar == nil {
		return run(e.params.Size, 0, e.params.Active), nil
	}
	return e.scalar.Encode(x)
}

// Snapshot returns a copy of the state.
func (e *Adaptive) Snapshot() AdaptiveState { return e.state }

// Restore goes on from a Snapshot of an Adaptive with the same Params, bit for bit.
// A state that cannot be one is an error and changes nothing.
func (e *Adaptive) Restore(s AdaptiveState) error {
	p := e.params
	c := check.New("encode")
	if !s.Began {
		c.That(p.FromFirst, "Began = false, want true without FromFirst")
		c.That(s == AdaptiveState{}, "Min, Max = %v, %v, want 0, 0 before the range began", s.Min, s.Max)
		if c.Err() == nil {
			e.state, e.scalar = s, nil
		}
		return c.Err()
	}
	if !p.FromFirst {
		c.That(s.Min <= p.Min, "Min = %v, want <= %v, where the range began", s.Min, p.Min)
		c.That(s.Max >= p.Max, "Max = %v, want >= %v, where the range began", s.Max, p.Max)
	}
	if err := c.Err(); err != nil {
		return err
	}
	return e.set(s.Min, s.Max)
}

// Clone returns an independent copy.
func (e *Adaptive) Clone() *Adaptive {
	clone := *e // a Scalar never changes, so both may hold it
	return &clone
}
