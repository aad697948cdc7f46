package nb

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

func twoLines(t *testing.T) *Figure {
	t.Helper()
	f, err := Lines{Title: "Two <lines> & more", Series: []Line{{Name: "one", Y: []float64{1, 2}}, {Name: "two", Y: []float64{2, 1}}}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMIMEBundle(t *testing.T) {
	f := twoLines(t)
	bundle := f.MIMEBundle()
	if len(bundle) != 2 {
		t.Errorf("%d entries, want the picture and the text only", len(bundle))
	}
	if svg, ok := bundle["image/svg+xml"].(string); !ok || !strings.HasPrefix(svg, "<svg ") || svg != f.SVG() {
		t.Errorf("image/svg+xml = %.40v, want the picture as a string", bundle["image/svg+xml"])
	}
	const want = "Line chart: Two <lines> & more. Lines: one, two."
	if bundle["text/plain"] != want || fmt.Sprint(f) != want || f.Text() != want {
		t.Errorf("text/plain = %v, want %q", bundle["text/plain"], want)
	}
	table := staircase.MIMEBundle()
	if len(table) != 2 || table["text/html"] != staircase.HTML() || table["text/plain"] != staircase.String() {
		t.Errorf("the table's bundle = %v, want html and text", table)
	}
}

func TestSave(t *testing.T) {
	f := twoLines(t)
	for ending, start := range map[string]string{".svg": "<svg ", ".PNG": "\x89PNG", ".pdf": "%PDF"} {
		path := filepath.Join(t.TempDir(), "figure"+ending)
		if err := f.Save(path); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(data, []byte(start)) {
			t.Errorf("%s begins with %.8q (%v), want %q", ending, data, err, start)
		}
	}
	if err := f.Save("figure.gif"); err == nil || !strings.Contains(err.Error(), ".svg, .png or .pdf") {
		t.Errorf("Save as gif: %v, want the three endings", err)
	}
}

// The page's text is in compressed streams, in the fonts' Windows-1252.
func TestPDFHoldsBoldAndAccentedText(t *testing.T) {
	f, err := Lines{Title: "Größe – θ", Series: []Line{{Name: "one", Y: []float64{1, 2}}}}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	data, err := f.PDF()
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for _, part := range bytes.Split(data, []byte("stream\n"))[1:] {
		if r, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			plain, _ := io.ReadAll(r)
			text = append(text, plain...)
		}
	}
	for _, want := range []string{"Gr\xf6\xdfe", "\x96", "?", "record"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if n := bytes.Count(text, []byte("Gr\xf6\xdfe")); n != 2 {
		t.Errorf("the bold title is drawn %d times, want 2", n)
	}
	if names := regexp.MustCompile(`/BaseFont /\S+`).FindAll(data, -1); len(names) != 1 {
		t.Errorf("fonts %q, want one", names)
	}
}

func TestPNGHasTwoDotsAPixel(t *testing.T) {
	data, err := twoLines(t).Width(600).PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Dx() != 1200 {
		t.Errorf("%v, %v wide; want 1200", err, img.Bounds().Dx())
	}
}

func TestErrorsSayWhatIsWrong(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	one := []Line{{Y: []float64{1}}}
	ok := sdr.SDR{Size: 4, Bits: []int{1}}
	for _, tt := range []struct {
		name    string
		drawing Drawing
		want    string
	}{
		{"no series", Lines{Title: "T"}, `"T": 0 series`},
		{"an empty series", Lines{Series: []Line{{Name: "a"}}}, "a: no number among 0 values"},
		{"all NaN", Lines{Series: []Line{{Y: []float64{nan, nan}}}}, "series 0: no number among 2 values"},
		{"infinite", Lines{Series: []Line{{Y: []float64{1, inf}}}}, "y[1] = +Inf"},
		{"x of another length", Lines{X: []float64{1, 2}, Series: one}, "1 y for 2 x"},
		{"x goes back", Lines{X: []float64{2, 1}, Series: []Line{{Y: []float64{1, 1}}}}, "x[1] = 1, want finite numbers that do not decrease"},
		{"x is NaN", Lines{X: []float64{nan}, Series: one}, "x[0] = NaN"},
		{"X and Times", Lines{X: []float64{1}, Times: []time.Time{{}}, Series: one}, "both X and Times"},
		{"no times", Lines{Times: []time.Time{}, Series: one}, "0 Times"},
		{"an upside-down range", Lines{YRange: [2]float64{2, 1}, Series: one}, "YRange = [2 1]"},
		{"a forecast of another length", Forecast{Actual: []float64{1, 2}, Predicted: []float64{1}, X: []float64{1, 2}}, "predicted: 1 y for 2 x"},
		{"an anomaly of another length", Forecast{Actual: []float64{1, 2}, Predicted: []float64{1, 2}, X: []float64{1, 2}, Raw: []float64{1}}, "raw anomaly: 1 y for 2 x"},
		{"no score", Anomaly{}, "neither Raw nor Likelihood"},
		{"scores without x", Anomaly{X: []float64{1}, Raw: []float64{1, 1}}, "raw anomaly: 2 y for 1 x"},
		{"growth without synapses", Growth{Segments: []float64{1}}, "no number among 0 values"},
		{"bars without names", Bars{Series: []Bar{{Y: []float64{1}}}}, "0 names and 1 series"},
		{"bars of another length", Bars{Names: []string{"a"}, Series: []Bar{{Name: "b", Y: []float64{1, 2}}}}, "b: 2 y for 1 x"},
		{"an SDR of size 0", Bits{}, "an SDR of size 0"},
		{"a bit out of range", Bits{SDR: sdr.SDR{Size: 2, Bits: []int{2}}}, "bit 2, want in [0, 2)"},
		{"negative columns", Bits{SDR: ok, Columns: -1}, "Columns = -1"},
		{"an empty raster", Raster{}, "0 SDRs"},
		{"two sizes", Raster{SDRs: []sdr.SDR{ok, {Size: 5}}}, "SDR 1 has size 5, SDR 0 has 4"},
		{"names missing", Raster{SDRs: []sdr.SDR{ok}, Names: []string{"a", "b"}}, "2 names for 1 SDRs"},
		{"a part beyond the end", Raster{SDRs: []sdr.SDR{ok}, Parts: []Part{{"p", 2, 3}}}, `part "p" is bits 2 to 5`},
		{"too few to lay over", Raster{SDRs: []sdr.SDR{ok}, Over: []sdr.SDR{}}, "Over has 0 SDRs for 1"},
		{"another size to lay over", Raster{SDRs: []sdr.SDR{ok}, Over: []sdr.SDR{{Size: 5}}}, "SDR 0 of Over has size 5, SDRs have 4"},
		{"a bit out of range to lay over", Raster{SDRs: []sdr.SDR{ok}, Over: []sdr.SDR{{Size: 4, Bits: []int{4}}}}, "SDR 0 of Over: "},
		{"a matrix of no height", Matrix{Values: [][]float64{{1}}, Height: -1}, "Height = -1"},
		{"an empty matrix", Matrix{}, "0 by 0 values"},
		{"a ragged matrix", Matrix{Values: [][]float64{{1, 2}, {1}}}, "row 1 has 1 values, row 0 has 2"},
		{"a number too large for an axis", Lines{Series: []Line{{Y: []float64{1, math.MaxFloat64}}}}, "y[1] = 1.7976931348623157e+308, want a finite number"},
		{"an infinite level", Lines{Series: []Line{{Y: []float64{1}}}, Levels: []Level{{Name: "best", Y: inf}}}, `level "best" = +Inf, want a finite number`},
		{"a range upside down", Lines{Series: []Line{{Y: []float64{1}}}, YRange: [2]float64{3, 1}}, "YRange = [3 1], want {low, high}"},
		{"a range without extent", Lines{Series: []Line{{Y: []float64{1}}}, YRange: [2]float64{3, 3}}, "YRange = [3 3], want {low, high}"},
		{"bars with an infinite level", Bars{Names: []string{"a"}, Series: []Bar{{Y: []float64{1}}}, Levels: []Level{{Y: inf}}}, "want a finite number"},
		{"a range without end", Lines{Series: []Line{{Y: []float64{1}}}, YRange: [2]float64{3, inf}}, "YRange = [3 +Inf], want {low, high}"},
		{"bars beyond all ends", Bars{Names: []string{"a"}, Series: []Bar{{Y: []float64{1}}}, YMax: inf}, "YMax = +Inf, want a finite number"},
		{"a threshold above all likelihoods", Anomaly{Raw: []float64{1}, Threshold: 2}, "Threshold = 2, want in [0, 1]"},
		{"a matrix with colours of one value", Matrix{Values: [][]float64{{1}}, Range: [2]float64{2, 2}}, "a range from 2 to 2"},
		{"an infinite matrix", Matrix{Values: [][]float64{{inf}}}, "want finite numbers"},
		{"names of a matrix", Matrix{Values: [][]float64{{1}}, XNames: []string{"a", "b"}}, "2 and 0 names for 1 columns"},
		{"a band of another length", Lines{Spread: "s", Series: []Line{{Y: []float64{1}, Low: []float64{0}}}}, "1 Low and 0 High for 1 y"},
		{"a band that nobody names", Lines{Series: []Line{{Y: []float64{1}, Low: []float64{0}, High: []float64{2}}}}, "Low and High without Spread"},
		{"a band upside down", Lines{Spread: "s", Series: []Line{{Y: []float64{1}, Low: []float64{2}, High: []float64{1}}}}, "from Low[0] = 2 to High[0] = 1"},
		{"an infinite band", Lines{Spread: "s", Series: []Line{{Y: []float64{1}, Low: []float64{0}, High: []float64{inf}}}}, "High[0] = +Inf"},
		{"zero on a logarithmic axis", Lines{LogY: true, Series: []Line{{Y: []float64{1, 0}}}}, "y[1] = 0, want > 0 on a logarithmic axis"},
		{"record 0 on a logarithmic axis", Lines{LogX: true, Series: one}, "x[0] = 0, want > 0 on a logarithmic axis"},
		{"a level at zero on a logarithmic axis", Lines{LogY: true, Series: one, Levels: []Level{{Name: "none"}}}, `level "none" = 0, want > 0`},
		{"a mark at zero on a logarithmic axis", Lines{LogX: true, X: []float64{1}, Series: one, Marks: []Mark{{Label: "start"}}}, `mark "start" = 0, want > 0`},
		{"a range of x from zero on a logarithmic axis", Lines{LogX: true, X: []float64{1}, Series: one, Bands: []Band{{From: 0, To: 1, Name: "b"}}}, `band "b" = 0, want > 0`},
		{"a range from zero on a logarithmic axis", Lines{LogY: true, Series: one, YRange: [2]float64{0, 1}}, "YRange[0] = 0, want > 0"},
		{"days on a logarithmic axis", Lines{LogX: true, Times: []time.Time{{}}, Series: one}, "LogX with Times"},
		{"no small charts", Multiples{Title: "T"}, `"T": 0 charts`},
		{"a small chart without data", Multiples{Charts: []Lines{{Title: "a"}}}, `"a": 0 series`},
		{"columns of small charts", Multiples{Columns: -1, Charts: []Lines{{Series: one}}}, "Columns = -1"},
		{"small charts of two weeks", Multiples{Charts: []Lines{{Title: "a", Times: []time.Time{{}}, Series: one}, {Title: "b", Times: []time.Time{time.Unix(0, 0)}, Series: one}}}, `the Times of chart "b" begin at`},
		{"no pictures", Tiles{Width: 2}, "0 pictures"},
		{"pictures without width", Tiles{Values: [][]float64{{1}}}, "0 values wide"},
		{"half a row", Tiles{Values: [][]float64{{1, 2, 3}}, Width: 2}, "in whole rows of 2"},
		{"pictures of two sizes", Tiles{Values: [][]float64{{1, 2}, {1}}, Width: 1}, "picture 1 has 1 values, picture 0 has 2"},
		{"more pictures than there are", Tiles{Values: [][]float64{{1}, {2}}, Width: 1, Of: 1}, "Of = 1"},
		{"names of pictures", Tiles{Values: [][]float64{{1}}, Width: 1, Names: []string{"a", "b"}}, "2 names for 1 pictures"},
		{"pictures of nothing", Tiles{Values: [][]float64{{nan}}, Width: 1}, "want finite numbers"},
		{"a center outside", Tiles{Values: [][]float64{{1}}, Width: 1, Diverging: true, Center: 2, Range: [2]float64{0, 1}}, "Center = 2 in a range from 0 to 1"},
		{"a center of one colour", Matrix{Values: [][]float64{{1}}, Center: 0.5}, "Center = 0.5 without Diverging"},
		{"colours of one value", Tiles{Values: [][]float64{{1}}, Width: 1, Range: [2]float64{1, 1}}, "a range from 1 to 1"},
		{"numbers too small to read", Matrix{Values: [][]float64{make([]float64, 21)}, Numbers: true}, "Numbers in 21 columns"},
		{"no sample", Histogram{}, "0 samples"},
		{"an empty sample", Histogram{Samples: []Sample{{Name: "s", Values: []float64{nan}}}}, "s: no number among 1 values"},
		{"an infinite sample", Histogram{Samples: []Sample{{Values: []float64{0, inf}}}}, "sample 0: value 1 = +Inf"},
		{"a histogram's range", Histogram{Range: [2]float64{1, 0}, Samples: []Sample{{Values: []float64{0}}}}, "Range = [1 0], want {low, high}"},
		{"too many bins", Histogram{Bins: 1001, Samples: []Sample{{Values: []float64{0}}}}, "Bins = 1001"},
		{"an SDR of another size over it", Bits{SDR: ok, Over: sdr.SDR{Size: 5}}, "Over has size 5, SDR has 4"},
		{"a bit out of range over it", Bits{SDR: ok, Over: sdr.SDR{Size: 4, Bits: []int{4}}}, "Over: "},
		{"half a minicolumn", Cells{CellsPerColumn: 3, Active: ok}, "Active has size 4 with 3 cells a minicolumn"},
		{"winners of another memory", Cells{CellsPerColumn: 2, Active: ok, Winners: sdr.SDR{Size: 6}}, "Winners has size 6, Active has 4"},
		{"a cell beyond the memory", Cells{CellsPerColumn: 2, Active: ok, Predicted: sdr.SDR{Size: 4, Bits: []int{4}}}, "Predicted: "},
		{"a minicolumn beyond the memory", Cells{CellsPerColumn: 2, Active: ok, Only: []int{2}}, "Only holds minicolumn 2, want in [0, 2)"},
		{"no minicolumn", Cells{CellsPerColumn: 2, Active: ok, Only: []int{}}, "Only = []"},
		{"a reset beyond the end", Raster{SDRs: []sdr.SDR{ok}, Resets: []int{1}}, "a reset before SDR 1, want in [0, 1)"},
		{"parts of what goes across", Raster{SDRs: []sdr.SDR{ok}, Across: true, Parts: []Part{{"p", 0, 1}}}, "Parts with Across"},
		{"no segments", Segments{CellsPerColumn: 2, Active: ok}, "0 segments"},
		{"segments without cells", Segments{CellsPerColumn: 3, Active: ok}, "Active has size 4 with 3 cells"},
		{"segments with a wrong cell", Segments{CellsPerColumn: 2, Active: sdr.SDR{Size: 4, Bits: []int{5}}}, "Active: "},
		{"segments of no cell", Segments{CellsPerColumn: 2, Active: ok, Cell: 4}, "Cell = 4, want in [0, 4)"},
		{"a segment without permanences", Segments{CellsPerColumn: 2, Active: ok, Segments: []Segment{{Cells: []int{1}}}}, "segment 0 has 1 cells and 0 permanences"},
		{"a permanence above one", Segments{CellsPerColumn: 2, Active: ok, Segments: []Segment{{Cells: []int{1}, Permanences: []float64{2}}}}, "permanence 2 from cell 1"},
		{"no states", Transitions{}, "0 states, want 1 to 40"},
		{"counts missing", Transitions{Counts: [][]float64{{1, 2}}}, "state 0 has 2 counts for 1 states"},
		{"a negative count", Transitions{Counts: [][]float64{{-1}}}, "Counts[0][0] = -1"},
		{"names of states", Transitions{Counts: [][]float64{{1}}, Names: []string{}}, "0 names for 1 states"},
		{"no plot", Plot{}, "Plot = nil"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := tt.drawing.Figure()
			if f != nil || err == nil || !strings.HasPrefix(err.Error(), "nb: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			if _, err := Rows(twoLines(t), tt.drawing); err == nil {
				t.Error("Rows of it: no error, want it")
			}
		})
	}
	if _, err := Columns(); err == nil {
		t.Error("Columns of nothing: no error")
	}
}

// written text of a picture: where it is, when it is not turned.
type words struct{ x0, y0, x1, y1 float64 }

// Laws of every golden picture: well-formed, nothing loaded from elsewhere, no id
// that could clash with another picture's, no text cut off or written over another.
func TestGoldenPictures(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.svg")
	if len(paths) < 10 {
		t.Fatalf("%d pictures, want all of them", len(paths))
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if rest := strings.ReplaceAll(string(data), `xmlns="http://www.w3.org/2000/svg"`, ""); strings.Contains(rest, "http") || strings.Contains(rest, "url(") {
			t.Errorf("%s refers to something elsewhere", path)
		}
		if len(data) > 40_000 {
			t.Errorf("%s has %d bytes, want 40,000 at most", path, len(data))
		}
		var found []words
		var width, height float64
		decoder := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			attrs := map[string]string{}
			for _, a := range start.Attr {
				attrs[a.Name.Local] = a.Value
			}
			number := func(name string) float64 { v, _ := strconv.ParseFloat(attrs[name], 64); return v }
			if _, named := attrs["id"]; named {
				t.Errorf("%s: <%s> has an id", path, start.Name.Local)
			}
			switch start.Name.Local {
			case "svg":
				width, height = number("width"), number("height")
				if attrs["aria-label"] == "" || attrs["role"] != "img" {
					t.Errorf("%s says nothing to who cannot see it", path)
				}
			case "text":
				token, _ := decoder.Token()
				text, _ := token.(xml.CharData)
				if attrs["transform"] != "" {
					continue
				}
				size := number("font-size")
				l := lettering{size: vg.Length(size), bold: attrs["font-weight"] == "bold"}
				w := l.width(string(text)).Points()
				x, y := number("x"), number("y")
				found = append(found, words{x, y - capHeight*size, x + w, y})
			}
		}
		for i, a := range found {
			if a.x0 < 0 || a.y0 < 0 || a.x1 > width || a.y1 > height {
				t.Errorf("%s: text %d at %.0f is cut off", path, i, a)
			}
			for j, b := range found[:i] {
				if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
					t.Errorf("%s: texts %d at %.0f and %d at %.0f are written over each other", path, j, b, i, a)
				}
			}
		}
	}
}

func TestFigureIsTheSameEveryTime(t *testing.T) {
	if first, second := twoLines(t).SVG(), twoLines(t).SVG(); first != second {
		t.Error("two pictures of the same data differ")
	}
}

func TestRowsKeepDataAreasInLine(t *testing.T) {
	narrow := Lines{Series: []Line{{Y: []float64{1, 2}}}}
	wide := Lines{YLabel: "many", Series: []Line{{Y: []float64{100000, 200000}}}}
	f, err := Rows(narrow, wide)
	if err != nil {
		t.Fatal(err)
	}
	axis := func(svg string) []string { // the x of every y axis: the path that goes down first
		var found []string
		for _, line := range strings.Split(svg, "\n") {
			if strings.Contains(line, `stroke="`+hex(axisGrey)+`"`) && strings.HasPrefix(line, `<path d="M`) {
				found = append(found, line[len(`<path d="M`):strings.Index(line, ",")])
			}
		}
		return found
	}
	if got := axis(f.SVG()); len(got) != 2 || got[0] != got[1] {
		t.Errorf("y axes at %v, want two in line", got)
	}
}

func TestWidths(t *testing.T) {
	narrow := twoLines(t).Width(400)
	rows, err := Rows(narrow, narrow.Width(500))
	if err != nil {
		t.Fatal(err)
	}
	columns, err := Columns(narrow, narrow)
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]*Figure{`width="400"`: narrow, `width="500"`: rows, `width="840"`: columns, `width="200"`: narrow.Width(-3)} {
		if svg := f.SVG(); !strings.Contains(svg[:200], want) {
			t.Errorf("%.120s..., want %s", svg, want)
		}
	}
}
