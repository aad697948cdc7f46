package htmtest_test

import (
	"fmt"

	"gohtm/htm/htmtest"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// An encoder of letters that promises more than it keeps.
func ExampleEncoderCase() {
	fmt.Println(htmtest.Encoder(htmtest.EncoderCase{
		Name: "letters",
		New: func() (htmtest.EncodeFunc, error) {
			return func(x interface{}) (sdr.SDR, error) {
				first := int(x.(string)[0] - 'a')
				return sdr.SDR{Size: 27, Bits: []int{first, first + 1}}, nil
			}, nil
		},
		Size: 27, Active: 2,
		Inputs: []interface{}{"a", "b", "z"},
		Bad:    []interface{}{"A", ""},
	}))
	// Output:
	// htmtest: letters: input A: SDR 2 of 27: 224 225, want an error
	// htmtest: letters: input  panics: runtime error: index out of range [0] with length 0
}

func ExampleEncodeFunc() {
	var thermometer htmtest.EncodeFunc = func(x interface{}) (sdr.SDR, error) {
		return sdr.New(10, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}[:x.(int)]...)
	}
	fmt.Println(thermometer(3))
	// Output: 3 of 10: 0 1 2 <nil>
}

// A component that is no more than a latch: it shows its latest input. It has
// nothing to learn, but it must keep a copy of the input, not the input itself.
func ExampleClosures() {
	inputs := []sdr.SDR{{Size: 4, Bits: []int{0}}, {Size: 4, Bits: []int{1}}, {Size: 4, Bits: []int{2}}, {Size: 4, Bits: []int{3}}}
	for _, copies := range []bool{false, true} {
		err := htmtest.Component(htmtest.ComponentCase{
			Name: "latch",
			New: func() (htmtest.Closures, error) {
				latest := sdr.SDR{Size: 4}
				return htmtest.Closures{
					Step: func(input sdr.SDR, learn bool) {
						if latest = input; copies {
							latest = input.Clone()
						}
					},
					Output: func() interface{} { return latest.Clone() },
				}, nil
			},
			Inputs: inputs,
		})
		fmt.Println(err)
	}
	// Output:
	// htmtest: latch: after a change to the input of step 1: output sdr.SDR{Size:4, Bits:[]int{-1}, Shape:[]int(nil)}, want sdr.SDR{Size:4, Bits:[]int{0}, Shape:[]int(nil)}
	// <nil>
}

// A spatial pooler, with all that it has.
func ExampleComponentCase() {
	var closures func(p *spatial.Pooler) htmtest.Closures
	closures = func(p *spatial.Pooler) htmtest.Closures {
		return htmtest.Closures{
			Step:     p.Step,
			Output:   func() interface{} { return p.Active() },
			Learned:  func() interface{} { return p.Snapshot().Permanences },
			Snapshot: func() interface{} { return p.Snapshot() },
			Restore:  func(state interface{}) error { return p.Restore(state.(spatial.State)) },
			Clone:    func() htmtest.Closures { return closures(p.Clone()) },
		}
	}
	fmt.Println(htmtest.Component(htmtest.ComponentCase{
		Name: "pooler",
		New: func() (htmtest.Closures, error) {
			p, err := spatial.New(spatial.DefaultParams(20, 50))
			return closures(p), err
		},
		Inputs: []sdr.SDR{{Size: 20, Bits: []int{0, 1, 2}}, {Size: 20, Bits: []int{1, 2, 3}}, {Size: 20, Bits: []int{9}}, {Size: 20}},
	}))
	// Output: <nil>
}
