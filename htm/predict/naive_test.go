package predict

import (
	"fmt"
	"math"
	"testing"

	"gohtm/htm/internal/fields"
)

func newNaive(t testing.TB, p NaiveParams) *Naive {
	t.Helper()
	n, err := NewNaive(p)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The value of record i is i², so that every prediction says which it was made from.
func TestNaive(t *testing.T) {
	rows := []struct {
		name    string
		params  NaiveParams
		records int
		want    []float64 // by place in Steps
	}{
		{"before the first value: no prediction", PreviousValue(1), 0, []float64{nan}},
		{"Steps: the previous value, however far", PreviousValue(1, 5), 7, []float64{36, 36}},
		{"Lag: one period back", NaiveParams{Lag: 4, Steps: []int{1, 2, 4}}, 9, []float64{25, 36, 64}},
		{"further than a period ahead: the last known one", NaiveParams{Lag: 4, Steps: []int{5, 8, 9}}, 11, []float64{49, 100, 49}},
		{"less than a period: persistence", NaiveParams{Lag: 4, Steps: []int{1, 2}}, 3, []float64{4, 0}},
		{"Correction: by half of the deviation", NaiveParams{Lag: 4, Steps: []int{1}, Correction: 0.5}, 9, []float64{25 + 0.5*(64-16)}},
		{"corrected, less than a period and a record: persistence", NaiveParams{Lag: 4, Steps: []int{1}, Correction: 0.5}, 4, []float64{9}},
		{"yesterday", SameHourYesterday(1), 30, []float64{36}},
		{"last week", SameHourLastWeek(1, 5), 170, []float64{4, 36}},
		{"last week corrected", LastWeekCorrected(1), 170, []float64{4 + 0.55*(169*169-1)}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			n := newNaive(t, tt.params)
			for i := 0; i < tt.records; i++ {
				if err := n.Step(float64(i * i)); err != nil {
					t.Fatal(err)
				}
			}
			var got []float64
			for _, k := range tt.params.Steps {
				got = append(got, n.Predict(k))
			}
			near(t, "Predict", got, tt.want, 1e-9)
		})
	}
	if missing := fields.Missing(NaiveParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func TestNaiveBadInput(t *testing.T) {
	n := newNaive(t, PreviousValue(1))
	if err := n.Step(4); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []float64{nan, math.Inf(1), math.Inf(-1), 2e100} {
		want := fmt.Sprintf("predict: value = %v, want in [-1e100, 1e100]", bad)
		if err := n.Step(bad); err == nil || err.Error() != want {
			t.Errorf("Step(%v) = %v, want %q", bad, err, want)
		}
	}
	if got := n.Predict(1); got != 4 {
		t.Errorf("after bad input Predict(1) = %v, want 4", got)
	}
	panics(t, "predict: steps = 2, want one of [1]", func() { n.Predict(2) })
}

func TestNaiveDoesNotAllocate(t *testing.T) {
	n := newNaive(t, LastWeekCorrected(1, 5))
	if a := testing.AllocsPerRun(500, func() { n.Step(1); n.Predict(5) }); a != 0 {
		t.Errorf("%v allocations a step, want 0", a)
	}
}
