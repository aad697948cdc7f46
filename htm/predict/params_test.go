package predict

import (
	"math"
	"testing"
)

// Each row breaks one thing; the error is what a user reads.
func TestValidate(t *testing.T) {
	type row struct {
		name string
		err  error
		want string
	}
	var rows []row
	classifier := func(name, want string, change func(p *ClassifierParams)) {
		p := DefaultClassifierParams(8, 3)
		change(&p)
		c, err := NewClassifier(p)
		if (c == nil) != (err != nil) {
			t.Errorf("%s: classifier %v with error %v", name, c, err)
		}
		rows = append(rows, row{"classifier: " + name, err, want})
	}
	classifier("defaults", "", func(p *ClassifierParams) {})
	classifier("no bits", "predict: Size = 0, want in [1, 2^28]", func(p *ClassifierParams) { p.Size = 0 })
	classifier("huge", "predict: Size = 9223372036854775807, want in [1, 2^28]\npredict: Buckets = 9223372036854775807, want in [1, 2^20]\npredict: Steps = [9223372036854775807], want one or more, each in [0, 2^20] and there once\npredict: Alpha = 1e+38, want in (0, 1e6]", func(p *ClassifierParams) {
		p.Size, p.Buckets, p.Steps, p.Alpha = math.MaxInt, math.MaxInt, []int{math.MaxInt}, 1e38
	})
	classifier("no buckets", "predict: Buckets = 0, want in [1, 2^20]", func(p *ClassifierParams) { p.Buckets = 0 })
	classifier("no steps", "predict: Steps = [], want one or more, each in [0, 2^20] and there once", func(p *ClassifierParams) { p.Steps = nil })
	classifier("steps into the past", "predict: Steps = [1 -1], want one or more, each in [0, 2^20] and there once", func(p *ClassifierParams) { p.Steps = []int{1, -1} })
	classifier("steps twice", "predict: Steps = [5 5], want one or more, each in [0, 2^20] and there once", func(p *ClassifierParams) { p.Steps = []int{5, 5} })
	classifier("steps 0", "", func(p *ClassifierParams) { p.Steps = []int{0} })
	classifier("no rate", "predict: Alpha = 0, want in (0, 1e6]", func(p *ClassifierParams) { p.Alpha = 0 })
	classifier("NaN rate", "predict: Alpha = NaN, want in (0, 1e6]", func(p *ClassifierParams) { p.Alpha = nan })
	classifier("infinite rate", "predict: Alpha = +Inf, want in (0, 1e6]", func(p *ClassifierParams) { p.Alpha = math.Inf(1) })
	classifier("many steps of many bits", "predict: Size = 268435456 for 2 Steps, want <= 2^28 for all", func(p *ClassifierParams) { p.Size, p.Steps = 1<<28, []int{1, 2} })
	classifier("two things", "predict: Size = -1, want in [1, 2^28]\npredict: Alpha = -2, want in (0, 1e6]", func(p *ClassifierParams) { p.Size, p.Alpha = -1, -2 })

	values := func(name, want string, change func(p *ValuesParams)) {
		p := DefaultValuesParams(3)
		change(&p)
		_, err := NewValues(p)
		rows = append(rows, row{"values: " + name, err, want})
	}
	values("defaults", "", func(p *ValuesParams) {})
	values("no buckets", "predict: Buckets = -1, want in [1, 2^20]", func(p *ValuesParams) { p.Buckets = -1 })
	values("huge", "predict: Buckets = 9223372036854775807, want in [1, 2^20]", func(p *ValuesParams) { p.Buckets = math.MaxInt })
	values("no rate", "predict: Alpha = 0, want in (0, 1]", func(p *ValuesParams) { p.Alpha = 0 })
	values("rate above 1", "predict: Alpha = 1.5, want in (0, 1]", func(p *ValuesParams) { p.Alpha = 1.5 })
	values("NaN rate", "predict: Alpha = NaN, want in (0, 1]", func(p *ValuesParams) { p.Alpha = nan })

	nearest := func(name, want string, change func(p *NearestParams)) {
		p := DefaultNearestParams(8)
		change(&p)
		_, err := NewNearest(p)
		rows = append(rows, row{"nearest: " + name, err, want})
	}
	nearest("defaults", "", func(p *NearestParams) {})
	nearest("no bits", "predict: Size = 0, want in [1, 2^28]", func(p *NearestParams) { p.Size = 0 })
	nearest("steps 0", "predict: Steps = [0], want one or more, each in [1, 2^20] and there once", func(p *NearestParams) { p.Steps = []int{0} })
	nearest("no neighbours", "predict: Neighbours = 0, want > 0", func(p *NearestParams) { p.Neighbours = 0 })
	nearest("no half-life", "predict: HalfLife = 0, want finite and >= 1e-100", func(p *NearestParams) { p.HalfLife = 0 })
	nearest("infinite half-life", "predict: HalfLife = +Inf, want finite and >= 1e-100", func(p *NearestParams) { p.HalfLife = math.Inf(1) })
	nearest("half-life of no time", "predict: HalfLife = 1e-310, want finite and >= 1e-100", func(p *NearestParams) { p.HalfLife = 1e-310 })
	nearest("negative sharpness", "predict: Sharpness = -1, want in [0, 1e100]", func(p *NearestParams) { p.Sharpness = -1 })
	nearest("NaN sharpness", "predict: Sharpness = NaN, want in [0, 1e100]", func(p *NearestParams) { p.Sharpness = nan })
	nearest("too small a memory", "predict: Capacity = 5, want more than the furthest of Steps = [1 5], and <= 2^30", func(p *NearestParams) { p.Capacity, p.Steps = 5, []int{1, 5} })
	nearest("too large a memory", "predict: Capacity = 1073741825, want more than the furthest of Steps = [1], and <= 2^30", func(p *NearestParams) { p.Capacity = 1<<30 + 1 })

	labels := func(name, want string, change func(p *NearestClassifierParams)) {
		p := DefaultNearestClassifierParams(8, 3)
		change(&p)
		_, err := NewNearestClassifier(p)
		rows = append(rows, row{"nearest classifier: " + name, err, want})
	}
	labels("defaults", "", func(p *NearestClassifierParams) {})
	labels("no bits", "predict: Size = 0, want in [1, 2^28]", func(p *NearestClassifierParams) { p.Size = 0 })
	labels("no buckets", "predict: Buckets = 0, want in [1, 2^20]", func(p *NearestClassifierParams) { p.Buckets = 0 })
	labels("no neighbours", "predict: Neighbours = -1, want > 0", func(p *NearestClassifierParams) { p.Neighbours = -1 })
	labels("no memory", "predict: Capacity = 0, want in [1, 2^30]", func(p *NearestClassifierParams) { p.Capacity = 0 })
	labels("everything too large", "predict: Size = 9223372036854775807, want in [1, 2^28]\npredict: Buckets = 9223372036854775807, want in [1, 2^20]\npredict: Capacity = 9223372036854775807, want in [1, 2^30]", func(p *NearestClassifierParams) {
		p.Size, p.Buckets, p.Capacity = math.MaxInt, math.MaxInt, math.MaxInt
	})

	naive := func(name, want string, p NaiveParams) {
		_, err := NewNaive(p)
		rows = append(rows, row{"naive: " + name, err, want})
	}
	naive("last week corrected", "", LastWeekCorrected(1, 5))
	naive("no lag", "predict: Lag = 0, want in [1, 2^20]", NaiveParams{Steps: []int{1}})
	naive("huge lag", "predict: Lag = 9223372036854775807, want in [1, 2^20]", NaiveParams{Lag: math.MaxInt, Steps: []int{1}})
	naive("no steps", "predict: Steps = [], want one or more, each in [1, 2^20] and there once", PreviousValue())
	naive("steps 0", "predict: Steps = [0], want one or more, each in [1, 2^20] and there once", PreviousValue(0))
	naive("NaN correction", "predict: Correction = NaN, want in [-1e100, 1e100]", NaiveParams{Lag: 1, Steps: []int{1}, Correction: nan})

	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got := ""
			if r.err != nil {
				got = r.err.Error()
			}
			if got != r.want {
				t.Errorf("error %q, want %q", got, r.want)
			}
		})
	}
}

// Params are fixed after New: neither the caller's slice nor a returned one is shared.
func TestParamsAreCopies(t *testing.T) {
	steps := []int{1, 5}
	p := DefaultClassifierParams(8, 2)
	p.Steps = steps
	c, _ := NewClassifier(p)
	q := DefaultNearestParams(8)
	q.Steps = steps
	n, _ := NewNearest(q)
	v, _ := NewNaive(PreviousValue(steps...))
	steps[0] = 9
	for name, params := range map[string]func() []int{
		"Classifier": func() []int { return c.Params().Steps },
		"Nearest":    func() []int { return n.Params().Steps },
		"Naive":      func() []int { return v.Params().Steps },
	} {
		params()[1] = 9
		if got := params(); got[0] != 1 || got[1] != 5 {
			t.Errorf("%s: Steps = %v, want [1 5]", name, got)
		}
	}
	if w := newValues(t, 4, 0.5); w.Params() != (ValuesParams{Buckets: 4, Alpha: 0.5}) {
		t.Errorf("Values: Params() = %+v", w.Params())
	}
}
