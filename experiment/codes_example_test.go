package experiment_test

import (
	"context"
	"fmt"

	"gohtm/experiment"
)

// A stroke in the middle of a sheet of minicolumns: its neighbours take over.
func ExampleLesionResult() {
	p := experiment.ShortLesionParams()
	p.Epochs, p.LesionAt, p.Every = 12, 2, 10
	r, err := experiment.Lesion(context.Background(), p, nil)
	fmt.Println(err, r.Lost.Len(), "minicolumns died")
	before, after := r.Look(p.LesionAt-1), r.Look(p.LesionAt)
	end := r.Look(p.Epochs)
	fmt.Printf("minicolumns for an input there: fewer %v, then more %v\n", r.Inside[after] < r.Inside[before], r.Inside[end] > r.Inside[after])
	// Output:
	// <nil> 121 minicolumns died
	// minicolumns for an input there: fewer true, then more true
}

// What minicolumns have become connected to, and how like a part of the images it is.
func ExampleFieldsResult() {
	p := experiment.BarFieldsParams()
	p.Epochs = 1
	r, err := experiment.Fields(context.Background(), p, nil)
	images := r.Inputs[:50]
	fmt.Println(err, len(r.After), "fields")
	fmt.Println("more like the images than before:", experiment.Likeness(r.After, images) > experiment.Likeness(r.Before, images))
	// Output:
	// <nil> 1024 fields
	// more like the images than before: true
}

func ExampleReceptiveField() {
	p := experiment.BarFieldsParams()
	p.Epochs = 1
	r, _ := experiment.Fields(context.Background(), p, nil)
	field := r.Before[33] // the minicolumn above row 1, column 1
	fmt.Println(field.Pool.Len(), "inputs within reach,", field.Connected.Len() < 121, len(field.Image()))
	// Output:
	// 441 inputs within reach, true 1024
}
