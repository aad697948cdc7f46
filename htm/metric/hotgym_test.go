package metric_test

import (
	"bufio"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gohtm/htm/metric"
	"gohtm/htm/predict"
)

// hotGym reads the values of the real hot gym rows, or skips the test.
func hotGym(t *testing.T) []float64 {
	t.Helper()
	folder := os.Getenv("GOHTM_DATA")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "datasets")
	}
	file, err := os.Open(filepath.Join(folder, "hotgym", "rec-center-hourly.csv"))
	if err != nil {
		t.Skipf("the real hot gym rows are not there, set GOHTM_DATA to the folder that holds hotgym/rec-center-hourly.csv: %v", err)
	}
	defer file.Close()
	var values []float64
	lines := bufio.NewScanner(file)
	for n := 0; lines.Scan(); n++ {
		if n < 3 { // names, types, flags
			continue
		}
		_, value, _ := strings.Cut(strings.TrimSpace(lines.Text()), ",")
		x, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Fatalf("line %d: %v", n+1, err)
		}
		values = append(values, x)
	}
	if len(values) != 4391 {
		t.Fatalf("%d rows, want 4391", len(values))
	}
	return values
}

// forecasts returns for every row the prediction of it made so many rows before.
func forecasts(t *testing.T, p predict.NaiveParams, values []float64) []float64 {
	t.Helper()
	naive, err := predict.NewNaive(p)
	if err != nil {
		t.Fatal(err)
	}
	steps := p.Steps[0]
	predictions := make([]float64, len(values))
	for i := range predictions {
		predictions[i] = math.NaN()
	}
	for i, x := range values {
		if err := naive.Step(x); err != nil {
			t.Fatal(err)
		}
		if i+steps < len(values) {
			predictions[i+steps] = naive.Predict(steps)
		}
	}
	return predictions
}

// What the naive baselines reach on the real rows, as worked out by others with
// other code. The whole file is every row that can be predicted.
func TestNaiveBaselinesOnTheHotGym(t *testing.T) {
	values := hotGym(t)
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
			score, err := metric.Evaluate(values[tt.from:], forecasts(t, tt.params, values)[tt.from:])
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
