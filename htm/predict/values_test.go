package predict

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gohtm/htm/internal/fields"
)

var nan = math.NaN()

func newValues(t testing.TB, buckets int, alpha float64) *Values {
	t.Helper()
	p := DefaultValuesParams(buckets)
	p.Alpha = alpha
	v, err := NewValues(p)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestValuesAreRunningMeans(t *testing.T) {
	rows := []struct {
		name  string
		alpha float64
		steps []float64 // into bucket 1
		want  []float64
	}{
		{"Buckets: two, and an unseen one is NaN", 0.25, nil, []float64{nan, nan}},
		{"the first value counts in full", 0.25, []float64{8}, []float64{nan, 8}},
		{"Alpha: by how much the next ones count", 0.25, []float64{8, 16, 6}, []float64{nan, 9}}, // 8, 10, 9
		{"Alpha: 1 keeps the newest", 1, []float64{8, 16, 6}, []float64{nan, 6}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			v := newValues(t, 2, tt.alpha)
			for _, x := range tt.steps {
				if err := v.Step(1, x); err != nil {
					t.Fatal(err)
				}
			}
			near(t, "Values", v.Values(), tt.want, 0)
			near(t, "AppendValues", v.AppendValues([]float64{3}), append([]float64{3}, tt.want...), 0)
		})
	}
	if missing := fields.Missing(ValuesParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func TestValuesBadInput(t *testing.T) {
	v := newValues(t, 2, 0.5)
	if err := v.Step(0, 4); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []float64{nan, math.Inf(1), math.Inf(-1)} {
		want := fmt.Sprintf("predict: value = %v, want a finite number", bad)
		if err := v.Step(0, bad); err == nil || err.Error() != want {
			t.Errorf("Step(0, %v) = %v, want %q", bad, err, want)
		}
	}
	panics(t, "predict: bucket 2, want in [0, 2)", func() { v.Step(2, 1) })
	panics(t, "predict: bucket -1, want in [0, 2)", func() { v.Step(-1, 1) })
	near(t, "after bad input", v.Values(), []float64{4, nan}, 0)
	v.Values()[0] = 9
	near(t, "after changing a copy", v.Values(), []float64{4, nan}, 0)
}

// The running mean never leaves the range of its values, however large they are.
func TestValuesDoNotOverflow(t *testing.T) {
	v := newValues(t, 1, 0.3)
	for _, x := range []float64{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64} {
		if err := v.Step(0, x); err != nil {
			t.Fatal(err)
		}
		if mean := v.Values()[0]; math.IsInf(mean, 0) || math.IsNaN(mean) {
			t.Fatalf("mean %v, want finite", mean)
		}
	}
}

// Worked by hand.
func TestEstimates(t *testing.T) {
	for _, tt := range []struct {
		name                 string
		distribution, values []float64
		argMax, mean, median float64
	}{
		{"one certain bucket", []float64{0, 1, 0}, []float64{1, 2, 3}, 2, 2, 2},
		{"three estimates that differ", []float64{0.4, 0.3, 0.3}, []float64{10, 20, 60}, 10, 28, 20},
		{"equals: the first is the most probable", []float64{0.2, 0.4, 0.4}, []float64{1, 2, 3}, 2, 2.2, 2},
		{"half reached exactly: the lower value", []float64{0.5, 0.5}, []float64{1, 3}, 1, 2, 1},
		{"the median goes by value, not by bucket", []float64{0.45, 0.3, 0.25}, []float64{60, 10, 20}, 60, 35, 20},
		{"an unseen bucket has no say", []float64{0.6, 0.3, 0.1}, []float64{nan, 10, 20}, 10, 12.5, 10},
		{"unseen between unordered ones", []float64{0.2, 0.5, 0.2, 0.1}, []float64{30, nan, 10, 20}, 30, 20, 20},
		{"nothing seen: no prediction", []float64{0.5, 0.5}, []float64{nan, nan}, nan, nan, nan},
		{"nothing probable is seen: no prediction", []float64{1, 0}, []float64{nan, 4}, nan, nan, nan},
		{"no buckets: no prediction", nil, nil, nan, nan, nan},
		{"negative values", []float64{0.25, 0.25, 0.5}, []float64{-4, -2, 2}, 2, -0.5, -2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, v := slices.Clone(tt.distribution), slices.Clone(tt.values)
			near(t, "ArgMax, Mean, Median", []float64{ArgMax(d, v), Mean(d, v), Median(d, v)}, []float64{tt.argMax, tt.mean, tt.median}, 1e-12)
			near(t, "the distribution afterwards", d, tt.distribution, 0)
			near(t, "the values afterwards", v, tt.values, 0)
		})
	}
}

// Worked by hand: 10 has .1, 20 .2, 30 .4, 40 .3 of the probability.
func TestQuantiles(t *testing.T) {
	distribution, values := []float64{0.2, 0.1, 0.4, 0, 0, 0.3}, []float64{20, 10, 30, nan, 50, 40}
	for _, tt := range []struct{ q, want float64 }{
		{0, 10}, {0.05, 10}, {0.1, 10}, {0.11, 20}, {0.29, 20}, {0.31, 30}, {0.5, 30}, {0.69, 30}, {0.71, 40}, {1, 40},
	} {
		near(t, fmt.Sprintf("Quantile(%v)", tt.q), []float64{Quantile(distribution, values, tt.q)}, []float64{tt.want}, 0)
	}
	for _, tt := range []struct{ share, low, high float64 }{
		{0, 30, 30}, {0.3, 30, 30}, {0.39, 30, 30}, {0.5, 20, 40}, {0.7, 20, 40}, {0.81, 10, 40}, {1, 10, 40},
	} {
		low, high := Interval(distribution, values, tt.share)
		near(t, fmt.Sprintf("Interval(%v)", tt.share), []float64{low, high}, []float64{tt.low, tt.high}, 0)
	}
	low, high := Interval([]float64{1, 0}, []float64{nan, 3}, 0.5)
	near(t, "Interval without a seen bucket", []float64{low, high}, []float64{nan, nan}, 0)
	near(t, "unseen buckets have no share", []float64{Quantile([]float64{0.6, 0.1, 0.3}, []float64{nan, 1, 2}, 0.26)}, []float64{2}, 0)
	for _, bad := range []float64{-0.1, 1.1, nan} {
		panics(t, fmt.Sprintf("predict: q = %v, want in [0, 1]", bad), func() { Quantile(distribution, values, bad) })
		panics(t, fmt.Sprintf("predict: share = %v, want in [0, 1]", bad), func() { Interval(distribution, values, bad) })
	}
	panics(t, "predict: probability 2 of bucket 1, want in [0, 1]", func() { Quantile([]float64{0, 2}, []float64{1, 2}, 0.5) })
}

func TestEstimatesBrokenContracts(t *testing.T) {
	for name, estimate := range map[string]Estimate{"ArgMax": ArgMax, "Mean": Mean, "Median": Median} {
		t.Run(name, func(t *testing.T) {
			panics(t, "predict: probabilities of 2 buckets and values of 1, want as many", func() { estimate([]float64{0.5, 0.5}, []float64{1}) })
			panics(t, "predict: probability NaN of bucket 1, want in [0, 1]", func() { estimate([]float64{0.5, nan}, []float64{1, 2}) })
			panics(t, "predict: probability -0.5 of bucket 0, want in [0, 1]", func() { estimate([]float64{-0.5, 1}, []float64{1, 2}) })
			panics(t, "predict: probability 2 of bucket 1, want in [0, 1]", func() { estimate([]float64{0, 2}, []float64{nan, nan}) })
		})
	}
}

// Buckets numbered by value, the usual case, are estimated in place.
func TestEstimatesDoNotAllocate(t *testing.T) {
	d, v := make([]float64, 100), make([]float64, 100)
	for i := range d {
		d[i], v[i] = 0.01, float64(i)
	}
	v[50] = nan
	if n := testing.AllocsPerRun(10, func() { ArgMax(d, v); Mean(d, v); Median(d, v) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

// Whatever the distribution, an estimate is a seen value or between two of them,
// the median has half of the probability on either side, and the order in which
// buckets are numbered changes neither median nor (but for rounding) mean.
func FuzzEstimates(f *testing.F) {
	f.Add([]byte{1, 2, 3, 250, 9, 0, 77, 4})
	f.Add([]byte{0, 0, 0, 0})
	f.Add([]byte{255, 255, 128, 3, 255, 255})
	f.Fuzz(func(t *testing.T, data []byte) {
		var d, v []float64
		lo, hi, total := math.Inf(1), math.Inf(-1), 0.0
		for i := 0; i+1 < len(data); i += 2 {
			p, x := float64(data[i])/255, float64(int(data[i+1])-100)/3
			if data[i+1] == 255 {
				x = nan
			}
			d, v = append(d, p), append(v, x)
			if p > 0 && x == x {
				lo, hi, total = min(lo, x), max(hi, x), total+p
			}
		}
		argMax, mean, median := ArgMax(d, v), Mean(d, v), Median(d, v)
		if total == 0 {
			if argMax == argMax || mean == mean || median == median {
				t.Fatalf("%v %v: %v %v %v, want NaN", d, v, argMax, mean, median)
			}
			return
		}
		if !slices.Contains(v, argMax) || !slices.Contains(v, median) || !(mean >= lo-1e-9 && mean <= hi+1e-9) {
			t.Fatalf("%v %v: arg-max %v, mean %v, median %v; want seen values or between them", d, v, argMax, mean, median)
		}
		below, above := 0.0, 0.0
		for i, p := range d {
			if v[i] < median {
				below += p
			} else if v[i] > median {
				above += p
			}
		}
		if below > total/2+1e-9 || above > total/2+1e-9 {
			t.Fatalf("%v %v: %v below and %v above the median %v of %v", d, v, below, above, median, total)
		}
		inside, previous := 0.0, math.Inf(-1)
		low, high := Interval(d, v, 0.8)
		for i, p := range d {
			if v[i] >= low && v[i] <= high {
				inside += p
			}
		}
		if !(inside >= 0.8*total-1e-9) {
			t.Fatalf("%v %v: %v of %v in [%v, %v], want .8 of it", d, v, inside, total, low, high)
		}
		for _, q := range []float64{0, 0.1, 0.25, 0.5, 0.75, 0.9, 1} {
			x := Quantile(d, v, q)
			if !(x >= previous && x >= lo && x <= hi) {
				t.Fatalf("%v %v: quantile %v = %v, want in [%v, %v] and not below %v", d, v, q, x, lo, hi, previous)
			}
			previous = x
		}
		if a, b := Quantile(d, v, 0), Quantile(d, v, 1); a != lo || b != hi {
			t.Fatalf("%v %v: from %v to %v, want from %v to %v", d, v, a, b, lo, hi)
		}
		slices.Reverse(d)
		slices.Reverse(v)
		if m := Mean(d, v); math.Abs(m-mean) > 1e-9 {
			t.Fatalf("mean %v, of the reversed buckets %v", mean, m)
		}
	})
}
