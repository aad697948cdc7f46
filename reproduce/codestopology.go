package main

import (
	"context"

	"gohtm/experiment"
	"gohtm/htm/metric"
	"gohtm/nb"
)

var codesTopologyClaim = claim{
	name:   "codes-topology",
	title:  "The same with topology: how codes bear noise, and how evenly they are spread",
	source: cuiCodes + ", figures 2 and 3",
	about: "As the claim before, on a sheet of 32 x 32 inputs and minicolumns with local inhibition: this is what the figures show. The captions say that about 30 % of the minicolumns are never active before " +
		"learning, and that afterwards there is almost no change of the output when half of the input bits changed.",
	seeds: 3,
	cost:  .6,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		p := experiment.TopologyCodesParams()
		p.Seed, p.Pooler.Seed, p.NoiseEvery = seed, seed, 5
		c, err := experiment.Codes(ctx, p, progress)
		if err != nil {
			return result{}, err
		}
		never := func(epoch int) (share float64) {
			for _, f := range c.Frequencies[epoch/p.NoiseEvery] {
				if f == 0 {
					share += 1 / float64(p.Pooler.Columns)
				}
			}
			return share
		}
		robustness := func(epoch int) float64 { return c.Robustness[epoch/p.NoiseEvery] }
		var r result
		r.number("sparsity", c.Sparsity[45])
		r.number("never at 0", never(0))
		r.number("never at 45", never(45))
		r.number("half at 0", c.Noise[0][10])
		r.number("half at 45", c.Noise[9][10])
		r.number("entropy gained", c.Entropy[45]-c.Entropy[0])
		r.number("entropy left", c.Entropy[50]/c.Entropy[49])
		r.number("entropy back", c.Entropy[119]/c.Entropy[49])
		r.number("robustness gained", robustness(10)/robustness(0))
		r.number("robustness left", robustness(50)/robustness(45))
		r.number("robustness back", robustness(115)/robustness(45))
		r.number("stability at 49", c.Stability[49])
		epochs := counting(len(c.Entropy))
		for i := range epochs {
			epochs[i]--
		}
		r.curve("entropy", epochs, c.Entropy)
		for i, name := range []string{"noise at 0", "noise at 10", "noise at 45", "noise at 50"} {
			r.curve(name, p.Levels, c.Noise[[]int{0, 2, 9, 10}[i]])
		}
		return r, nil
	},
	rows: []row{
		{what: "sparsity", key: "sparsity", published: about(.02), band: within(.02, .0015), format: "%.4f"},
		{what: "minicolumns never active, untrained (share)", key: "never at 0", published: about(.3), band: within(.3, .1)},
		{what: "after 45 epochs", key: "never at 45", published: words("almost none"), band: atMost(.1)},
		{what: "half of the input changed: left of the code, untrained", key: "half at 0", published: words("significant change"), band: atMost(.3)},
		{what: "after 45 epochs", key: "half at 45", published: words("almost no change"), band: atLeast(.85)},
		{what: "entropy gained in 45 epochs (bits)", key: "entropy gained", published: words("rises"), band: atLeast(.005), format: "%.4f"},
		{what: "robustness after 10 epochs by untrained", key: "robustness gained", published: words("rises"), band: atLeast(2)},
		{what: "stability after 49 epochs", key: "stability at 49", published: words("towards 1"), band: atLeast(.99)},
		{what: "new data: entropy left (share)", key: "entropy left", published: words("decreases"), band: atMost(.85)},
		{what: "new data: robustness left (share)", key: "robustness left", published: words("decreases"), band: atMost(.95)},
		{what: "entropy at epoch 119 (share)", key: "entropy back", published: words("recovers completely"), band: within(1, .02)},
		{what: "robustness at epoch 115 (share)", key: "robustness back", published: words("recovers completely"), band: within(1, .05)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		noise := nb.Lines{Title: "Codes under noise, with topology", XLabel: "share of the input's bits that moved", YLabel: "code left", YRange: [2]float64{0, 1.02}, Spread: f.spread(), Height: 170}
		for i, name := range []string{"noise at 0", "noise at 10", "noise at 45", "noise at 50"} {
			noise.Series = append(noise.Series, f.line(name, "epoch"+name[len("noise at"):], nb.Palette[i]))
		}
		return nb.Rows(nb.Lines{Title: "Entropy, with topology", XLabel: "epochs", YLabel: "entropy (bits)", YRange: [2]float64{.06, .142}, Spread: f.spread(), Height: 150,
			Series: []nb.Line{f.line("entropy", "entropy", nb.Blue)}, Levels: []nb.Level{{Name: "greatest at 2 %", Y: metric.BinaryEntropy(20. / 1024)}},
			Marks: []nb.Mark{{X: 50, Label: "other data"}}}, noise)
	},
}
