package nb

import (
	"fmt"
	"image/color"
	"strings"
	"time"
)

// Forecast shows what was predicted beside what came, over days, and below it the
// anomaly score of the same steps if there is one. Predicted[i] is the prediction
// of Actual[i], made before it came.
//
// Put an early and a late week under each other with Rows, with one YRange.
type Forecast struct {
	Title      string
	Caption    string
	Times      []time.Time // of each value, increasing; nil means records
	X          []float64   // record numbers, if there are no Times
	Actual     []float64
	Predicted  []float64 // NaN where there is no prediction
	Name       string    // of the prediction; empty means "predicted"
	Others     []Line    // further predictions
	Raw        []float64 // raw anomaly score in [0, 1]; may be nil
	Likelihood []float64 // anomaly likelihood in [0, 1]; may be nil
	YLabel     string    // of the values, with the unit
	YRange     [2]float64
	Marks      []Mark
	Bands      []Band
	Height     int // of the upper data area, in pixels; 0 means 230
}

// Figure draws it; slices of different lengths are an error.
func (f Forecast) Figure() (*Figure, error) {
	name := f.Name
	if name == "" {
		name = "predicted"
	}
	upper := Lines{
		Title: f.Title, Caption: f.Caption, Times: f.Times, X: f.X, YLabel: f.YLabel, YRange: f.YRange,
		Marks: f.Marks, Bands: f.Bands, Height: f.Height,
		Series: append([]Line{
			{Name: "actual", Y: f.Actual, Color: Black},
			{Name: name, Y: f.Predicted, Color: Vermilion},
		}, coloured(f.Others, Blue, Green, Purple)...),
	}
	lower := Lines{Times: f.Times, X: f.X, YLabel: "anomaly", YRange: [2]float64{0, 1}, Marks: unlabelled(f.Marks), Bands: unnamed(f.Bands), Height: 70}
	if f.Raw != nil {
		lower.Series = append(lower.Series, Line{Name: "raw anomaly", Y: f.Raw, Color: Sky, Fill: true, Thin: true})
	}
	if f.Likelihood != nil {
		lower.Series = append(lower.Series, Line{Name: "anomaly likelihood", Y: f.Likelihood, Color: Purple})
	}
	text := sentence(f.Title, "Forecast") + fmt.Sprintf(" %s values beside what was predicted (%s).", Thousands(len(f.Actual)), strings.Join(lineNames(upper.Series[1:]), ", "))
	up, err := upper.panel()
	if err != nil {
		return nil, err
	}
	if lower.Series == nil {
		return newFigure(text, up), nil
	}
	low, err := lower.panel()
	if err != nil {
		return nil, err
	}
	low.title = "" // what lies above says it
	return newFigure(text+" Below: the anomaly score.", rows{up, low}), nil
}

func lineNames(lines []Line) []string {
	var names []string
	for _, l := range lines {
		names = append(names, l.Name)
	}
	return names
}

// coloured gives lines without a colour the given ones in turn.
func coloured(lines []Line, colours ...color.Color) []Line {
	result := append([]Line(nil), lines...)
	for i := range result {
		if result[i].Color == nil {
			result[i].Color = colours[i%len(colours)]
		}
	}
	return result
}

// unlabelled are the same marks for a panel under another.
func unlabelled(marks []Mark) []Mark {
	result := append([]Mark(nil), marks...)
	for i := range result {
		result[i].Label = ""
	}
	return result
}

func unnamed(bands []Band) []Band {
	result := append([]Band(nil), bands...)
	for i := range result {
		result[i].Name = ""
	}
	return result
}
