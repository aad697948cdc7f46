package nb

import (
	"strings"
	"testing"
)

// Steps of a memory beside and under each other: one legend for all.
func ExampleColumns_cells() {
	step := func(title string, active, predicted []int) Cells {
		return Cells{Title: title, CellsPerColumn: 4, Active: cellsOf(24, active...), Predicted: cellsOf(24, predicted...)}
	}
	first, err := Columns(step("A (invented)", []int{0, 1, 2, 3}, nil), step("B", []int{4, 5, 6, 7}, nil), step("C", []int{8, 9, 10, 11}, []int{20}))
	if err != nil {
		panic(err)
	}
	later, err := Columns(step("A, later", []int{0, 1, 2, 3}, nil), step("B", []int{6}, []int{6}), step("C", []int{9}, []int{9, 20}))
	if err != nil {
		panic(err)
	}
	both, err := Rows(first, later)
	if err != nil {
		panic(err)
	}
	golden("columns-cells", both)
	// Output: as testdata/columns-cells.svg
}

func TestNeighboursShareALegend(t *testing.T) {
	cells := Cells{CellsPerColumn: 4, Active: cellsOf(24, 1)}
	winners := cells
	winners.Winners = cellsOf(24, 1)
	lines := Lines{Series: []Line{{Name: "a line", Y: []float64{1, 2}}}, Levels: []Level{{Name: "a level", Y: 1}}}
	for _, tt := range []struct {
		name  string
		parts []Drawing
		want  map[string]int // how often each name is written
	}{
		{"one", []Drawing{cells}, map[string]int{"predicted, not active": 1, "winner": 0}},
		{"the same beside each other", []Drawing{cells, cells, cells}, map[string]int{"predicted, not active": 1, "winner": 0}},
		{"one has more to name", []Drawing{cells, winners}, map[string]int{"predicted, not active": 1, "winner": 1}},
		{"something else beside them", []Drawing{cells, lines, cells}, map[string]int{"predicted, not active": 2, "a line": 1}},
		{"what has its own legend keeps it", []Drawing{lines, lines}, map[string]int{"a line": 2}},
	} {
		for kind, join := range map[string]func(...Drawing) (*Figure, error){"columns": Columns, "rows": Rows} {
			f, err := join(tt.parts...)
			if err != nil {
				t.Fatal(err)
			}
			svg := f.SVG()
			for name, want := range tt.want {
				if n := strings.Count(svg, ">"+name+"</text>"); n != want {
					t.Errorf("%s, %s: %q is written %d times, want %d", kind, tt.name, name, n, want)
				}
			}
			if below := strings.Contains(svg, `y="-`); below {
				t.Errorf("%s, %s: something is drawn above the card", kind, tt.name)
			}
		}
	}
}
