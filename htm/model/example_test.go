package model_test

import (
	"context"
	"fmt"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/model"
)

// A day that repeats, learned hour by hour.
func Example() {
	p := model.Plain()
	readout := model.SpreadReadout("next", model.WinnerCells)
	p.Readouts = []model.Readout{readout}

	m, err := model.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	var rows []model.Input
	noon := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := 0; i < 24*20; i++ {
		value := 20.0
		if i%24 >= 8 && i%24 < 18 {
			value = 60
		}
		rows = append(rows, model.Input{Time: noon.Add(time.Duration(i) * time.Hour), Value: value})
	}
	records, err := m.Run(context.Background(), rows, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	atSeven := records[len(records)-24+7]
	fmt.Printf("at 7 h the value is %.0f, and %.0f is expected next\n", atSeven.Value, atSeven.Predicted("next", 1))
	fmt.Println(m)
	// Output:
	// at 7 h the value is 20, and 60 is expected next
	// model of 590 input bits and 2048 minicolumns of 8 cells: 480 rows seen, 1841 segments, 45896 synapses, 1 readouts
}

// Fields are data: put other encoders in their place, or a function of yours.
func ExampleParams_SetFields() {
	p := model.QuickStart()
	fmt.Println(p.Pooler.Inputs, "bits")

	p.SetFields(
		model.Value(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.5))),
		model.Change(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.88))),
	)
	fmt.Println(p.Pooler.Inputs, "bits, error:", p.Validate())

	p.SetFields(model.Value(encode.NewScalar(encode.ScalarParams{Min: 0, Max: 1, Size: 10, Active: 21})))
	fmt.Println(p.Validate() != nil)
	// Output:
	// 946 bits
	// 800 bits, error: <nil>
	// true
}
