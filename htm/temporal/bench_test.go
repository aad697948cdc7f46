package temporal_test

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"gohtm/htm/internal/parity/work"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// BenchmarkWorks measures the works of TestParityWithHtmCore: processor time a
// step, over the whole work and over its cheapest pass, in which T1 predicts
// almost everything; and the memory of a synapse.
func BenchmarkWorks(b *testing.B) {
	work.Memories(func(published work.Published, k work.Memory) {
		b.Run(strings.Split(published.Name, ":")[0], func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			inputs := k.Stream.Inputs()
			var total, cheapest time.Duration
			var bytes float64
			for b.Loop() {
				empty := temporal.Heap()
				m, err := k.New()
				if err != nil {
					b.Fatal(err)
				}
				t, c := passes(k, m)
				bytes = float64(temporal.Heap()-empty) / float64(m.Synapses())
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
			b.ReportMetric(float64(cheapest.Nanoseconds())/1e3/float64(len(inputs)/k.Stream.Epochs), "µs/step-of-the-cheapest-pass")
			b.ReportMetric(bytes, "B/synapse")
		})
	})
}

// BenchmarkPredictedStep measures steps of a learned sequence in a memory that has
// learned nothing else, and in one that has ten times the segments, on other
// minicolumns: the cost follows what is active, not what is known.
func BenchmarkPredictedStep(b *testing.B) {
	for _, others := range []int{0, 9} {
		b.Run(fmt.Sprint(others+1, " times the segments"), func(b *testing.B) {
			m, err := temporal.New(temporal.DefaultParams(4096))
			if err != nil {
				b.Fatal(err)
			}
			random := sdr.NewRandom(1)
			show := func(first int, patterns []sdr.SDR) {
				m.Reset()
				for _, pattern := range patterns {
					moved := sdr.SDR{Size: 4096}
					for _, bit := range pattern.Bits {
						moved.Bits = append(moved.Bits, first+bit)
					}
					m.Step(moved, true)
				}
			}
			var known []sdr.SDR
			for i := 0; i <= others; i++ {
				known = known[:0]
				for j := 0; j < 100; j++ {
					known = append(known, random.Draw(2048, 40))
				}
				for pass := 0; pass < 6; pass++ {
					show(2048*min(1, others-i), known) // the last one in the lower half
				}
			}
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			best := time.Hour
			for b.Loop() {
				before := processorTime()
				show(0, known)
				best = min(best, processorTime()-before)
			}
			b.ReportMetric(float64(m.Segments()), "segments")
			b.ReportMetric(float64(best.Nanoseconds())/1e3/float64(len(known)), "µs/step")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// passes runs the work, and returns what all passes and the cheapest one took.
func passes(k work.Memory, m *temporal.Memory) (total, cheapest time.Duration) {
	inputs := k.Stream.Inputs()
	pass := len(inputs) / k.Stream.Epochs
	for ; len(inputs) > 0; inputs = inputs[pass:] {
		before := processorTime()
		for i, columns := range inputs[:pass] {
			m.Step(columns, true)
			if i%k.Stream.Length == k.Stream.Length-1 {
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

// processorTime returns what this thread has used, to the nanosecond.
func processorTime() time.Duration {
	const thread = 3 // CLOCK_THREAD_CPUTIME_ID
	var t syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, thread, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		panic(errno)
	}
	return time.Duration(t.Nano())
}
