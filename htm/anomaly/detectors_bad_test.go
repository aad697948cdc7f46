package anomaly

import (
	"fmt"
	"math"
	"testing"
)

// Each row breaks one thing; the error is what a user reads.
func TestDetectorParams(t *testing.T) {
	average := func(window int) error {
		_, err := NewMovingAverage(MovingAverageParams{Window: window})
		return err
	}
	exponential := func(change func(p *ExponentialLikelihoodParams)) error {
		p := DefaultExponentialLikelihoodParams()
		change(&p)
		_, err := NewExponentialLikelihood(p)
		return err
	}
	gaussian := func(change func(p *WindowedGaussianParams)) error {
		p := DefaultWindowedGaussianParams()
		change(&p)
		_, err := NewWindowedGaussian(p)
		return err
	}
	seen := func(margin float64) error {
		_, err := NewSeenRange(SeenRangeParams{Margin: margin})
		return err
	}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{DefaultMovingAverageParams().Validate(), ""},
		{DefaultExponentialLikelihoodParams().Validate(), ""},
		{DefaultWindowedGaussianParams().Validate(), ""},
		{DefaultSeenRangeParams().Validate(), ""},
		{average(0), "anomaly: Window = 0, want in [1, 2^30]"},
		{average(math.MaxInt), "anomaly: Window = 9223372036854775807, want in [1, 2^30]"},
		{exponential(func(p *ExponentialLikelihoodParams) { p.Period = 0 }), "anomaly: Period = 0, want in [1, 2^40]"},
		{exponential(func(p *ExponentialLikelihoodParams) { p.Period = math.MaxInt }), "anomaly: Period = 9223372036854775807, want in [1, 2^40]"},
		{exponential(func(p *ExponentialLikelihoodParams) { p.InitialMean = math.NaN() }), "anomaly: InitialMean = NaN, want in [0, 1]"},
		{exponential(func(p *ExponentialLikelihoodParams) { p.InitialVariance = 0 }), "anomaly: InitialVariance = 0, want in (0, 1]"},
		{exponential(func(p *ExponentialLikelihoodParams) { p.MeanFloor, p.VarianceFloor = -0.1, math.Inf(1) }),
			"anomaly: MeanFloor = -0.1, want in [0, 1]\nanomaly: VarianceFloor = +Inf, want in (0, 1]"},
		{gaussian(func(p *WindowedGaussianParams) { p.Window, p.Stride = 0, 0 }), "anomaly: Window = 0, want in [1, 2^30]\nanomaly: Stride = 0, want in [1, Window = 0]"},
		{gaussian(func(p *WindowedGaussianParams) { p.Window = 99 }), "anomaly: Stride = 100, want in [1, Window = 99]"},
		{gaussian(func(p *WindowedGaussianParams) { p.Window = 1<<30 + 1 }), "anomaly: Window = 1073741825, want in [1, 2^30]"},
		{gaussian(func(p *WindowedGaussianParams) { p.DeviationFloor = 0 }), "anomaly: DeviationFloor = 0, want in (0, 1e100]"},
		{gaussian(func(p *WindowedGaussianParams) { p.DeviationFloor = math.NaN() }), "anomaly: DeviationFloor = NaN, want in (0, 1e100]"},
		{seen(-0.1), "anomaly: Margin = -0.1, want in [0, 1e100]"},
		{seen(math.Inf(1)), "anomaly: Margin = +Inf, want in [0, 1e100]"},
	} {
		got := ""
		if tt.err != nil {
			got = tt.err.Error()
		}
		if got != tt.want {
			t.Errorf("error %q, want %q", got, tt.want)
		}
	}
}

// Bad numbers are refused and leave no trace.
func TestDetectorsBadInput(t *testing.T) {
	average, exponential, gaussian, seen := newAverage(t, 3), newExponential(t, nil), newGaussian(t, nil), newRange(t, 0.1)
	outside := func(x float64) (float64, error) {
		_, err := seen.Step(x)
		return 0, err
	}
	for _, part := range []struct {
		name     string
		step     func(x float64) (float64, error)
		snapshot func() interface{}
		bad      []float64
		want     string
	}{
		{"average", average.Step, func() interface{} { return average.Snapshot() }, []float64{math.NaN(), math.Inf(1), math.Inf(-1), -2e100}, "anomaly: value = %v, want in [-1e100, 1e100]"},
		{"exponential", exponential.Step, func() interface{} { return exponential.Snapshot() }, []float64{math.NaN(), math.Inf(1), -0.1, 1.1}, "anomaly: raw = %v, want in [0, 1]"},
		{"gaussian", gaussian.Step, func() interface{} { return gaussian.Snapshot() }, []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2e100}, "anomaly: value = %v, want in [-1e100, 1e100]"},
		{"range", outside, func() interface{} { return seen.Snapshot() }, []float64{math.NaN(), math.Inf(1), math.Inf(-1), 2e100}, "anomaly: value = %v, want in [-1e100, 1e100]"},
	} {
		steps(t, part.step, 0.5, 0.25)
		before := fmt.Sprint(part.snapshot())
		for _, bad := range part.bad {
			if _, err := part.step(bad); err == nil || err.Error() != fmt.Sprintf(part.want, bad) {
				t.Errorf("%s: Step(%v) = %v, want %s", part.name, bad, err, fmt.Sprintf(part.want, bad))
			}
		}
		if after := fmt.Sprint(part.snapshot()); after != before {
			t.Errorf("%s: bad input changed %s to %s", part.name, before, after)
		}
	}
}

func TestDetectorsBadState(t *testing.T) {
	average, exponential := newAverage(t, 2), newExponential(t, nil)
	gaussian := newGaussian(t, func(p *WindowedGaussianParams) { p.Window, p.Stride = 2, 1 })
	seen := newRange(t, 0.1)
	steps(t, average.Step, 1, 2, 3)
	steps(t, exponential.Step, 0.1, 0.2)
	steps(t, gaussian.Step, 1, 2, 3)
	if _, err := seen.Step(4); err != nil {
		t.Fatal(err)
	}
	all := func() string {
		return fmt.Sprint(average.Snapshot(), exponential.Snapshot(), gaussian.Snapshot(), seen.Snapshot())
	}
	before := all()
	spoilt := func(change func(s *ExponentialLikelihoodState)) error {
		s := exponential.Snapshot()
		change(&s)
		return exponential.Restore(s)
	}
	nan := math.NaN()
	for _, tt := range []struct {
		err  error
		want string
	}{
		{average.Restore(MovingAverageState{Recent: []float64{1, 2, 3}}), "this MovingAverage:\nanomaly: 3 Recent numbers, want <= Window = 2"},
		{average.Restore(MovingAverageState{Recent: []float64{nan}}), "this MovingAverage:\nanomaly: Recent numbers are not all in [-1e100, 1e100]"},
		{spoilt(func(s *ExponentialLikelihoodState) { s.Records = -1 }), "this ExponentialLikelihood:\nanomaly: Records = -1, want in [0, 2^62)"},
		{spoilt(func(s *ExponentialLikelihoodState) { s.Records = math.MaxInt }), "this ExponentialLikelihood:\nanomaly: Records = 9223372036854775807, want in [0, 2^62)"},
		{spoilt(func(s *ExponentialLikelihoodState) { s.Mean = nan }), "this ExponentialLikelihood:\nanomaly: Mean = NaN, want in [0, 1]"},
		{spoilt(func(s *ExponentialLikelihoodState) { s.Variance = 0 }), "this ExponentialLikelihood:\nanomaly: Variance = 0, want in (0, 1]"},
		{spoilt(func(s *ExponentialLikelihoodState) { s.Previous = 2 }), "this ExponentialLikelihood:\nanomaly: Previous = 2, want in [0, 1]"},
		{gaussian.Restore(WindowedGaussianState{Values: []float64{1, 2, 3}}), "this WindowedGaussian:\nanomaly: 3 Values, want < Window + Stride = 3"},
		{gaussian.Restore(WindowedGaussianState{Values: []float64{math.Inf(1)}}), "this WindowedGaussian:\nanomaly: Values are not all in [-1e100, 1e100]"},
		{seen.Restore(SeenRangeState{Seen: true, Low: 2, High: 1}), "this SeenRange:\nanomaly: Low = 2, High = 1, want a range in [-1e100, 1e100]"},
		{seen.Restore(SeenRangeState{Seen: true, Low: nan}), "this SeenRange:\nanomaly: Low = NaN, High = 0, want a range in [-1e100, 1e100]"},
		{seen.Restore(SeenRangeState{Low: 1, High: 2}), "this SeenRange:\nanomaly: Low = 1, High = 2, want 0 before the first value"},
	} {
		if want := "anomaly: not a state of " + tt.want; tt.err == nil || tt.err.Error() != want {
			t.Errorf("Restore = %v, want %s", tt.err, want)
		}
	}
	if after := all(); after != before {
		t.Errorf("bad states changed %s to %s", before, after)
	}
}

// Once their windows are full and have moved, nothing is allocated.
func TestDetectorsDoNotAllocateOnceWarm(t *testing.T) {
	average, exponential, seen := newAverage(t, 10), newExponential(t, nil), newRange(t, 0.1)
	gaussian := newGaussian(t, func(p *WindowedGaussianParams) { p.Window, p.Stride = 50, 20 })
	i := 0
	step := func() {
		x := float64(i%7) / 7
		average.Step(x)
		exponential.Step(x)
		gaussian.Step(x)
		seen.Step(x)
		i++
	}
	for i < 200 {
		step()
	}
	if n := testing.AllocsPerRun(300, step); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}
