package experiment

import (
	"context"
	"fmt"

	"gohtm/datasets"
)

// DamageParams returns the experiment of Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893, on cell death, on the one prediction without a switch: a share of
// the cells dies at element 10,001 of 15,000, and from there on nothing is learned.
func DamageParams(share float64) EndingsParams {
	p := DefaultEndingsParams(datasets.OnePrediction())
	p.Stream.Switch, p.Elements = datasets.Never, 15000
	p.Memory.PredictedSegmentDecrement = 0.01
	p.KillShare, p.LearnUntil = share, p.KillAt
	return p
}

// NoiseParams returns the same paper's experiment on temporal noise, on the one prediction
// without a switch: in every sequence that begins after an element, one symbol, at a place
// from 1 to 3, is replaced by one that stands for nothing. The paper has noise from the start,
// -1 here, and from 12,000 on, when all is learned. 15,000 elements.
func NoiseParams(from int) EndingsParams {
	p := DefaultEndingsParams(datasets.OnePrediction())
	p.Stream.Switch, p.Stream.NoisyFrom, p.Elements = datasets.Never, from, 15000
	return p
}

// EndingsSwitch is Endings as a task: how well does a memory learn which ending belongs to
// which beginning, and again when they change? The score is the share of correct predictions from
// the change on, or of all without one. The seed is that of the stream and of the memory.
func EndingsSwitch(p EndingsParams) Task { return endingsTask("other endings", p, p.Stream.Switch) }

// EndingsDamage is Endings as a task in which a share of the cells dies at KillAt, when
// learning ends, and the endings stay: how much is left? The score is as in EndingsSwitch.
func EndingsDamage(p EndingsParams, share float64) Task {
	p.Stream.Switch, p.KillShare, p.LearnUntil = datasets.Never, share, p.KillAt
	return endingsTask(fmt.Sprintf("%.0f %% of the cells die", 100*share), p, p.KillAt)
}

// EndingsNoise is Endings as a task in which a symbol of every sequence is replaced in what
// begins after an element, -1 for all, and the endings stay: what is still predicted? The score is
// as in EndingsSwitch.
func EndingsNoise(p EndingsParams, from int) Task {
	p.Stream.Switch, p.Stream.NoisyFrom = datasets.Never, from
	if from < 0 {
		return endingsTask("noise from the start", p, 0)
	}
	return endingsTask(fmt.Sprintf("noise from %d on", from), p, from)
}

// endingsTask is the task of running Endings with a change at an element.
func endingsTask(name string, p EndingsParams, change int) Task {
	if change >= p.Elements {
		change = 0
	}
	t := Task{Name: name, XLabel: "elements", YLabel: "correct", Steps: p.Elements, Memory: true}
	t.Marks = []Metric{{"chance", float64(p.Stream.Task.Endings) / float64(max(1, p.Stream.Task.Symbols))}}
	t.Run = func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := p, error(nil)
		p.Stream.Seed, p.Memory.Seed, p.KillSeed = seed, seed, seed
		if p.Memory, err = v.MemoryOf(p.Memory); err != nil {
			return Run{}, err
		}
		result, err := Endings(ctx, p, progress)
		if err != nil {
			return Run{}, err
		}
		run := Run{Score: result.Between(change, p.Elements)}
		for k := 1; k <= points; k++ {
			x := k * p.Elements / points
			run.X, run.Curve = append(run.X, float64(x)), append(run.Curve, result.At(x))
		}
		after := run.Curve[change*points/p.Elements:]
		run.Metrics = []Metric{{"before", result.At(change)}, {"lowest after", lowest(after)}, {"end", last(run.Curve)}, {"synapses", float64(result.Synapses)}}
		return run, nil
	}
	return t
}
