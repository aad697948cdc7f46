package nb

import (
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

func cellsOf(size int, cells ...int) sdr.SDR {
	s, err := sdr.New(size, cells...)
	if err != nil {
		panic(err)
	}
	return s
}

// oneStep is a step of a memory with some minicolumns predicted and some bursting.
func oneStep(columns, cells int) Cells {
	var s Cells
	var active, predicted, winners []int
	for i := 0; i < 40; i++ {
		first := i * columns / 40 * cells
		switch {
		case i%5 == 0:
			for k := 0; k < cells; k++ {
				active = append(active, first+k)
			}
			winners = append(winners, first+i%cells)
		default:
			active, winners = append(active, first+(i*i)%cells), append(winners, first+(i*i)%cells)
			predicted = append(predicted, first+(i*i)%cells)
		}
		if i%7 == 0 {
			predicted = append(predicted, first+cells+(i*3)%cells)
		}
	}
	s.CellsPerColumn = cells
	s.Active, s.Predicted, s.Winners = cellsOf(columns*cells, active...), cellsOf(columns*cells, predicted...), cellsOf(columns*cells, winners...)
	return s
}

func ExampleCells() {
	s := oneStep(2048, 8)
	s.Title = "One step of a memory (invented)"
	golden("cells", s)
	// Output: as testdata/cells.svg
}

// Worked by hand: minicolumn 0 holds cells 0 to 3 and was predicted, 1 bursts, 2
// was predicted and did not come.
func TestCellsByState(t *testing.T) {
	s := Cells{Title: "T", CellsPerColumn: 4, Active: cellsOf(16, 2, 4, 5, 6, 7), Predicted: cellsOf(16, 2, 9), Winners: cellsOf(16, 2, 5)}
	svg, text := figureOf(t, s)
	for _, tt := range []struct {
		name  string
		color string
		want  int
	}{{"predicted", hex(Blue), 1}, {"bursting", hex(Vermilion), 4}, {"predicted, not active", hex(Sky), 1}, {"neither", hex(offColor), 10 - 1}} {
		if _, boxes := strokes(svg, tt.color); boxes != tt.want+1 { // and the legend's; none for neither
			t.Errorf("%s: %d boxes, want %d", tt.name, boxes, tt.want+1)
		}
	}
	if dots := strings.Count(svg, `fill="`+hex(paper)+`"/>`) - 1; dots != 2+1 { // without the card
		t.Errorf("%d winners and one in the legend, want 2", dots)
	}
	if want := "2 active minicolumns, 1 of them predicted"; !strings.Contains(svg, ">"+want+"</text>") || !strings.Contains(text, want) {
		t.Errorf("%q and the picture do not say %q", text, want)
	}
}

func TestCellsSayWhichMinicolumnsAreShown(t *testing.T) {
	few := Cells{CellsPerColumn: 2, Active: cellsOf(4096, 10, 400), Predicted: cellsOf(4096, 4000)}
	many := Cells{CellsPerColumn: 1, Active: cellsOf(2048)}
	for i := 0; i < 300; i++ {
		many.Active.Bits = append(many.Active.Bits, i*5)
	}
	chosen := few
	chosen.Only = []int{2000, 5}
	for want, s := range map[string]Cells{
		"3 of 2,048 minicolumns shown, those with an active or a predicted cell":              few,
		"120 of 2,048 minicolumns shown, the first of 300 with an active or a predicted cell": many,
		"2 of 2,048 minicolumns shown, as chosen":                                             chosen,
		"120 of 2,048 minicolumns shown, the first":                                           {CellsPerColumn: 1, Active: cellsOf(2048)},
		"1 active minicolumn, not predicted":                                                  {CellsPerColumn: 2, Active: cellsOf(100, 4, 5)},
		"1 active minicolumn, predicted":                                                      {CellsPerColumn: 2, Active: cellsOf(100, 4), Predicted: cellsOf(100, 4)},
		"0 active minicolumns, 0 of them predicted</text>":                                    {CellsPerColumn: 1, Active: cellsOf(100)},
	} {
		if svg, _ := figureOf(t, s); !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}
