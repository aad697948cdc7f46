package experiment

import (
	"context"
	"reflect"
	"testing"

	"gohtm/datasets"
)

// Cui, Ahmad & Hawkins (2016), figure 8: with noise from the start HTM stays at .45 to
// .62 between 10,500 and 14,500 elements; noise that begins at 12,000, when all is right, brings it
// down to about .5. Margins for other seeds: .07.
func TestEndingsUnderNoiseAsPublished(t *testing.T) {
	skipShort(t)
	p := NoiseParams(-1)
	p.Elements = 14500
	if r := endings(t, p, 1); r.Between(10500, 14500) < .38 || r.Between(10500, 14500) > .69 {
		t.Errorf("noise from the start: %.3f correct, want .45 to .62", r.Between(10500, 14500))
	}
	p.Stream.NoisyFrom = 12000
	r := endings(t, p, 1)
	if r.At(12000) != 1 || r.Between(12500, 14500) < .38 || r.Between(12500, 14500) > .62 {
		t.Errorf("noise from 12,000 on: %.3f before, %.3f after; want 1, about .5", r.At(12000), r.Between(12500, 14500))
	}
}

func TestEndingsTasksScoreFromTheChangeOn(t *testing.T) {
	p := ShortEndingsParams(datasets.OnePrediction())
	p.Elements, p.Stream.Switch, p.KillAt = 3000, 1500, 2000
	quiet := func(int, int) {}
	damaged, noisy, always := p, p, p
	damaged.Stream.Switch, damaged.KillShare, damaged.LearnUntil = datasets.Never, .75, 2000
	whole := damaged
	whole.KillShare = 0
	noisy.Stream.Switch, noisy.Stream.NoisyFrom = datasets.Never, 1000
	always.Stream.Switch, always.Stream.NoisyFrom = datasets.Never, -1
	for _, tt := range []struct {
		task   Task
		name   string
		params EndingsParams
		from   int
	}{
		{EndingsSwitch(p), "other endings", p, 1500},
		{EndingsDamage(p, .75), "75 % of the cells die", damaged, 2000},
		{EndingsDamage(p, 0), "0 % of the cells die", whole, 2000},
		{EndingsNoise(p, 1000), "noise from 1000 on", noisy, 1000},
		{EndingsNoise(p, -1), "noise from the start", always, 0},
	} {
		run, err := tt.task.Run(context.Background(), HTM(), 5, quiet)
		if err != nil {
			t.Fatal(err)
		}
		r := endings(t, tt.params, 5)
		if tt.task.Name != tt.name || run.Score != r.Between(tt.from, 3000) || run.Metrics[2].Value != last(r.Curve) {
			t.Errorf("%q scores %v, want %q and the share correct from %d on, %v", tt.task.Name, run.Score, tt.name, tt.from, r.Between(tt.from, 3000))
		}
		if tt.from > 0 && !reflect.DeepEqual(run.Metrics[0], Metric{"before", r.At(tt.from)}) {
			t.Errorf("%s: %v, want %v", tt.name, run.Metrics[0], r.At(tt.from))
		}
	}
}

func TestNoiseAndDamageParams(t *testing.T) {
	for _, p := range []EndingsParams{NoiseParams(-1), NoiseParams(12000), DamageParams(.5)} {
		if err := p.Validate(); err != nil || p.Stream.Switch != datasets.Never || p.Elements != 15000 {
			t.Errorf("%d elements, switch at %d, %v; want 15,000, never", p.Elements, p.Stream.Switch, err)
		}
	}
	if n, d := NoiseParams(12000), DamageParams(.5); n.Stream.NoisyFrom != 12000 || d.KillShare != .5 || d.LearnUntil != 10001 || d.Memory.PredictedSegmentDecrement != .01 {
		t.Errorf("noise from %d, %v dead, learning until %d", n.Stream.NoisyFrom, d.KillShare, d.LearnUntil)
	}
}
