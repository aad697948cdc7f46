package anomaly_test

import (
	"fmt"

	"gohtm/htm/anomaly"
	"gohtm/htm/sdr"
)

func ExampleRaw() {
	active, _ := sdr.New(2048, 3, 17, 99, 100)
	predicted, _ := sdr.New(2048, 3, 17, 99, 1500)
	fmt.Println(anomaly.Raw(active, predicted))
	// Output: 0.25
}

// A stream that is hard to predict now and then becomes hard to predict for good.
func ExampleLikelihood() {
	likelihood, err := anomaly.NewLikelihood(anomaly.DefaultLikelihoodParams())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := 0; i < 510; i++ {
		raw := float64(i*i*i%101) / 200
		if i >= 500 {
			raw = 0.45
		}
		l, err := likelihood.Step(float64(i%24), raw)
		if err != nil {
			fmt.Println(err)
		}
		if i == 100 || i == 499 || i > 500 && i%2 == 0 {
			fmt.Printf("record %d: likelihood %.4f, log score %.2f\n", i, l, anomaly.LogScore(l))
		}
	}
	// Output:
	// record 100: likelihood 0.5000, log score 0.03
	// record 499: likelihood 0.9620, log score 0.14
	// record 502: likelihood 0.9982, log score 0.27
	// record 504: likelihood 0.9986, log score 0.28
	// record 506: likelihood 1.0000, log score 0.44
	// record 508: likelihood 1.0000, log score 0.49
}

func ExampleLikelihoodParams() {
	p := anomaly.DefaultLikelihoodParams()
	p.LearningPeriod = 168 // a week of hourly records
	p.TwoSided = true      // an unusual calm is unlikely too
	fmt.Println(p.Validate())
	// Output: <nil>
}

// A copy that is kept answers from where it was.
func ExampleLikelihoodState() {
	p := anomaly.DefaultLikelihoodParams()
	p.LearningPeriod, p.EstimationSamples = 3, 3
	likelihood, _ := anomaly.NewLikelihood(p)
	for i := 0; i < 20; i++ {
		if _, err := likelihood.Step(float64(i), 0.1); err != nil {
			fmt.Println(err)
		}
	}
	state := likelihood.Snapshot()
	first, _ := likelihood.Step(20, 0.5)
	if err := likelihood.Restore(state); err != nil {
		fmt.Println(err)
	}
	again, _ := likelihood.Step(20, 0.5)
	fmt.Println(state.Records, first == again)
	// Output: 20 true
}

// NuPIC's anomaly score in its "weighted" mode, under a moving average.
func ExampleMovingAverage() {
	average, err := anomaly.NewMovingAverage(anomaly.MovingAverageParams{Window: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	raws, likelihoods := []float64{0.2, 1, 0.9, 0.1}, []float64{0.5, 0.9, 0.99, 0.8}
	for i, raw := range raws {
		score, _ := average.Step(raw * likelihoods[i])
		fmt.Printf("%.2f ", score)
	}
	// Output: 0.10 0.50 0.63 0.62
}

func ExampleMovingAverageParams() {
	p := anomaly.DefaultMovingAverageParams()
	fmt.Println(p.Window)
	p.Window = 0
	fmt.Println(p.Validate())
	// Output:
	// 10
	// anomaly: Window = 0, want in [1, 2^30]
}

func ExampleMovingAverageState() {
	average, _ := anomaly.NewMovingAverage(anomaly.DefaultMovingAverageParams())
	average.Step(0.5)
	average.Step(1)
	fmt.Println(average.Snapshot().Recent)
	// Output: [0.5 1]
}

// htm.core's likelihood, which needs no value of the metric: a stream of scores
// about .2 that becomes unpredictable.
func ExampleExponentialLikelihood() {
	p := anomaly.DefaultExponentialLikelihoodParams()
	p.Period = 100
	likelihood, err := anomaly.NewExponentialLikelihood(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := 1; i <= 1003; i++ {
		raw := float64(i*i*i%41) / 100
		if i > 1000 {
			raw = 0.6
		}
		l, err := likelihood.Step(raw)
		if err != nil {
			fmt.Println(err)
		}
		if i >= 1000 {
			fmt.Printf("record %d: likelihood %.4f, log score %.2f\n", i, l, anomaly.LogScore(l))
		}
	}
	// Output:
	// record 1000: likelihood 0.9476, log score 0.13
	// record 1001: likelihood 1.0000, log score 0.46
	// record 1002: likelihood 1.0000, log score 0.66
	// record 1003: likelihood 1.0000, log score 0.60
}

func ExampleExponentialLikelihoodParams() {
	p := anomaly.DefaultExponentialLikelihoodParams()
	p.Period = 168 // a week of hourly records
	p.InitialVariance = 0
	fmt.Println(p.Validate())
	// Output: anomaly: InitialVariance = 0, want in (0, 1]
}

func ExampleExponentialLikelihoodState() {
	likelihood, _ := anomaly.NewExponentialLikelihood(anomaly.DefaultExponentialLikelihoodParams())
	likelihood.Step(1)
	state := likelihood.Snapshot()
	fmt.Println(state.Records, state.Mean, state.Previous)
	// Output: 1 1 0.5
}

// A baseline: it knows nothing of sequences, only how far a value is from the others.
func ExampleWindowedGaussian() {
	gaussian, err := anomaly.NewWindowedGaussian(anomaly.DefaultWindowedGaussianParams())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range []float64{10, 12, 11, 9, 10, 15, 4} {
		score, _ := gaussian.Step(value)
		fmt.Printf("%.3f ", score)
	}
	// Output: 0.000 1.000 0.500 0.993 0.673 1.000 1.000
}

func ExampleWindowedGaussianParams() {
	p := anomaly.DefaultWindowedGaussianParams()
	fmt.Println(p.Window, p.Stride)
	p.Stride = 10000
	fmt.Println(p.Validate())
	// Output:
	// 6400 100
	// anomaly: Stride = 10000, want in [1, Window = 6400]
}

func ExampleWindowedGaussianState() {
	gaussian, _ := anomaly.NewWindowedGaussian(anomaly.DefaultWindowedGaussianParams())
	gaussian.Step(7)
	gaussian.Step(8)
	fmt.Println(gaussian.Snapshot().Values)
	// Output: [7 8]
}

// A value far outside of everything seen is anomalous, whatever the likelihood says.
func ExampleSeenRange() {
	seen, err := anomaly.NewSeenRange(anomaly.DefaultSeenRangeParams())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range []float64{10, 30, 30.5, 33, 9} {
		outside, _ := seen.Step(value)
		fmt.Print(outside, " ")
	}
	fmt.Println(seen.Range())
	// Output: false false false true false 9 33 true
}

func ExampleSeenRangeParams() {
	p := anomaly.DefaultSeenRangeParams()
	fmt.Println(p.Margin)
	p.Margin = -1
	fmt.Println(p.Validate())
	// Output:
	// 0.05
	// anomaly: Margin = -1, want in [0, 1e100]
}

func ExampleSeenRangeState() {
	seen, _ := anomaly.NewSeenRange(anomaly.DefaultSeenRangeParams())
	if err := seen.Restore(anomaly.SeenRangeState{Seen: true, Low: 2, High: 6}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(seen.Step(6.3))
	// Output: true <nil>
}
