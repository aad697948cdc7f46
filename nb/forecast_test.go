package nb

import (
	"math"
	"time"
)

// week invents seven days of hours in the shape of hot gym, and predictions that
// are off by miss.
func week(start time.Time, miss float64) (times []time.Time, actual, predicted, raw, likelihood []float64) {
	for i := 0; i < 168; i++ {
		t := start.Add(time.Duration(i) * time.Hour)
		day := math.Max(0, math.Sin((float64(t.Hour())-5)/16*math.Pi))
		v := 8 + 38*math.Pow(day, 0.4) + 2*math.Sin(float64(i)*1.7)
		times = append(times, t)
		actual = append(actual, v)
		predicted = append(predicted, v+miss*math.Sin(float64(i)*0.9))
		raw = append(raw, math.Min(1, miss/12*math.Abs(math.Sin(float64(i)*0.9))))
		likelihood = append(likelihood, 0.5+0.45*math.Sin(float64(i)/15))
	}
	predicted[0] = math.NaN()
	return
}

func ExampleForecast() {
	times, actual, predicted, raw, likelihood := week(time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC), 11)
	golden("forecast", Forecast{
		Title: "First week of an invented series in the shape of hot gym", YLabel: "consumption (kW)",
		Times: times, Actual: actual, Predicted: predicted, Raw: raw, Likelihood: likelihood,
		Marks: []Mark{{Time: times[60], Label: "something new"}},
	})
	// Output: as testdata/forecast.svg
}

func ExampleRows() {
	limits := [2]float64{0, 60}
	times, actual, predicted, _, _ := week(time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC), 11)
	early := Forecast{Title: "Early: first week (invented series)", YLabel: "consumption (kW)", Times: times, Actual: actual, Predicted: predicted, YRange: limits}
	times, actual, predicted, _, _ = week(time.Date(2010, 12, 6, 0, 0, 0, 0, time.UTC), 3)
	late := Forecast{Title: "Late: week 23 (invented series)", YLabel: "consumption (kW)", Times: times, Actual: actual, Predicted: predicted, YRange: limits}
	both, err := Rows(early, late)
	if err != nil {
		panic(err)
	}
	golden("rows", both)
	beside, err := Columns(early, late)
	if err != nil {
		panic(err)
	}
	golden("columns", beside)
	// Output:
	// as testdata/rows.svg
	// as testdata/columns.svg
}
