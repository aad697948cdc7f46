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

// Two seeds and two parameter sets side by side, on all processors.
func ExampleRunEach() {
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	var rows []model.Input
	for i := 0; i < 24*4; i++ {
		rows = append(rows, model.Input{Time: day.Add(time.Duration(i) * time.Hour), Value: float64(20 + i%24)})
	}
	var jobs []model.Job
	for seed := uint64(1); seed <= 2; seed++ {
		for _, cells := range []int{1, 8} {
			p := model.Plain()
			p.Pooler.Seed, p.Memory.Seed, p.Memory.CellsPerColumn = seed, seed, cells
			jobs = append(jobs, model.Job{Params: p, Rows: rows})
		}
	}
	runs, err := model.RunEach(context.Background(), jobs, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, records := range runs {
		p := jobs[i].Params
		fmt.Printf("seed %d, %d cells: %d records, the last one at %.0f\n", p.Memory.Seed, p.Memory.CellsPerColumn, len(records), records[len(records)-1].Value)
	}
	// Output:
	// seed 1, 1 cells: 96 records, the last one at 43
	// seed 1, 8 cells: 96 records, the last one at 43
	// seed 2, 1 cells: 96 records, the last one at 43
	// seed 2, 8 cells: 96 records, the last one at 43
}
