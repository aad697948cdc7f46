package experiment

import (
	"context"
	"math"
	"reflect"
	"testing"

	"gohtm/datasets"
)

func denseLayer(t *testing.T, p DenseLayerParams) DenseLayerResult {
	t.Helper()
	result, err := DenseLayer(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// deciding compares what decides below a dense layer: boosting, and density.
func deciding(t *testing.T, images *datasets.LabelledImages, count int, seed uint64) {
	p := ShortDenseLayerParams(images, count, 512)
	p.Seed, p.Pooler.Seed = seed, seed
	boosted := denseLayer(t, p)
	p.Pooler.BoostStrength, p.Pooler.BoostInference = 0, false
	plain := denseLayer(t, p)
	p.Passes = 0
	untrained := denseLayer(t, p)
	p.Pooler.Density = .1
	dense := denseLayer(t, p)
	b, l, u, d := settled(boosted.Epochs), settled(plain.Epochs), settled(untrained.Epochs), settled(dense.Epochs)
	if l > u-.08 || b < u+.02 || d < u+.03 {
		t.Errorf("%s, seed %d: accuracy %.3f boosted, %.3f without boost, %.3f untrained, %.3f untrained with 10 %%; want without boost 8 points worse than untrained, boosted 2 better, 10 %% 3 better than 2 %%", images.Title, seed, b, l, u, d)
	}
	if plain.Dead < .8 || boosted.Dead > plain.Dead-.2 {
		t.Errorf("%s, seed %d: dead %.2f boosted, %.2f without boost", images.Title, seed, boosted.Dead, plain.Dead)
	}
	if math.Abs(boosted.Density-.02) > .002 || math.Abs(dense.Density-.1) > .002 {
		t.Errorf("%s, seed %d: densities %.4f and %.4f, want .02 and .1", images.Title, seed, boosted.Density, dense.Density)
	}
}

func TestDenseLayerBoostAndDensityDecide(t *testing.T) {
	seeds := uint64(2)
	if testing.Short() {
		seeds = 1
	}
	for seed := uint64(1); seed <= seeds; seed++ {
		deciding(t, drawn(t, 2000, seed), 2000, seed)
	}
}

// Numbers instead of bits, of inputs, synapses and outputs, cost nothing; what they gain
// takes more images to see.
func TestDenseLayerScalar(t *testing.T) {
	p := ShortDenseLayerParams(drawn(t, 1200, 1), 1200, 256)
	p.Split, p.Alpha = .75, .03
	bits, scalar := denseLayer(t, p), denseLayer(t, p.Scalar())
	rates := p.Scalar()
	rates.Graded, rates.Pooler.Transmission = false, nil
	binary := denseLayer(t, rates)
	b, r, s := settled(bits.Epochs), settled(binary.Epochs), settled(scalar.Epochs)
	if r < b-.02 || s < b-.02 {
		t.Errorf("accuracy %.3f of bits, %.3f of rates, %.3f with graded synapses and outputs; want none 2 points below bits", b, r, s)
	}
	if math.Abs(scalar.Density-.02) > .002 {
		t.Errorf("density %.4f, want .02", scalar.Density)
	}
	graded := p.Scalar()
	graded.Pooler.Transmission = nil // the same winners as binary, and how much they overlap
	if g := denseLayer(t, graded); g.Dead != binary.Dead || reflect.DeepEqual(g.Epochs, binary.Epochs) {
		t.Errorf("dead %v and %v, epochs %v; want the same winners and other epochs", g.Dead, binary.Dead, g.Epochs)
	}
}

func TestDenseLayerOnMNIST(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	train, _ := handwritten(t)
	deciding(t, train, 3000, 1)
}
