package experiment

import (
	"context"
	"errors"
	"math"
	"testing"
)

// A classifier that learned from boosted codes doesn't know those without the boost; one that
// learned from them does, less well. MNIST, all images: 95.6 %, 64, 93.8.
func boosted(t *testing.T, p DigitsParams) {
	r, err := DigitsBoost(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %+v", p.Train.Title, r)
	if r.Mismatched > r.Boosted-.15 {
		t.Errorf("%s: %.3f without the boost, %.3f with it; want .15 less", p.Train.Title, r.Mismatched, r.Boosted)
	}
	if r.Unboosted < r.Mismatched+.1 || r.Frozen < r.Boosted-.03 {
		t.Errorf("%s: learned without boost %.3f, from the frozen pooler %.3f; want .1 more than %.3f, and about %.3f", p.Train.Title, r.Unboosted, r.Frozen, r.Mismatched, r.Boosted)
	}
	if r.UnboostedDensity < r.Density+.005 || r.UnboostedDensity > .1 || r.Kept < .1 || r.Kept > .9 {
		t.Errorf("%s: density %.4f, without boost %.4f, %.2f stays", p.Train.Title, r.Density, r.UnboostedDensity, r.Kept)
	}
}

func TestDigitsBoost(t *testing.T) {
	p := DefaultDigitsParams(drawn(t, 2500, 1), drawn(t, 400, 2))
	p.Alpha = .005
	boosted(t, p)
}

func TestDigitsBoostOfMNIST(t *testing.T) {
	skipShort(t)
	train, test := handwritten(t)
	p := DefaultDigitsParams(train, test)
	p.TrainImages, p.TestImages, p.Alpha = 3000, 1000, .005
	boosted(t, p)
}

// The first number is that of Digits, which always tests as it was told; with the least of
// boosting all four are alike.
func TestDigitsBoostWithout(t *testing.T) {
	p := DefaultDigitsParams(drawn(t, 300, 1), drawn(t, 100, 2))
	p.Alpha, p.Passes = .01, 2
	d, err := Digits(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Pooler.BoostInference = false // is set
	r, err := DigitsBoost(context.Background(), p, nil)
	if err != nil || r.Boosted != d.Accuracy || math.Abs(r.Density-d.Density) > 1e-9 {
		t.Errorf("%+v, %v; want %v right as of Digits, density %v", r, err, d.Accuracy, d.Density)
	}
	p.Pooler.BoostStrength = 1e-9
	r, err = DigitsBoost(context.Background(), p, nil)
	if err != nil || r.Mismatched != r.Boosted || r.Unboosted != r.Frozen || r.Kept != 1 || r.Density != r.UnboostedDensity {
		t.Errorf("as good as no boosting: %+v, %v; want the same with it and without", r, err)
	}
}

func TestDigitsBoostIsInterruptedAndRefuses(t *testing.T) {
	p := DefaultDigitsParams(bars(40, 1), bars(20, 2))
	for _, at := range []int{5, 45, 90} { // while the pooler learns, while the others learn, at the test
		ctx, stop := context.WithCancel(context.Background())
		_, err := DigitsBoost(ctx, p, func(done, total int) {
			if total != 100 {
				t.Fatalf("total %d, want 100", total)
			}
			if done == at {
				stop()
			}
		})
		stop()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at %d: %v", at, err)
		}
	}
	p.Pooler.BoostStrength, p.Passes = 0, 2
	_, err := DigitsBoost(context.Background(), p.Untrained(), nil)
	complain(t, err, "Pooler.BoostStrength = 0, want > 0", "FrozenPasses = 2, want 0")
	p.Pooler.BoostStrength, p.Passes = 7, 0
	_, err = DigitsBoost(context.Background(), p, nil)
	complain(t, err, "Passes = 0, want > 0")
	p.Passes, p.Alpha = 1, -1
	_, err = DigitsBoost(context.Background(), p, nil)
	complain(t, err, "predict: Alpha = -1")
}
