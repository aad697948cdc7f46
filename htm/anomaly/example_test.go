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
