package experiment_test

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// small is a task that takes no time.
func small() experiment.Task {
	p := experiment.ShortWordsParams()
	p.Elements, p.Stream.Switch = 600, 300
	return experiment.HighOrderSwitch(p)
}

func ExampleVariant() {
	variants := []experiment.Variant{
		experiment.HTM(),
		experiment.Named("soft bounds").WithRule(synapse.SoftBounded), // at the rates of the layer
		experiment.Named("my rule").WithPlasticity(synapse.Tabulate(
			func(x float64) float64 { return x + .2*x*(1-x) },
			func(x float64) float64 { return x - .05 })),
		{Name: "never punished", Memory: func(p *temporal.Params) { p.PredictedSegmentDecrement = 0 }},
	}
	for _, v := range variants {
		p, err := v.MemoryOf(temporal.DefaultParams(2048))
		fmt.Println(v.Name+":", p.Plasticity != nil, err)
	}
	// Output:
	// HTM: false <nil>
	// soft bounds: true <nil>
	// my rule: true <nil>
	// never punished: false <nil>
}

func ExampleComparison() {
	variants := []experiment.Variant{experiment.HTM(), experiment.Named("no decrement").WithRule(func(increment, _ float64) (*synapse.Plasticity, error) {
		return synapse.Hebbian(increment, 0)
	})}
	comparison, err := experiment.Compare(context.Background(), variants, []experiment.Task{small()}, []uint64{1, 2, 3}, nil)
	if err != nil {
		fmt.Println(err)
	}
	for _, row := range comparison.Scores().Rows {
		fmt.Println(len(row), row[0])
	}
	fmt.Println(comparison.Difference("other words", "no decrement").Count, "pairs of runs")
	// Output:
	// 2 HTM
	// 2 no decrement
	// 3 pairs of runs
}

// A memory learns which word it is in, until the words change.
func ExampleWordsResult() {
	p := experiment.ShortWordsParams()
	r, err := experiment.Words(context.Background(), p, nil)
	fmt.Println(err)
	fmt.Printf("predictable is .5; before %.1f, after the switch %.1f, at the end %.1f\n",
		r.Curve[1490], r.Curve[1900], r.Curve[len(r.Curve)-1])
	// Output:
	// <nil>
	// predictable is .5; before 0.5, after the switch 0.3, at the end 0.5
}

func ExampleEndingsResult() {
	p := experiment.ShortEndingsParams(datasets.OnePrediction())
	r, err := experiment.Endings(context.Background(), p, nil)
	fmt.Println(err)
	fmt.Printf("correct before the switch %.1f, just after it %.1f, in the end %.1f\n", r.At(5000), r.Between(5000, 5500), r.At(9000))
	// Output:
	// <nil>
	// correct before the switch 1.0, just after it 0.3, in the end 1.0
}

func ExampleCodesResult() {
	p := experiment.ShortCodesParams()
	p.Epochs = 8
	r, err := experiment.Codes(context.Background(), p, nil)
	fmt.Println(err)
	fmt.Printf("robustness under noise: untrained %.1f, after 8 epochs %.1f\n", r.Robustness[0], r.Robustness[4])
	// Output:
	// <nil>
	// robustness under noise: untrained 0.3, after 8 epochs 0.6
}

func ExampleForecastResult() {
	p := experiment.ShortForecastParams(datasets.HotGymLike(42))
	p.Rows = 500
	r, err := experiment.Forecast(context.Background(), p, nil)
	fmt.Println(err)
	fmt.Println("better in the second half:", r.Late.AAE < r.Score.AAE)
	// Output:
	// <nil>
	// better in the second half: true
}

// A task of one's own: how many synapses a memory has grown after a hundred random
// inputs. In all but the first, 10 winners grow 10 each, or 5: 99 x 100, or 99 x 50.
func ExampleTask() {
	grown := experiment.Task{Name: "synapses grown", Lower: true, Memory: true, Steps: 100}
	grown.Run = func(ctx context.Context, v experiment.Variant, seed uint64, progress func(done, total int)) (experiment.Run, error) {
		p, err := v.MemoryOf(temporal.DefaultParams(256))
		if err != nil {
			return experiment.Run{}, err
		}
		p.Seed = seed
		memory, err := temporal.New(p)
		if err != nil {
			return experiment.Run{}, err
		}
		run, random := experiment.Run{}, sdr.NewRandom(seed)
		for i := 1; i <= 100 && ctx.Err() == nil; i++ {
			memory.Step(random.Draw(256, 10), true)
			run.X, run.Curve = append(run.X, float64(i)), append(run.Curve, float64(memory.Synapses()))
			progress(i, 100)
		}
		run.Score = float64(memory.Synapses())
		return run, ctx.Err()
	}
	few := experiment.Variant{Name: "few", Memory: func(p *temporal.Params) { p.MinThreshold, p.MaxNewSynapses = 5, 5 }}
	comparison, err := experiment.Compare(context.Background(), []experiment.Variant{experiment.HTM(), few}, []experiment.Task{grown}, []uint64{1, 2}, nil)
	fmt.Println(err)
	fmt.Println(comparison.Score("synapses grown", "HTM"), "and", comparison.Score("synapses grown", "few"))
	for _, band := range comparison.Bands("synapses grown") {
		fmt.Println(band.Name, len(band.X), band.Low[99] <= band.Mean[99], band.Mean[99] <= band.High[99])
	}
	// Output:
	// <nil>
	// 9900.0 ± 0.000 and 4950.0 ± 0.000
	// HTM 100 true true
	// few 100 true true
}
