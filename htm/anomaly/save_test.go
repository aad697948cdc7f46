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

func FuzzLoadLikelihood(f *testing.F) {
	archivetest.FuzzLoad(f, archivedLikelihood)
}
