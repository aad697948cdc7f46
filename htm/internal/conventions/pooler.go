package conventions

import (
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// PoolerWork is a stream for a pooler: random patterns, shown in turn. Package
// htmcore makes the pooler that goes with it.
type PoolerWork struct {
	Inputs   int
	Density  float64 // share of the inputs that a pattern has on
	Patterns int     // how many there are; step t shows number t modulo Patterns
	Seed     uint64
}

// All returns the patterns.
func (w PoolerWork) All() []sdr.SDR {
	r := rng.New(w.Seed)
	patterns := make([]sdr.SDR, w.Patterns)
	for i := range patterns {
		patterns[i] = sdr.SDR{Size: w.Inputs, Bits: r.Sample(w.Inputs, share(w.Density, w.Inputs))}
	}
	return patterns
}

// Pools are the synapses of all minicolumns; those of minicolumn c are the ones
// from Starts[c] to before Starts[c+1].
type Pools struct {
	Starts      []int
	Inputs      []uint32
	Permanences []float32
}

// DrawPools draws, minicolumn by minicolumn, a potential pool of a fraction of the
// inputs, and for each of its synapses a permanence: half of them are connected.
func DrawPools(inputs, columns int, fraction float64, connected float32, seed uint64) Pools {
	r := rng.New(seed*1000003 + 7)
	p := Pools{Starts: []int{0}}
	for range columns {
		for _, input := range r.Sample(inputs, share(fraction, inputs)) {
			u, v := r.Unit(), r.Unit()
			permanence := v * connected
			if u < 0.5 {
				permanence = connected + float32(v*(1-connected))
			}
			p.Inputs = append(p.Inputs, uint32(input))
			p.Permanences = append(p.Permanences, permanence)
		}
		p.Starts = append(p.Starts, len(p.Inputs))
	}
	return p
}

// share rounds to the nearest whole number.
func share(fraction float64, n int) int { return int(float64(fraction*float64(n)) + 0.5) }
