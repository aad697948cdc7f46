package datasets

import "math"

var sinesRow = Generator{
	Name:   "sines",
	Title:  "a sine wave, or a sum of some",
	Source: "the usual first series",
	Call:   "datasets.Sines(1000, []datasets.Wave{{Period: 100, Amplitude: 1}})",
}

// Wave is one term of Sines.
type Wave struct {
	Period    float64 // rows from crest to crest, > 0
	Amplitude float64
	Phase     float64 // share of a period that the wave is ahead: 0.25 makes a cosine
}

// far is what is certainly no amplitude.
const far = 1e100

// Sines returns n values of a sum of waves,
//
//	y(i) = sum of Amplitude sin(2 pi (i/Period + Phase))
//
// to about 15 digits, with the same bits on every machine, which math.Sin does not
// promise. An n that is not positive, no wave, a period below 1e-9 and numbers that
// are not finite, or beyond 1e100, are errors.
func Sines(n int, waves []Wave) ([]float64, error) {
	var bad faults
	bad.size("n", n)
	bad.that(len(waves) > 0, "waves is empty, want one or more")
	for i, w := range waves {
		bad.that(w.Period >= 1e-9 && w.Period <= far, "waves[%d].Period = %v, want in [1e-9, 1e100]", i, w.Period)
		bad.that(math.Abs(w.Amplitude) <= far, "waves[%d].Amplitude = %v, want within ±1e100", i, w.Amplitude)
		bad.that(math.Abs(w.Phase) <= far, "waves[%d].Phase = %v, want within ±1e100", i, w.Phase)
	}
	if bad.err != nil {
		return nil, bad.err
	}
	values := make([]float64, n)
	for i := range values {
		for _, w := range waves {
			values[i] += float64(w.Amplitude * sine(float64(i)/w.Period+w.Phase))
		}
	}
	return values, nil
}

// sine returns sin(2 pi turns): whole turns and then quarters are taken away, and
// the rest, at most an eighth of a turn, goes into the series of sine or cosine.
func sine(turns float64) float64 {
	turns -= math.Floor(turns)
	quarter := math.Floor(float64(4*turns) + 0.5)
	x := float64(2 * math.Pi * (turns - quarter/4))
	square := float64(x * x)
	switch int(quarter) % 4 {
	case 0:
		return float64(x * alternating(square, 3))
	case 1:
		return alternating(square, 2)
	case 2:
		return float64(-x * alternating(square, 3))
	}
	return -alternating(square, 2)
}

// alternating returns 1 - s/((first-1) first) + s^2/((first-1) first (first+1) (first+2)) - ...,
// which is cos x for first 2 and sin(x)/x for first 3, with s the square of x.
func alternating(s float64, first int) float64 {
	sum := 1.0
	for k := first + 16; k >= first; k -= 2 { // the innermost term first
		sum = 1 - float64(s*sum)/float64((k-1)*k)
	}
	return sum
}
