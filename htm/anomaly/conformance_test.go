package anomaly_test

import (
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// The Likelihood is a row of htmtest's own test. What is stepped are numbers in
// [0, 1], which the bits of the inputs make.
func TestConformance(t *testing.T) {
	stream, inputs := rng.New(9), make([]sdr.SDR, 80)
	for i := range inputs {
		inputs[i] = sdr.SDR{Size: 64, Bits: stream.Sample(64, 1+i%5)}
	}
	for _, c := range []htmtest.ComponentCase{
		{Name: "moving average", New: average, Inputs: inputs},
		{Name: "exponential likelihood", New: exponential, Inputs: inputs},
		{Name: "windowed Gaussian", New: gaussian, Inputs: inputs},
		{Name: "seen range", New: seenRange, Inputs: inputs},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Component(c); err != nil {
				t.Error(err)
			}
		})
	}
}

// stepped remembers what a part says about the number that an input stands for.
func stepped(step func(x float64) (float64, error)) (func(input sdr.SDR, learn bool), func() interface{}) {
	said := 0.0
	return func(input sdr.SDR, _ bool) {
		var err error
		if said, err = step(float64(input.Bits[len(input.Bits)-1]) / 64); err != nil {
			panic(err)
		}
	}, func() interface{} { return said }
}

func average() (htmtest.Closures, error) {
	var closures func(m *anomaly.MovingAverage) htmtest.Closures
	closures = func(m *anomaly.MovingAverage) htmtest.Closures {
		step, said := stepped(m.Step)
		return htmtest.Closures{
			Step: step, Output: said,
			Snapshot: func() interface{} { return m.Snapshot() },
			Restore:  func(state interface{}) error { return m.Restore(state.(anomaly.MovingAverageState)) },
			Clone:    func() htmtest.Closures { return closures(m.Clone()) },
		}
	}
	m, err := anomaly.NewMovingAverage(anomaly.DefaultMovingAverageParams())
	return closures(m), err
}

func exponential() (htmtest.Closures, error) {
	var closures func(l *anomaly.ExponentialLikelihood) htmtest.Closures
	closures = func(l *anomaly.ExponentialLikelihood) htmtest.Closures {
		step, said := stepped(l.Step)
		return htmtest.Closures{
			Step: step, Output: said,
			Snapshot: func() interface{} { return l.Snapshot() },
			Restore:  func(state interface{}) error { return l.Restore(state.(anomaly.ExponentialLikelihoodState)) },
			Clone:    func() htmtest.Closures { return closures(l.Clone()) },
		}
	}
	p := anomaly.DefaultExponentialLikelihoodParams()
	p.Period = 15
	l, err := anomaly.NewExponentialLikelihood(p)
	return closures(l), err
}

func gaussian() (htmtest.Closures, error) {
	var closures func(g *anomaly.WindowedGaussian) htmtest.Closures
	closures = func(g *anomaly.WindowedGaussian) htmtest.Closures {
		step, said := stepped(g.Step)
		return htmtest.Closures{
			Step: step, Output: said,
			Snapshot: func() interface{} { return g.Snapshot() },
			Restore:  func(state interface{}) error { return g.Restore(state.(anomaly.WindowedGaussianState)) },
			Clone:    func() htmtest.Closures { return closures(g.Clone()) },
		}
	}
	p := anomaly.DefaultWindowedGaussianParams()
	p.Window, p.Stride = 20, 7
	g, err := anomaly.NewWindowedGaussian(p)
	return closures(g), err
}

func seenRange() (htmtest.Closures, error) {
	var closures func(r *anomaly.SeenRange) htmtest.Closures
	closures = func(r *anomaly.SeenRange) htmtest.Closures {
		step, said := stepped(func(x float64) (float64, error) {
			outside, err := r.Step(x)
			if outside {
				return 1, err
			}
			return 0, err
		})
		return htmtest.Closures{
			Step: step, Output: said,
			Snapshot: func() interface{} { return r.Snapshot() },
			Restore:  func(state interface{}) error { return r.Restore(state.(anomaly.SeenRangeState)) },
			Clone:    func() htmtest.Closures { return closures(r.Clone()) },
		}
	}
	r, err := anomaly.NewSeenRange(anomaly.DefaultSeenRangeParams())
	return closures(r), err
}
