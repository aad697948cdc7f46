package nb

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

// What a figure costs from its struct to the bytes that a notebook shows.
func benchmark(b *testing.B, make func() Drawing) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		f, err := make().Figure()
		if err != nil {
			b.Fatal(err)
		}
		if len(f.SVG()) == 0 {
			b.Fatal("no picture")
		}
	}
}

// Budget: 5 ms.
func BenchmarkBits2048(b *testing.B) {
	s := sdr.NewRandom(1).Draw(2048, 40)
	benchmark(b, func() Drawing { return Bits{Title: "An SDR", SDR: s} })
}

// Budget: 200 ms.
func BenchmarkThreePanes4391(b *testing.B) {
	y, raw, likelihood := learningCurve(7, 3, 1), make([]float64, 4391), make([]float64, 4391)
	for i := range raw {
		raw[i], likelihood[i] = math.Abs(math.Sin(float64(i))), math.Abs(math.Sin(float64(i)/50))
	}
	benchmark(b, func() Drawing {
		f, err := Rows(
			Lines{Title: "Values", Series: []Line{{Name: "actual", Y: y}, {Name: "predicted", Y: raw}}},
			Anomaly{Title: "Anomaly", Raw: raw, Likelihood: likelihood},
		)
		if err != nil {
			b.Fatal(err)
		}
		return f
	})
}

func BenchmarkTiles100(b *testing.B) {
	var pictures [][]float64
	for i := 0; i < 100; i++ {
		pictures = append(pictures, ring(28, 14, 14, 7))
	}
	benchmark(b, func() Drawing { return Tiles{Title: "Weights", Values: pictures, Width: 28, Diverging: true} })
}

func BenchmarkCells2048x32(b *testing.B) {
	s := oneStep(2048, 32)
	benchmark(b, func() Drawing { return s })
}
