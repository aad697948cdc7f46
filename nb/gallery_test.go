package nb

import (
	"fmt"
	"math"

	"gohtm/htm/sdr"
)

// Duty cycles, and the boost factors that they lead to: a histogram over a cloud.
func ExampleRows_dutyCycles() {
	var duty, boost []float64
	for i := 0; i < 512; i++ {
		d := 0.02 + 0.015*math.Sin(float64(i*i))*math.Abs(math.Sin(float64(3*i)))
		duty, boost = append(duty, d), append(boost, math.Exp(30*(0.02-d)))
	}
	both, err := Rows(
		Histogram{Title: "Duty cycles of 512 minicolumns and their boost factors (invented)", XLabel: "active duty cycle", YLabel: "minicolumns", Height: 110,
			Samples: []Sample{{Values: duty}}, Range: [2]float64{0, 0.04}, Marks: []Mark{{X: 0.02, Label: "target density"}}},
		Lines{XLabel: "active duty cycle", YLabel: "boost factor", Height: 130, X: duty,
			Series: []Line{{Name: "a minicolumn", Y: boost, Loose: true}}, Levels: []Level{{Name: "no boost", Y: 1}}},
	)
	if err != nil {
		panic(err)
	}
	golden("duty-cycles", both)
	// Output: as testdata/duty-cycles.svg
}

// How much of a code is left under noise, with what chance alone would leave.
func ExampleLines_noise() {
	curve := func(name string, half float64) Line {
		l := Line{Name: name}
		for p := 0; p <= 100; p += 5 {
			y := 1 / (1 + math.Exp((float64(p)-half)/8))
			l.X, l.Y = append(l.X, float64(p)), append(l.Y, y)
			l.Low, l.High = append(l.Low, math.Max(0, y-0.05)), append(l.High, math.Min(1, y+0.04))
		}
		return l
	}
	trained, untrained := curve("after 50 epochs", 55), curve("untrained", 30)
	untrained.Dashed, untrained.Color = true, Black
	golden("noise", Lines{
		Title:  "Overlap of the code of a noisy input with that of the clean one (invented)",
		XLabel: "noise (% of the bits that are on, moved)", YLabel: "overlap (share)", YRange: [2]float64{0, 1},
		Series: []Line{untrained, trained}, Levels: []Level{{Name: "two random codes", Y: 0.02}}, Spread: "smallest and largest of 5 seeds",
	})
	// Output: as testdata/noise.svg
}

// An encoder at a glance: its codes, and how many bits each two of them share.
func ExampleColumns_encoder() {
	var codes []sdr.SDR
	var names []string
	for v := 0; v < 24; v++ {
		codes = append(codes, code(200, 10+v*7))
		names = append(names, fmt.Sprint(v))
	}
	both, err := Columns(
		Raster{Title: "Codes of the values 0 to 23 (invented)", SDRs: codes, Names: names, YLabel: "value"},
		Matrix{Title: "Bits that each two share", Values: Overlaps(codes), XNames: names, YNames: names, XLabel: "value", YLabel: "value", ValueLabel: "overlap (bits)"},
	)
	if err != nil {
		panic(err)
	}
	golden("encoder", both)
	// Output: as testdata/encoder.svg
}

// Digits that were misread, as a sheet, with what they were taken for.
func ExampleTiles_digits() {
	var digits [][]float64
	var names []string
	for i := 0; i < 8; i++ {
		digit := ring(14, 7, 6+float64(i%3), 3)
		for k := range digit {
			digit[k] = math.Max(0, digit[k])
		}
		digits, names = append(digits, digit), append(names, fmt.Sprintf("0 as %d", i+1))
	}
	golden("digits", Tiles{Title: "Digits that were misread (invented)", Values: digits, Width: 14, Names: names, Of: 437, Columns: 8, ValueLabel: "ink", Range: [2]float64{0, 1}})
	// Output: as testdata/digits.svg
}
