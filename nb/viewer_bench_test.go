package nb

import (
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// A thousand steps on 100 patterns, with and without a recording: what it costs.
func BenchmarkRecording(b *testing.B) {
	for _, record := range []bool{false, true} {
		name := "run alone"
		if record {
			name = "recorded"
		}
		b.Run(name, func(b *testing.B) {
			for n := 0; n < b.N; n++ {
				runRecorded(b, 1000, record)
			}
		})
	}
}

func runRecorded(tb testing.TB, steps int, record bool) Recording {
	m, err := temporal.New(temporal.DefaultParams(2048))
	if err != nil {
		tb.Fatal(err)
	}
	random := sdr.NewRandom(1)
	var patterns []sdr.SDR
	for i := 0; i < 100; i++ {
		patterns = append(patterns, random.Draw(2048, 40))
	}
	r := Recording{Title: "100 patterns", CellsPerColumn: 32, Connected: 0.5}
	for i := 0; i < steps; i++ {
		m.Step(patterns[i%100], true)
		if !record {
			continue
		}
		if err := r.Add("", m); err != nil {
			tb.Fatal(err)
		}
	}
	return r
}
