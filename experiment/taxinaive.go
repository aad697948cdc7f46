package experiment

import (
	"math"

	"gohtm/htm/encode"
	"gohtm/htm/metric"
	"gohtm/htm/predict"
)

// TaxiBaseline is what another way to predict the same rows comes to: one that takes no
// learning (Naive), or a published one, of which only numbers are known.
type TaxiBaseline struct {
	Name     string
	Forecast []float64 // for every row, made Ahead rows before, NaN where there is none; nil of a published one
	MAPE     float64   // of the predictions made from row From on: Σ|error| / Σ|truth|
	NRMSE    float64   // of the same
	NLL      float64   // of the same, for those that predict a distribution; else NaN
	Curve    []float64 // MAPE over the latest Window rows; nil of a published one
}

// Naive returns, on the same rows, what takes no learning: the value now, that of the same half
// hour yesterday and last week, and last week's moved by a share of how much this one differs from
// it (predict.LastWeekCorrected, whose share was chosen on another series). The last of them counts: which buckets the
// same half hour of the week had, see weekly.
func (p TaxiParams) Naive() ([]TaxiBaseline, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	truth := p.Series.Values()[:p.Rows]
	week := predict.LastWeekCorrected(p.Ahead)
	week.Lag = halfHoursOfAWeek
	var all []TaxiBaseline
	for _, n := range []struct {
		name   string
		params predict.NaiveParams
	}{
		{"value now", predict.PreviousValue(p.Ahead)},
		{"same time yesterday", predict.NaiveParams{Lag: halfHoursOfAWeek / 7, Steps: []int{p.Ahead}}},
		{"same time last week", predict.NaiveParams{Lag: halfHoursOfAWeek, Steps: []int{p.Ahead}}},
		{"last week, corrected", week},
	} {
		forecast, err := predict.NaiveForecasts(n.params, truth, p.Ahead)
		if err != nil {
			return nil, err
		}
		all = append(all, p.baseline(n.name, TaxiResult{Truth: truth, Forecast: forecast}))
	}
	counted, err := p.weekly(truth)
	if err != nil {
		return nil, err
	}
	return append(all, p.baseline("half hour of the week, counted", counted)), nil
}

// baseline scores predictions as those of a model are.
func (p TaxiParams) baseline(name string, r TaxiResult) TaxiBaseline {
	if r.Surprise == nil {
		r.Surprise = make([]float64, len(r.Truth))
		for i := range r.Surprise {
			r.Surprise[i] = math.NaN()
		}
	}
	r.ahead = p.Ahead
	r.score(p)
	return TaxiBaseline{Name: name, Forecast: r.Forecast, MAPE: r.MAPE, NRMSE: r.NRMSE, NLL: r.NLL, Curve: r.Curve}
}

// weekly predicts from counts: how often a bucket came in the same half hour of the weeks
// before, each week counting .9 of the one after it, and .1 for what never came:
//
//	p(bucket) ∝ .1 + Σ over weeks k ≥ 1 with the bucket of .9^(k-1)
//
// The forecast is the median of what came, each bucket standing for its running mean.
func (p TaxiParams) weekly(truth []float64) (TaxiResult, error) {
	const keep, unseen = .9, .1
	r := TaxiResult{Truth: truth}
	buckets, err := encode.NewScalar(p.Buckets)
	if err != nil {
		return r, err
	}
	values, err := predict.NewValues(predict.ValuesParams{Buckets: buckets.Buckets(), Alpha: p.ValueAlpha})
	if err != nil {
		return r, err
	}
	counts := make([][]float64, halfHoursOfAWeek)
	seen, distribution, means := make([]float64, buckets.Buckets()), make([]float64, buckets.Buckets()), []float64(nil)
	for i, x := range truth {
		if old := i - p.Ahead; old >= 0 { // what is known when the prediction is made
			bucket, err := buckets.Bucket(truth[old])
			if err != nil {
				return r, err
			}
			if err := values.Step(bucket, truth[old]); err != nil {
				return r, err
			}
		}
		bucket, err := buckets.Bucket(x)
		if err != nil {
			return r, err
		}
		place := i % halfHoursOfAWeek
		if counts[place] == nil {
			counts[place] = make([]float64, buckets.Buckets())
		}
		sum := 0.0
		for _, n := range counts[place] {
			sum += n
		}
		all := sum + float64(unseen*float64(len(seen)))
		for b, n := range counts[place] {
			seen[b], distribution[b] = n/math.Max(sum, 1), (n+unseen)/all
			counts[place][b] = keep * n
		}
		counts[place][bucket]++
		means = values.AppendValues(means[:0])
		r.Forecast = append(r.Forecast, predict.Median(seen, means))
		r.Surprise = append(r.Surprise, metric.NegativeLogLikelihood(distribution, bucket, p.Floor))
	}
	return r, nil
}
