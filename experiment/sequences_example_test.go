package experiment_test

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/experiment"
)

// How many sequences it takes until their last element is always foreseen.
func ExampleLengthsResult() {
	p := experiment.ShortLengthsParams()
	p.Lengths = []int{5, 10}
	r, err := experiment.Lengths(context.Background(), p, nil)
	fmt.Println(err)
	fmt.Println("longer sequences take longer:", r.Sequences[1] > r.Sequences[0])
	// Output:
	// <nil>
	// longer sequences take longer: true
}

// A table that is told symbols and forgets nothing: what a memory is compared with.
func ExampleEndingsTable() {
	p := experiment.DefaultEndingsParams(datasets.OnePrediction())
	for _, order := range []int{1, 7} {
		r, err := experiment.EndingsTable(p, order)
		fmt.Printf("the latest %d symbols: %.1f correct before the switch, %v\n", order, r.At(10000), err)
	}
	// Output:
	// the latest 1 symbols: 0.2 correct before the switch, <nil>
	// the latest 7 symbols: 1.0 correct before the switch, <nil>
}

func ExamplePublished() {
	for _, p := range experiment.PublishedDamage() {
		fmt.Printf("%-6s with 30 %% of its cells dead: %.3f correct\n", p.Name, p.At(.3))
	}
	// Output:
	// HTM    with 30 % of its cells dead: 1.000 correct
	// LSTM   with 30 % of its cells dead: 0.313 correct
	// OS-ELM with 30 % of its cells dead: 0.575 correct
}
