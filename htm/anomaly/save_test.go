package anomaly_test

import (
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
)

func archivedLikelihood(t testing.TB) archivetest.Part {
	p := anomaly.DefaultLikelihoodParams()
	p.LearningPeriod, p.EstimationSamples, p.HistoricWindow, p.ReestimationPeriod = 20, 10, 100, 30
	l, err := anomaly.NewLikelihood(p)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: l.Save, Load: l.Load, Snapshot: func() interface{} { return l.Snapshot() },
		Step: func(i int) interface{} {
			r := rng.New(uint64(i))
			likelihood, err := l.Step(r.Float64(), r.Float64())
			if err != nil {
				t.Fatal(err)
			}
			return likelihood
		},
	}
}

func TestSavedLikelihoodGoesOnBitForBit(t *testing.T) {
	archivetest.RoundTrip(t, 200, archivedLikelihood)
}

// detectors has a maker for each of the others.
var detectors = map[string]func(t testing.TB) archivetest.Part{
	"MovingAverage": func(t testing.TB) archivetest.Part {
		m, err := anomaly.NewMovingAverage(anomaly.DefaultMovingAverageParams())
		must(t, err)
		return archivetest.Part{Save: m.Save, Load: m.Load, Snapshot: func() interface{} { return m.Snapshot() }, Step: numbers(t, m.Step)}
	},
	"ExponentialLikelihood": func(t testing.TB) archivetest.Part {
		p := anomaly.DefaultExponentialLikelihoodParams()
		p.Period = 30
		l, err := anomaly.NewExponentialLikelihood(p)
		must(t, err)
		return archivetest.Part{Save: l.Save, Load: l.Load, Snapshot: func() interface{} { return l.Snapshot() }, Step: numbers(t, l.Step)}
	},
	"WindowedGaussian": func(t testing.TB) archivetest.Part {
		p := anomaly.DefaultWindowedGaussianParams()
		p.Window, p.Stride = 40, 15
		g, err := anomaly.NewWindowedGaussian(p)
		must(t, err)
		return archivetest.Part{Save: g.Save, Load: g.Load, Snapshot: func() interface{} { return g.Snapshot() }, Step: numbers(t, g.Step)}
	},
	"SeenRange": func(t testing.TB) archivetest.Part {
		r, err := anomaly.NewSeenRange(anomaly.DefaultSeenRangeParams())
		must(t, err)
		return archivetest.Part{Save: r.Save, Load: r.Load, Snapshot: func() interface{} { return r.Snapshot() },
			Step: func(i int) interface{} {
				outside, err := r.Step(rng.New(uint64(i)).Float64() * float64(i))
				must(t, err)
				return outside
			}}
	},
}

// numbers steps a part with numbers in [0, 1).
func numbers(t testing.TB, step func(x float64) (float64, error)) func(i int) interface{} {
	return func(i int) interface{} {
		said, err := step(rng.New(uint64(i)).Float64())
		must(t, err)
		return said
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSavedDetectorsGoOnBitForBit(t *testing.T) {
	for name, fresh := range detectors {
		t.Run(name, func(t *testing.T) { archivetest.RoundTrip(t, 200, fresh) })
	}
}

func FuzzLoadMovingAverage(f *testing.F) { archivetest.FuzzLoad(f, detectors["MovingAverage"]) }
func FuzzLoadExponentialLikelihood(f *testing.F) {
	archivetest.FuzzLoad(f, detectors["ExponentialLikelihood"])
}
func FuzzLoadWindowedGaussian(f *testing.F) { archivetest.FuzzLoad(f, detectors["WindowedGaussian"]) }
func FuzzLoadSeenRange(f *testing.F)        { archivetest.FuzzLoad(f, detectors["SeenRange"]) }

func FuzzLoadLikelihood(f *testing.F) {
	archivetest.FuzzLoad(f, archivedLikelihood)
}
