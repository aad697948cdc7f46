package synapse_test

import (
	"math"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// known is a rule, what it is told of one synapse time after time, and what becomes of
// it: worked by hand from the equations.
type known struct {
	name   string
	rule   made
	start  float32
	inputs []float32
	want   []float64
}

// learnOne lets a rule learn one synapse time after time.
func learnOne(t *testing.T, rule made, start float32, inputs []float32, each func(step int, permanence float64)) {
	t.Helper()
	p, err := rule()
	if err != nil {
		t.Fatal(err)
	}
	s := &synapse.Synapses{Permanences: []float32{start}, Ages: []int{0}, Rest: 1, Variables: make([][]float32, p.Variables())}
	for v := range s.Variables {
		s.Variables[v] = make([]float32, 1)
	}
	for step, x := range inputs {
		s.Inputs, s.Active = []float32{x}, []bool{x > 0}
		p.ApplyTo(s)
		each(step, float64(s.Permanences[0]))
	}
}

func TestKnownAnswers(t *testing.T) {
	for _, tt := range []known{
		{"Hebbian adds, and is clipped", func() (*synapse.Plasticity, error) { return synapse.Hebbian(.25, .5) }, .5, []float32{1, 1, 1, 0, 0, 0}, []float64{.75, 1, 1, .5, 0, 0}},
		{"SoftBounded moves by a share of what is left", func() (*synapse.Plasticity, error) { return synapse.SoftBounded(.5, .25) }, .5, []float32{1, 1, 0, 0}, []float64{.75, .875, .65625, .4921875}},
		// Three trains: 105, 136.5 and 145.95 % above the baseline of .2, then towards 150 %.
		{"SaturatingLTP reaches its ceiling", func() (*synapse.Plasticity, error) { return synapse.SaturatingLTP(.2, 1.5, .7, .5) }, .2, []float32{1, 1, 1, 1, 0, 0}, []float64{.41, .473, .4919, .49757, .348785, .2743925}},
		// The same with .8: 120, 144 and 148.8 %.
		{"SaturatingLTP with three trains", func() (*synapse.Plasticity, error) { return synapse.SaturatingLTP(.2, 1.5, .8, 0) }, .2, []float32{1, 1, 1, 0}, []float64{.44, .488, .4976, .4976}},
		{"RunningAverage averages rates, too", func() (*synapse.Plasticity, error) { return synapse.RunningAverage(.5) }, 0, []float32{1, 0, .5, .5, .25}, []float64{.5, .25, .375, .4375, .34375}},
		{"AntiHebbian takes from what is on", func() (*synapse.Plasticity, error) { return synapse.AntiHebbian(.0625, .5) }, .5, []float32{0, 1, 1, 1}, []float64{.5, .1875, .03125, 0}},
		// Sum .75 + .25 = 1 of a target of 2 with rate .5: factor 1.5; then 1 (clipped), at a factor of 1.5 again.
		{"Homeostatic scales towards its target", func() (*synapse.Plasticity, error) { return synapse.Homeostatic(.25, .25, .5, .5) }, .75, []float32{1, 0, 0}, []float64{.75, .5, .375}},
		// h: 0, .5, .75, .375; up .25*(1-h), down .25*h.
		{"Metaplastic slides", func() (*synapse.Plasticity, error) { return synapse.Metaplastic(.25, .25, 1, 2) }, .25, []float32{1, 1, 0, 1}, []float64{.5, .625, .4375, .59375}},
		{"Metaplastic without sliding is Hebbian", func() (*synapse.Plasticity, error) { return synapse.Metaplastic(.25, .5, 0, 2) }, .25, []float32{1, 1, 0, 1}, []float64{.5, .75, .25, .5}},
		{"Metaplastic by half", func() (*synapse.Plasticity, error) { return synapse.Metaplastic(.25, .5, .5, 1) }, .25, []float32{0, 1, 1}, []float64{0, .25, .375}},
		{"Hebbian with rates", func() (*synapse.Plasticity, error) { return synapse.Hebbian(.5, .25) }, .25, []float32{.5, .25, 0}, []float64{.375, .3125, .0625}},
		{"Cascade of 1 is what it was told", func() (*synapse.Plasticity, error) { return synapse.Cascade(1, .5, .25, .75) }, .3, []float32{0, 1, 1, 0}, []float64{.25, .75, .75, .25}},
	} {
		learnOne(t, tt.rule, tt.start, tt.inputs, func(step int, got float64) {
			if math.Abs(got-tt.want[step]) > 1e-6 {
				t.Errorf("%s: step %d: %v, want %v", tt.name, step, got, tt.want[step])
			}
		})
	}
}

// Two synapses of .5 and .25, the first with its input on, no increments: their sum goes
// half of the way to 1.5, and their ratio stays.
func TestHomeostaticKeepsRatios(t *testing.T) {
	p, err := synapse.Homeostatic(0, 0, 1.5, .5)
	if err != nil {
		t.Fatal(err)
	}
	s := &synapse.Synapses{Permanences: []float32{.5, .25}, Active: []bool{true, false}, Inputs: []float32{1, 0}, Ages: []int{0, 3}}
	p.ApplyTo(s)
	if a, b := s.Permanences[0], s.Permanences[1]; math.Abs(float64(a)-.75) > 1e-6 || math.Abs(float64(b)-.375) > 1e-6 {
		t.Errorf("%v and %v, want .75 and .375", a, b)
	}
	s.Permanences = []float32{0, 0}
	if p.ApplyTo(s); s.Permanences[0] != 0 || s.Permanences[1] != 0 {
		t.Errorf("%v of nothing, want nothing", s.Permanences)
	}
}

// Worked by hand, with both constants 1/ln 2 steps, so that the window halves each step.
func TestSpikeTimingWindow(t *testing.T) {
	half := 1 / math.Ln2
	p, err := synapse.SpikeTiming(.25, .125, half, half)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		age, rest int
		want      float64
	}{
		{"with the segment", 0, 1, .75},
		{"with the segment, that never learned", 0, synapse.Never, .75},
		{"one before, that never learned", 1, synapse.Never, .625},
		{"three before", 3, synapse.Never, .5 + .03125},
		{"one after the last time and nine before", 9, 10, .5 + .25/512 - .0625},
		{"nine after and one before", 1, 10, .5 + .125 - .125/512},
		{"in the middle", 1, 2, .5 + .125 - .0625},
		{"not since the last time", 10, 10, .5},
		{"long ago", 30, 10, .5},
		{"never", synapse.Never, 10, .5},
		{"never, for the first time", synapse.Never, synapse.Never, .5},
	} {
		s := &synapse.Synapses{Permanences: []float32{.5}, Active: []bool{tt.age == 0}, Inputs: []float32{0}, Ages: []int{tt.age}, Rest: tt.rest}
		p.ApplyTo(s)
		if got := float64(s.Permanences[0]); math.Abs(got-tt.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A long window does not end where its table does.
func TestSpikeTimingWindowIsLong(t *testing.T) {
	p, err := synapse.SpikeTiming(.25, .125, 300, 300)
	if err != nil {
		t.Fatal(err)
	}
	s := &synapse.Synapses{Permanences: make([]float32, 600), Active: make([]bool, 600), Inputs: make([]float32, 600), Ages: make([]int, 600), Rest: 600}
	for age := range s.Ages {
		s.Ages[age], s.Permanences[age] = age, .5
	}
	p.ApplyTo(s)
	for age, got := range s.Permanences {
		want := .5 + .25*math.Exp(-float64(age)/300)
		if age > 0 {
			want -= .125 * math.Exp(-float64(600-age)/300)
		}
		if math.Abs(float64(got)-want) > 1e-6 {
			t.Fatalf("age %d: %v, want %v", age, got, want)
		}
	}
}

// With as many inputs on as off all ten states are equally full, the result that Fusi,
// Drew & Abbott (2005) chose the probabilities for; and a state as deep as k is left with the
// probability r^(k-1) for the other efficacy.
func TestCascadeFillsItsStatesAlike(t *testing.T) {
	const synapses, depths = 5000, 5
	p, err := synapse.Cascade(depths, .5, .25, .75)
	if err != nil {
		t.Fatal(err)
	}
	r := rng.New(1)
	s := &synapse.Synapses{
		Permanences: make([]float32, synapses), Active: make([]bool, synapses), Inputs: make([]float32, synapses),
		Ages: make([]int, synapses), Variables: [][]float32{make([]float32, synapses)},
	}
	var count, changed [2][depths]float64
	const warm, steps = 150, 200
	for step := 0; step < warm+steps; step++ {
		for i := range s.Active {
			s.Inputs[i], s.Active[i] = 0, r.Below(2) == 0
			if s.Active[i] {
				s.Inputs[i] = 1
			}
		}
		before, depth := append([]float32(nil), s.Permanences...), append([]float32(nil), s.Variables[0]...)
		s.Draw = r.Next()
		p.ApplyTo(s)
		if step < warm {
			continue
		}
		for i, v := range s.Permanences {
			if v != .25 && v != .75 || s.Variables[0][i] >= depths {
				t.Fatalf("permanence %v at depth %v", v, s.Variables[0][i])
			}
			strong := 0
			if before[i] == .75 {
				strong = 1
			}
			count[strong][int(depth[i])]++
			if v != before[i] {
				changed[strong][int(depth[i])]++
			}
		}
	}
	for strong := range count {
		for k, n := range count[strong] {
			if share := n / (synapses * steps); math.Abs(share-.1) > .005 {
				t.Errorf("strong %d, depth %d: a share of %v of all synapses, want .1", strong, k+1, share)
			}
			chance := math.Pow(.5, float64(k)) / 2 // of being told the other efficacy, and following
			if k == depths-1 {
				chance *= 2
			}
			if share := changed[strong][k] / n; math.Abs(share-chance) > .01 {
				t.Errorf("strong %d, depth %d: a share of %v changes, want %v", strong, k+1, share, chance)
			}
		}
	}
}

// An input that is a rate of .25 is on so often.
func TestCascadeTakesRatesAsChances(t *testing.T) {
	p, _ := synapse.Cascade(1, .5, 0, 1)
	strong, r := 0.0, rng.New(2)
	for i := 0; i < 10000; i++ {
		s := &synapse.Synapses{Permanences: []float32{0}, Active: []bool{true}, Inputs: []float32{.25}, Ages: []int{0}, Variables: [][]float32{{0}}, Draw: r.Next()}
		p.ApplyTo(s)
		strong += float64(s.Permanences[0])
	}
	if math.Abs(strong/10000-.25) > .015 {
		t.Errorf("strong in a share of %v, want .25", strong/10000)
	}
}

// A synapse whose input is on in 3 of 4 learning steps settles where the formula says.
func TestSoftBoundedSettles(t *testing.T) {
	p, _ := synapse.SoftBounded(.02, .03)
	v, mean := []float32{.1}, 0.0
	for i := 0; i < 4000; i++ {
		p.Apply(v, []bool{i%4 != 0})
		if i >= 2000 {
			mean += float64(v[0]) / 2000
		}
	}
	if want := .75 * .02 / (.75*.02 + .25*.03); math.Abs(mean-want) > .005 {
		t.Errorf("%v, want %v", mean, want)
	}
}
