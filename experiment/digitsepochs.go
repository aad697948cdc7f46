package experiment

import (
	"context"
	"math"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
)

// DigitsEpoch is how Digits does after a pass over the training images.
type DigitsEpoch struct {
	Learning float64 // share of the training images told right, each before it was learned from
	Training float64 // share of training images told right afterwards, learning off: the first ones, as many as are tested if there are
	Accuracy float64 // share of the test images told right
	Pixels   float64 // the same of a classifier on the binary pixels, without a pooler
	Density  float64 // mean share of active minicolumns on the test images
	Entropy  float64 // of the minicolumns on the test images, as a share of the greatest at that density
	// Changed is the mean share of a test image's active minicolumns that were not active
	// for it after the pass before, over the first 1,000 of them; NaN of the first pass.
	Changed float64
}

// DigitsEpochs is Digits, tested after each pass. What grows from pass to pass is what the
// classifier learns if it grows as much with the pooler frozen (FrozenPasses). progress, if
// not nil, is told of the images. When ctx ends the epochs so far are returned with an error.
func DigitsEpochs(ctx context.Context, p DigitsParams, progress func(done, total int)) ([]DigitsEpoch, error) {
	again := min(p.TestImages, p.TrainImages) // training images that are looked at once more
	d, err := newDigitsRun(ctx, p, progress, p.Passes*(p.TrainImages+again+p.TestImages))
	if err != nil {
		return nil, err
	}
	var epochs []DigitsEpoch
	var before []sdr.SDR
	for pass := 1; pass <= p.Passes; pass++ {
		d.told = d.told[:0]
		if err := d.pass(pass); err != nil {
			return epochs, err
		}
		seen, err := d.test(p.Train, again)
		if err != nil {
			return epochs, err
		}
		t, err := d.test(p.Test, p.TestImages)
		if err != nil {
			return epochs, err
		}
		epochs = append(epochs, DigitsEpoch{
			Learning: mean(d.told), Training: seen.accuracy,
			Accuracy: t.accuracy, Pixels: t.pixels, Density: t.density, Entropy: t.entropy / metric.BinaryEntropy(t.density),
			Changed: changed(before, t.codes),
		})
		before = t.codes
	}
	return epochs, nil
}

// changed is the mean share of the bits of codes that were not on before; codes without
// bits don't count. NaN if there is none before.
func changed(before, now []sdr.SDR) float64 {
	if before == nil {
		return math.NaN()
	}
	var shares []float64
	for i, code := range now {
		if code.Len() > 0 {
			shares = append(shares, 1-float64(code.Overlap(before[i]))/float64(code.Len()))
		}
	}
	return mean(shares)
}
