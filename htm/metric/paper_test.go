package metric_test

import (
	"testing"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// paper runs the epoch loop of Cui, Ahmad & Hawkins (2017) without topology, with
// boosting, over 100 inputs of 1024 bits with a density drawn from [.02, .2].
type paper struct {
	t      *testing.T
	pooler *spatial.Pooler
	random *sdr.Random
	inputs []sdr.SDR
}

func newPaper(t *testing.T) *paper {
	p := spatial.DefaultParams(1024, 1024)
	p.PotentialRadius, p.PotentialFraction, p.ConnectedPermanence, p.StimulusThreshold = 1024, 1, .5, 1
	p.PermanenceIncrement, p.PermanenceDecrement, p.Density, p.BoostStrength = .1, .02, .02, 100
	pooler, err := spatial.New(p)
	if err != nil {
		t.Fatal(err)
	}
	run := &paper{t: t, pooler: pooler, random: sdr.NewRandom(1)}
	run.newInputs()
	return run
}

func (p *paper) newInputs() {
	p.inputs = nil
	for i := 0; i < 100; i++ {
		p.inputs = append(p.inputs, p.random.Draw(1024, 20+p.random.Below(186)))
	}
}

// epochs presents every input once in random order, so many times.
func (p *paper) epochs(n int) {
	for ; n > 0; n-- {
		left := append([]sdr.SDR(nil), p.inputs...)
		for len(left) > 0 {
			i := p.random.Below(len(left))
			p.pooler.Step(left[i], true)
			left[i] = left[len(left)-1]
			left = left[:len(left)-1]
		}
	}
}

func (p *paper) transform(s sdr.SDR) sdr.SDR {
	p.pooler.Step(s, false)
	return p.pooler.Active()
}

// test returns the entropy, the area under the noise robustness curve and the
// outputs, over the first half of the inputs.
func (p *paper) test() (entropy, area float64, outputs []sdr.SDR) {
	activity := newActivity(p.t, 1024)
	half := p.inputs[:50]
	for _, input := range half {
		outputs = append(outputs, p.transform(input))
		activity.Step(outputs[len(outputs)-1])
	}
	if activity.Sparsity() != 20./1024 {
		p.t.Errorf("sparsity %v, want 20 of 1024", activity.Sparsity())
	}
	curve, err := metric.NoiseRobustness(p.transform, half, metric.NoiseLevels(), 1)
	if err != nil {
		p.t.Fatal(err)
	}
	if area, err = metric.Area(metric.NoiseLevels(), curve); err != nil {
		p.t.Fatal(err)
	}
	return activity.Entropy(), area, outputs
}

// The paper's metrics on the paper's experiment. Its text shows shapes only; the
// numbers are those of an independent implementation of the same recipe, whose runs
// differ by some hundredths between seeds: entropy .1144, .1284, .0886 and area
// .249, .678, .369, untrained, after 10 epochs, and on new inputs before they are
// learned.
func TestPoolerPaper(t *testing.T) {
	p := newPaper(t)
	near := func(name string, got, want, by float64) {
		t.Helper()
		if got < want-by || got > want+by {
			t.Errorf("%s: %.4f, want %.4f +- %v", name, got, want, by)
		}
	}
	entropy, area, _ := p.test()
	near("entropy, untrained", entropy, .1144, .003)
	near("robustness, untrained", area, .249, .03)
	p.epochs(9)
	_, _, before := p.test()
	p.epochs(1)
	trained, robust, outputs := p.test()
	near("entropy, trained", trained, .1284, .003)
	near("robustness, trained", robust, .678, .05)
	if trained < entropy+.01 || robust < 2*area {
		t.Errorf("entropy from %v to %v, robustness from %v to %v; want a rise by .01, and twice as much", entropy, trained, area, robust)
	}
	stable, err := metric.Stability(outputs, before)
	if err != nil || stable < .98 {
		t.Errorf("stability %v, %v; want about .996", stable, err)
	}
	accuracy, err := metric.NoiseAccuracy(p.transform, p.inputs[:50], []float64{.5}, 1)
	if err != nil || accuracy[0] < .98 {
		t.Errorf("accuracy %v, %v under half noise; want about 1", accuracy, err)
	}
	if testing.Short() {
		return
	}
	p.newInputs()
	entropy, area, _ = p.test()
	near("entropy, new inputs", entropy, .0886, .015)
	near("robustness, new inputs", area, .369, .1)
	p.epochs(30)
	entropy, area, _ = p.test()
	// Robustness gets more room: these inputs have other densities.
	if entropy < .98*trained || area < .95*robust {
		t.Errorf("30 epochs after the switch entropy %v and robustness %v, want %v and %v again", entropy, area, trained, robust)
	}
}
