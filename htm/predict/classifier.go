// Package predict turns the state of a memory into a prediction: a distribution
// over buckets (Classifier) and the value it stands for (Values, Estimate), or the
// values that followed similar states (Nearest). NearestClassifier tells what an SDR
// itself is, Dense what numbers are. Naive holds the baselines that a prediction has to beat. One goroutine
// at a time may use each of them, also to ask it something.
package predict

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/portable"
	"gohtm/htm/sdr"
)

// Classifier learns which bucket follows an SDR so and so many records later:
// softmax regression, one matrix of weights for each of Steps, all zero at first.
// A step
//
//  1. remembers the input;
//  2. for each k of Steps, teaches the input of k records ago that the bucket
//     of this record is what came.
//
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, §3.5 "Prediction"; NuPIC's
// SDRClassifier, which predicts from a record before it learns from it: here a
// Distribution after Step has learned from it. Weights are float32, and those
// of an input bit take memory from the first time it is on in a lesson.
type Classifier struct {
	params  ClassifierParams
	weights [][][]float32 // by step, bit and bucket; nil where all are zero
	recent  past          // the inputs that may still be taught
	sums    []float32     // scratch, by bucket
	y       []float64     // scratch, by bucket
	change  []float32     // scratch, by bucket
}

// NewClassifier returns a Classifier to which all buckets are as likely, or an
// error that names every bad field.
func NewClassifier(p ClassifierParams) (*Classifier, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Steps = slices.Clone(p.Steps)
	c := &Classifier{
		params: p, weights: make([][][]float32, len(p.Steps)), recent: newPast(furthest(p.Steps) + 1),
		sums: make([]float32, p.Buckets), y: make([]float64, 0, p.Buckets), change: make([]float32, p.Buckets),
	}
	for i := range c.weights {
		c.weights[i] = make([][]float32, p.Size)
	}
	return c, nil
}

// Params returns what the Classifier was made with.
func (c *Classifier) Params() ClassifierParams {
	p := c.params
	p.Steps = slices.Clone(p.Steps)
	return p
}

// Step takes the SDR and the bucket of the next record. Without learn no weight
// changes; the input is remembered all the same, so that a later record can teach
// it. It panics when the input's size is not Size or there is no such bucket.
func (c *Classifier) Step(input sdr.SDR, bucket int, learn bool) {
	one := [1]int{bucket}
	c.StepLabels(input, one[:], learn)
}

// StepLabels is Step for a record with several labels, each different and with an
// equal share of the target, or with none, from which nothing is learned.
func (c *Classifier) StepLabels(input sdr.SDR, buckets []int, learn bool) {
	input.Require("predict", c.params.Size)
	requireLabels(buckets, c.params.Buckets)
	c.recent.push(input.Bits)
	if !learn || len(buckets) == 0 {
		return
	}
	for i, k := range c.params.Steps {
		if k < c.recent.seen {
			c.teach(c.weights[i], c.recent.inputs[k], buckets)
		}
	}
}

// teach moves the weights of the active bits towards the target z, which is
// shared out among the labels, away from the present answer y:
//
//	W[bit, bucket] += Alpha * (z[bucket] - y[bucket])
func (c *Classifier) teach(weights [][]float32, bits, labels []int) {
	alpha := c.params.Alpha
	if c.params.Spread {
		alpha /= float64(len(bits))
	}
	c.y = c.appendSoftmax(c.y[:0], weights, bits)
	for _, label := range labels {
		c.y[label] -= 1 / float64(len(labels))
	}
	for bucket, excess := range c.y {
		c.change[bucket] = float32(-alpha * excess)
	}
	for _, bit := range bits {
		row := weights[bit]
		if row == nil {
			row = make([]float32, c.params.Buckets)
			weights[bit] = row
		}
		add(row, c.change)
	}
}

// appendSoftmax appends what the bits say about each bucket:
//
//	a[bucket] = Σ_bit W[bit, bucket]
//	y[bucket] = exp(a[bucket]) / Σ_i exp(a[i])
//
// with the greatest a subtracted from all, which changes nothing but overflow.
func (c *Classifier) appendSoftmax(dst []float64, weights [][]float32, bits []int) []float64 {
	clear(c.sums)
	var four [4][]float32
	n := 0
	for _, bit := range bits {
		row := weights[bit]
		if row == nil {
			continue
		}
		four[n] = row
		if n++; n == len(four) {
			addFour(c.sums, four[0], four[1], four[2], four[3])
			n = 0
		}
	}
	for _, row := range four[:n] {
		add(c.sums, row)
	}
	return appendSoftmax(dst, c.sums)
}

func appendSoftmax(dst []float64, a []float32) []float64 {
	most, total, start := float64(slices.Max(a)), 0.0, len(dst)
	for _, x := range a {
		e := portable.Exp(float64(x) - most)
		dst = append(dst, e)
		total += e
	}
	for i := range dst[start:] {
		dst[start+i] /= total
	}
	return dst
}

// add adds b to a: the inner loop of learning, eight numbers at a time, which costs
// a third less.
func add(a, b []float32) {
	for len(a) >= 8 && len(b) >= 8 {
		x, y := (*[8]float32)(a), (*[8]float32)(b)
		x[0] += y[0]
		x[1] += y[1]
		x[2] += y[2]
		x[3] += y[3]
		x[4] += y[4]
		x[5] += y[5]
		x[6] += y[6]
		x[7] += y[7]
		a, b = a[8:], b[8:]
	}
	for i := range a {
		a[i] += b[i]
	}
}

// addFour adds b, c, d and e to a, one after the other as add would, but reads and
// writes a once: the inner loop of predicting, in half the time. It is not put into
// its caller, so that all its variables stay in registers.
//
//go:noinline
func addFour(a, b, c, d, e []float32) {
	b, c, d, e = b[:len(a)], c[:len(a)], d[:len(a)], e[:len(a)]
	for i := range a {
		a[i] = a[i] + b[i] + c[i] + d[i] + e[i]
	}
}

// Reset forgets the remembered inputs, not what was learned: what comes next does
// not follow what came before, as after a gap in the records or at the start of
// another sequence.
func (c *Classifier) Reset() { c.recent.seen = 0 }

// Distribution returns the probability of each bucket so many records after the
// latest input; before the first input, and after a Reset, all are equal. It
// panics when steps is not one of Steps.
func (c *Classifier) Distribution(steps int) []float64 { return c.AppendDistribution(nil, steps) }

// AppendDistribution appends the Distribution to dst.
func (c *Classifier) AppendDistribution(dst []float64, steps int) []float64 {
	var bits []int
	if c.recent.seen > 0 {
		bits = c.recent.inputs[0]
	}
	return c.appendSoftmax(dst, c.weights[place(c.params.Steps, steps)], bits)
}

// Infer returns the Distribution for any input, as if it were the latest, and
// leaves everything as it is.
func (c *Classifier) Infer(input sdr.SDR, steps int) []float64 {
	input.Require("predict", c.params.Size)
	return c.appendSoftmax(nil, c.weights[place(c.params.Steps, steps)], input.Bits)
}

// place returns where in all the wanted number of steps stands.
func place(all []int, steps int) int {
	i := slices.Index(all, steps)
	if i < 0 {
		panic(fmt.Sprintf("predict: steps = %d, want one of %v", steps, all))
	}
	return i
}

// past keeps the latest inputs: inputs[k] is that of k records ago, for k < seen.
type past struct {
	inputs [][]int
	seen   int // at most len(inputs)
}

func newPast(length int) past { return past{inputs: make([][]int, length)} }

// push copies the bits over the oldest input, whose memory it takes.
func (p *past) push(bits []int) {
	last := len(p.inputs) - 1
	oldest := p.inputs[last]
	copy(p.inputs[1:], p.inputs[:last])
	p.inputs[0] = append(oldest[:0], bits...)
	p.seen = min(p.seen+1, len(p.inputs))
}

func (p *past) clone() past {
	c := past{inputs: make([][]int, len(p.inputs)), seen: p.seen}
	for k := range p.inputs[:p.seen] {
		c.inputs[k] = slices.Clone(p.inputs[k])
	}
	return c
}
