package main

import (
	"context"
	"fmt"

	"gohtm/experiment"
	"gohtm/nb"
)

var endingsLengthClaim = claim{
	name:   "endings-length",
	title:  "How long sequences of a length take to learn",
	source: cuiSequences + ", figure 7",
	about: "Two pairs of sequences of each length, from 10 to 100, apart by random symbols, at most 400,000 elements; learned when 100 sequences in a row are right. The published numbers are " +
		"of one run, taken from the vectors of the figure.",
	seeds: 3,
	cost:  2,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		p := experiment.DefaultLengthsParams()
		p.Seed = seed
		l, err := experiment.Lengths(ctx, p, progress)
		if err != nil {
			return result{}, err
		}
		var r result
		lengths := make([]float64, len(l.Lengths))
		for i, length := range l.Lengths {
			lengths[i] = float64(length)
			r.number(fmt.Sprint(length), l.Sequences[i])
		}
		r.number("100 by 20", l.Sequences[len(lengths)-1]/l.Sequences[1])
		r.curve("sequences", lengths, l.Sequences)
		return r, nil
	},
	rows:   endingsLengthRows(),
	figure: endingsLengthFigure,
}

// endingsLengthRows has a band from .6 to 1.6 of what was published: one run of each is known.
func endingsLengthRows() (rows []row) {
	sequences, _ := experiment.PublishedLengths()
	for i, length := range sequences.X {
		y := sequences.Y[i]
		rows = append(rows, row{what: fmt.Sprintf("sequences of length %.0f", length), key: fmt.Sprint(length),
			published: value(y), band: between(.6*y, 1.6*y), format: "%.0f"})
	}
	ratio := sequences.At(100) / sequences.At(20)
	return append(rows, row{what: "those of length 100 by those of length 20", key: "100 by 20", published: value(ratio), band: between(.7*ratio, 5), format: "%.2f"})
}

func endingsLengthFigure(f findings) (*nb.Figure, error) {
	sequences, _ := experiment.PublishedLengths()
	return nb.Lines{
		Title: "How long sequences of a length take to learn", Caption: "sequences until 100 in a row end as foreseen; marks: published, figure 7",
		XLabel: "length", YLabel: "sequences", Spread: f.spread(),
		Series: []nb.Line{f.line("sequences", "gohtm", nb.Blue), drawn(sequences, "published", nb.Vermilion)},
	}.Figure()
}
