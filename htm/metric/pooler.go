package metric

import (
	"fmt"
	"math"

	"gohtm/htm/sdr"
)

// The metrics of Cui, Ahmad & Hawkins (2017), "The HTM spatial pooler",
// doi:10.3389/fncom.2017.00111. Sparsity and entropy are
// those of Activity; here is the rest, and in noise.go what needs noisy inputs.
// Test with learning off, on outputs for the same inputs in the same order.

// BinaryEntropy returns the entropy of a bit that is on with probability p, in bits:
//
//	H(p) = -p log2 p - (1-p) log2(1-p)
//
// It panics when p is not in [0, 1].
func BinaryEntropy(p float64) float64 {
	if !(p >= 0 && p <= 1) {
		panic(fmt.Sprintf("metric: p = %v, want in [0, 1]", p))
	}
	if p == 0 || p == 1 {
		return 0
	}
	return -float64(p*math.Log2(p)) - float64((1-p)*math.Log2(1-p))
}

// OverlapShare returns |a ∩ b| / min(|a|, |b|), 0 when one is empty: the overlap of
// the pooler paper.
func OverlapShare(a, b sdr.SDR) float64 { return ratio(a.Overlap(b), min(a.Len(), b.Len())) }

// Stability returns how much of the outputs of now was there in those of an epoch
// before, for the same inputs, in [0, 1]:
//
//	Σ |now[i] ∩ before[i]| / Σ |now[i]|
//
// It says nothing when the inputs changed in between. Different lengths are an error.
func Stability(now, before []sdr.SDR) (float64, error) {
	if len(now) != len(before) {
		return 0, fmt.Errorf("metric: %d outputs now and %d before, want as many", len(now), len(before))
	}
	kept, active := 0, 0
	for i := range now {
		kept += now[i].Overlap(before[i])
		active += now[i].Len()
	}
	return ratio(kept, active), nil
}

// SynapseChanges returns how many synapses became connected, and how many ceased to
// be, between two epochs; now[c] and before[c] are the connected inputs of minicolumn
// c. Different lengths are an error.
func SynapseChanges(now, before []sdr.SDR) (formed, removed int, err error) {
	if len(now) != len(before) {
		return 0, 0, fmt.Errorf("metric: fields of %d minicolumns now and %d before, want as many", len(now), len(before))
	}
	for c := range now {
		kept := now[c].Overlap(before[c])
		formed += now[c].Len() - kept
		removed += before[c].Len() - kept
	}
	return formed, removed, nil
}

// ReconstructionError returns how far an input is from what its active minicolumns
// are connected to, in input bits:
//
//	error = Σ over inputs  |x - Σ active c  field[c] / k|₁ / inputs
//
// with k the number of active minicolumns; an input without any costs all its on
// bits. fields[c] are the connected inputs of minicolumn c. It is the witness error
// of the paper's supplement. No inputs or different lengths are an error.
func ReconstructionError(inputs, outputs, fields []sdr.SDR) (float64, error) {
	if len(inputs) == 0 || len(inputs) != len(outputs) {
		return 0, fmt.Errorf("metric: %d inputs and %d outputs, want as many, > 0", len(inputs), len(outputs))
	}
	sum := 0.0
	var votes []int
	for i, x := range inputs {
		x.Require("metric", x.Size)
		outputs[i].Require("metric", len(fields))
		votes = append(votes[:0], make([]int, x.Size)...)
		for _, c := range outputs[i].Bits {
			fields[c].Require("metric", x.Size)
			for _, bit := range fields[c].Bits {
				votes[bit]++
			}
		}
		k, distance := outputs[i].Len(), 0 // distance in units of 1/k
		for _, vote := range votes {
			distance += vote
		}
		for _, bit := range x.Bits { // |1 - vote/k| in place of vote/k
			distance += k - 2*votes[bit]
		}
		if k == 0 {
			sum += float64(x.Len())
		} else {
			sum += float64(distance) / float64(k)
		}
	}
	return sum / float64(len(inputs)), nil
}
