package nb

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Few rows of many columns take the width there is, and every row is named.
func ExampleMatrix_wide() {
	var values [][]float64
	var names []string
	for i := 0; i < 6; i++ {
		var row []float64
		for k := 0; k < 300; k++ {
			row = append(row, math.Round(100*(0.5+0.4*math.Sin(float64(k)/(8+float64(i)))*math.Cos(float64(k*k*i))))/100)
		}
		values, names = append(values, row), append(names, fmt.Sprintf("minicolumn %d", 40*i))
	}
	golden("matrix-wide", Matrix{
		Title: "Permanences of some minicolumns (invented)", Values: values, YNames: names, XLabel: "input", ValueLabel: "permanence",
		Range: [2]float64{0, 1}, Diverging: true, Center: 0.5, Height: 120,
	})
	// Output: as testdata/matrix-wide.svg
}

// With a height a matrix is as wide as its figure, and has room for all its names.
func TestMatrixHeight(t *testing.T) {
	values := make([][]float64, 2)
	var names []string
	for k := 0; k < 24; k++ {
		values[0], values[1] = append(values[0], float64(k)), append(values[1], float64(-k))
		names = append(names, fmt.Sprintf("n%d", k))
	}
	named := func(m Matrix) (n int, svg string) {
		svg, _ = figureOf(t, m)
		for _, name := range names {
			n += strings.Count(svg, ">"+name+"</text>")
		}
		return n, svg
	}
	if n, svg := named(Matrix{Values: values, XNames: names}); n == 24 || strings.Contains(svg, `width="840"`) {
		t.Errorf("squares: %d of 24 columns have their names on a narrow card, want fewer", n)
	}
	n, svg := named(Matrix{Values: values, XNames: names, Height: 77})
	if n != 24 || !strings.Contains(svg, `width="840"`) || !strings.Contains(svg, `height="77"`) {
		t.Errorf("with a height: %d of 24 columns have their names; want all, a card of 840 px and 77 px of data", n)
	}
}
