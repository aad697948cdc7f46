package experiment

import (
	"context"

	"gohtm/datasets"
	"gohtm/htm/encode"
	"gohtm/htm/metric"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// DenseLayerParams configures DenseLayer: start from DefaultDenseLayerParams or
// ShortDenseLayerParams.
type DenseLayerParams struct {
	Train       *datasets.LabelledImages // only read; labels from 0 to 9
	TrainImages int                      // how many of them, the first ones
	// Split is the share of them, the first ones, that is learned from, in (0, 1): the
	// rest validates. As in Keras' validation_split, which is 1 - Split.
	Split  float64
	Encode encode.ImageParams // pixels to bits
	// Pooler has the bits of an image as Inputs; or, with RateInputs, its pixels: each is
	// then on to the rate grey/255, and Encode is not used.
	Pooler spatial.Params
	Graded bool    // the dense layer sees how much minicolumns overlap (Pooler.Rates), not only which win
	Passes int     // of the pooler over what is learned from; 0 leaves it untrained
	Epochs int     // of the dense layer, > 0
	Alpha  float64 // the dense layer's rate
	Seed   uint64  // of the orders
	// EachEpoch, if not nil, is told how the dense layer does after each epoch, from 1 on.
	EachEpoch func(number int, e Epoch)
}

// DefaultDenseLayerParams returns the set-up: 4 bits a pixel, which is 3136 inputs, 2048
// minicolumns of which 2 % win, one pass of learning, then plain gradient descent with the
// rate .01. Boosting by 7, also when nothing is learned: without, learning is worse than
// none.
func DefaultDenseLayerParams(images *datasets.LabelledImages) DenseLayerParams {
	p := DenseLayerParams{Train: images, Split: 0.9, Passes: 1, Epochs: 5, Alpha: 0.01, Seed: 1}
	if images != nil {
		p.TrainImages, p.Encode = len(images.Images), encode.DefaultImageParams(images.Columns, images.Rows)
	}
	p.Pooler = spatial.DefaultParams(max(1, p.Encode.Width*p.Encode.Height*p.Encode.Bits), 2048)
	p.Pooler.ConnectedPermanence = 0.5
	p.Pooler.BoostStrength, p.Pooler.BoostInference = 7, true
	p.Pooler.Seed = 1
	return p
}

// ShortDenseLayerParams returns the same on the first images only, with fewer
// minicolumns.
func ShortDenseLayerParams(images *datasets.LabelledImages, count, columns int) DenseLayerParams {
	p := DefaultDenseLayerParams(images)
	p.TrainImages, p.Pooler.Columns = min(count, p.TrainImages), columns
	return p
}

// Scalar returns the parameters with numbers instead of bits everywhere: rates as inputs,
// synapses that count as much as they are permanent, and graded outputs.
func (p DenseLayerParams) Scalar() DenseLayerParams {
	p.Pooler.RateInputs, p.Pooler.Inputs, p.Graded = true, max(1, pixelsOf(p.Train)), true
	p.Pooler.PotentialRadius = p.Pooler.Inputs
	p.Pooler.Transmission = synapse.Graded()
	return p
}

// Validate names every field that is out of range.
func (p DenseLayerParams) Validate() error {
	var bad faults
	bad.part(p.Pooler.Validate())
	pixels := pixelsOf(p.Train)
	bad.images("Train", p.Train, p.TrainImages, pixels)
	if p.Pooler.RateInputs {
		bad.that(p.Train == nil || p.Pooler.Inputs == pixels, "Pooler.Inputs = %d, want with RateInputs the pixels of an image, %d", p.Pooler.Inputs, pixels)
	} else {
		bad.part(p.Encode.Validate())
		bad.that(p.Train == nil || p.Encode.Width*p.Encode.Height == pixels, "Encode is for %d x %d pixels, want %d in all", p.Encode.Width, p.Encode.Height, pixels)
		bits := p.Encode.Width * p.Encode.Height * p.Encode.Bits
		bad.that(p.Pooler.Inputs == bits, "Pooler.Inputs = %d, want the bits of an image, %d", p.Pooler.Inputs, bits)
	}
	bad.that(p.Split > 0 && p.Split < 1, "Split = %v, want in (0, 1)", p.Split)
	if bad.err == nil {
		bad.that(p.training() > 0 && p.training() < p.TrainImages, "Split = %v of TrainImages = %d leaves nothing on one side, want more images", p.Split, p.TrainImages)
	}
	bad.that(p.Passes >= 0, "Passes = %d, want >= 0", p.Passes)
	bad.that(p.Epochs > 0, "Epochs = %d, want > 0", p.Epochs)
	return bad.err // the dense layer checks its own
}

// training is how many images are learned from.
func (p DenseLayerParams) training() int { return int(p.Split * float64(p.TrainImages)) }

// DenseLayerResult is what DenseLayer measures.
type DenseLayerResult struct {
	Epochs  []Epoch // of the dense layer
	Dead    float64 // share of minicolumns that are active in none of the images that validate
	Density float64 // mean share of minicolumns active in them
}

// DenseLayer trains a pooler on encoded images; then, with the pooler's learning off, a
// dense softmax layer on its minicolumns, epoch by epoch. progress, if not nil, is told of
// the images. When ctx ends the epochs so far are returned with an error.
//
// It is a set-up asked for in Numenta's forum, where the pooler stands as the first layer of a
// Keras model: 28 x 28 pixels of 4 bits, 2048 minicolumns, one dense layer.
func DenseLayer(ctx context.Context, p DenseLayerParams, progress func(done, total int)) (DenseLayerResult, error) {
	var result DenseLayerResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	show, pooler, err := newShow(p)
	if err != nil {
		return result, err
	}
	activity, err := metric.NewActivity(p.Pooler.Columns)
	if err != nil {
		return result, err
	}
	layer, err := newDense(p.Pooler.Columns, p.Alpha)
	if err != nil {
		return result, err
	}
	training, random := p.training(), sdr.NewRandom(p.Seed)
	steps := epochs{ctx: ctx, progress: progress, total: p.Passes*training + (1+p.Epochs)*p.TrainImages}
	for range p.Passes {
		for _, i := range shuffled(training, random) {
			show(i, true)
			if err := steps.step(); err != nil {
				return result, err
			}
		}
	}
	codes := make([]code, p.TrainImages)
	for i := range codes {
		show(i, false)
		if err := steps.step(); err != nil {
			return result, err
		}
		codes[i].bits = pooler.Active()
		if p.Graded {
			codes[i].rates = some(pooler.Rates(), codes[i].bits.Bits)
		}
		if i >= training {
			activity.Step(codes[i].bits)
		}
	}
	result.Density = activity.Sparsity()
	for _, share := range activity.Frequencies() {
		if share == 0 {
			result.Dead += 1 / float64(p.Pooler.Columns)
		}
	}
	see := seeCodes(layer, codes, func(i int) int { return int(p.Train.Labels[i]) })
	result.Epochs, err = steps.run(p.Epochs, training, counting(p.TrainImages)[training:], random, see, p.EachEpoch)
	return result, err
}

// newShow returns a pooler and what shows it image i.
func newShow(p DenseLayerParams) (show func(i int, learn bool), pooler *spatial.Pooler, err error) {
	if pooler, err = spatial.New(p.Pooler); err != nil {
		return nil, nil, err
	}
	if p.Pooler.RateInputs {
		images := pixels(p.Train, p.TrainImages)
		return func(i int, learn bool) { pooler.StepRates(images[i], learn) }, pooler, nil
	}
	encoder, err := encode.NewImage(p.Encode)
	if err != nil {
		return nil, nil, err
	}
	return func(i int, learn bool) {
		image, err := encoder.Encode(p.Train.Images[i])
		if err != nil {
			panic(err) // all images are of the size that Validate compared
		}
		pooler.Step(image, learn)
	}, pooler, nil
}

// some returns the numbers at some places.
func some(numbers []float32, places []int) []float32 {
	picked := make([]float32, len(places))
	for k, at := range places {
		picked[k] = numbers[at]
	}
	return picked
}
