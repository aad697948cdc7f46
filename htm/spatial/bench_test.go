package spatial_test

import (
	"testing"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/parity/work"
	"gohtm/htm/spatial"
)

// One op is a step of the works whose hashes TestSameBitsAsHTMCore compares,
// after 1000 steps of learning.
func BenchmarkStep(b *testing.B) {
	work.Poolers(func(published work.Published, w work.Pooler) {
		b.Run(published.Name, func(b *testing.B) {
			p, err := w.New()
			if err != nil {
				b.Fatal(err)
			}
			patterns := w.Stream.All()
			for _, pattern := range patterns {
				p.Step(pattern, w.Learn)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				p.Step(patterns[i%len(patterns)], w.Learn)
			}
		})
	})
}

// With local inhibition: 64 x 64 minicolumns over 64 x 64 inputs, radius 8.
func BenchmarkStepLocal(b *testing.B) {
	for _, global := range []bool{true, false} {
		b.Run(map[bool]string{true: "global", false: "local"}[global], func(b *testing.B) {
			params := spatial.DefaultParams(4096, 4096)
			params.InputShape, params.ColumnShape = []int{64, 64}, []int{64, 64}
			params.PotentialRadius, params.GlobalInhibition = 8, global
			p, err := spatial.New(params)
			if err != nil {
				b.Fatal(err)
			}
			patterns := conventions.PoolerWork{Inputs: 4096, Density: 0.1, Patterns: 50, Seed: 1}.All()
			for _, pattern := range patterns {
				p.Step(pattern, true)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				p.Step(patterns[i%len(patterns)], true)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if _, err := spatial.New(spatial.DefaultParams(2048, 2048)); err != nil {
			b.Fatal(err)
		}
	}
}
