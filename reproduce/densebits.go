package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/nb"
)

var denseBitsClaim = claim{
	name:   "dense-bits",
	title:  "The dense layer without a pooler",
	source: `LeCun, Bottou, Bengio & Haffner (1998), doi:10.1109/5.726791: a linear classifier on MNIST`,
	about: "What a pooler in front of a dense layer (`dense-layer`) has to beat: the same layer on the 3,136 bits that the pooler sees, and on grey levels from 0 to 1, with a tenth and a third of its rate. " +
		"The last tenth of the training images validates; it is easier than the test images, on which the published linear classifier, without softmax, was tested.",
	seeds: 2,
	cost:  .7,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		train, err := datasets.MNIST()
		if err != nil {
			return r, err
		}
		bits := experiment.DefaultDenseLayerParams(train)
		bits.Seed, bits.Alpha = seed, 0.001
		grey := bits.Scalar()
		grey.Alpha = 0.003
		for i, p := range []experiment.DenseLayerParams{bits, grey} {
			name := []string{"bits", "grey levels"}[i]
			epochs, err := experiment.DenseBits(ctx, p, func(done, total int) { progress(i*total+done, 2*total) })
			if err != nil {
				return r, err
			}
			accuracies := experiment.Accuracies(epochs)
			r.number(name, accuracies[len(accuracies)-1])
			r.curve(name, counting(len(accuracies)), accuracies)
		}
		return r, nil
	},
	rows: []row{
		{what: "dense layer on the bits, five epochs", key: "bits", published: words("none"), band: open(), format: "%.4f"},
		{what: "on grey levels", key: "grey levels", published: words("0.88 by a linear classifier, on the test images"), band: atLeast(.88), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{f.line("bits", "4 bits a pixel", nb.Blue), f.line("grey levels", "grey levels", nb.Green)}
		for i := range series {
			series[i].Points = true
		}
		return nb.Lines{
			Title: "A dense layer without a pooler", Caption: "MNIST, images that validate, told right",
			XLabel: "epochs of the dense layer", YLabel: "share told right", YRange: [2]float64{.85, .95}, Spread: f.spread(), Series: series,
		}.Figure()
	},
}
