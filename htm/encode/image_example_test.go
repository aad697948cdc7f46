package encode_test

import (
	"fmt"

	"gohtm/htm/encode"
)

// A shade from black to white, 4 bits a pixel.
func ExampleImage() {
	shade, err := encode.NewImage(encode.DefaultImageParams(3, 2))
	if err != nil {
		fmt.Println(err)
		return
	}
	code, _ := shade.Encode([]uint8{0, 51, 102, 153, 204, 255})
	fmt.Println(code, code.Shape)
	_, err = shade.Encode([]uint8{0, 51})
	fmt.Println(err)
	// Output:
	// 14 of 24 (2x3x4): 4 8 9 12 13 14 16 17 18 19 20 21 22 23 [2 3 4]
	// encode: 2 pixels, want Width*Height = 6
}

// The digit 1 in dark ink, on where it is darker than the whole on average.
func ExampleImageParams() {
	p := encode.ImageParams{Width: 5, Height: 4, Bits: 1, Mean: true, Invert: true}
	ink, err := encode.NewImage(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	digit, _ := ink.Encode([]uint8{
		250, 250, 40, 250, 250,
		250, 60, 30, 250, 250,
		250, 250, 20, 250, 250,
		250, 70, 10, 80, 250,
	})
	for y := 0; y < 4; y++ {
		for x := 0; x < 5; x++ {
			fmt.Print(map[bool]string{true: "#", false: "."}[digit.HasAt(y, x)])
		}
		fmt.Println()
	}
	// Output:
	// ..#..
	// .##..
	// ..#..
	// .###.
}

// Codes of the same pixel by 4 bits, the lowest on the right.
func ExamplePixelCode() {
	for _, grey := range []uint8{0, 100, 127, 128, 255} {
		fmt.Printf("%3d: %04b %04b %04b\n", grey, encode.Thermometer(grey, 4), encode.Buckets(grey, 4), encode.Binary(grey, 4))
	}
	// Output:
	//   0: 0000 0001 0000
	// 100: 0001 0010 0110
	// 127: 0011 0010 0111
	// 128: 0011 0100 1000
	// 255: 1111 1000 1111
}
