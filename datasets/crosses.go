package datasets

import "gohtm/htm/sdr"

var crossesRow = Generator{
	Name:   "crosses",
	Title:  "images of several crosses",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, randomCross",
	Call:   "datasets.Crosses(1000, 32, 32, 6, 3, seed)",
}

// Crosses returns so many images, SDRs with a Shape of rows x columns, each with
// a number of crosses, wholly inside, whose four arms are half pixels long: the
// set randomCross of the pooler paper with 1000 images of 32 x 32 and 6 crosses
// of half 3 (cited at RandomSDRs). A number that is not positive and a cross,
// 2 half + 1 pixels wide, that is larger than the image are errors.
func Crosses(count, rows, columns, crosses, half int, seed uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.images(count, rows, columns)
	bad.size("crosses", crosses)
	bad.of("half", half, "(rows - 1) / 2", (rows-1)/2)
	bad.of("half", half, "(columns - 1) / 2", (columns-1)/2)
	bad.product("count, crosses and half", count, crosses, half)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	set := make([]sdr.SDR, count)
	for i := range set {
		c := newCanvas(rows, columns)
		for range crosses {
			top, left := random.below(rows-2*half), random.below(columns-2*half)
			c.horizontal(top+half, left, 2*half+1)
			c.vertical(top, left+half, 2*half+1)
		}
		set[i] = c.sdr()
	}
	return set, nil
}
