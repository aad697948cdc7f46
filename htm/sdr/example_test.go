package sdr_test

import (
	"fmt"

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
