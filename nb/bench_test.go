package nb

import "testing"

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
