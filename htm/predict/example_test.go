package predict_test

import (
	"fmt"

	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// A classifier learns which bucket follows which input: here 1 follows 0, 2
// follows 1, and 0 follows 2.
func ExampleClassifier() {
	p := predict.DefaultClassifierParams(12, 3)
	p.Alpha = 0.5
	classifier, err := predict.NewClassifier(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := 0; i < 60; i++ {
		bucket := i % 3
		input, _ := sdr.New(12, 4*bucket, 4*bucket+1, 4*bucket+2)
		classifier.Step(input, bucket, true)
	}
	fmt.Printf("after bucket 2: %.2f\n", classifier.Distribution(1))
	// Output: after bucket 2: [0.98 0.01 0.01]
}

func ExampleClassifierParams() {
	p := predict.DefaultClassifierParams(65536, 0)
	p.Alpha, p.Spread = 4, true // .1 for 40 active bits
	fmt.Println(p.Validate())
	// Output: predict: Buckets = 0, want in [1, 2^20]
}

// A frozen copy answers the same question later, whatever was learned meanwhile.
func ExampleClassifierState() {
	p := predict.DefaultClassifierParams(4, 2)
	p.Alpha, p.Steps = 1, []int{0}
	classifier, _ := predict.NewClassifier(p)
	input, _ := sdr.New(4, 2)
	classifier.Step(input, 1, true)
	state := classifier.Snapshot()
	classifier.Step(input, 0, true)
	classifier.Step(input, 0, true)
	fmt.Printf("%.2f\n", classifier.Distribution(0))
	if err := classifier.Restore(state); err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.2f\n", classifier.Distribution(0))
	// Output:
	// [0.77 0.23]
	// [0.27 0.73]
}

// Values knows what a bucket stands for; an Estimate makes one value of a distribution.
func ExampleValues() {
	values, _ := predict.NewValues(predict.DefaultValuesParams(3))
	for _, x := range []float64{10, 12, 29, 31} {
		bucket := int(x / 10) // bucket 0 stays unseen
		if err := values.Step(bucket-1, x); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Printf("%.1f\n", values.Values())
	fmt.Printf("%.1f\n", predict.ArgMax([]float64{0.4, 0.1, 0.5}, values.Values()))
	// Output:
	// [10.6 29.0 31.0]
	// 31.0
}

func ExampleValuesParams() {
	p := predict.DefaultValuesParams(105)
	p.Alpha = 1 // each bucket stands for the newest value in it
	fmt.Println(p.Validate())
	// Output: <nil>
}

func ExampleValuesState() {
	values, _ := predict.NewValues(predict.DefaultValuesParams(2))
	if err := values.Restore(predict.ValuesState{Means: []float64{5, 15}}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(values.Values())
	// Output: [5 15]
}

func ExampleEstimate() {
	distribution, values := []float64{0.4, 0.3, 0.3}, []float64{10, 20, 60}
	lower := func(distribution, values []float64) float64 { return values[0] } // one of yours
	for _, estimate := range []predict.Estimate{predict.ArgMax, predict.Mean, predict.Median, lower} {
		fmt.Print(estimate(distribution, values), " ")
	}
	// Output: 10 28 20 10
}

// What followed the same state before is what follows now.
func ExampleNearest() {
	nearest, err := predict.NewNearest(predict.DefaultNearestParams(12))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := 0; i < 60; i++ {
		state, _ := sdr.New(12, 4*(i%3), 4*(i%3)+1)
		if err := nearest.Step(state, []float64{5, 20, 50}[i%3], true); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Printf("after 50: %.2f\n", nearest.Predict(1))
	// Output: after 50: 5.00
}

func ExampleNearestParams() {
	p := predict.DefaultNearestParams(65536)
	p.Steps, p.Change = []int{1, 5}, true
	p.Capacity = 4
	fmt.Println(p.Validate())
	// Output: predict: Capacity = 4, want more than the furthest of Steps = [1 5], and <= 2^30
}

func ExampleNearestState() {
	nearest, _ := predict.NewNearest(predict.DefaultNearestParams(4))
	state, _ := sdr.New(4, 2)
	nearest.Step(state, 7, true)
	nearest.Step(state, 8, true)
	s := nearest.Snapshot()
	fmt.Println(s.States, s.Followed)
	// Output: [[2] [2]] [[8 NaN]]
}

// One presentation is enough: what is most similar to the input has its labels.
func ExampleNearestClassifier() {
	classifier, err := predict.NewNearestClassifier(predict.DefaultNearestClassifierParams(12, 3))
	if err != nil {
		fmt.Println(err)
		return
	}
	for bucket := 0; bucket < 3; bucket++ {
		pattern, _ := sdr.New(12, 4*bucket, 4*bucket+1, 4*bucket+2)
		classifier.Step(pattern, bucket, true)
	}
	noisy, _ := sdr.New(12, 1, 8, 9)
	votes := classifier.Infer(noisy)
	fmt.Println(votes, predict.MostLikely(votes))
	// Output: [0 0 1] 2
}

func ExampleNearestClassifierParams() {
	p := predict.DefaultNearestClassifierParams(6241, 10)
	p.Neighbours, p.Similarity = 5, predict.ByCosine
	p.Capacity = 0
	fmt.Println(p.Validate())
	// Output: predict: Capacity = 0, want in [1, 2^30]
}

func ExampleNearestClassifierState() {
	classifier, _ := predict.NewNearestClassifier(predict.DefaultNearestClassifierParams(4, 2))
	pattern, _ := sdr.New(4, 2, 3)
	classifier.Step(pattern, 1, true)
	fmt.Println(classifier.Snapshot())
	// Output: {[[2 3]] [[1]]}
}

// What counts as similar may be a function of yours: here the share of the stored
// bits that are on (NuPIC: "pctOverlapOfProto").
func ExampleSimilarity() {
	p := predict.DefaultNearestClassifierParams(12, 3)
	p.Similarity = func(overlap, stored, input int) float64 { return float64(overlap) / float64(stored) }
	classifier, _ := predict.NewNearestClassifier(p)
	small, _ := sdr.New(12, 1, 2)
	large, _ := sdr.New(12, 1, 2, 3, 4, 5, 6)
	input, _ := sdr.New(12, 1, 2, 3, 4)
	classifier.Step(small, 1, true)
	classifier.Step(large, 2, true)
	fmt.Println(classifier.Infer(input))
	// Output: [0 1 0]
}

// A band for a figure: nine of ten values should fall into it.
func ExampleInterval() {
	distribution := []float64{0.02, 0.2, 0.5, 0.2, 0.08}
	values := []float64{10, 20, 30, 40, 50}
	low, high := predict.Interval(distribution, values, 0.9)
	fmt.Println(low, predict.Median(distribution, values), high)
	// Output: 20 30 50
}

func ExampleNaive() {
	naive, err := predict.NewNaive(predict.SameHourYesterday(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	for hour := 0; hour < 30; hour++ {
		if err := naive.Step(float64(hour)); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(naive.Predict(1)) // hour 30 is expected to be like hour 6
	// Output: 6
}

func ExampleNaiveParams() {
	p := predict.LastWeekCorrected(1, 5)
	p.Correction = 0.3
	fmt.Println(p.Lag, p.Steps, p.Correction)
	// Output: 168 [1 5] 0.3
}

func ExampleNaiveState() {
	naive, _ := predict.NewNaive(predict.PreviousValue(1))
	if err := naive.Restore(predict.NaiveState{Recent: []float64{3, 4}}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(naive.Predict(1))
	// Output: 4
}
