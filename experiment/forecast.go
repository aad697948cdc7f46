package experiment

import (
	"context"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/model"
	"gohtm/htm/predict"
)

// ForecastParams configures Forecast: start from DefaultForecastParams.
type ForecastParams struct {
	Series  *datasets.Series // only read
	Rows    int              // of it, from the first on: at most all
	Model   model.Params
	Readout string // one of Model.Readouts by name
	Ahead   int    // rows, one of that readout's Steps
	Window  int    // rows in the mean of each point of the curve, > 0
}

// DefaultForecastParams returns model.Plain on all rows of a series, one row ahead,
// read from the winner cells. The hot gym is datasets.HotGymOrLike().
func DefaultForecastParams(series *datasets.Series) ForecastParams {
	p := ForecastParams{Series: series, Model: model.Plain(), Ahead: 1, Window: 168}
	p.Readout = p.Model.Readouts[0].Name
	if series != nil {
		p.Rows = len(series.Rows)
	}
	return p
}

// ShortForecastParams returns the same on the first nine weeks of an hourly series.
func ShortForecastParams(series *datasets.Series) ForecastParams {
	p := DefaultForecastParams(series)
	p.Rows = min(p.Rows, 9*168)
	return p
}

// Validate names every field that is out of range.
func (p ForecastParams) Validate() error {
	var bad faults
	bad.that(p.Series != nil, "Series is nil, want one such as datasets.HotGymOrLike()")
	if p.Series != nil {
		most := len(p.Series.Rows)
		bad.that(p.Rows > 1 && p.Rows <= most, "Rows = %d, want in [2, %d], the rows of Series", p.Rows, most)
	}
	bad.part(p.Model.Validate())
	found := false
	for _, r := range p.Model.Readouts {
		for _, k := range r.Steps {
			found = found || r.Name == p.Readout && k == p.Ahead
		}
	}
	bad.that(found, "Readout = %q with Ahead = %d, want one of Model.Readouts and of its Steps", p.Readout, p.Ahead)
	bad.that(p.Ahead < p.Rows, "Ahead = %d, want below Rows = %d", p.Ahead, p.Rows)
	bad.that(p.Window > 0, "Window = %d, want > 0", p.Window)
	return bad.err
}

// ForecastResult is what Forecast measures.
type ForecastResult struct {
	Records  []model.Record // of every row
	Forecast []float64      // for every row, made Ahead rows before; NaN where there is none
	Score    metric.Score   // over all rows, cold start included
	Late     metric.Score   // over the second half of the rows
	Curve    []float64      // mean absolute error over the latest Window rows
}

// Forecast shows a model the rows of a series once, and measures how well it
// predicts those to come while it learns. progress, if not nil, is told of the rows. When
// ctx ends the records so far are returned with an error.
func Forecast(ctx context.Context, p ForecastParams, progress func(done, total int)) (ForecastResult, error) {
	var result ForecastResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	truth := p.Series.Values()[:p.Rows]
	rows, err := model.Inputs(p.Series.Times()[:p.Rows], truth)
	if err != nil {
		return result, err
	}
	m, err := model.New(p.Model)
	if err != nil {
		return result, err
	}
	if result.Records, err = m.Run(ctx, rows, progress); err != nil {
		return result, err
	}
	result.Forecast = model.Forecasts(result.Records, p.Readout, p.Ahead)
	if result.Score, err = metric.Evaluate(truth, result.Forecast); err != nil {
		return result, err
	}
	half := p.Rows / 2
	if result.Late, err = metric.Evaluate(truth[half:], result.Forecast[half:]); err != nil {
		return result, err
	}
	result.Curve, err = metric.SlidingAAE(truth, result.Forecast, p.Window)
	return result, err
}

// Naive returns the mean absolute error, on the same rows, of what takes no
// learning: the previous value, and the same hour last week.
func (p ForecastParams) Naive() ([]Metric, error) {
	var marks []Metric
	if err := p.Validate(); err != nil {
		return nil, err
	}
	truth := p.Series.Values()[:p.Rows]
	for _, n := range []struct {
		name   string
		params predict.NaiveParams
	}{
		{"previous value", predict.PreviousValue(p.Ahead)}, {"same hour last week", predict.SameHourLastWeek(p.Ahead)},
	} {
		if n.params.Lag >= p.Rows {
			continue
		}
		forecast, err := predict.NaiveForecasts(n.params, truth, p.Ahead)
		if err != nil {
			return nil, err
		}
		aae, err := metric.AAE(truth, forecast)
		if err != nil {
			return nil, err
		}
		marks = append(marks, Metric{n.name, aae})
	}
	return marks, nil
}

// HotGym is Forecast as a task, on the hot gym or any other series: the score is the
// mean absolute error over all rows, cold start included. The seed is that of pooler and memory. Params that
// are out of range leave the task without its naive marks, and each run says why.
func HotGym(p ForecastParams) Task {
	t := Task{Lower: true, XLabel: "rows", Steps: p.Rows, Pooler: true, Memory: true}
	t.Marks, _ = p.Naive()
	if p.Series != nil {
		t.Name, t.Unit, t.YLabel = p.Series.Title, p.Series.Unit, "error ("+p.Series.Unit+")"
	}
	t.Run = func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := p, error(nil)
		p.Model.Pooler.Seed, p.Model.Memory.Seed = seed, seed
		if p.Model.Pooler, err = v.PoolerOf(p.Model.Pooler); err != nil {
			return Run{}, err
		}
		if p.Model.Memory, err = v.MemoryOf(p.Model.Memory); err != nil {
			return Run{}, err
		}
		result, err := Forecast(ctx, p, progress)
		if err != nil {
			return Run{}, err
		}
		anomaly := 0.0
		for _, record := range result.Records[p.Rows/2:] {
			anomaly += record.Anomaly / float64(p.Rows-p.Rows/2)
		}
		run := Run{Score: result.Score.AAE, Metrics: []Metric{
			{"altMAPE (%)", result.Score.AltMAPE}, {"second half", result.Late.AAE}, {"raw anomaly", anomaly},
		}}
		run.X, run.Curve = thin(result.Curve, points)
		return run, nil
	}
	return t
}
