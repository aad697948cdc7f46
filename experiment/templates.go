package experiment

import (
	"context"
	"math"

	"gohtm/datasets"
	"gohtm/htm/competitive"
	"gohtm/htm/sdr"
)

// TemplatesParams configures Templates: start from DefaultTemplatesParams or
// ShortTemplatesParams.
type TemplatesParams struct {
	Train, Test             *datasets.LabelledImages // only read; labels from 0 to 9
	TrainImages, TestImages int                      // how many of each, the first ones
	Layer                   competitive.Params       // Inputs must be the pixels of an image
	FromImages              bool                     // the first weights are training images, not noise
	Passes                  int                      // of the templates over the training images; 0 leaves them as they begin
	// Nearest is how many units a code has, the nearest ones, each as 1; 0 means graded
	// outputs of all units (competitive.Layer's Features).
	Nearest int
	Epochs  int     // of the dense layer, > 0
	Alpha   float64 // the dense layer's rate
	Seed    uint64  // of the orders
	// EachEpoch, if not nil, is told how the dense layer does after each epoch, from 1 on.
	EachEpoch func(number int, e Epoch)
}

// DefaultTemplatesParams returns 2048 templates that begin as noise and learn in one pass
// over all images so that each of them wins, and five epochs of a dense layer on graded
// outputs.
func DefaultTemplatesParams(train, test *datasets.LabelledImages) TemplatesParams {
	return ShortTemplatesParams(train, test, math.MaxInt, math.MaxInt, 2048)
}

// ShortTemplatesParams returns the same on the first images only, at most so many of each,
// and with so many units. The rate of the dense layer falls with their number.
func ShortTemplatesParams(train, test *datasets.LabelledImages, trainImages, testImages, units int) TemplatesParams {
	p := TemplatesParams{Train: train, Test: test, Passes: 1, Epochs: 5, Alpha: 2 / float64(max(1, units)), Seed: 1}
	p.Layer = competitive.DefaultParams(1, units)
	p.Layer.Seed = 1
	if train != nil && test != nil {
		p.TrainImages, p.TestImages = min(trainImages, len(train.Images)), min(testImages, len(test.Images))
		p.Layer.Inputs = train.Rows * train.Columns
	}
	return p
}

// ByTheThread returns the parameters with the rule of the forum's thread and nothing else:
// the nearest 20 units learn, or as many as there are, at the rate .02.
func (p TemplatesParams) ByTheThread() TemplatesParams {
	p.Layer.Winners, p.Layer.Rate = min(20, p.Layer.Units), 0.02
	p.Layer.Averaging, p.Layer.FrequencySensitive = false, false
	return p
}

// Validate names every field that is out of range.
func (p TemplatesParams) Validate() error {
	var bad faults
	bad.part(p.Layer.Validate())
	for _, set := range []struct {
		name   string
		images *datasets.LabelledImages
		count  int
	}{{"Train", p.Train, p.TrainImages}, {"Test", p.Test, p.TestImages}} {
		n := pixelsOf(set.images)
		bad.images(set.name, set.images, set.count, n)
		bad.that(set.images == nil || n == p.Layer.Inputs, "Layer.Inputs = %d, want the pixels of an image of %s, %d", p.Layer.Inputs, set.name, n)
	}
	bad.that(p.Passes >= 0, "Passes = %d, want >= 0", p.Passes)
	bad.that(p.Nearest >= 0 && p.Nearest <= p.Layer.Units, "Nearest = %d, want in [0, Layer.Units = %d]", p.Nearest, p.Layer.Units)
	bad.that(p.Epochs > 0, "Epochs = %d, want > 0", p.Epochs)
	return bad.err // the dense layer checks its own
}

// pixelsOf returns how many an image has.
func pixelsOf(images *datasets.LabelledImages) int {
	if images == nil {
		return 0
	}
	return images.Rows * images.Columns
}

// TemplatesResult is what Templates measures. Which unit is nearest to a training image is
// asked after the templates have learned, learning off.
type TemplatesResult struct {
	Epochs   []Epoch     // of the dense layer
	NeverWon float64     // share of units that never won while learning; 1 if nothing was learned
	Unused   float64     // share of units that are nearest to no training image
	Distance float64     // mean squared distance from a training image to the nearest template
	Weights  [][]float32 // by unit: its template, a number in [0, 1] for each pixel
	Images   []int       // by unit: to how many training images it is nearest
	Class    []int       // by unit: to whose images it is nearest most often, -1 if to none
	// ClassMeans are the means of the training images of each class, nil of one without any.
	ClassMeans [][]float32
	// WithClass is, by unit, the correlation of its weights with the mean of its Class,
	// WithImages that with the mean of the training images to which it is nearest; NaN
	// where there are none.
	WithClass, WithImages []float64
}

// Accuracy returns the share of test images told right after the last epoch.
func (r TemplatesResult) Accuracy() float64 { return last(Accuracies(r.Epochs)) }

// Templates lets a competitive layer learn images, then trains a dense softmax layer on its
// output, with the templates fixed, and tests it after every epoch. A weight and an input
// are numbers in [0, 1], grey/255. progress, if not nil, is told of the images. When ctx ends
// the epochs so far are returned with an error.
//
// The unit is the "template neuron" of a thread in Numenta's forum about binary
// synapses, whose author reports 95 % on MNIST with 2048 of them; sources of rule and
// output stand at competitive.Layer.
func Templates(ctx context.Context, p TemplatesParams, progress func(done, total int)) (TemplatesResult, error) {
	var result TemplatesResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	layer, err := competitive.New(p.Layer)
	if err != nil {
		return result, err
	}
	dense, err := newDense(p.Layer.Units, p.Alpha)
	if err != nil {
		return result, err
	}
	run := templatesRun{p: p, layer: layer, random: sdr.NewRandom(p.Seed), images: pixels(p.Train, p.TrainImages), labels: p.Train.Labels[:p.TrainImages:p.TrainImages]}
	run.steps = epochs{ctx: ctx, progress: progress, total: (p.Passes+1)*p.TrainImages + p.TestImages + p.Epochs*(p.TrainImages+p.TestImages)}
	if p.FromImages {
		if err := layer.Initialise(run.images); err != nil {
			return result, err
		}
	}
	for range p.Passes {
		for _, i := range shuffled(p.TrainImages, run.random) {
			layer.Step(run.images[i], true)
			if err := run.steps.step(); err != nil {
				return result, err
			}
		}
	}
	result.NeverWon = float64(layer.NeverWon()) / float64(p.Layer.Units)
	run.images, run.labels = append(run.images, pixels(p.Test, p.TestImages)...), append(run.labels, p.Test.Labels[:p.TestImages]...)
	if err := run.describe(&result); err != nil {
		return result, err
	}
	result.Epochs, err = run.train(dense)
	return result, err
}
