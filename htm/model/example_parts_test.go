package model_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/model"
	"gohtm/htm/sdr"
)

// tiny returns a quick model of numbers in [0, 12].
func tiny(fields ...model.Field) *model.Model {
	p := model.Plain()
	p.Pooler.Columns, p.Memory.Columns, p.Pooler.Density = 128, 128, 10.0/128
	p.Memory.CellsPerColumn, p.Memory.ActivationThreshold, p.Memory.MinThreshold = 4, 5, 4
	p.SetFields(append(fields, model.Value(encode.NewScalar(encode.ScalarParams{Min: 0, Max: 12, Size: 60, Active: 11})))...)
	readout := model.SpreadReadout("next", model.WinnerCells)
	readout.Steps, readout.Max, readout.Width = []int{1}, 12, 0.5
	p.Readouts = []model.Readout{readout}
	m, err := model.New(p)
	if err != nil {
		panic(err)
	}
	return m
}

// count repeats 0, 3, 6, 9, 12, one row an hour.
func count(n int) []model.Input {
	rows := make([]model.Input, n)
	for i := range rows {
		rows[i] = model.Input{Time: time.Unix(int64(3600*i), 0).UTC(), Value: float64(i % 5 * 3)}
	}
	return rows
}

func ExampleModel() {
	m := tiny()
	_, err := m.Run(context.Background(), count(100), nil)
	fmt.Println(m.Rows(), "rows, error", err)
	// Output: 100 rows, error <nil>
}

// What a model knows is kept in a file, and goes on in another model.
func ExampleModel_Save() {
	first, second := tiny(), tiny()
	rows := count(101)
	_, _ = first.Run(context.Background(), rows[:100], nil)

	var file bytes.Buffer
	fmt.Println(first.Save(&file), second.Load(&file))
	record, _ := second.Step(rows[100], true)
	fmt.Printf("after %.0f comes %.0f\n", record.Value, record.Predicted("next", 1))
	// Output:
	// <nil> <nil>
	// after 0 comes 3
}

func ExampleState() {
	m := tiny()
	_, _ = m.Run(context.Background(), count(100), nil)
	before := m.Snapshot()
	_, _ = m.Run(context.Background(), count(150)[100:], nil)
	err := m.Restore(before) // as if the last 50 rows had not been
	fmt.Println(before.Rows, m.Rows(), err)
	// Output: 100 100 <nil>
}

func ExampleReadoutState() {
	m := tiny()
	_, _ = m.Run(context.Background(), count(3), nil)
	fmt.Println(m.Snapshot().Readouts[0].Recent)
	// Output: [6 3]
}

func ExampleRecord() {
	m := tiny()
	records, _ := m.Run(context.Background(), count(100), nil)
	first, last := records[0], records[99]
	fmt.Println(first.Row, first.Anomaly, first.BurstingColumns, "of", first.ActiveColumns)
	fmt.Println(last.Row, last.Anomaly, last.BurstingColumns, "of", last.ActiveColumns)
	// Output:
	// 0 1 10 of 10
	// 99 0 0 of 10
}

func ExamplePrediction() {
	m := tiny()
	records, _ := m.Run(context.Background(), count(100), nil)
	fmt.Printf("%+v\n", records[99].Predictions)
	// Output: [{Readout:next Ahead:1 Value:0}]
}

// How the model would do from here on if it learned no more.
func ExampleProbe() {
	_, probes, _ := tiny().RunProbed(context.Background(), count(100), 40, 5, nil)
	for _, probe := range probes {
		fmt.Println(probe.Seen, len(probe.Records))
	}
	// Output:
	// 40 5
	// 80 5
}

// Any function of a row can be encoded: whether it is night.
func ExampleField() {
	night := model.Field{Name: "night", Size: 2, Encode: func(now model.Moment) (sdr.SDR, error) {
		if now.Time.Hour() < 6 {
			return sdr.New(2, 1)
		}
		return sdr.New(2, 0)
	}}
	fmt.Println(tiny(night).Params().Pooler.Inputs, "bits")
	// Output: 62 bits
}

func ExampleMoment() {
	code, err := tiny().Params().Encode(model.Moment{Input: model.Input{Value: 12}, Change: 3})
	fmt.Println(code, err)
	// Output: 11 of 60: 49 50 51 52 53 54 55 56 57 58 59 <nil>
}

// parity says whether the number of rows so far is even: a code with a memory of its own.
func parity(rows byte) model.Stepped {
	return model.Stepped{
		Step: func(model.Moment, bool) (sdr.SDR, error) {
			rows++
			return sdr.New(2, int(rows%2))
		},
		Clone: func() model.Stepped { return parity(rows) },
		Save:  func(w io.Writer) error { _, err := w.Write([]byte{rows}); return err },
		Load: func(r io.Reader) error {
			var saved [1]byte
			_, err := io.ReadFull(r, saved[:])
			if err == nil {
				rows = saved[0]
			}
			return err
		},
	}
}

func ExampleStepped() {
	start := parity(0)
	m := tiny(model.Field{Name: "parity", Size: 2, Stepped: &start, Encode: func(model.Moment) (sdr.SDR, error) { return sdr.New(2, 1) }})
	_, err := m.Run(context.Background(), count(3), nil)
	fmt.Println(m.Snapshot().Fields[0], err)
	// Output: [3] <nil>
}

func ExampleScalarEncoder() {
	var encoder model.ScalarEncoder
	encoder, err := encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.5))
	field := model.Value(encoder, err)
	fmt.Println(field.Name, field.Size)
	// Output: value 400
}

func ExampleDateEncoder() {
	var encoder model.DateEncoder
	encoder, err := encode.NewDate(encode.DateParams{Weekend: encode.Window{Active: 11, Radius: 1}})
	field := model.Date(encoder, err)
	fmt.Println(field.Name, field.Size == encoder.Size())
	// Output: date true
}

// What a readout sees may be any function of the model: here, which minicolumns burst.
func ExampleFeed() {
	var bursting model.Feed = func(m *model.Model, dst []int) ([]int, int) {
		return m.Memory().AppendBurstingColumns(dst), m.Params().Memory.Columns
	}
	m := tiny()
	_, _ = m.Run(context.Background(), count(1), nil)
	bits, size := bursting(m, nil)
	fmt.Println(len(bits), "of", size)
	// Output: 10 of 128
}
