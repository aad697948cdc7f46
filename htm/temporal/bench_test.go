package temporal

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkWorks measures the works of TestParityWithHtmCore: processor time a
// step, over the whole work and over its cheapest pass, in which T1 predicts
// almost everything; and the memory of a synapse.
func BenchmarkWorks(b *testing.B) {
	for _, k := range works {
		b.Run(strings.Split(k.name, ":")[0], func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			inputs := k.Inputs()
			var total, cheapest time.Duration
			var bytes float64
			for b.Loop() {
				empty := heap()
				m := mustNew(b, k.params())
				t, c := k.time(m)
				bytes = float64(heap()-empty) / float64(m.Synapses())
				if total == 0 || t < total {
					total = t
				}
				if cheapest == 0 || c < cheapest {
					cheapest = c
				}
				runtime.KeepAlive(m)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(total.Nanoseconds())/1e3/float64(len(inputs)), "µs/step")
			b.ReportMetric(float64(cheapest.Nanoseconds())/1e3/float64(len(inputs)/k.Epochs), "µs/step-of-the-cheapest-pass")
			b.ReportMetric(bytes, "B/synapse")
		})
	}
}

// time runs the work, and returns what all passes and the cheapest one took.
func (k work) time(m *Memory) (total, cheapest time.Duration) {
	inputs := k.Inputs()
	pass := len(inputs) / k.Epochs
	for ; len(inputs) > 0; inputs = inputs[pass:] {
		before := processorTime()
		for i, columns := range inputs[:pass] {
			m.Step(columns, true)
			if i%k.Length == k.Length-1 {
				m.Reset()
			}
		}
		took := processorTime() - before
		if total += took; cheapest == 0 || took < cheapest {
			cheapest = took
		}
	}
	return total, cheapest
}

// processorTime returns what this thread has used.
func processorTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func heap() uint64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}
