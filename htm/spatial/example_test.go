package spatial_test

import (
	"fmt"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

func ExamplePooler_Step() {
	params := spatial.DefaultParams(100, 200) // 100 inputs, 200 minicolumns
	params.Density = 0.05
	pooler, err := spatial.New(params)
	if err != nil {
		fmt.Println(err)
		return
	}
	input, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
	for i := 0; i < 20; i++ {
		pooler.Step(input, true)
	}
	code := pooler.Active()
	similar, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 90)
	pooler.Step(similar, false)
	fmt.Println(code.Len(), "of", code.Size, "win;", code.Overlap(pooler.Active()), "of them for a similar input")
	fmt.Println(pooler)
	// Output:
	// 10 of 200 win; 10 of them for a similar input
	// spatial pooler of 100 inputs and 200 minicolumns: 5005 of 10000 synapses connected, 21 steps
}

func ExampleParams() {
	params := spatial.DefaultParams(100, 200)
	params.Density = 1.5
	params.DutyCyclePeriod = 0
	_, err := spatial.New(params)
	fmt.Println(err)
	// Output:
	// spatial: Density = 1.5, want in (0, 1], or 0 with WinnersPerArea > 0
	// spatial: DutyCyclePeriod = 0, want > 0
}

func ExampleState() {
	pooler, _ := spatial.New(spatial.DefaultParams(100, 200))
	// Go back, and do it again: the same code comes out.
	before := pooler.Snapshot()
	input, _ := sdr.New(100, 1, 2, 3)
	pooler.Step(input, true)
	after := pooler.Active()
	if err := pooler.Restore(before); err != nil {
		fmt.Println(err)
	}
	pooler.Step(input, true)
	fmt.Println(after.Equal(pooler.Active()))
	// Output: true
}

func ExamplePooler_KillColumns() {
	params := spatial.DefaultParams(100, 200)
	params.Density = 0.05
	pooler, _ := spatial.New(params)
	input, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
	pooler.Step(input, true)
	healthy := pooler.Active()
	if err := pooler.KillColumns(sdr.SDR{Size: 200, Bits: healthy.Bits[:4]}); err != nil {
		fmt.Println(err)
	}
	pooler.Step(input, true)
	fmt.Println(pooler.Active().Len(), "win after the lesion,", healthy.Overlap(pooler.Active()), "of them as before")
	// Output: 10 win after the lesion, 6 of them as before
}
