package model

import (
	"fmt"
	"time"

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
// hand from any function, in a cell too. Encode must have no memory of its own,
// or a Clone of the model would share it.
type Field struct {
	Name   string                            // for error messages
	Size   int                               // bits of the code
	Encode func(now Moment) (sdr.SDR, error) // an error leaves the model as it was
	Err    error                             // why the field could not be made; New reports it
}

// ScalarEncoder is any encoder of one number, such as *encode.Scalar or
// *encode.RandomDistributed.
type ScalarEncoder interface {
	Size() int
	Encode(x float64) (sdr.SDR, error)
}

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
	return Field{Name: "date", Size: e.Size(), Encode: func(now Moment) (sdr.SDR, error) { return e.Encode(now.Time) }}
}

func scalarField(name string, e ScalarEncoder, err error, part func(Moment) float64) Field {
	if err != nil {
		return Field{Name: name, Err: err}
	}
	return Field{Name: name, Size: e.Size(), Encode: func(now Moment) (sdr.SDR, error) { return e.Encode(part(now)) }}
}

// Encode joins the codes of all fields, as a model with these params does for each
// row.
func (p Params) Encode(now Moment) (sdr.SDR, error) {
	parts := make([]sdr.SDR, len(p.Fields))
	for i, field := range p.Fields {
		part, err := field.Encode(now)
		if err == nil && part.Size != field.Size {
			err = fmt.Errorf("a code of %d bits, want %d", part.Size, field.Size)
		}
		if err == nil {
			err = part.Check()
		}
		if err != nil {
			return sdr.SDR{}, fmt.Errorf("field %q: %w", field.Name, err)
		}
		parts[i] = part
	}
	return sdr.Concat(parts...), nil
}
