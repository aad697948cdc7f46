package synapse_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// told is a rule that makes use of permanences, inputs, variables and chance.
func told(s *synapse.Synapses) {
	for i, x := range s.Inputs {
		s.Variables[0][i] += x
		s.Permanences[i] += .3*x - .2*float32(s.Uniform()) - .01*s.Variables[0][i]
	}
}

func bent(p float64) float64 { return p + .2*(1-p)*(1-p) }

func shrunk(p float64) float64 { return p - .3*p*p }

// forms of a rule, with their plain forms, all of them with a decay.
func forms(t *testing.T) []form {
	table := mustTabulate(t, bent, shrunk)
	on, off := ref.Interpolated(bent), ref.Interpolated(shrunk)
	all := []form{
		{"tables", table, ref.Rule{On: on, Off: off}},
		{"slices", synapse.PerSegment(hebbian(.1, .05)), ref.Rule{Slices: hebbian(.1, .05)}},
		{"synapses", synapse.PerSynapses(1, told), ref.Rule{Synapses: told}},
	}
	for _, f := range all[:3] {
		for _, bits := range []int{1, 2, 4, 8} {
			for _, stochastic := range []bool{false, true} {
				p, err := f.rule.Quantised(bits, stochastic)
				if err != nil {
					t.Fatal(err)
				}
				plain := f.plain
				plain.Bits, plain.Stochastic = bits, stochastic
				all = append(all, form{fmt.Sprintf("%s, %d bits, stochastic %v", f.name, bits, stochastic), p, plain})
			}
		}
	}
	for i := range all {
		p, err := all[i].rule.Decaying(7, shrunk)
		if err != nil {
			t.Fatal(err)
		}
		all[i].rule, all[i].plain.Idle = p, off
	}
	return all
}

type form struct {
	name  string
	rule  *synapse.Plasticity
	plain ref.Rule
}

// anySynapses draws synapses, with inputs that are rates or not.
func anySynapses(r *rng.Stream, variables int, rates bool) *synapse.Synapses {
	s := &synapse.Synapses{Rest: 1 + r.Below(9), Draw: r.Next(), Variables: make([][]float32, variables)}
	for i := r.Below(40); i > 0; i-- {
		on, x := r.Below(2) == 0, float32(0)
		if on {
			x = 1
			if rates {
				x = r.Unit()
			}
		}
		p := r.Unit()
		if r.Below(8) == 0 {
			p = float32(r.Below(2))
		}
		s.Permanences, s.Active, s.Inputs = append(s.Permanences, p), append(s.Active, on), append(s.Inputs, x)
		s.Ages = append(s.Ages, r.Below(5))
		for v := range s.Variables {
			s.Variables[v] = append(s.Variables[v], r.Unit())
		}
	}
	return s
}

func copied(s *synapse.Synapses) *synapse.Synapses {
	c := *s
	c.Permanences, c.Variables = slices.Clone(s.Permanences), slices.Clone(s.Variables)
	for v := range c.Variables {
		c.Variables[v] = slices.Clone(c.Variables[v])
	}
	return &c
}

// Rules of all forms do what their plain forms do, bit for bit: on binary inputs, on
// rates, and in decay.
func TestRulesEqualPlainOnes(t *testing.T) {
	for _, f := range forms(t) {
		r := rng.New(11)
		for n := 0; n < 400; n++ {
			s := anySynapses(r, f.rule.Variables(), n%2 == 0 && f.rule.Rates())
			if n%5 == 4 && f.rule.Variables() == 0 {
				s.Inputs = nil // those of a tabulated rule follow from Active
			}
			want := copied(s)
			f.rule.ApplyTo(s)
			f.plain.Learn(want)
			if !slices.Equal(s.Permanences, want.Permanences) || fmt.Sprint(s.Variables) != fmt.Sprint(want.Variables) {
				t.Fatalf("%s: %v %v, want %v %v", f.name, s.Permanences, s.Variables, want.Permanences, want.Variables)
			}
			f.rule.Decay(s.Permanences, uint64(n))
			f.plain.Decay(want.Permanences, uint64(n))
			if !slices.Equal(s.Permanences, want.Permanences) {
				t.Fatalf("%s: %v after decay, want %v", f.name, s.Permanences, want.Permanences)
			}
		}
	}
}

// Rates of 1 and 0 are on and off, bit for bit.
func TestRatesOfOneAndZeroAreOnAndOff(t *testing.T) {
	for _, tt := range builtIn {
		p, err := tt.make()
		if err != nil {
			t.Fatal(err)
		}
		on, _ := p.Tables()
		if on == nil {
			continue
		}
		r := rng.New(4)
		for n := 0; n < 100; n++ {
			s := anySynapses(r, 0, false)
			want := slices.Clone(s.Permanences)
			p.ApplyTo(s)
			if p.Apply(want, s.Active); !slices.Equal(s.Permanences, want) {
				t.Fatalf("%s: %v, want %v", tt.name, s.Permanences, want)
			}
		}
	}
}

// By hand: two bits are 0, 1/3, 2/3 and 1; half-way goes up.
func TestQuantisedLevels(t *testing.T) {
	third := float32(1) / 3
	for _, tt := range []struct {
		bits     int
		in, want []float32
	}{
		{1, []float32{0, .49, .5, .51, 1}, []float32{0, 0, 1, 1, 1}},
		{2, []float32{0, .16, .17, .34, .5, .66, .83, .84}, []float32{0, 0, third, third, 2 * third, 2 * third, 2 * third, 1}},
		{16, []float32{0, 1, 1. / 65535, 1.4 / 65535}, []float32{0, 1, 1. / 65535, 1. / 65535}},
	} {
		p, err := mustTabulate(t, plus(0), plus(0)).Quantised(tt.bits, false)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Clone(tt.in)
		if p.Apply(got, make([]bool, len(got))); !slices.Equal(got, tt.want) {
			t.Errorf("%d bits: %v become %v, want %v", tt.bits, tt.in, got, tt.want)
		}
		for i, v := range tt.in {
			if p.Level(v) != tt.want[i] {
				t.Errorf("%d bits: Level(%v) = %v, want %v", tt.bits, v, p.Level(v), tt.want[i])
			}
		}
	}
	none := (*synapse.Plasticity)(nil)
	if v := float32(.123); none.Level(v) != v || mustTabulate(t, plus(0), plus(0)).Level(v) != v {
		t.Error("a rule that is not quantised has levels")
	}
}

// Stochastic rounding is right on average, and leaves what is on a level: a change by a
// fifth of a level happens once in five times.
func TestStochasticRounding(t *testing.T) {
	step := 1.0 / 15 / 5
	p, err := mustTabulate(t, plus(step), plus(0)).Quantised(4, true)
	if err != nil {
		t.Fatal(err)
	}
	r, up := rng.New(1), 0
	for n := 0; n < 300; n++ {
		s := &synapse.Synapses{Draw: r.Next()}
		for k := 0; k < 15; k++ {
			s.Permanences, s.Active = append(s.Permanences, float32(k)/15), append(s.Active, n%2 == 0)
		}
		before := slices.Clone(s.Permanences)
		p.ApplyTo(s)
		for k, v := range s.Permanences {
			switch {
			case v == before[k]:
			case v == float32(k+1)/15 && n%2 == 0:
				up++
			default:
				t.Fatalf("%v becomes %v, want it or the next level", before[k], v)
			}
		}
	}
	if share := float64(up) / 150 / 15; math.Abs(share-.2) > .03 {
		t.Errorf("up in a share of %v, want .2", share)
	}
}

func TestBadQuantisedAndDecaying(t *testing.T) {
	p := mustTabulate(t, plus(0), plus(0))
	for _, bits := range []int{0, -1, 17} {
		if q, err := p.Quantised(bits, false); q != nil || fmt.Sprint(err) != fmt.Sprintf("synapse: bits = %d, want in [1, 16]", bits) {
			t.Errorf("%v, want an error for %d bits", err, bits)
		}
	}
	if q, err := p.Decaying(0, shrunk); q != nil || fmt.Sprint(err) != "synapse: every = 0, want > 0" {
		t.Errorf("%v, want an error", err)
	}
	if q, err := p.Decaying(1, nil); q != nil || fmt.Sprint(err) != "synapse: idle is nil, want a function" {
		t.Errorf("%v, want an error", err)
	}
}

// What a layer asks of a rule before it steps.
func TestWhatARuleWants(t *testing.T) {
	table := mustTabulate(t, bent, shrunk)
	slices := synapse.PerSegment(hebbian(.1, .1))
	random, _ := table.Quantised(4, true)
	nearest, _ := table.Quantised(4, false)
	decaying, _ := table.Decaying(5, shrunk)
	timing, _ := synapse.SpikeTiming(.1, .1, 3, 3)
	cascade, _ := synapse.Cascade(3, .5, .3, .7)
	for _, tt := range []struct {
		name                            string
		p                               *synapse.Plasticity
		variables, idle                 int
		history, draws, rates, tabulate bool
	}{
		{"nil", nil, 0, 0, false, false, true, false},
		{"tables", table, 0, 0, false, false, true, true},
		{"slices", slices, 0, 0, false, false, false, false},
		{"synapses", synapse.PerSynapses(2, told), 2, 0, true, true, true, false},
		{"at random", random, 0, 0, false, true, true, false},
		{"to the nearest", nearest, 0, 0, false, false, true, false},
		{"decaying", decaying, 0, 5, false, false, true, true},
		{"SpikeTiming", timing, 0, 0, true, false, true, false},
		{"Cascade", cascade, 1, 0, false, true, true, false},
	} {
		p := tt.p
		tabulated := false
		if p != nil {
			on, off := p.Tables()
			tabulated = on != nil && off != nil
		}
		if p.Variables() != tt.variables || p.Idle() != tt.idle || p.History() != tt.history || p.Draws() != tt.draws || p.Rates() != tt.rates || tabulated != tt.tabulate {
			t.Errorf("%s: %d variables, idle every %d, history %v, draws %v, rates %v, tables %v; want %+v",
				tt.name, p.Variables(), p.Idle(), p.History(), p.Draws(), p.Rates(), tabulated, tt)
		}
	}
	if on, _ := table.Tables(); on == nil || table.Idle() != 0 {
		t.Error("Quantised or Decaying changed the rule that it was made of")
	}
}

func TestApplyToPanics(t *testing.T) {
	nan := float32(math.NaN())
	rule := synapse.PerSynapses(1, func(s *synapse.Synapses) {})
	random, _ := mustTabulate(t, plus(0), plus(0)).Quantised(1, true)
	two, active := []float32{0, 0}, []bool{true, false}
	ages, variable := []int{0, 1}, [][]float32{{0, 0}}
	for _, tt := range []struct {
		do   func()
		want string
	}{
		{func() { synapse.PerSynapses(0, nil) }, "synapse: PerSynapses of nil, want a function"},
		{func() { synapse.PerSynapses(9, told) }, "synapse: PerSynapses with 9 variables, want in [0, 8]"},
		{func() { rule.Apply(two, active) }, "synapse: Apply of a rule that is told more than permanences and inputs, want ApplyTo"},
		{func() { random.Apply(two, active) }, "synapse: Apply of a rule that is told more than permanences and inputs, want ApplyTo"},
		{func() { rule.ApplyTo(&synapse.Synapses{Permanences: two}) }, "synapse: 2 permanences with 0 Active, want as many"},
		{func() { rule.ApplyTo(&synapse.Synapses{Permanences: two, Active: active}) }, "synapse: 2 permanences with 0 Inputs, want as many"},
		{func() { rule.ApplyTo(&synapse.Synapses{Permanences: two, Active: active, Inputs: two}) }, "synapse: 2 permanences with 0 Ages, want as many"},
		{func() { rule.ApplyTo(&synapse.Synapses{Permanences: two, Active: active, Inputs: two, Ages: ages}) }, "synapse: 0 Variables, want the rule's 1"},
		{func() {
			rule.ApplyTo(&synapse.Synapses{Permanences: two, Active: active, Inputs: two, Ages: ages, Variables: [][]float32{{0}}})
		}, "synapse: 2 permanences with 1 of a variable, want as many"},
		{func() { random.ApplyTo(&synapse.Synapses{Permanences: two, Inputs: two[:1]}) }, "synapse: 2 permanences with 1 Inputs, want as many"},
		{func() { random.ApplyTo(&synapse.Synapses{Permanences: two, Active: active[:1]}) }, "synapse: 2 permanences with 1 Active, want as many"},
		{func() {
			synapse.PerSynapses(1, func(s *synapse.Synapses) { s.Variables[0][1] = nan }).ApplyTo(&synapse.Synapses{Permanences: two, Active: active, Inputs: two, Ages: ages, Variables: variable})
		}, "synapse: variable 0 of synapse 1 of 2 is NaN after a rule, want a number"},
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
}

// What a rule does to what it only reads is nothing to the caller.
func TestRuleCannotReplaceWhatItReads(t *testing.T) {
	p := synapse.PerSynapses(0, func(s *synapse.Synapses) {
		s.Permanences[0] = .7
		s.Active, s.Draw = nil, 5
	})
	s := &synapse.Synapses{Permanences: []float32{.1, .2}, Active: make([]bool, 2), Inputs: make([]float32, 2), Ages: make([]int, 2), Draw: 3}
	if p.ApplyTo(s); !slices.Equal(s.Permanences, []float32{.7, .2}) || len(s.Active) != 2 || s.Draw != 3 {
		t.Errorf("%+v, want .7 and .2", s)
	}
}

// Decay reaches every synapse of a store, learning or not, and prunes, as a plain look
// at each does; in the order of cells, with a draw for each segment.
func TestStoreDecays(t *testing.T) {
	for _, f := range forms(t) {
		r := rng.New(8)
		p := synapse.DefaultParams(20, 100)
		p.PrunePermanence, p.PruneSynapses = .03, 3
		s, err := synapse.New(p)
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < 60; n++ {
			id := s.Create(r.Below(20), 0)
			for _, input := range r.Sample(100, 1+r.Below(12)) {
				s.Connect(id, []uint32{uint32(input)}, r.Unit())
			}
		}
		for round := 0; round < 3; round++ {
			before := s.Snapshot()
			s.Decay(f.rule, 77)
			var want []float32
			segments, stream, at := 0, rng.New(77), 0
			for _, n := range before.SegmentSynapses {
				permanences := slices.Clone(before.Permanence[at:][:n])
				at += int(n)
				f.plain.Decay(permanences, stream.Next())
				permanences = slices.DeleteFunc(permanences, func(v float32) bool { return v < p.PrunePermanence })
				if len(permanences) >= p.PruneSynapses {
					want, segments = append(want, permanences...), segments+1
				}
			}
			after := s.Snapshot()
			if !slices.Equal(after.Permanence, want) || s.Segments() != segments {
				t.Fatalf("%s: %d segments with %v, want %d with %v", f.name, s.Segments(), after.Permanence, segments, want)
			}
			connected := 0
			for _, v := range want {
				if v >= p.ConnectedPermanence {
					connected++
				}
			}
			excited, all := 0, make([]int, 100)
			for i := range all {
				all[i] = i
			}
			for _, e := range s.Excite(all, 1, nil) {
				excited += int(e.Connected)
			}
			if s.ConnectedSynapses() != connected || excited != connected {
				t.Fatalf("%s: %d connected, %d of them excited, want %d", f.name, s.ConnectedSynapses(), excited, connected)
			}
		}
	}
}

// Whatever a rule makes of permanences, they stay in [0, 1], and on their levels.
func FuzzRules(f *testing.F) {
	f.Add(uint64(1), float32(.5), float32(-3), uint8(4), true)
	f.Add(uint64(2), float32(1), float32(1e30), uint8(1), false)
	f.Add(uint64(3), float32(0), float32(math.Inf(-1)), uint8(16), true)
	f.Fuzz(func(t *testing.T, draw uint64, from, to float32, bits uint8, stochastic bool) {
		if !(from >= 0 && from <= 1) || to != to {
			t.Skip()
		}
		rule, err := synapse.PerSynapses(0, func(s *synapse.Synapses) { s.Permanences[1] = to }).Quantised(1+int(bits%16), stochastic)
		if err != nil {
			t.Fatal(err)
		}
		s := &synapse.Synapses{Permanences: []float32{from, from, 1 - from}, Active: make([]bool, 3), Inputs: make([]float32, 3), Ages: make([]int, 3), Draw: draw}
		rule.ApplyTo(s)
		levels := float64(int(1)<<(1+bits%16) - 1)
		for i, v := range s.Permanences {
			if !(v >= 0 && v <= 1) || rule.Level(v) != v || math.Signbit(float64(v)) {
				t.Fatalf("permanence %d is %v, want a level in [0, 1]", i, v)
			}
			want := []float64{float64(from), math.Max(0, math.Min(float64(to), 1)), float64(1 - from)}[i]
			if math.Abs(float64(v)-want) > 1/levels+1e-6 {
				t.Fatalf("permanence %d is %v, want next to %v", i, v, want)
			}
		}
	})
}
