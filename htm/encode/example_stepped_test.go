package encode_test

import (
	"fmt"

	"gohtm/htm/encode"
)

func ExampleAdaptive() {
	p := encode.DefaultAdaptiveParams(14)
	p.Active = 5
	load, err := encode.NewAdaptive(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range []float64{1, 10, 3, -9, 3} {
		code, _ := load.Step(x, true)
		low, high, _ := load.Range()
		fmt.Printf("%v in [%v, %v] is %v\n", x, low, high, code.Bits)
	}
	// Output:
	// 1 in [1, 2] is [0 1 2 3 4]
	// 10 in [1, 10] is [9 10 11 12 13]
	// 3 in [1, 10] is [2 3 4 5 6]
	// -9 in [-9, 10] is [0 1 2 3 4]
	// 3 in [-9, 10] is [6 7 8 9 10]
}

func ExampleAdaptiveParams() {
	p := encode.AdaptiveParams{Size: 100, Active: 21, Min: 0, Max: 50}
	load, _ := encode.NewAdaptive(p)
	load.Step(80, false)
	fmt.Println(load.Range())
	load.Step(80, true)
	fmt.Println(load.Range())
	// Output:
	// 0 50 true
	// 0 80 true
}

func ExampleAdaptiveState() {
	load, _ := encode.NewAdaptive(encode.DefaultAdaptiveParams(100))
	load.Step(3, true)
	var state encode.AdaptiveState = load.Snapshot()
	load.Step(30, true)
	fmt.Println(load.Range())
	fmt.Println(load.Restore(state))
	fmt.Println(load.Range())
	// Output:
	// 3 30 true
	// <nil>
	// 3 4 true
}

func ExampleDelta() {
	change, err := encode.NewDelta(encode.NewScalar(encode.ScalarParams{Min: -5, Max: 5, Size: 15, Active: 5}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range []float64{20, 22, 19, 19} {
		code, _ := change.Step(x, true)
		fmt.Println(x, code.Bits)
	}
	// Output:
	// 20 [5 6 7 8 9]
	// 22 [7 8 9 10 11]
	// 19 [2 3 4 5 6]
	// 19 [5 6 7 8 9]
}

func ExampleDeltaState() {
	change, _ := encode.NewDelta(encode.NewAdaptive(encode.DefaultAdaptiveParams(100)))
	change.Step(20, true)
	change.Step(23, true)
	var state encode.DeltaState = change.Snapshot()
	fmt.Println(state.Previous, state.Range.Max)
	change.Reset() // another stream begins, with changes of the same range
	fmt.Println(change.Snapshot().Began, change.Snapshot().Range.Max)
	// Output:
	// 23 3
	// false 3
}

// A doubler is an encoder of one's own, written in a cell.
type doubler struct{ *encode.Scalar }

func ExampleScalarEncoder() {
	line, _ := encode.NewScalar(encode.ScalarParams{Min: -5, Max: 5, Size: 15, Active: 5})
	change, err := encode.NewDelta(doubler{line}, nil) // all that has Size and Encode
	fmt.Println(change.Size(), err)
	// Output: 15 <nil>
}
