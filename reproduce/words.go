package main

import (
	"context"
	"slices"

	"gohtm/experiment"
	"gohtm/nb"
)

var wordsClaim = claim{
	name:   "words",
	title:  "Words among random elements, and other words after a while",
	source: `Hawkins & Ahmad (2016), "Why neurons have thousands of synapses, a theory of sequence memory in neocortex", doi:10.3389/fncir.2016.00023, figure 6A`,
	about: "A stream of 9,000 elements, six-letter words among random ones: half of the elements can be predicted, so the ceiling is .5. The words change at 3,500, as in the paper's program; " +
		"its caption has 3,000, and so has the switch in its figure: the published points after it are drawn 500 elements later here. First order is the same memory with one cell a minicolumn.",
	seeds: 10,
	cost:  .1,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		p := experiment.DefaultWordsParams()
		p.Stream.Seed, p.Memory.Seed = seed, seed
		high, err := experiment.Words(ctx, p, func(done, total int) { progress(done, 2*total) })
		if err != nil {
			return result{}, err
		}
		p.Memory.CellsPerColumn = 1
		first, err := experiment.Words(ctx, p, func(done, total int) { progress(total+done, 2*total) })
		if err != nil {
			return result{}, err
		}
		var r result
		at := p.Stream.Switch
		r.number("2,500", high.Curve[2500])
		r.number("before", mean(high.Curve[at-500:at]))
		r.number("lowest", slices.Min(high.Curve[at+100:at+900]))
		r.number("5,000", high.Curve[5000])
		r.number("7,500", high.Curve[7500])
		r.number("first order, before", mean(first.Curve[at-500:at]))
		r.number("first order, lowest", slices.Min(first.Curve[at+100:at+900]))
		r.number("first order, highest", slices.Max(first.Curve))
		r.number("synapses", float64(high.Synapses))
		r.curve("high order", counting(len(high.Curve)), high.Curve)
		r.curve("first order", counting(len(first.Curve)), first.Curve)
		return r, nil
	},
	rows: []row{
		{what: "high order, after 2,500 elements", key: "2,500", published: about(.5), band: atLeast(.45)},
		{what: "mean of the last 500 before the words change", key: "before", published: about(.5), band: atLeast(.48)},
		{what: "lowest after they change", key: "lowest", published: about(.28), band: between(.24, .33)},
		{what: "at 5,000, 1,500 later", key: "5,000", published: about(.45), band: atLeast(.44)},
		{what: "at 7,500, 4,000 later", key: "7,500", published: about(.5), band: atLeast(.49)},
		{what: "first order, before the change", key: "first order, before", published: words("0.30 to 0.35"), band: between(.27, .38)},
		{what: "first order, lowest after it", key: "first order, lowest", published: about(.25), band: between(.20, .30)},
		{what: "first order, highest of all", key: "first order, highest", published: about(.35), band: atMost(.40)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		return nb.Lines{
			Title: "Words, and other words after a while", Caption: "accuracy as in figure 6A of Hawkins & Ahmad (2016)",
			XLabel: "elements", YLabel: "predicted minicolumns that came", YRange: [2]float64{0, .6}, Spread: f.spread(),
			Series: []nb.Line{
				f.line("high order", "high order, 32 cells", nb.Blue), f.line("first order", "first order, 1 cell", nb.Orange),
				marks("published, high order", []float64{2500, 4000, 5000, 7000}, []float64{.5, .28, .45, .5}, nb.Blue),
				marks("published, first order", []float64{3000, 4000}, []float64{.325, .25}, nb.Orange),
			},
			Levels: []nb.Level{{Name: "ceiling", Y: .5}},
			Marks:  []nb.Mark{{X: 3500, Label: "other words"}},
		}.Figure()
	},
}
