package predict

import (
	"fmt"
	"math"
	"testing"
)

// Worked by hand.
func TestNaiveForecasts(t *testing.T) {
	values := []float64{1, 2, 4, 8, 16}
	for _, tt := range []struct {
		name   string
		params NaiveParams
		ahead  int
		want   string
	}{
		{"the previous value", PreviousValue(1), 1, "[NaN 1 2 4 8]"},
		{"the value of three records before", PreviousValue(1), 3, "[NaN NaN NaN 1 2]"},
		{"a period of two, persistence until there is one", NaiveParams{Lag: 2}, 1, "[NaN 1 1 2 4]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := NaiveForecasts(tt.params, values, tt.ahead)
			if err != nil || fmt.Sprint(got) != tt.want {
				t.Errorf("%v, %v; want %s", got, err, tt.want)
			}
		})
	}
}

func TestNaiveForecastsRefusesWhatItCannotUse(t *testing.T) {
	if _, err := NaiveForecasts(PreviousValue(1), []float64{1, math.NaN()}, 1); err == nil || err.Error() != "predict: value = NaN, want in [-1e100, 1e100]" {
		t.Errorf("error %v", err)
	}
	if _, err := NaiveForecasts(PreviousValue(1), []float64{1}, 0); err == nil {
		t.Error("0 records ahead: no error")
	}
}
