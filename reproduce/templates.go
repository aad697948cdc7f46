package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/nb"
)

var templatesClaim = claim{
	name:   "templates",
	title:  "Scalar synapses: templates under a dense layer",
	source: `A thread in Numenta's forum, "binary synapses", whose author reports 95 % on MNIST with 2048 template neurons and a dense layer`,
	about: "2048 units with a weight for each pixel learn from all training images of MNIST, once and without labels; they stay as they are, and a dense softmax layer learns from their outputs in five epochs " +
		"with the rate .001. *The thread's rule* lets the nearest 20 units learn with the rate .02, from noise; *cured* lets one win, and those give way that won often; *images* are training images chosen at random and left alone.",
	seeds: 2,
	cost:  6,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		train, err := datasets.MNIST()
		if err != nil {
			return r, err
		}
		test, err := datasets.MNISTTest()
		if err != nil {
			return r, err
		}
		cured := experiment.DefaultTemplatesParams(train, test)
		cured.Seed, cured.Layer.Seed, cured.Alpha = seed, seed, .001
		images := cured
		images.FromImages, images.Passes = true, 0
		for i, p := range []experiment.TemplatesParams{cured, cured.ByTheThread(), images} {
			name := []string{"cured", "thread", "images"}[i]
			t, err := experiment.Templates(ctx, p, func(done, total int) { progress(i*total+done, 3*total) })
			if err != nil {
				return r, err
			}
			accuracies := experiment.Accuracies(t.Epochs)
			r.number(name, t.Accuracy())
			r.number(name+", never won", t.NeverWon)
			r.curve(name, counting(len(accuracies)), accuracies)
		}
		return r, nil
	},
	rows: []row{
		{what: "the thread's rule, from noise", key: "thread", published: value(.95), band: within(.95, .01),
			why: "an image is far from all noise; the first units that win come nearer to all images, and no other ever wins. The thread does not say what its weights begin with."},
		{what: "units that never win, by the thread's rule", key: "thread, never won", published: words("none"), band: open()},
		{what: "from noise, cured", key: "cured", published: value(.95), band: within(.95, .01)},
		{what: "units that never win, cured", key: "cured, never won", published: words("none"), band: atMost(.01)},
		{what: "images, left alone", key: "images", published: value(.95), band: within(.95, .013)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{f.line("cured", "noise, cured", nb.Blue), f.line("thread", "noise, the thread's rule", nb.Vermilion), f.line("images", "images, left alone", nb.Green)}
		for i := range series {
			series[i].Points = true
		}
		return nb.Lines{
			Title: "Templates under a dense layer", Caption: "MNIST, 2048 units, test images told right",
			XLabel: "epochs of the dense layer", YLabel: "share told right", YRange: [2]float64{.8, 1}, Spread: f.spread(), Series: series,
			Levels: []nb.Level{{Name: "published", Y: .95}},
		}.Figure()
	},
}
