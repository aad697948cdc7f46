package predict

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/internal/portable"
	"gohtm/htm/sdr"
)

// DenseParams configures a Dense: start from DefaultDenseParams, change fields;
// NewDense validates.
type DenseParams struct {
	Inputs  int // numbers in an input
	Buckets int // classes that are told apart
	// Alpha is the learning rate, in (0, 1000]. Times the sum of the squares of an input's
	// numbers it should stay well below 1: with more a step overshoots, with much less
	// learning takes long.
	Alpha float64
}

// DefaultDenseParams returns the rate of plain gradient descent in Keras, .01, which
// suits inputs of some 50 numbers of size 1.
func DefaultDenseParams(inputs, buckets int) DenseParams {
	return DenseParams{Inputs: inputs, Buckets: buckets, Alpha: 0.01}
}

// Validate names every field that is out of range.
func (p DenseParams) Validate() error {
	f := check.New("predict")
	f.That(p.Inputs > 0 && p.Inputs <= mostBits, "Inputs = %d, want in [1, 2^28]", p.Inputs)
	f.That(p.Buckets > 0 && p.Buckets <= mostBuckets, "Buckets = %d, want in [1, 2^20]", p.Buckets)
	if f.Err() == nil {
		f.That(p.Inputs <= mostBits/p.Buckets, "Inputs * Buckets = %d * %d weights, want at most 2^28", p.Inputs, p.Buckets)
	}
	f.That(p.Alpha > 0 && p.Alpha <= mostDense, "Alpha = %v, want in (0, 1000]", p.Alpha)
	return f.Err()
}

// mostDense is the largest number in an input and the largest rate: with them weights
// remain numbers however long one learns.
const mostDense = 1000

// Dense is a layer of softmax units with bias, each with a weight for every number of
// the input, trained by gradient descent on the cross-entropy, one sample at a time:
// multinomial logistic regression, and the dense layer that comes after a pooler or
// after templates in the networks of deep learning. Unlike a Classifier it takes real
// numbers, has a bias, and looks at the input itself, not ahead. All weights are 0 at
// first, so that there is nothing to draw. Bridle (1990), "Probabilistic
// interpretation of feedforward classification network outputs",
// doi:10.1007/978-3-642-76153-9_28.
type Dense struct {
	params  DenseParams
	weights []float32 // input by input, the weights to all buckets
	bias    []float32 // by bucket

	places []int     // scratch: where the input is not 0
	values []float32 // scratch: and what it is there
	sums   []float32 // scratch, by bucket
	y      []float64 // scratch, by bucket
	change []float32 // scratch, by bucket
}

// NewDense returns a Dense to which all buckets are as likely, or an error that names
// every bad field.
func NewDense(p DenseParams) (*Dense, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &Dense{
		params: p, weights: make([]float32, p.Inputs*p.Buckets), bias: make([]float32, p.Buckets),
		sums: make([]float32, p.Buckets), y: make([]float64, 0, p.Buckets), change: make([]float32, p.Buckets),
	}, nil
}

// Params returns what the Dense was made with.
func (d *Dense) Params() DenseParams { return d.params }

// Step returns the cross-entropy of the bucket given the input, in nats, and then, with
// learn, descends its gradient. It panics when the input has another length than
// Inputs or a number that is not in [-1000, 1000], or there is no such bucket.
func (d *Dense) Step(input []float32, bucket int, learn bool) float64 {
	d.take(input)
	return d.step(bucket, learn)
}

// StepSDR is Step for an SDR: 1 where a bit is on, else 0.
func (d *Dense) StepSDR(input sdr.SDR, bucket int, learn bool) float64 {
	d.takeSDR(input)
	return d.step(bucket, learn)
}

// Infer returns the probability of each bucket for an input, and leaves everything as
// it is. It panics as Step does.
func (d *Dense) Infer(input []float32) []float64 {
	d.take(input)
	d.activate()
	return appendSoftmax(nil, d.sums)
}

// InferSDR is Infer for an SDR: 1 where a bit is on, else 0.
func (d *Dense) InferSDR(input sdr.SDR) []float64 {
	d.takeSDR(input)
	d.activate()
	return appendSoftmax(nil, d.sums)
}

// take keeps what of the input is not 0.
func (d *Dense) take(input []float32) {
	if len(input) != d.params.Inputs {
		panic(fmt.Sprintf("predict: %d numbers, want Inputs = %d", len(input), d.params.Inputs))
	}
	d.places, d.values = d.places[:0], d.values[:0]
	for i, x := range input {
		if !(x >= -mostDense && x <= mostDense) {
			panic(fmt.Sprintf("predict: number %d = %v, want in [-1000, 1000]", i, x))
		}
		if x != 0 {
			d.places, d.values = append(d.places, i), append(d.values, x)
		}
	}
}

func (d *Dense) takeSDR(input sdr.SDR) {
	input.Require("predict", d.params.Inputs)
	d.places, d.values = append(d.places[:0], input.Bits...), d.values[:0]
	for range input.Bits {
		d.values = append(d.values, 1)
	}
}

// activate sums up what the input says for each bucket:
//
//	sums[bucket] = bias[bucket] + Σ_i weights[i, bucket] x[i]
func (d *Dense) activate() {
	copy(d.sums, d.bias)
	for k, i := range d.places {
		x := d.values[k]
		row := d.row(i)
		for bucket := range d.sums {
			d.sums[bucket] += float32(row[bucket] * x)
		}
	}
}

// step descends the gradient of the cross-entropy, loss = -ln y[bucket], where y is the
// softmax of the sums and z is 1 for the bucket and 0 for the others:
//
//	bias[b]       -= Alpha * (y[b] - z[b])
//	weights[i, b] -= Alpha * (y[b] - z[b]) * x[i]
func (d *Dense) step(bucket int, learn bool) (loss float64) {
	if bucket < 0 || bucket >= d.params.Buckets {
		panic(fmt.Sprintf("predict: bucket %d, want in [0, %d)", bucket, d.params.Buckets))
	}
	d.activate()
	loss = crossEntropy(d.sums, bucket)
	if !learn {
		return loss
	}
	d.y = appendSoftmax(d.y[:0], d.sums)
	d.y[bucket]--
	for b, excess := range d.y {
		d.change[b] = float32(-d.params.Alpha * excess)
	}
	add(d.bias, d.change)
	for k, i := range d.places {
		x := d.values[k]
		row := d.row(i)
		for b, change := range d.change {
			row[b] += float32(change * x)
		}
	}
	return loss
}

// crossEntropy is -ln of the bucket's softmax: ln Σ_i exp(a[i]) - a[bucket].
func crossEntropy(a []float32, bucket int) float64 {
	most, total := float64(slices.Max(a)), 0.0
	for _, x := range a {
		total += portable.Exp(float64(x) - most)
	}
	return portable.Log(total) + most - float64(a[bucket])
}

func (d *Dense) row(i int) []float32 {
	n := d.params.Buckets
	return d.weights[i*n : (i+1)*n : (i+1)*n]
}
