package sdr_test

import (
	"fmt"
	"math"

	"gohtm/htm/sdr"
)

func ExampleSDR() {
	a, err := sdr.New(2048, 29, 3, 17)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := sdr.New(2048, 3, 29, 1000)
	fmt.Println(a)
	fmt.Println("shared:", a.Overlap(b), "either:", a.Union(b).Bits)
	_, err = sdr.New(2048, 2048)
	fmt.Println(err)
	// Output:
	// 3 of 2048: 3 17 29
	// shared: 2 either: [3 17 29 1000]
	// sdr: bit 2048, want in [0, 2048)
}

func ExampleConcat() {
	value, _ := sdr.New(10, 2, 3)
	hour, _ := sdr.New(24, 0, 23)
	fmt.Println(sdr.Concat(value, hour))
	// Output: 4 of 34: 2 3 10 33
}

func ExampleSDR_Reshape() {
	line, _ := sdr.New(12, 1, 6)
	image, err := line.Reshape(3, 4)
	fmt.Println(image, err)
	fmt.Println(image.Coordinates(6), image.BitAt(1, 2), image.HasAt(1, 2))
	wide, err := sdr.ConcatAxis(1, image, image)
	fmt.Println(wide, err)
	// Output:
	// 2 of 12 (3x4): 1 6 <nil>
	// [1 2] 6 true
	// 4 of 24 (3x8): 1 5 10 14 <nil>
}

func ExampleRandom() {
	random := sdr.NewRandom(1)
	s := random.Draw(1024, 20)
	noisy := random.Noise(s, 0.25)
	fmt.Println(noisy.Len(), "on,", noisy.Overlap(s), "of them as before")
	fmt.Println("a synapse each for", random.Subsample(s, 3))
	dead := random.DrawDensity(1024, 0.5)
	fmt.Println("half of the cells are dead:", s.Minus(dead).Len(), "of", s.Len(), "fire")
	// Output:
	// 20 on, 15 of them as before
	// a synapse each for 3 of 1024: 465 898 905
	// half of the cells are dead: 14 of 20 fire
}

func ExampleState() {
	random := sdr.NewRandom(1)
	before := random.Snapshot()
	first := random.Draw(2048, 40)
	if err := random.Restore(before); err != nil {
		fmt.Println(err)
	}
	fmt.Println(random.Draw(2048, 40).Equal(first))
	// Output: true
}

// A segment with 24 synapses of 10,000 cells and a threshold of 12, Hawkins & Ahmad
// (2016).
func ExampleLogFalseMatch() {
	fp := sdr.LogFalseMatch(10000, 300, 24, 12)
	fmt.Printf("a false match: %.2e\n", math.Exp(fp))
	fmt.Printf("one in a million segments: %.2e\n", math.Exp(sdr.LogListMatch(fp, 1e6)))
	fmt.Printf("hidden by 40%% noise: %.2e\n", math.Exp(sdr.LogMiss(300, 24, 12, 120)))
	fmt.Printf("SDRs: 10^%.0f\n", sdr.LogCapacity(10000, 300)/math.Ln10)
	// Output:
	// a false match: 8.38e-13
	// one in a million segments: 8.38e-07
	// hidden by 40% noise: 1.05e-01
	// SDRs: 10^584
}
