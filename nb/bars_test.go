package nb

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Every bar has its name and its value, however many and long the names are.
func TestBarsAreAllNamed(t *testing.T) {
	for _, n := range []int{1, 3, 12, 40} {
		for _, name := range []string{"%d", "configuration %d of the staircase"} {
			var names []string
			var y []float64
			for i := 0; i < n; i++ {
				names = append(names, fmt.Sprintf(name, i))
				y = append(y, float64(i)+0.25)
			}
			f, err := Bars{Names: names, Series: []Bar{{Y: y}}}.Figure()
			if err != nil {
				t.Fatal(err)
			}
			svg := f.SVG()
			for i := range names {
				if !strings.Contains(svg, ">"+names[i]+"</text>") {
					t.Errorf("%d bars: %q is missing", n, names[i])
				}
				if value := fmt.Sprintf(">%d.25</text>", i); n <= 12 && !strings.Contains(svg, value) {
					t.Errorf("%d bars: the value %s is missing", n, value)
				}
			}
		}
	}
}

func TestNaNLeavesABarOut(t *testing.T) {
	f, err := Bars{Names: []string{"a", "b"}, Series: []Bar{{Y: []float64{2, math.NaN()}}}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	if _, boxes := strokes(f.SVG(), hex(Blue)); boxes != 1 {
		t.Errorf("%d bars, want 1", boxes)
	}
	if want := "a: 2. b: –."; !strings.Contains(f.Text(), want) {
		t.Errorf("text %q, want %q in it", f.Text(), want)
	}
}

func TestTableFormat(t *testing.T) {
	got := Table{Rows: [][]interface{}{{"x", 1.25}, {"y", math.NaN()}, {nil, float32(2)}}, Format: "%.1f kW"}.String()
	if want := "x  1.2 kW\ny       –\n–  2.0 kW"; got != want {
		t.Errorf("table:\n%s\nwant:\n%s", got, want)
	}
}
