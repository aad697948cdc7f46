package nb

import (
	"strings"
	"testing"
)

func ExampleSegments() {
	s := Segments{Title: "Distal segments of one cell (invented)", Cell: 1000*8 + 3, CellsPerColumn: 8, Connected: 0.5, Active: oneStep(2048, 8).Active}
	for k := 0; k < 3; k++ {
		var segment Segment
		for i := 0; i < 10; i++ {
			segment.Cells = append(segment.Cells, s.Active.Bits[(i*7+k*3)%len(s.Active.Bits)]+k%2)
			segment.Permanences = append(segment.Permanences, 0.3+0.07*float64((i*3+k)%10))
		}
		s.Segments = append(s.Segments, segment)
	}
	golden("segments", s)
	// Output: as testdata/segments.svg
}

// Worked by hand: 4 cells a minicolumn; cell 9 is the second of minicolumn 2.
var handSegments = Segments{Title: "T", Cell: 9, CellsPerColumn: 4, Connected: 0.5, Active: cellsOf(16, 1, 6), Segments: []Segment{
	{Cells: []int{1, 6, 12}, Permanences: []float64{0.5, 0.4, 0.9}},
	{Cells: []int{1, 17}, Permanences: []float64{1, 1}},
}}

func TestSegmentsAreCounted(t *testing.T) {
	svg, text := figureOf(t, handSegments)
	for _, want := range []string{"segment 0: 3 synapses, 2 connected, 1 of these active", "segment 1: 2 synapses, 2 connected, 1 of these active"} {
		if !strings.Contains(svg, ">"+want+"</text>") || !strings.Contains(text, want[1:]) {
			t.Errorf("%q and the picture do not say %q", text, want)
		}
	}
	if want := "Cell 9: 2 of 2 segments, on 4 of 4 minicolumns; thicker: higher permanence; 1 synapses on inputs from elsewhere are not shown"; !strings.Contains(svg, want) {
		t.Errorf("the picture does not say %q", want)
	}
	arcs := 0
	for _, line := range strings.Split(svg, "\n") {
		if strings.Contains(line, "Q") && strings.Contains(line, "stroke=") {
			arcs++
			if dashed := strings.Contains(line, "dasharray"); dashed != strings.Contains(line, `stroke-width="1.3"`) {
				t.Errorf("%s: want dashes for the permanence of 0.4 alone", line)
			}
		}
	}
	if arcs != 4 {
		t.Errorf("%d arcs, want one for each of four synapses", arcs)
	}
}

func TestSegmentsTable(t *testing.T) {
	table, err := handSegments.Table()
	if err != nil {
		t.Fatal(err)
	}
	want := `T
segment  from minicolumn  cell in it  permanence  connected  active
-------------------------------------------------------------------
      0  0                         1       0.500  yes        yes
      0  1                         2       0.400  no         yes
      0  3                         0       0.900  yes        no
      1  0                         1       1.000  yes        yes
      1  elsewhere                 1       1.000  yes        no`
	if got := table.String(); got != want {
		t.Errorf("table:\n%s\nwant:\n%s", got, want)
	}
	if _, err := (Segments{}).Table(); err == nil {
		t.Error("a table of nothing: no error")
	}
}

func TestManySegmentsAreNotAllDrawn(t *testing.T) {
	s := handSegments
	for len(s.Segments) < 20 {
		s.Segments = append(s.Segments[:len(s.Segments):len(s.Segments)], s.Segments[0])
	}
	if svg, _ := figureOf(t, s); !strings.Contains(svg, "7 of 20 segments") || strings.Contains(svg, "segment 7") {
		t.Error("the picture does not say that it shows 7 of 20 segments")
	}
}
