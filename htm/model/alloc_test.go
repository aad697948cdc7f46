package model

import (
	"slices"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/sdr"
)

// A model that knows its stream takes no memory in a step, but for the predictions
// of the next 64 records now and then.
func TestStepTakesNoMemoryOnceWarm(t *testing.T) {
	quick := QuickStart()
	quick.Pooler.Columns, quick.Memory.Columns = 256, 256
	for name, p := range map[string]Params{"with every kind of readout": small(t), "quick start": quick} {
		m := made(t, p)
		rows, next := days(230), 0
		step := func() {
			if _, err := m.Step(rows[next], true); err != nil {
				t.Fatal(err)
			}
			next++
		}
		for next < 5000 {
			step()
		}
		if n := testing.AllocsPerRun(400, step); n != 0 {
			t.Errorf("%s: %v allocations a step, want none", name, n)
		}
	}
}

// Predictions of a record stay what they were, whatever comes after.
func TestRecordsKeepTheirPredictions(t *testing.T) {
	m := made(t, small(t))
	var kept, copies []Record
	for _, row := range days(10) {
		r, err := m.Step(row, true)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, r)
		r.Predictions = slices.Clone(r.Predictions)
		copies = append(copies, r)
	}
	same(t, "after 240 rows", kept, copies)
	more := append(kept[0].Predictions, Prediction{"mine", 9, 9})
	if kept[1].Predictions[0].Readout == more[len(more)-1].Readout {
		t.Error("what is appended to the predictions of a record overwrites those of the next")
	}
}

func TestParamsAppendBits(t *testing.T) {
	p := remembering(t) // two fields that are Stepped, and a date
	now := Moment{Input: days(1)[7], Change: 2}
	code, err := p.Encode(now)
	if err != nil || code.Check() != nil || code.Size != p.Pooler.Inputs || len(code.Bits) != 3*11 {
		t.Fatalf("code %v, errors %v, %v", code, err, code.Check())
	}
	if bits, err := p.AppendBits([]int{-1}, now); err != nil || !slices.Equal(bits, append([]int{-1}, code.Bits...)) {
		t.Errorf("%v, error %v; want -1 and %v", bits, err, code.Bits)
	}
	now.Time = Input{}.Time // the date is the second field
	if bits, err := p.AppendBits([]int{-1}, now); err == nil || !slices.Equal(bits, []int{-1}) {
		t.Errorf("%v, error %v; want -1 alone, and an error", bits, err)
	}
}

// An Encode of one's own takes the place of a field's, also where that is another
// field's made by the same function.
func TestAFieldEncodesByItsEncode(t *testing.T) {
	p := small(t)
	p.SetFields(
		Value(encode.NewScalar(encode.ScalarParams{Max: 10, Size: 60, Active: 11})),
		Value(encode.NewScalar(encode.ScalarParams{Max: 20, Size: 60, Active: 11})),
	)
	now := Moment{Input: Input{Value: 8}}
	before, err := p.Encode(now)
	if err != nil {
		t.Fatal(err)
	}
	p.Fields[0].Encode = p.Fields[1].Encode
	p.Fields[1].Encode = func(Moment) (sdr.SDR, error) { return sdr.New(60, 5) }
	after, err := p.Encode(now)
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for _, bit := range before.Bits[11:] {
		want = append(want, bit-60)
	}
	if want = append(want, 60+5); !slices.Equal(after.Bits, want) {
		t.Errorf("bits %v, want %v", after.Bits, want)
	}
}
