package main

import (
	"context"

	"gohtm/datasets"
	"gohtm/experiment"
)

var codesBoostClaim = claim{
	name:   "codes-boost",
	title:  "What boosting alone does, and the loss of half of the minicolumns",
	source: cuiCodes + ", sections on boosting and on fault tolerance",
	about: "The paper's parameters without boosting also differ in the rates of learning and in the potential pools. Here the strength of boosting is all that changes; 100 random inputs, 2 to 20 % on, 50 epochs. Then, with boosting, half of the " +
		"minicolumns die after 50 epochs of 200 random inputs of 20 bits; the number of winners stays, so that every survivor has twice as many inputs to know. The values of the figures are not printed: bands are what the text says, and the bound.",
	seeds: 3,
	cost:  .5,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		boosted := experiment.DefaultCodesParams()
		boosted.Epochs, boosted.Switch = 50, datasets.Never
		alone, set := boosted, experiment.UnboostedCodesParams()
		alone.Pooler.BoostStrength = 0
		set.Epochs, set.Switch = 50, datasets.Never
		var r result
		all := []struct {
			name   string
			params experiment.CodesParams
		}{{"boosted", boosted}, {"alone", alone}, {"set", set}, {"killed", experiment.KilledCodesParams()}}
		for i, one := range all {
			one.params.Seed, one.params.Pooler.Seed, one.params.NoiseEvery = seed, seed, 10
			c, err := experiment.Codes(ctx, one.params, func(done, total int) { progress(i*total+done, len(all)*total) })
			if err != nil {
				return r, err
			}
			last := one.params.Epochs
			r.number(one.name+" entropy", c.Entropy[last])
			r.number(one.name+" robustness", c.Robustness[last/10])
			if one.name == "killed" {
				r.number("whole entropy", c.Entropy[49])
				r.number("whole robustness", c.Robustness[4])
				r.number("untrained robustness", c.Robustness[0])
				r.number("killed stability", c.Stability[50])
				r.number("stability again", c.Stability[last])
				r.number("sparsity kept", c.Sparsity[last]/c.Sparsity[0])
			}
		}
		r.number("gained", float64(r.Numbers["boosted entropy"]-r.Numbers["alone entropy"]))
		r.number("robustness again", float64(r.Numbers["killed robustness"]/r.Numbers["untrained robustness"]))
		return r, nil
	},
	rows: []row{
		{what: "entropy, boosted (bits)", key: "boosted entropy", published: words("near the bound, 0.1388"), band: between(.125, .1388), format: "%.4f"},
		{what: "boosting alone off", key: "alone entropy", published: words("less"), band: atMost(.125), format: "%.4f"},
		{what: "difference", key: "gained", published: words("boosting raises it"), band: atLeast(.005), format: "%.4f"},
		{what: "the paper's set without boosting", key: "set entropy", published: words("less"), band: atMost(.125), format: "%.4f"},
		{what: "robustness, boosted", key: "boosted robustness", published: words(""), band: open()},
		{what: "robustness, boosting alone off", key: "alone robustness", published: words(""), band: open()},
		{what: "half die: stability at that epoch", key: "killed stability", published: words("other codes"), band: between(.4, .65)},
		{what: "50 epochs later", key: "stability again", published: words("recovers"), band: atLeast(.98)},
		{what: "sparsity, as a share of before", key: "sparsity kept", published: words("as before"), band: within(1, 1e-6)},
		{what: "entropy of the whole pooler", key: "whole entropy", published: words("below 0.1388"), band: between(.125, .1388), format: "%.4f"},
		{what: "entropy of the survivors; 0.1190 is their bound", key: "killed entropy", published: words("recovers"), band: between(.113, .1191), format: "%.4f"},
		{what: "robustness of the survivors by untrained", key: "robustness again", published: words("recovers"), band: atLeast(2), format: "%.2f"},
	},
}
