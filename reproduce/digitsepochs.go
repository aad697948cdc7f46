package main

import (
	"context"
	"fmt"

	"gohtm/experiment"
	"gohtm/nb"
)

var digitsEpochsClaim = claim{
	name:   "digits-epochs",
	title:  "Handwritten digits: pixels, an untrained pooler, a trained one, and what comes after one pass",
	source: `htm-community, "htm.core", example mnist.py and what its authors report of it`,
	about: "The set-up of `digits`, tested after each of three passes; beside it with a pooler that never learns, and with one that learns in the first pass only. What is not published is compared " +
		"with another program, written from the description of the example. The standard error of an accuracy is .002 to .003.",
	seeds: 3,
	cost:  2,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		p, err := mnist(experiment.DefaultDigitsParams, seed)
		if err != nil {
			return r, err
		}
		p.Passes = 3
		frozen := p
		frozen.FrozenPasses = 2
		for i, q := range []experiment.DigitsParams{p, frozen, p.Untrained()} {
			name := []string{"learns on", "frozen", "untrained"}[i]
			epochs, err := experiment.DigitsEpochs(ctx, q, func(done, total int) { progress(i*total+done, 3*total) })
			if err != nil {
				return r, err
			}
			passes, accuracies, pixels := []float64{}, []float64{}, []float64{}
			for k, e := range epochs {
				passes, accuracies, pixels = append(passes, float64(k+1)), append(accuracies, e.Accuracy), append(pixels, e.Pixels)
				r.number(fmt.Sprintf("%s, pass %d", name, k+1), e.Accuracy)
				r.number(fmt.Sprintf("%s, training images, pass %d", name, k+1), e.Training)
				r.number(fmt.Sprintf("%s, density, pass %d", name, k+1), e.Density)
				r.number(fmt.Sprintf("%s, new, pass %d", name, k+1), e.Changed)
				r.number(fmt.Sprintf("pixels, pass %d", k+1), e.Pixels)
			}
			r.curve(name, passes, accuracies)
			if i == 0 {
				r.curve("pixels", passes, pixels)
			}
		}
		r.number("worth of learning on", float64(r.Numbers["learns on, pass 3"]-r.Numbers["frozen, pass 3"]))
		return r, nil
	},
	rows: []row{
		{what: "binary pixels, one pass", key: "pixels, pass 1", published: words("0.901 (Python), 0.9052 (C++)"), band: between(.898, .909), format: "%.4f"},
		{what: "binary pixels, three passes: what a linear classifier can do", key: "pixels, pass 3", published: words("none; 0.9142 by the other program"), band: within(.914, .004), format: "%.4f"},
		{what: "untrained pooler, one pass of the classifier", key: "untrained, pass 1", published: words("none; 0.9244 to 0.9299 by the other program"), band: within(.927, .005), format: "%.4f"},
		{what: "and three", key: "untrained, pass 3", published: words("none; 0.9463 by the other program"), band: within(.945, .005), format: "%.4f"},
		{what: "density of the untrained pooler's codes", key: "untrained, density, pass 1", published: words("about 0.05; 0.051 to 0.053 by the other program"), band: within(.052, .006), format: "%.4f"},
		{what: "pooler that learns, one pass", key: "learns on, pass 1", published: words("0.956; more than 0.95"), band: between(.95, .962), format: "%.4f"},
		{what: "three passes", key: "learns on, pass 3", published: words("none; 0.9670 and 0.9663 by the other program"), band: within(.9667, .004), format: "%.4f"},
		{what: "frozen after one pass, the classifier goes on to three", key: "frozen, pass 3", published: words("none; 0.9684 by the other program"), band: within(.9684, .004), format: "%.4f"},
		{what: "what it adds that the pooler goes on, too", key: "worth of learning on", published: words("none: all of the rise is the classifier's"), band: within(0, .004), format: "%.4f"},
		{what: "of a code of a test image new after the third pass", key: "learns on, new, pass 3", published: words("none; 0.08 by the other program"), band: within(.09, .04)},
		{what: "training images told right, after one pass", key: "learns on, training images, pass 1", published: words("none"), band: open(), format: "%.4f"},
		{what: "and after three", key: "learns on, training images, pass 3", published: words("none"), band: open(), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{
			f.line("learns on", "pooler, learns in every pass", nb.Blue), f.line("frozen", "pooler, frozen after one pass", nb.Orange),
			f.line("untrained", "untrained pooler", nb.Green), f.line("pixels", "binary pixels", nb.Purple),
		}
		for i := range series {
			series[i].Points = true
		}
		return nb.Lines{
			Title: "Handwritten digits, by pass of the classifier", Caption: "MNIST, 10,000 test images told right",
			XLabel: "passes", YLabel: "share told right", YRange: [2]float64{.88, .98}, Spread: f.spread(), Series: series,
			Levels: []nb.Level{{Name: "published, one pass", Y: .956}, {Name: "published, pixels, one pass", Y: .901}},
		}.Figure()
	},
}
