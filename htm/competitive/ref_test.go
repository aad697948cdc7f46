package competitive_test

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"testing"

	"gohtm/htm/competitive"
	"gohtm/htm/internal/rng"
)

// plain is the layer as the papers state it, slowly.
type plain struct {
	p             competitive.Params
	w             [][]float32
	wins, samples []int
}

func newPlain(l *competitive.Layer, samples int) *plain {
	r := &plain{p: l.Params(), wins: make([]int, l.Params().Units)}
	for unit := range r.wins {
		r.w = append(r.w, l.Weights(unit))
		r.samples = append(r.samples, samples)
	}
	return r
}

// distances in the order of operations that bits depend on, and exactly.
func (r *plain) distances(x []float32) (rounded []float32, exact []float64) {
	for _, w := range r.w {
		var ww, wx, xx float32
		sum := 0.0
		for i := range x {
			ww += float32(w[i] * w[i])
			xx += float32(x[i] * x[i])
			wx += float32(w[i] * x[i])
			sum += (float64(w[i]) - float64(x[i])) * (float64(w[i]) - float64(x[i]))
		}
		rounded, exact = append(rounded, max(0, ww-float32(2*wx)+xx)), append(exact, sum)
	}
	return rounded, exact
}

func (r *plain) step(x []float32, learn bool) (distances []float32, winners []int) {
	distances, _ = r.distances(x)
	order, compared := []int{}, slices.Clone(distances)
	for unit := range r.w {
		order = append(order, unit)
		if learn && r.p.FrequencySensitive {
			compared[unit] *= float32(r.wins[unit] + 1)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return compared[order[i]] < compared[order[j]] })
	winners = order[:r.p.Winners]
	if !learn {
		return distances, winners
	}
	for _, unit := range winners {
		r.wins[unit]++
		r.samples[unit]++
		share := r.p.Rate
		if n := 1 / float64(r.samples[unit]); r.p.Averaging && n > share {
			share = n
		}
		for i := range x {
			r.w[unit][i] += float32(float32(share) * (x[i] - r.w[unit][i]))
		}
	}
	return distances, winners
}

// sparse returns inputs of which most numbers are 0.
func sparse(random *rng.Stream, inputs int) []float32 {
	x := make([]float32, inputs)
	for i := range x {
		if random.Below(3) == 0 {
			x[i] = random.Unit()
		}
	}
	return x
}

// The shipped code equals the plain restatement, bit for bit at every step, and both
// are the distance itself, but for rounding.
func TestLayerEqualsTheReference(t *testing.T) {
	for name, vary := range map[string]func(p *competitive.Params){
		"defaults":             func(p *competitive.Params) {},
		"the rule alone":       func(p *competitive.Params) { p.Averaging, p.FrequencySensitive = false, false },
		"several winners":      func(p *competitive.Params) { p.Winners, p.Rate = 5, .3 },
		"averages only":        func(p *competitive.Params) { p.Rate, p.FrequencySensitive = 0, false },
		"all win":              func(p *competitive.Params) { p.Winners = p.Units },
		"factors alone":        func(p *competitive.Params) { p.Averaging = false },
		"not a multiple of 4":  func(p *competitive.Params) { p.Units = 7 },
		"fewer than a block":   func(p *competitive.Params) { p.Units = 3 },
		"from images":          func(p *competitive.Params) { p.Units = 9 },
		"nothing but the same": func(p *competitive.Params) { p.Noise = 0 }, // ties
	} {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 4; seed++ {
				random := rng.New(seed)
				p := competitive.DefaultParams(30, 12)
				p.Seed = seed
				vary(&p)
				l, samples := newLayer(t, p), 0
				if name == "from images" {
					samples = 1
					if err := l.Initialise([][]float32{sparse(random, 30), sparse(random, 30), sparse(random, 30)}); err != nil {
						t.Fatal(err)
					}
				}
				r := newPlain(l, samples)
				for step := 0; step < 80; step++ {
					x, learn := sparse(random, p.Inputs), random.Below(5) > 0
					_, exact := r.distances(x)
					distances, winners := r.step(x, learn)
					l.Step(x, learn)
					if got := l.Distances(); !slices.Equal(got, distances) || !slices.Equal(l.Winners(), winners) {
						t.Fatalf("step %d: distances %v, winners %v\nwant %v, %v", step, got, l.Winners(), distances, winners)
					}
					for unit, d := range l.Distances() {
						if math.Abs(float64(d)-exact[unit]) > 1e-5 {
							t.Fatalf("step %d: unit %d is %v away, want %v", step, unit, d, exact[unit])
						}
						if !slices.Equal(l.Weights(unit), r.w[unit]) {
							t.Fatalf("step %d: unit %d: %v, want %v", step, unit, l.Weights(unit), r.w[unit])
						}
					}
				}
				if fmt.Sprint(l.Wins()) != fmt.Sprint(r.wins) {
					t.Errorf("wins %v, want %v", l.Wins(), r.wins)
				}
			}
		})
	}
}

// At the size of the forum's thread: 2048 templates of 784 pixels, of which one in five
// is not 0.
func BenchmarkStep(b *testing.B) {
	random := rng.New(1)
	inputs := make([][]float32, 50)
	for i := range inputs {
		inputs[i] = make([]float32, 784)
		for _, at := range random.Sample(784, 150) {
			inputs[i][at] = random.Unit()
		}
	}
	l := newLayer(b, competitive.DefaultParams(784, 2048))
	r := newPlain(l, 0)
	for _, learn := range []bool{false, true} {
		b.Run(fmt.Sprintf("shipped, learn=%v", learn), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				l.Step(inputs[i%50], learn)
			}
		})
	}
	b.Run("reference", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			r.step(inputs[i%50], true)
		}
	})
}
