package main

import (
	"context"
	"fmt"

	"gohtm/experiment"
	"gohtm/nb"
)

var digitsLargeClaim = claim{
	name:   "digits-large",
	title:  "Handwritten digits: a larger pooler, four passes",
	source: `htm-community, "htm.core", example MNIST_SP.cpp and the results its authors record in it`,
	about:  "28 x 28 x 16 minicolumns, all else as in `digits`. The program that gave the published values shows image 0 in half of all steps, by a mistake in its list of images; here every image is shown once a pass.",
	seeds:  2,
	cost:   3,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		p, err := mnist(experiment.LargeDigitsParams, seed)
		if err != nil {
			return r, err
		}
		epochs, err := experiment.DigitsEpochs(ctx, p, progress)
		if err != nil {
			return r, err
		}
		passes, accuracies := []float64{}, []float64{}
		for k, e := range epochs {
			passes, accuracies = append(passes, float64(k+1)), append(accuracies, e.Accuracy)
			r.number(fmt.Sprintf("pass %d", k+1), e.Accuracy)
			r.number(fmt.Sprintf("training images, pass %d", k+1), e.Training)
			r.number(fmt.Sprintf("density, pass %d", k+1), e.Density)
		}
		r.curve("accuracy", passes, accuracies)
		return r, nil
	},
	rows: []row{
		{what: "test images told right after one pass", key: "pass 1", published: value(.9656), band: within(.9656, .004), format: "%.4f"},
		{what: "after four", key: "pass 4", published: words("0.9711; 0.9736 by another program with one image a step"), band: between(.9691, .9766), format: "%.4f"},
		{what: "training images told right after four", key: "training images, pass 4", published: words("none"), band: open(), format: "%.4f"},
		{what: "mean density of the codes, after four", key: "density, pass 4", published: words("none"), band: open(), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		ours := f.line("accuracy", "gohtm", nb.Blue)
		ours.Points = true
		return nb.Lines{
			Title: "Handwritten digits, 12,544 minicolumns", Caption: "MNIST, 10,000 test images told right",
			XLabel: "passes", YLabel: "share told right", YRange: [2]float64{.95, .98}, Spread: f.spread(),
			Series: []nb.Line{ours, {Name: "published", X: []float64{1, 4}, Y: []float64{.9656, .9711}, Loose: true, Color: nb.Vermilion}},
		}.Figure()
	},
}
