package main

import (
	"context"
	"fmt"

	"gohtm/experiment"
	"gohtm/nb"
)

var digitsUntrainedClaim = claim{
	name:   "digits-untrained",
	title:  "Handwritten digits: pixels, and a pooler that never learns",
	source: `htm-community, "htm.core", example mnist.py and what its authors report of it`,
	about: "The set-up of `digits` with a pooler that never learns, and the classifier on the binary pixels, tested after each of three passes over all of MNIST. What is not published is compared " +
		"with another program, written from the description of the example. The standard error of an accuracy is .003.",
	seeds: 3,
	cost:  .4,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		p, err := mnist(experiment.DefaultDigitsParams, seed)
		if err != nil {
			return r, err
		}
		p.Passes = 3
		epochs, err := experiment.DigitsEpochs(ctx, p.Untrained(), progress)
		if err != nil {
			return r, err
		}
		passes, accuracies, pixels := []float64{}, []float64{}, []float64{}
		for k, e := range epochs {
			passes, accuracies, pixels = append(passes, float64(k+1)), append(accuracies, e.Accuracy), append(pixels, e.Pixels)
			r.number(fmt.Sprintf("untrained, pass %d", k+1), e.Accuracy)
			r.number(fmt.Sprintf("pixels, pass %d", k+1), e.Pixels)
		}
		r.number("density", epochs[0].Density)
		r.curve("untrained", passes, accuracies)
		r.curve("pixels", passes, pixels)
		return r, nil
	},
	rows: []row{
		{what: "binary pixels, one pass", key: "pixels, pass 1", published: words("0.901 (Python), 0.9052 (C++)"), band: between(.898, .909), format: "%.4f"},
		{what: "binary pixels, three passes: what a linear classifier can do", key: "pixels, pass 3", published: words("none; 0.9142 by the other program"), band: within(.914, .004), format: "%.4f"},
		{what: "untrained pooler, one pass of the classifier", key: "untrained, pass 1", published: words("none; 0.9244 to 0.9299 by the other program"), band: within(.927, .005), format: "%.4f"},
		{what: "three passes", key: "untrained, pass 3", published: words("none; 0.9463 by the other program"), band: within(.945, .005), format: "%.4f"},
		{what: "density of the untrained pooler's codes", key: "density", published: words("about 0.05; 0.051 to 0.053 by the other program"), band: within(.052, .006), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{f.line("untrained", "untrained pooler", nb.Green), f.line("pixels", "binary pixels", nb.Purple)}
		for i := range series {
			series[i].Points = true
		}
		return nb.Lines{
			Title: "Handwritten digits without learning in the pooler", Caption: "MNIST, 10,000 test images told right",
			XLabel: "passes of the classifier", YLabel: "share told right", YRange: [2]float64{.88, .98}, Spread: f.spread(), Series: series,
			Levels: []nb.Level{{Name: "published, trained pooler, one pass", Y: .956}, {Name: "published, pixels, one pass", Y: .901}},
		}.Figure()
	},
}
