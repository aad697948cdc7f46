package nb

import (
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// What was predicted over what came: at first nothing is, then the right cell
// among others, then it alone.
func ExampleRaster_predicted() {
	var active, predicted []sdr.SDR
	var names []string
	for i := 0; i < 18; i++ {
		letter := i % 3
		var on, foreseen []int
		for k := 0; k < 8; k++ {
			first := 4 * (8*letter + k)
			if i < 6 || letter == 0 {
				on = append(on, first, first+1, first+2, first+3)
			} else {
				on = append(on, first+k%4)
			}
			if i >= 3 && letter > 0 {
				foreseen = append(foreseen, first+k%4)
			}
			if i >= 3 && i < 12 && k < 4 {
				foreseen = append(foreseen, 4*(8*((letter+1)%3)+k)+k%2)
			}
		}
		active, predicted = append(active, cellsOf(96, on...)), append(predicted, cellsOf(96, foreseen...))
		names = append(names, "ABC"[letter:letter+1])
	}
	golden("raster-predicted", Raster{
		Title: "Active and predicted cells of a memory that learns ABC (invented)", SDRs: active, Over: predicted, Kinds: [2]string{"active", "predicted"},
		Names: names, Across: true, YLabel: "cell", XLabel: "letter", Resets: []int{0, 3, 6, 9, 12, 15},
	})
	// Output: as testdata/raster-predicted.svg
}

// Worked by hand: bit 1 is in both, bits 0 and 4 in one each.
func TestRasterLaysOneKindOverAnother(t *testing.T) {
	for _, across := range []bool{false, true} {
		s := Raster{SDRs: []sdr.SDR{cellsOf(6, 0, 1)}, Over: []sdr.SDR{cellsOf(6, 1, 4)}, Across: across, Kinds: [2]string{"came", ""}}
		svg, _ := figureOf(t, s)
		last := -1
		for _, color := range []string{hex(Orange), hex(Blue), hex(Black)} { // the order in which they are drawn
			if boxes := strings.Count(pathOf(t, svg, `fill="`+color), "M"); boxes != 1 {
				t.Errorf("across %v: %d boxes in %s, want 1", across, boxes, color)
			}
			if at := strings.Index(svg, `" fill="`+color+`"`); at < last {
				t.Errorf("across %v: %s is drawn under another colour", across, color)
			} else {
				last = at
			}
		}
		at := 0
		for _, name := range []string{">both</text>", ">came only</text>", ">second only</text>"} {
			next := strings.Index(svg, name)
			if next < at {
				t.Errorf("across %v: %q is at %d of the picture, want behind %d", across, name, next, at)
			}
			at = next
		}
	}
}

// A row for each of very many SDRs would need memory without end.
func TestRasterFoldsRows(t *testing.T) {
	codes := make([]sdr.SDR, 30_000)
	for i := range codes {
		codes[i] = sdr.SDR{Size: 64, Bits: []int{i % 64}}
	}
	figure, err := Raster{Title: "long", SDRs: codes}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	if _, height := figure.size(); height > 1200 {
		t.Errorf("%.0f pixels high, want at most 1200", height)
	}
	if !strings.Contains(figure.SVG(), "A pixel stands for 30 SDRs") {
		t.Error("it does not say what it folds")
	}
}

// The name of a row is cut before it takes the room of the data, in whatever is
// drawn beside it.
func TestLongNamesLeaveRoomForData(t *testing.T) {
	long := strings.Repeat("long ", 40)
	raster := Raster{Title: "names", SDRs: []sdr.SDR{{Size: 8, Bits: []int{1}}, {Size: 8, Bits: []int{2}}}, Names: []string{long, "short"}}
	for _, across := range []bool{false, true} {
		raster.Across = across
		figure, err := Columns(raster, raster, raster)
		if err != nil {
			t.Fatal(err)
		}
		if svg := figure.SVG(); strings.Contains(svg, long) || !strings.Contains(svg, "…") {
			t.Errorf("across %t: the long name is not cut", across)
		}
	}
}
