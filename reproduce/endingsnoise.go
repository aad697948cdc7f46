package main

import (
	"context"

	"gohtm/experiment"
	"gohtm/nb"
)

var endingsNoiseClaim = claim{
	name:   "endings-noise",
	title:  "Sequences with a symbol replaced",
	source: cuiSequences + ", figure 8",
	about: "In every sequence one symbol, at a place from 1 to 3, is replaced by one that stands for nothing: from the start, or from element 12,000 on. Values are read off the figure. With noise from " +
		"the start the memory never knows the first symbol for sure; with noise after learning it forgets what it knew.",
	seeds: 5,
	cost:  .5,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		for i, from := range []int{-1, 12000} {
			p := experiment.NoiseParams(from)
			p.Stream.Seed, p.Memory.Seed = seed, seed
			e, err := experiment.Endings(ctx, p, func(done, total int) { progress(i*total+done, 2*total) })
			if err != nil {
				return r, err
			}
			if from < 0 {
				r.number("from the start", e.Between(10500, 14500))
			} else {
				r.number("before", e.At(12000))
				r.number("later", e.Between(13000, 15000))
			}
			x, y := make([]float64, 75), make([]float64, 75)
			for k := range x {
				x[k] = float64(200 * (k + 1))
				y[k] = e.At(200 * (k + 1))
			}
			r.curve([]string{"from the start", "later"}[i], x, y)
		}
		return r, nil
	},
	rows: []row{
		{what: "noise from the start, correct between 10,500 and 14,500 elements", key: "from the start", published: words("0.45 to 0.62"), band: between(.40, .67)},
		{what: "noise from 12,000 on, correct before", key: "before", published: about(1), band: atLeast(.99)},
		{what: "correct from 13,000 to 15,000", key: "later", published: about(.5), band: within(.5, .12)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		start, later := experiment.PublishedNoise()
		return nb.Lines{
			Title: "Sequences with a symbol replaced", Caption: "last elements that were predicted, of the latest 101 sequences; marks: read off figure 8",
			XLabel: "elements", YLabel: "share correct", YRange: [2]float64{0, 1.05}, Spread: f.spread() + "; published: range",
			Series: []nb.Line{f.line("from the start", "noise from the start", nb.Blue), f.line("later", "noise from 12,000 on", nb.Green),
				drawn(start[0], "published, from the start", nb.Vermilion),
				drawn(later[0], "published, from 12,000 on", nb.Purple)},
			Marks: []nb.Mark{{X: 12000, Label: "noise"}},
		}.Figure()
	},
}
