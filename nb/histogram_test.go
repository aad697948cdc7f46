package nb

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

func ExampleHistogram() {
	var before, after []float64
	for i := 0; i < 4000; i++ {
		u := math.Mod(float64(i)*0.6180339887, 1)
		w := math.Mod(float64(i)*0.7548776662, 1)
		before = append(before, 0.1+0.1*(u+w-1))
		learned := 0.35 * math.Sqrt(u)
		if i%3 == 0 {
			learned = 0.05 * w
		}
		after = append(after, learned)
	}
	golden("histogram", Histogram{
		Title: "Permanences of all proximal synapses before and after learning (invented)", XLabel: "permanence", YLabel: "synapses",
		Samples: []Sample{{"before", before}, {"after", after}}, Marks: []Mark{{X: 0.1, Label: "connected from here"}},
	})
	// Output: as testdata/histogram.svg
}

// The overlaps of one step: whole numbers, many losers and few winners.
func ExampleSample() {
	var winners, rest []float64
	for i := 0; i < 2048; i++ {
		v := math.Floor(12 + 5*math.Sin(float64(i))*math.Sin(float64(i*i)))
		if i%51 == 0 {
			winners = append(winners, 17+math.Mod(v, 7))
		} else {
			rest = append(rest, v)
		}
	}
	golden("overlaps", Histogram{
		Title: "Overlaps of one step, winners against the rest (invented)", XLabel: "overlap (connected synapses on active inputs)", YLabel: "minicolumns",
		Samples: []Sample{{"the rest", rest}, {"winners", winners}}, LogY: true,
	})
	// Output: as testdata/overlaps.svg
}

// Worked by hand.
func TestHistogramCounts(t *testing.T) {
	counts, beyond, finite := Sample{Values: []float64{0, 0.2, 0.5, 1, 1.01, -1, math.NaN()}}.count(0, 1, 2)
	if !reflect.DeepEqual(counts, []float64{2, 2}) || beyond != 2 || finite != 6 {
		t.Errorf("%v, %d outside of %d; want two and two, 2 outside of 6", counts, beyond, finite)
	}
}

// A value on an edge belongs to the bin above it, however the numbers round: a
// threshold's own value is beside those that reach it.
func TestHistogramEdges(t *testing.T) {
	for k := 0; k < 35; k++ {
		counts, _, _ := Sample{Values: []float64{float64(k) / 100}}.count(0, 0.35, 35)
		if counts[k] != 1 {
			t.Errorf("%v is in the bins %v, want in bin %d", float64(k)/100, counts, k)
		}
	}
}

func TestHistogramBins(t *testing.T) {
	for _, tt := range []struct {
		name             string
		h                Histogram
		low, high, width float64
	}{
		{"whole numbers have a bin each", Histogram{Samples: []Sample{{Values: []float64{3, 1, 2}}}}, 0.5, 3.5, 1},
		{"many whole numbers share bins", Histogram{Samples: []Sample{{Values: []float64{0, 119}}}}, -0.5, 119.5, 2},
		{"other numbers have at most 40 bins", Histogram{Samples: []Sample{{Values: []float64{0.01, 0.5}}, {Values: []float64{1.98}}}}, 0, 2, 0.05},
		{"a range of bins", Histogram{Range: [2]float64{0.5, 1}, Samples: []Sample{{Values: []float64{0.7}}}}, 0.5, 1, 0.02},
		{"as many as asked for", Histogram{Bins: 4, Samples: []Sample{{Values: []float64{0, 2}}}}, 0, 2, 0.5},
		{"a range of whole numbers", Histogram{Range: [2]float64{0, 4}, Samples: []Sample{{Values: []float64{1, 9}}}}, -0.5, 4.5, 1},
		{"one value", Histogram{Samples: []Sample{{Values: []float64{0.5, 0.5}}}}, 0, 1, 1},
	} {
		low, high, width, err := tt.h.bins()
		if err != nil || low != tt.low || high != tt.high || width != tt.width {
			t.Errorf("%s: from %v to %v by %v (%v), want from %v to %v by %v", tt.name, low, high, width, err, tt.low, tt.high, tt.width)
		}
	}
}

// Two samples of different sizes are equally high by their shares.
func TestHistogramSaysWhatItCounts(t *testing.T) {
	h := Histogram{Title: "T", Bins: 2, Range: [2]float64{0, 1}, Share: true, Samples: []Sample{{Name: "a", Values: []float64{0.1, 0.9}}, {Name: "b", Values: []float64{0.1, 0.2, 0.8, 0.7, 3, 4, 5, 6}}}}
	svg, text := figureOf(t, h)
	if !strings.Contains(text, "a: 2 values. b: 8 values.") || !strings.Contains(svg, ">2 bins of 0.5, 4 values outside</text>") || !strings.Contains(svg, ">values (%)</text>") {
		t.Errorf("%q and the picture do not say what is counted", text)
	}
	// a: 50 % in each bin, b: 25 %: half as high.
	height := func(c string) string {
		return strings.FieldsFunc(pathOf(t, svg, c), func(r rune) bool { return strings.ContainsRune("vh", r) })[1]
	}
	if a, b := height(`stroke="`+hex(Palette[0])), height(`stroke="`+hex(Palette[1])); a != "-219.05" || b != "-109.52" {
		t.Errorf("heights %s and %s, want 230/1.05 and half of it", a, b)
	}
	h.LogY = true
	if svg, _ := figureOf(t, h); !strings.Contains(svg, "empty bins at the bottom") {
		t.Error("a logarithmic axis does not say where nothing is")
	}
}
