package main

import (
	"context"
	"math"

	"gohtm/experiment"
	"gohtm/nb"
)

var codesLesionClaim = claim{
	name:   "codes-lesion",
	title:  "A stroke, and a lesion of the retina",
	source: cuiCodes + ", figure 5",
	about: "100 images of bars, others in each of 600 epochs, on a sheet of 32 x 32 inputs and as many minicolumns, with topology. After 180 epochs the 11 x 11 minicolumns in the middle die; or the inputs there " +
		"are silent from then on. Counted are the minicolumns connected to an input, in the middle and far from it. The figure's values are not printed: bands are the range of its axis, and what the caption says.",
	seeds: 3,
	cost:  1.5,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		for i, name := range []string{"stroke", "retina"} {
			p := experiment.DefaultLesionParams()
			p.Seed, p.Pooler.Seed, p.Retina = seed, seed, name == "retina"
			l, err := experiment.Lesion(ctx, p, func(done, total int) { progress(i*total+done, 2*total) })
			if err != nil {
				return r, err
			}
			at, end := l.Look(p.LesionAt), len(l.Epochs)-1
			before, after := l.Inside[at-1], l.Inside[at]
			r.number(name+" before", before)
			r.number(name+" after", after)
			r.number(name+" end", l.Inside[end])
			r.number(name+" outside", l.Outside[end]/l.Outside[at-1])
			half, back := math.Inf(1), math.Inf(1) // epochs until half are gone, or half of the loss is back
			for k := end; k >= at; k-- {
				if l.Inside[k] <= before/2 {
					half = float64(l.Epochs[k] - p.LesionAt)
				}
				if l.Inside[k] >= (before+after)/2 {
					back = float64(l.Epochs[k] - p.LesionAt)
				}
			}
			r.number(name+" half gone", half)
			r.number(name+" half back", back)
			epochs := make([]float64, end+1)
			for k := range epochs {
				epochs[k] = float64(l.Epochs[k])
			}
			r.curve(name+" inside", epochs, l.Inside)
			r.curve(name+" outside", epochs, l.Outside)
		}
		return r, nil
	},
	rows: []row{
		{what: "minicolumns for an input in the middle, before the stroke", key: "stroke before", published: words("below 50"), band: between(40, 50), format: "%.1f"},
		{what: "right after it", key: "stroke after", published: words("above 19"), band: between(19, 25), format: "%.1f"},
		{what: "after 420 epochs", key: "stroke end", published: words("recovers slowly"), band: between(25, 50), format: "%.1f"},
		{what: "far from it, as a share of before", key: "stroke outside", published: words("as before"), band: within(1, .15), format: "%.2f"},
		{what: "right after the lesion of the retina", key: "retina after", published: words("below 50"), band: between(40, 50), format: "%.1f"},
		{what: "after 420 epochs", key: "retina end", published: words("0"), band: atMost(1), format: "%.1f"},
		{what: "far from it, as a share of before", key: "retina outside", published: words("as before"), band: within(1, .15), format: "%.2f"},
		{what: "epochs until half have left the silent inputs", key: "retina half gone", published: words("very fast"), band: atMost(40), format: "%.0f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		panel := func(title, name string) nb.Lines {
			return nb.Lines{Title: title, XLabel: "epochs", YLabel: "minicolumns", YRange: [2]float64{-1, 65}, Spread: f.spread(), Height: 150,
				Caption: "minicolumns connected to an input; the published axis goes to 50",
				Series:  []nb.Line{f.line(name+" inside", "in the middle", nb.Blue), f.line(name+" outside", "far from it", nb.Vermilion)},
				Marks:   []nb.Mark{{X: 180, Label: "lesion"}}}
		}
		return nb.Rows(panel("Stroke: minicolumns die", "stroke"), panel("Lesion of the retina: inputs fall silent", "retina"))
	},
}
