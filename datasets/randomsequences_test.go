package datasets

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

// The simulation whose input this is, on the sets alone: each of the cells that
// become active has a segment with 20 synapses to the element before, and is
// predicted where 10 of them are active. The share of predicted or active cells that
// are both is 0.6045 at n = 500 and 0.8817 at n = 600 by the authors' theory, for 64
// active cells and 1,000 sequences of 20.
func TestFirstOrderPredictionAsPublished(t *testing.T) {
	for _, tt := range []struct {
		size int
		want float64
	}{{500, 0.6045}, {600, 0.8817}} {
		sequences, err := RandomSequences(1000, 20, tt.size, 64, 3)
		if err != nil {
			t.Fatal(err)
		}
		random, sum := streamOf(4), 0.0
		const probes = 4
		for probe := range probes {
			predicted := predictFirstOrder(random, sequences, sequences[probe][5])
			next := sequences[probe][6]
			sum += float64(predicted.Overlap(next)) / float64(predicted.Union(next).Len())
		}
		if mean := sum / probes; math.Abs(mean-tt.want) > 0.05 {
			t.Errorf("n = %d: %.4f of predicted and active cells are both, want %.4f", tt.size, mean, tt.want)
		}
	}
}

// predictFirstOrder returns the cells with a segment that the input makes active.
func predictFirstOrder(random *splitMix, sequences [][]sdr.SDR, input sdr.SDR) sdr.SDR {
	const synapses, threshold = 20, 10
	active, predicted := input.Dense(), make([]bool, input.Size)
	for _, sequence := range sequences {
		for i := 1; i < len(sequence); i++ {
			before := sequence[i-1].Clone().Bits
			if sequence[i-1].Overlap(input) < threshold {
				continue // no sample of it can match
			}
			for _, cell := range sequence[i].Bits {
				on := 0
				for j := range synapses { // a sample of before, drawn to its front
					k := j + random.below(len(before)-j)
					before[j], before[k] = before[k], before[j]
					if active[before[j]] {
						on++
					}
				}
				predicted[cell] = predicted[cell] || on >= threshold
			}
		}
	}
	return sdr.FromDense(predicted)
}
