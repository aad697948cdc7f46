package metric_test

import (
	"fmt"
	"math"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
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

func ExampleActivity() {
	activity, err := metric.NewActivity(1024)
	if err != nil {
		fmt.Println(err)
		return
	}
	random := sdr.NewRandom(1)
	s := random.Draw(1024, 20)
	for i := 0; i < 1000; i++ {
		s = random.Noise(s, 0.5)
		activity.Step(s)
	}
	bound := metric.BinaryEntropy(activity.Sparsity())
	fmt.Printf("sparsity %.4f, entropy %.4f of %.4f bits, stability %.2f\n",
		activity.Sparsity(), activity.Entropy(), bound, activity.Stability())
	// Output: sparsity 0.0195, entropy 0.1366 of 0.1388 bits, stability 0.50
}

func ExampleActivityState() {
	a, _ := metric.NewActivity(4)
	a.Step(sdr.SDR{Size: 4, Bits: []int{0, 3}})
	b, _ := metric.NewActivity(4)
	fmt.Println(b.Restore(a.Snapshot()), b.Frequencies())
	// Output: <nil> [1 0 0 1]
}

// A transform that looks at half of the input bits. For a pooler it is a Step without
// learning, and then its Active.
func ExampleNoiseRobustness() {
	random := sdr.NewRandom(1)
	half := random.Draw(1024, 512)
	transform := func(input sdr.SDR) sdr.SDR { return input.Intersect(half) }
	inputs := []sdr.SDR{random.Draw(1024, 40), random.Draw(1024, 40), random.Draw(1024, 40)}
	levels := metric.NoiseLevels()
	curve, err := metric.NoiseRobustness(transform, inputs, levels, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	area, _ := metric.Area(levels, curve)
	fmt.Printf("without noise %.2f, at 50%% %.2f, area %.2f\n", curve[0], curve[10], area)
	// Output: without noise 1.00, at 50% 0.53, area 0.52
}

func ExampleTopMatches() {
	random := sdr.NewRandom(1)
	codes := []sdr.SDR{random.Draw(2048, 41), random.Draw(2048, 41), random.Draw(2048, 41)}
	predicted := codes[0].Union(codes[2])
	top := metric.TopMatches(predicted, codes, 2, random)
	fmt.Println(len(top), top[0] != 1 && top[1] != 1)
	// Output: 2 true
}

func ExampleWindowState() {
	w, _ := metric.NewWindow(2)
	for i := 0.; i < 3; i++ {
		if err := w.Add(i, i+0.5); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(w.Snapshot())
	// Output: {[1 2] [1.5 2.5]}
}
