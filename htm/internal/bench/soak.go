package main

import (
	"fmt"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// soak shows four sequences of 50 patterns again and again to a pooler and a
// memory that learn all the time, first until all has settled, and then for so
// many steps, in which nothing may grow.
func soak(steps int) task {
	// By then the last winner of the pooler has stopped to change, and all that the
	// memory has grown since is there.
	const settled = 250_000

	return task{name: "soak: pooler and memory on a repeating stream", once: true, make: func(begin func()) (*trial, error) {
		patterns := conventions.PoolerWork{Inputs: 512, Density: 0.05, Patterns: 200, Seed: 1}.All()
		begin()
		pooler, err := spatial.New(spatial.DefaultParams(512, 512))
		if err != nil {
			return nil, err
		}
		p := temporal.DefaultParams(512)
		p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 8, 6, 5, 10
		m, err := temporal.New(p)
		if err != nil {
			return nil, err
		}
		columns := sdr.SDR{Size: 512}
		t := &trial{warm: settled, steps: steps, bits: m.AppendActiveCells, synapses: m.Synapses}
		t.step = func(i int) {
			pooler.Step(patterns[i%len(patterns)], true)
			columns.Bits = pooler.AppendActive(columns.Bits[:0])
			m.Step(columns, true)
		}
		var bytes uint64
		var segments, synapses int
		t.warmed = func() { bytes, segments, synapses = heap(), m.Segments(), m.Synapses() }
		t.check = func() error {
			const slack = 64 << 10 // for what the run itself keeps
			if now := heap(); now > bytes+slack || m.Segments() > segments || m.Synapses() > synapses {
				return fmt.Errorf("%d bytes, %d segments, %d synapses after %d steps, want no more than %d, %d, %d as after %d",
					now, m.Segments(), m.Synapses(), t.warm+steps, bytes, segments, synapses, t.warm)
			}
			return nil
		}
		return t, nil
	}}
}
