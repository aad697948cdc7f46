package datasets_test

import (
	"fmt"

	"gohtm/datasets"
)

func ExampleMNISTLike() {
	digits, err := datasets.MNISTLike(3, 42)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(digits.Title, digits.Labels)
	for row := 4; row < 24; row += 2 { // every other row of the first image
		for column := 4; column < 26; column++ {
			fmt.Print(string(" .:#"[digits.Images[0][row*28+column]/64]))
		}
		fmt.Println("|")
	}
	// Output:
	// MNIST, synthetic look-alike (seed 42) [3 7 6]
	//          .:##.        |
	//    :###########       |
	// .########:..###:      |
	//  :#:.    ...###:      |
	//         #######       |
	//          .:####:      |
	//             :###:     |
	//   .###.     .###:     |
	//   .#######:.####.     |
	//      .:########.      |
}

func ExampleMNISTOrLike() {
	train, test := datasets.MNISTOrLike() // may ask the net for the real images
	fmt.Println(train.Title, len(train.Images), len(test.Images))
	fmt.Println(train.Note) // why it is the look-alike, if it is
}
