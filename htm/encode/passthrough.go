package encode

import (
	"fmt"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// PassThroughParams configures a PassThrough.
type PassThroughParams struct {
	Size   int // bits of every SDR
	Active int // bits that must be on in every SDR; 0 lets any number through. NuPIC's w
}

// Validate names every field that is out of range.
func (p PassThroughParams) Validate() error {
	c := check.New("encode")
	c.That(p.Size > 0 && p.Size <= mostBits, "Size = %d, want in [1, 2^28]", p.Size)
	c.That(0 <= p.Active && p.Active <= max(0, p.Size), "Active = %d, want in [0, Size = %d]", p.Active, p.Size)
	return c.Err()
}

// PassThrough makes codes of what is binary already, such as an image or the cells
// of another layer. It guarantees: the code is what came in, as a copy, has Size
// bits, and Active of them on if that is not 0.
//
// This is NuPIC's PassThroughEncoder and SparsePassThroughEncoder (pass_through.py,
// sparse_pass_through.py).
type PassThrough struct{ params PassThroughParams }

// NewPassThrough returns the encoder, or an error that names every bad field.
func NewPassThrough(p PassThroughParams) (*PassThrough, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &PassThrough{params: p}, nil
}

// Params returns what the encoder was made with.
func (e *PassThrough) Params() PassThroughParams { return e.params }

// Size returns the number of bits of every SDR.
func (e *PassThrough) Size() int { return e.params.Size }

// Encode returns a copy of an SDR. One that is not valid, or has another Size or
// number of bits on than it must, is an error.
func (e *PassThrough) Encode(code sdr.SDR) (sdr.SDR, error) {
	if err := needCode(code, e.params.Size); err != nil {
		return sdr.SDR{}, err
	}
	if e.params.Active > 0 && code.Len() != e.params.Active {
		return sdr.SDR{}, fmt.Errorf("encode: SDR with %d bits on, want %d", code.Len(), e.params.Active)
	}
	return code.Clone(), nil
}

// EncodeBits returns the SDR with the given bits on, in any order; what is an error
// for Encode is one here, and so is a bit that is there twice.
func (e *PassThrough) EncodeBits(bits []int) (sdr.SDR, error) {
	code, err := sdr.New(e.params.Size, bits...)
	if err != nil {
		return sdr.SDR{}, fmt.Errorf("encode: %w", err)
	}
	return e.Encode(code)
}

// EncodeDense returns the SDR of a vector with a place for each bit, true where it
// is on; what is an error for Encode is one here.
func (e *PassThrough) EncodeDense(on []bool) (sdr.SDR, error) { return e.Encode(sdr.FromDense(on)) }
