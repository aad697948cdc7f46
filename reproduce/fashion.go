package main

import "gohtm/datasets"

var fashionClaim = claim{
	name:   "fashion",
	title:  "Clothing instead of digits",
	source: `htm-community, "htm.core", example mnist.py, what its authors report of Fashion-MNIST (Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747)`,
	about:  "The set-up of `digits`, with the same parameters, on Fashion-MNIST: 60,000 images to learn from in one pass, 10,000 to test. The standard error of an accuracy is .004.",
	seeds:  2,
	cost:   .5,
	run:    labelled{datasets.FashionMNIST, datasets.FashionMNISTTest}.onePass,
	rows: []row{
		{what: "test images told right", key: "accuracy", published: about(.83), band: within(.83, .02), format: "%.4f"},
		{what: "the classifier alone, on binary pixels", key: "pixels", published: words("none"), band: open(), format: "%.4f"},
		{what: "mean density of the codes", key: "density", published: words("none"), band: open(), format: "%.4f"},
		{what: "entropy, as a share of the greatest", key: "entropy", published: words("none"), band: open()},
	},
}
