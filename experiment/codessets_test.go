package experiment

import (
	"context"
	"math"
	"testing"

	"gohtm/datasets"
	"gohtm/htm/metric"
)

func codesOf(t *testing.T, p CodesParams, seed uint64) CodesResult {
	t.Helper()
	p.Seed = seed
	r, err := Codes(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unused is the share of the minicolumns that are active for none of the inputs.
func unused(frequencies []float64) (share float64) {
	for _, f := range frequencies {
		if f == 0 {
			share += 1 / float64(len(frequencies))
		}
	}
	return share
}

// Cui, Ahmad & Hawkins (2017), figures 2 and 3, with topology: entropy and robustness rise, fall
// with new data and recover; after learning there is almost no change of the output when half
// of the input changed. The numbers are those of another program: entropy .124 untrained, .132
// after 10 epochs, .130 20 epochs after the new data; robustness .246, .645. Right with the new data it
// has .0893 and .417; here fewer minicolumns win all that nobody knows yet.
func TestCodesWithTopologyAsPublished(t *testing.T) {
	skipShort(t)
	p := TopologyCodesParams()
	p.Epochs, p.NoiseEvery = 70, 10
	r := codesOf(t, p, 1)
	at := func(epoch int) float64 { return r.Robustness[epoch/10] }
	t.Logf("entropy %.4f, %.4f | %.4f, %.4f; robustness %.3f, %.3f | %.3f, %.3f; half noise %.3f; unused %.2f, %.2f", r.Entropy[0], r.Entropy[10],
		r.Entropy[50], r.Entropy[70], at(0), at(10), at(50), at(70), r.Noise[4][10], unused(r.Frequencies[0]), unused(r.Frequencies[4]))
	for _, n := range []struct{ got, want, margin float64 }{
		{r.Entropy[0], .124, .004}, {r.Entropy[10], .132, .004}, {r.Entropy[70], .130, .004},
		{at(0), .246, .04}, {at(10), .645, .06}, {mean(r.Sparsity), .02, .001},
	} {
		if math.Abs(n.got-n.want) > n.margin {
			t.Errorf("%.4f, want %v ± %v", n.got, n.want, n.margin)
		}
	}
	if at(10) < 2*at(0) || r.Noise[4][10] < .85 || r.Stability[49] < .99 || unused(r.Frequencies[4]) > .7*unused(r.Frequencies[0]) {
		t.Error("want the robustness doubled after 10 epochs, and after 40 nearly all of the code left with half of the input moved")
	}
	if r.Entropy[50] > .85*r.Entropy[49] || at(50) > .9*at(40) {
		t.Error("want new data to cost entropy and robustness")
	}
}

// The first experiment: of another program entropy .1278 untrained and .1340 from epoch 5 on, robustness
// .240, .552 after 5, .783 after 10, .805 after 20. Boosting alone makes the difference in
// entropy, which the paper's own set without boosting leaves open.
func TestRandomCodesAndBoostingAlone(t *testing.T) {
	skipShort(t)
	p := RandomCodesParams()
	p.Epochs, p.NoiseEvery, p.Levels = 20, 10, []float64{0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1}
	r := codesOf(t, p, 1)
	t.Logf("entropy %.4f, %.4f, %.4f; robustness %.3f", r.Entropy[0], r.Entropy[5], r.Entropy[20], r.Robustness)
	if math.Abs(r.Entropy[0]-.1278) > .004 || math.Abs(r.Entropy[5]-.1340) > .003 || math.Abs(r.Robustness[2]-.805) > .08 || r.Robustness[1] < 2*r.Robustness[0] {
		t.Errorf("entropy %.4f, %.4f, robustness %.3f; want about .1278, .1340, and .24 rising to .8", r.Entropy[0], r.Entropy[5], r.Robustness)
	}
	v := DefaultCodesParams()
	v.Epochs, v.NoiseEvery, v.Switch, v.Levels = 20, 20, datasets.Never, p.Levels
	boosted := codesOf(t, v, 1)
	v.Pooler.BoostStrength = 0
	alone := codesOf(t, v, 1)
	u := UnboostedCodesParams()
	u.Epochs, u.NoiseEvery, u.Switch, u.Levels = 20, 20, datasets.Never, p.Levels
	published := codesOf(t, u, 1)
	t.Logf("varying sparsity: entropy %.4f boosted, %.4f boosting alone off, %.4f the paper's set without, .1175 and .1187 of another program", boosted.Entropy[20], alone.Entropy[20], published.Entropy[20])
	if alone.Entropy[20] > boosted.Entropy[20]-.005 || math.Abs(published.Entropy[20]-.1187) > .006 || alone.Entropy[0] != boosted.Entropy[0] {
		t.Error("want boosting alone to be worth .005 bits, and the same untrained code")
	}
}

// Half of the minicolumns die: the others take over, and as many are active as before.
func TestKilledCodes(t *testing.T) {
	skipShort(t)
	p := KilledCodesParams()
	p.Epochs, p.KillAt, p.NoiseEvery = 40, 20, 20
	r := codesOf(t, p, 1)
	bound := metric.BinaryEntropy(r.Sparsity[40]*2) / 2 // of half of the minicolumns, evenly used
	t.Logf("entropy %.4f before, %.4f at, %.4f after, bound %.4f; robustness %.3f; stability %.3f", r.Entropy[19], r.Entropy[20], r.Entropy[40], bound, r.Robustness, r.Stability[20:24])
	if r.Sparsity[40] != r.Sparsity[0] || r.Stability[20] > .7 || r.Stability[39] < .98 || r.Entropy[40] < r.Entropy[20]+.001 || r.Entropy[40] < .95*bound || r.Entropy[40] > bound {
		t.Error("want the same number active, other codes at first, stable ones in the end, evenly used")
	}
	// Every survivor has twice as many inputs to know: less robust than the whole pooler, at .8 or so.
	if r.Robustness[2] < 2*r.Robustness[0] || r.Robustness[2] > .7 {
		t.Errorf("robustness %.3f, want more than twice that of the untrained pooler, and at most .7", r.Robustness)
	}
}

func TestCodesSets(t *testing.T) {
	for name, p := range map[string]CodesParams{"random": RandomCodesParams(), "killed": KilledCodesParams(), "unboosted": UnboostedCodesParams(), "topology": TopologyCodesParams()} {
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if inputs, err := RandomCodesParams().Data(1); err != nil || len(inputs) != 200 || inputs[7].Len() != 20 {
		t.Errorf("%d random inputs, %v; want 200 of 20 bits", len(inputs), err)
	}
	// What the sets change, and nothing else of the pooler.
	unboosted, topology, boosted := UnboostedCodesParams().Pooler, TopologyCodesParams().Pooler, DefaultCodesParams().Pooler
	if unboosted.BoostStrength != 0 || unboosted.PotentialFraction != .5 || unboosted.PermanenceIncrement != .02 || !unboosted.GlobalInhibition {
		t.Errorf("%+v", unboosted)
	}
	if topology.GlobalInhibition || topology.PotentialRadius != 12 || topology.BoostStrength != boosted.BoostStrength || topology.Density != boosted.Density {
		t.Errorf("%+v", topology)
	}
}
