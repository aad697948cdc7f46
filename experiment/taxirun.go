package experiment

import (
	"context"
	"fmt"
	"math"

	"gohtm/htm/anomaly"
	"gohtm/htm/encode"
	"gohtm/htm/metric"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// taxiRun is a run of Taxi at work.
type taxiRun struct {
	TaxiParams
	encoders   [3]*encode.Scalar
	buckets    *encode.Scalar
	pooler     *spatial.Pooler
	memory     *temporal.Memory
	classifier *predict.Classifier
	values     *predict.Values

	waiting []taxiPrediction // those whose rows are to come, the one made at row i at i modulo Ahead

	code, columns, predicted, cells []int // scratch
	means                           []float64
}

type taxiPrediction struct {
	distribution []float64
	value        float64
}

// Taxi predicts the number of passengers some half hours ahead, online: a pooler is shown the
// first part of the series alone; then pooler, memory and classifier see each row once, in order.
// progress, if not nil, is told of the rows. When ctx ends the result so far is returned with an error.
//
// Cui, Ahmad & Hawkins (2016), "Continuous online sequence learning with an unsupervised
// neural network model", doi:10.1162/NECO_a_00893. There the classifier predicts a row
// before it has learned from it; here after that.
func Taxi(ctx context.Context, p TaxiParams, progress func(done, total int)) (TaxiResult, error) {
	result := TaxiResult{ahead: p.Ahead}
	r, err := newTaxiRun(p)
	if err != nil {
		return result, err
	}
	total := p.PoolerPasses*p.PoolerRows + p.Rows
	told := func(done int) {
		if progress != nil {
			progress(done, total)
		}
	}
	for i := 0; i < p.PoolerPasses*p.PoolerRows; i++ {
		if err := stopped(ctx, i, total); err != nil {
			return result, err
		}
		if err := r.encode(i % p.PoolerRows); err != nil {
			return result, err
		}
		r.pooler.Step(r.input(), true)
		told(i + 1)
	}
	for i := 0; i < p.Rows; i++ {
		if err = stopped(ctx, total-p.Rows+i, total); err != nil {
			break
		}
		if err := r.step(i, &result); err != nil {
			return result, err
		}
		told(total - p.Rows + i + 1)
	}
	result.Segments, result.Synapses = r.memory.Segments(), r.memory.Synapses()
	result.score(p)
	return result, err
}

func newTaxiRun(p TaxiParams) (*taxiRun, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	r := &taxiRun{TaxiParams: p, waiting: make([]taxiPrediction, p.Ahead)}
	for i := range r.waiting {
		r.waiting[i].value = math.NaN()
	}
	var err error
	for i, part := range []encode.ScalarParams{p.Passengers, p.Minute, p.Weekday} {
		if r.encoders[i], err = encode.NewScalar(part); err != nil {
			return nil, err
		}
	}
	if r.buckets, err = encode.NewScalar(p.Buckets); err != nil {
		return nil, err
	}
	if r.pooler, err = spatial.New(p.Pooler); err != nil {
		return nil, err
	}
	if r.memory, err = temporal.New(p.Memory); err != nil {
		return nil, err
	}
	if r.classifier, err = predict.NewClassifier(predict.ClassifierParams{
		Size: r.memory.Cells(), Buckets: r.buckets.Buckets(), Steps: []int{p.Ahead}, Alpha: p.Alpha,
	}); err != nil {
		return nil, err
	}
	r.values, err = predict.NewValues(predict.ValuesParams{Buckets: r.buckets.Buckets(), Alpha: p.ValueAlpha})
	return r, err
}

// encode sets the code of a row.
func (r *taxiRun) encode(i int) error {
	row := r.Series.Rows[i]
	minute, weekday := 60*row.Time.Hour()+row.Time.Minute(), (row.Time.Weekday()+6)%7
	r.code = r.code[:0]
	offset := 0
	for part, x := range []float64{row.Value, float64(minute), float64(weekday)} {
		if part > 0 && !r.Clock {
			break
		}
		from := len(r.code)
		var err error
		if r.code, err = r.encoders[part].AppendBits(r.code, x); err != nil {
			return fmt.Errorf("experiment: row %d: %w", i, err)
		}
		for k := range r.code[from:] {
			r.code[from+k] += offset
		}
		offset += r.encoders[part].Size()
	}
	return nil
}

func (r *taxiRun) input() sdr.SDR { return sdr.SDR{Size: r.Pooler.Inputs, Bits: r.code} }

// step shows everything but the pooler's learning row i, notes what was predicted for it, and predicts.
func (r *taxiRun) step(i int, result *TaxiResult) error {
	if err := r.encode(i); err != nil {
		return err
	}
	truth := r.Series.Rows[i].Value
	bucket, err := r.buckets.Bucket(truth)
	if err != nil {
		return err
	}
	r.pooler.Step(r.input(), false)
	r.columns = r.pooler.AppendActive(r.columns[:0])
	columns := sdr.SDR{Size: r.Pooler.Columns, Bits: r.columns}
	r.predicted = r.memory.AppendPredictedColumns(r.predicted[:0])
	r.memory.Step(columns, true)
	r.cells = r.memory.AppendActiveCells(r.cells[:0])
	result.Truth = append(result.Truth, truth)
	result.Anomaly = append(result.Anomaly, anomaly.Raw(columns, sdr.SDR{Size: columns.Size, Bits: r.predicted}))
	now := &r.waiting[i%r.Ahead]
	result.Forecast, result.Surprise = append(result.Forecast, now.value), append(result.Surprise, math.NaN())
	if i >= r.Ahead {
		result.Surprise[i] = metric.NegativeLogLikelihood(now.distribution, bucket, r.Floor)
	}

	r.classifier.Step(sdr.SDR{Size: r.memory.Cells(), Bits: r.cells}, bucket, true)
	if err := r.values.Step(bucket, truth); err != nil {
		return err
	}
	now.distribution = r.classifier.AppendDistribution(now.distribution[:0], r.Ahead)
	r.means = r.values.AppendValues(r.means[:0])
	now.value = r.Estimate(now.distribution, r.means)
	return nil
}
