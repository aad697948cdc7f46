package encode

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/internal/check"
)

// first returns the first of a run of bits.
func first(t *testing.T, e *Adaptive, x float64, learn bool) int {
	t.Helper()
	code, err := e.Step(x, learn)
	if err != nil {
		t.Fatal(err)
	}
	if err := code.Check(); err != nil || code.Len() != e.params.Active || code.Size != e.params.Size ||
		code.Bits[code.Len()-1]-code.Bits[0] != code.Len()-1 {
		t.Fatalf("Step(%v) = %v, %v, want a run of %d bits", x, code, err, e.params.Active)
	}
	return code.Bits[0]
}

// The streams of NuPIC's adaptivescalar_test.py, testNonPeriodicEncoderMinMaxNotSpec:
// 14 bits with 5 on, and the first bit of each value's code.
func TestAdaptiveKnownAnswers(t *testing.T) {
	type step struct {
		x     float64
		learn bool
		bit   int
	}
	for _, tt := range []struct {
		name  string
		p     AdaptiveParams
		steps []step
	}{
		{"no range is given", AdaptiveParams{Size: 14, Active: 5, Max: 1, FromFirst: true}, []step{
			{1, true, 0}, {2, true, 9}, {10, true, 9}, {3, true, 2}, {-9, true, 0}, {-8, true, 0}, {-7, true, 1},
			{-6, true, 1}, {-5, true, 2}, {0, true, 4}, {8, true, 8}, {8, true, 8}, {10, true, 9}, {11, true, 9},
			{12, true, 9}, {13, true, 9}, {14, true, 9}, {15, true, 9}}},
		{"a range is given, and learning is switched off for a while", AdaptiveParams{Size: 14, Active: 5, Min: 1, Max: 10}, []step{
			{1, true, 0}, {10, true, 9}, {20, true, 9}, {10, true, 4},
			{30, false, 9}, {20, false, 9}, {-10, false, 0}, {-1, false, 0},
			{30, true, 9}, {20, true, 6}, {-10, true, 0}, {-1, true, 2}}}, // the 6 and the 2 worked by hand; there "not 9", "not 0"
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewAdaptive(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range tt.steps {
				if bit := first(t, e, s.x, s.learn); bit != s.bit {
					t.Errorf("step %d: %v has first bit %d, want %d", i, s.x, bit, s.bit)
				}
			}
		})
	}
}

// Worked by hand: where the range is after each step.
func TestAdaptiveRange(t *testing.T) {
	type span struct {
		low, high float64
		ok        bool
	}
	at := func(e *Adaptive) span {
		low, high, ok := e.Range()
		return span{low, high, ok}
	}
	p := AdaptiveParams{Size: 20, Active: 3, Min: -1, Max: 2, FromFirst: true}
	e, err := NewAdaptive(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, tt := range []struct {
		x     float64
		learn bool
		want  span
	}{
		{7, false, span{}}, // not learned: no range yet
		{5, true, span{5, 8, true}},
		{6, true, span{5, 8, true}},
		{9, false, span{5, 8, true}},
		{9, true, span{5, 9, true}},
		{-4, true, span{-4, 9, true}},
		{0, true, span{-4, 9, true}},
	} {
		if _, err := e.Step(tt.x, tt.learn); err != nil || at(e) != tt.want {
			t.Errorf("step %d: range %v, %v; want %v", i, at(e), err, tt.want)
		}
	}
	p.FromFirst = false
	if e, err = NewAdaptive(p); err != nil || at(e) != (span{-1, 2, true}) {
		t.Errorf("without FromFirst: range %v, %v; want -1 to 2", at(e), err)
	}
}

// Before there is a range all values have the first code, and Step says the same as
// Encode after it.
func TestAdaptiveEncode(t *testing.T) {
	e, err := NewAdaptive(DefaultAdaptiveParams(100))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{-50, 3} {
		if code, err := e.Encode(x); err != nil || code.Bits[0] != 0 || code.Len() != 21 || code.Size != 100 {
			t.Errorf("before the first value: Encode(%v) = %v, %v; want the first 21 bits", x, code, err)
		}
	}
	for _, x := range []float64{3, -8, 4, 100, 55} {
		stepped, err := e.Step(x, true)
		encoded, errEncode := e.Encode(x)
		if err != nil || errEncode != nil || !stepped.Equal(encoded) {
			t.Errorf("Step(%v) = %v, %v; Encode then %v, %v", x, stepped, err, encoded, errEncode)
		}
	}
}

func TestAdaptiveErrors(t *testing.T) {
	wide := AdaptiveParams{Size: 14, Active: 5, Min: -1e307, Max: 1e306}
	far := AdaptiveParams{Size: 14, Active: 5, Max: 1, FromFirst: true}
	for _, tt := range []struct {
		name string
		p    AdaptiveParams
		x    float64
		want string
	}{
		{"NaN", far, math.NaN(), "encode: value = NaN, want a finite number"},
		{"infinity", far, math.Inf(-1), "encode: value = -Inf, want a finite number"},
		{"a range that has no end", wide, 1.79e308, "encode: value = 1.79e+308, want one whose range, [-1e+307, 1.79e+308], floating point can cut into Size = 14 buckets"},
		{"a first value that swallows the width", far, 1e300, "encode: value = 1e+300, want one whose range, [1e+300, 1e+300], floating point can cut into Size = 14 buckets"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewAdaptive(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			before := e.Snapshot()
			if _, err := e.Step(tt.x, true); errorText(err) != tt.want {
				t.Errorf("Step: error %v, want %s", err, tt.want)
			}
			if e.Snapshot() != before {
				t.Errorf("state %v after the error, want as before %v", e.Snapshot(), before)
			}
			if _, err := e.Encode(tt.x); (err != nil) == check.Finite(tt.x) {
				t.Errorf("Encode: error %v", err)
			}
		})
	}
}

func TestAdaptiveParamsErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(*AdaptiveParams)
		want  string
	}{
		{"Size", func(p *AdaptiveParams) { p.Size = 21 }, "encode: Size = 21, want > Active = 21 and <= 2^28"},
		{"Active", func(p *AdaptiveParams) { p.Active = 20 }, "encode: Active = 20, want odd and > 0"},
		{"Min", func(p *AdaptiveParams) { p.Min = math.NaN() }, "encode: Min = NaN, want a finite number"},
		{"Max", func(p *AdaptiveParams) { p.Max = p.Min }, "encode: Max = 0, want > Min = 0"},
	} {
		p := DefaultAdaptiveParams(100)
		tt.spoil(&p)
		if _, err := NewAdaptive(p); errorText(err) != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

// A state that cannot be one is refused, and changes nothing.
func TestAdaptiveRestoreErrors(t *testing.T) {
	fixed := AdaptiveParams{Size: 14, Active: 5, Min: 1, Max: 10}
	free := fixed
	free.FromFirst = true
	for _, tt := range []struct {
		name string
		p    AdaptiveParams
		s    AdaptiveState
		want string
	}{
		{"no range where there always is one", fixed, AdaptiveState{}, "encode: Began = false, want true without FromFirst"},
		{"a range that did not begin", free, AdaptiveState{Max: 3}, "encode: Min, Max = 0, 3, want 0, 0 before the range began"},
		{"a range that shrank", fixed, AdaptiveState{Began: true, Min: 2, Max: 9}, "encode: Min = 2, want <= 1, where the range began\nencode: Max = 9, want >= 10, where the range began"},
		{"NaN", free, AdaptiveState{Began: true, Min: math.NaN(), Max: 3}, "encode: Min = NaN, want a finite number"},
		{"upside down", free, AdaptiveState{Began: true, Min: 4, Max: 3}, "encode: Max = 3, want > Min = 4"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewAdaptive(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			e.Step(12, true)
			before := e.Snapshot()
			if err := e.Restore(tt.s); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
			if e.Snapshot() != before {
				t.Errorf("state %v after the error, want as before %v", e.Snapshot(), before)
			}
		})
	}
}

// Whatever the stream: an error that changes nothing, or a valid SDR in a range that
// holds all that was learned.
func FuzzAdaptive(f *testing.F) {
	f.Add(14, 5, 0.0, 1.0, true, 1.0, -9.0, 10.0)
	f.Add(9, 3, -1e308, 1e307, false, 1e308, 5e-324, -1e308)
	f.Fuzz(func(t *testing.T, size, active int, low, high float64, fromFirst bool, x, y, z float64) {
		if size > 1<<12 {
			return
		}
		e, err := NewAdaptive(AdaptiveParams{Size: size, Active: active, Min: low, Max: high, FromFirst: fromFirst})
		if err != nil {
			return
		}
		var learned []float64
		for _, x := range []float64{x, y, z, x} {
			before := e.Snapshot()
			code, err := e.Step(x, true)
			if err != nil {
				if e.Snapshot() != before {
					t.Fatalf("Step(%v): %v, but the state is %v, before %v", x, err, e.Snapshot(), before)
				}
				continue
			}
			learned = append(learned, x)
			if err := code.Check(); err != nil || code.Size != size || code.Len() != active {
				t.Fatalf("Step(%v) = %v: %v", x, code, err)
			}
			if min, max, ok := e.Range(); !ok || min > slices.Min(learned) || max < slices.Max(learned) {
				t.Fatalf("range %v to %v, %v after %v", min, max, ok, learned)
			}
		}
	})
}
