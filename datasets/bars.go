package datasets

import "gohtm/htm/sdr"

var barPairsRow = Generator{
	Name:   "bar-pairs",
	Title:  "images of one horizontal and one vertical bar",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, randomBarPairs",
	Call:   "datasets.BarPairs(1000, 32, 32, 7, seed)",
}

var barSetsRow = Generator{
	Name:   "bar-sets",
	Title:  "images of several bars, which go on at the other edge",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, randomBarSets",
	Call:   "datasets.BarSets(100, 32, 32, 6, 13, seed)",
}

// BarPairs returns so many images, SDRs with a Shape of rows x columns, each with
// one horizontal and one vertical bar of that length, wholly inside: the set
// randomBarPairs of the pooler paper with 1000 images of 32 x 32 and length 7
// (cited at RandomSDRs). In the program behind the paper a bar that touches the
// last row or column lacks a pixel; here it does not. A number that is not
// positive and a bar that is longer than the image are errors.
func BarPairs(count, rows, columns, length int, seed uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.images(count, rows, columns)
	bad.of("length", length, "rows", rows)
	bad.of("length", length, "columns", columns)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	set := make([]sdr.SDR, count)
	for i := range set {
		c := newCanvas(rows, columns)
		c.horizontal(random.below(rows), random.below(columns-length+1), length)
		c.vertical(random.below(rows-length+1), random.below(columns), length)
		set[i] = c.sdr()
	}
	return set, nil
}

// BarSets returns so many images of rows x columns, each with a number of bars of
// that length, lying or standing with equal chance; what would stick out at one
// edge goes on at the other. It is the set randomBarSets of the pooler paper with
// 100 images of 32 x 32 and 6 bars of length 13 (cited at RandomSDRs). Errors are
// those of BarPairs.
func BarSets(count, rows, columns, bars, length int, seed uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.images(count, rows, columns)
	bad.size("bars", bars)
	bad.of("length", length, "rows", rows)
	bad.of("length", length, "columns", columns)
	bad.product("count, bars and length", count, bars, length)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(seed)
	set := make([]sdr.SDR, count)
	for i := range set {
		c := newCanvas(rows, columns)
		for range bars {
			lying, row, column := random.below(2) == 0, random.below(rows), random.below(columns)
			if lying {
				c.horizontal(row, column, length)
			} else {
				c.vertical(row, column, length)
			}
		}
		set[i] = c.sdr()
	}
	return set, nil
}

// images complains about a set of images that cannot be.
func (f *faults) images(count, rows, columns int) {
	f.size("count", count)
	f.size("rows", rows)
	f.size("columns", columns)
	f.product("count, rows and columns", count, rows, columns)
}

// canvas is an image on which bars are drawn; at its edges it goes on at the
// opposite ones.
type canvas struct {
	rows, columns int
	on            []bool
}

func newCanvas(rows, columns int) canvas {
	return canvas{rows, columns, make([]bool, rows*columns)}
}

func (c canvas) set(row, column int) { c.on[row%c.rows*c.columns+column%c.columns] = true }

// horizontal draws a bar to the right of its first pixel.
func (c canvas) horizontal(row, column, length int) {
	for i := range length {
		c.set(row, column+i)
	}
}

// vertical draws a bar down from its first pixel.
func (c canvas) vertical(row, column, length int) {
	for i := range length {
		c.set(row+i, column)
	}
}

func (c canvas) sdr() sdr.SDR {
	image := sdr.FromDense(c.on)
	image.Shape = []int{c.rows, c.columns}
	return image
}
