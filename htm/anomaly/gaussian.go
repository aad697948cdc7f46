package anomaly

import "math"

// WindowedGaussian is a baseline without any model of sequences: how far a value is
// from those of a window of the past, taken as normally distributed. The score is
// 1 - Q((value - mean) / deviation), with mean and standard deviation of the window,
// which grows by each value up to Window, and then moves on by Stride values at a
// time. The first value has the score 0.
//
// It is the windowedGaussian detector of the Numenta Anomaly Benchmark: Lavin & Ahmad
// (2015), doi:10.1109/ICMLA.2015.141.
type WindowedGaussian struct {
	params       WindowedGaussianParams
	kept         []float64 // the window, oldest first, and behind it the values that wait
	distribution normal
}

// NewWindowedGaussian returns a WindowedGaussian that has seen nothing, or an error
// that names every bad field.
func NewWindowedGaussian(p WindowedGaussianParams) (*WindowedGaussian, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &WindowedGaussian{params: p}, nil
}

// Params returns what the WindowedGaussian was made with.
func (g *WindowedGaussian) Params() WindowedGaussianParams { return g.params }

// Step takes the next value and returns its score, in [0, 1]: near 1 is anomalous.
// A value that is not in [-1e100, 1e100] is an error and changes nothing. While the
// window grows a step costs as much as it is long.
func (g *WindowedGaussian) Step(value float64) (float64, error) {
	if err := bounded(value); err != nil {
		return 0, err
	}
	score := 0.0
	if len(g.kept) > 0 {
		score = 1 - 0.5*math.Erfc(g.distribution.standard(value, g.params.TwoSided)/math.Sqrt2)
	}
	g.kept = append(g.kept, value)
	if len(g.kept) == g.params.Window+g.params.Stride {
		g.kept = g.kept[:copy(g.kept, g.kept[g.params.Stride:])]
		g.estimate()
	} else if len(g.kept) <= g.params.Window {
		g.estimate()
	}
	return score, nil
}

// estimate makes the distribution from the window.
func (g *WindowedGaussian) estimate() {
	window := g.kept[:min(len(g.kept), g.params.Window)]
	g.distribution = normal{mean(window), max(g.params.DeviationFloor, math.Sqrt(variance(window)))}
}
