package experiment

import (
	"context"
	"math"

	"gohtm/datasets"
	"gohtm/htm/anomaly"
)

// OvenBaselines returns detectors without HTM, simple ones and strong ones. All learn as they go. Some are told
// when a body is put in, which the temperatures alone do not say, and one of them by which recipe:
//
//   - fixed limits: by how many °C the temperature, or its change, is outside of what it ever was
//   - moving z-score: how unlikely the temperature is among those of a week (anomaly.WindowedGaussian)
//   - last body: by how many °C it differs from the same minute of the body before
//   - envelope: how many deviations it is from the mean of that minute over all bodies
//   - envelope of the recipe: the same over those of the same recipe, when there were three
//   - nearest stretch: by how many °C the last half hour differs, on average, from the most similar one ever seen, an
//     instance memory
func OvenBaselines() []OvenDetector {
	together := func(datasets.OvenCycle) int { return 0 }
	apart := func(c datasets.OvenCycle) int { return c.Recipe }
	return []OvenDetector{
		{Name: "fixed limits", Scores: limitScores},
		{Name: "moving z-score", Scores: zScores},
		{Name: "last body", Told: "beginnings", Scores: lastBodyScores},
		{Name: "envelope", Told: "beginnings", Scores: func(_ context.Context, o *datasets.Oven) ([]float64, error) {
			return envelopeScores(o, together), nil
		}},
		{Name: "envelope of the recipe", Told: "beginnings, recipes", Scores: func(_ context.Context, o *datasets.Oven) ([]float64, error) {
			return envelopeScores(o, apart), nil
		}},
		{Name: "nearest stretch", Scores: nearestScores},
	}
}

func limitScores(_ context.Context, o *datasets.Oven) ([]float64, error) {
	values := o.Series.Values()
	scores := make([]float64, len(values))
	low, high, fall, rise := values[0], values[0], 0.0, 0.0
	for i := 1; i < len(values); i++ {
		x, d := values[i], values[i]-values[i-1]
		scores[i] = math.Max(0, math.Max(math.Max(x-high, low-x), math.Max(d-rise, fall-d)))
		low, high, fall, rise = math.Min(low, x), math.Max(high, x), math.Min(fall, d), math.Max(rise, d)
	}
	return scores, nil
}

func zScores(_ context.Context, o *datasets.Oven) ([]float64, error) {
	p := anomaly.DefaultWindowedGaussianParams()
	p.Window = 7 * 24 * 60 / o.Params.Interval
	p.Stride = min(p.Stride, p.Window)
	g, err := anomaly.NewWindowedGaussian(p)
	if err != nil {
		return nil, err
	}
	scores := o.Series.Values()
	for i, x := range scores {
		if scores[i], err = g.Step(x); err != nil {
			return nil, err
		}
	}
	return scores, nil
}

func lastBodyScores(_ context.Context, o *datasets.Oven) ([]float64, error) {
	values := o.Series.Values()
	scores := make([]float64, len(values))
	for n := 1; n < len(o.Cycles); n++ {
		now, before := o.Cycles[n], o.Cycles[n-1]
		for k := 0; k < now.Rows && k < before.Rows; k++ {
			scores[now.Row+k] = math.Abs(values[now.Row+k] - values[before.Row+k])
		}
	}
	return scores, nil
}

// How many values make an envelope, and how narrow it gets, in °C: a few examples may agree by chance.
const (
	envelopeExamples  = 3
	envelopeDeviation = 1
)

// envelopeScores compares a value with those as many rows after the beginning of earlier bodies of a kind.
func envelopeScores(o *datasets.Oven, kind func(datasets.OvenCycle) int) []float64 {
	values := o.Series.Values()
	scores := make([]float64, len(values))
	type place struct{ kind, row int }
	seen := map[place][]float64{}
	for _, c := range o.Cycles {
		for k := 0; k < c.Rows; k++ {
			at, x := place{kind(c), k}, values[c.Row+k]
			if past := seen[at]; len(past) >= envelopeExamples {
				scores[c.Row+k] = math.Abs(x-mean(past)) / math.Max(envelopeDeviation, deviation(past))
			}
			seen[at] = append(seen[at], x)
		}
	}
	return scores
}

// How many rows nearestScores compares, and the mean difference, in °C, that is as good as none.
const (
	stretch    = 10
	nearEnough = .5
)

// nearestScores looks for the most similar stretch that does not overlap with the present one. Yeh et al. (2016),
// doi:10.1109/ICDM.2016.0179, call this a left matrix profile; here values are compared as they are.
func nearestScores(ctx context.Context, o *datasets.Oven) ([]float64, error) {
	values := o.Series.Values()
	scores := make([]float64, len(values))
	for i := 2*stretch - 1; i < len(values); i++ {
		if i%100 == 0 {
			if err := stopped(ctx, i, len(values)); err != nil {
				return nil, err
			}
		}
		best := math.Inf(1)
		for j := i - stretch; j >= stretch-1 && best > nearEnough*stretch; j-- {
			sum := 0.0
			for k := 0; k < stretch && sum < best; k++ {
				sum += math.Abs(values[i-k] - values[j-k])
			}
			best = math.Min(best, sum)
		}
		scores[i] = best / stretch
	}
	return scores, nil
}
