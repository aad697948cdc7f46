package ref

import (
	"slices"

	"gohtm/htm/internal/portable"
	"gohtm/htm/predict"
)

// Classifier is softmax regression as Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893, §3.5 "Prediction", state it: dense inputs, full
// matrices, and the whole past.
type Classifier struct {
	Params  predict.ClassifierParams
	weights [][][]float32 // by place in Steps, bit and bucket
	past    [][]bool      // every input so far
}

// NewClassifier returns one with all weights 0.
func NewClassifier(p predict.ClassifierParams) *Classifier {
	c := &Classifier{Params: p}
	for range p.Steps {
		matrix := make([][]float32, p.Size)
		for bit := range matrix {
			matrix[bit] = make([]float32, p.Buckets)
		}
		c.weights = append(c.weights, matrix)
	}
	return c
}

// Step takes the input of a record and its labels.
func (c *Classifier) Step(input []bool, labels []int, learn bool) {
	c.past = append(c.past, slices.Clone(input))
	for i, k := range c.Params.Steps {
		then := len(c.past) - 1 - k
		if !learn || len(labels) == 0 || then < 0 {
			continue
		}
		x := c.past[then]
		y := c.Infer(x, k)
		rate := c.Params.Alpha
		if c.Params.Spread {
			active := 0
			for _, on := range x {
				if on {
					active++
				}
			}
			rate /= float64(active)
		}
		for bit, on := range x {
			for bucket := range y {
				target := 0.0
				if slices.Contains(labels, bucket) {
					target = 1 / float64(len(labels))
				}
				if on {
					c.weights[i][bit][bucket] += float32(rate * (target - y[bucket]))
				}
			}
		}
	}
}

// Reset forgets the past, not the weights.
func (c *Classifier) Reset() { c.past = nil }

// Infer returns the probability of each bucket k records after the input.
func (c *Classifier) Infer(input []bool, k int) []float64 {
	matrix := c.weights[slices.Index(c.Params.Steps, k)]
	y, greatest, total := make([]float64, c.Params.Buckets), 0.0, 0.0
	for bucket := range y {
		var a float32
		for bit, on := range input {
			if on {
				a += matrix[bit][bucket]
			}
		}
		y[bucket] = float64(a)
		if bucket == 0 || y[bucket] > greatest {
			greatest = y[bucket]
		}
	}
	for bucket := range y {
		y[bucket] = portable.Exp(y[bucket] - greatest)
		total += y[bucket]
	}
	for bucket := range y {
		y[bucket] /= total
	}
	return y
}
