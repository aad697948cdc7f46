package metric

import (
	"fmt"

	"gohtm/htm/sdr"
)

// NoiseLevels returns the 21 levels 0, .05 ... 1 of Cui, Ahmad & Hawkins (2017).
func NoiseLevels() []float64 {
	levels := make([]float64, 21)
	for i := range levels {
		levels[i] = float64(i) / 20
	}
	return levels
}

// NoiseRobustness returns, for each level of noise, how much of the output is left:
// the mean over the inputs of OverlapShare(transform(input), transform(noisy input)).
// The noise moves int(level * on bits), see sdr.Random. transform is the pooler, a
// Step with learning off and its Active. Noise comes from the seed alone.
// No inputs and a level that is not in [0, 1] are errors; an input with too few bits
// off for the noise panics.
// Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, on noise robustness.
func NoiseRobustness(transform func(sdr.SDR) sdr.SDR, inputs []sdr.SDR, levels []float64, seed uint64) ([]float64, error) {
	return underNoise(transform, inputs, levels, seed, func(clean []sdr.SDR, i int, noisy sdr.SDR) float64 {
		return OverlapShare(clean[i], noisy)
	})
}

// NoiseAccuracy returns, for each level of noise, the share of inputs that are still
// told apart: the output for the noisy input is nearest, by OverlapShare, to that
// for the input itself, of all inputs. The first of equals counts as nearest.
// Arguments and errors are those of NoiseRobustness.
// Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, on classification.
func NoiseAccuracy(transform func(sdr.SDR) sdr.SDR, inputs []sdr.SDR, levels []float64, seed uint64) ([]float64, error) {
	return underNoise(transform, inputs, levels, seed, func(clean []sdr.SDR, i int, noisy sdr.SDR) float64 {
		best, nearest := -1.0, 0
		for j := range clean {
			if share := OverlapShare(clean[j], noisy); share > best {
				best, nearest = share, j
			}
		}
		if nearest == i {
			return 1
		}
		return 0
	})
}

// underNoise returns the mean score over the inputs for each level.
func underNoise(transform func(sdr.SDR) sdr.SDR, inputs []sdr.SDR, levels []float64, seed uint64,
	score func(clean []sdr.SDR, i int, noisy sdr.SDR) float64) ([]float64, error) {
	if len(inputs) == 0 {
		return nil, fmt.Errorf("metric: 0 inputs, want > 0")
	}
	for i, level := range levels {
		if !(level >= 0 && level <= 1) {
			return nil, fmt.Errorf("metric: levels[%d] = %v, want in [0, 1]", i, level)
		}
	}
	clean := make([]sdr.SDR, len(inputs))
	for i, input := range inputs {
		clean[i] = transform(input.Clone()).Clone()
	}
	random, means := sdr.NewRandom(seed), make([]float64, len(levels))
	for l, level := range levels {
		for i, input := range inputs {
			means[l] += score(clean, i, transform(random.Noise(input, level)))
		}
		means[l] /= float64(len(inputs))
	}
	return means, nil
}

// Area returns the area under a curve through the points (x[i], y[i]), by the
// trapezoid rule:
//
//	Σ (x[i] - x[i-1]) (y[i] + y[i-1]) / 2
//
// Different lengths and x that falls are errors.
func Area(x, y []float64) (float64, error) {
	if len(x) != len(y) {
		return 0, fmt.Errorf("metric: %d x and %d y, want as many", len(x), len(y))
	}
	area := 0.0
	for i := 1; i < len(x); i++ {
		if !(x[i] >= x[i-1]) {
			return 0, fmt.Errorf("metric: x[%d] = %v after %v, want rising numbers", i, x[i], x[i-1])
		}
		area += float64((x[i] - x[i-1]) * (y[i] + y[i-1]) / 2)
	}
	return area, nil
}

// Discrimination draws so many pairs of different inputs and returns the mean
// OverlapShare of their outputs, and that of the output of both at once (their
// union) with the output of each: the first is little when inputs are told apart,
// the second when a mixture is told from its parts. transform and seed are those of
// NoiseRobustness. Fewer than 2 inputs or 1 pair are errors.
// Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111.
func Discrimination(transform func(sdr.SDR) sdr.SDR, inputs []sdr.SDR, pairs int, seed uint64) (apart, mixed float64, err error) {
	if len(inputs) < 2 || pairs < 1 {
		return 0, 0, fmt.Errorf("metric: %d inputs and %d pairs, want > 1 and > 0", len(inputs), pairs)
	}
	random := sdr.NewRandom(seed)
	for p := 0; p < pairs; p++ {
		pair := random.Draw(len(inputs), 2).Bits
		a, b := inputs[pair[0]], inputs[pair[1]]
		outA, outB := transform(a.Clone()).Clone(), transform(b.Clone()).Clone()
		outBoth := transform(a.Union(b))
		apart += OverlapShare(outA, outB)
		mixed += (OverlapShare(outBoth, outA) + OverlapShare(outBoth, outB)) / 2
	}
	return apart / float64(pairs), mixed / float64(pairs), nil
}
