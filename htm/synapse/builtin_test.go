package synapse_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

type made = func() (*synapse.Plasticity, error)

// builtIn are all rules that are made already, with what they promise.
var builtIn = []struct {
	name                     string
	make                     made
	hebbian, monotone, local bool
}{
	{"Hebbian", func() (*synapse.Plasticity, error) { return synapse.Hebbian(.1, .05) }, true, true, true},
	{"SoftBounded", func() (*synapse.Plasticity, error) { return synapse.SoftBounded(.1, .05) }, true, true, true},
	{"SaturatingLTP", func() (*synapse.Plasticity, error) { return synapse.SaturatingLTP(.21, 1.5, .8, .05) }, false, true, true},
	{"RunningAverage", func() (*synapse.Plasticity, error) { return synapse.RunningAverage(.1) }, true, true, true},
	{"AntiHebbian", func() (*synapse.Plasticity, error) { return synapse.AntiHebbian(.01, .1) }, false, true, true},
	{"Homeostatic", func() (*synapse.Plasticity, error) { return synapse.Homeostatic(.1, .05, 8, .2) }, false, true, false},
	{"Metaplastic", func() (*synapse.Plasticity, error) { return synapse.Metaplastic(.1, .05, .7, 10) }, true, true, true},
	{"Cascade", func() (*synapse.Plasticity, error) { return synapse.Cascade(5, .5, .3, .7) }, false, false, false},
	{"Cascade of 1", func() (*synapse.Plasticity, error) { return synapse.Cascade(1, .5, 0, 1) }, true, true, false},
	{"SpikeTiming", func() (*synapse.Plasticity, error) { return synapse.SpikeTiming(.1, .105, 3, 3) }, false, true, true},
	{"quantised", quantised(func() (*synapse.Plasticity, error) { return synapse.Hebbian(.1, .05) }, 4, false), true, true, true},
	{"quantised at random", quantised(func() (*synapse.Plasticity, error) { return synapse.Metaplastic(.1, .05, .7, 10) }, 2, true), false, false, false},
}

func quantised(of made, bits int, stochastic bool) made {
	return func() (*synapse.Plasticity, error) {
		p, err := of()
		if err != nil {
			return nil, err
		}
		return p.Quantised(bits, stochastic)
	}
}

// All rules keep what rules must keep; by the suite that a rule of one's own is checked by.
func TestBuiltInRulesConform(t *testing.T) {
	for _, tt := range builtIn {
		t.Run(tt.name, func(t *testing.T) {
			err := htmtest.Rule(htmtest.RuleCase{
				Name: tt.name, Plasticity: tt.make,
				Hebbian: tt.hebbian, Monotone: tt.monotone, Local: tt.local,
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// What a rule says of itself is different for all, and the same for the same.
func TestBuiltInRulesHaveNames(t *testing.T) {
	seen := map[string]string{}
	for _, tt := range builtIn {
		p, err := tt.make()
		again, _ := tt.make()
		if err != nil || p.Check() != nil || p.String() != again.String() {
			t.Fatalf("%s: %v, %v, %q and %q", tt.name, err, p.Check(), p, again)
		}
		if other := seen[p.String()]; other != "" {
			t.Errorf("%s and %s are both %q", tt.name, other, p)
		}
		seen[p.String()] = tt.name
	}
}

// Every parameter out of range is named.
func TestBadRules(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bad := func(_ *synapse.Plasticity, err error) error { return err }
	for _, tt := range []struct {
		err  error
		want string
	}{
		{bad(synapse.Hebbian(-.1, nan)), "synapse: increment = -0.1, want in [0, 1]\nsynapse: decrement = NaN, want in [0, 1]"},
		{bad(synapse.SoftBounded(1.1, -1)), "synapse: potentiation = 1.1, want in [0, 1]\nsynapse: depression = -1, want in [0, 1]"},
		{bad(synapse.RunningAverage(0)), "synapse: rate = 0, want in (0, 1]"},
		{bad(synapse.RunningAverage(nan)), "synapse: rate = NaN, want in (0, 1]"},
		{bad(synapse.SaturatingLTP(0, 1, 2, nan)), "synapse: baseline = 0, want in (0, 1)\nsynapse: potentiation = 2, want in [0, 1]\nsynapse: depression = NaN, want in [0, 1]"},
		{bad(synapse.SaturatingLTP(.5, 1.5, .5, .5)), "synapse: gain = 1.5, want > 0 with a ceiling of baseline*(1+gain) = 1.25 of at most 1"},
		{bad(synapse.AntiHebbian(0, 0)), "synapse: decrement = 0, fraction = 0, want not both 0"},
		{bad(synapse.AntiHebbian(2, -1)), "synapse: decrement = 2, want in [0, 1]\nsynapse: fraction = -1, want in [0, 1]"},
		{bad(synapse.Homeostatic(2, 2, 0, 2)), "synapse: increment = 2, want in [0, 1]\nsynapse: decrement = 2, want in [0, 1]\nsynapse: target = 0, want > 0\nsynapse: rate = 2, want in [0, 1]"},
		{bad(synapse.Homeostatic(0, 0, inf, 0)), "synapse: target = +Inf, want > 0"},
		{bad(synapse.Metaplastic(2, 2, 2, .5)), "synapse: increment = 2, want in [0, 1]\nsynapse: decrement = 2, want in [0, 1]\nsynapse: sliding = 2, want in [0, 1]\nsynapse: period = 0.5, want >= 1"},
		{bad(synapse.Cascade(0, .6, .5, .5)), "synapse: depths = 0, want in [1, 20]\nsynapse: ratio = 0.6, want in (0, 0.5]\nsynapse: weak = 0.5, strong = 0.5, want weak < strong, both in [0, 1]"},
		{bad(synapse.Cascade(21, 0, 0, 1)), "synapse: depths = 21, want in [1, 20]\nsynapse: ratio = 0, want in (0, 0.5]"},
		{bad(synapse.SpikeTiming(2, 2, 0, inf)), "synapse: potentiation = 2, want in [0, 1]\nsynapse: depression = 2, want in [0, 1]\nsynapse: decay = 0, want > 0\nsynapse: tail = +Inf, want > 0"},
	} {
		if fmt.Sprint(tt.err) != tt.want {
			t.Errorf("%v, want %s", tt.err, tt.want)
		}
	}
}

// Hebbian is the increments of a pooler and of a memory, bit for bit.
func TestHebbianIsTheDefault(t *testing.T) {
	r := rng.New(5)
	draw := func(n, k int) sdr.SDR {
		s, err := sdr.New(n, r.Sample(n, k)...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	sp := spatial.DefaultParams(100, 200)
	tp := temporal.DefaultParams(200)
	tp.CellsPerColumn, tp.ActivationThreshold, tp.MinThreshold, tp.MaxNewSynapses = 4, 3, 2, 6
	sp2, tp2 := sp, tp
	sp2.Plasticity, _ = synapse.Hebbian(float64(sp.PermanenceIncrement), float64(sp.PermanenceDecrement))
	tp2.Plasticity, _ = synapse.Hebbian(float64(tp.PermanenceIncrement), float64(tp.PermanenceDecrement))
	a, err1 := spatial.New(sp)
	b, err2 := spatial.New(sp2)
	c, err3 := temporal.New(tp)
	d, err4 := temporal.New(tp2)
	if err1 != nil || err2 != nil || err3 != nil || err4 != nil {
		t.Fatal(err1, err2, err3, err4)
	}
	inputs := []sdr.SDR{draw(100, 10), draw(100, 10), draw(100, 10), draw(100, 10), draw(100, 10)}
	for step := 0; step < 300; step++ {
		input := inputs[step%5]
		if step%7 == 0 {
			input = draw(100, 10)
		}
		a.Step(input, true)
		b.Step(input, true)
		c.Step(a.Active(), true)
		d.Step(b.Active(), true)
	}
	if fmt.Sprint(a.Snapshot()) != fmt.Sprint(b.Snapshot()) {
		t.Error("poolers differ")
	}
	if fmt.Sprint(c.Snapshot()) != fmt.Sprint(d.Snapshot()) || c.Snapshot().Distal.Growth.SynapsesGrown < 1000 {
		t.Errorf("memories differ, or have grown only %+v", c.Snapshot().Distal.Growth)
	}
}

// AntiHebbian with a fraction of 0 is what a memory does to segments that predicted wrongly.
func TestAntiHebbianIsTheDefaultPunishment(t *testing.T) {
	p := temporal.DefaultParams(200)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses, p.PredictedSegmentDecrement = 4, 3, 2, 6, .07
	q := p
	q.Punishment, _ = synapse.AntiHebbian(.07, 0)
	q.PredictedSegmentDecrement = 0
	a, err1 := temporal.New(p)
	b, err2 := temporal.New(q)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	r := rng.New(6)
	var inputs []sdr.SDR
	for len(inputs) < 8 {
		s, _ := sdr.New(200, r.Sample(200, 8)...)
		inputs = append(inputs, s)
	}
	for step := 0; step < 400; step++ {
		input := inputs[(step+step/8*r.Below(2))%8] // wrong predictions
		a.Step(input, true)
		b.Step(input, true)
	}
	if x, y := a.Snapshot(), b.Snapshot(); fmt.Sprint(x.Distal) != fmt.Sprint(y.Distal) || x.Distal.Growth.SynapsesRemoved < 100 {
		t.Errorf("memories differ, or have lost only %+v", x.Distal.Growth)
	}
}

// What was saved with one rule or transmission is not loaded into a layer with another,
// also if only a number is.
func TestFilesKnowRuleAndTransmission(t *testing.T) {
	layer := func(rule *synapse.Plasticity, transmission *synapse.Transmission) *temporal.Memory {
		p := temporal.DefaultParams(20)
		p.Plasticity, p.Transmission = rule, transmission
		m, err := temporal.New(p)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	rule := func(p *synapse.Plasticity, err error) *synapse.Plasticity {
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	bits := func(n int) *synapse.Transmission {
		made, err := synapse.GradedBits(n)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	decayed, _ := rule(synapse.Hebbian(.1, .1)).Decaying(10, shrunk)
	for _, tt := range []struct {
		saved, loaded *temporal.Memory
		want          string // in the error
	}{
		{layer(nil, bits(2)), layer(nil, bits(2)), ""},
		{layer(nil, bits(2)), layer(nil, bits(3)), "temporal: Transmission = weight checksum"},
		{layer(nil, nil), layer(nil, bits(3)), "temporal: Transmission = nil in the file"},
		{layer(rule(synapse.Cascade(3, .5, .2, .7)), nil), layer(rule(synapse.Cascade(3, .5, .2, .7)), nil), ""},
		{layer(rule(synapse.Cascade(3, .5, .2, .7)), nil), layer(rule(synapse.Cascade(4, .5, .2, .7)), nil), "temporal: Plasticity = Cascade(3, 0.5, 0.2, 0.7) in the file, want Cascade(4, 0.5, 0.2, 0.7)"},
		{layer(rule(synapse.Hebbian(.1, .1)), nil), layer(decayed, nil), "temporal: Plasticity = tabulated"},
	} {
		var file bytes.Buffer
		if err := tt.saved.Save(&file); err != nil {
			t.Fatal(err)
		}
		err := tt.loaded.Load(&file)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
}
