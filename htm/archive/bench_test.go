package archive_test

import (
	"bytes"
	"io"
	"testing"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// What saving and loading cost, beside a copy in memory, and the bytes a synapse has
// in a file.
func BenchmarkPooler(b *testing.B) {
	p, err := spatial.New(spatial.DefaultParams(1024, 2048))
	if err != nil {
		b.Fatal(err)
	}
	measure(b, p.Synapses(), p.Save, p.Load, func() { p.Clone() })
}

func BenchmarkMemory(b *testing.B) {
	m, err := temporal.New(temporal.DefaultParams(2048))
	if err != nil {
		b.Fatal(err)
	}
	for _, columns := range (conventions.MemoryWork{Columns: 2048, Active: 40, Sequences: 20, Length: 50, Epochs: 1, Seed: 1}).Inputs() {
		m.Step(columns, true)
	}
	measure(b, m.Synapses(), m.Save, m.Load, func() { m.Clone() })
}

func measure(b *testing.B, synapses int, save func(io.Writer) error, load func(io.Reader) error, clone func()) {
	var file bytes.Buffer
	if err := save(&file); err != nil {
		b.Fatal(err)
	}
	for _, what := range []struct {
		name string
		do   func() error
	}{
		{"Save", func() error { return save(io.Discard) }},
		{"Load", func() error { return load(bytes.NewReader(file.Bytes())) }},
		{"Clone", func() error { clone(); return nil }},
	} {
		b.Run(what.name, func(b *testing.B) {
			b.SetBytes(int64(file.Len()))
			for b.Loop() {
				if err := what.do(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(file.Len())/float64(synapses), "bytes/synapse")
		})
	}
}
