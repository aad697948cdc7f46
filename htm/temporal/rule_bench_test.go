package temporal_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"gohtm/htm/internal/parity/work"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// BenchmarkRules compares memories that learn by HTM's own rule in all its forms, in the
// works of BenchmarkWorks: built in, tabulated as a straight line, tabulated and not taken
// for one, and as a function over slices. All learn the same. One op is
// the first passes of the work by each in turn; the least time of any counts.
func BenchmarkRules(b *testing.B) {
	work.Memories(func(published work.Published, k work.Memory) {
		if !k.Learn {
			return
		}
		b.Run(strings.Split(published.Name, ":")[0], func(b *testing.B) {
			fresh, err := k.New()
			if err != nil {
				b.Fatal(err)
			}
			p := fresh.Params()
			up, down := p.PermanenceIncrement, p.PermanenceDecrement
			on := func(v float64) float64 { return v + float64(up) }
			off := func(v float64) float64 { return v - float64(down) }
			line, err := synapse.Tabulate(on, off)
			if err != nil {
				b.Fatal(err)
			}
			table, err := synapse.Tabulate(on, func(v float64) float64 {
				if v == 1 {
					return .999 - float64(down) // bends it
				}
				return off(v)
			})
			if err != nil {
				b.Fatal(err)
			}
			slices := synapse.PerSegment(func(permanences []float32, active []bool) {
				for i := range permanences {
					if active[i] {
						permanences[i] += up
					} else {
						permanences[i] -= down
					}
				}
			})
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			inputs := k.Stream.Inputs()
			inputs = inputs[:min(len(inputs), 3*k.Stream.Sequences*k.Stream.Length)]
			rules := []*synapse.Plasticity{nil, line, table, slices}
			least := make([]time.Duration, len(rules))
			for b.Loop() {
				for i, rule := range rules {
					p.Plasticity = rule
					m, err := temporal.New(p)
					if err != nil {
						b.Fatal(err)
					}
					before := processorTime()
					for n, columns := range inputs {
						m.Step(columns, true)
						if n%k.Stream.Length == k.Stream.Length-1 {
							m.Reset()
						}
					}
					if took := processorTime() - before; least[i] == 0 || took < least[i] {
						least[i] = took
					}
				}
			}
			b.ReportMetric(0, "ns/op")
			for i, unit := range []string{"line/built-in", "table/built-in", "slices/built-in"} {
				b.ReportMetric(float64(least[i+1])/float64(least[0]), unit)
			}
		})
	})
}
