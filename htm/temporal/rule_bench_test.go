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
			with := func(rule *synapse.Plasticity) func(p *temporal.Params) {
				return func(p *temporal.Params) { p.Plasticity = rule }
			}
			compare(b, k, p, []string{"line/built-in", "table/built-in", "slices/built-in"}, with(nil), with(line), with(table), with(slices))
		})
	})
}

// BenchmarkParts compares memories of other parts with HTM's, like BenchmarkRules: with
// connected synapses that contribute 1, but as a transmission; with unreliable ones; with
// depressing ones; with spikes that add up for two steps; with a lasting depolarisation.
func BenchmarkParts(b *testing.B) {
	transmission := func(p synapse.TransmissionParams) func(p *temporal.Params) {
		made, err := synapse.NewTransmission(p)
		if err != nil {
			b.Fatal(err)
		}
		return func(p *temporal.Params) { p.Transmission = made }
	}
	work.Memories(func(published work.Published, k work.Memory) {
		if !k.Learn {
			return
		}
		b.Run(strings.Split(published.Name, ":")[0], func(b *testing.B) {
			fresh, err := k.New()
			if err != nil {
				b.Fatal(err)
			}
			compare(b, k, fresh.Params(),
				[]string{"binary/built-in", "unreliable/built-in", "depressing/built-in", "window/built-in", "lasting/built-in"},
				func(*temporal.Params) {},
				transmission(synapse.TransmissionParams{}),
				transmission(synapse.TransmissionParams{Release: func(float64) float64 { return .95 }}),
				transmission(synapse.TransmissionParams{Utilisation: .1, Recovery: 1}),
				func(p *temporal.Params) { p.SpikeWindow = 2 },
				func(p *temporal.Params) { p.DepolarisationSteps = 2 },
			)
		})
	})
}

// compare reports the processor time of the first passes of a work by memories whose
// parameters were changed, in turn, as a ratio to that of the first: the least of any run.
func compare(b *testing.B, k work.Memory, p temporal.Params, units []string, changes ...func(p *temporal.Params)) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	inputs := k.Stream.Inputs()
	inputs = inputs[:min(len(inputs), 3*k.Stream.Sequences*k.Stream.Length)]
	least := make([]time.Duration, len(changes))
	for b.Loop() {
		for i, change := range changes {
			changed := p
			change(&changed)
			m, err := temporal.New(changed)
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
	for i, unit := range units {
		b.ReportMetric(float64(least[i+1])/float64(least[0]), unit)
	}
}
