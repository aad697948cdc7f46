package competitive

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/sdr"
)

// What the accessors return is a copy: safe to keep and to change.

// Params returns what the Layer was made from.
func (l *Layer) Params() Params { return l.params }

// String says how large the layer is and how many units have never won.
func (l *Layer) String() string {
	return fmt.Sprintf("competitive layer of %d units over %d inputs: %d have never won", l.params.Units, l.params.Inputs, l.NeverWon())
}

// Weights returns the template of a unit, a number in [0, 1] for each input. It panics
// when there is no such unit.
func (l *Layer) Weights(unit int) []float32 {
	l.require(unit)
	return slices.Clone(l.row(unit))
}

// Wins returns for every unit how often it won in steps that learned, since its weights were set.
func (l *Layer) Wins() []int { return slices.Clone(l.wins) }

// NeverWon returns how many units never won in a step that learned.
func (l *Layer) NeverWon() int {
	never := 0
	for _, wins := range l.wins {
		if wins == 0 {
			never++
		}
	}
	return never
}

// Distances returns how far each unit's weights were from the input of the last step,
// squared, before it learned; 0 before the first step.
func (l *Layer) Distances() []float32 { return l.AppendDistances(nil) }

// AppendDistances appends the Distances to dst.
func (l *Layer) AppendDistances(dst []float32) []float32 { return append(dst, l.distances...) }

// Winners returns the units that won the last step, the nearest one first; in a step
// that learned with FrequencySensitive, the nearest after the handicap.
func (l *Layer) Winners() []int { return l.AppendWinners(nil) }

// AppendWinners appends the Winners to dst.
func (l *Layer) AppendWinners(dst []int) []int { return append(dst, l.winners...) }

// Nearest returns the k units that were nearest to the input of the last step, by
// Distances: a sparse code, without any handicap. It panics when k is not in [0, Units].
func (l *Layer) Nearest(k int) sdr.SDR {
	bits := l.AppendNearest(nil, k)
	slices.Sort(bits)
	return sdr.SDR{Size: l.params.Units, Bits: bits}
}

// AppendNearest appends the units of Nearest to dst, the nearest one first.
func (l *Layer) AppendNearest(dst []int, k int) []int {
	if k < 0 || k > l.params.Units {
		panic(fmt.Sprintf("competitive: k = %d, want in [0, Units = %d]", k, l.params.Units))
	}
	return appendLeast(dst, l.distances, k)
}

// Features returns a graded output for each unit, by how much nearer to the input of
// the last step it was than the mean unit: see AppendFeatures.
func (l *Layer) Features() []float32 { return l.AppendFeatures(nil) }

// AppendFeatures appends the Features to dst:
//
//	feature[unit] = max(0, (mean - distances[unit]) / deviation)
//
// with mean and standard deviation of the distances of all units; 0 if all are as far.
// About half of them are not 0. Coates, Lee & Ng (2011), "An analysis of single-layer
// networks in unsupervised feature learning", PMLR 15:215-223, "K-means (triangle)",
// where distances are not squared and not divided; here that makes rates of learning
// mean the same for all images and any number of inputs.
func (l *Layer) AppendFeatures(dst []float32) []float32 {
	sum, squares, n := 0.0, 0.0, float64(l.params.Units)
	for _, d := range l.distances {
		sum += float64(d)
	}
	mean := sum / n
	for _, d := range l.distances {
		difference := float64(d) - mean
		squares += float64(difference * difference)
	}
	deviation := math.Sqrt(squares / n)
	for _, d := range l.distances {
		feature := float32(0)
		if nearer := mean - float64(d); nearer > 0 && deviation > 0 {
			feature = float32(nearer / deviation)
		}
		dst = append(dst, feature)
	}
	return dst
}
