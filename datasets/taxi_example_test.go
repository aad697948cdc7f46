package datasets_test

import (
	"fmt"

	"gohtm/datasets"
)

func ExampleTaxiLike() {
	taxi := datasets.TaxiLike(42)
	fmt.Println(taxi.Title)
	for _, hour := range []int{0, 4, 8, 12, 16, 20} { // of 2014-07-01, a Tuesday
		fmt.Println(taxi.Rows[2*hour].Time.Format("15:04"), taxi.Rows[2*hour].Value)
	}
	// Output:
	// New York taxis, synthetic look-alike (seed 42)
	// 00:00 9572
	// 04:00 2100
	// 08:00 19975
	// 12:00 17555
	// 16:00 13668
	// 20:00 21078
}

func ExampleTaxiOrLike() {
	taxi := datasets.TaxiOrLike() // may ask the net for the real rows
	fmt.Println(taxi.Title, len(taxi.Rows))
	fmt.Println(taxi.Note) // why it is the look-alike, if it is
}

func ExamplePerturbedTaxi() {
	taxi := datasets.TaxiLike(42)
	changed, err := datasets.PerturbedTaxi(taxi, datasets.TaxiPerturbedFrom, 23)
	fmt.Println(changed.Title, err)
	for _, half := range []int{12, 16, 32, 44} {
		i := datasets.TaxiPerturbedFrom + half
		fmt.Printf("%s %.2f\n", taxi.Rows[i].Time.Format("Mon 15:04"), changed.Rows[i].Value/taxi.Rows[i].Value)
	}
	// Output:
	// New York taxis, synthetic look-alike (seed 42), weekdays changed from 2015-04-01 on <nil>
	// Wed 06:00 1.00
	// Wed 08:00 0.80
	// Wed 16:00 1.00
	// Wed 22:00 1.20
}
