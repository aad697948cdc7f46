package experiment

import (
	"context"

	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// Epoch is how a dense layer does in one pass over what it learns from.
type Epoch struct {
	Loss               float64 // mean cross-entropy of what it learns from, nats, each before it was learned
	Accuracy           float64 // share of it that is told right, each before it was learned
	ValidationLoss     float64 // mean cross-entropy of what it is tested on, afterwards, learning off
	ValidationAccuracy float64 // share of that which is told right
}

// Accuracies returns the ValidationAccuracy of each epoch.
func Accuracies(epochs []Epoch) []float64 {
	all := make([]float64, len(epochs))
	for i, e := range epochs {
		all[i] = e.ValidationAccuracy
	}
	return all
}

// epochs counts the steps of an experiment that ends in epochs of a dense layer.
type epochs struct {
	ctx         context.Context
	progress    func(done, total int)
	done, total int
}

// step counts one and tells whether to stop.
func (e *epochs) step() error {
	if err := stopped(e.ctx, e.done, e.total); err != nil {
		return err
	}
	if e.done++; e.progress != nil {
		e.progress(e.done, e.total)
	}
	return nil
}

// labelled is what a dense layer sees of image i: its loss, whether it is told right, and
// if learn is set it learns from it.
type labelled func(i int, learn bool) (loss float64, right bool)

// run trains on some images, in a new order each epoch, and tests on others.
func (e *epochs) run(count, training int, testing []int, random *sdr.Random, see labelled, tell func(number int, of Epoch)) ([]Epoch, error) {
	var all []Epoch
	pass := func(order []int, learn bool) (loss, accuracy float64, err error) {
		for _, i := range order {
			if err := e.step(); err != nil {
				return 0, 0, err
			}
			l, right := see(i, learn)
			loss += l / float64(len(order))
			if right {
				accuracy += 1 / float64(len(order))
			}
		}
		return loss, accuracy, nil
	}
	for number := 1; number <= count; number++ {
		var epoch Epoch
		var err error
		if epoch.Loss, epoch.Accuracy, err = pass(shuffled(training, random), true); err != nil {
			return all, err
		}
		if epoch.ValidationLoss, epoch.ValidationAccuracy, err = pass(testing, false); err != nil {
			return all, err
		}
		all = append(all, epoch)
		if tell != nil {
			tell(number, epoch)
		}
	}
	return all, nil
}

func newDense(inputs int, alpha float64) (*predict.Dense, error) {
	p := predict.DefaultDenseParams(inputs, digits)
	p.Alpha = alpha
	return predict.NewDense(p)
}

// code is a layer's output for an image: which units are active and, if it is graded, how
// much each of them is.
type code struct {
	bits  sdr.SDR
	rates []float32 // nil means 1
}

// seeCodes returns what a dense layer makes of codes.
func seeCodes(layer *predict.Dense, codes []code, label func(i int) int) labelled {
	output := make([]float32, layer.Params().Inputs)
	return func(i int, learn bool) (float64, bool) {
		c := codes[i]
		if c.rates == nil {
			right := predict.MostLikely(layer.InferSDR(c.bits)) == label(i)
			return layer.StepSDR(c.bits, label(i), learn), right
		}
		clear(output)
		for k, bit := range c.bits.Bits {
			output[bit] = c.rates[k]
		}
		right := predict.MostLikely(layer.Infer(output)) == label(i)
		return layer.Step(output, label(i), learn), right
	}
}
