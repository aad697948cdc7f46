package experiment_test

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/experiment"
)

func ExampleTaxiResult() {
	p := experiment.ShortTaxiParams(datasets.TaxiLike(42))
	p.Rows, p.PoolerRows, p.From = 5*336, 336, 3*336
	r, err := experiment.Taxi(context.Background(), p, nil)
	fmt.Println(err)
	first, _ := r.Between(0, 336)
	fifth, _ := r.Between(4*336, 5*336)
	fmt.Printf("error in the first week %.1f, in the fifth %.1f\n", first, fifth)
	// Output:
	// <nil>
	// error in the first week 0.3, in the fifth 0.1
}

func ExampleTaxiBaseline() {
	baselines, err := experiment.ShortTaxiParams(datasets.TaxiLike(42)).Naive()
	fmt.Println(err)
	for _, b := range append(baselines, experiment.PublishedTaxi()[0]) {
		fmt.Println(b.Name)
	}
	// Output:
	// <nil>
	// value now
	// same time yesterday
	// same time last week
	// last week, corrected
	// half hour of the week, counted
	// HTM
}
