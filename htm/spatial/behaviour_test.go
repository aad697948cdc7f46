package spatial

import (
	"math"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// varying returns inputs of very different density, as in the experiments of
// Cui, Ahmad & Hawkins (2017).
func varying(n, size int, seed uint64) []sdr.SDR {
	r := rng.New(seed)
	inputs := make([]sdr.SDR, n)
	for i := range inputs {
		density := 0.02 + 0.18*r.Float64()
		inputs[i] = sdr.SDR{Size: size, Bits: r.Sample(size, int(density*float64(size)))}
	}
	return inputs
}

// entropy is the mean entropy in bits of a minicolumn over the inputs, without learning.
func entropy(p *Pooler, inputs []sdr.SDR) float64 {
	wins := make([]float64, p.params.Columns)
	for _, input := range inputs {
		p.Step(input, false)
		for _, column := range p.active {
			wins[column]++
		}
	}
	sum := 0.0
	for _, n := range wins {
		if f := n / float64(len(inputs)); f > 0 && f < 1 {
			sum -= f*math.Log2(f) + (1-f)*math.Log2(1-f)
		}
	}
	return sum / float64(len(wins))
}

// The claim of Cui, Ahmad & Hawkins (2017), "Boosting": boosting raises the
// entropy. Same learning rates and pools, only the boost differs.
func TestBoostingRaisesEntropy(t *testing.T) {
	inputs := varying(100, 256, 1)
	var results [2]float64
	for i, strength := range []float64{0, 100} {
		p := mustNew(t, 256, 256, func(p *Params) {
			p.ConnectedPermanence, p.PermanenceIncrement, p.PermanenceDecrement = 0.5, 0.1, 0.02
			p.PotentialFraction, p.StimulusThreshold, p.BoostStrength = 1, 1, strength
		})
		for epoch := 0; epoch < 15; epoch++ {
			for _, input := range inputs {
				p.Step(input, true)
			}
		}
		results[i] = entropy(p, inputs)
	}
	density := 5.0 / 256 // 0.02 * 256, rounded down
	most := -density*math.Log2(density) - (1-density)*math.Log2(1-density)
	t.Logf("entropy %.4f without boost, %.4f with, %.4f at most", results[0], results[1], most)
	if results[1] < results[0]+0.01 || results[1] > most {
		t.Errorf("entropy %.4f without boost, %.4f with; want 0.01 more, and at most %.4f", results[0], results[1], most)
	}
}

// Similar inputs have overlapping codes, the more so the more similar; strangers
// overlap hardly more than chance; and learning makes codes robust to noise.
func TestSimilarInputsOverlap(t *testing.T) {
	p := mustNew(t, 1024, 1024, func(p *Params) { p.BoostStrength = 3 })
	r := rng.New(2)
	inputs := make([]sdr.SDR, 50)
	for i := range inputs {
		inputs[i] = sdr.SDR{Size: 1024, Bits: r.Sample(1024, 40)}
	}
	shared := func(moved int) float64 { // of the code, with so many of 40 bits moved
		total := 0
		for _, input := range inputs {
			p.Step(input, false)
			code := p.Active()
			keep, _ := sdr.New(1024, input.Bits[moved:]...)
			p.Step(keep.Union(sdr.SDR{Size: 1024, Bits: r.Sample(1024, moved)}), false)
			total += code.Overlap(p.Active())
		}
		return float64(total) / float64(len(inputs)*20)
	}
	untrained := []float64{shared(4), shared(12), shared(40)}
	for epoch := 0; epoch < 40; epoch++ {
		for _, input := range inputs {
			p.Step(input, true)
		}
	}
	trained := []float64{shared(4), shared(12), shared(40)}
	t.Logf("share of the code kept with 10, 30, 100 %% of the input moved: %.2f untrained, %.2f trained", untrained, trained)
	for _, kept := range [][]float64{untrained, trained} {
		if !(kept[0] > kept[1]+0.05 && kept[1] > kept[2]+0.1) && kept[1] < 0.95 {
			t.Errorf("kept %v, want less and less", kept)
		}
		if kept[2] > 0.15 {
			t.Errorf("strangers share %v of the code, want hardly any", kept[2])
		}
	}
	if trained[1] < untrained[1]+0.3 {
		t.Errorf("30 %% moved: %v of the code kept untrained, %v trained; want much more", untrained[1], trained[1])
	}
}

// A tie must not favour one end of the space: where all overlaps are equal, the
// winners of two seeds are others, and are spread.
func TestTiesAreSpread(t *testing.T) {
	var before sdr.SDR
	for seed := uint64(0); seed < 5; seed++ {
		p := mustNew(t, 100, 1000, func(p *Params) { p.Seed, p.Density = seed, 0.1 })
		p.Step(sdr.SDR{Size: 100}, false)
		sum := 0
		for _, column := range p.active {
			sum += column
		}
		if mean := float64(sum) / 100; mean < 350 || mean > 650 { // 500 +- 5 standard deviations
			t.Errorf("seed %d: mean winner %v of 1000, want about 500", seed, mean)
		}
		if seed > 0 && p.Active().Overlap(before) > 40 {
			t.Errorf("seeds %d and %d share %d of 100 winners", seed-1, seed, p.Active().Overlap(before))
		}
		before = p.Active()
	}
}
