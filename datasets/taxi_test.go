package datasets

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func realTaxi(t *testing.T) *Series {
	taxi, err := (&store{data: realData(t)}).taxi()
	if err != nil {
		t.Fatal(err)
	}
	return taxi
}

func TestTaxiRealRows(t *testing.T) {
	taxi := realTaxi(t)
	x := taxi.Values()
	got := fmt.Sprintf("%d rows, mean %.2f, deviation %.2f, %v to %v", len(x), mean(x), deviation(x), slices.Min(x), slices.Max(x))
	if want := "17520 rows, mean 15075.67, deviation 6821.08, 8 to 39197"; got != want || !taxi.Real {
		t.Errorf("%s, real %v; want %s", got, taxi.Real, want)
	}
	if last := taxi.Rows[TaxiBenchmarkRows-1].Time.Format(stamp); last != "2015-01-31 23:30" { // of the benchmark's file
		t.Errorf("row %d is of %s, want 2015-01-31 23:30", TaxiBenchmarkRows-1, last)
	}
	if clock := taxi.Events[1]; clock.Kind != Clock || x[clock.Row] != slices.Max(x) || clock.Rows != 2 || !clock.Inferred {
		t.Errorf("event %+v with %v passengers, want the two half hours with the most", clock, x[clock.Row])
	}
	if clock := taxi.Events[6]; clock.Kind != Clock || x[clock.Row] != 128 || x[clock.Row+1] != 123 {
		t.Errorf("event %+v with %v passengers, want the hour that does not exist", clock, x[clock.Row])
	}
	windows := 0
	for _, e := range taxi.Events {
		if e.Kind == Anomaly {
			windows++
			// The benchmark's rule: windows are a tenth of the file by their number, 206 rows.
			if e.Rows != 207 || e.Inferred || e.Row+e.Rows > TaxiBenchmarkRows {
				t.Errorf("event %+v, want 207 rows of the benchmark's file", e)
			}
		}
	}
	if windows != 5 {
		t.Errorf("%d windows, want 5", windows)
	}
}

// The naive predictions five rows ahead, on rows 10,000 to the end, as they were
// computed from the archived files of Cui, Ahmad & Hawkins (2016), whose first row
// may be another by a few.
func TestTaxiBaselines(t *testing.T) {
	x := realTaxi(t).Values()
	for _, tt := range []struct {
		name        string
		lag         int
		mape, nrmse float64
	}{
		{"value now", 5, 0.322, 0.927},
		{"same time yesterday", 48, 0.178, 0.626},
		{"same time last week", 336, 0.0881, 0.336},
	} {
		off, truth, square, n := 0.0, 0.0, 0.0, 0
		for i := 10005; i < len(x); i++ {
			d := x[i] - x[i-tt.lag]
			off, truth, square, n = off+math.Abs(d), truth+x[i], square+d*d, n+1
		}
		mape, nrmse := off/truth, math.Sqrt(square/float64(n))/deviation(x)
		if math.Abs(mape-tt.mape) > 0.0005 || math.Abs(nrmse-tt.nrmse) > 0.0015 {
			t.Errorf("%s: MAPE %.4f, NRMSE %.4f; want %.4f, %.3f", tt.name, mape, nrmse, tt.mape, tt.nrmse)
		}
	}
}

// Damage is an error that names file and line, also in the columns that only repeat
// the stamp.
func TestTaxiDamaged(t *testing.T) {
	const head = "timestamp,passenger_count,timeofday,dayofweek\ndatetime,int,int,int\nT,,,\n"
	for _, tt := range []struct{ text, want string }{
		{head + "2014-07-01 00:00:00,10844,0,1\n2014-07-01 00:30:00,8127,30,2\n", `line 5: columns ["30" "2"] beside the stamp 2014-07-01 00:30:00, want ["30" "1"]`},
		{head + "2014-07-01 00:00:00,10844,0,1\n2014-07-01 00:30:00,8127,0,1\n", `line 5: columns ["0" "1"]`},
		{head + "2014-07-01 00:00:00,10844,0,1\n2014-07-01 01:00:00,8127,60,1\n", "line 5: rows are missing"},
		{head + "2014-07-01 00:00:00,10844,0\n", "line 4: wrong number of fields"},
		{head + "2014-07-01 00:00:00,10844,0,1\n", "1 rows, want 17520"},
		{strings.Replace(head, "dayofweek", "weekday", 1), "line 1: header"},
	} {
		s := &store{data: t.TempDir()}
		path := filepath.Join(s.data, taxiSet.Files[0].Path)
		put(t, path, []byte(tt.text))
		if _, err := s.taxi(); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v, want the path and %s", err, tt.want)
		}
	}
}

// The exported functions look where the environment says.
func TestRealSetsByName(t *testing.T) {
	data, err := filepath.Abs(realData(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(DataVariable, data)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if taxi, err := Taxi(); err != nil || taxi.Name != "nyc-taxi" {
		t.Errorf("Taxi: %v", err)
	}
	if gym, err := HotGym15(); err != nil || len(gym.Rows) != 17568 {
		t.Errorf("HotGym15: %v", err)
	}
	if _, err := os.Stat(filepath.Join(data, "mnist")); err != nil {
		t.Skip(err)
	}
	if test, err := MNISTTest(); err != nil || len(test.Images) != 10000 || test.Title != "MNIST, test" {
		t.Errorf("MNISTTest: %v", err)
	}
}
