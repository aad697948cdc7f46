package metric_test

import (
	"fmt"
	"math"

	"gohtm/htm/metric"
)

// The first record had no prediction.
func ExampleScore() {
	truth := []float64{20, 30, 40, 30}
	prediction := []float64{math.NaN(), 28, 44, 30}
	score, err := metric.Evaluate(truth, prediction)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("AAE %.2f, RMSE %.2f, altMAPE %.1f%%, NRMSE %.2f, %d scored, %d skipped\n",
		score.AAE, score.RMSE, score.AltMAPE, score.NRMSE, score.Count, score.Skipped)
	// Output: AAE 2.00, RMSE 2.58, altMAPE 6.0%, NRMSE 0.37, 3 scored, 1 skipped
}

func ExampleWindow() {
	window, err := metric.NewWindow(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, truth := range []float64{20, 30, 40} {
		if err := window.Add(truth, truth+float64(i)); err != nil {
			fmt.Println(err)
		}
		fmt.Print(window.AAE(), " ")
	}
	// Output: 0 0.5 1.5
}

func ExampleSlidingAAE() {
	errors, err := metric.SlidingAAE([]float64{20, 30, 40}, []float64{20, 31, 42}, 2)
	fmt.Println(errors, err)
	// Output: [0 0.5 1.5] <nil>
}

func ExampleNegativeLogLikelihood() {
	distribution := []float64{0.25, 0.75, 0}
	for bucket := range distribution {
		fmt.Printf("%.2f ", metric.NegativeLogLikelihood(distribution, bucket, 0.01))
	}
	// Output: 1.39 0.29 4.61
}
