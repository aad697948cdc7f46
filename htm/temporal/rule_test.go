package temporal

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// By any rule a memory has the bits of the reference that learns by the same
// rule, plainly: a curve, soft bounds, which are straight lines, and a rule over
// slices that has the others pay what the active synapses gain.
func TestRulesEqualTheReference(t *testing.T) {
	curveOn := func(p float64) float64 { return p + .2*(1-p)*(1-p) }
	curveOff := func(p float64) float64 { return p - .1*p*p - .002 }
	curve, err := synapse.Tabulate(curveOn, curveOff)
	if err != nil {
		t.Fatal(err)
	}
	soft, err := synapse.Tabulate(func(p float64) float64 { return p + .1*(1-p) }, func(p float64) float64 { return p - .05*p })
	if err != nil {
		t.Fatal(err)
	}
	plainSoft := func(permanences []float32, active []bool) {
		for i, p := range permanences {
			permanences[i] = .95 * p
			if active[i] {
				permanences[i] = float32(.9*p) + .1
			}
		}
	}
	paid := func(permanences []float32, active []bool) {
		on := 0
		for _, a := range active {
			if a {
				on++
			}
		}
		for i := range permanences {
			if active[i] {
				permanences[i] = min(1, permanences[i]+.1)
			} else {
				permanences[i] = max(0, permanences[i]-float32(.1*float32(on))/float32(len(active)-on))
			}
		}
	}
	for _, tt := range []struct {
		name  string
		rule  *synapse.Plasticity
		plain func([]float32, []bool)
	}{
		{"a curve", curve, ref.Tabulated(curveOn, curveOff)},
		{"soft bounds", soft, plainSoft},
		{"a function over slices", synapse.PerSegment(paid), paid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			seeds := uint64(20)
			if testing.Short() {
				seeds = 5
			}
			for seed := uint64(0); seed < seeds; seed++ {
				pair := newPairWith(t, rng.New(seed), func(p *Params, plain *ref.TemporalParams) {
					p.Plasticity, plain.Rule = tt.rule, ref.PerSegment(tt.plain)
				})
				for step := 0; step < 100; step++ {
					pair.step()
				}
			}
		})
	}
}

// HTM's own rule, as tables and over slices, has the bits of the built-in one, on
// distal and on apical segments.
func TestHebbianRulesEqualTheBuiltIn(t *testing.T) {
	for seed := uint64(0); seed < 10; seed++ {
		p := DefaultParams(200)
		p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 6, 6, 4, 8
		p.PermanenceDecrement, p.PredictedSegmentDecrement, p.ApicalPredictedSegmentDecrement = .03, .01, .01
		p.PruneSynapses, p.ApicalInputs, p.Seed = 4, 50, seed
		up, down := p.PermanenceIncrement, p.PermanenceDecrement
		table, err := synapse.Tabulate(
			func(v float64) float64 { return v + float64(up) }, func(v float64) float64 { return v - float64(down) })
		if err != nil {
			t.Fatal(err)
		}
		over := synapse.PerSegment(func(permanences []float32, active []bool) {
			for i := range permanences {
				if active[i] {
					permanences[i] += up
				} else {
					permanences[i] -= down
				}
			}
		})
		memories := []*Memory{mustNew(t, p)}
		for _, rule := range []*synapse.Plasticity{table, over} {
			p.Plasticity = rule
			memories = append(memories, mustNew(t, p))
		}
		r := rng.New(seed)
		var patterns [][]int
		for i := 0; i < 12; i++ {
			patterns = append(patterns, r.Sample(200, 10))
		}
		apical := sdr.SDR{Size: 50, Bits: r.Sample(50, 10)}
		for step := 0; step < 300; step++ {
			columns := sdr.SDR{Size: 200, Bits: patterns[step%12]}
			if r.Below(6) == 0 {
				columns.Bits = r.Sample(200, 10)
			}
			for _, m := range memories {
				m.Step(columns, true)
				m.Predict(Context{Apical: apical})
			}
		}
		want := memories[0].Snapshot()
		for i, m := range memories[1:] {
			if !reflect.DeepEqual(m.Snapshot(), want) {
				t.Errorf("seed %d: another state than with the built-in rule, by %s", seed, []string{"tables", "slices"}[i])
			}
		}
		if len(want.Apical.SegmentCell) < 100 || len(want.Distal.SegmentCell) < 100 {
			t.Errorf("%d and %d segments: the comparison proves little", len(want.Distal.SegmentCell), len(want.Apical.SegmentCell))
		}
	}
}

// A rule says nothing of punishment, of new synapses, or of what is removed: worked
// by hand.
func TestWhatARuleLeavesAlone(t *testing.T) {
	p := with(func(p *Params) {
		p.Plasticity, p.PredictedSegmentDecrement, p.PrunePermanence = to(.9, .04), .02, .05
	})
	wrong := memoryOf(t, p, seg{4, []float32{0, .3, 1, .3, 81, .3}})
	steps(wrong, true, []int{0}, nil)
	if got, want := describe(wrong), "4: 0 .28, 1 .28, 81 .30"; got != want {
		t.Errorf("punished: %s, want %s", got, want)
	}
	right := memoryOf(t, p, seg{4, []float32{0, .3, 1, .3, 81, .3}})
	steps(right, true, []int{0, 5}, []int{1})
	if got := describe(right); got != "4: 0 .90, 1 .90, 20 .21" {
		t.Errorf("learned: %s, want the silent synapse removed and a new one of .21", got)
	}
}

// A rule that panics leaves a memory that is as after a Reset, and says why.
func TestRuleThatPanics(t *testing.T) {
	nan := float32(math.NaN())
	m := memoryOf(t, with(func(p *Params) { p.Plasticity = to(nan, nan) }), seg{4, []float32{0, .5, 1, .5, 2, .5}})
	steps(m, true, []int{0})
	func() {
		defer func() {
			if got := fmt.Sprint(recover()); !strings.HasPrefix(got, "synapse: permanence 0 of 3 is NaN") {
				t.Errorf("panic %q", got)
			}
		}()
		steps(m, true, []int{1})
	}()
	if got, want := describe(m), "4: 0 .50, 1 .50, 2 .50"; got != want || m.ActiveCells().Len() > 0 || m.PredictiveCells().Len() > 0 {
		t.Errorf("%s, active %v, predictive %v; want %s and none", got, m.ActiveCells(), m.PredictiveCells(), want)
	}
}
