package competitive_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/htm/competitive"
	"gohtm/htm/htmtest"
	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

func numbers(input sdr.SDR) []float32 {
	x := make([]float32, input.Size)
	for _, bit := range input.Bits {
		x[bit] = 1
	}
	return x
}

func closures(l *competitive.Layer) htmtest.Closures {
	return htmtest.Closures{
		Step: func(input sdr.SDR, learn bool) { l.Step(numbers(input), learn) },
		Output: func() interface{} {
			return []interface{}{l.Nearest(2), l.Distances(), l.Winners(), l.Features()}
		},
		Learned: func() interface{} {
			s := l.Snapshot()
			return []interface{}{s.Weights, s.Wins, s.Samples, s.Random}
		},
		Snapshot: func() interface{} { return l.Snapshot() },
		Restore:  func(state interface{}) error { return l.Restore(state.(competitive.State)) },
		Clone:    func() htmtest.Closures { return closures(l.Clone()) },
	}
}

func TestComponent(t *testing.T) {
	random := rng.New(1)
	var inputs []sdr.SDR
	for i := 0; i < 40; i++ {
		inputs = append(inputs, sdr.SDR{Size: 20, Bits: random.Sample(20, 5)})
	}
	p := competitive.DefaultParams(20, 9)
	p.Winners = 2
	if err := htmtest.Component(htmtest.ComponentCase{Name: "layer", Inputs: inputs, New: func() (htmtest.Closures, error) {
		l, err := competitive.New(p)
		return closures(l), err
	}}); err != nil {
		t.Error(err)
	}
}

func archived(t testing.TB) archivetest.Part {
	p := competitive.DefaultParams(10, 6)
	p.Winners = 2
	l := newLayer(t, p)
	return archivetest.Part{Save: l.Save, Load: l.Load, Snapshot: func() interface{} { return l.Snapshot() },
		Step: func(i int) interface{} {
			x := sparse(rng.New(uint64(i)), 10)
			if i%9 == 8 { // draws from the stream
				if err := l.Initialise([][]float32{x, sparse(rng.New(1), 10), sparse(rng.New(2), 10)}); err != nil {
					t.Fatal(err)
				}
			}
			l.Step(x, i%5 > 0)
			return []interface{}{l.Distances(), l.Winners()}
		}}
}

func TestSave(t *testing.T)                   { archivetest.RoundTrip(t, 30, archived) }
func FuzzLoad(f *testing.F)                   { archivetest.FuzzLoad(f, archived) }
func nan32() float32                          { return float32(math.NaN()) }
func inf32() float32                          { return float32(math.Inf(1)) }
func spoilt(s []float32, x float32) []float32 { s[1] = x; return s }

// A state that cannot be one is refused and changes nothing.
func TestBadStates(t *testing.T) {
	type state = competitive.State
	for want, spoil := range map[string]func(s *state){
		"59 Weights, want Units * Inputs = 60":           func(s *state) { s.Weights = s.Weights[:59] },
		"Weights[1] not in [0, 1]":                       func(s *state) { spoilt(s.Weights, nan32()) },
		"5 Wins, want Units = 6":                         func(s *state) { s.Wins = s.Wins[:5] },
		"Wins[2] not in [0, 2^62)":                       func(s *state) { s.Wins[2] = -1 },
		"0 Samples, want Units = 6":                      func(s *state) { s.Samples = nil },
		"Samples[5] not in [0, 2^62)":                    func(s *state) { s.Samples[5] = math.MaxInt },
		"7 Distances, want Units = 6":                    func(s *state) { s.Distances = append(s.Distances, 1) },
		"Distances[1] not finite and >= 0":               func(s *state) { spoilt(s.Distances, inf32()) },
		"1 Winners, want none or 2":                      func(s *state) { s.Winners = s.Winners[:1] },
		"Winners[1] = 6, want in [0, 6) and there once":  func(s *state) { s.Winners[1] = 6 },
		"Winners[0] = -1, want in [0, 6) and there once": func(s *state) { s.Winners[0] = -1 },
		"want in [0, 6) and there once":                  func(s *state) { s.Winners[1] = s.Winners[0] },
	} {
		p := competitive.DefaultParams(10, 6)
		p.Winners = 2
		l := newLayer(t, p)
		for i := 0; i < 10; i++ {
			l.Step(sparse(rng.New(uint64(i)), 10), true)
		}
		before, s := fmt.Sprint(l.Snapshot()), l.Snapshot()
		spoil(&s)
		err := l.Restore(s)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "competitive: not a state of this Layer:\ncompetitive: ") {
			t.Errorf("Restore = %v, want %s", err, want)
		}
		if after := fmt.Sprint(l.Snapshot()); after != before {
			t.Errorf("%s: the state has changed", want)
		}
	}
}
