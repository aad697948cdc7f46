package anomaly

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"

	"gohtm/htm/internal/fields"
)

func newAverage(t testing.TB, window int) *MovingAverage {
	t.Helper()
	m, err := NewMovingAverage(MovingAverageParams{Window: window})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func newExponential(t testing.TB, change func(p *ExponentialLikelihoodParams)) *ExponentialLikelihood {
	t.Helper()
	p := DefaultExponentialLikelihoodParams()
	if change != nil {
		change(&p)
	}
	l, err := NewExponentialLikelihood(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func newGaussian(t testing.TB, change func(p *WindowedGaussianParams)) *WindowedGaussian {
	t.Helper()
	p := DefaultWindowedGaussianParams()
	if change != nil {
		change(&p)
	}
	g, err := NewWindowedGaussian(p)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func newRange(t testing.TB, margin float64) *SeenRange {
	t.Helper()
	r, err := NewSeenRange(SeenRangeParams{Margin: margin})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// steps returns what a part says about each of some numbers.
func steps(t *testing.T, step func(x float64) (float64, error), xs ...float64) (said []float64) {
	t.Helper()
	for _, x := range xs {
		y, err := step(x)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, y)
	}
	return said
}

func nearAll(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s = %v, want %v", what, got, want)
	}
	for i := range want {
		near(t, fmt.Sprintf("%s, record %d:", what, i), got[i], want[i], within)
	}
}

// Worked by hand.
func TestMovingAverage(t *testing.T) {
	rows := []struct {
		name   string
		window int
		want   []float64 // for 1 0 .5 1 1 1
	}{
		{"Window: 1 is the number itself", 1, []float64{1, 0, 0.5, 1, 1, 1}},
		{"Window: 2", 2, []float64{1, 0.5, 0.25, 0.75, 1, 1}},
		{"Window: 3, fewer at first", 3, []float64{1, 0.5, 0.5, 0.5, 2.5 / 3, 1}},
		{"Window: never full", 1 << 30, []float64{1, 0.5, 0.5, 0.625, 0.7, 0.75}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		nearAll(t, tt.name, steps(t, newAverage(t, tt.window).Step, 1, 0, 0.5, 1, 1, 1), tt.want, 1e-15)
	}
	if missing := fields.Missing(MovingAverageParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

// Worked by hand with the period 1/ln 2 that makes Alpha one half, which is no
// whole number: so for Period 2 with Alpha = 1 - exp(-.5), once, from a mean of .5
// and a variance of .01. The raw scores are .6 and .7.
func TestExponentialLikelihoodByHand(t *testing.T) {
	const alpha = 0.3934693402873666
	likelihood := func(raw, mean, variance float64) float64 { return above1((raw - mean) / math.Sqrt(variance)) }
	both := func(a, b float64) float64 { return 1 - (1-a)*(1-b) }
	mean, variance := 0.5+alpha*0.1, (1-alpha)*(0.01+alpha*0.01) // after .6
	rows := []struct {
		name   string
		change func(p *ExponentialLikelihoodParams)
		want   []float64
	}{
		{"the second record: both likelihoods combined", nil, []float64{0, both(likelihood(0.6, 0.5, 0.01), likelihood(0.7, mean, variance))}},
		{"Period: 1 has a likelihood at once, and forgets sooner", func(p *ExponentialLikelihoodParams) { p.Period = 1 },
			[]float64{likelihood(0.6, 0.5, 0.01), both(likelihood(0.6, 0.5, 0.01), likelihood(0.7, 0.5+(1-1/math.E)*0.1, (1/math.E)*(0.01+(1-1/math.E)*0.01)))}},
		{"Period: 3 has none yet", func(p *ExponentialLikelihoodParams) { p.Period = 3 }, []float64{0, 0}},
		{"InitialMean: a higher one", func(p *ExponentialLikelihoodParams) { p.InitialMean = 0.6 },
			[]float64{0, both(0.5, likelihood(0.7, 0.6, (1-alpha)*0.01))}},
		{"InitialVariance: a wider one", func(p *ExponentialLikelihoodParams) { p.InitialVariance = 0.04 },
			[]float64{0, both(likelihood(0.6, 0.5, 0.04), likelihood(0.7, mean, (1-alpha)*(0.04+alpha*0.01)))}},
		{"MeanFloor: not below it", func(p *ExponentialLikelihoodParams) { p.MeanFloor = 0.65 },
			[]float64{0, both(likelihood(0.6, 0.5, 0.01), likelihood(0.7, 0.65, variance))}},
		{"VarianceFloor: not below it", func(p *ExponentialLikelihoodParams) { p.VarianceFloor = 0.09 },
			[]float64{0, both(likelihood(0.6, 0.5, 0.01), likelihood(0.7, mean, 0.09))}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			l := newExponential(t, func(p *ExponentialLikelihoodParams) {
				p.Period, p.InitialMean, p.InitialVariance = 2, 0.5, 0.01
				if tt.change != nil {
					tt.change(p)
				}
			})
			nearAll(t, "likelihood", steps(t, l.Step, 0.6, 0.7), tt.want, 1e-12)
		})
	}
	if missing := fields.Missing(ExponentialLikelihoodParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

// Mean and variance are those of all raw scores, each with the weight
// Alpha (1-Alpha)^age, and of the initial distribution with what remains:
//
//	mean = Σ w x    variance = Σ w x² - mean²
func TestExponentialDistributionIsWeighted(t *testing.T) {
	for _, period := range []int{1, 7, 50} {
		l := newExponential(t, func(p *ExponentialLikelihoodParams) {
			p.Period, p.InitialMean, p.InitialVariance, p.MeanFloor, p.VarianceFloor = period, 0.4, 0.02, 0, 1e-12
		})
		r, raws := rand.New(rand.NewSource(1)), []float64{}
		for i := 0; i < 120; i++ {
			raws = append(raws, r.Float64())
			steps(t, l.Step, raws[i])
			keep := math.Exp(-1 / float64(period))
			weight := math.Pow(keep, float64(len(raws)))
			mean, squares := weight*0.4, weight*(0.02+0.4*0.4)
			for j, x := range raws {
				w := (1 - keep) * math.Pow(keep, float64(len(raws)-1-j))
				mean += w * x
				squares += w * x * x
			}
			gotMean, gotDeviation := l.Distribution()
			near(t, "mean", gotMean, mean, 1e-12)
			near(t, "variance", gotDeviation*gotDeviation, squares-mean*mean, 1e-12)
		}
	}
}

// The defaults: a silent stream comes to rest at the floor of the mean, m = .03,
// where v = (1-Alpha) (v + Alpha m²), so that v = (1-Alpha) m²; nothing is said before
// the thousandth record, and at rest one unpredicted record is anomalous.
func TestExponentialLikelihoodDefaults(t *testing.T) {
	l := newExponential(t, nil)
	if mean, deviation := l.Distribution(); mean != 1 || deviation != math.Sqrt(0.0003) {
		t.Errorf("Distribution() = %v, %v before the first record, want 1, √.0003", mean, deviation)
	}
	for i := 1; i <= 40000; i++ {
		got, err := l.Step(0)
		if err != nil || (got == 0) != (i < 1000) {
			t.Fatalf("record %d: likelihood %v, %v; want 0 for the first 999", i, got, err)
		}
	}
	atRest := 0.03 * math.Exp(-0.0005)
	mean, deviation := l.Distribution()
	near(t, "mean after a long silence", mean, 0.03, 0)
	near(t, "deviation after a long silence", deviation, atRest, 1e-12)
	silent := above1(-0.03 / atRest)
	nearAll(t, "silence, then unpredicted", steps(t, l.Step, 0, 1), []float64{1 - (1-silent)*(1-silent), 1}, 1e-9)
}

// The first rows of windowedGaussian_exchange-2_cpc_results.csv as the Numenta
// Anomaly Benchmark has committed them.
func TestWindowedGaussianArchivedScores(t *testing.T) {
	values := []float64{0.0819647355164, 0.0989722357526, 0.0653139485883, 0.0706628339533, 0.102490196078, 0.123394648829,
		0.153045112782, 0.148321513002, 0.218257756563, 0.226597938144, 0.174045801527, 0.159901960784}
	want := []float64{0, 1, 0.998452051714, 0.797051675817, 0.964468280534, 0.996178552042,
		0.999126103739, 0.955993704566, 0.999840456449, 0.990701366287, 0.796065458386, 0.692088890818}
	nearAll(t, "score", steps(t, newGaussian(t, nil).Step, values...), want, 1e-11)
}

// Worked by hand on 0 2 0 2 4 6 4 9: of 0 2 0 2 the mean is 1 and the deviation 1,
// of 0 2 4 6 they are 3 and √5, of 0 2 0 they are 2/3 and √8/3, of 2 0 2 4/3 and the same.
func TestWindowedGaussianByHand(t *testing.T) {
	q := func(z float64) float64 { return 1 - 0.5*math.Erfc(z/math.Sqrt2) }
	third := math.Sqrt(8) / 3
	rows := []struct {
		name   string
		change func(p *WindowedGaussianParams)
		want   []float64 // of the third value and the next ones
	}{
		{"Window: four, which grow", nil, []float64{q(1), q(4. / 3 / third), q(3), q(5), q(1 / math.Sqrt(5)), q(6 / math.Sqrt(5))}},
		{"Window: three", func(p *WindowedGaussianParams) { p.Window, p.Stride = 3, 3 }, []float64{q(1), q(4. / 3 / third), q(10. / 3 / third), q(16. / 3 / third), 0.5, q(5 / math.Sqrt(8./3))}},
		{"Stride: four at a time", func(p *WindowedGaussianParams) { p.Stride = 4 }, []float64{q(1), q(4. / 3 / third), q(3), q(5), q(3), q(8)}},
		{"TwoSided: without, the low is likely", func(p *WindowedGaussianParams) { p.TwoSided = false }, []float64{q(-1), q(4. / 3 / third), q(3), q(5), q(1 / math.Sqrt(5)), q(6 / math.Sqrt(5))}},
		{"DeviationFloor: 2 everywhere", func(p *WindowedGaussianParams) { p.DeviationFloor = 2 }, []float64{q(0.5), q(2. / 3), q(1.5), q(2.5), q(1 / math.Sqrt(5)), q(6 / math.Sqrt(5))}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			g := newGaussian(t, func(p *WindowedGaussianParams) {
				p.Window, p.Stride = 4, 2
				if tt.change != nil {
					tt.change(p)
				}
			})
			nearAll(t, "score", steps(t, g.Step, 0, 2, 0, 2, 4, 6, 4, 9)[2:], tt.want, 1e-12)
		})
	}
	if missing := fields.Missing(WindowedGaussianParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
	if got := steps(t, newGaussian(t, nil).Step, 7, 7, 7.1); got[0] != 0 || got[1] != 0.5 || got[2] != 1 {
		t.Errorf("scores %v of a flat start and a jump, want [0 .5 1]", got)
	}
}

// Worked by hand: the range is that of the records before.
func TestSeenRange(t *testing.T) {
	rows := []struct {
		name           string
		margin         float64
		values         []float64
		want           []int // which are outside
		low, high      float64
		before, beyond float64 // the last within, the first outside
	}{
		{"Margin: a twentieth", 0.05, []float64{10, 20, 20.4, 21, 9.4, 9.4, 40}, []int{3, 4, 6}, 9.4, 40, 41.53, 41.54},
		{"Margin: none", 0, []float64{10, 20, 20.4, 20.4, 9.9}, []int{2, 4}, 9.9, 20.4, 20.4, 20.401},
		{"Margin: as much again", 1, []float64{10, 20, 30, 0, 61}, []int{4}, 0, 61, 122, 122.01},
		{"equal values make no range", 0.05, []float64{5, 5, 8, 8.1, 8.3}, []int{4}, 5, 8.3, 8.46, 8.47},
		{"negative values", 0.05, []float64{-10, -20, -20.4, -21, -9.4}, []int{3, 4}, -21, -9.4, -21.57, -21.59},
		{"from a negative value to a positive one", 0.5, []float64{-1, 1, 2.1, -2}, []int{2}, -2, 2.1, 4.1, 4.2},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			r := newRange(t, tt.margin)
			if _, _, ok := r.Range(); ok {
				t.Error("there is a range before the first value")
			}
			var got []int
			for i, value := range tt.values {
				outside, err := r.Step(value)
				if err != nil {
					t.Fatal(err)
				}
				if outside {
					got = append(got, i)
				}
			}
			if low, high, ok := r.Range(); !slices.Equal(got, tt.want) || low != tt.low || high != tt.high || !ok {
				t.Errorf("outside: %v, range %v to %v; want %v, %v to %v", got, low, high, tt.want, tt.low, tt.high)
			}
			for value, want := range map[float64]bool{tt.before: false, tt.beyond: true} {
				if got, _ := r.Clone().Step(value); got != want {
					t.Errorf("%v outside of %v to %v: %t, want %t", value, tt.low, tt.high, got, want)
				}
			}
		})
	}
	if missing := fields.Missing(SeenRangeParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func TestDetectorsTellTheirParams(t *testing.T) {
	e := ExponentialLikelihoodParams{Period: 3, InitialMean: 0.1, InitialVariance: 0.2, MeanFloor: 0.3, VarianceFloor: 0.4}
	g := WindowedGaussianParams{Window: 9, Stride: 4, DeviationFloor: 0.5}
	exponential := newExponential(t, func(p *ExponentialLikelihoodParams) { *p = e })
	gaussian := newGaussian(t, func(p *WindowedGaussianParams) { *p = g })
	if a, r := newAverage(t, 3).Params(), newRange(t, 0.5).Params(); exponential.Params() != e || gaussian.Params() != g || a.Window != 3 || r.Margin != 0.5 {
		t.Errorf("Params() = %+v, %+v, %+v, %+v", exponential.Params(), gaussian.Params(), a, r)
	}
}

// What was restored and what it was restored from are two things.
func TestDetectorStatesAreCopies(t *testing.T) {
	average, gaussian := newAverage(t, 3), newGaussian(t, func(p *WindowedGaussianParams) { p.Window, p.Stride = 3, 2 })
	numbers, values := []float64{1, 2, 3}, []float64{1, 2, 3, 4}
	if err := average.Restore(MovingAverageState{Recent: numbers}); err != nil {
		t.Fatal(err)
	}
	if err := gaussian.Restore(WindowedGaussianState{Values: values}); err != nil {
		t.Fatal(err)
	}
	clear(numbers)
	clear(values)
	nearAll(t, "average of 2 3 4", steps(t, average.Step, 4), []float64{3}, 1e-15)
	steps(t, gaussian.Step, 5)
	if got := gaussian.Snapshot().Values; !slices.Equal(got, []float64{3, 4, 5}) {
		t.Errorf("values %v in the window, want [3 4 5]", got)
	}
}

// One value is a window, before and after it is restored.
func TestWindowedGaussianOfOneValue(t *testing.T) {
	g, restored := newGaussian(t, nil), newGaussian(t, nil)
	steps(t, g.Step, 7)
	if err := restored.Restore(g.Snapshot()); err != nil {
		t.Fatal(err)
	}
	nearAll(t, "score of the same value", steps(t, restored.Step, 7), []float64{0.5}, 1e-15)
}
