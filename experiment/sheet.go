package experiment

import (
	"math"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// A sheet is a grid of minicolumns over a grid of as many inputs, whose borders are joined.

// sheet returns the axes of a pooler whose inputs and minicolumns have the same two, else 0.
func sheet(p spatial.Params) (rows, columns int) {
	a, b := p.InputShape, p.ColumnShape
	if len(a) != 2 || len(b) != 2 || a[0] != b[0] || a[1] != b[1] {
		return 0, 0
	}
	return a[0], a[1]
}

// sheet complains of a pooler that has none, and returns its axes.
func (f *faults) sheet(p spatial.Params) (rows, columns int) {
	rows, columns = sheet(p)
	f.that(rows > 0, "Pooler.InputShape = %v, ColumnShape = %v, want the same two axes", p.InputShape, p.ColumnShape)
	f.that(p.WrapAround, "Pooler.WrapAround = false, want true: the sheet has no borders")
	return rows, columns
}

// sized complains of inputs of another size than the pooler's.
func sized(inputs []sdr.SDR, size int) error {
	var bad faults
	bad.that(len(inputs) > 1, "Data returns %d inputs, want two or more", len(inputs))
	for i, input := range inputs {
		bad.that(input.Size == size, "Data returns input %d of size %d, want Pooler.Inputs = %d", i, input.Size, size)
	}
	return bad.err
}

// centre returns the middle of a receptive field on a sheet with joined borders: the mean
// of where its inputs are, seen from the input above the minicolumn.
func centre(field sdr.SDR, column, rows, columns int) (row, col float64) {
	if field.Len() == 0 {
		return math.NaN(), math.NaN()
	}
	y, x := column/columns, column%columns
	for _, input := range field.Bits {
		row += float64(around(input/columns-y, rows))
		col += float64(around(input%columns-x, columns))
	}
	n := float64(field.Len())
	return wrap(float64(y)+row/n, rows), wrap(float64(x)+col/n, columns)
}

// around is a distance along an axis with joined borders, from -n/2 to before n/2.
func around(d, n int) int { return (d+n+n/2)%n - n/2 }

// wrap is a place on such an axis, in [0, n).
func wrap(x float64, n int) float64 { return math.Mod(x+float64(n), float64(n)) }

// narrow lets only synapses near the input above a minicolumn begin above 0.
func narrow(pooler *spatial.Pooler, radius int) error {
	p := pooler.Params()
	rows, columns := sheet(p)
	for column := range p.Columns {
		permanences := pooler.Permanences(column)
		for i, input := range pooler.PotentialPool(column) {
			dy, dx := around(input/columns-column/columns, rows), around(input%columns-column%columns, columns)
			if max(dy, -dy, dx, -dx) > radius {
				permanences[i] = 0
			}
		}
		if err := pooler.SetPermanences(column, permanences); err != nil {
			return err
		}
	}
	return nil
}
