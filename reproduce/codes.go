package main

import (
	"context"
	"fmt"
	"slices"

	"gohtm/experiment"
	"gohtm/htm/metric"
	"gohtm/nb"
)

const cuiCodes = `Cui, Ahmad & Hawkins (2017), "The HTM spatial pooler: a neocortical algorithm for online sparse distributed coding", doi:10.3389/fncom.2017.00111`

var codesClaim = claim{
	name:   "codes",
	title:  "A pooler that goes on learning: entropy, stability, robustness",
	source: cuiCodes + ", sections on noise robustness and on continuous learning",
	about: "100 random inputs of 1024 bits, 2 to 20 % on, for 120 epochs, and 100 others from epoch 50 on; 1024 minicolumns without topology, 2 % win, boosting by 100. The paper shows " +
		"curves and prints no numbers of them that we could get: the ranges are those of its axes, and what else is asked was fixed before it was measured.",
	seeds: 10,
	cost:  .05,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		p := experiment.DefaultCodesParams()
		p.Seed, p.Pooler.Seed, p.NoiseEvery = seed, seed, 5
		c, err := experiment.Codes(ctx, p, progress)
		if err != nil {
			return result{}, err
		}
		robustness := func(epoch int) float64 { return c.Robustness[epoch/p.NoiseEvery] }
		var r result
		r.number("sparsity, least", slices.Min(c.Sparsity))
		r.number("sparsity, most", slices.Max(c.Sparsity))
		r.number("entropy, least", slices.Min(c.Entropy))
		r.number("entropy, most", slices.Max(c.Entropy))
		r.number("entropy gained", c.Entropy[10]-c.Entropy[0])
		r.number("entropy left", c.Entropy[50]/c.Entropy[49])
		r.number("entropy back", c.Entropy[80]/c.Entropy[49])
		r.number("stability at 10", c.Stability[10])
		r.number("stability at 49", c.Stability[49])
		r.number("stability at 55", c.Stability[55])
		r.number("stability at 80", c.Stability[80])
		r.number("robustness at 0", robustness(0))
		r.number("robustness at 10", robustness(10))
		r.number("robustness gained", robustness(10)/robustness(0))
		r.number("robustness left", robustness(50)/robustness(45))
		r.number("robustness back", robustness(80)/robustness(45))
		r.number("robustness at the end", robustness(120)/robustness(45))
		epochs := counting(len(c.Entropy))
		for i := range epochs {
			epochs[i]--
		}
		noisy := make([]float64, len(c.NoiseEpochs))
		for i, epoch := range c.NoiseEpochs {
			noisy[i] = float64(epoch)
		}
		r.curve("entropy", epochs, c.Entropy)
		r.curve("stability", epochs, c.Stability)
		r.curve("robustness", noisy, c.Robustness)
		for _, epoch := range []int{0, 10, 45, 50} {
			r.curve(fmt.Sprint("at ", epoch), p.Levels, c.Noise[epoch/p.NoiseEvery])
		}
		return r, nil
	},
	rows: []row{
		{what: "sparsity, least of all epochs", key: "sparsity, least", published: words("constant, 2 %"), band: within(20./1024, 1e-6), format: "%.4f"},
		{what: "sparsity, most", key: "sparsity, most", published: words("constant, 2 %"), band: within(20./1024, 1e-6), format: "%.4f"},
		{what: "entropy, least (bits)", key: "entropy, least", published: words("the axis, with topology, begins at 0.08"), band: open(), format: "%.4f"},
		{what: "entropy, most (bits)", key: "entropy, most", published: words("the axis ends at 0.14"), band: between(.12, .14), format: "%.4f"},
		{what: "entropy gained in 10 epochs (bits)", key: "entropy gained", published: words("rises with training"), band: atLeast(.01), format: "%.4f"},
		{what: "robustness, untrained (area)", key: "robustness at 0", published: words(""), band: open()},
		{what: "robustness after 10 epochs", key: "robustness at 10", published: words(""), band: open()},
		{what: "their ratio", key: "robustness gained", published: words("rises with training"), band: atLeast(2)},
		{what: "stability after 49 epochs", key: "stability at 49", published: words("from 0.6 towards 1"), band: atLeast(.99)},
		{what: "with new data, entropy left (share)", key: "entropy left", published: words("drops"), band: atMost(.8)},
		{what: "with new data, robustness left (share)", key: "robustness left", published: words("drops"), band: atMost(.8)},
		{what: "stability 5 epochs later", key: "stability at 55", published: words("above 0.6"), band: between(.6, .95)},
		{what: "entropy, 30 epochs after the new data (share)", key: "entropy back", published: words("recovers"), band: within(1, .02)},
		{what: "robustness, 30 epochs after (share)", key: "robustness back", published: words("recovers"), band: within(1, .02),
			why: "it comes back to a little less, and stays there to the end: a pooler that has learned other data before codes the new ones a little less robustly than a fresh one does."},
		{what: "robustness at the end (share)", key: "robustness at the end", published: words("recovers"), band: open()},
	},
	figure: func(f findings) (*nb.Figure, error) {
		mark := []nb.Mark{{X: 50, Label: "other data"}}
		noise := nb.Lines{Title: "Codes under noise", XLabel: "share of the input's bits that moved", YLabel: "code left", YRange: [2]float64{0, 1}, Spread: f.spread(), Height: 150}
		for i, epoch := range []string{"at 0", "at 10", "at 45", "at 50"} {
			noise.Series = append(noise.Series, f.line(epoch, []string{"untrained", "epoch 10", "epoch 45", "epoch 50, other data"}[i], nb.Palette[i]))
		}
		return nb.Rows(
			nb.Lines{Title: "A pooler that goes on learning", Caption: "means over 50 of 100 inputs, learning off, after each epoch",
				XLabel: "epochs", YLabel: "entropy (bits)", YRange: [2]float64{.06, .14}, Series: []nb.Line{f.line("entropy", "entropy", nb.Blue)},
				Levels: []nb.Level{{Name: "greatest at 2 %", Y: metric.BinaryEntropy(20. / 1024)}}, Marks: mark, Spread: f.spread(), Height: 150},
			nb.Lines{Title: "Stability and robustness", XLabel: "epochs", YLabel: "share", YRange: [2]float64{0, 1}, Marks: mark, Spread: f.spread(), Height: 150,
				Series: []nb.Line{f.line("stability", "stability, an epoch before", nb.Green), f.line("robustness", "robustness, area under noise", nb.Orange)}},
			noise,
		)
	},
}
