package competitive_test

import (
	"fmt"

	"gohtm/htm/competitive"
)

// Two kinds of inputs: each unit becomes the mean of one of them, which unit of which
// one is chance.
func ExampleLayer_Step() {
	layer, err := competitive.New(competitive.DefaultParams(4, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	left, right := []float32{1, .5, 0, 0}, []float32{0, 0, .5, 1}
	for i := 0; i < 20; i++ {
		layer.Step(left, true)
		layer.Step(right, true)
	}
	layer.Step(left, false)
	fmt.Println(layer)
	fmt.Printf("the template nearest to the left one is %.2f\n", layer.Weights(layer.Winners()[0]))
	// Output:
	// competitive layer of 2 units over 4 inputs: 0 have never won
	// the template nearest to the left one is [1.00 0.50 0.00 0.00]
}

func ExampleParams() {
	p := competitive.DefaultParams(784, 2048)
	p.Winners, p.Rate = 20, 0.02 // the rule of the forum's thread, alone
	p.Averaging, p.FrequencySensitive = false, false
	fmt.Println(p.Validate())
	p.Rate = 0
	fmt.Println(p.Validate())
	// Output:
	// <nil>
	// competitive: Rate = 0 without Averaging, so that nothing is ever learned: want one of them
}

func ExampleState() {
	layer, _ := competitive.New(competitive.DefaultParams(2, 3))
	before := layer.Snapshot()
	layer.Step([]float32{1, 0}, true)
	fmt.Println(layer.NeverWon(), "never won")
	fmt.Println(layer.Restore(before), layer.NeverWon(), "never won")
	// Output:
	// 2 never won
	// <nil> 3 never won
}
