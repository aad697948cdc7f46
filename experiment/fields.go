package experiment

import (
	"context"
	"errors"
	"math"

	"gohtm/datasets"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// FieldsParams configures Fields: start from BarFieldsParams, CrossFieldsParams or DigitFieldsParams.
type FieldsParams struct {
	Pooler spatial.Params // inputs and minicolumns on sheets of the same two axes
	// InitialRadius is as in LesionParams.
	InitialRadius int
	Data          func(seed uint64) ([]sdr.SDR, error) // the images for a seed
	Epochs        int                                  // each shows every image once, in an order of its own
	Seed          uint64                               // of data and order
}

// BarFieldsParams returns figure 4A of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111: 1,000 images of 32 x 32 with two bars of length 7, 200 epochs,
// minicolumns with synapses in a radius of 5 that can grow in one of 10.
func BarFieldsParams() FieldsParams {
	p := FieldsParams{Pooler: topologyPooler(), InitialRadius: 5, Epochs: 200, Seed: 1}
	p.Pooler.PotentialRadius = 10
	p.Data = func(seed uint64) ([]sdr.SDR, error) { return datasets.BarPairs(1000, 32, 32, 7, seed) }
	return p
}

// CrossFieldsParams returns figure 4B: 1,000 images with six crosses of arms of 3. A tenth of the
// minicolumns of a neighbourhood are on, as in the parameters of the authors' program; then neighbours
// win together, and in the end fields are patches that hold many crosses. With a Pooler.Density of
// .02, as for bars and digits, they are one or a few crosses.
func CrossFieldsParams() FieldsParams {
	p := BarFieldsParams()
	p.Pooler.Density = 0.1
	p.Data = func(seed uint64) ([]sdr.SDR, error) { return datasets.Crosses(1000, 32, 32, 6, 3, seed) }
	return p
}

// DigitFieldsParams returns figure 4C: images of digits in frames of 32 x 32, the paper's are
// the first 10,000 of MNIST, for 2 epochs.
func DigitFieldsParams(images *datasets.LabelledImages) FieldsParams {
	p := BarFieldsParams()
	p.Epochs = 2
	p.Data = func(uint64) ([]sdr.SDR, error) {
		if images == nil {
			return nil, errors.New("experiment: images are nil, want some such as those of datasets.MNIST()")
		}
		var inputs []sdr.SDR
		for i := range min(10000, len(images.Images)) {
			image, err := images.Binary(i, 32, 32)
			if err != nil {
				return nil, err
			}
			inputs = append(inputs, image)
		}
		return inputs, nil
	}
	return p
}

// Validate names every field that is out of range.
func (p FieldsParams) Validate() error {
	var bad faults
	bad.part(p.Pooler.Validate())
	bad.sheet(p.Pooler)
	bad.that(p.InitialRadius > 0, "InitialRadius = %d, want > 0", p.InitialRadius)
	bad.that(p.Data != nil, "Data is nil, want a function")
	bad.that(p.Epochs > 0, "Epochs = %d, want > 0", p.Epochs)
	return bad.err
}

// FieldsResult are the receptive fields of a pooler: before it learned, and after.
type FieldsResult struct {
	Inputs        []sdr.SDR // the images
	Before, After []ReceptiveField
}

// ReceptiveField is what a minicolumn can hear, and what it does.
type ReceptiveField struct {
	Pool      sdr.SDR // inputs that it can have a synapse with
	Connected sdr.SDR // inputs that it is connected to: the receptive field of the paper
}

// Fields trains a pooler with topology on images, and returns what its minicolumns have become
// connected to. progress, if not nil, is told of the images. When ctx ends the result so far
// is returned with an error.
//
// Cui, Ahmad & Hawkins (2017), "The HTM Spatial Pooler: a neocortical algorithm for
// online sparse distributed coding", doi:10.3389/fncom.2017.00111, figure 4.
func Fields(ctx context.Context, p FieldsParams, progress func(done, total int)) (FieldsResult, error) {
	var result FieldsResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	pooler, err := spatial.New(p.Pooler)
	if err != nil {
		return result, err
	}
	if err := narrow(pooler, p.InitialRadius); err != nil {
		return result, err
	}
	if result.Inputs, err = p.Data(p.Seed); err != nil {
		return result, err
	}
	if err := sized(result.Inputs, p.Pooler.Inputs); err != nil {
		return result, err
	}
	result.Before = receptiveFields(pooler)
	random, total := sdr.NewRandom(p.Seed), p.Epochs*len(result.Inputs)
	for done := 0; done < total; {
		for _, i := range shuffled(len(result.Inputs), random) {
			if err := stopped(ctx, done, total); err != nil {
				result.After = receptiveFields(pooler)
				return result, err
			}
			pooler.Step(result.Inputs[i], true)
			if done++; progress != nil {
				progress(done, total)
			}
		}
	}
	result.After = receptiveFields(pooler)
	return result, nil
}

func receptiveFields(pooler *spatial.Pooler) (fields []ReceptiveField) {
	p := pooler.Params()
	for column := range p.Columns {
		pool := sdr.SDR{Size: p.Inputs, Bits: pooler.PotentialPool(column)}
		fields = append(fields, ReceptiveField{Pool: pool, Connected: pooler.Connected(column)})
	}
	return fields
}

// Image returns the field as a picture, input by input: 1 where it is connected, 0 in the rest
// of its pool, NaN elsewhere.
func (f ReceptiveField) Image() []float64 {
	image := make([]float64, f.Pool.Size)
	for i := range image {
		image[i] = math.NaN()
	}
	for _, input := range f.Pool.Bits {
		image[input] = 0
	}
	for _, input := range f.Connected.Bits {
		image[input] = 1
	}
	return image
}

// Likeness returns how much receptive fields look like parts of the images: the mean, over those
// that are connected to anything that is ever on, of
//
//	likeness = max over images  |connected and x| / sqrt(|connected| |x|),  x: the image within the pool
//
// the cosine of the angle between field and image: 1 for a field that is all that an image has where the
// minicolumn can look. NaN if there is no such field.
func Likeness(fields []ReceptiveField, images []sdr.SDR) float64 {
	var all []float64
	for _, field := range fields {
		best := 0.0
		for _, image := range images {
			if both := float64(field.Connected.Overlap(image)); both > 0 {
				best = max(best, both/math.Sqrt(float64(field.Connected.Len())*float64(field.Pool.Overlap(image))))
			}
		}
		if best > 0 {
			all = append(all, best)
		}
	}
	return mean(all)
}

// Straight returns the share of the connected inputs of all fields that stand in a straight run
// of at least so many, lying or standing, on a sheet of so many columns whose borders are not
// joined; NaN if nothing is connected.
func Straight(fields []ReceptiveField, columns, run int) float64 {
	in, all := 0.0, 0.0
	for _, field := range fields {
		on := field.Connected.Dense()
		reach := func(input, step int) (n int) { // connected inputs one after another from here on
			for n = 1; ; n++ {
				next := input + step
				if next < 0 || next >= len(on) || !on[next] || step*step == 1 && next/columns != input/columns {
					return n
				}
				input = next
			}
		}
		for _, input := range field.Connected.Bits {
			if max(reach(input, 1)+reach(input, -1), reach(input, columns)+reach(input, -columns)) > run {
				in++
			}
			all++
		}
	}
	return in / all
}
