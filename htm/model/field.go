package model

import (
	"fmt"
	"io"
	"time"

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
// *encode.RandomDistributed. An *encode.Adaptive or *encode.Delta, whose codes
// depend on the values before, is stepped with the model, which keeps a copy.
type ScalarEncoder = encode.ScalarEncoder

// DateEncoder is any encoder of a time, such as *encode.Date.
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
	return Field{Name: "date", Size: e.Size(), Params: saving.ParamsOf(e), Encode: func(now Moment) (sdr.SDR, error) { return e.Encode(now.Time) }}
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
	return p.join(func(i int) (sdr.SDR, error) { return p.Fields[i].Encode(now) })
}

// join puts the codes of all fields together, given each by its number.
func (p Params) join(code func(field int) (sdr.SDR, error)) (sdr.SDR, error) {
	parts := make([]encode.Part, len(p.Fields))
	for i, field := range p.Fields {
		parts[i] = encode.Part{Name: field.Name, Size: field.Size}
	}
	return encode.Join(parts, code)
}
