package datasets

import (
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// What was measured on the real rows, to its last digit, and how far a look-alike may be off.
func taxiStatistics(s *Series) []statistic {
	x := s.Values()
	off := func(lag int) float64 { // MAPE of the value so many rows before
		sum, truth := 0.0, 0.0
		for i := lag; i < len(x); i++ {
			sum, truth = sum+math.Abs(x[i]-x[i-lag]), truth+x[i]
		}
		return sum / truth
	}
	return []statistic{
		{"mean", mean(x), 15075.67, 0.01, 500},
		{"standard deviation", deviation(x), 6821.08, 0.01, 300},
		{"autocorrelation, half an hour", correlation(x, 1), 0.970, 0.001, 0.01},
		{"autocorrelation, 5 half hours", correlation(x, 5), 0.564, 0.001, 0.03},
		{"autocorrelation, 12 hours", correlation(x, 24), -0.153, 0.001, 0.05},
		{"autocorrelation, 1 day", correlation(x, 48), 0.805, 0.001, 0.03},
		{"autocorrelation, 1 week", correlation(x, 336), 0.919, 0.001, 0.03},
		{"error of the value now", off(1), 0.0841, 0.0001, 0.01},
		{"error 5 half hours ahead", off(5), 0.3213, 0.0001, 0.02},
		{"error of yesterday", off(48), 0.1723, 0.0001, 0.025},
		{"error of last week", off(336), 0.0925, 0.0001, 0.012},
	}
}

func TestTaxiLikeHasTheStatisticsOfTheRealRows(t *testing.T) {
	for _, seed := range []uint64{0, 1, 2, 42, 1 << 63} {
		for _, tt := range taxiStatistics(TaxiLike(seed)) {
			if !(math.Abs(tt.got-tt.measured) <= tt.margin) {
				t.Errorf("seed %d: %s is %.4f, want %.4f up to %.4f", seed, tt.name, tt.got, tt.measured, tt.margin)
			}
		}
	}
}

func TestTaxiStatisticsOfTheRealRows(t *testing.T) {
	for _, tt := range taxiStatistics(realTaxi(t)) {
		if !(math.Abs(tt.got-tt.measured) <= tt.digit) {
			t.Errorf("%s is %.4f, want %.4f", tt.name, tt.got, tt.measured)
		}
	}
}

// Every event is where its label says, and not one row beyond: what the rows of other weeks at
// the same half hours have is far from what they have.
func TestTaxiLikeEvents(t *testing.T) {
	s := TaxiLike(42)
	x := s.Values()
	ratio := func(i int) float64 { // to the median of the two weeks before and after
		others := []float64{x[i-672], x[i-336], x[i+336], x[i+672]}
		slices.Sort(others)
		return 2 * x[i] / (others[1] + others[2])
	}
	want := map[string][2]float64{Closed: {0.05, 0.2}, Spike: {1.5, 2.6}}
	seen := 0
	for _, e := range s.Events {
		if !e.Time.Equal(s.Rows[e.Row].Time) || e.Inferred || e.Label == "" {
			t.Errorf("event %+v, want the time of its row, a label, and not inferred", e)
		}
		limits, known := want[e.Kind]
		if !known {
			continue
		}
		for i := e.Row - 1; i <= e.Row+e.Rows; i++ {
			inside := i >= e.Row && i < e.Row+e.Rows
			if r := ratio(i); inside != (r > limits[0] && r < limits[1]) {
				t.Errorf("%s: row %d is %.2f of what it is in other weeks, want %v inside alone", e.Label, i, r, limits)
			}
		}
		seen += e.Rows
	}
	if seen != 48+8 {
		t.Errorf("%d rows of a storm and a night, want 56", seen)
	}
	clocks := slices.DeleteFunc(slices.Clone(s.Events), func(e Event) bool { return e.Kind != Clock })
	if a, b := ratio(clocks[0].Row), ratio(clocks[1].Row+1); a < 1.6 || b > 0.05 || ratio(clocks[0].Row+2) > 1.4 || ratio(clocks[1].Row+2) < 0.6 {
		t.Errorf("hours of the clock's changes have %.2f and %.2f of the usual, want 2 and hardly any", a, b)
	}
	// A holiday's noon, a Friday's, is below that of the Sunday after it; its evening too.
	fourth := s.find("2014-07-04 12:00")
	if share := mean(x[fourth:fourth+24]) / mean(x[fourth+96:fourth+120]); share < 0.65 || share > 0.95 {
		t.Errorf("the holiday has %.2f of the next Sunday, want 0.8", share)
	}
}

func TestTaxiLikeSeeds(t *testing.T) {
	once, again, other := TaxiLike(7).Values(), TaxiLike(7).Values(), TaxiLike(8).Values()
	if !slices.Equal(once, again) {
		t.Error("two look-alikes of one seed differ")
	}
	if slices.Equal(once, other) {
		t.Error("the look-alikes of two seeds are the same")
	}
}

func TestTaxiOrLike(t *testing.T) {
	if taxi := (&store{data: realData(t)}).taxiOrLike(); !taxi.Real || taxi.Note != "" {
		t.Errorf("real %v, note %q; want the real rows", taxi.Real, taxi.Note)
	}
	like := (&store{transport: http.NewFileTransport(http.Dir(t.TempDir()))}).taxiOrLike()
	if like.Real || !strings.Contains(like.Title, "look-alike") || !strings.Contains(like.Note, "nyc_taxi.csv") {
		t.Errorf("real %v, title %q, note %q; want a look-alike that says so and what is missing", like.Real, like.Title, like.Note)
	}
}
