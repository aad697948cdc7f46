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
// one, and as a function over slices. All learn the same. One op is 20 steps by
// each in turn; the least time of any counts.
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
			patterns := w.Stream.All()
			least := make([]time.Duration, len(forms))
			for n := 0; b.Loop(); n += 20 {
				for i, p := range poolers {
					start := time.Now()
					for k := n; k < n+20; k++ {
						p.Step(patterns[k%len(patterns)], true)
					}
					if took := time.Since(start); least[i] == 0 || took < least[i] {
						least[i] = took
					}
				}
			}
			b.ReportMetric(0, "ns/op")
			for i, form := range forms[1:] {
				b.ReportMetric(float64(least[i+1])/float64(least[0]), form.unit)
			}
		})
	})
}
