package main

import (
	"context"
	"fmt"
	"slices"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/nb"
)

var wordsDamageClaim = claim{
	name:   "words-damage",
	title:  "Words among random elements, while cells die",
	source: `Hawkins & Ahmad (2016), "Why neurons have thousands of synapses, a theory of sequence memory in neocortex", doi:10.3389/fncir.2016.00023, figure 6B`,
	about: "The same stream without other words; at element 3,500 a share of all cells dies, with their segments, and learning goes on. Dips are read off the figure, " +
		"lowest values are those of the 700 elements after the damage. The paper shows one run of each share.",
	seeds: 10,
	cost:  .15,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		shares := []float64{.4, .5, .6, .75}
		for i, share := range shares {
			p := experiment.DefaultWordsParams()
			p.Stream.Seed, p.Memory.Seed, p.KillSeed = seed, seed, seed
			p.Stream.Switch, p.KillShare, p.Elements = datasets.Never, share, 7001
			words, err := experiment.Words(ctx, p, func(done, total int) { progress(i*total+done, len(shares)*total) })
			if err != nil {
				return r, err
			}
			name := fmt.Sprintf("%.0f %%", 100*share)
			r.number(name+", lowest", slices.Min(words.Curve[p.KillAt:p.KillAt+700]))
			r.number(name+", 5,500", words.Curve[5500])
			r.number(name+", 7,000", words.Curve[7000])
			r.curve(name, counting(len(words.Curve)), words.Curve)
		}
		low := func(share string) float64 { return float64(r.Numbers[share+", lowest"]) }
		r.number("least step", min(low("40 %")-low("50 %"), low("50 %")-low("60 %"), low("60 %")-low("75 %")))
		return r, nil
	},
	rows: []row{
		{what: "40 % of the cells die: lowest", key: "40 %, lowest", published: words("almost no impact"), band: between(.42, .50)},
		{what: "50 %: lowest", key: "50 %, lowest", published: read(.5), band: within(read(.5).number, .06)},
		{what: "60 %: lowest", key: "60 %, lowest", published: words("between those of 50 % and 75 %"), band: between(read(.75).number, read(.5).number)},
		{what: "75 %: lowest", key: "75 %, lowest", published: read(.75), band: within(read(.75).number, .06)},
		{what: "the more die, the lower: least difference of neighbours", key: "least step", published: words("above 0"), band: atLeast(.001)},
		{what: "40 %: at 7,000", key: "40 %, 7,000", published: words("0.48 to 0.50"), band: atLeast(.47)},
		{what: "50 %: at 7,000", key: "50 %, 7,000", published: words("0.48 to 0.50"), band: atLeast(.47)},
		{what: "75 %: at 5,500", key: "75 %, 5,500", published: words("recovers"), band: atLeast(.43)},
		{what: "75 %: at 7,000", key: "75 %, 7,000", published: words("0.48 to 0.50"), band: atLeast(.47)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		return nb.Lines{
			Title: "Words, while cells die", Caption: "accuracy as in figure 6B of Hawkins & Ahmad (2016)",
			XLabel: "elements", YLabel: "predicted minicolumns that came", YRange: [2]float64{0, .6}, Spread: f.spread(),
			Series: []nb.Line{
				f.line("40 %", "40 % die", nb.Blue), f.line("50 %", "50 % die", nb.Green), f.line("60 %", "60 % die", nb.Orange), f.line("75 %", "75 % die", nb.Vermilion),
				marks("published dip, 50 %", []float64{3745}, []float64{read(.5).number}, nb.Green), marks("published dip, 75 %", []float64{3724}, []float64{read(.75).number}, nb.Vermilion),
			},
			Levels: []nb.Level{{Name: "ceiling", Y: .5}},
			Marks:  []nb.Mark{{X: 3500, Label: "cells die"}},
		}.Figure()
	},
}

// read is the published dip after so large a share of the cells died.
func read(share float64) published { return about(experiment.PublishedWordsDamage().At(share)) }
