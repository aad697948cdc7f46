package experiment

import (
	"context"

	"gohtm/datasets"
	"gohtm/htm/encode"
	"gohtm/htm/predict"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// TaxiParams configures Taxi: start from DefaultTaxiParams or ShortTaxiParams.
type TaxiParams struct {
	Series *datasets.Series // only read
	Rows   int              // of it, from the first on: at most all
	// What of a row is encoded, one behind the other: passengers and, with Clock, minutes since
	// midnight and days since Monday.
	Passengers, Minute, Weekday encode.ScalarParams
	Clock                       bool
	Pooler                      spatial.Params // Inputs must be the sum of the Sizes of what is encoded
	// The pooler sees the first PoolerRows rows PoolerPasses times before anything else
	// does, and learns no more after that. 0 passes leave it untrained.
	PoolerPasses, PoolerRows int
	Memory                   temporal.Params // Columns must be Pooler.Columns
	Ahead                    int             // how many rows ahead to predict, > 0
	// Buckets are the classes of the predicted value, a distribution over which is read from
	// all active cells: each encodes to one bit.
	Buckets    encode.ScalarParams
	Alpha      float64          // the classifier's rate
	ValueAlpha float64          // the weight of the newest value in a bucket's mean, in (0, 1]
	Estimate   predict.Estimate // from the distribution to one value
	Floor      float64          // of a probability in the log-likelihood, in (0, 1]: what one surprise costs at most
	From       int              // predictions made from this row on are scored
	Window     int              // rows in the mean of each point of the curves, > 0
}

// DefaultTaxiParams returns the experiment of Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893, on New York's taxis: the year in one pass, 5 half hours ahead,
// scored from row 10,000 on. The constants are those of the authors' files. The taxis are datasets.TaxiOrLike().
func DefaultTaxiParams(series *datasets.Series) TaxiParams {
	p := TaxiParams{
		Series:       series,
		Passengers:   encode.ScalarParams{Max: 40000, Size: 109, Active: 29, Clip: true},
		Minute:       encode.ScalarParams{Max: 1411, Size: 600, Active: 29, Periodic: true},
		Weekday:      encode.ScalarParams{Max: 7, Size: 100, Active: 29, Periodic: true},
		Clock:        true,
		PoolerPasses: 5, PoolerRows: 5000, Ahead: 5,
		Buckets: encode.ScalarParams{Max: 40000, Size: 22, Active: 1, Clip: true},
		Alpha:   0.01, ValueAlpha: 0.3, Estimate: predict.ArgMax, Floor: 0.01,
		From: 10000, Window: 400,
	}
	p.Pooler = spatial.DefaultParams(p.inputs(), 2048)
	p.Pooler.PotentialFraction, p.Pooler.ConnectedPermanence = 0.8, 0.5
	p.Pooler.PermanenceIncrement, p.Pooler.PermanenceDecrement, p.Pooler.Seed = 0.0001, 0.0005, 1956
	p.Memory = temporal.DefaultParams(p.Pooler.Columns)
	p.Memory.CellsPerColumn, p.Memory.ActivationThreshold, p.Memory.MinThreshold = 16, 15, 15
	p.Memory.MaxNewSynapses, p.Memory.MaxSynapsesPerSegment, p.Memory.MaxSegmentsPerCell = 32, 32, 128
	p.Memory.PredictedSegmentDecrement, p.Memory.Seed = 0.01, 1960
	if series != nil {
		p.Rows = len(series.Rows)
	}
	return p
}

// ShortTaxiParams returns the same on the first fifteen weeks, scored from the sixth
// on, with a pooler that has seen the first five.
func ShortTaxiParams(series *datasets.Series) TaxiParams {
	p := DefaultTaxiParams(series)
	p.Rows = min(p.Rows, 15*halfHoursOfAWeek)
	p.PoolerPasses, p.PoolerRows, p.From = 1, 5*halfHoursOfAWeek, 5*halfHoursOfAWeek
	return p
}

const halfHoursOfAWeek = 2 * 24 * 7

// inputs is how many bits the code of a row has.
func (p TaxiParams) inputs() int {
	if !p.Clock {
		return p.Passengers.Size
	}
	return p.Passengers.Size + p.Minute.Size + p.Weekday.Size
}

// WithoutClock returns the same with a model that sees nothing but the passengers.
func (p TaxiParams) WithoutClock() TaxiParams {
	p.Clock = false
	p.Pooler.Inputs = p.inputs()
	p.Pooler.PotentialRadius = p.Pooler.Inputs
	return p
}

// Validate names every field that is out of range.
func (p TaxiParams) Validate() error {
	var bad faults
	bad.that(p.Series != nil, "Series is nil, want one such as datasets.TaxiOrLike()")
	if p.Series != nil {
		most := len(p.Series.Rows)
		bad.that(p.Rows > 1 && p.Rows <= most, "Rows = %d, want in [2, %d], the rows of Series", p.Rows, most)
	}
	for _, part := range []encode.ScalarParams{p.Passengers, p.Minute, p.Weekday, p.Buckets} {
		bad.part(part.Validate())
	}
	bad.that(p.Pooler.Inputs == p.inputs(), "Pooler.Inputs = %d, want %d, the bits of a row's code", p.Pooler.Inputs, p.inputs())
	bad.part(p.Pooler.Validate())
	bad.that(p.PoolerPasses >= 0, "PoolerPasses = %d, want >= 0", p.PoolerPasses)
	bad.that(p.PoolerPasses == 0 || p.PoolerRows > 0 && p.PoolerRows <= p.Rows, "PoolerRows = %d, want in [1, Rows = %d]", p.PoolerRows, p.Rows)
	bad.that(p.Memory.Columns == p.Pooler.Columns, "Memory.Columns = %d, want Pooler.Columns = %d", p.Memory.Columns, p.Pooler.Columns)
	bad.part(p.Memory.Validate())
	bad.that(p.Buckets.Active == 1, "Buckets.Active = %d, want 1: a value is in one bucket", p.Buckets.Active)
	bad.that(p.Ahead > 0, "Ahead = %d, want > 0", p.Ahead)
	bad.that(p.From >= 0 && p.From+p.Ahead < p.Rows, "From = %d and Ahead = %d, want >= 0 and together below Rows = %d", p.From, p.Ahead, p.Rows)
	bad.that(p.Estimate != nil, "Estimate is nil, want one such as predict.ArgMax")
	bad.that(p.Floor > 0 && p.Floor <= 1, "Floor = %v, want in (0, 1]", p.Floor)
	bad.that(p.Window > 0, "Window = %d, want > 0", p.Window)
	return bad.err // the classifier and its values check their own
}

// TaxiYear is Taxi as a task: the score is the MAPE of the predictions made from row From on. The
// seed is that of pooler and memory. Params that are out of range leave the task without its naive
// marks, and each run says why.
func TaxiYear(p TaxiParams) Task {
	t := Task{Lower: true, XLabel: "rows", YLabel: "MAPE", Steps: p.PoolerPasses*p.PoolerRows + p.Rows, Pooler: true, Memory: true}
	if p.Series != nil {
		t.Name = p.Series.Title
	}
	baselines, _ := p.Naive()
	for _, b := range baselines {
		t.Marks = append(t.Marks, Metric{b.Name, b.MAPE})
	}
	t.Run = func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := p, error(nil)
		p.Pooler.Seed, p.Memory.Seed = seed, seed
		if p.Pooler, err = v.PoolerOf(p.Pooler); err != nil {
			return Run{}, err
		}
		if p.Memory, err = v.MemoryOf(p.Memory); err != nil {
			return Run{}, err
		}
		result, err := Taxi(ctx, p, progress)
		if err != nil {
			return Run{}, err
		}
		run := Run{Score: result.MAPE, Metrics: []Metric{
			{"NRMSE", result.NRMSE}, {"negative log-likelihood", result.NLL}, {"raw anomaly", mean(result.Anomaly[p.From:])},
		}}
		run.X, run.Curve = thin(result.Curve, points)
		return run, nil
	}
	return t
}
