package experiment

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
)

func digitsEpochs(t *testing.T, p DigitsParams) []DigitsEpoch {
	t.Helper()
	epochs, err := DigitsEpochs(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return epochs
}

// The first epoch is that of Digits with one pass; a pooler that is frozen afterwards gives the
// same codes again and again, one that goes on does not, and one that never learned has
// other ones from the beginning.
func TestDigitsEpochsFrozen(t *testing.T) {
	p := DefaultDigitsParams(drawn(t, 400, 1), drawn(t, 100, 2))
	p.Alpha = .005
	once, err := Digits(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Passes, p.Window = 3, 400
	on := digitsEpochs(t, p)
	thrice, err := Digits(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range on {
		if told := thrice.Curve[400*i+399]; math.Abs(e.Learning-told) > 1e-9 {
			t.Errorf("epoch %d: %v told right while learning, want %v", i+1, e.Learning, told)
		}
	}
	untrained := digitsEpochs(t, p.Untrained())
	p.FrozenPasses = 2
	frozen := digitsEpochs(t, p)
	for name, e := range map[string]DigitsEpoch{"going on": on[0], "frozen": frozen[0]} {
		if e.Accuracy != once.Accuracy || e.Pixels != once.Pixels || e.Density != once.Density || !math.IsNaN(e.Changed) {
			t.Errorf("%s: first epoch %+v, want that of Digits, %v, %v, %v", name, e, once.Accuracy, once.Pixels, once.Density)
		}
	}
	for i := 1; i < 3; i++ {
		if frozen[i].Changed != 0 || frozen[i].Density != frozen[0].Density || untrained[i].Changed != 0 || untrained[i].Density != untrained[0].Density {
			t.Errorf("epoch %d: frozen %+v, untrained %+v; want codes as in the first", i+1, frozen[i], untrained[i])
		}
		if on[i].Changed < .02 || on[i].Changed > .5 || frozen[i].Pixels != on[i].Pixels || untrained[i].Pixels != on[i].Pixels {
			t.Errorf("epoch %d: %+v; want codes that change, and the pixels' classifier as without pooler", i+1, on[i])
		}
	}
	if untrained[0].Density == frozen[0].Density || reflect.DeepEqual(on[1], frozen[1]) {
		t.Error("an untrained pooler, or one that is frozen, does as one that learns")
	}
	if last := on[2]; last.Training < last.Accuracy || last.Learning <= on[0].Learning || last.Entropy <= .5 || last.Entropy >= 1 {
		t.Errorf("%+v; want training images told better than others, and more of them than at first", last)
	}
}

// With the parameters of htm.core's example on a twentieth of MNIST: pixels, an untrained pooler and
// a trained one, in this order (all images: 90.4, 92.7 and 95.6 % after a pass). What comes
// after the first pass is the classifier's: with the pooler frozen it comes, too.
func TestDigitsEpochsOfMNIST(t *testing.T) {
	skipShort(t)
	train, test := handwritten(t)
	p := DefaultDigitsParams(train, test)
	p.TrainImages, p.TestImages, p.Passes, p.Alpha = 3000, 1500, 2, .005
	on := digitsEpochs(t, p)
	untrained := digitsEpochs(t, p.Untrained())
	p.FrozenPasses = 1
	frozen := digitsEpochs(t, p)
	t.Logf("pixels %.3f, %.3f; untrained %.3f, %.3f; trained %.3f, %.3f; frozen %.3f", on[0].Pixels, on[1].Pixels,
		untrained[0].Accuracy, untrained[1].Accuracy, on[0].Accuracy, on[1].Accuracy, frozen[1].Accuracy)
	if u := untrained[1].Accuracy; u < on[1].Pixels+.01 || on[1].Accuracy < u+.02 {
		t.Errorf("%.3f of pixels, %.3f untrained, %.3f trained; want steps of .01 and .02", on[1].Pixels, u, on[1].Accuracy)
	}
	if math.Abs(frozen[1].Accuracy-on[1].Accuracy) > .012 || frozen[1].Accuracy < frozen[0].Accuracy {
		t.Errorf("second epoch %.3f with the pooler frozen, %.3f learning; want as much, and no less than %.3f", frozen[1].Accuracy, on[1].Accuracy, frozen[0].Accuracy)
	}
	if e := on[1]; e.Entropy < .86 || e.Entropy > .94 { // htm.core prints .901
		t.Errorf("entropy %.3f of the greatest, want about .90", e.Entropy)
	}
	if d := untrained[0].Density; d < .043 || d > .055 { // htm.core's rises from 5 %
		t.Errorf("density %.4f untrained, want about .047", d)
	}
}

func TestDigitsEpochsAreInterrupted(t *testing.T) {
	p := DefaultDigitsParams(bars(60, 1), bars(30, 2))
	p.Passes = 2
	whole := digitsEpochs(t, p)
	for _, at := range []int{10, 70, 100, 119, 120, 200, 239} { // a pass is 60, then 30 of them again, then 30 others
		ctx, stop := context.WithCancel(context.Background())
		epochs, err := DigitsEpochs(ctx, p, func(done, total int) {
			if total != 240 {
				t.Fatalf("total %d, want 240", total)
			}
			if done == at {
				stop()
			}
		})
		stop()
		if !errors.Is(err, context.Canceled) || len(epochs) != at/120 || at/120 == 1 && epochs[0].Accuracy != whole[0].Accuracy {
			t.Errorf("stopped at %d: %d epochs, %v; want %d", at, len(epochs), err, at/120)
		}
	}
}

func TestLargeDigitsParams(t *testing.T) {
	p := LargeDigitsParams(bars(20, 1), bars(10, 2))
	if err := p.Validate(); err != nil || p.Pooler.Columns != 12544 || p.Passes != 4 || p.Pooler.BoostStrength != 7 || p.Untrained().FrozenPasses != 4 {
		t.Errorf("%v, %+v", err, p)
	}
	p.FrozenPasses = 5
	complain(t, p.Validate(), "FrozenPasses = 5, want in [0, Passes = 4]")
	p.FrozenPasses = -1
	_, err := DigitsEpochs(context.Background(), p, nil)
	complain(t, err, "FrozenPasses = -1")
}
