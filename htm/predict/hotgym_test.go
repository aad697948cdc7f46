package predict_test

import (
	"math"
	"testing"
	"time"

	"gohtm/datasets"
	"gohtm/htm/encode"
	"gohtm/htm/metric"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// hotGym returns the real hot gym rows, or skips the test.
func hotGym(t *testing.T) (times []time.Time, values []float64) {
	t.Helper()
	gym, err := datasets.HotGym()
	if err != nil {
		t.Skipf("needs the real hot-gym rows: %v", err)
	}
	return gym.Times(), gym.Values()
}

// none returns so many predictions that are not there.
func none(n int) []float64 {
	predictions := make([]float64, n)
	for i := range predictions {
		predictions[i] = math.NaN()
	}
	return predictions
}

// What the naive baselines reach on the real rows, as worked out by others with
// other code. The whole file is every row that can be predicted.
func TestNaiveBaselinesOnTheHotGym(t *testing.T) {
	_, values := hotGym(t)
	for _, tt := range []struct {
		name                string
		params              predict.NaiveParams
		from                int
		aae, rmse, altMAPE  float64 // altMAPE 0: not known
		wholeFileSkipsFirst int
	}{
		{"previous value", predict.PreviousValue(1), 0, 6.81, 10.37, 21.7, 1},
		{"previous value, 5 steps", predict.PreviousValue(5), 0, 19.35, 25.70, 61.8, 5},
		{"same hour yesterday, from the second day on", predict.SameHourYesterday(1), 24, 6.50, 11.49, 20.8, 0},
		{"same hour last week, from the second week on", predict.SameHourLastWeek(1), 168, 4.24, 6.62, 13.5, 0},
		{"same hour last week, persistence in the first week", predict.SameHourLastWeek(1), 0, 4.30, 6.74, 13.7, 1},
		{"same hour last week, the last 1000 rows", predict.SameHourLastWeek(1), 3391, 5.42, 8.05, 15.5, 0},
		{"the same at 5 steps", predict.SameHourLastWeek(5), 0, 4.65, 7.65, 14.9, 5},
		{"last week corrected", predict.LastWeekCorrected(1), 0, 3.24, 5.02, 0, 1},
		{"last week corrected, from row 169 on", predict.LastWeekCorrected(1), 169, 3.13, 4.78, 0, 0},
		{"last week corrected, 5 steps", predict.LastWeekCorrected(5), 0, 4.88, 7.67, 0, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			forecasts, err := predict.NaiveForecasts(tt.params, values, tt.params.Steps[0])
			if err != nil {
				t.Fatal(err)
			}
			score, err := metric.Evaluate(values[tt.from:], forecasts[tt.from:])
			if err != nil {
				t.Fatal(err)
			}
			near(t, "AAE", score.AAE, tt.aae, 0.005)
			near(t, "RMSE", score.RMSE, tt.rmse, 0.005)
			if tt.altMAPE != 0 {
				near(t, "AltMAPE", score.AltMAPE, tt.altMAPE, 0.05)
			}
			if score.Skipped != tt.wholeFileSkipsFirst || score.Count != len(values)-tt.from-score.Skipped {
				t.Errorf("scored %d, skipped %d; want %d skipped of %d", score.Count, score.Skipped, tt.wholeFileSkipsFirst, len(values)-tt.from)
			}
		})
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %v, want %v +- %v", what, got, want, within)
	}
}

// What the decoders reach on the encoders' bits alone, without pooler and memory:
// value (.88 a bucket), time of day (21, 1 hour) and weekend (21), 946 bits.
// Another implementation of the same formulae reached, as means over three seeds of
// its encoder, AAE/RMSE of 4.98/8.69 for the arg-max of the softmax with a rate of .1
// for 40 bits and 7.68 at 5 steps, and 3.02/4.58 for the neighbours' changes.
func TestDecodersOfEncoderBitsOnTheHotGym(t *testing.T) {
	times, rows := hotGym(t)
	value, err1 := encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.88))
	hours := encode.Window{Active: 21, Radius: 1}
	date, err2 := encode.NewDate(encode.DateParams{TimeOfDay: hours, Weekend: hours, FridayEvening: true})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	const width, size = 0.88, 946
	softmax, err1 := predict.NewClassifier(predict.ClassifierParams{Size: size, Buckets: 105, Steps: []int{1, 5}, Alpha: 4, Spread: true})
	means, err2 := predict.NewValues(predict.DefaultValuesParams(105))
	p := predict.DefaultNearestParams(size)
	p.Change = true
	nearest, err3 := predict.NewNearest(p)
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	one, five, change := none(len(rows)+5), none(len(rows)+5), none(len(rows)+5)
	for i, x := range rows {
		a, err1 := value.Encode(x)
		b, err2 := date.Encode(times[i])
		input := sdr.Concat(a, b)
		softmax.Step(input, int(x/width), true)
		if err1 != nil || err2 != nil || means.Step(int(x/width), x) != nil || nearest.Step(input, x, true) != nil {
			t.Fatal("row", i, err1, err2)
		}
		one[i+1] = predict.ArgMax(softmax.Distribution(1), means.Values())
		five[i+5] = predict.ArgMax(softmax.Distribution(5), means.Values())
		change[i+1] = nearest.Predict(1)
	}
	for _, tt := range []struct {
		name              string
		prediction        []float64
		aae, rmse, within float64
	}{
		{"softmax, arg-max, 1 step", one, 4.98, 8.69, 0.1},
		{"softmax, arg-max, 5 steps", five, 7.68, 0, 0.15},
		{"nearest neighbours, change, 1 step", change, 3.02, 4.58, 0.03},
	} {
		score, err := metric.Evaluate(rows, tt.prediction[:len(rows)])
		if err != nil {
			t.Fatal(err)
		}
		near(t, tt.name+": AAE", score.AAE, tt.aae, tt.within)
		if tt.rmse != 0 {
			near(t, tt.name+": RMSE", score.RMSE, tt.rmse, tt.within)
		}
	}
}
