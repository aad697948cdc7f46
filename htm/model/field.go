package model

import (
	"fmt"
	"io"
	"time"
	"unsafe"

	"gohtm/htm/encode"
	"gohtm/htm/internal/saving"
	"gohtm/htm/sdr"
)

// Input is one row of a stream.
type Input struct {
	Time  time.Time // of the row; its wall clock is what date encoders see
	Value float64   // what is to be predicted: finite
}

// Inputs puts times and values together, a row each; it is an error if there are
// not as many of one as of the other.
func Inputs(times []time.Time, values []float64) ([]Input, error) {
	if len(times) != len(values) {
		return nil, fmt.Errorf("model: %d times and %d values, want as many", len(times), len(values))
	}
	rows := make([]Input, len(times))
	for i, t := range times {
		rows[i] = Input{Time: t, Value: values[i]}
	}
	return rows, nil
}

// Moment is what a field may encode: the row, and what changed since the row before.
type Moment struct {
	Input
	Change float64 // Value minus the value of the row before; 0 in the first row
}

// Field is one part of the input code. Make one by Value, Change or Date, or by
// hand from any function, in a cell too.
type Field struct {
	Name string // for error messages
	Size int    // bits of the code
	// Encode returns the code of a row; an error leaves the model as it was. It must
	// have no memory of its own, or a Clone of the model would share it.
	Encode func(now Moment) (sdr.SDR, error)
	// Stepped, if not nil, is for a code that depends on the rows before: a model
	// steps a clone of it, and Encode only shows what it would say at the start.
	Stepped *Stepped
	// Params is what the encoder was made with: a file of a model goes only into one
	// whose encoders have the same. nil if there is nothing to compare.
	Params interface{}
	Err    error // why the field could not be made; New reports it

	direct direct
}

// direct is the way around Encode's fresh memory, of an encoder with AppendBits.
type direct struct {
	appendBits func(dst []int, now Moment) ([]int, error)
	encode     func(now Moment) (sdr.SDR, error) // for which it stands
}

// holds tells whether the field's Encode is still the one that appendBits stands for.
// Go compares functions with nil only; here they are the same if they are one object.
func (d *direct) holds(encode func(now Moment) (sdr.SDR, error)) bool {
	return d.appendBits != nil && *(*unsafe.Pointer)(unsafe.Pointer(&encode)) == *(*unsafe.Pointer)(unsafe.Pointer(&d.encode))
}

// Stepped is an encoder with a memory, as functions over it.
type Stepped struct {
	// Step returns the code of a row and goes on; an error leaves the model as it was.
	Step  func(now Moment, learn bool) (sdr.SDR, error)
	Clone func() Stepped          // an independent copy
	Save  func(w io.Writer) error // the memory, in any format that Load reads
	Load  func(r io.Reader) error // an error leaves it as it was
}

// ScalarEncoder is any encoder of one number, such as *encode.Scalar or
// *encode.RandomDistributed. With AppendBits, as theirs, it takes no memory in a step.
// An *encode.Adaptive or *encode.Delta, whose codes depend on the values before, is
// stepped with the model, which keeps a copy.
type ScalarEncoder = encode.ScalarEncoder

// DateEncoder is any encoder of a time, such as *encode.Date. With AppendBits, as that
// has, it takes no memory in a step.
type DateEncoder interface {
	Size() int
	Encode(t time.Time) (sdr.SDR, error)
}

// Value encodes the row's value. It takes what an encoder's constructor returns,
// Value(encode.NewScalar(p)); an error waits in the field until New names it.
func Value(e ScalarEncoder, err error) Field {
	return scalarField("value", e, err, func(now Moment) float64 { return now.Value })
}

// Change encodes the row's value minus the value of the row before.
func Change(e ScalarEncoder, err error) Field {
	return scalarField("change", e, err, func(now Moment) float64 { return now.Change })
}

// Date encodes the row's time.
func Date(e DateEncoder, err error) Field {
	if err != nil {
		return Field{Name: "date", Err: err}
	}
	f := Field{Name: "date", Size: e.Size(), Params: saving.ParamsOf(e), Encode: func(now Moment) (sdr.SDR, error) { return e.Encode(now.Time) }}
	if own, ok := e.(interface {
		AppendBits(dst []int, t time.Time) ([]int, error)
	}); ok {
		f.direct = direct{func(dst []int, now Moment) ([]int, error) { return own.AppendBits(dst, now.Time) }, f.Encode}
	}
	return f
}

func scalarField(name string, e ScalarEncoder, err error, part func(Moment) float64) Field {
	if err != nil {
		return Field{Name: name, Err: err}
	}
	f := Field{Name: name, Size: e.Size(), Params: saving.ParamsOf(e)}
	switch own := e.(type) {
	case *encode.Adaptive:
		e = own.Clone() // what becomes of the caller's is not the model's business
		f.Stepped = steppedAdaptive(own.Clone(), part)
	case *encode.Delta:
		e = own.Clone()
		f.Stepped = steppedDelta(own.Clone(), part)
	}
	f.Encode = func(now Moment) (sdr.SDR, error) { return e.Encode(part(now)) }
	if own, ok := e.(interface {
		AppendBits(dst []int, x float64) ([]int, error)
	}); ok {
		f.direct = direct{func(dst []int, now Moment) ([]int, error) { return own.AppendBits(dst, part(now)) }, f.Encode}
	}
	return f
}

func steppedAdaptive(e *encode.Adaptive, part func(Moment) float64) *Stepped {
	return &Stepped{
		Step:  func(now Moment, learn bool) (sdr.SDR, error) { return e.Step(part(now), learn) },
		Clone: func() Stepped { return *steppedAdaptive(e.Clone(), part) },
		Save:  e.Save, Load: e.Load,
	}
}

func steppedDelta(e *encode.Delta, part func(Moment) float64) *Stepped {
	return &Stepped{
		Step:  func(now Moment, learn bool) (sdr.SDR, error) { return e.Step(part(now), learn) },
		Clone: func() Stepped { return *steppedDelta(e.Clone(), part) },
		Save:  e.Save, Load: e.Load,
	}
}

// Encode joins the codes of all fields, as a model with these params does for its
// first row; those of fields that are not Stepped depend on no other row.
func (p Params) Encode(now Moment) (sdr.SDR, error) {
	bits, err := p.AppendBits(nil, now)
	if err != nil {
		return sdr.SDR{}, err
	}
	return sdr.SDR{Size: p.codeSize(), Bits: bits}, nil
}

// AppendBits appends the on bits of Encode's code to dst, which an error leaves as it was.
func (p *Params) AppendBits(dst []int, now Moment) ([]int, error) {
	return p.appendBits(dst, now, nil, false)
}

// appendBits is AppendBits with fields that remember, if there are any: one for each
// field, nil where it is not Stepped, to be stepped.
func (p *Params) appendBits(dst []int, now Moment, stepped []*Stepped, learn bool) ([]int, error) {
	bits, offset := dst, 0
	for i := range p.Fields {
		f := &p.Fields[i]
		part := encode.Part{Name: f.Name, Offset: offset, Size: f.Size}
		var code sdr.SDR
		var err error
		switch {
		case stepped != nil && stepped[i] != nil:
			code, err = stepped[i].Step(now, learn)
		case f.direct.holds(f.Encode):
			var more []int
			if more, err = f.direct.appendBits(bits, now); err == nil {
				code = sdr.SDR{Size: f.Size, Bits: more[len(bits):]}
				bits = more[:len(bits)] // the part's place is where its bits are
			}
		default:
			code, err = f.Encode(now)
		}
		if bits, err = encode.AppendPart(bits, part, code, err); err != nil {
			return dst, err
		}
		offset += f.Size
	}
	return bits, nil
}

// codeSize is how many bits all fields have together.
func (p *Params) codeSize() (size int) {
	for _, f := range p.Fields {
		size += f.Size
	}
	return size
}
