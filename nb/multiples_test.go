package nb

import (
	"fmt"
	"math"
)

// rule stands in for an accuracy over epochs, its smallest and its largest of
// several seeds.
func rule(top, speed, wide float64) Line {
	var l Line
	for e := 0; e <= 50; e++ {
		y := top * (1 - math.Exp(-float64(e)/speed))
		l.Y = append(l.Y, y+wide/5*math.Sin(float64(e)))
		l.Low, l.High = append(l.Low, y-wide*(1.2+math.Sin(float64(e)/3)/3)), append(l.High, y+wide*(1.3-math.Sin(float64(e)/4)/4))
	}
	return l
}

// Several variants in one chart, each with its band.
func ExampleLine_band() {
	hebbian, oja, baseline := rule(0.93, 4, 0.03), rule(0.90, 9, 0.04), rule(0.88, 6, 0.02)
	hebbian.Name, oja.Name, baseline.Name = "Hebbian", "running average", "HTM's increments"
	baseline.Color, baseline.Dashed = Black, true
	golden("bands", Lines{
		Title:  "Overlap with the clean code, by learning rule (invented numbers)",
		XLabel: "epoch", YLabel: "overlap (share)", Spread: "smallest and largest of 5 seeds",
		Series: []Line{baseline, hebbian, oja},
		Marks:  []Mark{{X: 25, Label: "new data"}},
	})
	// Output: as testdata/bands.svg
}

// A learning curve beside what others published, with error bars.
func ExampleLine_published() {
	ours := rule(0.95, 5, 0.02)
	ours.Name = "this run"
	golden("published", Lines{
		Title:  "Accuracy while learning, and what was published (invented numbers)",
		XLabel: "epoch", YLabel: "accuracy (share)", Spread: "mean ± standard deviation of 5 seeds",
		Series: []Line{ours, {
			Name: "published (Nobody & Noone 2017)", Color: Vermilion, Loose: true,
			X: []float64{5, 20, 45}, Y: []float64{0.55, 0.92, 0.94}, Low: []float64{0.5, 0.9, 0.93}, High: []float64{0.6, 0.94, 0.95},
		}},
		Levels: []Level{{Name: "chance", Y: 0.1}},
	})
	// Output: as testdata/published.svg
}

// A logarithmic axis of probabilities; where nothing happened there is no point.
func ExampleLines_logarithmic() {
	var exact, found Line
	exact.Name, found = "exact", Line{Name: "found in 100,000 draws", Loose: true, Color: Black}
	for k := 0; k < 12; k++ {
		p := math.Pow(10, -1.2*float64(k))
		exact.X, exact.Y = append(exact.X, 64*math.Pow(1.5, float64(k))), append(exact.Y, p)
		if p*1e5 > 1 {
			found.X, found.Y = append(found.X, exact.X[k]), append(found.Y, math.Round(p*1e5)/1e5)
		}
	}
	golden("logarithmic", Lines{
		Title:  "Probability of a false match, by the size of the SDR (invented numbers)",
		XLabel: "bits", YLabel: "probability", LogX: true, LogY: true,
		Series: []Line{exact, found},
		Levels: []Level{{Name: "one in a billion", Y: 1e-9}},
		Marks:  []Mark{{X: 2048, Label: "2,048 bits"}},
	})
	// Output: as testdata/logarithmic.svg
}

func ExampleMultiples() {
	baseline := rule(0.88, 6, 0.02)
	baseline.Name = "HTM's increments"
	var charts []Lines
	for i := 0; i < 7; i++ {
		l := rule(0.8+0.02*float64(i), 2+2*float64(i), 0.02+0.01*float64(i%3))
		l.Name = "the rule"
		charts = append(charts, Lines{Title: fmt.Sprintf("Rule %d", i+1), Series: []Line{l}})
	}
	golden("multiples", Multiples{
		Title: "Overlap with the clean code, by learning rule (invented numbers)", XLabel: "epoch", YLabel: "overlap (share)",
		Charts: charts, Repeat: []Line{baseline}, Spread: "smallest and largest of 5 seeds",
	})
	// Output: as testdata/multiples.svg
}
