package encode

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

// NuPIC's delta_test.py, testEncodingVerification: the stream and its differences.
var (
	deltaStream      = []float64{1, 10, 4, 7, 9, 6, 3, 1}
	deltaDifferences = []float64{0, 9, -6, 3, 2, -3, -3, -2}
)

// deltaLine can encode all the differences.
func deltaLine() (*Scalar, error) {
	return NewScalar(ScalarParams{Min: -10, Max: 10, Size: 45, Active: 5})
}

// A Delta has the code that its encoder gives to the difference; an Adaptive inside
// learns the range of the differences, as in NuPIC.
func TestDeltaKnownAnswers(t *testing.T) {
	adaptive := DefaultAdaptiveParams(100)
	t.Run("an Adaptive inside", func(t *testing.T) {
		delta, err := NewDelta(NewAdaptive(adaptive))
		plain, errPlain := NewAdaptive(adaptive)
		if err != nil || errPlain != nil {
			t.Fatal(err, errPlain)
		}
		checkDelta(t, delta, func(d float64) (sdr.SDR, error) { return plain.Step(d, true) })
		if low, high, _ := delta.adaptive.Range(); low != -6 || high != 9 {
			t.Errorf("range %v to %v, want -6 to 9", low, high)
		}
	})
	t.Run("a Scalar inside", func(t *testing.T) {
		delta, err := NewDelta(deltaLine())
		plain, errPlain := deltaLine()
		if err != nil || errPlain != nil {
			t.Fatal(err, errPlain)
		}
		checkDelta(t, delta, plain.Encode)
	})
}

func checkDelta(t *testing.T, delta *Delta, want func(float64) (sdr.SDR, error)) {
	t.Helper()
	for i, x := range deltaStream {
		got, err := delta.Step(x, true)
		code, errWant := want(deltaDifferences[i])
		if err != nil || errWant != nil || !got.Equal(code) {
			t.Errorf("step %d: %v, %v; want %v, %v", i, got, err, code, errWant)
		}
	}
}

// Encode says what Step would, and changes nothing; a stream that is moved has the
// same codes.
func TestDeltaEncode(t *testing.T) {
	delta, err := NewDelta(deltaLine())
	moved, errMoved := NewDelta(deltaLine())
	if err != nil || errMoved != nil {
		t.Fatal(err, errMoved)
	}
	for i, x := range deltaStream {
		encoded, errEncode := delta.Encode(x)
		again, _ := delta.Encode(x)
		stepped, errStep := delta.Step(x, false)
		other, errOther := moved.Step(x+1000, true)
		if errEncode != nil || errStep != nil || errOther != nil {
			t.Fatal(errEncode, errStep, errOther)
		}
		if !encoded.Equal(stepped) || !again.Equal(stepped) || !other.Equal(stepped) {
			t.Errorf("step %d: Encode %v, again %v, moved %v; want Step's %v", i, encoded, again, other, stepped)
		}
	}
}

// With learn = false an Adaptive inside keeps its range, but the value before moves on.
func TestDeltaLearn(t *testing.T) {
	delta, err := NewDelta(NewAdaptive(DefaultAdaptiveParams(100)))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		x     float64
		learn bool
		want  DeltaState
	}{
		{5, true, DeltaState{true, 5, AdaptiveState{true, 0, 1}}},
		{9, false, DeltaState{true, 9, AdaptiveState{true, 0, 1}}},
		{11, true, DeltaState{true, 11, AdaptiveState{true, 0, 2}}},
	} {
		if _, err := delta.Step(step.x, step.learn); err != nil || delta.Snapshot() != step.want {
			t.Errorf("Step(%v, %v): %v, state %v; want %v", step.x, step.learn, err, delta.Snapshot(), step.want)
		}
	}
	delta.Reset()
	if got, want := delta.Snapshot(), (DeltaState{false, 0, AdaptiveState{true, 0, 2}}); got != want {
		t.Errorf("after Reset: state %v, want %v", got, want)
	}
}

// An Adaptive that is put into a Delta is copied: stepping one leaves the other alone.
func TestDeltaCopiesItsAdaptive(t *testing.T) {
	adaptive, err := NewAdaptive(DefaultAdaptiveParams(100))
	delta, errDelta := NewDelta(adaptive, err)
	if errDelta != nil {
		t.Fatal(errDelta)
	}
	adaptive.Step(50, true)
	if s := delta.Snapshot(); s != (DeltaState{}) {
		t.Errorf("state %v, want none", s)
	}
}

func TestNewDeltaErrors(t *testing.T) {
	line := ScalarParams{Min: 1, Max: 10, Size: 14, Active: 5}
	for _, tt := range []struct {
		name string
		make func() (*Delta, error)
		want string
	}{
		{"the encoder's own error", func() (*Delta, error) { return NewDelta(NewScalar(ScalarParams{Max: 1, Active: 2, Size: 9})) },
			"encode: Active = 2, want odd and > 0"},
		{"no encoder", func() (*Delta, error) { return NewDelta(nil, nil) }, "encode: encoder = nil, want one of numbers"},
		{"a Delta in a Delta", func() (*Delta, error) { return NewDelta(NewDelta(deltaLine())) },
			"encode: encoder = a Delta, want one whose code depends on a number alone"},
		{"no code for 0", func() (*Delta, error) { return NewDelta(NewScalar(line)) },
			"encode: encoder = one without a code for 0, the first difference: encode: value = 0, want in [1, 10]"},
	} {
		if e, err := tt.make(); errorText(err) != tt.want || e != nil {
			t.Errorf("%s: %v, error %v; want %s", tt.name, e, err, tt.want)
		}
	}
}

// A value that is refused is left out: the state is as before.
func TestDeltaErrors(t *testing.T) {
	for _, tt := range []struct {
		name      string
		before, x float64
		want      string
	}{
		{"NaN", 0, math.NaN(), "encode: value = NaN, want a finite number"},
		{"infinity", 0, math.Inf(1), "encode: value = +Inf, want a finite number"},
		{"a difference without end", -1e308, 1e308, "encode: value = 1e+308, want one whose difference from -1e+308 is finite"},
		{"a difference that the encoder refuses", 3, 14, "encode: value = 11, want in [-10, 10]"},
	} {
		delta, err := NewDelta(deltaLine())
		if err != nil {
			t.Fatal(err)
		}
		delta.Step(tt.before, true)
		state := delta.Snapshot()
		if _, err := delta.Encode(tt.x); errorText(err) != tt.want {
			t.Errorf("%s: Encode: error %v, want %s", tt.name, err, tt.want)
		}
		if _, err := delta.Step(tt.x, true); errorText(err) != tt.want || delta.Snapshot() != state {
			t.Errorf("%s: Step: error %v, state %v; want %s, %v", tt.name, err, delta.Snapshot(), tt.want, state)
		}
	}
}

func TestDeltaRestoreErrors(t *testing.T) {
	scalar, errScalar := NewDelta(deltaLine())
	adaptive, errAdaptive := NewDelta(NewAdaptive(DefaultAdaptiveParams(100)))
	if errScalar != nil || errAdaptive != nil {
		t.Fatal(errScalar, errAdaptive)
	}
	for _, tt := range []struct {
		name string
		e    *Delta
		s    DeltaState
		want string
	}{
		{"NaN", scalar, DeltaState{Began: true, Previous: math.NaN()}, "encode: Previous = NaN, want a finite number"},
		{"a value before the first", scalar, DeltaState{Previous: 3}, "encode: Previous = 3, want 0 while there is no value before"},
		{"somebody else's range", scalar, DeltaState{Range: AdaptiveState{Began: true, Max: 1}}, "encode: Range = {true 0 1}, want none without an Adaptive inside"},
		{"a range that cannot be", adaptive, DeltaState{Range: AdaptiveState{Began: true}}, "encode: Max = 0, want > Min = 0"},
	} {
		tt.e.Step(2, true)
		before := tt.e.Snapshot()
		if err := tt.e.Restore(tt.s); errorText(err) != tt.want || tt.e.Snapshot() != before {
			t.Errorf("%s: error %v, state %v; want %s, %v", tt.name, err, tt.e.Snapshot(), tt.want, before)
		}
	}
}
