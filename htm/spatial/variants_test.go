package spatial_test

import (
	"math"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// scene draws rates of so many inputs, a fifth of which fire.
func scene(r *rng.Stream, n int) []float32 {
	rates := make([]float32, n)
	for i := range rates {
		if r.Below(5) == 0 {
			rates[i] = r.Unit()
		}
	}
	return rates
}

// noisy adds noise of at most so much, up or down, to all rates.
func noisy(r *rng.Stream, rates []float32, noise float32) []float32 {
	noisy := make([]float32, len(rates))
	for i, x := range rates {
		noisy[i] = max(0, min(x+noise*(2*r.Unit()-1), 1))
	}
	return noisy
}

// Rate-coded scenes keep their winners under noise of a quarter of the full rate, on
// all inputs, once they are learned, and others have other winners.
func TestScenesKeepTheirWinnersUnderNoise(t *testing.T) {
	for seed := uint64(0); seed < 5; seed++ {
		params := spatial.DefaultParams(200, 400)
		params.Density, params.RateInputs, params.Seed = .05, true, seed
		params.PermanenceIncrement, params.PermanenceDecrement = .05, .02
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		r := rng.New(seed)
		scenes := make([][]float32, 10)
		for i := range scenes {
			scenes[i] = scene(r, 200)
		}
		code := func(rates []float32) sdr.SDR {
			p.StepRates(rates, false)
			return p.Active()
		}
		stable := func() (same, others float64) {
			for i, s := range scenes {
				clean := code(s)
				same += float64(clean.Overlap(code(noisy(r, s, .25)))) / float64(clean.Len()*len(scenes))
				others += float64(clean.Overlap(code(scenes[(i+1)%len(scenes)]))) / float64(clean.Len()*len(scenes))
			}
			return same, others
		}
		before, _ := stable()
		for i := 0; i < 500; i++ {
			p.StepRates(noisy(r, scenes[i%len(scenes)], .25), true)
		}
		after, others := stable()
		if before > .75 || after < .85 || others > .05 {
			t.Errorf("seed %d: %.3f of the winners under noise before, %.3f after learning, %.3f of another scene; want at most .75, at least .85, at most .05", seed, before, after, others)
		}
	}
}

func correlation(a, b []float32) float64 {
	var sa, sb, saa, sbb, sab, n float64 = 0, 0, 0, 0, 0, float64(len(a))
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		sa, sb, saa, sbb, sab = sa+x, sb+y, saa+x*x, sbb+y*y, sab+x*y
	}
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb))
}

// With graded synapses and a running average, the permanences of those who win for a
// class become the mean of what they have seen of it: Oja (1982), doi:10.1007/BF00275687,
// for outputs of 1.
func TestPermanencesBecomeClassMeans(t *testing.T) {
	for seed := uint64(0); seed < 5; seed++ {
		average, err := synapse.RunningAverage(.05)
		if err != nil {
			t.Fatal(err)
		}
		params := spatial.DefaultParams(100, 60)
		params.PotentialFraction, params.Density, params.TrimFraction, params.Seed = 1, .05, 0, seed
		params.RateInputs, params.Plasticity, params.Transmission = true, average, synapse.Graded()
		params.BoostStrength, params.DutyCyclePeriod = 10, 100
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		r := rng.New(seed)
		means := make([][]float32, 5)
		for i := range means {
			means[i] = scene(r, 100)
		}
		fit := func() (least, mean float64) {
			least = 1
			for _, m := range means {
				p.StepRates(m, false)
				for _, column := range p.Active().Bits {
					c := correlation(p.Permanences(column), m)
					least, mean = min(least, c), mean+c/float64(5*p.Active().Len())
				}
			}
			return least, mean
		}
		_, before := fit()
		for i := 0; i < 2000; i++ {
			p.StepRates(noisy(r, means[r.Below(5)], .25), true)
		}
		if least, mean := fit(); before > .3 || least < .98 {
			t.Errorf("seed %d: correlations of permanences and class means: %.3f before, %.3f after learning, the least %.3f; want at most .3 and at least .98", seed, before, mean, least)
		}
	}
}

// Who wins together with inputs that inhibit leaves it to others after a while; where the same
// inputs excite, nobody else ever wins. Földiák (1990), doi:10.1007/BF02331346.
func TestInhibitedWinnersGiveWay(t *testing.T) {
	for seed := uint64(0); seed < 5; seed++ {
		for _, inhibitory := range []int{0, 100} {
			params := spatial.DefaultParams(200, 400)
			params.Density, params.Seed, params.InhibitoryInputs = .05, seed, inhibitory
			p, err := spatial.New(params)
			if err != nil {
				t.Fatal(err)
			}
			r := rng.New(seed)
			bits := r.Sample(100, 20)
			for _, bit := range r.Sample(100, 20) {
				bits = append(bits, 100+bit)
			}
			code := func(learn bool) sdr.SDR {
				p.Step(sdr.SDR{Size: 200, Bits: bits}, learn)
				return p.Active()
			}
			first, ever := code(false), map[int]bool{}
			for i := 0; i < 30; i++ {
				for _, column := range code(true).Bits {
					ever[column] = true
				}
			}
			kept := float64(first.Overlap(code(false))) / float64(first.Len())
			if inhibitory == 0 && (kept < 1 || len(ever) > first.Len()) || inhibitory > 0 && (kept > .75 || len(ever) < 35) {
				t.Errorf("seed %d, %d inhibitory inputs: %.2f of the first 20 still win, %d have ever", seed, inhibitory, kept, len(ever))
			}
		}
	}
}

// Worked by hand: of inputs 0 to 4 the last two inhibit; all but one synapse are connected. Overlaps are
// 2 - 1, and 1 - 2, which counts as 0. Both win; synapses on inputs that are on grow,
// inhibitory or not, and the others shrink. The second minicolumn is weak, and grows
// more, but for what inhibits it.
func TestInhibitoryInputs(t *testing.T) {
	params := spatial.DefaultParams(5, 2)
	params.PotentialFraction, params.Density, params.InhibitoryInputs = 1, 1, 2
	params.PermanenceIncrement, params.PermanenceDecrement, params.RaiseFraction = .05, .01, .2
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	s := p.Snapshot()
	s.MinOverlapDutyCycles[1] = .5
	if err := p.Restore(s); err != nil {
		t.Fatal(err)
	}
	for column, permanences := range [][]float32{{.5, .5, .5, .5, .05}, {.05, .5, .05, .5, .5}} {
		if err := p.SetPermanences(column, permanences); err != nil {
			t.Fatal(err)
		}
	}
	p.Step(sdr.SDR{Size: 5, Bits: []int{0, 1, 3, 4}}, true)
	if got := p.BoostedOverlaps(); got[0] != 1 || got[1] != 0 {
		t.Errorf("overlaps %v, want 1 and 0", got)
	}
	for column, want := range [][]float32{{.55, .55, .49, .55, .1}, {.12, .57, .06, .55, .55}} {
		for i, got := range p.Permanences(column) {
			if d := got - want[i]; d > 1e-6 || d < -1e-6 {
				t.Errorf("permanences %v of minicolumn %d, want %v", p.Permanences(column), column, want)
				break
			}
		}
	}
	if got := p.OverlapDutyCycles(); got[0] != 1 || got[1] != 0 {
		t.Errorf("overlap duty cycles %v, want 1 and 0", got)
	}
}
