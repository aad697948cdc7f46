package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/nb"
)

var denseLayerClaim = claim{
	name:   "dense-layer",
	title:  "A pooler in front of a dense layer",
	source: `A set-up asked for in Numenta's forum, "the pooler as the first layer of a Keras model", without results`,
	about: "All training images of MNIST, 4 bits a pixel, 2048 minicolumns of which 2 % win, one pass; the pooler is frozen, and a dense softmax layer learns from its codes in five epochs. The last tenth of the images " +
		"validates. No number was published: the bands are those of another program of ours with other bits and test images.",
	seeds: 2,
	cost:  2,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		train, err := datasets.MNIST()
		if err != nil {
			return r, err
		}
		learned := experiment.DefaultDenseLayerParams(train)
		learned.Seed, learned.Pooler.Seed = seed, seed
		plain := learned
		plain.Pooler.BoostStrength, plain.Pooler.BoostInference = 0, false
		untrained := plain
		untrained.Passes = 0
		for i, p := range []experiment.DenseLayerParams{learned, plain, untrained} {
			name := []string{"learned", "no boost", "untrained"}[i]
			d, err := experiment.DenseLayer(ctx, p, func(done, total int) { progress(i*total+done, 3*total) })
			if err != nil {
				return r, err
			}
			accuracies := experiment.Accuracies(d.Epochs)
			r.number(name, accuracies[len(accuracies)-1])
			r.number(name+", dead", d.Dead)
			r.number(name+", density", d.Density)
			r.curve(name, counting(len(accuracies)), accuracies)
		}
		r.number("worth of learning", float64(r.Numbers["learned"]-r.Numbers["untrained"]))
		r.number("cost of learning without boost", float64(r.Numbers["untrained"]-r.Numbers["no boost"]))
		return r, nil
	},
	rows: []row{
		{what: "learned, boosted by 7", key: "learned", published: words("none"), band: within(.935, .015)},
		{what: "untrained", key: "untrained", published: words("none"), band: within(.905, .025)},
		{what: "learned, not boosted", key: "no boost", published: words("none"), band: within(.77, .05)},
		{what: "minicolumns that are never active, learned without boost", key: "no boost, dead", published: words("none"), band: between(.8, .95)},
		{what: "learning adds", key: "worth of learning", published: words("none"), band: atLeast(.005)},
		{what: "learning without boost costs", key: "cost of learning without boost", published: words("none"), band: atLeast(.08)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{f.line("learned", "learned, boost 7", nb.Blue), f.line("untrained", "untrained", nb.Green), f.line("no boost", "learned, no boost", nb.Vermilion)}
		for i := range series {
			series[i].Points = true
		}
		return nb.Lines{
			Title: "A pooler in front of a dense layer", Caption: "MNIST, 2048 minicolumns, 2 % win; images that validate, told right",
			XLabel: "epochs of the dense layer", YLabel: "share told right", YRange: [2]float64{.7, 1}, Spread: f.spread(), Series: series,
		}.Figure()
	},
}
