package nb

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// figureOf is the picture of what can be drawn.
func figureOf(t *testing.T, d Drawing) (svg, text string) {
	t.Helper()
	f, err := d.Figure()
	if err != nil {
		t.Fatal(err)
	}
	return f.SVG(), f.Text()
}

// pathOf is the data of the first path that has the attribute.
func pathOf(t *testing.T, svg, attribute string) string {
	t.Helper()
	for _, line := range strings.Split(svg, "\n") {
		if strings.HasPrefix(line, `<path d="`) && strings.Contains(line, attribute) {
			return strings.Split(line, `"`)[1]
		}
	}
	t.Fatalf("no path with %s", attribute)
	return ""
}

// Three points over a data area of 230 pixels with y from 0 to 4: the band goes
// along High and back along Low.
func TestBandFollowsLowAndHigh(t *testing.T) {
	svg, text := figureOf(t, Lines{YRange: [2]float64{0, 4}, Spread: "all seeds", Series: []Line{
		{Name: "a", Color: Purple, Y: []float64{2, 2, 2}, Low: []float64{1, 1, 1}, High: []float64{3, 3, 3}},
	}})
	if band := pathOf(t, svg, `fill-opacity`); strings.Count(band, "M") != 1 || !strings.Contains(band, "v115") {
		t.Errorf("the band is %s, want half of 230 pixels high", band)
	}
	if !strings.Contains(text, "all seeds") || !strings.Contains(svg, ">all seeds</text>") {
		t.Error("nothing says what the band is")
	}
}

func TestNaNLeavesAGapInABand(t *testing.T) {
	nan := math.NaN()
	svg, _ := figureOf(t, Lines{Spread: "all seeds", Series: []Line{
		{Color: Purple, Y: []float64{2, 2, 2, 2, 2}, Low: []float64{1, 1, nan, 1, 1}, High: []float64{3, 3, 3, 3, 3}},
	}})
	if band := pathOf(t, svg, `fill-opacity`); strings.Count(band, "M") != 2 {
		t.Errorf("the band is %s, want two parts", band)
	}
}

// A band that reaches zero has no end on a logarithmic axis: it is cut at the edge.
func TestBandToZeroOnALogarithmicAxis(t *testing.T) {
	svg, _ := figureOf(t, Lines{LogY: true, YRange: [2]float64{0.01, 100}, Spread: "all seeds", Series: []Line{
		{Y: []float64{1, 1}, Low: []float64{0, 0}, High: []float64{1, 1}},
	}})
	if band := pathOf(t, svg, `fill-opacity`); !strings.Contains(band, "v115") {
		t.Errorf("the band is %s, want it to the edge, 115 pixels below the middle", band)
	}
}

// Each power of ten is as high as the other.
func TestLogarithmicPlaces(t *testing.T) {
	svg, _ := figureOf(t, Lines{LogX: true, LogY: true, X: []float64{1, 10, 100}, YRange: [2]float64{1, 1e4}, Series: []Line{
		{Y: []float64{10, 100, 1000}, Color: Purple},
	}, Levels: []Level{{Name: "l", Y: 100, Color: Green}}, Marks: []Mark{{X: 10, Label: "ten"}}, Bands: []Band{{From: 1, To: 10}}})
	line := strings.FieldsFunc(pathOf(t, svg, `stroke="`+hex(Purple)), func(r rune) bool { return r == 'l' })
	if len(line) != 3 || line[1] != line[2] || !strings.HasSuffix(line[1], "-57.5") {
		t.Errorf("the line is %q, want two equal steps of a quarter of 230 pixels", line)
	}
	at := func(path string) string {
		return strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune("Mhvl,", r) })[0]
	}
	edge := at(pathOf(t, svg, `fill="`+hex(bandColor)))
	if edge == at(pathOf(t, svg, `stroke-dasharray="5 3"`)) {
		t.Error("the mark at 10 stands at 1")
	}
}

func TestLooseSeriesHasDiamondsAndBars(t *testing.T) {
	svg, _ := figureOf(t, Lines{Spread: "two runs", Series: []Line{
		{Loose: true, Color: Purple, X: []float64{3, 1, 2}, Y: []float64{1, 2, math.NaN()}, Low: []float64{0, math.NaN(), 0}, High: []float64{2, 2, 2}},
	}})
	bars, signs := strokes(svg, hex(Purple))
	if signs != 2 || bars != 3 {
		t.Errorf("%d diamonds and %d strokes of error bars, want 2 and the 3 of one bar", signs, bars)
	}
}

// Charts beside each other have the range of all of them; a name has one colour.
func TestMultiplesShareAxesAndColours(t *testing.T) {
	svg, text := figureOf(t, Multiples{Title: "T", Charts: []Lines{
		{Title: "first", Series: []Line{{Name: "a", Y: []float64{0, 1}}, {Name: "b", Y: []float64{0, 1}}}},
		{Title: "second", Series: []Line{{Name: "b", Y: []float64{0, 10}}}},
	}, Repeat: []Line{{Name: "base", Y: []float64{1, 1}}}, Height: 100})
	if a, _ := strokes(svg, hex(Palette[0])); a != 1+1 { // and its legend
		t.Errorf("%d lines of series a, want one", a-1)
	}
	if b, _ := strokes(svg, hex(Palette[1])); b != 2+1 {
		t.Errorf("%d lines of series b in one colour, want two", b-1)
	}
	if base, _ := strokes(svg, hex(Grey)); base != 2+1 {
		t.Errorf("%d lines of the baseline, want one in each chart", base-1)
	}
	if n := strings.Count(svg, ">base</text>"); n != 1 {
		t.Errorf("the baseline is named %d times, want once", n)
	}
	// From 0 to 10.5 in 100 pixels: 1 is 9.52 pixels high in the first chart.
	if line := pathOf(t, svg, `stroke="`+hex(Palette[0])); !strings.HasSuffix(line, "-9.52") {
		t.Errorf("the first chart's line is %s, want it on the scale of both", line)
	}
	if !strings.Contains(text, "first. second.") {
		t.Errorf("text %q, want the names of the charts", text)
	}
}

// A chart of 3 records beside one of 5: the first ends in the middle of its axis.
func TestMultiplesShareX(t *testing.T) {
	svg, _ := figureOf(t, Multiples{Title: "T", Columns: 2, Charts: []Lines{
		{Title: "short", Series: []Line{{Name: "a", Y: []float64{1, 1, 1}, Color: Purple}}},
		{Title: "long", Series: []Line{{Name: "b", Y: []float64{1, 1, 1, 1, 1}, Color: Green}}},
	}})
	length := func(c color.Color) (total float64) {
		for _, h := range strings.Split(pathOf(t, svg, `stroke="`+hex(c)), "h")[1:] {
			v, err := strconv.ParseFloat(h, 64)
			if err != nil {
				t.Fatal(err)
			}
			total += v
		}
		return total
	}
	if short, long := length(Purple), length(Green); math.Abs(2*short-long) > 0.1 || short == 0 {
		t.Errorf("the lines are %v and %v long, want one half of the other", short, long)
	}
}

func TestShorten(t *testing.T) {
	if got := labelText.shorten("a long name of a chart", 60); labelText.width(got) > 60 || !strings.HasSuffix(got, "…") || !strings.HasPrefix(got, "a lon") {
		t.Errorf("%q, want the beginning in 60 pixels", got)
	}
	if got := labelText.shorten("short", 60); got != "short" {
		t.Errorf("%q, want it whole", got)
	}
}

// Where there is less room, a square matrix stays square.
func TestMatrixKeepsItsShape(t *testing.T) {
	f, err := Matrix{Values: [][]float64{{0, 1}, {1, 0}}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{840, 300} {
		svg := f.Width(width).SVG()
		image := svg[strings.Index(svg, "<image"):]
		var x, y, w, h float64
		if _, err := fmt.Sscanf(image, `<image x="%f" y="%f" width="%f" height="%f"`, &x, &y, &w, &h); err != nil || math.Abs(w-h) > 1 {
			t.Errorf("%d pixels: the matrix is %v by %v (%v), want a square", width, w, h, err)
		}
	}
}

// A circle of curves stays within a thousandth of the radius.
func TestArcsAsCurves(t *testing.T) {
	var path vg.Path
	path.Arc(vg.Point{X: 5, Y: 7}, 10, 1, 2*math.Pi)
	curves := withoutArcs(path)
	if len(curves) != 5 {
		t.Fatalf("%d steps, want a start and four curves", len(curves))
	}
	from := curves[0].Pos
	for _, step := range curves[1:] {
		for at := vg.Length(0); at <= 1; at += 0.125 {
			p := cubic(from, step.Control[0], step.Control[1], step.Pos, at)
			if r := math.Hypot(float64(p.X)-5, float64(p.Y)-7); math.Abs(r-10) > 0.01 {
				t.Fatalf("%v from the middle, want 10", r)
			}
		}
		from = step.Pos
	}
}

// The colour of a band in a PDF is that of its line, only lighter.
func TestTransparentColoursInPDF(t *testing.T) {
	r, g, b, a := straight(faint(Vermilion).(color.NRGBA)).RGBA()
	if r>>8 != uint32(Vermilion.R) || g>>8 != uint32(Vermilion.G) || b>>8 != uint32(Vermilion.B) || a>>8 != 0x38 {
		t.Errorf("%x %x %x %x, want the colour as it is", r, g, b, a)
	}
}
