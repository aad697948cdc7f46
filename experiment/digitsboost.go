package experiment

import (
	"context"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// DigitsBoostResult is the share of the test images that are told right after a pooler has
// learned with boosting, learning off.
type DigitsBoostResult struct {
	Boosted    float64 // by a classifier that learned beside the pooler; boosted at the test, too
	Mismatched float64 // by the same classifier, without the boost at the test
	Frozen     float64 // by another, which learned from the frozen pooler, boosted
	Unboosted  float64 // by another, which learned from the frozen pooler without the boost, and is tested so
	// Density and UnboostedDensity are the mean shares of active minicolumns with the boost
	// and without it, Kept the share of the first that is also in the second, NaN of none.
	Density, UnboostedDensity, Kept float64
}

// DigitsBoost is Digits, tested with the boost at inference on and off. A pooler
// without its boost gives other codes, and what learned from the boosted ones doesn't
// know them. p.Passes are those of the pooler, and of each of the three classifiers; the
// pooler must boost. progress, if not nil, is told of the images. When ctx ends what is
// measured so far is returned with an error.
//
// NuPIC doesn't boost when it doesn't learn, htm.core does.
func DigitsBoost(ctx context.Context, p DigitsParams, progress func(done, total int)) (DigitsBoostResult, error) {
	var result DigitsBoostResult
	var bad faults
	bad.that(p.Pooler.BoostStrength > 0, "Pooler.BoostStrength = %v, want > 0", p.Pooler.BoostStrength)
	bad.that(p.FrozenPasses == 0, "FrozenPasses = %d, want 0", p.FrozenPasses)
	if bad.err != nil {
		return result, bad.err
	}
	p.Pooler.BoostInference = true
	d, err := newDigitsRun(ctx, p, progress, p.Passes*2*p.TrainImages+p.TestImages)
	if err != nil {
		return result, err
	}
	for pass := 1; pass <= p.Passes; pass++ {
		if err := d.pass(pass); err != nil {
			return result, err
		}
	}
	plain, err := withoutBoost(d.pooler)
	if err != nil {
		return result, err
	}
	readers := [2]reader{}
	for i := range readers {
		if readers[i], err = newReader(p.Pooler.Columns, p.Alpha); err != nil {
			return result, err
		}
	}
	both := func(image sdr.SDR) (boosted, unboosted sdr.SDR) {
		d.pooler.Step(image, false)
		plain.Step(image, false)
		return d.pooler.Active(), plain.Active()
	}
	for range p.Passes {
		err := d.each(p.Train, shuffled(p.TrainImages, d.random), func(image sdr.SDR, label int) {
			boosted, unboosted := both(image)
			readers[0].step(boosted, label, true)
			readers[1].step(unboosted, label, true)
		})
		if err != nil {
			return result, err
		}
	}
	var right [4]float64
	activities := [2]float64{}
	stay := 0.0
	err = d.each(p.Test, counting(p.TestImages), func(image sdr.SDR, label int) {
		boosted, unboosted := both(image)
		right[0] += d.columns.step(boosted, label, false)
		right[1] += d.columns.step(unboosted, label, false)
		right[2] += readers[0].step(boosted, label, false)
		right[3] += readers[1].step(unboosted, label, false)
		activities[0], activities[1] = activities[0]+float64(boosted.Len()), activities[1]+float64(unboosted.Len())
		stay += float64(boosted.Overlap(unboosted))
	})
	all := float64(p.TestImages)
	result.Boosted, result.Mismatched, result.Frozen, result.Unboosted = right[0]/all, right[1]/all, right[2]/all, right[3]/all
	all *= float64(p.Pooler.Columns)
	result.Density, result.UnboostedDensity, result.Kept = activities[0]/all, activities[1]/all, stay/activities[0]
	return result, err
}

// withoutBoost returns the same pooler that does not boost when it doesn't learn.
func withoutBoost(p *spatial.Pooler) (*spatial.Pooler, error) {
	params := p.Params()
	params.BoostInference = false
	plain, err := spatial.New(params)
	if err != nil {
		return nil, err
	}
	return plain, plain.Restore(p.Snapshot())
}
