package datasets

import (
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// lines counts how many pixels of an image are on in each row and each column.
func lines(image sdr.SDR) (rows, columns []int) {
	rows, columns = make([]int, image.Shape[0]), make([]int, image.Shape[1])
	for _, bit := range image.Bits {
		at := image.Coordinates(bit)
		rows[at[0]]++
		columns[at[1]]++
	}
	return rows, columns
}

func checkImages(t *testing.T, images []sdr.SDR, count, rows, columns int) {
	t.Helper()
	if len(images) != count {
		t.Fatalf("%d images, want %d", len(images), count)
	}
	for _, image := range images {
		if err := image.Check(); err != nil || !slices.Equal(image.Shape, []int{rows, columns}) || image.Size != rows*columns {
			t.Fatalf("image %v, %v; want %d x %d", image, err, rows, columns)
		}
	}
}

// One row and one column have the whole bar; the pairs are 13 pixels, or 14 where
// the bars don't cross. Bars come everywhere, and nothing is cut off.
func TestBarPairs(t *testing.T) {
	images, err := BarPairs(2000, 30, 32, 7, 3)
	if err != nil {
		t.Fatal(err)
	}
	checkImages(t, images, 2000, 30, 32)
	ends := map[int]int{}
	for _, image := range images {
		rows, columns := lines(image)
		if slices.Max(rows) < 7 || slices.Max(columns) < 7 || image.Len() < 13 || image.Len() > 14 {
			t.Fatalf("image %v with rows %v, columns %v; want a bar of 7 each way", image, rows, columns)
		}
		row, column := slices.Index(rows, slices.Max(rows)), slices.Index(columns, slices.Max(columns))
		ends[row]++
		ends[100+column]++
	}
	for _, edge := range []int{0, 29, 100, 131} {
		if n := ends[edge]; n < 25 || n > 120 { // of 2000 / 30
			t.Errorf("the bar lies at edge %d %d times, want about 65", edge, n)
		}
	}
}

// Alone in its image a bar of 13 has 13 pixels, also where it goes on at the other
// edge, and lies as often as it stands.
func TestBarSets(t *testing.T) {
	images, err := BarSets(1000, 32, 32, 1, 13, 3)
	if err != nil {
		t.Fatal(err)
	}
	checkImages(t, images, 1000, 32, 32)
	lying, wrapped := 0, 0
	for _, image := range images {
		rows, columns := lines(image)
		if image.Len() != 13 || max(slices.Max(rows), slices.Max(columns)) != 13 {
			t.Fatalf("image %v, want one bar of 13", image)
		}
		along := rows
		if slices.Max(rows) == 13 {
			lying, along = lying+1, columns
		}
		if along[0] == 1 && along[31] == 1 {
			wrapped++
		}
	}
	if lying < 420 || lying > 580 || wrapped < 300 || wrapped > 450 { // 12 of 32 begin so late that they wrap
		t.Errorf("%d of 1000 bars lie and %d go over the edge, want about 500 and 375", lying, wrapped)
	}
	six, err := BarSets(100, 32, 32, 6, 13, 3)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, image := range six {
		total += image.Len()
	}
	if mean := float64(total) / 100; mean < 70 || mean > 78 { // 6 x 13, less what lies double
		t.Errorf("six bars have %.1f pixels in the mean, want a little under 78", mean)
	}
}

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
