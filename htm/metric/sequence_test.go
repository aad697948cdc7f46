package metric_test

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
)

// Worked by hand.
func TestPrecision(t *testing.T) {
	for _, tt := range []struct {
		name              string
		predicted, active sdr.SDR
		want              float64
	}{
		{"two of three predicted minicolumns came", of(9, 1, 2, 3), of(9, 2, 3, 4, 5, 6), 2. / 3},
		{"nothing predicted", of(9), of(9, 2, 3), 0},
		{"nothing came", of(9, 2, 3), of(9), 0},
		{"all of it came, and more", of(9, 2), of(9, 2, 3), 1},
	} {
		if got := metric.Precision(tt.predicted, tt.active); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// From 0, a constant accuracy a is reached as a (1 - .99^n); the mean over 60 of
// that is what figure 6 draws.
func TestSmooth(t *testing.T) {
	same(t, "Smooth", metric.Smooth([]float64{1, 0, nan, 1}, .75), []float64{.25, .1875, .1875, .390625})
	same(t, "without memory", metric.Smooth([]float64{1, 0, 3}, 0), []float64{1, 0, 3})
	m := metric.Smooth(constantly(.5, 500), .99)
	drawn, err := metric.SlidingMean(m, 60)
	if err != nil {
		t.Fatal(err)
	}
	want := 0.0
	for n := 441; n <= 500; n++ {
		want += .5 * (1 - math.Pow(.99, float64(n))) / 60
	}
	if math.Abs(m[499]-.5*(1-math.Pow(.99, 500))) > 1e-12 || math.Abs(drawn[499]-want) > 1e-12 {
		t.Errorf("after 500 elements %v, drawn %v; want %v", m[499], drawn[499], want)
	}
	panics(t, "metric: keep = 1, want in [0, 1)", func() { metric.Smooth(nil, 1) })
	panics(t, "metric: keep = -0.1, want in [0, 1)", func() { metric.Smooth(nil, -.1) })
	panics(t, "metric: keep = NaN, want in [0, 1)", func() { metric.Smooth(nil, nan) })
}

// Overlaps with the prediction, by hand: 1, 3, 0, 2, 2.
func TestTopMatches(t *testing.T) {
	predicted := of(20, 1, 2, 3, 4, 5, 6)
	codes := []sdr.SDR{of(20, 1, 10, 11), of(20, 2, 3, 4), of(20, 17, 18, 19), of(20, 5, 6, 12), of(20, 1, 2, 13)}
	r := sdr.NewRandom(1)
	first := map[int]int{}
	for i := 0; i < 2000; i++ {
		top := metric.TopMatches(predicted, codes, 5, r)
		if top[0] != 1 || top[3] != 0 || top[4] != 2 || top[1]+top[2] != 7 {
			t.Fatalf("TopMatches = %v, want 1, then 3 and 4, then 0, 2", top)
		}
		first[top[1]]++
	}
	if first[3] < 1000-112 || first[3] > 1000+112 { // 5 standard deviations
		t.Errorf("of the two equals 3 comes first %d times of 2000, want about half", first[3])
	}
	if got := metric.TopMatches(predicted, codes, 1, r); !slices.Equal(got, []int{1}) {
		t.Errorf("the best alone: %v, want [1]", got)
	}
	if got := metric.TopMatches(predicted, codes, 0, r); len(got) != 0 {
		t.Errorf("none: %v", got)
	}
	// With nothing predicted it is a guess: each of 5 symbols among 2 in 2 of 5 draws.
	hits := 0
	for i := 0; i < 2000; i++ {
		if slices.Contains(metric.TopMatches(of(20), codes, 2, r), 2) {
			hits++
		}
	}
	if math.Abs(float64(hits)-800) > 5*math.Sqrt(2000*.4*.6) {
		t.Errorf("a guess of 2 in 5 is right %d times of 2000, want about 800", hits)
	}
	panics(t, "metric: k = 6, want in [0, 5], the codes", func() { metric.TopMatches(predicted, codes, 6, r) })
	panics(t, "metric: k = -1, want in [0, 5], the codes", func() { metric.TopMatches(predicted, codes, -1, r) })
}

// A bucket that is not there yet has what the others leave.
func TestNegativeLogLikelihoodOnline(t *testing.T) {
	d := []float64{.5, .25, 0}
	same(t, "NegativeLogLikelihoodOnline", []float64{
		metric.NegativeLogLikelihoodOnline(d, 1, 1e-5), metric.NegativeLogLikelihoodOnline(d, 2, 1e-5),
		metric.NegativeLogLikelihoodOnline(d, 3, 1e-5), metric.NegativeLogLikelihoodOnline(d, 900, 1e-5),
		metric.NegativeLogLikelihoodOnline([]float64{1}, 1, 1e-5), metric.NegativeLogLikelihoodOnline(nil, 0, 1e-5),
		metric.NegativeLogLikelihoodOnline([]float64{.5, .5 + 1e-15}, 2, 1e-5),
	}, []float64{math.Log(4), math.Log(1e5), math.Log(4), math.Log(4), math.Log(1e5), 0, math.Log(1e5)})
	panics(t, "metric: bucket -1, want in [0, 3)", func() { metric.NegativeLogLikelihoodOnline(d, -1, 1e-5) })
}

// The taxi figures: MAPE is a ratio of sums, AltMAPE without the 100, and not the
// mean of ratios; by hand (3 + 1) / (10 + 2) and not (.3 + .5) / 2.
func TestRatioOfSums(t *testing.T) {
	got, err := metric.AltMAPE([]float64{10, 2}, []float64{13, 1})
	if err != nil || math.Abs(got/100-4./12) > 1e-15 {
		t.Errorf("MAPE = %v, %v; want 1/3", got/100, err)
	}
}
