package nb

import (
	"testing"
	"time"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// A thousand steps of a memory of usual size, and the same recorded: how many times
// the run the recorded run takes. At most twice is what is wanted.
func BenchmarkRecording(b *testing.B) {
	for _, kind := range []struct {
		name string
		run  func(tb testing.TB, record bool) Recording
	}{{"100 patterns over and over", hundredPatterns}, {"half of every pattern is noise", noisyPatterns}} {
		b.Run(kind.name, func(b *testing.B) {
			var times [2]time.Duration
			for n := 0; n < b.N; n++ {
				for i, record := range []bool{false, true} {
					start := time.Now()
					kind.run(b, record)
					times[i] += time.Since(start)
				}
			}
			b.ReportMetric(float64(times[1])/float64(times[0]), "runs")
			b.ReportMetric(float64(times[0].Microseconds())/1000/float64(b.N), "µs/step")
		})
	}
}

// hundredPatterns are learned in the first tenth of the steps: then all is predicted.
func hundredPatterns(tb testing.TB, record bool) Recording {
	random := sdr.NewRandom(1)
	var patterns []sdr.SDR
	for i := 0; i < 100; i++ {
		patterns = append(patterns, random.Draw(2048, 40))
	}
	return runRecorded(tb, record, func(i int) sdr.SDR { return patterns[i%100] })
}

// noisyPatterns have half of their bits at random in every step, so that half of the
// minicolumns burst, segments grow for good, and wrong predictions are punished.
func noisyPatterns(tb testing.TB, record bool) Recording {
	random := sdr.NewRandom(1)
	var patterns []sdr.SDR
	for i := 0; i < 20; i++ {
		patterns = append(patterns, random.Draw(2048, 20))
	}
	return runRecorded(tb, record, func(i int) sdr.SDR { return patterns[i%20].Union(random.Draw(2048, 20)) })
}

func runRecorded(tb testing.TB, record bool, input func(i int) sdr.SDR) Recording {
	p := temporal.DefaultParams(2048)
	p.PredictedSegmentDecrement = 0.01
	m, err := temporal.New(p)
	if err != nil {
		tb.Fatal(err)
	}
	r := Recording{Title: "2,048 minicolumns", CellsPerColumn: 32, Connected: 0.5, ActivationThreshold: 13, MinThreshold: 10}
	for i := 0; i < 1000; i++ {
		m.Step(input(i), true)
		if !record {
			continue
		}
		if err := r.Add("", m); err != nil {
			tb.Fatal(err)
		}
	}
	return r
}

// The same of a pooler.
func BenchmarkPoolerRecording(b *testing.B) {
	var times [2]time.Duration
	for n := 0; n < b.N; n++ {
		for i, record := range []bool{false, true} {
			start := time.Now()
			recordedPoolerRun(b, record)
			times[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(times[1])/float64(times[0]), "runs")
}

// recordedPoolerRun is a thousand steps on 100 patterns.
func recordedPoolerRun(tb testing.TB, record bool) PoolerRecording {
	p := spatial.DefaultParams(2048, 2048)
	s, err := spatial.New(p)
	if err != nil {
		tb.Fatal(err)
	}
	random := sdr.NewRandom(1)
	var patterns []sdr.SDR
	for i := 0; i < 100; i++ {
		patterns = append(patterns, random.Draw(2048, 100))
	}
	r := PoolerRecording{Title: "2,048 minicolumns", Connected: float64(p.ConnectedPermanence)}
	if record {
		r.Start(s)
	}
	for i := 0; i < 1000; i++ {
		s.Step(patterns[i%100], true)
		if !record {
			continue
		}
		if err := r.Add("", patterns[i%100], s); err != nil {
			tb.Fatal(err)
		}
	}
	return r
}
