package nb

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"gohtm/htm/sdr"
)

func ExampleAnomaly() {
	raw, likelihood := make([]float64, 4391), make([]float64, 4391)
	for i := range raw {
		t := float64(i)
		raw[i] = math.Max(0, math.Exp(-t/250)+0.3*math.Pow(math.Sin(t*2.399), 8))
		likelihood[i] = 0.5 + 0.4*math.Sin(t/90)*math.Sin(t/7)
		if i >= 2201 && i < 2400 {
			raw[i] = math.Min(1, raw[i]+0.3)
			likelihood[i] = 1 - 1e-5
		}
	}
	golden("anomaly", Anomaly{
		Title: "Anomaly scores of an invented series in the shape of hot gym", Raw: raw, Likelihood: likelihood, Threshold: 0.99,
		Marks: []Mark{{X: 2201, Label: "clock change"}, {X: 2240, Label: "holiday"}, {X: 4200, Label: "between the years, closed"}},
	})
	// Output: as testdata/anomaly.svg
}

func ExampleGrowth() {
	var x, segments, synapses []float64
	for i := 0; i <= 4391; i += 50 {
		x = append(x, float64(i))
		segments = append(segments, 9253*(1-math.Exp(-float64(i)/1500)))
		synapses = append(synapses, 245000*(1-math.Exp(-float64(i)/1700)))
	}
	golden("growth", Growth{Title: "What the memory has grown (invented numbers)", X: x, Segments: segments, Synapses: synapses})
	// Output: as testdata/growth.svg
}

func ExampleBars() {
	baselines := []Level{{Name: "same hour last week", Y: 4.30}, {Name: "previous hour", Y: 6.81}}
	golden("bars", Bars{
		Title:  "1-step error of one pass, by what the classifier reads (hot gym; lower is better)",
		YLabel: "mean absolute error (kW)",
		Names:  []string{"quick start, NuPIC's order, active cells", "connected at 0.5", "8 cells a minicolumn", "hours shared over 3 h", "finer value, winner cells"},
		Series: []Bar{{Y: []float64{5.08, 4.82, 4.39, 4.48, 3.65}}},
		Levels: baselines,
	})
	golden("bars-upright", Bars{
		Title:  "1-step and 5-step error (hot gym)",
		YLabel: "mean absolute error (kW)",
		Names:  []string{"encoder", "columns", "winner cells"},
		Series: []Bar{{Name: "1 step", Y: []float64{4.80, 4.20, 3.65}}, {Name: "5 steps", Y: []float64{6.51, 5.58, 5.21}}},
		Levels: baselines,
	})
	// Output:
	// as testdata/bars.svg
	// as testdata/bars-upright.svg
}

// A probe: few points, each the error of a frozen copy on the week that follows.
func ExampleLine_probe() {
	golden("probe", Lines{
		Title:   "Error of a frozen copy on the next week, after so many records (invented numbers)",
		X:       []float64{500, 1000, 1500, 2000, 2500, 3000, 3500, 4000},
		XLabel:  "records learned",
		YLabel:  "error (kW)",
		Series:  []Line{{Name: "frozen copy", Y: []float64{4.1, 3.2, 2.9, 3.1, 4.6, math.NaN(), 3.9, 3.6}, Points: true}},
		Levels:  []Level{{Name: "same hour last week", Y: 4.3}},
		Caption: "The copy does not learn. At 3,000 there was no copy.",
	})
	// Output: as testdata/probe.svg
}

func code(size int, runs ...int) sdr.SDR {
	s := sdr.SDR{Size: size}
	for _, from := range runs {
		for k := 0; k < 21; k++ {
			s.Bits = append(s.Bits, from+k)
		}
	}
	return s
}

func ExampleBits() {
	s := sdr.SDR{Size: 2048}
	for i := 0; i < 40; i++ {
		s.Bits = append(s.Bits, i*51+(i*i*7)%50)
	}
	golden("bits", Bits{Title: "Active minicolumns of one step", SDR: s})
	small, err := Columns(
		Bits{Title: "21 kW at 8:00", SDR: code(590, 40, 420)},
		Bits{Title: "21 kW at 9:00, with a title that is longer than its half of the picture is wide", SDR: code(590, 40, 431)},
	)
	if err != nil {
		panic(err)
	}
	golden("bits-columns", small)
	// Output:
	// as testdata/bits.svg
	// as testdata/bits-columns.svg
}

func hours() (codes []sdr.SDR, names []string) {
	for h := 0; h < 24; h++ {
		codes = append(codes, code(590, 3*h, 400+6*h))
		names = append(names, fmt.Sprintf("%d:00", h))
	}
	return
}

func ExampleRaster() {
	codes, names := hours()
	golden("raster", Raster{
		Title: "One day as the encoder sees it (invented codes)", SDRs: codes, Names: names, YLabel: "hour",
		Parts: []Part{{"value", 0, 379}, {"time of day", 379, 190}, {"weekend", 569, 21}},
	})
	// Output: as testdata/raster.svg
}

func ExampleMatrix() {
	codes, names := hours()
	golden("matrix", Matrix{
		Title: "Bits that two hours share (invented codes)", Values: Overlaps(codes), ValueLabel: "overlap (bits)",
		XNames: names, YNames: names, XLabel: "hour", YLabel: "hour",
	})
	// Output: as testdata/matrix.svg
}

// Two codes over each other, with what they share.
func ExampleBits_overlaid() {
	golden("bits-overlaid", Bits{
		Title: "What the codes of 21 kW at 8:00 and 22 kW at 9:00 share (invented codes)",
		SDR:   code(590, 40, 420), Over: code(590, 44, 431), Names: [2]string{"8:00", "9:00"},
	})
	// Output: as testdata/bits-overlaid.svg
}

// The course of a sequence: minicolumns burst at first and are predicted later.
func ExampleRaster_sequence() {
	var steps []sdr.SDR
	for i := 0; i < 96; i++ {
		s := sdr.SDR{Size: 65536}
		letter := i % 8
		for k := 0; k < 12; k++ {
			first := ((letter*12+k)*677 + k) % 2048 * 32
			for cell := 0; cell < 32; cell++ {
				if i < 24 || cell == (letter+k)%32 {
					s.Bits = append(s.Bits, first+cell)
				}
			}
		}
		sort.Ints(s.Bits)
		steps = append(steps, s)
	}
	golden("sequence", Raster{
		Title: "Active cells of a memory while it learns ABCDEFGH (invented)", SDRs: steps, Across: true, YLabel: "cell",
		Resets: []int{0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88},
	})
	// Output: as testdata/sequence.svg
}

func ExampleMatrix_confusion() {
	var counts [][]float64
	var digits []string
	for i := 0; i < 10; i++ {
		row := make([]float64, 10)
		for k := range row {
			row[k] = float64((i*7 + k*3) % 11)
		}
		row[i] = 950 - float64(9*i)
		counts, digits = append(counts, row), append(digits, fmt.Sprint(i))
	}
	golden("confusion", Matrix{
		Title: "Digits and what they were taken for (invented)", Values: counts, Numbers: true, ValueLabel: "digits",
		XNames: digits, YNames: digits, XLabel: "taken for", YLabel: "digit",
	})
	// Output: as testdata/confusion.svg
}

// Permanences before and after learning: red is connected, white at the threshold.
func ExampleMatrix_permanences() {
	permanences := func(learned float64) [][]float64 {
		values := make([][]float64, 12)
		for i := range values {
			for k := 0; k < 40; k++ {
				v := 0.5 + 0.12*math.Sin(float64(7*i+11*k)) + learned*math.Sin(float64(i+k)/3)
				values[i] = append(values[i], math.Round(100*math.Min(1, math.Max(0, v)))/100)
			}
		}
		return values
	}
	both, err := Columns(
		Matrix{Title: "Permanences before", Values: permanences(0), Diverging: true, Center: 0.5, Range: [2]float64{0, 1}, ValueLabel: "permanence", XLabel: "input", YLabel: "minicolumn"},
		Matrix{Title: "and after (invented)", Values: permanences(0.4), Diverging: true, Center: 0.5, Range: [2]float64{0, 1}, ValueLabel: "permanence", XLabel: "input", YLabel: "minicolumn"},
	)
	if err != nil {
		panic(err)
	}
	golden("permanences", both)
	// Output: as testdata/permanences.svg
}

func ExamplePlot() {
	p := plot.New()
	p.Title.Text = "A gonum plot of one's own"
	p.X.Label.Text = "x"
	line, err := plotter.NewLine(plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 2}, {X: 2, Y: 1}})
	if err != nil {
		panic(err)
	}
	p.Add(line, plotter.NewGrid())
	golden("plot", Plot{Plot: p, Height: 240})
	// Output: as testdata/plot.svg
}

var staircase = Table{
	Title:  "1-step error on the hot gym, one pass",
	Header: []string{"model", "error (kW)", "segments", "note"},
	Rows: [][]interface{}{
		{"quick start", 5.08, 14673, "active cells"},
		{"winner cells", 3.65, 9253, "<best> & plain"},
		{"same hour last week", 4.30, nil, "baseline"},
		{"none", math.NaN()},
	},
	Strong: []int{1},
}

func ExampleTable() {
	compareGolden("table.html", staircase.HTML())
	fmt.Println(staircase)
	// Output:
	// as testdata/table.html
	// 1-step error on the hot gym, one pass
	// model                error (kW)  segments  note
	// ---------------------------------------------------------
	// quick start                5.08    14,673  active cells
	// winner cells               3.65     9,253  <best> & plain
	// same hour last week        4.30         –  baseline
	// none                          –
}

func TestRasterAcross(t *testing.T) {
	codes := []sdr.SDR{{Size: 4, Bits: []int{0, 1}}, {Size: 4, Bits: []int{3}}}
	svg, text := figureOf(t, Raster{SDRs: codes, Across: true, Names: []string{"A", "B"}, Resets: []int{1}})
	if boxes := strings.Count(pathOf(t, svg, `fill="`+hex(Blue)), "M"); boxes != 2 {
		t.Errorf("%d boxes, want two: neighbouring bits are one", boxes)
	}
	if lines, _ := strokes(svg, hex(Vermilion)); lines != 2 || !strings.Contains(svg, ">reset</text>") {
		t.Errorf("%d resets and one in the legend, want one", lines-1)
	}
	if strings.Contains(svg, "stands for") || !strings.Contains(text, "from left to right") {
		t.Error("two SDRs of four bits are folded")
	}
	wide := Raster{SDRs: []sdr.SDR{{Size: 65536, Bits: []int{7}}}}
	for across, want := range map[bool]string{false: "A pixel stands for 87 bits", true: "A pixel stands for 219 bits"} {
		wide.Across = across
		if svg, _ := figureOf(t, wide); !strings.Contains(svg, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}
