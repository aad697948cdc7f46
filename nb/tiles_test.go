package nb

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
)

// ring stands in for a weight picture.
func ring(width int, cx, cy, r float64) []float64 {
	var picture []float64
	for y := 0; y < width; y++ {
		for x := 0; x < width; x++ {
			d := math.Hypot(float64(x)-cx, float64(y)-cy) - r
			picture = append(picture, math.Round(100*(math.Exp(-d*d)-0.6*math.Exp(-(d-3)*(d-3)/2)))/100)
		}
	}
	return picture
}

func ExampleTiles() {
	var weights [][]float64
	var names []string
	for i := 0; i < 14; i++ {
		weights = append(weights, ring(16, 3+float64(i%7)*1.6, 4+float64(i%5)*2, 2+float64(i%3)))
		names = append(names, fmt.Sprintf("neuron %d", i))
	}
	golden("tiles", Tiles{
		Title: "Weights of some template neurons (invented)", Values: weights, Width: 16, Names: names, Of: 400,
		ValueLabel: "weight", Diverging: true,
	})
	// Output: as testdata/tiles.svg
}

// The receptive fields of columns: permanences where there may be a synapse, and
// the rest of the input without a value.
func ExampleTiles_receptiveFields() {
	var fields [][]float64
	for i := 0; i < 6; i++ {
		field := ring(12, 3+float64(i), 6, 2)
		for k := range field {
			if field[k] = math.Max(0, field[k]); (k+i)%3 == 0 {
				field[k] = math.NaN()
			}
		}
		fields = append(fields, field)
	}
	golden("receptive-fields", Tiles{
		Title: "Receptive fields of minicolumns 0 to 5 (invented)", Caption: "Black: a synapse with permanence 1. Yellow: not in the potential pool.",
		Values: fields, Width: 12, Of: 2048, ValueLabel: "permanence", Range: [2]float64{0, 1},
	})
	// Output: as testdata/receptive-fields.svg
}

func TestTilesSayHowManyThereAre(t *testing.T) {
	values := [][]float64{{0, 1}, {1, 0}}
	svg, text := figureOf(t, Tiles{Title: "T", Values: values, Width: 2, Of: 2048})
	if want := "2 of 2,048 shown, 2 by 1 values each"; !strings.Contains(svg, ">"+want+"</text>") || !strings.Contains(text, want) {
		t.Errorf("neither picture nor %q says %q", text, want)
	}
	if strings.Contains(svg, "no value") {
		t.Error("the legend names what there is not")
	}
	svg, _ = figureOf(t, Tiles{Title: "T", Values: [][]float64{{0, math.NaN()}, {1, 0}}, Width: 1})
	if !strings.Contains(svg, ">all 2, 1 by 2 values each</text>") || !strings.Contains(svg, ">no value</text>") {
		t.Error("a sheet of all pictures with a gap does not say so")
	}
	if n := strings.Count(svg, "<image"); n != 3 {
		t.Errorf("%d images, want two pictures and the colour bar", n)
	}
}

// However many and large, pictures stay on the card.
func TestTilesFit(t *testing.T) {
	for _, tt := range []struct{ n, width, columns int }{{1, 28, 0}, {100, 28, 0}, {7, 28, 7}, {50, 28, 50}, {3, 400, 0}, {2, 2000, 2}, {200, 3, 0}} {
		values := make([][]float64, tt.n)
		for i := range values {
			values[i] = make([]float64, 2*tt.width)
		}
		b := tilesBlock{Tiles: Tiles{Values: values, Width: tt.width, Columns: tt.columns}, tall: 2}
		columns, pixel := b.layout(812)
		if wide := float64(columns)*(float64(pixel)*float64(tt.width)+tileGap) - tileGap; columns < 1 || pixel <= 0 || wide > 812+1e-9 {
			t.Errorf("%d of %d: %d columns with %v pixels a value are %v wide, want 812 at most", tt.n, tt.width, columns, pixel, wide)
		}
		if pixel < 1 && columns > 1 {
			t.Errorf("%d of %d: %d columns with %v pixels a value, want fewer columns", tt.n, tt.width, columns, pixel)
		}
	}
}

// The center has the middle colour, wherever it lies between the ends.
func TestDivergingColours(t *testing.T) {
	s := newScale(blueWhiteRed, [2]float64{0, 1}, 0, 0, true, 0.1)
	for v, want := range map[float64]uint8{-1: 0, 0: 0, 0.05: 32, 0.1: 64, 0.55: 95, 1: 127, 2: 127, math.NaN(): 128} {
		if got := s.index(v); got != want {
			t.Errorf("the colour of %v is %d, want %d", v, got, want)
		}
	}
	if s := newScale(blueWhiteRed, [2]float64{}, -1, 3, true, 0); s.low != -3 || s.high != 3 {
		t.Errorf("colours from %v to %v, want as far below zero as above", s.low, s.high)
	}
	if s := newScale(greys, [2]float64{}, 2, 2, false, 0); s.low != 2 || s.high != 3 {
		t.Errorf("colours of one value from %v to %v, want 2 to 3", s.low, s.high)
	}
}

func TestFloat64s(t *testing.T) {
	if got := Float64s([]float32{0.5, -2}); len(got) != 2 || got[0] != 0.5 || got[1] != -2 {
		t.Errorf("%v, want 0.5 and -2", got)
	}
}

// A picture is packed without compression: its packer is what would cost, 800 kB
// for each of a hundred.
func TestTilesPackInOneBuffer(t *testing.T) {
	var pictures [][]float64
	for i := 0; i < 100; i++ {
		pictures = append(pictures, ring(8, 4, 4, 2))
	}
	f, err := Tiles{Values: pictures, Width: 8}.Figure()
	if err != nil {
		t.Fatal(err)
	}
	f.SVG() // makes the buffer
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f.SVG()
	runtime.ReadMemStats(&after)
	if mb := float64(after.TotalAlloc-before.TotalAlloc) / 1e6; mb > 8 {
		t.Errorf("a sheet of 100 pictures took %.1f MB, want less than 8", mb)
	}
}
