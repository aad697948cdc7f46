package anomaly

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/fields"
)

// Known answers of NuPIC's anomaly_likelihood_test.py.
func TestTail(t *testing.T) {
	standard := normal{0, 1}
	near(t, "tail(0)", standard.tail(0, false), 0.5, 1e-12)
	near(t, "tail(.3)", standard.tail(0.3, false), 0.38209, 5e-6)
	near(t, "tail(1)", standard.tail(1, false), 0.1587, 5e-5)
	near(t, "tail(-1)", standard.tail(-1, false), 1-0.1587, 5e-5)
	near(t, "two-sided tail(-1)", standard.tail(-1, true), 0.1587, 5e-5)
	near(t, "tail two deviations above", normal{3, 2}.tail(7, true), 0.02275, 5e-6)
}

// Known answers of the same tests.
func TestSkipRecords(t *testing.T) {
	for _, tt := range []struct {
		name                            string
		records, window, learning, want int
	}{
		{"all of them are still learning", 5, 10, 10, 5},
		{"the window is not full: the learning period is left out", 10, 15, 10, 10},
		{"no learning period", 10, 10, 0, 0},
		{"four of the learning period have left the window", 14, 10, 10, 6},
		{"all of the learning period has left the window", 20, 10, 10, 0},
	} {
		if got := skipRecords(tt.records, tt.window, tt.learning); got != tt.want {
			t.Errorf("%s: skipRecords(%d, %d, %d) = %d, want %d", tt.name, tt.records, tt.window, tt.learning, got, tt.want)
		}
	}
}

// A known answer of the same tests: with a learning period of 2, 2 samples and a
// window of 3 the first four outputs are .5, and the fifth record is the first to
// be compared, with the last 3 records less 1.
func TestFirstOutputs(t *testing.T) {
	l := newLikelihood(t, func(p *LikelihoodParams) {
		p.LearningPeriod, p.EstimationSamples, p.HistoricWindow, p.AveragingWindow = 2, 2, 3, 1
	})
	for i, raw := range []float64{0.1, 0.9, 0.3, 0.5, 0.6} {
		got, err := l.Step(float64(10*i), raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, ok := l.Distribution(); (got == Undecided) != (i < 4) || ok != (i == 4) {
			t.Errorf("record %d: likelihood %v, distribution %t", i, got, ok)
		}
	}
	mean, deviation, _ := l.Distribution() // of .3 and .5
	near(t, "mean", mean, 0.4, 1e-12)
	near(t, "deviation", deviation, 0.1, 1e-12)
}

func newLikelihood(t testing.TB, change func(p *LikelihoodParams)) *Likelihood {
	t.Helper()
	p := DefaultLikelihoodParams()
	change(&p)
	l, err := NewLikelihood(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// above is how much of the normal distribution of these numbers x is above.
func above(x float64, numbers ...float64) float64 {
	return above1((x - mean(numbers)) / math.Sqrt(variance(numbers)))
}

// above1 is the same for a number of deviations.
func above1(z float64) float64 { return 1 - 0.5*math.Erfc(z/1.4142) }

// Worked by hand, one row for each parameter. The raw scores are .9 .1 .2 .3 and
// then those of the row; the values are 1 2 3 4 5 6. With a learning period and an
// estimation of 2 and no averaging the distribution is that of .2 and .3: mean .25,
// deviation .05. The row's last likelihood is what is wanted.
func TestLikelihoodByHand(t *testing.T) {
	rows := []struct {
		name   string
		change func(p *LikelihoodParams)
		raws   []float64
		want   float64
	}{
		{"two deviations above the mean", func(p *LikelihoodParams) {}, []float64{0.35}, above1(2)},
		{"below the mean nothing is unlikely", func(p *LikelihoodParams) {}, []float64{0.15}, above1(-2)},
		{"TwoSided: below is as unlikely as above", func(p *LikelihoodParams) { p.TwoSided = true }, []float64{0.15}, above1(2)},
		{"LearningPeriod: more of the past counts", func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples = 1, 3 }, []float64{0.35}, above(0.35, 0.1, 0.2, 0.3)},
		{"EstimationSamples: undecided for longer", func(p *LikelihoodParams) { p.EstimationSamples = 3 }, []float64{0.35}, 0.5},
		{"EstimationSamples: and then decided", func(p *LikelihoodParams) { p.EstimationSamples = 3 }, []float64{0.35, 0.4}, above(0.4, 0.2, 0.3, 0.35)},
		{"HistoricWindow: only the latest records", func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples, p.HistoricWindow = 1, 3, 3 }, []float64{0.35}, above(0.35, 0.1, 0.2, 0.3)},
		{"HistoricWindow 3: the fifth record leaves out one of three", func(p *LikelihoodParams) { p.HistoricWindow = 3 }, []float64{0.35}, above(0.35, 0.2, 0.3)},
		{"ReestimationPeriod: kept until due", func(p *LikelihoodParams) {}, []float64{0.35, 0.3}, above1(1)},
		{"ReestimationPeriod: due at the sixth", func(p *LikelihoodParams) { p.ReestimationPeriod = 5 }, []float64{0.35, 0.3}, above(0.3, 0.2, 0.3, 0.35)},
		{"AveragingWindow: pairs are compared with pairs", func(p *LikelihoodParams) { p.AveragingWindow = 2 }, []float64{0.35}, above(0.325, 0.15, 0.25)},
		{"AveragingWindow: goes on between estimations", func(p *LikelihoodParams) { p.AveragingWindow = 2 }, []float64{0.35, 0.05}, above(0.2, 0.15, 0.25)},
		{"MeanFloor: a higher mean", func(p *LikelihoodParams) { p.MeanFloor = 0.3 }, []float64{0.35}, above1(1)},
		{"VarianceFloor: a wider distribution", func(p *LikelihoodParams) { p.VarianceFloor = 0.01 }, []float64{0.35}, above1(1)},
		{"FlatVariance: 3 and 4 count as flat", func(p *LikelihoodParams) { p.FlatVariance = 0.2501 }, []float64{0.35}, above1((0.35 - 0.5) / 1000)},
		{"FlatVariance: 3 and 4 do not", func(p *LikelihoodParams) { p.FlatVariance = 0.25 }, []float64{0.35}, above1(2)},
		{"NullMean: far below", func(p *LikelihoodParams) { p.FlatVariance, p.NullMean = 1, -1e3 }, []float64{0.35}, above1((0.35 + 1e3) / 1000)},
		{"NullDeviation: narrow", func(p *LikelihoodParams) { p.FlatVariance, p.NullDeviation = 1, 0.1 }, []float64{0.6}, above1(1)},
		{"the first red one is kept", func(p *LikelihoodParams) {}, []float64{0.9}, above1(13)},
		{"YellowLikelihood: the next red ones are not", func(p *LikelihoodParams) { p.YellowLikelihood = 0.75 }, []float64{0.9, 0.9}, 0.75},
		{"unfiltered tails decide: nor the third", func(p *LikelihoodParams) {}, []float64{0.9, 0.9, 0.9}, 0.999},
		{"after a pause red is red again", func(p *LikelihoodParams) {}, []float64{0.9, 0.2, 0.9}, above1(13)},
		{"RedLikelihood: easier to reach", func(p *LikelihoodParams) { p.RedLikelihood, p.YellowLikelihood = 0.9, 0.8 }, []float64{0.35, 0.35}, 0.8},
		{"RedLikelihood 1: red is what has no tail left", func(p *LikelihoodParams) { p.RedLikelihood, p.FlatVariance, p.NullDeviation = 1, 1, 0.01 }, []float64{1, 1, 1}, 0.999},
		{"nothing but learning: the null distribution", func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples = 4, 0 }, []float64{0.35}, above1((0.35 - 0.5) / 1000)},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			l := newLikelihood(t, func(p *LikelihoodParams) {
				p.LearningPeriod, p.EstimationSamples, p.AveragingWindow = 2, 2, 1
				p.MeanFloor, p.VarianceFloor = 0, 1e-9
				tt.change(p)
			})
			got := math.NaN()
			for i, raw := range append([]float64{0.9, 0.1, 0.2, 0.3}, tt.raws...) {
				var err error
				if got, err = l.Step(float64(i+1), raw); err != nil {
					t.Fatal(err)
				}
				if i < 4 && got != 0.5 {
					t.Errorf("record %d: likelihood %v before the distribution, want .5", i, got)
				}
			}
			near(t, "likelihood", got, tt.want, 1e-12)
		})
	}
	if missing := fields.Missing(LikelihoodParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

// A flat metric is not anomalous, whatever the raw scores: its records have half.
func TestFlatMetricIsNotAnomalous(t *testing.T) {
	l := newLikelihood(t, func(p *LikelihoodParams) {})
	for i := 0; i < 600; i++ {
		raw := 0.0
		if i > 500 {
			raw = 1
		}
		if got, _ := l.Step(7, raw); math.Abs(got-0.5) > 1e-3 {
			t.Fatalf("record %d: likelihood %v, want .5", i, got)
		}
	}
	if mean, deviation, ok := l.Distribution(); mean != 0.5 || deviation != 1000 || !ok {
		t.Errorf("Distribution() = %v, %v, %v; want the null distribution", mean, deviation, ok)
	}
}

// What it is for: a stream with noisy raw scores around .2 that becomes
// unpredictable is called anomalous within the averaging window, and not before.
func TestChangeIsFound(t *testing.T) {
	for seed := int64(1); seed <= 5; seed++ {
		l, r := newLikelihood(t, func(p *LikelihoodParams) { p.EstimationSamples = 500 }), rand.New(rand.NewSource(seed))
		if _, _, ok := l.Distribution(); ok {
			t.Error("there is a distribution before the first record")
		}
		found := -1
		for i := 0; i < 1020; i++ {
			raw := 0.4 * r.Float64()
			if i >= 1000 {
				raw = 0.6 + raw
			}
			got, err := l.Step(r.Float64(), raw)
			if err != nil {
				t.Fatal(err)
			}
			if got > 0.9999 && found < 0 {
				found = i
			}
		}
		if found < 1000 || found >= 1010 {
			t.Errorf("seed %d: anomalous first at record %d, want in [1000, 1010)", seed, found)
		}
	}
}

func TestStepBadInput(t *testing.T) {
	l := newLikelihood(t, func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples = 2, 2 })
	for i := 0; i < 7; i++ {
		l.Step(float64(i), 0.1)
	}
	before := l.Snapshot()
	for _, tt := range []struct {
		value, raw float64
		want       string
	}{
		{math.NaN(), 0.5, "anomaly: value = NaN, want a finite number"},
		{math.Inf(1), 0.5, "anomaly: value = +Inf, want a finite number"},
		{math.Inf(-1), 0.5, "anomaly: value = -Inf, want a finite number"},
		{1, math.NaN(), "anomaly: raw = NaN, want in [0, 1]"},
		{1, math.Inf(1), "anomaly: raw = +Inf, want in [0, 1]"},
		{1, -0.1, "anomaly: raw = -0.1, want in [0, 1]"},
		{0.5, 41, "anomaly: raw = 41, want in [0, 1]"},
	} {
		if _, err := l.Step(tt.value, tt.raw); err == nil || err.Error() != tt.want {
			t.Errorf("Step(%v, %v) = %v, want %q", tt.value, tt.raw, err, tt.want)
		}
	}
	if after := l.Snapshot(); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("bad input changed the state from %v to %v", before, after)
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		want   string
		change func(p *LikelihoodParams)
	}{
		{"LearningPeriod = -1, want in [0, 2^40]", func(p *LikelihoodParams) { p.LearningPeriod = -1 }},
		{"LearningPeriod = 9223372036854775807, want in [0, 2^40]", func(p *LikelihoodParams) { p.LearningPeriod = math.MaxInt }},
		{"EstimationSamples = -1, want in [0, 2^40]", func(p *LikelihoodParams) { p.EstimationSamples = -1 }},
		{"HistoricWindow = 99, want > 0 and >= EstimationSamples = 100", func(p *LikelihoodParams) { p.HistoricWindow = 99 }},
		{"HistoricWindow = 0, want > 0 and >= EstimationSamples = 0", func(p *LikelihoodParams) { p.HistoricWindow, p.EstimationSamples = 0, 0 }},
		{"ReestimationPeriod = 0, want > 0", func(p *LikelihoodParams) { p.ReestimationPeriod = 0 }},
		{"AveragingWindow = 0, want > 0", func(p *LikelihoodParams) { p.AveragingWindow = 0 }},
		{"MeanFloor = -0.1, want finite and >= 0", func(p *LikelihoodParams) { p.MeanFloor = -0.1 }},
		{"VarianceFloor = 0, want finite and > 0", func(p *LikelihoodParams) { p.VarianceFloor = 0 }},
		{"FlatVariance = NaN, want finite and >= 0", func(p *LikelihoodParams) { p.FlatVariance = math.NaN() }},
		{"NullMean = +Inf, want finite", func(p *LikelihoodParams) { p.NullMean = math.Inf(1) }},
		{"NullDeviation = 0, want finite and > 0", func(p *LikelihoodParams) { p.NullDeviation = 0 }},
		{"RedLikelihood = 1.5, want in (0, 1]", func(p *LikelihoodParams) { p.RedLikelihood = 1.5 }},
		{"YellowLikelihood = 0.9, want in [0, RedLikelihood = 0.8]", func(p *LikelihoodParams) { p.RedLikelihood, p.YellowLikelihood = 0.8, 0.9 }},
		{"ReestimationPeriod = 0, want > 0\nanomaly: AveragingWindow = -1, want > 0", func(p *LikelihoodParams) { p.ReestimationPeriod, p.AveragingWindow = 0, -1 }},
	} {
		p := DefaultLikelihoodParams()
		if err := p.Validate(); err != nil {
			t.Fatalf("the defaults are not valid: %v", err)
		}
		tt.change(&p)
		if l, err := NewLikelihood(p); l != nil || err == nil || err.Error() != "anomaly: "+tt.want {
			t.Errorf("NewLikelihood = %v, %v; want anomaly: %s", l, err, tt.want)
		}
	}
}

// feed steps through records [from, to) of a stream that is the same every time.
func feed(t *testing.T, l *Likelihood, from, to int) (likelihoods []float64) {
	t.Helper()
	for i := from; i < to; i++ {
		raw := float64(i*i%37) / 37
		if i%40 > 30 {
			raw = 1
		}
		x, err := l.Step(float64(i%17), raw)
		if err != nil {
			t.Fatal(err)
		}
		likelihoods = append(likelihoods, x)
	}
	return likelihoods
}

func TestStateGoesOn(t *testing.T) {
	small := func(p *LikelihoodParams) {
		p.LearningPeriod, p.EstimationSamples, p.HistoricWindow, p.ReestimationPeriod = 10, 5, 20, 9
	}
	for _, at := range []int{0, 1, 14, 15, 16, 19, 41, 42, 100, 137} {
		l := newLikelihood(t, small)
		feed(t, l, 0, at)
		state, clone := l.Snapshot(), l.Clone()
		want := feed(t, l, at, at+60)
		if got := feed(t, clone, at, at+60); !slices.Equal(got, want) {
			t.Errorf("after %d a clone goes on with %v, want %v", at, got, want)
		}
		for again := 0; again < 2; again++ { // the state is not shared with what was restored from it
			restored := newLikelihood(t, small)
			feed(t, restored, 3, 70)
			if err := restored.Restore(state); err != nil {
				t.Fatalf("after %d: %v", at, err)
			}
			if got := feed(t, restored, at, at+60); !slices.Equal(got, want) {
				t.Errorf("after %d a restored one goes on with %v, want %v", at, got, want)
			}
		}
		if l.Params() != clone.Params() {
			t.Errorf("Params() of the clone = %+v", clone.Params())
		}
	}
}

// The state holds whether the last record was in the red zone, and what it is made
// from is not shared: it may be overwritten.
func TestRestoreInARun(t *testing.T) {
	small := func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples, p.AveragingWindow = 10, 10, 2 }
	l := newLikelihood(t, small)
	for i := 0; i < 25; i++ {
		l.Step(float64(i), 0.1)
	}
	if first, _ := l.Step(0, 1); first < 0.99999 {
		t.Fatalf("likelihood %v, want a red record", first)
	}
	state, restored := l.Snapshot(), newLikelihood(t, small)
	if err := restored.Restore(state); err != nil {
		t.Fatal(err)
	}
	for _, xs := range [][]float64{state.Values, state.Raws, state.Recent} {
		clear(xs)
	}
	if second, _ := restored.Step(0, 1); second != 0.999 {
		t.Errorf("likelihood %v of the second red record, want .999", second)
	}
	if a, b := fmt.Sprint(restored.Snapshot().Values), fmt.Sprint(append(l.Snapshot().Values, 0)); a != b {
		t.Errorf("restored values %s, want %s", a, b)
	}
	if a, b := fmt.Sprint(restored.Snapshot().Raws), fmt.Sprint(append(l.Snapshot().Raws, 1)); a != b {
		t.Errorf("restored raw scores %s, want %s", a, b)
	}
	if recent := restored.Snapshot().Recent; !slices.Equal(recent, []float64{1, 1}) {
		t.Errorf("restored scores under the average %v, want [1 1]", recent)
	}
}

func TestRestoreBadState(t *testing.T) {
	small := func(p *LikelihoodParams) { p.LearningPeriod, p.EstimationSamples, p.HistoricWindow = 10, 5, 20 }
	for _, tt := range []struct {
		want  string
		spoil func(s *LikelihoodState)
	}{
		{"Records = -1, want in [0, 2^62)", func(s *LikelihoodState) { s.Records = -1 }},
		{"Records = 9223372036854775807, want in [0, 2^62)", func(s *LikelihoodState) { s.Records = math.MaxInt }},
		{"20 Values after 12 records, want 12", func(s *LikelihoodState) { s.Records = 12 }},
		{"19 Values after 50 records, want 20", func(s *LikelihoodState) { s.Values = s.Values[1:] }},
		{"19 Raws after 50 records, want 20", func(s *LikelihoodState) { s.Raws = s.Raws[1:] }},
		{"11 Recent scores, want <= AveragingWindow = 10", func(s *LikelihoodState) { s.Recent = append(s.Recent, 1) }},
		{"0 Recent scores with a distribution, want > 0", func(s *LikelihoodState) { s.Recent = nil }},
		{"Values are not all finite numbers", func(s *LikelihoodState) { s.Values[3] = math.NaN() }},
		{"Raws are not all in [0, 1]", func(s *LikelihoodState) { s.Raws[3] = 2 }},
		{"Recent scores are not all in [0, 1]", func(s *LikelihoodState) { s.Recent[3] = math.NaN() }},
		{"Estimated = false after 50 records, want true", func(s *LikelihoodState) { s.Estimated = false }},
		{"Mean = NaN, want finite", func(s *LikelihoodState) { s.Mean = math.NaN() }},
		{"Deviation = 0, want finite and > 0", func(s *LikelihoodState) { s.Deviation = 0 }},
		{"PreviousTail = 1.5, want in [0, 1]", func(s *LikelihoodState) { s.PreviousTail = 1.5 }},
	} {
		l := newLikelihood(t, small)
		feed(t, l, 0, 50)
		state, before := l.Snapshot(), fmt.Sprint(l.Snapshot())
		tt.spoil(&state)
		if err := l.Restore(state); err == nil || !strings.Contains(err.Error(), "anomaly: "+tt.want) {
			t.Errorf("Restore = %v, want anomaly: %s", err, tt.want)
		}
		if after := fmt.Sprint(l.Snapshot()); after != before {
			t.Errorf("%s: a bad state changed %s to %s", tt.want, before, after)
		}
	}
}

// Once the historic window is full and has been moved, nothing is allocated, an
// estimation included.
func TestStepDoesNotAllocateOnceWarm(t *testing.T) {
	l := newLikelihood(t, func(p *LikelihoodParams) { p.HistoricWindow, p.ReestimationPeriod = 500, 50 })
	feed(t, l, 0, 1600)
	if n := len(l.values.kept); n > 1000 {
		t.Errorf("%d values kept for a window of 500, want at most twice as many", n)
	}
	i := 0
	if n := testing.AllocsPerRun(2000, func() { l.Step(float64(i%7), 0.5); i++ }); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}

func BenchmarkStep(b *testing.B) {
	l := newLikelihood(b, func(p *LikelihoodParams) {})
	for i := 0; b.Loop(); i++ {
		l.Step(float64(i%100), float64(i%10)/10)
	}
}
