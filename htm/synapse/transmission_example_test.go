package synapse_test

import (
	"fmt"

	"gohtm/htm/synapse"
)

// A synapse that is not connected, at .5, and one that is, by HTM's threshold and graded.
func ExampleTransmission() {
	binary, _ := synapse.NewTransmission(synapse.TransmissionParams{})
	graded := synapse.Graded()
	for _, permanence := range []float32{.4, .7} {
		fmt.Println(binary.Contribution(permanence, .5, nil), graded.Contribution(permanence, .5, nil))
	}
	// Output:
	// 0 0.4
	// 1 0.7
}

// Weights are squares of permanences, on 16 levels, and half of the ten vesicles fail.
func ExampleTransmissionParams() {
	transmission, err := synapse.NewTransmission(synapse.TransmissionParams{
		Weight:   func(permanence float64) float64 { return permanence * permanence },
		Bits:     4,
		Release:  func(float64) float64 { return .5 },
		Vesicles: 10,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	draw := 0.0
	even := func() float64 { draw += .1; return draw } // instead of chance
	fmt.Printf("%.4f\n", transmission.Contribution(.8, .5, even))
	// Output: 0.2667
}

// An input that fires in every step is worth less and less, until it rests.
func ExampleShortTerm() {
	depressing, _ := synapse.Depressing(.5, 5)
	inputs := depressing.ShortTerm(100)
	for step := 0; step < 12; step++ {
		if step < 4 || step == 11 {
			fmt.Printf("%.2f ", inputs.Step([]int{42})[0])
		} else {
			inputs.Step(nil)
		}
	}
	fmt.Println()
	// Output: 1.00 0.59 0.42 0.35 0.83
}

func ExampleShortTermState() {
	facilitating, _ := synapse.Facilitating(.1, 1, 50)
	inputs, others := facilitating.ShortTerm(10), facilitating.ShortTerm(10)
	inputs.Step([]int{3})
	if err := others.Restore(inputs.Snapshot()); err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%.3f %.3f\n", inputs.Step([]int{3}), others.Step([]int{3}))
	// Output: [1.813] [1.813]
}
