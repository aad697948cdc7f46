package main

import (
	"context"

	"gohtm/experiment"
	"gohtm/nb"
)

var digitsBoostClaim = claim{
	name:   "digits-boost",
	title:  "Handwritten digits: the boost at the test, on and off",
	source: `htm-community, "htm.core" (boosts when nothing is learned) and Numenta, "NuPIC" (does not); no number is published of the difference`,
	about:  "The pooler of `digits` after its one pass over MNIST; whether its overlaps are boosted with learning off, and what the classifier had learned from. The other program was written from the description of the example.",
	seeds:  3,
	cost:   .6,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		p, err := mnist(experiment.DefaultDigitsParams, seed)
		if err != nil {
			return r, err
		}
		b, err := experiment.DigitsBoost(ctx, p, progress)
		if err != nil {
			return r, err
		}
		r.number("boosted", b.Boosted)
		r.number("mismatched", b.Mismatched)
		r.number("frozen", b.Frozen)
		r.number("unboosted", b.Unboosted)
		r.number("density", b.Density)
		r.number("density, unboosted", b.UnboostedDensity)
		r.number("kept", b.Kept)
		return r, nil
	},
	rows: []row{
		{what: "learned and tested with the boost", key: "boosted", published: words("0.956"), band: between(.95, .962), format: "%.4f"},
		{what: "learned with it, tested without", key: "mismatched", published: words("none; 0.6419 and 0.6148 by the other program"), band: between(.5, .7), format: "%.4f"},
		{what: "learned afterwards from the frozen pooler, with the boost", key: "frozen", published: words("none; 0.9576 by the other program"), band: within(.957, .004), format: "%.4f"},
		{what: "learned afterwards from the frozen pooler, without", key: "unboosted", published: words("none; 0.9381 by the other program"), band: within(.936, .006), format: "%.4f"},
		{what: "density with the boost", key: "density", published: words("0.0730"), band: between(.07, .09), format: "%.4f"},
		{what: "density without", key: "density, unboosted", published: words("none; 0.0984 by the other program"), band: within(.0984, .001), format: "%.4f"},
		{what: "of a code stays when the boost is left out", key: "kept", published: words("none"), band: open()},
	},
	figure: func(f findings) (*nb.Figure, error) {
		return nb.Bars{
			Title: "Handwritten digits: the boost at the test", Caption: "MNIST, 10,000 test images told right", YLabel: "share told right", Format: "%.3f", Lying: true,
			Names:  []string{"learned and tested with it", "learned with it, tested without", "learned afterwards, with it", "learned afterwards, without"},
			Series: []nb.Bar{{Y: []float64{mean(f.numbers("boosted")), mean(f.numbers("mismatched")), mean(f.numbers("frozen")), mean(f.numbers("unboosted"))}}},
			Levels: []nb.Level{{Name: "published, with it", Y: .956}},
		}.Figure()
	},
}
