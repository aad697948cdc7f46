package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/htm/metric"
)

var fashionClaim = claim{
	name:   "fashion",
	title:  "Clothing instead of digits",
	source: `htm-community, "htm.core", example mnist.py, what its authors report of Fashion-MNIST (Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747)`,
	about:  "The set-up of `digits`, with the same parameters, on Fashion-MNIST: 60,000 images to learn from in one pass, 10,000 to test. The standard error of an accuracy is .004.",
	seeds:  2,
	cost:   .5,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		train, err := datasets.FashionMNIST()
		if err != nil {
			return r, err
		}
		test, err := datasets.FashionMNISTTest()
		if err != nil {
			return r, err
		}
		p := experiment.DefaultDigitsParams(train, test)
		p.Seed, p.Pooler.Seed = seed, seed
		d, err := experiment.Digits(ctx, p, progress)
		if err != nil {
			return r, err
		}
		r.number("accuracy", d.Accuracy)
		r.number("pixels", d.Pixels)
		r.number("density", d.Density)
		r.number("entropy", d.Entropy/metric.BinaryEntropy(d.Density))
		return r, nil
	},
	rows: []row{
		{what: "test images told right", key: "accuracy", published: about(.83), band: within(.83, .02), format: "%.4f"},
		{what: "the classifier alone, on binary pixels", key: "pixels", published: words("none"), band: open(), format: "%.4f"},
		{what: "mean density of the codes", key: "density", published: words("none"), band: open(), format: "%.4f"},
		{what: "entropy, as a share of the greatest", key: "entropy", published: words("none"), band: open()},
	},
}
