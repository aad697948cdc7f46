package spatial_test

import (
	"testing"
	"time"

	"gohtm/htm/internal/parity/work"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// BenchmarkRules compares steps by HTM's own rule in all its forms, in the works of
// BenchmarkStep: built in, tabulated as a straight line, tabulated and not taken for
// one, and as a function over slices. All learn the same.
func BenchmarkRules(b *testing.B) {
	work.Poolers(func(published work.Published, w work.Pooler) {
		if !w.Learn {
			return
		}
		b.Run(published.Name, func(b *testing.B) {
			fresh, err := w.New()
			if err != nil {
				b.Fatal(err)
			}
			up, down := fresh.Params().PermanenceIncrement, fresh.Params().PermanenceDecrement
			on := func(p float64) float64 { return p + float64(up) }
			off := func(p float64) float64 { return p - float64(down) }
			forms := []struct {
				unit string
				rule *synapse.Plasticity
			}{
				{"", nil},
				{"line/built-in", tabulate(b, on, off)},
				{"table/built-in", tabulate(b, on, func(p float64) float64 {
					if p == 1 {
						return 0.999 - float64(down) // bends it
					}
					return off(p)
				})},
				{"slices/built-in", synapse.PerSegment(func(permanences []float32, active []bool) {
					for i := range permanences {
						if active[i] {
							permanences[i] += up
						} else {
							permanences[i] -= down
						}
					}
				})},
			}
			var poolers []*spatial.Pooler
			for _, form := range forms {
				params := fresh.Params()
				params.Plasticity = form.rule
				p, err := spatial.New(params)
				if err != nil {
					b.Fatal(err)
				}
				if err := p.Restore(fresh.Snapshot()); err != nil {
					b.Fatal(err)
				}
				poolers = append(poolers, p)
			}
			patterns := w.Stream.All()[:50]
			units, steps := make([]string, len(forms)), make([]func(int), len(forms))
			for i, p := range poolers {
				units[i], steps[i] = forms[i].unit, func(k int) { p.Step(patterns[k], true) }
			}
			compareSteps(b, units, steps, len(patterns))
		})
	})
}

// compareSteps reports what steps cost beside the first of them, in the same inputs, by each in
// turn. Of every input its least time counts: what disturbs a machine, disturbs few steps
// of each every time. One op is a round of all inputs.
func compareSteps(b *testing.B, units []string, steps []func(input int), inputs int) {
	least := make([][]time.Duration, len(steps))
	for form := range steps {
		least[form] = make([]time.Duration, inputs)
	}
	for b.Loop() {
		for k := range inputs {
			for form, step := range steps {
				start := time.Now()
				step(k)
				if took := time.Since(start); least[form][k] == 0 || took < least[form][k] {
					least[form][k] = took
				}
			}
		}
	}
	sums := make([]float64, len(steps))
	for form, times := range least {
		for _, took := range times {
			sums[form] += float64(took)
		}
	}
	b.ReportMetric(0, "ns/op")
	for form, unit := range units[1:] {
		b.ReportMetric(sums[form+1]/sums[0], unit)
	}
}
