package spatial_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

func tabulate(t testing.TB, on, off func(float64) float64) *synapse.Plasticity {
	t.Helper()
	rule, err := synapse.Tabulate(on, off)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

// ruleCase is a rule, and what the reference is told of it.
type ruleCase struct {
	name string
	rule *synapse.Plasticity
	tell func(plain *ref.Spatial)
}

// rules of all kinds.
func rules(t testing.TB) []ruleCase {
	powerOn := func(p float64) float64 { return p + .1*(1-p)*(1-p) }
	powerOff := func(p float64) float64 { return p - .05*p*p - .001 }
	// What those that are on gain is more if they are few.
	shared := func(permanences []float32, active []bool) {
		on := 0
		for _, a := range active {
			if a {
				on++
			}
		}
		for i := range permanences {
			if active[i] {
				permanences[i] += .5 / float32(on)
			} else {
				permanences[i] -= .01
			}
		}
	}
	told := func(s *synapse.Synapses) { // of everything that there is
		chance := float32(s.Uniform())
		for i, x := range s.Inputs {
			trace := float32(.8*s.Variables[0][i]) + x
			s.Variables[0][i] = trace
			s.Variables[1][i] += float32(min(s.Rest, 20))
			change := float32(.05*x) - float32(.01*(1-x))
			switch {
			case s.Ages[i] < 4:
				change += float32(.02 * trace)
			case s.Variables[1][i] > 60 && s.Active[i]:
				change = -chance
			case s.Ages[i] == synapse.Never:
				change = .001
			}
			s.Permanences[i] += change
		}
	}
	made := func(rule *synapse.Plasticity, err error) *synapse.Plasticity {
		if err != nil {
			t.Fatal(err)
		}
		return rule
	}
	forget := func(p float64) float64 { return p - .3*p*p }
	curve := tabulate(t, powerOn, powerOff)
	by := func(rule ref.Rule) func(*ref.Spatial) { return func(plain *ref.Spatial) { plain.Rule = &rule } }
	with := func(rule ref.Rule, tell func(*ref.Spatial)) func(*ref.Spatial) {
		return func(plain *ref.Spatial) {
			plain.Rule = &rule
			tell(plain)
		}
	}
	draws := func(plain *ref.Spatial) { plain.Draws = rng.New(plain.P.Seed ^ 0x72756c6573) }
	on, off, idle := ref.Interpolated(powerOn), ref.Interpolated(powerOff), ref.Interpolated(forget)
	return []ruleCase{
		{"a curve", curve, by(ref.Rule{On: on, Off: off})},
		{"soft bounds", tabulate(t, func(p float64) float64 { return p + .1*(1-p) }, func(p float64) float64 { return p - .05*p }),
			by(ref.Rule{On: func(p float32) float32 { return float32(.9*p) + .1 }, Off: func(p float32) float32 { return .95 * p }})},
		{"a function over slices", synapse.PerSegment(shared), by(ref.Rule{Slices: shared})},
		{"a function that is told everything", synapse.PerSynapses(2, told), with(ref.Rule{Synapses: told}, func(plain *ref.Spatial) {
			plain.Variables = 2
			draws(plain)
		})},
		{"three bits", made(curve.Quantised(3, false)), by(ref.Rule{On: on, Off: off, Bits: 3})},
		{"three bits, rounded at random", made(curve.Quantised(3, true)), with(ref.Rule{On: on, Off: off, Bits: 3, Stochastic: true}, draws)},
		{"passive decay", made(curve.Decaying(7, forget)), with(ref.Rule{On: on, Off: off, Idle: idle}, func(plain *ref.Spatial) { plain.Every = 7 })},
		{"everything, with passive decay, on two bits", made(made(synapse.PerSynapses(2, told).Quantised(2, true)).Decaying(3, forget)),
			with(ref.Rule{Synapses: told, Bits: 2, Stochastic: true, Idle: idle}, func(plain *ref.Spatial) {
				plain.Variables, plain.Every = 2, 3
				draws(plain)
			})},
	}
}

// By any rule, and with any other parameters, a pooler has the bits of the reference
// that learns by the same rule, plainly.
func TestRulesEqualTheReference(t *testing.T) {
	n := 60
	if testing.Short() {
		n = 10
	}
	for _, tt := range rules(t) {
		for seed := 0; seed < n; seed++ {
			params := drawParams(uint64(seed))
			params.Plasticity = tt.rule
			requireReferenceWith(t, params, tt.tell, 40, seed%3 == 0)
		}
	}
}

// HTM's own rule, as tables and over slices, has the bits of the built-in one: as
// straight lines, through the tables (of a function that is another at 1 alone, which
// nothing reaches from below here), and with inputs that take four bytes each.
func TestHebbianRulesEqualTheBuiltIn(t *testing.T) {
	for _, size := range []int{120, 1<<16 + 1} {
		for seed := uint64(0); seed < 4; seed++ {
			params := spatial.DefaultParams(size, 60)
			params.Density, params.Seed, params.PotentialFraction = .1, seed, min(.5, 2000/float64(size))
			params.StimulusThreshold = int(seed%2) * 3
			on := func(p float64) float64 { return p + float64(params.PermanenceIncrement) }
			off := func(p float64) float64 { return p - float64(params.PermanenceDecrement) }
			slices := synapse.PerSegment(func(permanences []float32, active []bool) {
				for i := range permanences {
					if active[i] {
						permanences[i] += params.PermanenceIncrement
					} else {
						permanences[i] -= params.PermanenceDecrement
					}
				}
			})
			for name, rule := range map[string]*synapse.Plasticity{
				"lines": tabulate(t, on, off), "slices": slices,
				"tables": tabulate(t, on, func(p float64) float64 {
					if p == 0 {
						return .003 // trimmed, as what stands there otherwise
					}
					return off(p)
				}),
			} {
				params.Plasticity = nil
				builtIn, err := spatial.New(params)
				if err != nil {
					t.Fatal(err)
				}
				params.Plasticity = rule
				other, err := spatial.New(params)
				if err != nil {
					t.Fatal(err)
				}
				r := rng.New(seed)
				for step := 0; step < 60; step++ {
					input := sdr.SDR{Size: size, Bits: r.Sample(size, size/10)}
					builtIn.Step(input, step%5 > 0)
					other.Step(input, step%5 > 0)
				}
				a, b := builtIn.Snapshot(), other.Snapshot()
				if !reflect.DeepEqual(a, b) {
					t.Errorf("%s, %d inputs, seed %d: other winners or permanences than the built-in rule", name, size, seed)
				}
			}
		}
	}
}

// A rule that panics leaves a pooler that goes on, and the panic says why.
func TestRuleThatPanics(t *testing.T) {
	fail := false
	params := spatial.DefaultParams(50, 40)
	params.Density = .1
	params.Plasticity = synapse.PerSegment(func(permanences []float32, active []bool) {
		for i := range permanences {
			permanences[i] = .5
			if active[i] {
				permanences[i] = .8
			}
			if fail {
				permanences[i] = float32(math.NaN())
			}
		}
	})
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	before := p.Snapshot()
	func() {
		defer func() {
			if got := fmt.Sprint(recover()); !strings.HasPrefix(got, "synapse: permanence 0 of 25 is NaN") {
				t.Errorf("panic %q", got)
			}
		}()
		fail = true
		p.Step(sdr.SDR{Size: 50, Bits: []int{0, 1, 2}}, true)
	}()
	if !reflect.DeepEqual(p.Snapshot().Permanences, before.Permanences) {
		t.Errorf("permanences have changed")
	}
	fail = false
	p.Step(sdr.SDR{Size: 50, Bits: []int{3}}, true)
	for _, column := range p.Active().Bits {
		for i, input := range p.PotentialPool(column) {
			want := float32(.5)
			if input == 3 {
				want = .8
			}
			if got := p.Permanences(column)[i]; got != want {
				t.Errorf("minicolumn %d, input %d: %v, want %v", column, input, got, want)
			}
		}
	}
}

// What was learned by one rule is not loaded where another is at work, as with every
// parameter; functions over slices are taken for each other.
func TestRulesInFiles(t *testing.T) {
	plus := func(x float64) func(float64) float64 { return func(p float64) float64 { return p + x } }
	table, other := tabulate(t, plus(.1), plus(-.1)), tabulate(t, plus(.1), plus(-.2))
	slices := synapse.PerSegment(func(permanences []float32, active []bool) {})
	with := func(rule *synapse.Plasticity) *spatial.Pooler {
		params := spatial.DefaultParams(50, 40)
		params.Plasticity = rule
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, tt := range []struct {
		saved, loaded *synapse.Plasticity
		fits          bool
	}{
		{nil, nil, true}, {table, table, true}, {table, tabulate(t, plus(.1), plus(-.1)), true}, {slices, slices, true}, {table, slices, true},
		{nil, table, false}, {table, nil, false}, {table, other, false}, {slices, nil, false},
	} {
		var file bytes.Buffer
		if err := with(tt.saved).Save(&file); err != nil {
			t.Fatal(err)
		}
		err := with(tt.loaded).Load(&file)
		if (err == nil) != tt.fits || err != nil && !strings.Contains(err.Error(), "spatial: Plasticity = ") {
			t.Errorf("saved with %v, loaded with %v: %v", tt.saved, tt.loaded, err)
		}
	}
}

// A rule typed where the experiment is: soft bounds.
func ExampleParams_plasticity() {
	params := spatial.DefaultParams(100, 200)
	params.Plasticity, _ = synapse.Tabulate(
		func(p float64) float64 { return p + 0.1*(1-p) }, // the input is on
		func(p float64) float64 { return p - 0.05*p },    // it is off
	)
	pooler, err := spatial.New(params)
	if err != nil {
		fmt.Println(err)
	}
	input, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
	for i := 0; i < 100; i++ {
		pooler.Step(input, true)
	}
	winner := pooler.Active().Bits[0]
	fmt.Println(pooler.Connected(winner).Minus(input).Len(), "connected synapses on other inputs")
	// Output: 0 connected synapses on other inputs
}

// By a rule of two bits all permanences are on one of four levels, from the start.
func TestPermanencesOfFewBits(t *testing.T) {
	hebbian, err := synapse.Hebbian(.05, .02)
	if err != nil {
		t.Fatal(err)
	}
	rule, err := hebbian.Quantised(2, true)
	if err != nil {
		t.Fatal(err)
	}
	params := spatial.DefaultParams(100, 80)
	params.Density, params.MinOverlapDutyCycle, params.Plasticity = .1, 0, rule
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	r := rng.New(1)
	for step := 0; step < 100; step++ {
		seen := map[float32]int{}
		for _, v := range p.Snapshot().Permanences {
			seen[v]++
		}
		for k := float32(0); k < 4; k++ {
			if seen[k/3] == 0 {
				t.Errorf("step %d: no permanence of %v", step, k/3)
			}
		}
		if len(seen) > 4 {
			t.Fatalf("step %d: permanences %v, want 0, 1/3, 2/3 and 1", step, seen)
		}
		p.Step(sdr.SDR{Size: 100, Bits: r.Sample(100, 20)}, true)
	}
}
