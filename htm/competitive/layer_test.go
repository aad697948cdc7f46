package competitive_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/competitive"
	"gohtm/htm/internal/rng"
)

// panics returns what f panics with, "" if it does not.
func panics(f func()) (text string) {
	defer func() {
		if p := recover(); p != nil {
			text = fmt.Sprint(p)
		}
	}()
	f()
	return ""
}

// A template is the plain mean of the inputs that its unit won: of (0, 1), (.5, 1) and
// (1, .25) that is (.5, .75). Worked by hand.
func TestTemplatesAreMeans(t *testing.T) {
	p := competitive.DefaultParams(2, 1)
	p.Rate = 0
	l := newLayer(t, p)
	for _, x := range [][]float32{{0, 1}, {.5, 1}, {1, .25}} {
		l.Step(x, true)
	}
	for i, w := range l.Weights(0) {
		if want := []float64{.5, .75}[i]; math.Abs(float64(w)-want) > 1e-6 {
			t.Errorf("weight %d = %v, want the mean %v", i, w, want)
		}
	}
}

// Initialise gives each unit one of the inputs, all before any comes again, in an order
// that follows from the seed.
func TestInitialise(t *testing.T) {
	inputs := [][]float32{{0, 0}, {.25, 0}, {.5, 0}, {.75, 0}}
	orders := map[string]bool{}
	for seed := uint64(1); seed <= 20; seed++ {
		p := competitive.DefaultParams(2, 6)
		p.Seed = seed
		l := newLayer(t, p)
		l.Step([]float32{1, 1}, true)
		if err := l.Initialise(inputs); err != nil {
			t.Fatal(err)
		}
		count, order := map[float32]int{}, ""
		for unit := 0; unit < 6; unit++ {
			w := l.Weights(unit)
			count[w[0]]++
			order += fmt.Sprint(w[0], " ")
			if unit == 3 && len(count) != 4 {
				t.Errorf("seed %d: the first four units have %d inputs, want all", seed, len(count))
			}
		}
		for input, n := range count {
			if n > 2 {
				t.Errorf("seed %d: %d of six units have input %v, want at most two", seed, n, input)
			}
		}
		if l.NeverWon() != 6 || l.Wins()[0] != 0 {
			t.Errorf("seed %d: %v, want no wins after Initialise", seed, l)
		}
		orders[order] = true
	}
	if len(orders) < 15 {
		t.Errorf("%d orders from 20 seeds, want nearly as many", len(orders))
	}
}

// As its own input a template is nearest, at distance 0 or a rounding from it, never below.
func TestDistanceToItself(t *testing.T) {
	random := rng.New(3)
	l := newLayer(t, competitive.DefaultParams(100, 50))
	for unit := 0; unit < 50; unit++ {
		l.Step(l.Weights(unit), false)
		if d := l.Distances()[unit]; !(d >= 0 && d < 1e-4) || l.Winners()[0] != unit {
			t.Errorf("unit %d is %v from itself, winner %v", unit, d, l.Winners())
		}
	}
	l.Step(sparse(random, 100), false)
	if l.NeverWon() != 50 {
		t.Errorf("%v, want no wins without learning", l)
	}
}

// Rounding would make the distance from what is nearly the same less than 0.
func TestDistanceIsNeverNegative(t *testing.T) {
	l, random, below := newLayer(t, competitive.DefaultParams(100, 1)), rng.New(5), 0
	w := l.Weights(0)
	for i := 0; i < 200; i++ {
		x := slices.Clone(w)
		at := random.Below(100)
		x[at] = min(1, x[at]+1e-4)
		x[random.Below(100)] *= .9999
		var ww, wx, xx float32
		for i := range x {
			ww, wx, xx = ww+float32(w[i]*w[i]), wx+float32(w[i]*x[i]), xx+float32(x[i]*x[i])
		}
		if ww-float32(2*wx)+xx < 0 {
			below++
		}
		if l.Step(x, false); l.Distances()[0] < 0 {
			t.Fatalf("distance %v", l.Distances()[0])
		}
	}
	if below < 10 {
		t.Errorf("%d of 200 inputs would have a negative distance, want some", below)
	}
}

// Four templates of one weight. Worked by hand: from the input 0 the distances are 0, .0625, .25 and 1, their mean .328125, their deviation
// sqrt(Σ d²/4 - mean²) = sqrt(.266602 - .107666) = .398668.
func TestFeatures(t *testing.T) {
	l := newLayer(t, competitive.DefaultParams(1, 4))
	for unit, w := range []float32{.25, 0, 1, .5} {
		if err := l.SetWeights(unit, []float32{w}); err != nil {
			t.Fatal(err)
		}
	}
	l.Step([]float32{0}, false)
	want := []float64{(.328125 - .0625) / .398668, .328125 / .398668, 0, (.328125 - .25) / .398668}
	for unit, f := range l.Features() {
		if math.Abs(float64(f)-want[unit]) > 1e-5 {
			t.Errorf("feature %d = %v, want %v", unit, f, want[unit])
		}
	}
	if got := l.AppendNearest(nil, 3); !slices.Equal(got, []int{1, 0, 3}) {
		t.Errorf("nearest %v, want 1, 0, 3", got)
	}
	if got := l.Nearest(3); got.Size != 4 || !slices.Equal(got.Bits, []int{0, 1, 3}) {
		t.Errorf("nearest %v, want 0, 1, 3 of 4", got)
	}
	if got := l.Nearest(0); got.Len() != 0 || got.Size != 4 {
		t.Errorf("nearest %v, want none of 4", got)
	}
	p := competitive.DefaultParams(1, 4)
	p.Noise = 0
	same := newLayer(t, p)
	same.Step([]float32{1}, false)
	if got := same.Features(); sum(got) != 0 || len(got) != 4 {
		t.Errorf("features %v of units that are all as far, want 0", got)
	}
}

// blobs are inputs around so many centres: numbers from 0 to 1, each within .05 of that
// of its centre.
func blobs(random *rng.Stream, centres [][]float32) []float32 {
	x := slices.Clone(centres[random.Below(len(centres))])
	for i := range x {
		x[i] = min(1, max(0, x[i]+.1*random.Unit()-.05))
	}
	return x
}

// From noise the rule alone leaves most units without a win; FrequencySensitive and
// Averaging together cure it, and the templates are the centres. 20 centres, 20 units,
// three seeds.
func TestCureOfUnitsThatNeverWin(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		random := rng.New(seed)
		centres := make([][]float32, 20)
		for i := range centres {
			centres[i] = sparse(random, 64)
		}
		run := func(change func(p *competitive.Params)) (l *competitive.Layer, far float64) {
			p := competitive.DefaultParams(64, 20)
			p.Seed = seed
			change(&p)
			l, stream := newLayer(t, p), rng.New(seed+100)
			for i := 0; i < 4000; i++ {
				l.Step(blobs(stream, centres), true)
			}
			for _, c := range centres {
				l.Step(c, false)
				far = max(far, float64(l.Distances()[l.Winners()[0]]))
			}
			return l, far
		}
		alone, farAlone := run(func(p *competitive.Params) { p.Averaging, p.FrequencySensitive = false, false })
		cured, farCured := run(func(p *competitive.Params) {})
		if alone.NeverWon() < 10 || farAlone < 2 {
			t.Errorf("seed %d: alone %v, the farthest centre at %v; want half of the units without a win, and a centre without a unit", seed, alone, farAlone)
		}
		if cured.NeverWon() != 0 || farCured > .1 {
			t.Errorf("seed %d: cured %v, the farthest centre at %v; want every unit to win, and one at every centre", seed, cured, farCured)
		}
	}
}

func TestBadInputs(t *testing.T) {
	p := competitive.DefaultParams(2, 3)
	p.Rate, p.Averaging = .5, false
	l := newLayer(t, p)
	l.Step([]float32{.5, .5}, true)
	before := fmt.Sprint(l.Snapshot())
	nan := float32(math.NaN())
	for _, tt := range []struct{ got, want string }{
		{panics(func() { l.Step([]float32{1}, true) }), "competitive: 1 numbers, want Inputs = 2"},
		{panics(func() { l.Step([]float32{0, nan}, false) }), "competitive: number 1 = NaN, want in [0, 1]"},
		{panics(func() { l.Step([]float32{-.5, 0}, true) }), "competitive: number 0 = -0.5, want in [0, 1]"},
		{panics(func() { l.Step([]float32{255, 0}, true) }), "competitive: number 0 = 255, want in [0, 1]"},
		{panics(func() { l.Weights(3) }), "competitive: unit = 3, want in [0, 3)"},
		{panics(func() { l.SetWeights(-1, nil) }), "competitive: unit = -1, want in [0, 3)"},
		{panics(func() { l.Nearest(4) }), "competitive: k = 4, want in [0, Units = 3]"},
		{panics(func() { l.AppendNearest(nil, -1) }), "competitive: k = -1, want in [0, Units = 3]"},
		{fmt.Sprint(l.Initialise(nil)), "competitive: no inputs, want at least one"},
		{fmt.Sprint(l.Initialise([][]float32{{1, 1}, {1}})), "competitive: inputs[1]: 1 numbers, want Inputs = 2"},
		{fmt.Sprint(l.SetWeights(0, []float32{2, 1})), "competitive: weights: number 0 = 2, want in [0, 1]"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	if after := fmt.Sprint(l.Snapshot()); after != before {
		t.Errorf("refused inputs changed the state from %s to %s", before, after)
	}
	if got := l.String(); !strings.Contains(got, "3 units over 2 inputs: 2 have never won") {
		t.Errorf("%q", got)
	}
}

// A step makes no garbage.
func TestStepDoesNotAllocate(t *testing.T) {
	l, x := newLayer(t, competitive.DefaultParams(50, 30)), sparse(rng.New(1), 50)
	features := make([]float32, 0, 30)
	if n := testing.AllocsPerRun(100, func() {
		l.Step(x, true)
		features = l.AppendFeatures(features[:0])
	}); n != 0 {
		t.Errorf("%v allocations a step", n)
	}
}
