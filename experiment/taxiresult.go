package experiment

import (
	"math"
	"slices"

	"gohtm/htm/metric"
)

// TaxiResult is what Taxi measures. A prediction is made Ahead rows before the row it
// is for.
type TaxiResult struct {
	Truth    []float64 // passengers of every row
	Forecast []float64 // for every row; NaN where there is none
	// Surprise is the negative log-likelihood of what came, -ln max(p, Floor), where p is what the
	// prediction gave to the row's bucket; NaN where there is none.
	Surprise []float64
	Anomaly  []float64 // raw score of every row

	MAPE          float64   // of the predictions made from row From on: Σ|error| / Σ|truth|, a share
	NRMSE         float64   // of the same: root of the mean squared error, in standard deviations of all rows
	NLL           float64   // of the same: mean of Surprise
	Curve         []float64 // MAPE over the latest Window rows
	SurpriseCurve []float64 // mean of Surprise over the latest Window rows

	Segments, Synapses int // of the memory at the end
	ahead              int
}

// Between returns MAPE and mean Surprise of the predictions made in the rows from
// one up to and without another; NaN of none.
func (r TaxiResult) Between(from, to int) (mape, surprise float64) {
	from, to = min(max(from, 0)+r.ahead, len(r.Truth)), min(to+r.ahead, len(r.Truth))
	if from >= to {
		return math.NaN(), math.NaN()
	}
	return shareOff(r.Truth[from:to], r.Forecast[from:to]), meanOf(r.Surprise[from:to])
}

// shareOff is the MAPE of the paper: not the mean of ratios.
func shareOff(truth, forecast []float64) float64 {
	percent, err := metric.AltMAPE(truth, forecast)
	if err != nil { // nothing was predicted
		return math.NaN()
	}
	return percent / 100
}

// meanOf returns the mean of those numbers that are not NaN, NaN of none.
func meanOf(numbers []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range numbers {
		if !math.IsNaN(x) {
			sum, n = sum+x, n+1
		}
	}
	return sum / float64(n)
}

// score fills in what follows from Truth, Forecast and Surprise.
func (r *TaxiResult) score(p TaxiParams) {
	r.MAPE, r.NLL = r.Between(p.From, p.Rows)
	scored := slices.Clone(r.Forecast)
	for i := range scored[:min(p.From+p.Ahead, len(scored))] {
		scored[i] = math.NaN() // so that the deviation is that of all rows
	}
	r.NRMSE = math.NaN()
	if score, err := metric.Evaluate(r.Truth, scored); err == nil {
		r.NRMSE = score.NRMSE
	}
	r.Curve, _ = metric.SlidingAltMAPE(r.Truth, r.Forecast, p.Window)
	for i := range r.Curve {
		r.Curve[i] /= 100
	}
	r.SurpriseCurve, _ = metric.SlidingMean(r.Surprise, p.Window)
}
