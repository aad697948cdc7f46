package main

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
	"gohtm/nb"
)

// dimensions are numbers of cells of the simulation, 64 of them active. With fewer than 700
// everything is predicted at the end, each segment grows with every step, and the run takes hours.
var dimensions = []int{700, 800, 900, 1000, 1100}

var firstOrderClaim = claim{
	name:   "first-order",
	title:  "A first-order memory needs many cells, and then it is all but perfect",
	source: `Ahmad & Hawkins (2016), "How do neurons operate on sparse distributed representations?", arXiv:1601.00720, and its program run_tm_dim_experiment`,
	about: "A memory of one cell a minicolumn sees 1,000 random sequences of 20 elements, 64 of *n* cells active, once; then it is asked for each next element of every fifth. Segments of 20 synapses, " +
		"threshold 10. Measured is the mean Jaccard index of what is predicted and what comes. With 300 to 600 cells, where the published index is 64/*n* or little more because everything is predicted, it is not run: segments that grow with every step take hours.",
	seeds: 2,
	cost:  4,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		var x, y, theory []float64
		for i, n := range dimensions {
			j, err := firstOrder(ctx, n, 64, seed, func(done, total int) { progress(i*total+done, len(dimensions)*total) })
			if err != nil {
				return r, err
			}
			r.number(fmt.Sprint(n), j)
			x, y = append(x, float64(n)), append(y, j)
			theory = append(theory, sdr.FirstOrderAccuracy(n, 64, 20000, 20, 10))
		}
		r.curve("measured", x, y)
		r.curve("theory", x, theory)
		return r, nil
	},
	rows: []row{
		{what: "700 cells", key: "700", published: value(.5410), band: within(.541, .1), format: "%.4f",
			why: "between 600 and 800 cells the index rises from .11 to .98, so that a tenth is worth some 25 cells. What the program's test does otherwise is not known."},
		{what: "800", key: "800", published: value(.9767), band: within(.9767, .02), format: "%.4f"},
		{what: "900", key: "900", published: value(.9970), band: within(.997, .005), format: "%.4f"},
		{what: "1,000", key: "1000", published: value(.9989), band: within(.9989, .002), format: "%.4f"},
		{what: "1,100", key: "1100", published: value(.9996), band: within(.9996, .001), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		theory := f.line("theory", "theory, without growth", nb.Grey)
		theory.Dashed, theory.Low, theory.High = true, nil, nil
		return nb.Lines{
			Title: "A first-order memory needs many cells", Caption: "1,000 random sequences of 20 elements, 64 cells active; marks: published",
			XLabel: "cells", YLabel: "Jaccard index", YRange: [2]float64{0, 1.05}, Spread: f.spread(),
			Series: []nb.Line{f.line("measured", "gohtm", nb.Blue), theory,
				marks("published", []float64{600, 700, 800, 900, 1000, 1100}, []float64{.1093, .5410, .9767, .9970, .9989, .9996}, nb.Vermilion)},
		}.Figure()
	},
}

// firstOrder returns the mean Jaccard index of a memory of so many cells.
func firstOrder(ctx context.Context, cells, active int, seed uint64, progress func(done, total int)) (float64, error) {
	sequences, err := datasets.RandomSequences(1000, 20, cells, active, seed)
	if err != nil {
		return 0, err
	}
	p := temporal.DefaultParams(cells)
	p.CellsPerColumn, p.MaxSegmentsPerCell = 1, 4000
	// The program has a MinThreshold that nothing reaches. As all synapses are connected from
	// the beginning, this does the same: what matches is active.
	p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 10, 10, 20
	p.InitialPermanence, p.ConnectedPermanence, p.PermanenceIncrement, p.PermanenceDecrement = .8, .5, .05, 0
	p.Seed = seed
	memory, err := temporal.New(p)
	if err != nil {
		return 0, err
	}
	sum, count := 0.0, 0
	for pass, learn := range []bool{true, false} {
		for i, sequence := range sequences {
			if !learn && i%5 > 0 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return 0, err
			}
			memory.Reset()
			for k, element := range sequence {
				if k > 0 && !learn {
					predicted := memory.PredictedColumns()
					common := predicted.Overlap(element)
					sum += float64(common) / float64(predicted.Len()+element.Len()-common)
					count++
				}
				memory.Step(element, learn)
			}
			progress(pass*len(sequences)+i+1, 2*len(sequences))
		}
	}
	return sum / float64(count), nil
}
