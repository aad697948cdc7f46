package encode_test

import (
	"bytes"
	"testing"

	"gohtm/htm/encode"
	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
)

func archivedAdaptive(t testing.TB) archivetest.Part {
	p := encode.DefaultAdaptiveParams(100)
	e, err := encode.NewAdaptive(p)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: e.Save, Load: e.Load, Snapshot: func() interface{} { return e.Snapshot() },
		Step: func(i int) interface{} {
			code, err := e.Step(value(i), i%5 > 0)
			return []interface{}{code, err != nil}
		},
	}
}

func archivedDelta(t testing.TB) archivetest.Part {
	e, err := encode.NewDelta(encode.NewAdaptive(encode.DefaultAdaptiveParams(100)))
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: e.Save, Load: e.Load, Snapshot: func() interface{} { return e.Snapshot() },
		Step: func(i int) interface{} {
			code, err := e.Step(value(i), i%5 > 0)
			return []interface{}{code, err != nil}
		},
	}
}

// value swings further and further out.
func value(i int) float64 { return float64(i) * (rng.New(uint64(i)).Float64() - 0.5) }

func TestSavedEncodersGoOnBitForBit(t *testing.T) {
	t.Run("Adaptive", func(t *testing.T) { archivetest.RoundTrip(t, 200, archivedAdaptive) })
	t.Run("Delta", func(t *testing.T) { archivetest.RoundTrip(t, 200, archivedDelta) })
}

func FuzzLoadAdaptive(f *testing.F) { archivetest.FuzzLoad(f, archivedAdaptive) }
func FuzzLoadDelta(f *testing.F)    { archivetest.FuzzLoad(f, archivedDelta) }

// A Delta is of one encoder, whose parameters are compared too.
func TestLoadNamesParamsOfTheEncoderInside(t *testing.T) {
	made := func(low float64) *encode.Delta {
		e, err := encode.NewDelta(encode.NewScalar(encode.ScalarParams{Min: low, Max: 10, Size: 50, Active: 11}))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	var file bytes.Buffer
	if err := made(-10).Save(&file); err != nil {
		t.Fatal(err)
	}
	const want = "encode: Inner.Min = -10 in the file, want -20 as in this Delta"
	if err := made(-20).Load(&file); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
