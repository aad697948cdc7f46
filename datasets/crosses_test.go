package datasets

import (
	"slices"
	"testing"
)

// A cross of half 3 is two bars of 7 through one middle: 13 pixels.
func TestCrosses(t *testing.T) {
	images, err := Crosses(1000, 32, 30, 1, 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	checkImages(t, images, 1000, 32, 30)
	corners := map[[2]int]bool{}
	for _, image := range images {
		rows, columns := lines(image)
		row, column := slices.Index(rows, 7), slices.Index(columns, 7)
		if image.Len() != 13 || row < 3 || row > 28 || column < 3 || column > 26 || rows[row-3] != 1 || rows[row+3] != 1 || columns[column-3] != 1 || columns[column+3] != 1 {
			t.Fatalf("image %v, want a cross with arms of 3, inside", image)
		}
		corners[[2]int{row, column}] = true
	}
	if len(corners) < 450 { // of 26 x 24 places, 1000 draws meet 498 in the mean
		t.Errorf("crosses at %d places, want more than 450", len(corners))
	}
	six, _ := Crosses(50, 32, 32, 6, 3, 3)
	for _, image := range six {
		if image.Len() <= 13 || image.Len() > 78 {
			t.Errorf("six crosses have %d pixels, want more than one and at most 78", image.Len())
		}
	}
}
