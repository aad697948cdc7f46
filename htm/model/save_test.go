package model

import (
	"bytes"
	"strings"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/internal/archivetest"
	"gohtm/htm/sdr"
)

// remembering is small with encoders that have a memory, one of them around another.
func remembering(t testing.TB) Params {
	p := small(t)
	adaptive := encode.AdaptiveParams{Size: 60, Active: 11, Min: 0, Max: 1}
	p.SetFields(
		Value(encode.NewAdaptive(adaptive)),
		p.Fields[1],
		Value(encode.NewDelta(encode.NewAdaptive(adaptive))),
	)
	return p
}

func archived(t testing.TB) archivetest.Part {
	p := remembering(t)
	p.Pooler.Columns, p.Memory.Columns, p.Memory.CellsPerColumn = 32, 32, 2
	p.Pooler.Density, p.Memory.ActivationThreshold, p.Memory.MinThreshold = 5.0/32, 3, 2
	m, rows := made(t, p), days(20)
	return archivetest.Part{
		Save: m.Save, Load: m.Load, Snapshot: func() interface{} { return m.Snapshot() },
		Step: func(i int) interface{} {
			row := rows[m.Rows()%len(rows)]
			row.Time = start.AddDate(0, 0, 20*(m.Rows()/len(rows))).Add(row.Time.Sub(start))
			row.Value += float64(i) / 100 // so that the range grows all the time
			record, err := m.Step(row, i%7 > 0)
			if err != nil {
				return err.Error()
			}
			return record
		},
	}
}

func TestSavedModelGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 200, archived) }

func FuzzLoad(f *testing.F) { archivetest.FuzzLoad(f, archived) }

func TestLoadNamesOtherParams(t *testing.T) {
	var file bytes.Buffer
	if err := made(t, small(t)).Save(&file); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func(p *Params)
		want   string
	}{
		{"a part's", func(p *Params) { p.Memory.Seed, p.Pooler.BoostStrength = 7, 1 },
			"model: Pooler.BoostStrength = 3 in the file, want 1 as in this Model\nmodel: Memory.Seed = 42 in the file, want 7 as in this Model"},
		{"an encoder's", func(p *Params) {
			p.Fields[0] = Value(encode.NewScalar(encode.ScalarParams{Min: 0, Max: 20, Size: 60, Active: 11}))
		}, "model: Fields[0].Params.Max = 10 in the file, want 20 as in this Model"},
		{"what a readout sees", func(p *Params) { p.Readouts[0].Feed = ActiveCells },
			"model: Readouts[0].Feed = htm/model.WinnerCells in the file, want htm/model.ActiveCells as in this Model"},
		{"neighbours", func(p *Params) { n := *p.Readouts[2].Nearest; n.Sharpness = 1; p.Readouts[2].Nearest = &n },
			"model: Readouts[2].Nearest.Sharpness = 12 in the file, want 1 as in this Model"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := small(t)
			tt.change(&p)
			m := made(t, p)
			if err := m.Load(bytes.NewReader(file.Bytes())); err == nil || err.Error() != tt.want {
				t.Errorf("error %v\nwant  %s", err, tt.want)
			}
		})
	}
}

// The range of an Adaptive grows with the rows of the model that it is in, and
// with no other's.
func TestEachModelHasItsOwnMemoryOfValues(t *testing.T) {
	encoder, err := encode.NewAdaptive(encode.AdaptiveParams{Size: 60, Active: 11, Min: 0, Max: 1})
	p := small(t)
	p.SetFields(Value(encoder, err))
	begin := made(t, p).Snapshot().Fields[0]
	a, b := made(t, p), made(t, p)
	rows := days(8)
	run(t, a, rows[:50])
	c := a.Clone()
	rest := run(t, a, rows[50:])
	if low, high, _ := encoder.Range(); low != 0 || high != 1 {
		t.Errorf("the encoder that was given has the range [%v, %v], want [0, 1] as before", low, high)
	}
	same(t, "clone", run(t, c, rows[50:]), rest)
	run(t, b, rows[:50])
	same(t, "second model", run(t, b, rows[50:]), rest)
	if err := b.Restore(a.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if _, err := encoder.Step(1000, true); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made(t, p).Snapshot().Fields[0], begin) {
		t.Error("a model starts otherwise after another was restored, or the encoder that was given was stepped")
	}
	encoder, _ = encode.NewAdaptive(encoder.Params())
	alone, _ := p.Encode(Moment{Input: rows[2]})
	if low, _ := encoder.Encode(1); !alone.Equal(low) {
		t.Errorf("Params.Encode gives %v, want the code at the end of the first range, %v", alone, low)
	}
}

func TestADeltaThatWasGivenIsNotTheModels(t *testing.T) {
	given := newDelta(t, encode.AdaptiveParams{Size: 60, Active: 11, Min: 0, Max: 1})
	p := small(t)
	p.SetFields(Value(given, nil))
	begin := made(t, p).Snapshot().Fields[0]
	code, _ := p.Encode(Moment{Input: days(1)[3]})
	for _, x := range []float64{5, 100} {
		if _, err := given.Step(x, true); err != nil {
			t.Fatal(err)
		}
	}
	if after, _ := p.Encode(Moment{Input: days(1)[3]}); !after.Equal(code) || !bytes.Equal(made(t, p).Snapshot().Fields[0], begin) {
		t.Error("a model starts otherwise after the encoder that was given was stepped")
	}
}

// The code of a row is what the encoder's own Step gives, row by row.
func TestSteppedEncodersLearnWithTheModel(t *testing.T) {
	params := encode.AdaptiveParams{Size: 60, Active: 11, Min: 0, Max: 1}
	for name, tt := range map[string]struct {
		field Field
		step  func(x float64, learn bool) (sdr.SDR, error)
	}{
		"adaptive": {Value(encode.NewAdaptive(params)), newAdaptive(t, params).Step},
		"delta":    {Value(encode.NewDelta(encode.NewAdaptive(params))), newDelta(t, params).Step},
	} {
		p := small(t)
		p.SetFields(tt.field)
		m := made(t, p)
		for i, row := range days(4) {
			row.Value *= float64(1 + i)
			learn := i%3 > 0
			if _, err := m.Step(row, learn); err != nil {
				t.Fatal(err)
			}
			if want, err := tt.step(row.Value, learn); err != nil || !m.code.Equal(want) {
				t.Fatalf("%s, row %d: code %v, want %v, error %v", name, i, m.code, want, err)
			}
		}
	}
}

func newAdaptive(t *testing.T, p encode.AdaptiveParams) *encode.Adaptive {
	t.Helper()
	e, err := encode.NewAdaptive(p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func newDelta(t *testing.T, p encode.AdaptiveParams) *encode.Delta {
	t.Helper()
	e, err := encode.NewDelta(encode.NewAdaptive(p))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A row that the second field refuses must not widen the range of the first, nor
// be the value before of the next row.
func TestARefusedRowLeavesNoTraceInTheEncoders(t *testing.T) {
	p := remembering(t)
	refuse := p.Fields[1].Encode
	p.Fields[2], p.Fields[1] = p.Fields[1], p.Fields[2]
	p.Fields[2].Encode = func(now Moment) (sdr.SDR, error) {
		if now.Value == 1000 {
			return sdr.SDR{}, errTest
		}
		return refuse(now)
	}
	a, b := made(t, p), made(t, p)
	rows := days(8)
	run(t, a, rows[:30])
	run(t, b, rows[:30])
	if _, err := a.Step(Input{Time: rows[30].Time, Value: 1000}, true); err == nil {
		t.Fatal("no error of the third field")
	}
	same(t, "after a refused row", run(t, a, rows[30:]), run(t, b, rows[30:]))
}

type testError string

func (e testError) Error() string { return string(e) }

const errTest = testError("refused by the test")

func TestSteppedStateIsChecked(t *testing.T) {
	m := made(t, remembering(t))
	run(t, m, days(2))
	for _, tt := range []struct {
		name   string
		damage func(s *State)
		want   string
	}{
		{"a field less", func(s *State) { s.Fields = s.Fields[1:] }, "model: 2 Fields, want 3"},
		{"a memory where there is none", func(s *State) { s.Fields[1] = s.Fields[0] }, `model: field "date": `},
		{"no memory where there is one", func(s *State) { s.Fields[0] = nil }, `model: field "value": archive: truncated: 0 bytes`},
		{"the memory of another", func(s *State) { s.Fields[0] = s.Fields[2] }, `model: field "value": archive: the file holds a encode.Delta, want a encode.Adaptive`},
	} {
		s := m.Snapshot()
		tt.damage(&s)
		if err := m.Restore(s); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
	p := remembering(t)
	p.Fields[0].Stepped = &Stepped{Step: p.Fields[0].Stepped.Step}
	want := `model: Fields[0] "value" has a Stepped with a function missing, want Step, Clone, Save and Load`
	if err := p.Validate(); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
