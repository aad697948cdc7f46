package synapse_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

func mustTabulate(t testing.TB, on, off func(float64) float64) *synapse.Plasticity {
	t.Helper()
	p, err := synapse.Tabulate(on, off)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func plus(x float64) func(float64) float64 { return func(p float64) float64 { return p + x } }

// rules of one number, with what they are.
var rules = []struct {
	name     string
	on, off  func(float64) float64
	straight [2]bool // on, off
	monotone bool
	bend     float64 // the most of the second derivatives, at what is not clipped; -1 where there is none
}{
	{"Hebbian", plus(.1), plus(-.02), [2]bool{true, true}, true, 0},
	{"Hebbian, clipped by itself", func(p float64) float64 { return math.Min(1, p+.1) }, func(p float64) float64 { return math.Max(0, p-.02) }, [2]bool{true, true}, true, 0},
	{"increments that are hardly any", plus(.0001), plus(-.0001), [2]bool{true, true}, true, 0},
	{"soft bounds", func(p float64) float64 { return p + .1*(1-p) }, func(p float64) float64 { return p - .05*p }, [2]bool{true, true}, true, 0},
	{"power of what is left", func(p float64) float64 { return p + .1*(1-p)*(1-p) }, func(p float64) float64 { return p - .05*p*p }, [2]bool{}, true, .2},
	{"slow where it is firm", func(p float64) float64 { return p + .1*math.Exp(-5*p) }, plus(-.02), [2]bool{false, true}, true, 2.5},
	{"two levels", func(p float64) float64 { return math.Floor(p*2+1) / 2 }, func(p float64) float64 { return math.Ceil(p*2-1) / 2 }, [2]bool{}, true, -1},
	{"all or nothing", func(float64) float64 { return 1 }, func(float64) float64 { return 0 }, [2]bool{}, true, -1},
}

// Permanences become what the plain form says, bit for bit, if the functions are no
// straight lines; and, to rounding, what the functions say, but for how much a curve
// bends between two points.
func TestTabulate(t *testing.T) {
	r := rng.New(1)
	for _, tt := range rules {
		p := mustTabulate(t, tt.on, tt.off)
		on, off := p.Tables()
		_, _, onStraight := on.Line()
		_, _, offStraight := off.Line()
		if got := [2]bool{onStraight, offStraight}; got != tt.straight {
			t.Errorf("%s: straight %v, want %v", tt.name, got, tt.straight)
		}
		plain := ref.Tabulated(tt.on, tt.off)
		for i := 0; i < 3000; i++ {
			v := r.Unit()
			if i < 300 {
				v = float32(i) / 299
			} else if i < 600 {
				v /= 2000
			}
			for k, active := range []bool{true, false} {
				got, want := []float32{v}, []float32{v}
				p.Apply(got, []bool{active})
				plain(want, []bool{active})
				if !tt.straight[k] && got[0] != want[0] {
					t.Fatalf("%s, active %v: %v becomes %v, want %v", tt.name, active, v, got[0], want[0])
				}
				f := []func(float64) float64{tt.on, tt.off}[k]
				exact := math.Max(0, math.Min(f(float64(v)), 1))
				if tt.bend >= 0 && math.Abs(float64(got[0])-exact) > tt.bend/(1<<19)+1.5e-7 {
					t.Fatalf("%s, active %v: %v becomes %v, want %v", tt.name, active, v, got[0], exact)
				}
			}
		}
	}
}

// HTM's own increments, tabulated, have their bits.
func TestTabulatedHebbianBits(t *testing.T) {
	for _, inc := range []float32{.1, .05, .03, .008, .0001, 1} {
		p := mustTabulate(t, plus(float64(inc)), plus(-float64(inc)))
		on, off := p.Tables()
		for v := float32(0); v <= 1; v += 1. / 4096 {
			if up, down := on.Next(v), off.Next(v); up != v+inc || down != v-inc {
				t.Fatalf("%v +- %v: %v and %v, want %v and %v", v, inc, up, down, v+inc, v-inc)
			}
		}
	}
}

// Steps far smaller than the cells of the tables add up: 2000 of them, 1 on in 2.
func TestSmallStepsAddUp(t *testing.T) {
	bent := func(step float64) func(float64) float64 { // so that it is no straight line
		return func(p float64) float64 { return p + step + step*1e-3*math.Sin(20*p) }
	}
	p := mustTabulate(t, bent(.0003), bent(-.0001))
	v := []float32{.3}
	for i := 0; i < 2000; i++ {
		p.Apply(v, []bool{i%2 == 0})
	}
	if want := .3 + 1000*.0003 - 1000*.0001; math.Abs(float64(v[0])-want) > 1e-3 {
		t.Errorf("%v, want %v", v[0], want)
	}
}

// 0 stays 0 where the function says so, in either sign; 1 stays 1.
func TestEndsStay(t *testing.T) {
	negative := math.Float32frombits(1 << 31)
	for _, tt := range rules[3:5] {
		v := []float32{0, negative, 1}
		mustTabulate(t, tt.on, tt.off).Apply(v, []bool{false, false, true})
		if v[0] != 0 || v[1] != 0 || math.Signbit(float64(v[1])) || v[2] != 1 {
			t.Errorf("%s: %v, want 0, 0 and 1", tt.name, v)
		}
	}
	v := []float32{negative}
	if mustTabulate(t, plus(.1), plus(-.1)).Apply(v, []bool{true}); v[0] != .1 {
		t.Errorf("-0 becomes %v, want .1 as 0 does", v[0])
	}
	for rate := .001; rate < 1; rate += .001 {
		_, off := mustTabulate(t, plus(.1), func(p float64) float64 { return p - rate*p }).Tables()
		if got := off.Next(0); got != 0 {
			t.Fatalf("0 that loses a share of %v becomes %v, want 0", rate, got)
		}
	}
}

func TestTabulateErrors(t *testing.T) {
	same := plus(0)
	at := func(x, y float64) func(float64) float64 {
		return func(p float64) float64 {
			if p == x {
				return y
			}
			return p
		}
	}
	for _, tt := range []struct {
		on, off func(float64) float64
		want    string
	}{
		{nil, same, "synapse: on is nil, want a function"},
		{same, nil, "synapse: off is nil, want a function"},
		{at(.25, math.NaN()), same, "synapse: on(0.25) = NaN, want a finite number"},
		{same, at(1, math.Inf(1)), "synapse: off(1) = +Inf, want a finite number"},
		{same, at(0, math.Inf(-1)), "synapse: off(0) = -Inf, want a finite number"},
		{func(p float64) float64 { return math.Log(p) }, same, "synapse: on(0) = -Inf, want a finite number"},
	} {
		if p, err := synapse.Tabulate(tt.on, tt.off); p != nil || err == nil || err.Error() != tt.want {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

func TestApplyPanics(t *testing.T) {
	set := func(v float32) *synapse.Plasticity {
		return synapse.PerSegment(func(permanences []float32, _ []bool) { permanences[1] = v })
	}
	for _, tt := range []struct {
		do   func()
		want string
	}{
		{func() { synapse.PerSegment(nil) }, "synapse: PerSegment of nil, want a function"},
		{func() { mustTabulate(t, plus(0), plus(0)).Apply(make([]float32, 2), make([]bool, 3)) }, "synapse: 2 permanences with 3 inputs, want as many"},
		{func() { set(float32(math.NaN())).Apply(make([]float32, 3), make([]bool, 3)) }, "synapse: permanence 1 of 3 is NaN after a rule, want a number"},
		{func() { set(float32(math.Inf(1))).Apply(make([]float32, 3), make([]bool, 3)) }, "<nil>"},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != tt.want {
					t.Errorf("panic %q, want %q", got, tt.want)
				}
			}()
			tt.do()
		}()
	}
	v := []float32{.5, .5, .5}
	synapse.PerSegment(func(p []float32, _ []bool) { p[0], p[1] = 7, float32(math.Inf(-1)) }).Apply(v, make([]bool, 3))
	if !slices.Equal(v, []float32{1, 0, .5}) {
		t.Errorf("clipped to %v, want 1, 0 and .5", v)
	}
}

func hebbian(increment, decrement float32) func([]float32, []bool) {
	return func(permanences []float32, active []bool) {
		for i := range permanences {
			if active[i] {
				permanences[i] += increment
			} else {
				permanences[i] -= decrement
			}
		}
	}
}

// Rules of both forms keep what a rule must keep, and what these promise.
func TestConformance(t *testing.T) {
	for _, tt := range rules {
		err := htmtest.Rule(htmtest.RuleCase{
			Name: tt.name,
			New: func() (htmtest.RuleFunc, error) {
				p, err := synapse.Tabulate(tt.on, tt.off)
				if err != nil {
					return nil, err
				}
				return p.Apply, nil
			},
			Hebbian: true, Monotone: tt.monotone, Local: true,
		})
		if err != nil {
			t.Error(err)
		}
	}
	if err := htmtest.Rule(htmtest.RuleCase{
		Name:    "over slices",
		New:     func() (htmtest.RuleFunc, error) { return synapse.PerSegment(hebbian(.1, .05)).Apply, nil },
		Hebbian: true, Monotone: true, Local: true,
	}); err != nil {
		t.Error(err)
	}
}

// By a rule over slices, by tables and by the built-in increments a store becomes
// the same, bit for bit: synapses are connected, pruned, and segments destroyed alike.
func TestAdaptBy(t *testing.T) {
	const inputs, up, down = 200, .1, .07
	for name, rule := range map[string]*synapse.Plasticity{
		"slices": synapse.PerSegment(hebbian(up, down)),
		"tables": mustTabulate(t, plus(float64(float32(up))), plus(-float64(float32(down)))),
	} {
		r := rng.New(3)
		p := synapse.DefaultParams(30, inputs)
		p.PrunePermanence, p.PruneSynapses = .05, 4
		a, err := synapse.New(p)
		if err != nil {
			t.Fatal(err)
		}
		for cell := 0; cell < 30; cell++ {
			id := a.Create(cell, 0)
			for _, input := range r.Sample(inputs, 12) {
				a.Connect(id, []uint32{uint32(input)}, .2+.4*r.Unit())
			}
		}
		b := a.Clone()
		for step := 0; step < 40; step++ {
			active := synapse.NewBitset(inputs)
			bits := r.Sample(inputs, 74)
			active.Add(bits)
			for cell := 0; cell < 30; cell++ {
				for _, id := range a.AppendSegmentsOn(cell, nil) {
					if x, y := a.Adapt(id, active, up, -down), b.AdaptBy(rule, id, synapse.Moment{Active: active}); x != y {
						t.Fatalf("%s: alive %v, want %v", name, y, x)
					}
				}
			}
			if x, y := fmt.Sprint(a.Snapshot()), fmt.Sprint(b.Snapshot()); x != y {
				t.Fatalf("%s, step %d: the stores differ", name, step)
			}
			if x, y := fmt.Sprint(a.Excite(bits, 1, nil)), fmt.Sprint(b.Excite(bits, 1, nil)); x != y {
				t.Fatalf("%s, step %d: excited %s, want %s", name, step, y, x)
			}
		}
		if g := a.Growth(); g.SegmentsRemoved < 3 || g.SynapsesRemoved < 50 || a.Segments() < 3 {
			t.Errorf("%+v and %d segments: the comparison proves little", g, a.Segments())
		}
	}
}

// Stores share no room to work in: while a rule works on one, its clone adapts.
func TestAdaptByInClones(t *testing.T) {
	a, _ := synapse.New(synapse.DefaultParams(2, 10))
	id := a.Create(1, 0)
	a.Connect(id, []uint32{1, 2, 3}, .4)
	a.AdaptBy(synapse.PerSegment(hebbian(0, 0)), id, synapse.Moment{Active: synapse.NewBitset(10)}) // makes room
	b := a.Clone()
	a.AdaptBy(synapse.PerSegment(func(permanences []float32, active []bool) {
		hebbian(.1, .1)(permanences, active)
		b.AdaptBy(synapse.PerSegment(hebbian(.2, .2)), id, synapse.Moment{Active: synapse.NewBitset(10)})
	}), id, synapse.Moment{Active: synapse.NewBitset(10)})
	if x, y := a.Permanences(id)[0], b.Permanences(id)[0]; math.Abs(float64(x)-.3) > 1e-6 || math.Abs(float64(y)-.2) > 1e-6 {
		t.Errorf("%v and %v, want .3 and .2", x, y)
	}
}

// A rule that fails changes nothing.
func TestFailingRule(t *testing.T) {
	s, _ := synapse.New(synapse.DefaultParams(2, 10))
	id := s.Create(1, 0)
	s.Connect(id, []uint32{1, 2, 3}, .4)
	before := fmt.Sprint(s.Snapshot())
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		s.AdaptBy(synapse.PerSegment(func(p []float32, a []bool) { p[0], p[2], a[0] = .9, float32(math.NaN()), true }), id, synapse.Moment{Active: synapse.NewBitset(10)})
	}()
	if after := fmt.Sprint(s.Snapshot()); after != before {
		t.Errorf("%s, want %s", after, before)
	}
}

// What a file says of a rule differs where the rule does.
func TestDescription(t *testing.T) {
	a, b := mustTabulate(t, plus(.1), plus(-.1)), mustTabulate(t, plus(.1), plus(-.2))
	again := mustTabulate(t, plus(.1), plus(-.1))
	if !strings.HasPrefix(a.String(), "tabulated, checksum ") || a.String() == b.String() || a.String() != again.String() {
		t.Errorf("%v, %v and %v, want the first and the last the same", a, b, again)
	}
	if got := synapse.PerSegment(hebbian(.1, .1)).String(); got != "a function" {
		t.Errorf("%q, want a function", got)
	}
	if got := synapse.PerSynapses(2, func(*synapse.Synapses) {}).String(); got != "a function with 2 variables" {
		t.Errorf("%q, want a function with 2 variables", got)
	}
	coarse, _ := a.Quantised(3, true)
	if got := coarse.String(); got != a.String()+", on 8 levels, stochastic" {
		t.Errorf("%q, want %v on 8 levels", got, a)
	}
	fading, _ := a.Decaying(9, plus(-.1))
	faster, _ := a.Decaying(9, plus(-.2))
	if !strings.HasPrefix(fading.String(), a.String()+", every 9 steps idle, checksum ") || fading.String() == faster.String() {
		t.Errorf("%v and %v, want a decay of each", fading, faster)
	}
	none := (*synapse.Plasticity)(nil)
	if err := (&synapse.Plasticity{}).Check(); none.Check() != nil || a.Check() != nil || synapse.PerSegment(hebbian(.1, .1)).Check() != nil || err == nil {
		t.Errorf("%v, want an error for the empty rule alone", err)
	}
}
