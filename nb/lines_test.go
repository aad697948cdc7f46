package nb

import "math"

// learningCurve stands in for an error over a sliding window: it falls, jumps at a
// change and recovers. The first weeks have no value.
func learningCurve(start, end, jump float64) []float64 {
	y := make([]float64, 4391)
	for i := range y {
		t := float64(i)
		y[i] = end + (start-end)*math.Exp(-t/300) + 0.35*math.Sin(t/61) + 0.2*math.Sin(t/17)
		if i > 2201 {
			y[i] += jump * math.Exp(-(t-2201)/400)
		}
		if i < 168 {
			y[i] = math.NaN()
		}
	}
	return y
}

func ExampleLines() {
	golden("lines", Lines{
		Title:   "One-step error while learning, over the last 168 records: invented numbers in the shape of hot gym",
		Caption: "Mean absolute error. Smaller is better.",
		YLabel:  "error (kW)",
		Series: []Line{
			{Name: "HTM, winner cells", Y: learningCurve(7, 3.3, 1)},
			{Name: "same hour last week", Y: learningCurve(4, 4, 4), Dashed: true},
		},
		Levels: []Level{{Name: "previous hour", Y: 6.81}, {Name: "last week, whole file", Y: 4.3}},
		Marks:  []Mark{{X: 2201, Label: "3 October: clock change"}},
		Bands:  []Band{{From: 2201, To: 2700, Name: "relearning"}},
	})
	// Output: as testdata/lines.svg
}
