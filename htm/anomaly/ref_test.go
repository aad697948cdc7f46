package anomaly_test

import (
	"fmt"
	"math/rand"
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/ref"
	"gohtm/htm/metric"
)

// streams are raw scores and metric values with what makes a likelihood hard:
// bursts, flat stretches, silence, all at once.
func streams(seed int64, n int) map[string][2][]float64 {
	r := rand.New(rand.NewSource(seed))
	all := map[string][2][]float64{}
	for _, name := range []string{"random", "bursty", "silent", "flat metric"} {
		values, raws := make([]float64, n), make([]float64, n)
		for i := range raws {
			values[i] = 40 + 20*r.NormFloat64()
			switch {
			case name == "flat metric" && i > n/3:
				values[i] = 7
			case name == "bursty" && i%97 > 80:
				raws[i] = 1
			case name == "bursty" && i > n/2:
				raws[i] = 0.1 * r.Float64()
			case name != "silent" || i%150 == 149:
				raws[i] = r.Float64()
			}
		}
		all[name] = [2][]float64{values, raws}
	}
	return all
}

// The shipped code equals the plain restatement, bit for bit at every step.
func TestLikelihoodEqualsTheReference(t *testing.T) {
	variants := map[string]func(p *anomaly.LikelihoodParams){
		"small":                             func(*anomaly.LikelihoodParams) {},
		"two-sided":                         func(p *anomaly.LikelihoodParams) { p.TwoSided = true },
		"window shorter than the probation": func(p *anomaly.LikelihoodParams) { p.HistoricWindow = 20 },
		"window shorter than the average":   func(p *anomaly.LikelihoodParams) { p.HistoricWindow, p.EstimationSamples = 5, 3 },
		"average of one":                    func(p *anomaly.LikelihoodParams) { p.AveragingWindow = 1 },
		"estimated at every step":           func(p *anomaly.LikelihoodParams) { p.ReestimationPeriod = 1 },
		"estimated seldom":                  func(p *anomaly.LikelihoodParams) { p.ReestimationPeriod = 77 },
		"no probation":                      func(p *anomaly.LikelihoodParams) { p.LearningPeriod, p.EstimationSamples = 0, 0 },
		"no estimation samples":             func(p *anomaly.LikelihoodParams) { p.EstimationSamples = 0 },
		"an easy red zone":                  func(p *anomaly.LikelihoodParams) { p.RedLikelihood, p.YellowLikelihood = 0.7, 0.6 },
		"other floors and null": func(p *anomaly.LikelihoodParams) {
			p.MeanFloor, p.VarianceFloor, p.NullMean, p.NullDeviation = 0.4, 0.1, 0.1, 0.2
		},
	}
	for name, vary := range variants {
		t.Run(name, func(t *testing.T) {
			p := anomaly.DefaultLikelihoodParams()
			p.LearningPeriod, p.EstimationSamples, p.HistoricWindow, p.ReestimationPeriod = 30, 20, 90, 10
			vary(&p)
			for seed := int64(1); seed <= 3; seed++ {
				for stream, data := range streams(seed, 500) {
					compare(t, fmt.Sprintf("%s stream, seed %d", stream, seed), p, data[0], data[1])
				}
			}
		})
	}
	t.Run("NuPIC's periods", func(t *testing.T) {
		for stream, data := range streams(4, 700) {
			compare(t, stream, anomaly.DefaultLikelihoodParams(), data[0], data[1])
		}
	})
}

func compare(t *testing.T, stream string, p anomaly.LikelihoodParams, values, raws []float64) {
	t.Helper()
	l, err := anomaly.NewLikelihood(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range ref.Likelihood(p, values, raws) {
		got, err := l.Step(values[i], raws[i])
		if err != nil || got != want {
			t.Fatalf("%s, record %d: likelihood %v, %v; want %v", stream, i, got, err, want)
		}
	}
}

func TestExponentialLikelihoodEqualsTheReference(t *testing.T) {
	for name, vary := range map[string]func(p *anomaly.ExponentialLikelihoodParams){
		"short":        func(p *anomaly.ExponentialLikelihoodParams) {},
		"at once":      func(p *anomaly.ExponentialLikelihoodParams) { p.Period = 1 },
		"htm.core's":   func(p *anomaly.ExponentialLikelihoodParams) { p.Period = 1000 },
		"other starts": func(p *anomaly.ExponentialLikelihoodParams) { p.InitialMean, p.InitialVariance = 0, 0.5 },
		"high floors":  func(p *anomaly.ExponentialLikelihoodParams) { p.MeanFloor, p.VarianceFloor = 0.4, 0.1 },
		"low floors":   func(p *anomaly.ExponentialLikelihoodParams) { p.MeanFloor, p.VarianceFloor = 0, 1e-12 },
	} {
		t.Run(name, func(t *testing.T) {
			p := anomaly.DefaultExponentialLikelihoodParams()
			p.Period = 30
			vary(&p)
			for seed := int64(1); seed <= 5; seed++ {
				for stream, data := range streams(seed, 1500) {
					compareExponential(t, fmt.Sprintf("%s stream, seed %d", stream, seed), p, data[1])
				}
			}
		})
	}
}

func compareExponential(t *testing.T, stream string, p anomaly.ExponentialLikelihoodParams, raws []float64) {
	t.Helper()
	l, err := anomaly.NewExponentialLikelihood(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range ref.ExponentialLikelihood(p, raws) {
		got, err := l.Step(raws[i])
		if err != nil || got != want || !(got >= 0 && got <= 1) {
			t.Fatalf("%s, record %d: likelihood %v, %v; want %v, in [0, 1]", stream, i, got, err, want)
		}
	}
}

func TestWindowedGaussianEqualsTheReference(t *testing.T) {
	for name, vary := range map[string]func(p *anomaly.WindowedGaussianParams){
		"small":            func(p *anomaly.WindowedGaussianParams) {},
		"one-sided":        func(p *anomaly.WindowedGaussianParams) { p.TwoSided = false },
		"one at a time":    func(p *anomaly.WindowedGaussianParams) { p.Stride = 1 },
		"a whole window":   func(p *anomaly.WindowedGaussianParams) { p.Stride = p.Window },
		"a window of one":  func(p *anomaly.WindowedGaussianParams) { p.Window, p.Stride = 1, 1 },
		"never full":       func(p *anomaly.WindowedGaussianParams) { p.Window = 6400 },
		"a wide deviation": func(p *anomaly.WindowedGaussianParams) { p.DeviationFloor = 15 },
	} {
		t.Run(name, func(t *testing.T) {
			p := anomaly.DefaultWindowedGaussianParams()
			p.Window, p.Stride = 60, 25
			vary(&p)
			for seed := int64(1); seed <= 5; seed++ {
				for stream, data := range streams(seed, 400) {
					compareGaussian(t, fmt.Sprintf("%s stream, seed %d", stream, seed), p, data[0])
				}
			}
		})
	}
}

func compareGaussian(t *testing.T, stream string, p anomaly.WindowedGaussianParams, values []float64) {
	t.Helper()
	g, err := anomaly.NewWindowedGaussian(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range ref.WindowedGaussian(p, values) {
		got, err := g.Step(values[i])
		if err != nil || got != want || !(got >= 0 && got <= 1) {
			t.Fatalf("%s, record %d: score %v, %v; want %v, in [0, 1]", stream, i, got, err, want)
		}
	}
}

// Online and over the whole series are the same.
func TestMovingAverageIsASlidingMean(t *testing.T) {
	for _, window := range []int{1, 2, 7, 10, 1000} {
		m, err := anomaly.NewMovingAverage(anomaly.MovingAverageParams{Window: window})
		if err != nil {
			t.Fatal(err)
		}
		raws := streams(6, 300)["bursty"][1]
		means, err := metric.SlidingMean(raws, window)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range means {
			if got, err := m.Step(raws[i]); err != nil || got != want {
				t.Fatalf("window %d, record %d: average %v, %v; want %v", window, i, got, err, want)
			}
		}
	}
}

func BenchmarkAgainstTheReference(b *testing.B) {
	data := streams(1, 700)["random"]
	p := anomaly.DefaultLikelihoodParams()
	b.Run("shipped, 700 records", func(b *testing.B) {
		for b.Loop() {
			l, _ := anomaly.NewLikelihood(p)
			for i := range data[0] {
				l.Step(data[0][i], data[1][i])
			}
		}
	})
	b.Run("reference, 700 records", func(b *testing.B) {
		for b.Loop() {
			ref.Likelihood(p, data[0], data[1])
		}
	})
}
