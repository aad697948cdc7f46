package temporal_test

import (
	"fmt"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// letter returns the five minicolumns of a letter.
func letter(i int) sdr.SDR {
	pattern, _ := sdr.New(30, 5*i, 5*i+1, 5*i+2, 5*i+3, 5*i+4)
	return pattern
}

// speller returns the parameters of a memory for letters.
func speller() temporal.Params {
	p := temporal.DefaultParams(30)
	p.CellsPerColumn = 4
	p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 3, 5
	return p
}

// A memory that knows when it does not know: it learns a word only as long as what
// comes after the first letter bursts.
func ExampleMemory_Bursting() {
	memory, err := temporal.New(speller())
	if err != nil {
		panic(err)
	}
	read := func(word []int, learn bool) (unknown float64) {
		memory.Reset()
		for i, l := range word {
			memory.Step(letter(l), learn)
			if i > 0 {
				unknown += memory.Bursting() / float64(len(word)-1)
			}
		}
		return unknown
	}
	for _, word := range [][]int{{0, 1, 2}, {3, 1, 4}, {0, 1, 2}} {
		lessons := 0
		for read(word, false) > 0 {
			read(word, true)
			lessons++
		}
		fmt.Println("word", word, "needs", lessons, "lessons")
	}
	// Output:
	// word [0 1 2] needs 4 lessons
	// word [3 1 4] needs 4 lessons
	// word [0 1 2] needs 0 lessons
}

// What if a fifth of the releases failed? The memory that learned with reliable
// synapses goes on with these.
func ExampleParams_transmission() {
	p := speller()
	reliable, _ := temporal.New(p)
	for pass := 0; pass < 8; pass++ {
		reliable.Reset()
		reliable.Step(letter(0), true)
		reliable.Step(letter(1), true)
	}
	p.Transmission, _ = synapse.Releasing(0.8)
	memory, _ := temporal.New(p)
	if err := memory.Restore(reliable.Snapshot()); err != nil {
		panic(err)
	}
	predicted := 0
	for trial := 0; trial < 1000; trial++ {
		memory.Reset()
		memory.Step(letter(0), false)
		predicted += memory.PredictedColumns().Overlap(letter(1))
	}
	fmt.Printf("%.2f of the minicolumns predicted; P(at least 4 of 5) = 0.74\n", float64(predicted)/5000)
	// Output: 0.74 of the minicolumns predicted; P(at least 4 of 5) = 0.74
}

// An inhibitory input learns to veto what is predicted wrongly while it is on.
func ExampleParams_inhibitoryInputs() {
	p := speller()
	p.ExternalInputs, p.InhibitoryInputs = 4, 4
	memory, err := temporal.New(p)
	if err != nil {
		panic(err)
	}
	brake, _ := sdr.New(4, 0, 1, 2, 3)
	after := func(context sdr.SDR, next int) (predicted sdr.SDR) {
		memory.Reset()
		memory.Step(letter(0), true)
		memory.Predict(temporal.Context{External: context})
		predicted = memory.PredictedColumns()
		memory.Step(letter(next), true)
		return predicted
	}
	for pass := 0; pass < 8; pass++ {
		after(sdr.SDR{}, 1)
		after(brake, 2)
	}
	fmt.Println("without the brake", after(sdr.SDR{}, 1))
	fmt.Println("with it          ", after(brake, 2))
	// Output:
	// without the brake 10 of 30: 5 6 7 8 9 10 11 12 13 14
	// with it           5 of 30: 10 11 12 13 14
}
