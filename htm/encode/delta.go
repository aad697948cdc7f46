package encode

import (
	"errors"
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// ScalarEncoder is any encoder of one number, such as *Scalar, *RandomDistributed,
// *Log or *Adaptive.
type ScalarEncoder interface {
	Size() int                         // bits of every SDR
	Encode(x float64) (sdr.SDR, error) // pure: the SDR of a number
}

// Delta encodes by how much a number differs from the one before,
//
//	code(t) = inner code of x(t) - x(t-1)
//
// with a first difference of 0. It guarantees what the encoder inside does, of
// differences: a stream that is moved up or down by a constant has the same codes.
//
// With an Adaptive inside this is NuPIC's DeltaEncoder (delta.py), which learns the
// range of the differences.
type Delta struct {
	inner    ScalarEncoder
	adaptive *Adaptive // inner, if it is one
	state    DeltaState
}

// DeltaState is everything in which two Deltas over the same encoder can differ.
type DeltaState struct {
	Began    bool          // whether there is a value before
	Previous float64       // the value before; 0 if there is none
	Range    AdaptiveState // of an Adaptive inside
}

// NewDelta returns a Delta with an encoder inside. It takes what the encoder's
// constructor returns, NewDelta(NewScalar(p)); its error is returned. The encoder
// must know a code for 0, the first difference. Of an Adaptive it takes a copy.
func NewDelta(inner ScalarEncoder, err error) (*Delta, error) {
	if err != nil {
		return nil, err
	}
	e := &Delta{inner: inner}
	switch inner := inner.(type) {
	case nil:
		return nil, errors.New("encode: encoder = nil, want one of numbers")
	case *Delta:
		return nil, errors.New("encode: encoder = a Delta, want one whose code depends on a number alone")
	case *Adaptive:
		e.adaptive = inner.Clone()
		e.inner = e.adaptive
	}
	if _, err := e.inner.Encode(0); err != nil {
		return nil, fmt.Errorf("encode: encoder = one without a code for 0, the first difference: %w", err)
	}
	return e, nil
}

// Size returns the number of bits of every SDR.
func (e *Delta) Size() int { return e.inner.Size() }

// difference returns x less the value before.
func (e *Delta) difference(x float64) (float64, error) {
	if err := needFinite(x); err != nil || !e.state.Began {
		return 0, err
	}
	d := x - e.state.Previous
	if !check.Finite(d) {
		return 0, fmt.Errorf("encode: value = %v, want one whose difference from %v is finite", x, e.state.Previous)
	}
	return d, nil
}

// Step returns the SDR of the value's difference from the one before, and makes the
// value the one before of the next, whether or not learn is set; learn is for an
// Adaptive inside. A value that has no finite difference, or one that the encoder
// inside refuses, is an error and is left out of the stream.
func (e *Delta) Step(x float64, learn bool) (sdr.SDR, error) {
	d, err := e.difference(x)
	if err != nil {
		return sdr.SDR{}, err
	}
	var code sdr.SDR
	if e.adaptive != nil {
		code, err = e.adaptive.Step(d, learn)
	} else {
		code, err = e.inner.Encode(d)
	}
	if err == nil {
		e.state.Began, e.state.Previous = true, x
	}
	return code, err
}

// Encode returns the SDR that the value would have next, and changes nothing.
func (e *Delta) Encode(x float64) (sdr.SDR, error) {
	d, err := e.difference(x)
	if err != nil {
		return sdr.SDR{}, err
	}
	return e.inner.Encode(d)
}

// Reset forgets the value before, as at the start of another sequence: the next
// difference is 0. What an Adaptive inside learned stays.
func (e *Delta) Reset() { e.state = DeltaState{} }

// Snapshot returns a copy of the state.
func (e *Delta) Snapshot() DeltaState {
	s := e.state
	if e.adaptive != nil {
		s.Range = e.adaptive.Snapshot()
	}
	return s
}

// Restore goes on from a Snapshot of a Delta over the same encoder, bit for bit. A
// state that cannot be one is an error and changes nothing.
func (e *Delta) Restore(s DeltaState) error {
	c := check.New("encode")
	c.That(check.Finite(s.Previous), "Previous = %v, want a finite number", s.Previous)
	c.That(s.Began || s.Previous == 0, "Previous = %v, want 0 while there is no value before", s.Previous)
	c.That(e.adaptive != nil || s.Range == AdaptiveState{}, "Range = %v, want none without an Adaptive inside", s.Range)
	if err := c.Err(); err != nil {
		return err
	}
	if e.adaptive != nil {
		if err := e.adaptive.Restore(s.Range); err != nil {
			return err
		}
	}
	e.state = DeltaState{Began: s.Began, Previous: s.Previous}
	return nil
}

// Clone returns an independent copy.
func (e *Delta) Clone() *Delta {
	clone := *e
	if e.adaptive != nil {
		clone.adaptive = e.adaptive.Clone()
		clone.inner = clone.adaptive
	}
	return &clone
}
