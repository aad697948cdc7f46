package experiment

import (
	"context"
	"math"

	"gohtm/htm/sdr"
)

// DigitsDensityParams configures DigitsDensity: start from DefaultDigitsDensityParams or
// ShortDigitsDensityParams.
type DigitsDensityParams struct {
	Digits DigitsParams // Passes, FrozenPasses, Alpha and Window are not used
	// At is after how many training images the density is looked at, rising; 0 is the
	// untrained pooler. The last one, at most Digits.TrainImages, is where it ends.
	At []int
}

// DefaultDigitsDensityParams returns one pass over all images, looked at ever more seldom.
func DefaultDigitsDensityParams(d DigitsParams) DigitsDensityParams {
	p := DigitsDensityParams{Digits: d}
	for _, n := range []int{0, 30, 100, 300, 1000, 3000, 10000, 30000} {
		if n < d.TrainImages {
			p.At = append(p.At, n)
		}
	}
	p.At = append(p.At, d.TrainImages)
	return p
}

// ShortDigitsDensityParams returns the same on the first images only, at most so many of
// each.
func ShortDigitsDensityParams(d DigitsParams, trainImages, testImages int) DigitsDensityParams {
	d.TrainImages, d.TestImages = min(trainImages, d.TrainImages), min(testImages, d.TestImages)
	return DefaultDigitsDensityParams(d)
}

// WithoutCap returns the parameters with any number of winners: all whose overlap
// reaches the threshold. Nothing is boosted then, as boosting aims at the cap.
func (p DigitsDensityParams) WithoutCap() DigitsDensityParams {
	p.Digits.Pooler.Density, p.Digits.Pooler.WinnersPerArea = 1, 0
	return p.WithoutBoost()
}

// WithoutThreshold returns the parameters with winners of any overlap.
func (p DigitsDensityParams) WithoutThreshold() DigitsDensityParams {
	p.Digits.Pooler.StimulusThreshold = 0
	return p
}

// WithoutBoost returns the parameters without boosting.
func (p DigitsDensityParams) WithoutBoost() DigitsDensityParams {
	p.Digits.Pooler.BoostStrength, p.Digits.Pooler.BoostInference = 0, false
	return p
}

// Validate names every field that is out of range.
func (p DigitsDensityParams) Validate() error {
	var bad faults
	bad.part(p.Digits.Validate())
	bad.that(len(p.At) > 0, "At is empty, want numbers of images")
	for i, n := range p.At {
		if n < 0 || n > p.Digits.TrainImages || i > 0 && n <= p.At[i-1] {
			bad.that(false, "At = %v, want rising numbers in [0, TrainImages = %d]", p.At, p.Digits.TrainImages)
			break
		}
	}
	return bad.err
}

// DigitsDensityPoint is how many minicolumns the test images have active, learning off.
type DigitsDensityPoint struct {
	Images      int     // seen so far
	Density     float64 // mean share of active minicolumns
	Least, Most float64 // the share in the image with fewest and in that with most
	Full        float64 // share of the images with as many active as Density allows
	// ByDigit is the mean share of active minicolumns in the images of each digit, NaN of one
	// without any.
	ByDigit   []float64
	Reach     float64 // mean share of minicolumns whose overlap, boosted, reaches the threshold and is not 0
	Connected float64 // mean number of connected synapses of a minicolumn
	// LowBoost and HighBoost are the least and the greatest boost factor.
	LowBoost, HighBoost float64
}

// DigitsDensity shows images to a pooler and tells how dense its codes of other images
// become: Density is a cap, and a minicolumn whose overlap, boosted, is below
// StimulusThreshold is not active. No classifier is there. progress, if not nil, is told of
// the images. When ctx ends the points so far are returned with an error.
//
// It answers a report that the density of htm.core's example mnist.py rises from 5 % to 7 to 9.
func DigitsDensity(ctx context.Context, p DigitsDensityParams, progress func(done, total int)) ([]DigitsDensityPoint, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	until := p.At[len(p.At)-1]
	d, err := newDigitsRun(ctx, p.Digits, progress, until+len(p.At)*p.Digits.TestImages)
	if err != nil {
		return nil, err
	}
	var points []DigitsDensityPoint
	order, seen := shuffled(p.Digits.TrainImages, d.random), 0
	for _, at := range p.At {
		err := d.each(p.Digits.Train, order[seen:at], func(image sdr.SDR, _ int) { d.pooler.Step(image, true) })
		if err != nil {
			return points, err
		}
		seen = at
		point, err := d.density()
		if err != nil {
			return points, err
		}
		point.Images = at
		points = append(points, point)
	}
	return points, nil
}

// density looks at the test images, with a clone of the pooler: see test.
func (d *digitsRun) density() (DigitsDensityPoint, error) {
	pooler := d.pooler.Clone()
	columns, threshold := float64(d.p.Pooler.Columns), float64(d.p.Pooler.StimulusThreshold)
	point := DigitsDensityPoint{Least: math.Inf(1)}
	var sums, count [digits]float64
	full, reach := 0, 0
	err := d.each(d.p.Test, counting(d.p.TestImages), func(image sdr.SDR, label int) {
		pooler.Step(image, false)
		active := pooler.Active().Len()
		share := float64(active) / columns
		point.Least, point.Most = math.Min(point.Least, share), math.Max(point.Most, share)
		sums[label], count[label] = sums[label]+share, count[label]+1
		if active >= d.cap() {
			full++
		}
		for _, overlap := range pooler.BoostedOverlaps() {
			if overlap > 0 && float64(overlap) >= threshold {
				reach++
			}
		}
	})
	if err != nil {
		return point, err
	}
	all := float64(d.p.TestImages)
	for digit := range sums {
		point.Density += sums[digit] / all
		point.ByDigit = append(point.ByDigit, sums[digit]/count[digit])
	}
	point.Full, point.Reach = float64(full)/all, float64(reach)/all/columns
	for _, n := range pooler.ConnectedCounts() {
		point.Connected += float64(n) / columns
	}
	point.LowBoost, point.HighBoost = math.Inf(1), math.Inf(-1)
	for _, f := range pooler.BoostFactors() {
		point.LowBoost, point.HighBoost = math.Min(point.LowBoost, float64(f)), math.Max(point.HighBoost, float64(f))
	}
	return point, nil
}

// cap is how many minicolumns can be active at once.
func (d *digitsRun) cap() int {
	if d.p.Pooler.WinnersPerArea > 0 {
		return d.p.Pooler.WinnersPerArea
	}
	return int(d.p.Pooler.Density*float64(d.p.Pooler.Columns) + 0.5)
}
