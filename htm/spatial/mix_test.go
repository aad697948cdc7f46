package spatial_test

import (
	"fmt"
	"reflect"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// mixes are what they are made of.
type mixes struct {
	transmissions []transmissionCase
	rules         []ruleCase
}

func newMixes(t testing.TB) mixes { return mixes{transmissions(t), rules(t)} }

// draw draws parameters from all over the place, with a transmission and a rule
// now and then, rates and inputs that inhibit: whatever goes together.
func (m mixes) draw(seed uint64) (spatial.Params, func(*ref.Spatial)) {
	params, r := drawParams(seed), rng.New(seed+77)
	transmission, rule := m.transmissions[r.Below(len(m.transmissions))], m.rules[r.Below(len(m.rules))]
	params.RateInputs = r.Below(2) == 0
	if r.Below(3) > 0 {
		params.InhibitoryInputs = r.Below(params.Inputs)
	}
	withTransmission, withRule := r.Below(2) == 0, r.Below(4) > 0
	if params.RateInputs {
		withRule = withRule && rule.rule.Rates()
		withTransmission = withTransmission && transmission.of.ShortTerm(1) == nil
	}
	if withTransmission {
		params.Transmission = transmission.of
	}
	if withRule {
		params.Plasticity = rule.rule
	}
	if _, err := spatial.New(params); err != nil {
		params.StimulusThreshold = 0 // too few inputs that do not inhibit
	}
	return params, func(plain *ref.Spatial) {
		if withTransmission {
			plain.Transmission = &transmission.plain
		}
		if withRule {
			rule.tell(plain)
		}
	}
}

func TestMixesEqualTheReference(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 60
	}
	mixes := newMixes(t)
	for seed := 0; seed < n; seed++ {
		params, tell := mixes.draw(uint64(seed))
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			requireReferenceWith(t, params, tell, 40, seed%3 == 0)
		})
	}
}

// A mix goes on from a snapshot, and in a clone, as it would have gone on.
func TestMixesGoOn(t *testing.T) {
	mixes := newMixes(t)
	for seed := uint64(1000); seed < 1060; seed++ {
		params, _ := mixes.draw(seed)
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		r := rng.New(seed)
		step := func(all ...*spatial.Pooler) {
			rates, learn := make([]float32, params.Inputs), r.Below(4) > 0
			bits := r.Sample(params.Inputs, (params.Inputs+9)/10)
			for _, bit := range bits {
				rates[bit] = float32(r.Below(16)) / 15
			}
			for _, p := range all {
				if params.RateInputs {
					p.StepRates(rates, learn)
				} else {
					p.Step(sdr.SDR{Size: params.Inputs, Bits: bits}, learn)
				}
			}
		}
		for i := 0; i < 20; i++ {
			step(p)
		}
		params.Seed++
		restored, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		if err := restored.Restore(p.Snapshot()); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		clone := p.Clone()
		for i := 0; i < 20; i++ {
			step(p, restored, clone)
		}
		want := p.Snapshot()
		if !reflect.DeepEqual(restored.Snapshot(), want) {
			t.Errorf("seed %d: a restored pooler goes on differently", seed)
		}
		if !reflect.DeepEqual(clone.Snapshot(), want) {
			t.Errorf("seed %d: a clone goes on differently", seed)
		}
	}
}

// Rates of 0 and 1 are inputs that are off and on, whatever the other parameters.
func TestRatesOfOneAreSpikes(t *testing.T) {
	mixes := newMixes(t)
	for seed := uint64(2000); seed < 2080; seed++ {
		params, _ := mixes.draw(seed)
		params.RateInputs = false
		spikes, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		params.RateInputs = true
		rates, err := spatial.New(params)
		if err != nil {
			continue // goes with spikes alone
		}
		both, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		r := rng.New(seed)
		for step := 0; step < 40; step++ {
			bits, x := r.Sample(params.Inputs, (params.Inputs+4)/5), make([]float32, params.Inputs)
			for _, bit := range bits {
				x[bit] = 1
			}
			learn := r.Below(5) > 0
			spikes.Step(sdr.SDR{Size: params.Inputs, Bits: bits}, learn)
			rates.StepRates(x, learn)
			if step%2 == 0 {
				both.StepRates(x, learn)
			} else {
				both.Step(sdr.SDR{Size: params.Inputs, Bits: bits}, learn)
			}
		}
		want := spikes.Snapshot()
		if want.Drives == nil {
			want.Drives = spikes.BoostedOverlaps()
			for column, overlap := range want.Overlaps {
				want.Drives[column] = float32(overlap)
			}
			want.Release = rates.Snapshot().Release
		}
		if got := rates.Snapshot(); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: rates of 1 are not what inputs are that are on", seed)
		}
		if got := both.Snapshot(); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: StepRates and Step in turn are not either of them", seed)
		}
	}
}

// Worked by hand: overlap 1 + 0.5 against 0.25, of connected synapses; .5 grows by
// .1*.25 - .02*.75 = .01, and .2 by .1*.5 - .02*.5 = .04.
func TestStepRates(t *testing.T) {
	params := spatial.DefaultParams(3, 2)
	params.PotentialFraction, params.Density, params.ConnectedPermanence = 1, 1, .3
	params.PermanenceIncrement, params.PermanenceDecrement, params.RateInputs = .1, .02, true
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	for column, permanences := range [][]float32{{.75, .4, .2}, {.2, .2, .5}} {
		if err := p.SetPermanences(column, permanences); err != nil {
			t.Fatal(err)
		}
	}
	rates := []float32{1, .5, .25}
	p.StepRates(rates, true)
	if got := p.BoostedOverlaps(); !reflect.DeepEqual(got, []float32{1.5, .25}) {
		t.Errorf("overlaps %v, want 1.5 and 0.25", got)
	}
	for column, want := range [][]float32{{.85, .44, .21}, {.3, .24, .51}} {
		for i, got := range p.Permanences(column) {
			if d := got - want[i]; d > 1e-6 || d < -1e-6 {
				t.Errorf("permanences %v of minicolumn %d, want %v", p.Permanences(column), column, want)
			}
		}
	}
	if !reflect.DeepEqual(rates, []float32{1, .5, .25}) {
		t.Errorf("StepRates changes its input")
	}
}

// With RunningAverage permanences follow rates: where an input is always at the rate x, it
// ends there.
func TestRunningAverageOfRates(t *testing.T) {
	average, err := synapse.RunningAverage(.05)
	if err != nil {
		t.Fatal(err)
	}
	params := spatial.DefaultParams(5, 3)
	params.PotentialFraction, params.Density, params.TrimFraction = 1, 1, 0
	params.RateInputs, params.Plasticity, params.Transmission = true, average, synapse.Graded()
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	rates := []float32{0, .1, .5, .9, 1}
	for i := 0; i < 400; i++ {
		p.StepRates(rates, true)
	}
	for i, got := range p.Permanences(1) {
		if d := got - rates[i]; d > 1e-4 || d < -1e-4 {
			t.Errorf("permanences %v, want the rates %v", p.Permanences(1), rates)
		}
	}
}

// Nor do steps allocate when everything is on.
func TestMixesDoNotAllocate(t *testing.T) {
	rule := synapse.PerSynapses(1, func(s *synapse.Synapses) {
		for i, x := range s.Inputs {
			s.Variables[0][i] += x
			s.Permanences[i] += .05*x - .01*(1-x)
		}
	})
	half, err := synapse.Releasing(.5)
	if err != nil {
		t.Fatal(err)
	}
	for _, rates := range []bool{true, false} {
		params := spatial.DefaultParams(200, 300)
		params.Density, params.UpdatePeriod, params.StimulusThreshold, params.BoostStrength = .1, 5, 2, 3
		params.Transmission, params.RateInputs, params.InhibitoryInputs, params.Plasticity = half, true, 40, rule
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		r, step := rng.New(1), 0
		inputs, levels := make([]sdr.SDR, 20), make([][]float32, 20)
		for i := range inputs {
			inputs[i], levels[i] = sdr.SDR{Size: 200, Bits: r.Sample(200, 20)}, make([]float32, 200)
			for _, bit := range inputs[i].Bits {
				levels[i][bit] = r.Unit()
			}
		}
		var out []float32
		run := func() {
			if i := step % 20; rates {
				p.StepRates(levels[i], step%5 > 0)
			} else {
				p.Step(inputs[i], step%5 > 0)
			}
			out = p.AppendRates(out[:0])
			step++
		}
		for range 40 {
			run()
		}
		if n := testing.AllocsPerRun(50, run); n > 0 {
			t.Errorf("rates %v: %v allocations a step", rates, n)
		}
	}
}
