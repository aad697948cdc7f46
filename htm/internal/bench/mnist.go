package main

import (
	"fmt"

	"gohtm/datasets"
	"gohtm/htm/internal/rng"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// mnist is one pass over the 60,000 digits, shuffled, with the pooler of htm.core's
// MNIST example: 79 x 79 minicolumns over 28 x 28 pixels, learning, and a softmax
// classifier that learns on the fly. Then it has to know the 10,000 test digits,
// with learning off. A step is a digit.
func mnist() task {
	return task{name: "digits: 79 x 79 minicolumns and classifier, one pass over MNIST", once: true, make: func(begin func()) (*trial, error) {
		train, err := digits(datasets.MNIST())
		if err != nil {
			return nil, err
		}
		test, err := digits(datasets.MNISTTest())
		if err != nil {
			return nil, err
		}
		begin()
		p := spatial.DefaultParams(28*28, 79*79)
		p.InputShape, p.ColumnShape, p.WrapAround = []int{28, 28}, []int{79, 79}, false
		p.PotentialRadius, p.PotentialFraction, p.Density, p.StimulusThreshold = 7, 0.1, 0.1, 6
		p.ConnectedPermanence, p.PermanenceIncrement, p.PermanenceDecrement = 0.5, 0.14, 0.02
		p.MinOverlapDutyCycle, p.DutyCyclePeriod, p.BoostStrength, p.BoostInference = 0.2, 1402, 7, true
		pooler, err := spatial.New(p)
		if err != nil {
			return nil, err
		}
		c := predict.DefaultClassifierParams(p.Columns, 10)
		c.Steps, c.Alpha = []int{0}, 0.001
		classifier, err := predict.NewClassifier(c)
		if err != nil {
			return nil, err
		}
		var active []int
		show := func(input sdr.SDR, learn bool) sdr.SDR {
			pooler.Step(input, learn)
			active = pooler.AppendActive(active[:0])
			return sdr.SDR{Size: p.Columns, Bits: active}
		}
		t := &trial{
			steps: len(train),
			step: func(i int) {
				d := train[i%len(train)]
				classifier.Step(show(d.image, true), d.label, true)
			},
			bits: pooler.AppendActive, synapses: pooler.Synapses,
		}
		t.check = func() error {
			right := 0
			for _, d := range test {
				if predict.MostLikely(classifier.Infer(show(d.image, false), 0)) == d.label {
					right++
				}
			}
			// Its authors: 95.6 %, and more than 95 % at least.
			if share := float64(right) / float64(len(test)); share < 0.95 {
				return fmt.Errorf("%.4f of the test digits are right, want at least 0.95", share)
			}
			return nil
		}
		return t, nil
	}}
}

type digit struct {
	image sdr.SDR
	label int
}

// digits are the images in two colours, shuffled with a fixed seed.
func digits(set *datasets.LabelledImages, err error) ([]digit, error) {
	if err != nil {
		return nil, err
	}
	all := make([]digit, len(set.Images))
	for i := range all {
		image, err := set.Binary(i, set.Rows, set.Columns)
		if err != nil {
			return nil, err
		}
		all[i] = digit{image, int(set.Labels[i])}
	}
	random := rng.New(1)
	for i := len(all) - 1; i > 0; i-- {
		j := random.Below(i + 1)
		all[i], all[j] = all[j], all[i]
	}
	return all, nil
}
