package experiment

import (
	"context"

	"gohtm/htm/encode"
	"gohtm/htm/sdr"
)

// DenseBits is DenseLayer without the pooler: the same dense layer on what the pooler would
// see, the bits of encoded images or, with Pooler.RateInputs, their grey levels. It says what the
// pooler is worth. progress, if not nil, is told of the images. When ctx ends the epochs so
// far are returned with an error.
func DenseBits(ctx context.Context, p DenseLayerParams, progress func(done, total int)) ([]Epoch, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	layer, err := newDense(p.Pooler.Inputs, p.Alpha)
	if err != nil {
		return nil, err
	}
	codes, err := inputCodes(p)
	if err != nil {
		return nil, err
	}
	training := p.training()
	see := seeCodes(layer, codes, func(i int) int { return int(p.Train.Labels[i]) })
	steps := epochs{ctx: ctx, progress: progress, total: p.Epochs * p.TrainImages}
	return steps.run(p.Epochs, training, counting(p.TrainImages)[training:], sdr.NewRandom(p.Seed), see, p.EachEpoch)
}

// inputCodes are what a pooler would see of the images.
func inputCodes(p DenseLayerParams) ([]code, error) {
	codes := make([]code, p.TrainImages)
	if p.Pooler.RateInputs {
		for i, image := range pixels(p.Train, p.TrainImages) {
			codes[i].bits.Size = len(image)
			for at, grey := range image {
				if grey > 0 {
					codes[i].bits.Bits = append(codes[i].bits.Bits, at)
				}
			}
			codes[i].rates = some(image, codes[i].bits.Bits)
		}
		return codes, nil
	}
	encoder, err := encode.NewImage(p.Encode)
	if err != nil {
		return nil, err
	}
	for i := range codes {
		if codes[i].bits, err = encoder.Encode(p.Train.Images[i]); err != nil {
			return nil, err
		}
	}
	return codes, nil
}
