package model

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

var start = time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC)

// small is a quick model of hours and values in [0, 10].
func small(t testing.TB) Params {
	t.Helper()
	p := Plain()
	p.Pooler.Columns, p.Memory.Columns = 128, 128
	p.Pooler.Density = 10.0 / 128
	p.Memory.CellsPerColumn, p.Memory.ActivationThreshold, p.Memory.MinThreshold = 4, 5, 4
	p.SetFields(
		Value(encode.NewScalar(encode.ScalarParams{Min: 0, Max: 10, Size: 60, Active: 11})),
		Date(encode.NewDate(encode.DateParams{TimeOfDay: encode.Window{Active: 11, Radius: 3}})),
		Change(encode.NewScalar(encode.ScalarParams{Min: -10, Max: 10, Size: 60, Active: 11})),
	)
	value := SpreadReadout("winner cells", WinnerCells)
	value.Steps, value.Max, value.Width = []int{1, 2}, 10, 0.5
	change := ChangeReadout("change", ActiveCells)
	change.Steps, change.Max, change.Width = []int{2, 1}, 10, 0.5
	nearest := NearestReadout("nearest", ActiveColumns, true)
	bits := SpreadReadout("bits", EncoderBits)
	p.Readouts = []Readout{value, change, nearest, bits}
	return p
}

// days repeats a day of 24 hours.
func days(n int) []Input {
	rows := make([]Input, 24*n)
	for i := range rows {
		rows[i] = Input{Time: start.Add(time.Duration(i) * time.Hour), Value: float64((i*i)%24) * 10 / 23}
	}
	return rows
}

func made(t testing.TB, p Params) *Model {
	t.Helper()
	m, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func run(t testing.TB, m *Model, rows []Input) []Record {
	t.Helper()
	records, err := m.Run(context.Background(), rows, nil)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// same compares records with NaN equal to NaN.
func same(t *testing.T, what string, a, b []Record) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%s: %d and %d records", what, len(a), len(b))
	}
	for i := range a {
		x, y := a[i], b[i]
		for j, p := range x.Predictions {
			q := y.Predictions[j]
			if p.Readout != q.Readout || p.Ahead != q.Ahead || math.Float64bits(p.Value) != math.Float64bits(q.Value) {
				t.Fatalf("%s: record %d: prediction %v and %v, want the same bits", what, i, p, q)
			}
		}
		x.Predictions, y.Predictions = nil, nil
		if !reflect.DeepEqual(x, y) {
			t.Fatalf("%s: record %d differs:\n%+v\n%+v", what, i, x, y)
		}
	}
}

// A day that repeats exactly is learned: nothing bursts any more and every readout
// is right.
func TestLearnsARepeatingDay(t *testing.T) {
	rows := days(40)
	records := run(t, made(t, small(t)), rows)
	for _, readout := range []string{"winner cells", "change", "nearest"} {
		f := Forecasts(records, readout, 1)
		for i := len(rows) - 48; i < len(rows); i++ {
			if math.Abs(f[i]-rows[i].Value) > 0.5 {
				t.Errorf("%s predicted %.2f for row %d, want %.2f within a bucket", readout, f[i], i, rows[i].Value)
			}
		}
	}
	first, last := records[0], records[len(records)-1]
	if first.Anomaly != 1 || first.BurstingColumns != 10 || first.PredictedColumns != 0 {
		t.Errorf("first record %+v, want everything to burst", first)
	}
	if last.Anomaly > 0.1 || last.PredictedColumns < 9 {
		t.Errorf("last record %+v, want almost everything predicted", last)
	}
	for _, r := range records {
		if want := float64(r.BurstingColumns) / float64(r.ActiveColumns); r.ActiveColumns != 10 || math.Abs(r.Anomaly-want) > 1e-12 {
			t.Fatalf("record %d: anomaly %v with %d of %d bursting, want %v", r.Row, r.Anomaly, r.BurstingColumns, r.ActiveColumns, want)
		}
	}
	if last.Segments == 0 || last.Synapses < last.Segments {
		t.Errorf("%d segments, %d synapses; want some of both", last.Segments, last.Synapses)
	}
}

// What comes later has no influence on what was said before.
func TestNeverLooksAhead(t *testing.T) {
	rows := days(10)
	changed := append([]Input(nil), rows...)
	for i := 150; i < len(changed); i++ {
		changed[i].Value = 10 - changed[i].Value
	}
	a, b := run(t, made(t, small(t)), rows), run(t, made(t, small(t)), changed)
	same(t, "before the change", a[:150], b[:150])
	if a[len(a)-1].Predicted("winner cells", 1) == b[len(b)-1].Predicted("winner cells", 1) {
		t.Error("the change of 90 rows changed nothing at the end either")
	}
}

func TestRefusedRowsLeaveTheModelAsItWas(t *testing.T) {
	at := func(hours int) time.Time { return start.Add(time.Duration(hours) * time.Hour) }
	for _, tt := range []struct {
		name string
		row  Input
		want string
	}{
		{"not a number", Input{at(24), math.NaN()}, "model: row 24: Value = NaN, want a finite number"},
		{"infinite", Input{at(24), math.Inf(-1)}, "model: row 24: Value = -Inf, want a finite number"},
		{"the same time again", Input{at(23), 1}, "model: row 24: Time = 2010-07-02 23:00:00 +0000 UTC, want after the row before, 2010-07-02 23:00:00 +0000 UTC"},
		{"a clock that goes backwards", Input{at(2), 1}, "model: row 24: Time = 2010-07-02 02:00:00 +0000 UTC, want after the row before, 2010-07-02 23:00:00 +0000 UTC"},
		{"no time", Input{time.Time{}, 1}, "model: row 24: Time = 0001-01-01 00:00:00 +0000 UTC, want after the row before, 2010-07-02 23:00:00 +0000 UTC"},
		{"out of the encoder's range", Input{at(24), 10.5}, `model: row 24: field "value": encode: value = 10.5, want in [0, 10]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, untouched := made(t, small(t)), made(t, small(t))
			run(t, m, days(1))
			run(t, untouched, days(1))
			if _, err := m.Step(tt.row, true); err == nil || err.Error() != tt.want {
				t.Errorf("error %q, want %q", err, tt.want)
			}
			rest := days(4)[30:] // the hours between are a gap, which is no error
			same(t, "after the refused row", run(t, m, rest), run(t, untouched, rest))
		})
	}
}

func TestStreamWithoutTimes(t *testing.T) {
	p := small(t)
	p.SetFields(p.Fields[0])
	m := made(t, p)
	for _, x := range []float64{1, 2, 3} {
		if _, err := m.Step(Input{Value: x}, true); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFieldsOfOnesOwn(t *testing.T) {
	p := small(t)
	var changes []float64
	own := func(size int, bits ...int) Field {
		return Field{Name: "own", Size: size, Encode: func(now Moment) (sdr.SDR, error) {
			changes = append(changes, now.Change)
			if now.Value == 9 {
				return sdr.SDR{}, errors.New("no nines")
			}
			return sdr.SDR{Size: 8, Bits: bits}, nil
		}}
	}
	p.SetFields(own(8, 1, 2))
	m := made(t, p)
	for _, x := range []float64{3, 5, 4} {
		if _, err := m.Step(Input{Value: x}, true); err != nil {
			t.Fatal(err)
		}
	}
	if want := []float64{0, 2, -1}; !reflect.DeepEqual(changes, want) {
		t.Errorf("changes %v, want %v", changes, want)
	}
	if _, err := m.Step(Input{Value: 9}, true); err == nil || err.Error() != `model: row 3: field "own": no nines` {
		t.Errorf("error %v", err)
	}
	for want, f := range map[string]Field{
		`model: row 0: field "own": a code of 8 bits, want 9`:                                   own(9, 1),
		`model: row 0: field "own": sdr: bit 8, want in [0, 8)`:                                 own(8, 8),
		`model: row 0: field "own": sdr: bit 2 stands at place 1 after bit 3, want sorted bits`: own(8, 3, 2),
	} {
		p.SetFields(f)
		if _, err := made(t, p).Step(Input{}, true); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

func TestValidateNamesEveryBadField(t *testing.T) {
	for _, tt := range []struct {
		name string
		bad  func(p *Params)
		want string
	}{
		{"no fields", func(p *Params) { p.SetFields() }, "model: Fields is empty, want at least one"},
		{"an encoder that could not be made", func(p *Params) { p.Fields = []Field{Value(encode.NewScalar(encode.ScalarParams{}))} }, `model: Fields[0] "value": encode: `},
		{"a date that could not be made", func(p *Params) { p.Fields = []Field{Date(encode.NewDate(encode.DateParams{}))} }, `model: Fields[0] "date": encode: `},
		{"a field without encoder", func(p *Params) { p.Fields = []Field{{Name: "x", Size: 3}} }, `model: Fields[0] "x" has no encoder, want Size > 0 and Encode`},
		{"inputs that are not the fields'", func(p *Params) { p.Pooler.Inputs = 7 }, "model: Pooler.Inputs = 7, want 208, the sum of the fields' sizes (SetFields does it)"},
		{"columns that differ", func(p *Params) { p.Memory.Columns = 64 }, "model: Memory.Columns = 64, want Pooler.Columns = 128"},
		{"the pooler's own", func(p *Params) { p.Pooler.PotentialFraction = 2 }, "spatial: PotentialFraction = 2, want in (0, 1]"},
		{"the memory's own", func(p *Params) { p.Memory.CellsPerColumn = 0 }, "temporal: CellsPerColumn = 0, want"},
		{"the likelihood's own", func(p *Params) { p.Likelihood.AveragingWindow = 0 }, "anomaly: AveragingWindow = 0, want"},
		{"two readouts of one name", func(p *Params) { p.Readouts[1].Name = "winner cells" }, `model: Readouts[1].Name = "winner cells" is there twice, want unique names`},
		{"no name", func(p *Params) { p.Readouts[0].Name = "" }, `model: Readouts[0] "".Name is empty, want a name`},
		{"no feed", func(p *Params) { p.Readouts[0].Feed = nil }, `model: Readouts[0] "winner cells".Feed is nil, want one such as WinnerCells`},
		{"no steps", func(p *Params) { p.Readouts[0].Steps = nil }, `model: Readouts[0] "winner cells".Steps is empty, want at least one`},
		{"steps into the past", func(p *Params) { p.Readouts[0].Steps = []int{0} }, `model: Readouts[0] "winner cells".Steps = [0], want each >= 1 and once`},
		{"steps twice", func(p *Params) { p.Readouts[0].Steps = []int{2, 2} }, `model: Readouts[0] "winner cells".Steps = [2 2], want each >= 1 and once`},
		{"an empty range", func(p *Params) { p.Readouts[0].Max = 0 }, `model: Readouts[0] "winner cells".Max = 0, want finite and > Min = 0`},
		{"no width", func(p *Params) { p.Readouts[0].Width = 0 }, `model: Readouts[0] "winner cells".Width = 0, want finite and > 0`},
		{"too many buckets", func(p *Params) { p.Readouts[0].Width = 1e-9 }, `of Width = 1e-09, want at most 1e6`},
		{"no rate", func(p *Params) { p.Readouts[0].Alpha = math.NaN() }, `model: Readouts[0] "winner cells".Alpha = NaN, want finite and > 0`},
		{"no rate of values", func(p *Params) { p.Readouts[0].ValueAlpha = 2 }, `model: Readouts[0] "winner cells".ValueAlpha = 2, want in (0, 1]`},
		{"no estimate", func(p *Params) { p.Readouts[0].Estimate = nil }, `model: Readouts[0] "winner cells".Estimate is nil, want one such as predict.ArgMax`},
		{"the neighbours' own", func(p *Params) { p.Readouts[2].Nearest = &predict.NearestParams{} }, `model: readout "nearest": predict: Neighbours = 0, want > 0`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := small(t)
			tt.bad(&p)
			if _, err := New(p); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}
