package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/htm/metric"
	"gohtm/nb"
)

// labelled reads images to learn from and to test with.
type labelled struct {
	train, test func() (*datasets.LabelledImages, error)
}

// params returns parameters for all of the images, with a seed.
func (l labelled) params(of func(train, test *datasets.LabelledImages) experiment.DigitsParams, seed uint64) (experiment.DigitsParams, error) {
	train, err := l.train()
	if err != nil {
		return experiment.DigitsParams{}, err
	}
	test, err := l.test()
	if err != nil {
		return experiment.DigitsParams{}, err
	}
	p := of(train, test)
	p.Seed, p.Pooler.Seed = seed, seed
	return p, nil
}

// mnist returns parameters for all of MNIST, with a seed.
func mnist(of func(train, test *datasets.LabelledImages) experiment.DigitsParams, seed uint64) (experiment.DigitsParams, error) {
	return labelled{datasets.MNIST, datasets.MNISTTest}.params(of, seed)
}

// onePass runs htm.core's example.
func (l labelled) onePass(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
	var r result
	p, err := l.params(experiment.DefaultDigitsParams, seed)
	if err != nil {
		return r, err
	}
	d, err := experiment.Digits(ctx, p, progress)
	if err != nil {
		return r, err
	}
	r.number("accuracy", d.Accuracy)
	r.number("pixels", d.Pixels)
	r.number("density", d.Density)
	r.number("entropy", d.Entropy/metric.BinaryEntropy(d.Density))
	r.curve("learning", counting(len(d.Curve)), d.Curve)
	return r, nil
}

var digitsClaim = claim{
	name:   "digits",
	title:  "Handwritten digits: a pooler and a linear classifier",
	source: `htm-community, "htm.core", example mnist.py and what its authors report of it`,
	about: "All of MNIST, one pass over 60,000 images in a random order, 79 x 79 minicolumns of which at most a tenth wins, boosted also when nothing is learned; a softmax classifier learns " +
		"beside the pooler. Tested on 10,000 other images, learning off: the standard error of an accuracy is .002.",
	seeds: 3,
	cost:  .5,
	run:   labelled{datasets.MNIST, datasets.MNISTTest}.onePass,
	rows: []row{
		{what: "test images told right", key: "accuracy", published: words("0.956; more than 0.95"), band: between(.95, .962), format: "%.4f"},
		{what: "the classifier alone, on binary pixels", key: "pixels", published: words("0.901 (Python), 0.9052 (C++)"), band: between(.898, .909), format: "%.4f"},
		{what: "mean density of the codes", key: "density", published: words("0.073; grows to 0.07 to 0.09"), band: between(.07, .09), format: "%.4f"},
		{what: "entropy, as a share of the greatest", key: "entropy", published: value(.901), band: within(.901, .01)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		return nb.Lines{
			Title: "Handwritten digits while they are learned", Caption: "share of the latest training images that were told right, each before it was learned from",
			XLabel: "images", YLabel: "share told right", YRange: [2]float64{.8, 1}, Spread: f.spread(), Series: []nb.Line{f.line("learning", "gohtm, while learning", nb.Blue)},
			Levels: []nb.Level{{Name: "published, on test images", Y: .956}, {Name: "published, pixels alone", Y: .901}},
		}.Figure()
	},
}
