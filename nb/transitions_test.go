package nb

import (
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

func ExampleTransitions() {
	names := []string{"A", "B", "C", "D", "X", "Y", "C in XYC", "burst"}
	counts := make([][]float64, len(names))
	for i := range counts {
		counts[i] = make([]float64, len(names))
	}
	counts[0][1], counts[1][2], counts[2][3], counts[3][0] = 48, 46, 45, 20
	counts[4][5], counts[5][6], counts[6][3], counts[3][4] = 40, 38, 30, 19
	counts[7][7], counts[7][0], counts[2][7] = 6, 3, 2
	golden("transitions", Transitions{Title: "States of the cells of a memory and what follows (invented)", Names: names, Counts: counts})
	// Output: as testdata/transitions.svg
}

func ExampleDistinct() {
	a, b := cellsOf(4, 0), cellsOf(4, 1, 2)
	states, counts := Distinct([]sdr.SDR{a, b, a, b, b, a}, []int{3})
	golden("distinct", Transitions{Title: "Two states", Names: []string{states[0].String(), "b"}, Counts: counts})
	// Output: as testdata/distinct.svg
}

// Worked by hand: a b a | b b a, where | is a reset.
func TestDistinct(t *testing.T) {
	a, b := cellsOf(4, 0), cellsOf(4, 1, 2)
	states, counts := Distinct([]sdr.SDR{a, b, a, b, b, a}, []int{3})
	if want := []sdr.SDR{a, b}; !reflect.DeepEqual(states, want) {
		t.Errorf("states %v, want %v", states, want)
	}
	if want := [][]float64{{0, 1}, {2, 1}}; !reflect.DeepEqual(counts, want) {
		t.Errorf("counts %v, want %v", counts, want)
	}
}

func TestTransitionsAreAllDrawn(t *testing.T) {
	svg, text := figureOf(t, Transitions{Title: "T", Counts: [][]float64{{0, 1}, {2, 4}}, Unit: "steps"})
	if arrows, heads := strokes(svg, hex(tint(Blue, 0.75))); arrows != 3 || heads != 3 {
		t.Errorf("%d arrows with %d heads, want 3", arrows, heads)
	}
	if want := "2 states, 3 transitions; the thickest arrow: 4 steps"; !strings.Contains(svg, ">"+want+"</text>") {
		t.Errorf("the picture does not say %q", want)
	}
	if !strings.Contains(text, "0 to 1: 1. 1 to 0: 2. 1 to 1: 4.") {
		t.Errorf("text %q, want every transition", text)
	}
	if !strings.Contains(svg, `stroke-width="4"`) || !strings.Contains(svg, `stroke-width="2.38"`) { // 0.75 + 3.25 / 2
		t.Error("arrows are not as thick as they are frequent")
	}
	many := make([][]float64, 12)
	for i := range many {
		many[i] = []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	}
	if svg, _ := figureOf(t, Transitions{Title: "T", Counts: many}); !strings.Contains(svg, "144 transitions; the thickest arrow: 1 times; too many for their numbers") {
		t.Error("the picture does not say that it leaves numbers out")
	}
}
