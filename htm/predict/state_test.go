package predict

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// part is one thing with a state: what feeds it record i, and what it then says.
type part struct {
	step    func(i int)
	outputs func() []float64
}

// stateful makes one of the four, always the same.
type stateful struct {
	name  string
	fresh func() any
	part  func(x any) part
}

func parts(t *testing.T) []stateful {
	inputs, values := randomStates(7, 64, 300)
	teach := func(i int) bool { return i%11 != 3 }
	return []stateful{
		{"Classifier", func() any {
			return newClassifier(t, 64, 5, func(p *ClassifierParams) { p.Steps, p.Alpha = []int{3, 1}, 0.3 })
		}, func(x any) part {
			c := x.(*Classifier)
			return part{func(i int) { c.Step(inputs[i], i*i%5, teach(i)) }, func() []float64 { return append(c.Distribution(1), c.Distribution(3)...) }}
		}},
		{"Values", func() any { return newValues(t, 7, 0.3) }, func(x any) part {
			v := x.(*Values)
			return part{func(i int) { v.Step(i*i%7, values[i]) }, v.Values}
		}},
		{"Nearest", func() any {
			return newNearest(t, 64, func(p *NearestParams) {
				p.Steps, p.Capacity, p.HalfLife = []int{3, 1}, 40, 30
				p.Change = true
			})
		}, func(x any) part {
			n := x.(*Nearest)
			return part{func(i int) { n.Step(inputs[i], values[i], teach(i)) }, func() []float64 { return []float64{n.Predict(1), n.Predict(3), float64(n.States())} }}
		}},
		{"Naive", func() any { return newNaive(t, NaiveParams{Lag: 4, Steps: []int{1, 3}, Correction: 0.5}) }, func(x any) part {
			n := x.(*Naive)
			return part{func(i int) { n.Step(values[i]) }, func() []float64 { return []float64{n.Predict(1), n.Predict(3)} }}
		}},
	}
}

func call(x any, method string, args ...any) reflect.Value {
	var in []reflect.Value
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	return reflect.ValueOf(x).MethodByName(method).Call(in)[0]
}

func sameBits(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || x != x && y != y })
}

// A restored part and a clone go on as the original does, and share nothing with
// it: each goes on alone, after another has been fed something else.
func TestStateGoesOn(t *testing.T) {
	for _, s := range parts(t) {
		for _, at := range []int{0, 1, 2, 4, 26, 30, 85, 200} {
			original := s.fresh()
			p := s.part(original)
			for i := 0; i < at; i++ {
				p.step(i)
			}
			state := call(original, "Snapshot").Interface()
			clone, restored := call(original, "Clone").Interface(), s.fresh()
			s.part(restored).step(5) // must not matter
			if err := call(restored, "Restore", state); !err.IsNil() {
				t.Fatalf("%s after %d: Restore = %v", s.name, at, err)
			}
			var want [][]float64
			want = append(want, p.outputs())
			for i := at; i < at+60; i++ {
				p.step(i)
				want = append(want, p.outputs())
			}
			for who, x := range map[string]any{"clone": clone, "restored": restored} {
				q := s.part(x)
				for i, w := range want {
					if i > 0 {
						q.step(at + i - 1)
					}
					if got := q.outputs(); !sameBits(got, w) {
						t.Fatalf("%s after %d, %s, %d records on: %v, want %v", s.name, at, who, i, got, w)
					}
				}
			}
			again := s.fresh()
			if err := call(again, "Restore", state); !err.IsNil() {
				t.Fatalf("%s after %d: second Restore = %v", s.name, at, err)
			}
			if got := s.part(again).outputs(); !sameBits(got, want[0]) {
				t.Errorf("%s after %d: the state changed while others went on: %v, want %v", s.name, at, got, want[0])
			}
		}
	}
}

// Each row spoils one thing; the error says it and the part is as before.
func TestRestoreBadState(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, tt := range []struct {
		part, want string
		spoil      func(state any) any
	}{
		{"Classifier", "Weights of 1 steps, want 2", func(x any) any { s := x.(ClassifierState); s.Weights = s.Weights[:1]; return s }},
		{"Classifier", "Weights[1] of 3 bits, want Size = 64", func(x any) any { s := x.(ClassifierState); s.Weights[1] = s.Weights[1][:3]; return s }},
		{"Classifier", "Weights[0][2] not of Buckets = 5 weights or none", func(x any) any { s := x.(ClassifierState); s.Weights[0][2] = make([]float32, 4); return s }},
		{"Classifier", "Weights[0][2] not all in [-1e30, 1e30]", func(x any) any {
			s := x.(ClassifierState)
			s.Weights[0][2] = []float32{0, 0, inf, 0, 0}
			return s
		}},
		{"Classifier", "Weights[0][2] not all in [-1e30, 1e30]", func(x any) any { // 64 of them are infinite
			s := x.(ClassifierState)
			s.Weights[0][2] = []float32{0, 0, 0, 0, 3e38}
			return s
		}},
		{"Classifier", "5 Recent inputs, want <= 4", func(x any) any { s := x.(ClassifierState); s.Recent = append(s.Recent, nil); return s }},
		{"Classifier", "Recent[1]: sdr: bit 64, want in [0, 64)", func(x any) any { s := x.(ClassifierState); s.Recent[1] = []int{64}; return s }},
		{"Values", "Means of 6 buckets, want Buckets = 7", func(x any) any { s := x.(ValuesState); s.Means = s.Means[:6]; return s }},
		{"Values", "Means not all finite or NaN", func(x any) any { s := x.(ValuesState); s.Means[2] = float64(inf); return s }},
		{"Values", "Means not all finite or NaN", func(x any) any { s := x.(ValuesState); s.Means[2] = -float64(inf); return s }},
		{"Naive", "6 Recent values, want <= 5", func(x any) any { s := x.(NaiveState); s.Recent = make([]float64, 6); return s }},
		{"Naive", "Recent not all in [-1e100, 1e100]", func(x any) any { s := x.(NaiveState); s.Recent[1] = nan; return s }},
		{"Nearest", "81 States, want <= twice Capacity = 40", func(x any) any { s := x.(NearestState); s.States = make([][]int, 81); return s }},
		{"Nearest", "States[3]: sdr: bit -1, want in [0, 64)", func(x any) any { s := x.(NearestState); s.States[3] = []int{-1}; return s }},
		{"Nearest", "1 Born, want one for each of", func(x any) any { s := x.(NearestState); s.Born = s.Born[:1]; return s }},
		{"Nearest", "Record = 9223372036854775807, want in [0, 2^62)", func(x any) any { s := x.(NearestState); s.Record = math.MaxInt; return s }},
		{"Nearest", "Born[1] = 1, want increasing and in [1, Record = 60]", func(x any) any { s := x.(NearestState); s.Born[1] = s.Born[0]; return s }},
		{"Nearest", "Born[4] = 6, want increasing and in [1, Record = 5]", func(x any) any { s := x.(NearestState); s.Record = 5; return s }},
		{"Nearest", "Followed of 1 steps, want 2", func(x any) any { s := x.(NearestState); s.Followed = s.Followed[:1]; return s }},
		{"Nearest", "Followed[1] of 2 states, want", func(x any) any { s := x.(NearestState); s.Followed[1] = s.Followed[1][:2]; return s }},
		{"Nearest", "Followed[1] not all in [-2e100, 2e100] or NaN", func(x any) any { s := x.(NearestState); s.Followed[1][2] = float64(inf); return s }},
		{"Nearest", "5 Recent, want <= 4", func(x any) any {
			s := x.(NearestState)
			s.Recent, s.Values = make([]int, 5), make([]float64, 5)
			return s
		}},
		{"Nearest", "Recent[0] = -2, want in [-1,", func(x any) any { s := x.(NearestState); s.Recent[0] = -2; return s }},
		{"Nearest", "3 Values, want one for each of 4 Recent", func(x any) any { s := x.(NearestState); s.Values = s.Values[:3]; return s }},
		{"Nearest", "Values not all in [-1e100, 1e100]", func(x any) any { s := x.(NearestState); s.Values[0] = nan; return s }},
		{"Nearest", "Query: sdr: bit 64, want in [0, 64)", func(x any) any { s := x.(NearestState); s.Query = []int{64}; return s }},
	} {
		t.Run(tt.part+": "+tt.want, func(t *testing.T) {
			for _, s := range parts(t) {
				if s.name != tt.part {
					continue
				}
				x := s.fresh()
				p := s.part(x)
				for i := 0; i < 60; i++ {
					p.step(i)
				}
				before := p.outputs()
				err, _ := call(x, "Restore", tt.spoil(call(x, "Snapshot").Interface())).Interface().(error)
				if err == nil || !strings.Contains(err.Error(), "predict: "+tt.want) {
					t.Errorf("Restore = %v, want predict: %s", err, tt.want)
				}
				if got := p.outputs(); !sameBits(got, before) {
					t.Errorf("after a bad state %v, want as before, %v", got, before)
				}
			}
		})
	}
}

// A caller may use the slice of its input again, and finds it as it was.
func TestInputIsCopiedAndUntouched(t *testing.T) {
	for _, s := range parts(t) {
		if s.name != "Classifier" && s.name != "Nearest" {
			continue
		}
		fed, want := s.fresh(), s.fresh()
		buffer := make([]int, 0, 64)
		for i := 0; i < 30; i++ {
			on := []int{i % 7, 20 + i%5, 40 + i%3}
			buffer = append(buffer[:0], on...)
			for x, bits := range map[any][]int{fed: buffer, want: slices.Clone(on)} {
				input := sdr.SDR{Size: 64, Bits: bits}
				switch x := x.(type) {
				case *Classifier:
					x.Step(input, i%5, true)
				case *Nearest:
					x.Step(input, float64(i*i%13), true)
				}
			}
			if !slices.Equal(buffer, on) {
				t.Fatalf("%s changed its input from %v to %v", s.name, on, buffer)
			}
			clear(buffer)
			if a, b := s.part(fed).outputs(), s.part(want).outputs(); !sameBits(a, b) {
				t.Fatalf("%s, record %d: %v when the input's slice is used again, want %v", s.name, i, a, b)
			}
		}
	}
}

// A snapshot of one reset and one not yet fed Nearest has no input to go on from.
func TestNearestStateAfterReset(t *testing.T) {
	n := newNearest(t, 8, nil)
	a := sdr.SDR{Size: 8, Bits: []int{1}}
	n.Step(a, 1, true)
	n.Step(a, 2, true)
	n.Reset()
	m := newNearest(t, 8, nil)
	if err := m.Restore(n.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := m.Predict(1); got == got || m.States() != 2 {
		t.Errorf("after a reset Predict = %v with %d states, want NaN with 2", got, m.States())
	}
	n.Step(a, 5, false) // one record is enough to go on from
	if err := m.Restore(n.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := m.Predict(1); got != 2 {
		t.Errorf("one record after a reset Predict = %v, want 2, which followed the first time", got)
	}
}
