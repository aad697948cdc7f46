package experiment

import (
	"math"

	"gohtm/htm/competitive"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// templatesRun is how far a Templates is: training images first, then those of the test.
type templatesRun struct {
	p      TemplatesParams
	layer  *competitive.Layer
	random *sdr.Random
	images [][]float32
	labels []uint8
	steps  epochs
	codes  []code      // of the nearest units, if Nearest
	graded [][]float32 // graded outputs, as far as there is room
}

// room is how many numbers are kept rather than computed again in each epoch; a
// variable, so that tests need less.
var room = 1 << 28

// describe shows each image to the layer as it is now, keeps its output, and says what
// each unit is nearest to.
func (r *templatesRun) describe(result *TemplatesResult) error {
	units, training := r.p.Layer.Units, r.p.TrainImages
	means := newMeans(units, r.p.Layer.Inputs)
	classes := newMeans(digits, r.p.Layer.Inputs)
	votes := make([][digits]int, units)
	for i, image := range r.images {
		if err := r.steps.step(); err != nil {
			return err
		}
		r.layer.Step(image, false)
		r.keep(i)
		if i >= training {
			continue
		}
		unit, label := r.layer.AppendNearest(nil, 1)[0], int(r.labels[i])
		result.Distance += float64(r.layer.Distances()[unit]) / float64(training)
		means.add(unit, image)
		classes.add(label, image)
		votes[unit][label]++
	}
	result.Images, result.ClassMeans = means.count, classes.all()
	own := means.all()
	for unit := 0; unit < units; unit++ {
		weights, class := r.layer.Weights(unit), -1
		for label, n := range votes[unit] {
			if n > 0 && (class < 0 || n > votes[unit][class]) {
				class = label
			}
		}
		withClass, withImages := math.NaN(), math.NaN()
		if class >= 0 {
			withClass, withImages = correlation(weights, result.ClassMeans[class]), correlation(weights, own[unit])
		} else {
			result.Unused += 1 / float64(units)
		}
		result.Weights, result.Class = append(result.Weights, weights), append(result.Class, class)
		result.WithClass, result.WithImages = append(result.WithClass, withClass), append(result.WithImages, withImages)
	}
	return nil
}

// keep keeps the layer's output for image i.
func (r *templatesRun) keep(i int) {
	switch {
	case r.p.Nearest > 0:
		r.codes = append(r.codes, code{bits: r.layer.Nearest(r.p.Nearest)})
	case (i+1)*r.p.Layer.Units <= room:
		r.graded = append(r.graded, r.layer.Features())
	}
}

// train trains a dense layer on the outputs.
func (r *templatesRun) train(dense *predict.Dense) ([]Epoch, error) {
	label := func(i int) int { return int(r.labels[i]) }
	see := seeCodes(dense, r.codes, label)
	if r.p.Nearest == 0 {
		buffer := make([]float32, 0, r.p.Layer.Units)
		see = func(i int, learn bool) (float64, bool) {
			output := buffer
			if i < len(r.graded) {
				output = r.graded[i]
			} else {
				r.layer.Step(r.images[i], false)
				output = r.layer.AppendFeatures(output)
			}
			right := predict.MostLikely(dense.Infer(output)) == label(i)
			return dense.Step(output, label(i), learn), right
		}
	}
	return r.steps.run(r.p.Epochs, r.p.TrainImages, counting(len(r.images))[r.p.TrainImages:], r.random, see, r.p.EachEpoch)
}
