package temporal_test

import (
	"fmt"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// A sequence of three patterns is learned in a few passes: then each predicts the next.
func ExampleMemory() {
	p := temporal.DefaultParams(30)
	p.CellsPerColumn = 4
	p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 3, 5
	memory, err := temporal.New(p)
	if err != nil {
		panic(err)
	}
	a, _ := sdr.New(30, 0, 1, 2, 3, 4)
	b, _ := sdr.New(30, 10, 11, 12, 13, 14)
	c, _ := sdr.New(30, 20, 21, 22, 23, 24)
	for pass := 1; pass <= 6; pass++ {
		memory.Reset()
		memory.Step(a, true)
		memory.Step(b, true)
		fmt.Println("pass", pass, "predicts", memory.PredictedColumns())
		memory.Step(c, true)
	}
	// Output:
	// pass 1 predicts 0 of 30:
	// pass 2 predicts 0 of 30:
	// pass 3 predicts 0 of 30:
	// pass 4 predicts 0 of 30:
	// pass 5 predicts 5 of 30: 20 21 22 23 24
	// pass 6 predicts 5 of 30: 20 21 22 23 24
}

func ExampleMemory_Step() {
	p := temporal.DefaultParams(4)
	p.CellsPerColumn = 3
	memory, _ := temporal.New(p)
	input, _ := sdr.New(4, 2)
	memory.Step(input, true) // nothing was predicted, so minicolumn 2 bursts
	fmt.Println(memory.ActiveCells())
	fmt.Println(memory)
	// Output:
	// 3 of 12: 6 7 8
	// temporal memory of 4 minicolumns of 3 cells: 0 segments, 0 of 0 synapses connected, 1 learning steps
}

func ExampleParams() {
	p := temporal.DefaultParams(2048)
	p.MinThreshold = 20
	fmt.Println(p.Validate())
	// Output: temporal: MinThreshold = 20, want in [1, ActivationThreshold = 13]
}

// A winner of one's own: the last cell with no segment, or the first cell.
func ExampleWinnerFunc() {
	p := temporal.DefaultParams(4)
	p.CellsPerColumn = 3
	p.PickWinner = func(segments []int, random uint64) int {
		winner := 0
		for cell, n := range segments {
			if n == 0 {
				winner = cell
			}
		}
		return winner
	}
	memory, _ := temporal.New(p)
	input, _ := sdr.New(4, 2)
	memory.Step(input, true)
	fmt.Println(memory.WinnerCells())
	// Output: 1 of 12: 8
}

func ExampleSegmentView() {
	memory := smallest()
	for _, segment := range memory.CellSegments(1) {
		for _, synapse := range segment.Synapses {
			fmt.Printf("cell %d listens to cell %d with permanence %.2f\n", segment.Cell, synapse.Cell, synapse.Permanence)
		}
	}
	// Output: cell 1 listens to cell 0 with permanence 0.21
}

func ExampleSynapseView() {
	fmt.Printf("%+v\n", smallest().CellSegments(1)[0].Synapses[0])
	// Output: {Cell:0 Permanence:0.21}
}

// What if, from here on, the input were another?
func ExampleState() {
	memory := smallest()
	state := memory.Snapshot()
	input, _ := sdr.New(2, 0)
	memory.Step(input, true)
	fmt.Println(memory.Synapses(), len(state.Distal.Permanence))
	if err := memory.Restore(state); err != nil {
		panic(err)
	}
	fmt.Println(memory.Synapses())
	// Output:
	// 2 1
	// 1
}

// smallest returns a memory of two cells, of which cell 1 has learned to follow cell 0.
func smallest() *temporal.Memory {
	p := temporal.DefaultParams(2)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold = 1, 1, 1
	memory, _ := temporal.New(p)
	first, _ := sdr.New(2, 0)
	second, _ := sdr.New(2, 1)
	memory.Step(first, true)
	memory.Step(second, true)
	return memory
}

// The same start, and a movement that decides what is felt next: minicolumn 1
// after the one movement, minicolumn 2 after the other.
func ExampleContext() {
	p := temporal.DefaultParams(3)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 2, 2, 2, 2
	p.ExternalInputs = 2
	memory, err := temporal.New(p)
	if err != nil {
		panic(err)
	}
	start, _ := sdr.New(3, 0)
	for pass := 0; pass < 5; pass++ {
		for movement := 0; movement < 2; movement++ {
			motor, _ := sdr.New(2, movement)
			felt, _ := sdr.New(3, 1+movement)
			memory.Reset()
			memory.Step(start, true)
			memory.Predict(temporal.Context{External: motor})
			if pass == 4 {
				fmt.Println("movement", movement, "predicts minicolumn", memory.PredictedColumns().Bits)
			}
			memory.Step(felt, true)
		}
	}
	// Output:
	// movement 0 predicts minicolumn [1]
	// movement 1 predicts minicolumn [2]
}

func ExampleMemory_KillShare() {
	p := temporal.DefaultParams(4)
	p.CellsPerColumn = 3
	memory, _ := temporal.New(p)
	dead, err := memory.KillShare(0.5, 1)
	if err != nil {
		panic(err)
	}
	all, _ := sdr.New(4, 0, 1, 2, 3)
	memory.Step(all, true)
	fmt.Println("dead", dead)
	fmt.Println("burst", memory.ActiveCells())
	// Output:
	// dead 6 of 12: 0 1 2 4 7 11
	// burst 6 of 12: 3 5 6 8 9 10
}

// A rule typed where the experiment is: soft bounds.
func ExampleParams_plasticity() {
	p := temporal.DefaultParams(2)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold = 1, 1, 1
	p.Plasticity, _ = synapse.Tabulate(
		func(p float64) float64 { return p + 0.2*(1-p) }, // the presynaptic cell was active
		func(p float64) float64 { return p - 0.1*p },     // it was not
	)
	memory, err := temporal.New(p)
	if err != nil {
		fmt.Println(err)
	}
	first, _ := sdr.New(2, 0)
	second, _ := sdr.New(2, 1)
	for i := 0; i < 4; i++ {
		memory.Step(first, true)
		memory.Step(second, true)
		memory.Reset()
		fmt.Printf("%.3f\n", memory.CellSegments(1)[0].Synapses[0].Permanence)
	}
	// Output:
	// 0.210
	// 0.368
	// 0.494
	// 0.596
}
