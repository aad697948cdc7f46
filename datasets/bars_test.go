package datasets

import (
	"fmt"
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

// One row and one column have the whole bar, in one piece; the pairs are 13 pixels,
// or 14 where the bars don't cross. Bars come everywhere, up to all four edges.
func TestBarPairs(t *testing.T) {
	images, err := BarPairs(2000, 30, 32, 7, 3)
	if err != nil {
		t.Fatal(err)
	}
	checkImages(t, images, 2000, 30, 32)
	at := map[string]int{}
	for _, image := range images {
		rows, columns := lines(image)
		row, column := slices.Index(rows, slices.Max(rows)), slices.Index(columns, slices.Max(columns))
		left := run(32, func(i int) bool { return image.Has(image.BitAt(row, i)) })
		top := run(30, func(i int) bool { return image.Has(image.BitAt(i, column)) })
		if left < 0 || top < 0 || image.Len() < 13 || image.Len() > 14 {
			t.Fatalf("image %v with rows %v, columns %v; want a bar of 7 each way", image, rows, columns)
		}
		at[fmt.Sprint("row ", row)]++
		at[fmt.Sprint("column ", column)]++
		at[fmt.Sprint("left end ", left)]++
		at[fmt.Sprint("top end ", top)]++
	}
	for _, edge := range []string{"row 0", "row 29", "column 0", "column 31", "left end 0", "left end 25", "top end 0", "top end 23"} {
		if n := at[edge]; n < 25 || n > 140 { // of 2000, 62 to 83 in the mean
			t.Errorf("%s: %d bars, want about 70", edge, n)
		}
	}
}

// run returns where 7 in a row are first on, or -1.
func run(n int, on func(i int) bool) int {
	length := 0
	for i := range n {
		if length++; !on(i) {
			length = 0
		}
		if length == 7 {
			return i - 6
		}
	}
	return -1
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
