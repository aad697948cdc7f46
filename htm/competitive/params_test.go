package competitive_test

import (
	"math"
	"testing"

	"gohtm/htm/competitive"
	"gohtm/htm/internal/fields"
)

func newLayer(t testing.TB, p competitive.Params) *competitive.Layer {
	t.Helper()
	l, err := competitive.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Each row breaks one thing; the error is what a user reads.
func TestValidate(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name, want string
		change     func(p *competitive.Params)
	}{
		{"defaults", "", func(p *competitive.Params) {}},
		{"no inputs", "competitive: Inputs = 0, want in [1, 2^28]", func(p *competitive.Params) { p.Inputs = 0 }},
		{"no units", "competitive: Units = -1, want in [1, 2^28]\ncompetitive: Winners = 1, want in [1, Units = -1]", func(p *competitive.Params) { p.Units = -1 }},
		{"huge", "competitive: Inputs = 9223372036854775807, want in [1, 2^28]", func(p *competitive.Params) { p.Inputs = math.MaxInt }},
		{"too many weights", "competitive: Units * Inputs = 65536 * 8192 weights, want at most 2^28", func(p *competitive.Params) { p.Inputs, p.Units = 8192, 65536 }},
		{"as many weights as may be", "", func(p *competitive.Params) { p.Inputs, p.Units = 1<<28, 1 }},
		{"no winners", "competitive: Winners = 0, want in [1, Units = 5]", func(p *competitive.Params) { p.Winners = 0 }},
		{"more winners than units", "competitive: Winners = 6, want in [1, Units = 5]", func(p *competitive.Params) { p.Winners = 6 }},
		{"all win", "", func(p *competitive.Params) { p.Winners = 5 }},
		{"a rate above 1", "competitive: Rate = 1.5, want in [0, 1]", func(p *competitive.Params) { p.Rate = 1.5 }},
		{"a rate of NaN", "competitive: Rate = NaN, want in [0, 1]", func(p *competitive.Params) { p.Rate = nan }},
		{"no rate", "", func(p *competitive.Params) { p.Rate = 0 }},
		{"no rate and no averaging", "competitive: Rate = 0 without Averaging, so that nothing is ever learned: want one of them", func(p *competitive.Params) { p.Rate, p.Averaging = 0, false }},
		{"negative noise", "competitive: Noise = -0.1, want in [0, 1]", func(p *competitive.Params) { p.Noise = -.1 }},
		{"noise of NaN", "competitive: Noise = NaN, want in [0, 1]", func(p *competitive.Params) { p.Noise = nan }},
		{"no noise", "", func(p *competitive.Params) { p.Noise = 0 }},
	} {
		p := competitive.DefaultParams(8, 5)
		tt.change(&p)
		err, got := p.Validate(), ""
		if err != nil {
			got = err.Error()
			if l, err := competitive.New(p); l != nil || err == nil || err.Error() != got {
				t.Errorf("%s: New = %v, %v; want the error of Validate", tt.name, l, err)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func sum(values []float32) (total float32) {
	for _, v := range values {
		total += v
	}
	return total
}

// hand is a layer of two units over two inputs whose weights are a half, and 0 and 1.
func hand(t testing.TB, p competitive.Params) *competitive.Layer {
	l := newLayer(t, p)
	for unit, weights := range [][]float32{{.5, .5}, {0, 1}} {
		if err := l.SetWeights(unit, weights); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// Every parameter with two values, and what they make of a layer: it fails where a
// parameter is ignored or inverted. Worked by hand.
func TestEveryParameterMatters(t *testing.T) {
	type params = competitive.Params
	rows := []struct {
		name    string
		first   func(p *params)
		second  func(p *params)
		measure func(p params) float64
		want    [2]float64
	}{
		{"Inputs: the length of a template", func(p *params) { p.Inputs = 2 }, func(p *params) { p.Inputs = 3 },
			func(p params) float64 { return float64(len(newLayer(t, p).Weights(0))) }, [2]float64{2, 3}},
		{"Units: how many distances there are", func(p *params) { p.Units = 2 }, func(p *params) { p.Units = 7 },
			func(p params) float64 { return float64(len(newLayer(t, p).Distances())) }, [2]float64{2, 7}},
		{"Winners: as many learn", func(p *params) { p.Winners = 1 }, func(p *params) { p.Winners = 2 },
			func(p params) float64 {
				l := hand(t, p)
				l.Step([]float32{1, 1}, true)
				return float64(2 - l.NeverWon())
			}, [2]float64{1, 2}},
		// (.5, .5) is .5 from (1, 1), (0, 1) is 1 from it.
		{"Rate: so far does the first weight move from .5 to 1", func(p *params) { p.Rate, p.Averaging = .5, false }, func(p *params) { p.Rate, p.Averaging = .125, false },
			func(p params) float64 {
				l := hand(t, p)
				l.Step([]float32{1, 1}, true)
				return float64(l.Weights(0)[0])
			}, [2]float64{.75, .5625}},
		// Its own weights are one sample, the input is the second: half the way, if
		// that is more than Rate.
		{"Averaging: the second sample counts a half", func(p *params) { p.Rate, p.Averaging = .125, true }, func(p *params) { p.Rate, p.Averaging = .125, false },
			func(p params) float64 {
				l := hand(t, p)
				l.Step([]float32{1, 1}, true)
				return float64(l.Weights(0)[0])
			}, [2]float64{.75, .5625}},
		// After one win with a rate of 1/8 the first unit is at (.5625, .5625): .1953 from
		// (.5, 1), and with the factor 2 farther than the .25 of the other one.
		{"FrequencySensitive: who has won before gives way", func(p *params) { p.Rate, p.Averaging, p.FrequencySensitive = .125, false, true },
			func(p *params) { p.Rate, p.Averaging, p.FrequencySensitive = .125, false, false },
			func(p params) float64 {
				l := hand(t, p)
				l.Step([]float32{1, 1}, true)
				l.Step([]float32{.5, 1}, true)
				return float64(l.Winners()[0])
			}, [2]float64{1, 0}},
		{"Noise: none", func(p *params) { p.Noise = 0 }, func(p *params) { p.Noise = 1 },
			func(p params) float64 {
				if sum(newLayer(t, p).Weights(0)) > 0 {
					return 1
				}
				return 0
			}, [2]float64{0, 1}},
		{"Seed: other noise", func(p *params) { p.Seed = 42 }, func(p *params) { p.Seed = 43 },
			func(p params) float64 {
				if newLayer(t, p).Weights(0)[0] == newLayer(t, competitive.DefaultParams(2, 2)).Weights(0)[0] {
					return 1
				}
				return 0
			}, [2]float64{1, 0}},
	}
	var names []string
	for _, r := range rows {
		names = append(names, r.name)
		for i, change := range []func(p *params){r.first, r.second} {
			p := competitive.DefaultParams(2, 2)
			change(&p)
			if got := r.measure(p); got != r.want[i] {
				t.Errorf("%s: value %d gives %v, want %v", r.name, i+1, got, r.want[i])
			}
		}
	}
	if missing := fields.Missing(competitive.Params{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

// Noise is even from 0 to its limit: the mean of 20,000 weights is half of it, within
// five standard errors, limit / sqrt(12 * 20,000).
func TestNoiseIsEven(t *testing.T) {
	for _, limit := range []float64{1, .3} {
		p := competitive.DefaultParams(100, 200)
		p.Noise = limit
		l, total, most := newLayer(t, p), 0.0, 0.0
		for unit := 0; unit < p.Units; unit++ {
			for _, w := range l.Weights(unit) {
				total += float64(w)
				most = math.Max(most, float64(w))
			}
		}
		if mean := total / 20000; math.Abs(mean-limit/2) > 5*limit/math.Sqrt(12*20000) || most >= limit || most < .99*limit {
			t.Errorf("Noise = %v: mean %v, most %v", limit, mean, most)
		}
	}
}
