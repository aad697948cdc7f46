package metric_test

import (
	"math"
	"strings"
	"testing"

	"gohtm/htm/metric"
)

var nan, inf = math.NaN(), math.Inf(1)

// same is near for slices, NaN equal to NaN.
func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		ok = math.Abs(got[i]-want[i]) <= 1e-12 || got[i] == want[i] || math.IsNaN(got[i]) && math.IsNaN(want[i])
	}
	if !ok {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

// Worked by hand.
func TestEvaluate(t *testing.T) {
	for _, tt := range []struct {
		name              string
		truth, prediction []float64
		want              metric.Score
	}{
		{"perfect", []float64{1, 3}, []float64{1, 3}, metric.Score{Count: 2}},
		{"errors of 3 and 4 about a truth of 10 +- 5", []float64{5, 15}, []float64{8, 11},
			metric.Score{AAE: 3.5, RMSE: math.Sqrt(12.5), AltMAPE: 35, NRMSE: math.Sqrt(12.5) / 5, Count: 2}},
		{"the sign of the truth does not matter to AltMAPE", []float64{-5, 15}, []float64{-2, 19},
			metric.Score{AAE: 3.5, RMSE: math.Sqrt(12.5), AltMAPE: 35, NRMSE: math.Sqrt(12.5) / 10, Count: 2}},
		{"a record without a prediction is skipped, but its truth varies", []float64{5, 15, 10}, []float64{8, 11, nan},
			metric.Score{AAE: 3.5, RMSE: math.Sqrt(12.5), AltMAPE: 35, NRMSE: math.Sqrt(12.5) / math.Sqrt(50./3), Count: 2, Skipped: 1}},
		{"AltMAPE leaves out the truth of skipped records", []float64{10, 1000}, []float64{11, nan},
			metric.Score{AAE: 1, RMSE: 1, AltMAPE: 10, NRMSE: 1 / 495., Count: 1, Skipped: 1}},
		{"a truth of nothing but 0: the ratios are infinite", []float64{0, 0}, []float64{1, -1},
			metric.Score{AAE: 1, RMSE: 1, AltMAPE: inf, NRMSE: inf, Count: 2}},
		{"and undefined when it is predicted", []float64{0, 0}, []float64{0, 0},
			metric.Score{AltMAPE: nan, NRMSE: nan, Count: 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := metric.Evaluate(tt.truth, tt.prediction)
			if err != nil {
				t.Fatal(err)
			}
			numbers := func(s metric.Score) []float64 {
				return []float64{s.AAE, s.RMSE, s.AltMAPE, s.NRMSE, float64(s.Count), float64(s.Skipped)}
			}
			same(t, "AAE, RMSE, AltMAPE, NRMSE, Count, Skipped", numbers(got), numbers(tt.want))
			var single []float64
			for _, f := range []func(truth, prediction []float64) (float64, error){metric.AAE, metric.RMSE, metric.AltMAPE, metric.NRMSE} {
				x, err := f(tt.truth, tt.prediction)
				if err != nil {
					t.Fatal(err)
				}
				single = append(single, x)
			}
			same(t, "each alone", single, numbers(tt.want)[:4])
		})
	}
}

func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		name, want        string
		truth, prediction []float64
		window            int
		slidingIsFine     bool
	}{
		{"different lengths", "metric: 2 truths and 1 predictions, want as many", []float64{1, 2}, []float64{1}, 1, false},
		{"nothing", "metric: 0 predictions in 0 records, want > 0", nil, nil, 1, true},
		{"nothing predicted", "metric: 0 predictions in 2 records, want > 0", []float64{1, 2}, []float64{nan, nan}, 1, true},
		{"NaN truth", "metric: truth = NaN, want a finite number at record 1", []float64{1, nan}, []float64{1, 2}, 1, false},
		{"NaN truth without a prediction", "metric: truth = NaN, want a finite number at record 0", []float64{nan, 2}, []float64{nan, 2}, 1, false},
		{"infinite truth", "metric: truth = -Inf, want a finite number at record 0", []float64{-inf, 2}, []float64{1, 2}, 1, false},
		{"infinite prediction", "metric: prediction = +Inf, want a finite number, or NaN for none at record 1", []float64{1, 2}, []float64{1, inf}, 1, false},
		{"no window", "metric: window = 0, want > 0", []float64{1}, []float64{1}, 0, false},
		{"negative window", "metric: window = -3, want > 0", []float64{1}, []float64{1}, -3, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check := func(what string, err error) {
				t.Helper()
				if err == nil || err.Error() != tt.want {
					t.Errorf("%s: error %v, want %q", what, err, tt.want)
				}
			}
			if tt.window > 0 {
				for _, f := range []func(truth, prediction []float64) (float64, error){metric.AAE, metric.RMSE, metric.AltMAPE, metric.NRMSE} {
					_, err := f(tt.truth, tt.prediction)
					check("whole series", err)
				}
			} else {
				_, err := metric.NewWindow(tt.window)
				check("NewWindow", err)
				_, err = metric.SlidingMean(tt.truth, tt.window)
				check("SlidingMean", err)
			}
			for _, f := range []func(truth, prediction []float64, window int) ([]float64, error){metric.SlidingAAE, metric.SlidingRMSE, metric.SlidingAltMAPE} {
				if _, err := f(tt.truth, tt.prediction, tt.window); !tt.slidingIsFine {
					check("sliding", err)
				} else if err != nil {
					t.Errorf("sliding: %v, want no error", err)
				}
			}
		})
	}
}

// Worked by hand: the errors are 1 2 - 4 0 8.
func TestSliding(t *testing.T) {
	truth := []float64{10, 20, 30, 40, 50, -60}
	prediction := []float64{11, 18, nan, 44, 50, -68}
	for _, tt := range []struct {
		name               string
		window             int
		aae, rmse, altMAPE []float64
	}{
		{"one record", 1, []float64{1, 2, nan, 4, 0, 8}, []float64{1, 2, nan, 4, 0, 8}, []float64{10, 10, nan, 10, 0, 800. / 60}},
		{"three records: a skipped one takes its place", 3, []float64{1, 1.5, 1.5, 3, 2, 4},
			[]float64{1, math.Sqrt(2.5), math.Sqrt(2.5), math.Sqrt(10), math.Sqrt(8), math.Sqrt(80. / 3)},
			[]float64{10, 10, 10, 10, 400. / 90, 8}},
		{"longer than the series", 100, []float64{1, 1.5, 1.5, 7. / 3, 1.75, 3},
			[]float64{1, math.Sqrt(2.5), math.Sqrt(2.5), math.Sqrt(7), math.Sqrt(5.25), math.Sqrt(17)},
			[]float64{10, 10, 10, 10, 700. / 120, 1500. / 180}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			aae, _ := metric.SlidingAAE(truth, prediction, tt.window)
			rmse, _ := metric.SlidingRMSE(truth, prediction, tt.window)
			altMAPE, _ := metric.SlidingAltMAPE(truth, prediction, tt.window)
			same(t, "SlidingAAE", aae, tt.aae)
			same(t, "SlidingRMSE", rmse, tt.rmse)
			same(t, "SlidingAltMAPE", altMAPE, tt.altMAPE)
		})
	}
}

func TestSlidingMean(t *testing.T) {
	got, err := metric.SlidingMean([]float64{1, 3, nan, 8, nan, nan, 2}, 2)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "SlidingMean", got, []float64{1, 2, 3, 8, 8, nan, 2})
	got, err = metric.SlidingMean([]float64{1, nan, 8}, 1)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "SlidingMean of one", got, []float64{1, nan, 8})
}

func TestWindow(t *testing.T) {
	w, err := metric.NewWindow(2)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "an empty window", []float64{w.AAE(), w.RMSE(), w.AltMAPE(), float64(w.Count())}, []float64{nan, nan, nan, 0})
	for i, tt := range []struct {
		truth, prediction float64
		want              []float64 // AAE, RMSE, AltMAPE, Count
	}{
		{10, 13, []float64{3, 3, 30, 1}},
		{10, 6, []float64{3.5, math.Sqrt(12.5), 35, 2}},
		{20, nan, []float64{4, 4, 40, 1}},
		{30, nan, []float64{nan, nan, nan, 0}},
		{5, 5, []float64{0, 0, 0, 1}},
	} {
		if err := w.Add(tt.truth, tt.prediction); err != nil {
			t.Fatal(err)
		}
		for _, bad := range [][2]float64{{nan, 1}, {inf, 1}, {1, inf}, {1, -inf}} { // must leave no trace
			if err := w.Add(bad[0], bad[1]); err == nil || !strings.HasPrefix(err.Error(), "metric: ") {
				t.Errorf("Add(%v, %v) = %v, want an error", bad[0], bad[1], err)
			}
		}
		same(t, "after record "+string(rune('0'+i)), []float64{w.AAE(), w.RMSE(), w.AltMAPE(), float64(w.Count())}, tt.want)
	}
	if n := testing.AllocsPerRun(10, func() { w.Add(1, 2); w.AAE() }); n != 0 {
		t.Errorf("%v allocations a record, want 0", n)
	}
}

// An error that dwarfs the others leaves no rounding behind when it leaves the window.
func TestWindowForgets(t *testing.T) {
	got, err := metric.SlidingRMSE([]float64{0, 0, 0, 0}, []float64{1e-3, 1e15, 1e-3, 1e-3}, 2)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the last RMSE", got[3:], []float64{1e-3})
}

// The last value of a window over the whole series is the score of the series.
func TestSlidingAgreesWithEvaluate(t *testing.T) {
	truth, prediction := make([]float64, 200), make([]float64, 200)
	for i := range truth {
		truth[i], prediction[i] = float64(i*i%31), float64(i*7%29)
		if i%9 == 0 {
			prediction[i] = nan
		}
	}
	for _, window := range []int{1, 7, 200, 500} {
		aae, _ := metric.SlidingAAE(truth, prediction, window)
		rmse, _ := metric.SlidingRMSE(truth, prediction, window)
		altMAPE, _ := metric.SlidingAltMAPE(truth, prediction, window)
		for i := range truth {
			from := max(0, i+1-window)
			s, err := metric.Evaluate(truth[from:i+1], prediction[from:i+1])
			if err != nil {
				s = metric.Score{AAE: nan, RMSE: nan, AltMAPE: nan}
			}
			same(t, "window's AAE, RMSE, AltMAPE", []float64{aae[i], rmse[i], altMAPE[i]}, []float64{s.AAE, s.RMSE, s.AltMAPE})
		}
	}
}

func TestNegativeLogLikelihood(t *testing.T) {
	d := []float64{0.5, 0.001, 0, 1}
	same(t, "NegativeLogLikelihood", []float64{
		metric.NegativeLogLikelihood(d, 0, 0.01), metric.NegativeLogLikelihood(d, 1, 0.01), metric.NegativeLogLikelihood(d, 1, 1e-5),
		metric.NegativeLogLikelihood(d, 2, 0.01), metric.NegativeLogLikelihood(d, 3, 0.01), metric.NegativeLogLikelihood(d, 2, 1),
	}, []float64{math.Ln2, math.Log(100), math.Log(1000), math.Log(100), 0, 0})
	if x := metric.NegativeLogLikelihood(d, 3, 0.01); math.Signbit(x) {
		t.Errorf("certainty costs %v, want 0 without a sign", x)
	}
	for want, f := range map[string]func(){
		"metric: bucket 4, want in [0, 4)":                    func() { metric.NegativeLogLikelihood(d, 4, 0.01) },
		"metric: bucket -1, want in [0, 4)":                   func() { metric.NegativeLogLikelihood(d, -1, 0.01) },
		"metric: probability NaN of bucket 0, want in [0, 1]": func() { metric.NegativeLogLikelihood([]float64{nan}, 0, 0.01) },
		"metric: probability 2 of bucket 0, want in [0, 1]":   func() { metric.NegativeLogLikelihood([]float64{2}, 0, 0.01) },
		"metric: floor = 0, want in (0, 1]":                   func() { metric.NegativeLogLikelihood(d, 0, 0) },
		"metric: floor = NaN, want in (0, 1]":                 func() { metric.NegativeLogLikelihood(d, 0, nan) },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %q", got, want)
				}
			}()
			f()
		}()
	}
}
