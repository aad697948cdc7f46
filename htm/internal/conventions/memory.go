package conventions

import (
	"slices"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// Memory is what another temporal memory does otherwise, besides what parameters
// can say.
type Memory struct {
	// Winner chooses the cell that learns in a bursting minicolumn where no segment
	// matches, by how many segments each of its cells has, and by its winner of the
	// step before, or -1.
	Winner func(segments []int, before int) int
	// Shuffle mixes the candidates of growth, when there are more than are wanted.
	Shuffle func(cells []uint32)
	// Meet returns the permanence of a synapse that growth would have made, but
	// finds there already.
	Meet func(permanence float32) float32
}

// SetMemory puts conventions on a memory, a *temporal.Memory. Package temporal
// sets this variable.
var SetMemory func(memory interface{}, c Memory)

// What htm.core's memory does that parameters can say: connected means at least
// the threshold less Tolerance; a synapse under PrunePermanence is removed; and
// a segment left with fewer synapses than MinThreshold is destroyed (PruneSynapses).
const (
	Tolerance       = 1e-6
	PrunePermanence = 1e-6
)

// HtmCoreMemory returns htm.core's conventions, with its generator from a seed: the
// winner of the step before wins again, otherwise the first of the cells with
// fewest segments, after a shuffle in vain; growing onto an existing synapse
// raises it to the initial permanence.
func HtmCoreMemory(seed uint32, initialPermanence float32) Memory {
	g := NewTwister(seed)
	return Memory{
		Winner: func(segments []int, before int) int {
			if before >= 0 {
				return before
			}
			best := 0
			for i := range segments {
				if i > 0 {
					g.Draw()
				}
				if segments[i] < segments[best] {
					best = i
				}
			}
			return best
		},
		Shuffle: func(cells []uint32) {
			for i := len(cells) - 1; i > 0; i-- {
				j := g.Draw() % uint32(i+1)
				cells[i], cells[j] = cells[j], cells[i]
			}
		},
		Meet: func(permanence float32) float32 { return max(permanence, initialPermanence) },
	}
}

// MemoryWork is a stream for a memory: sequences of random patterns, shown again
// and again.
type MemoryWork struct {
	Columns, Active   int // minicolumns, active ones of a pattern
	Sequences, Length int // how many sequences of how many patterns
	Epochs            int // passes over all of them
	Noise             int // bits of a pattern moved in every step
	Random            bool
	Seed              uint64 // of the patterns
	NoiseSeed         uint64 // of what is moved, and of random patterns
}

// Inputs returns the SDRs of all passes. If Random, each is new.
func (w MemoryWork) Inputs() (all []sdr.SDR) {
	r, noise := rng.New(w.Seed), rng.New(w.NoiseSeed)
	patterns := make([][]int, w.Sequences*w.Length)
	for i := range patterns {
		patterns[i] = r.Sample(w.Columns, w.Active)
	}
	for epoch := 0; epoch < w.Epochs; epoch++ {
		for _, pattern := range patterns {
			if w.Random {
				pattern = noise.Sample(w.Columns, w.Active)
			} else {
				pattern = w.move(pattern, noise)
			}
			all = append(all, sdr.SDR{Size: w.Columns, Bits: pattern})
		}
	}
	return all
}

// move returns a copy of a pattern with Noise of its bits moved.
func (w MemoryWork) move(pattern []int, r *rng.Stream) []int {
	moved := slices.Clone(pattern)
	for n := 0; n < w.Noise; n++ {
		place := r.Below(len(moved))
		bit := r.Below(w.Columns)
		for slices.Contains(moved, bit) {
			bit = r.Below(w.Columns)
		}
		moved[place] = bit
	}
	slices.Sort(moved)
	return moved
}
