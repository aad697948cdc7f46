package temporal

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// fading is a rule that looks at all that a rule is told: what was on lately gains in
// proportion to how lately, synapses that learned a short while ago learn less, a
// variable counts, another is a running average, and a bit of chance decides about the
// rest.
func fading(permanences []float32, active []bool, ages []int, rest int, variables [][]float32, draw uint64) {
	rate := float32(.1)
	if rest < 3 {
		rate = .05
	}
	for i := range permanences {
		variables[0][i]++
		variables[1][i] *= .5
		switch {
		case active[i]:
			variables[1][i]++
			permanences[i] += rate
		case ages[i] < 4:
			permanences[i] += rate / float32(1+ages[i])
		case draw>>(uint(i)%64)&1 == 1 || variables[0][i] > 5:
			permanences[i] -= rate
		}
		permanences[i] = max(0, min(1, permanences[i]))
	}
}

func fadingRule() *synapse.Plasticity {
	return synapse.PerSynapses(2, func(s *synapse.Synapses) {
		fading(s.Permanences, s.Active, s.Ages, s.Rest, s.Variables, s.Draw)
	})
}

func plainFading() *ref.TemporalRule {
	return &ref.TemporalRule{Variables: 2, Draws: true, Told: true, Learn: func(l *ref.TemporalLesson) {
		fading(l.Permanences, l.Active, l.Ages, l.Rest, l.Variables, l.Draw)
	}}
}

// milder punishes what was on lately, and counts in the first variable of the same rule.
func milder(permanences []float32, ages []int, variables [][]float32) {
	for i := range permanences {
		if ages[i] < 3 {
			permanences[i] = max(0, permanences[i]-.02)
			variables[0][i]--
		}
	}
}

func decayed(p float32) float32 { return p - float32(.0625*p) }

// randomVariant draws parts that are not HTM's, each in about every second memory, and
// says them to the reference as well.
func randomVariant(t *testing.T, r *rng.Stream, p *Params, plain *ref.TemporalParams) {
	one := func(of int) bool { return r.Below(of) == 0 }
	if one(2) && !p.ExternalOnly {
		p.SpikeWindow = 2 + r.Below(3)
		p.EPSPDecay = []float32{1, .5, .7}[r.Below(3)]
	}
	if one(2) {
		p.DepolarisationSteps = 2 + r.Below(3)
	}
	if one(2) && p.ExternalInputs > 0 {
		p.InhibitoryInputs = 1 + r.Below(p.ExternalInputs-1)
	}
	if one(2) {
		names := []string{"HTM's", "graded", "a curve", "unreliable", "released by permanence", "graded, released by a curve"}
		params := transmissions[names[r.Below(len(names))]]
		if one(2) {
			params.Utilisation, params.Recovery, params.Facilitation = .25+.5*r.Float64(), float64(1+r.Below(5)), float64(r.Below(3))
			plain.ShortTerm = ref.ShortTerm{Utilisation: params.Utilisation, Recovery: params.Recovery, Facilitation: params.Facilitation}
		}
		p.Transmission, plain.Contribution = transmission(t, params)
	}
	if one(2) {
		p.Plasticity, plain.Rule = fadingRule(), plainFading()
		if one(2) {
			plain.IdleEvery, plain.Idle = 1+r.Below(9), decayed
			var err error
			if p.Plasticity, err = p.Plasticity.Decaying(plain.IdleEvery, func(p float64) float64 { return p - .0625*p }); err != nil {
				t.Fatal(err)
			}
		}
	}
	if one(2) {
		p.PredictedSegmentDecrement, p.ApicalPredictedSegmentDecrement = 0, 0
		p.Punishment = synapse.PerSynapses(2, func(s *synapse.Synapses) { milder(s.Permanences, s.Ages, s.Variables) })
		plain.Punishment = &ref.TemporalRule{Variables: 2, Draws: true, Told: true, Learn: func(l *ref.TemporalLesson) { milder(l.Permanences, l.Ages, l.Variables) }}
	}
}

// Whatever is mixed, a memory has the bits of the reference.
func TestVariantsEqualTheReference(t *testing.T) {
	var reached struct{ lasting, recalled, inhibited, depressed, remembered, mixed int } // steps
	seeds := uint64(150)
	if testing.Short() {
		seeds = 40
	}
	for seed := uint64(0); seed < seeds; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rng.New(seed)
			pair := newPairWith(t, r, func(p *Params, plain *ref.TemporalParams) { randomVariant(t, r, p, plain) })
			m := pair.m
			for step := 0; step < 100; step++ {
				pair.step()
				s := m.Snapshot()
				if m.lasting != nil && m.PredictiveCells().Len() > len(m.appendPredictedNow(nil, 1)) {
					reached.lasting++
				}
				if m.params.SpikeWindow > 1 && len(m.distal.inputs) > len(m.active) {
					reached.recalled++
				}
				if len(s.DistalShortTerm.LastOn) > 0 && len(s.ActiveCells) > 0 {
					reached.depressed++
				}
				if len(s.Distal.Variable) > 0 {
					reached.remembered++
				}
				if m.params.summing() && m.lasting != nil && m.params.Plasticity != nil {
					reached.mixed++
				}
			}
			reached.inhibited += pair.vetoed
		})
	}
	if n := int(seeds); min(reached.lasting, reached.recalled, reached.inhibited, reached.depressed, reached.remembered, reached.mixed) < n {
		t.Errorf("steps that used a part %+v: want all of them often", reached)
	}
}

// Memories of mixed parts are saved and forked in the middle of a stream, and go on bit
// for bit.
func TestVariantsGoOnBitForBit(t *testing.T) {
	for seed := uint64(0); seed < 25; seed++ {
		r := rng.New(seed)
		m, next := trained(t, seed, func(p *Params) { randomVariant(t, r, p, &ref.TemporalParams{}) })
		m.Predict(randomContext(rng.New(seed), m.params))
		if seed%5 == 4 {
			m.Reset()
		}
		restored := mustNew(t, m.Params())
		steps(restored, true, []int{1, 2, 3}, []int{4, 5, 6}) // leaves no trace
		if err := restored.Restore(m.Snapshot()); err != nil {
			t.Fatal(err)
		}
		if g, w := fmt.Sprint(restored.PredictiveCells(), views(restored)), fmt.Sprint(m.PredictiveCells(), views(m)); g != w {
			t.Fatalf("seed %d: a restored memory predicts %s, want %s", seed, g, w)
		}
		clone := m.Clone()
		fork := m.Clone() // goes its own way, and leaves no trace in the others
		for i := 0; i < 20; i++ {
			fork.Step(next(), true)
		}
		goOn(t, next, m, map[string]*Memory{"restored": restored, "cloned": clone})
	}
}

// What if, from here on, other parts worked? A state goes from HTM's memory to one
// where all of the past matters, and back; nothing of the past is known at first.
func TestAStateGoesToOtherParts(t *testing.T) {
	variant := with(func(p *Params) {
		p.SpikeWindow, p.DepolarisationSteps, p.ExternalInputs, p.InhibitoryInputs = 3, 2, 2, 2
		p.Transmission, _ = transmission(t, synapse.TransmissionParams{Utilisation: .5, Recovery: 3})
		p.Plasticity = fadingRule()
	})
	plain := memoryOf(t, small(), seg{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}})
	steps(plain, false, []int{0}, []int{0})
	m := mustNew(t, variant)
	steps(m, false, []int{7}, []int{8})
	if err := m.Restore(plain.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(m.PredictiveCells().Bits, m.CellSegments(4)[0].Connected, len(m.distal.inputs)); got != "[4] 4 4" {
		t.Errorf("predictive, drive, inputs %s; want [4] 4 4, of rested synapses and one step", got)
	}
	steps(m, false, []int{0}, []int{0}) // the first of these is the first that is remembered
	if err := plain.Restore(m.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(plain.PredictiveCells().Bits, plain.CellSegments(4)[0].Connected); got != "[4] 4" {
		t.Errorf("back again: predictive, drive %s; want [4] 4", got)
	}
	shorter := variant
	shorter.SpikeWindow, shorter.Transmission = 2, nil
	other := mustNew(t, shorter)
	if err := other.Restore(m.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := other.CellSegments(4)[0].Connected; got != 8 {
		t.Errorf("with a shorter window %d, want two spikes of four cells", got)
	}
	longer := variant
	longer.SpikeWindow = 4
	again := mustNew(t, longer)
	if err := again.Restore(other.Snapshot()); err != nil {
		t.Fatal(err)
	}
	if got := again.CellSegments(4)[0].Connected; got != 8 {
		t.Errorf("with a longer one %d, want the two spikes that are known, at their full worth", got)
	}
}

// A state that is none of this memory's past is refused, and changes nothing.
func TestRestoreRefusesAPastThatCannotBe(t *testing.T) {
	p := with(func(p *Params) {
		p.SpikeWindow, p.DepolarisationSteps, p.ExternalInputs, p.InhibitoryInputs = 3, 2, 4, 2
		p.Transmission, _ = transmission(t, synapse.TransmissionParams{Utilisation: .5, Recovery: 3})
		p.Plasticity = fadingRule()
	})
	good := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 2, .5}})
	steps(good, true, []int{0}, []int{1})
	plain := memoryOf(t, small())
	for _, tt := range []struct {
		from  *Memory
		spoil func(s *State)
		want  string
	}{
		{good, func(s *State) { s.EarlierCells[0] = []int{3, 200} }, "temporal: EarlierCells[0]: sdr: bit 200, want in [0, 128)"},
		{good, func(s *State) { s.EarlierCells[0] = s.EarlierCells[0][1:] }, "temporal: EarlierCells: factors are not as many as cells, want one of each"},
		{good, func(s *State) { s.EarlierFactors = s.EarlierFactors[:1] }, "temporal: EarlierCells: factors are not as many as cells, want one of each"},
		{good, func(s *State) { s.EarlierFactors[0][1] = 3 }, "temporal: EarlierCells[0] has a factor of 3, want in [0, 2]"},
		{good, func(s *State) { s.DeadCells = []int{2} }, "temporal: EarlierCells[0] has cell 2, want none of DeadCells"},
		{good, func(s *State) { s.EarlierPredictions[0] = []int{-1} }, "temporal: EarlierPredictions[0]: sdr: bit -1, want in [0, 128)"},
		{good, func(s *State) { s.DistalOn = s.DistalOn[1:] }, "temporal: DistalOn has 129 inputs, want 130"},
		{good, func(s *State) { s.DistalOn[3] = 9 }, "temporal: DistalOn[3] = 9, want at most Steps = 2"},
		{good, func(s *State) { s.DistalShortTerm.LastOn = s.DistalShortTerm.LastOn[1:] }, "temporal: DistalShortTerm: synapse: state with 129 LastOn, 130 Utilisation, 130 Resources, want 130"},
		{good, func(s *State) { add(&s.Inhibitory, []seg{{5, []float32{0, .5}}, {5, []float32{1, .5}}}) },
			"temporal: Inhibitory: cell 5 has more segments, want at most MaxSegmentsPerCell = 1"},
		{good, func(s *State) { add(&s.Inhibitory, []seg{{5, []float32{2, .5}}}) },
			"temporal: Inhibitory: synapse: SynapseInput[0] = 2, want in [0, 2), once a segment"},
		{plain, func(s *State) { add(&s.Inhibitory, []seg{{5, []float32{0, .5}}}) }, "temporal: Inhibitory has 1 segments, want none without InhibitoryInputs"},
	} {
		m := tt.from.Clone()
		state := m.Snapshot()
		tt.spoil(&state)
		if err := m.Restore(state); err == nil || err.Error() != tt.want {
			t.Errorf("Restore: %v, want %s", err, tt.want)
		}
		if !reflect.DeepEqual(m.Snapshot(), tt.from.Snapshot()) {
			t.Errorf("a refused Restore (%s) changed the memory", tt.want)
		}
	}
}

// Every built-in rule learns a sequence, on distal and apical segments; and a memory
// with it is saved and forked in the middle of a stream, and goes on bit for bit.
func TestBuiltInRules(t *testing.T) {
	hebbian, err := synapse.Hebbian(.1, .05)
	rules := map[string]*synapse.Plasticity{"Hebbian": hebbian}
	add := func(name string) func(rule *synapse.Plasticity, bad error) {
		return func(rule *synapse.Plasticity, bad error) { rules[name], err = rule, errors.Join(err, bad) }
	}
	add("SoftBounded")(synapse.SoftBounded(.2, .1))
	add("RunningAverage")(synapse.RunningAverage(.2))
	add("Homeostatic")(synapse.Homeostatic(.1, .05, 6, .05))
	add("Metaplastic")(synapse.Metaplastic(.1, .05, .5, 10))
	add("Cascade")(synapse.Cascade(4, .5, .2, .8))
	add("SpikeTiming")(synapse.SpikeTiming(.1, .05, .5, .1))
	add("decaying")(hebbian.Decaying(20, func(p float64) float64 { return .995 * p }))
	add("of 4 bits")(hebbian.Quantised(4, false))
	add("of 4 bits, at random")(hebbian.Quantised(4, true))
	if err != nil {
		t.Fatal(err)
	}
	for name, rule := range rules {
		t.Run(name, func(t *testing.T) {
			p := DefaultParams(60)
			p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 5, 3, 8
			p.InitialPermanence, p.Plasticity = .4, rule
			m := mustNew(t, p)
			r := rng.New(1)
			var word [][]int
			for i := 0; i < 5; i++ {
				word = append(word, r.Sample(60, 8))
			}
			burst := 0.
			for pass := 0; pass < 40; pass++ {
				m.Reset()
				for i, pattern := range word {
					m.Step(sdr.SDR{Size: 60, Bits: pattern}, true)
					if pass >= 30 && i > 0 {
						burst += m.Bursting() / 40
					}
				}
			}
			if burst > .1 {
				t.Errorf("a share of %.2f bursts after 30 passes, want at most .1", burst)
			}
			for seed := uint64(0); seed < 4; seed++ {
				m, next := trained(t, seed, func(p *Params) {
					p.Plasticity = rule
					p.InitialPermanence = max(p.InitialPermanence, .3)
				})
				restored := mustNew(t, m.Params())
				if err := restored.Restore(m.Snapshot()); err != nil {
					t.Fatal(err)
				}
				goOn(t, next, m, map[string]*Memory{"restored": restored, "cloned": m.Clone()})
			}
		})
	}
}

// A new synapse begins on a level of a quantised rule: of 0, 1/3, 2/3 and 1 the one nearest
// to .21, distal or apical.
func TestNewSynapsesBeginOnALevel(t *testing.T) {
	m := memoryOf(t, with(func(p *Params) { p.Plasticity, p.ApicalInputs = quantised(2), 4 }))
	steps(m, true, []int{0})
	m.Predict(Context{Apical: sdr.SDR{Size: 4, Bits: []int{3}}})
	steps(m, true, []int{1})
	if got, want := describe(m), "4: 0 .33 apical 4: 3 .33"; got != want {
		t.Errorf("segments %s, want %s", got, want)
	}
}
