package main

import (
	"context"
	"fmt"
	"math"

	"gohtm/datasets"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
	"gohtm/nb"
)

var firstOrderNoiseClaim = claim{
	name:   "first-order-noise",
	title:  "A first-order memory in noise",
	source: dendriteSource + ", and its program run_tm_noise_experiment",
	about: "A memory of 2048 minicolumns with one cell each has learned a sequence of 20 random elements, 40 on, with 20 synapses a segment. It sees an element of which a share of the cells is moved, " +
		"100 times at each level; which share of the next element does it predict? The published numbers are those of the formula.",
	seeds: 3,
	cost:  .1,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		thresholds, random := []int{8, 12, 16}, sdr.NewRandom(seed)
		for i, threshold := range thresholds {
			memory, sequence, err := learnedOnce(threshold, seed)
			if err != nil {
				return r, err
			}
			var levels, right, exact []float64
			for percent := 0; percent <= 95; percent += 5 {
				noise, hits, trials := float64(percent)/100, 0, 0
				for range 100 {
					if err := ctx.Err(); err != nil {
						return r, err
					}
					for k := range sequence[1:] {
						memory.Reset()
						memory.Step(random.Noise(sequence[k], noise), false)
						hits += memory.PredictedColumns().Overlap(sequence[k+1])
						trials += sequence[k+1].Len()
					}
				}
				at := point{float64(hits), float64(trials), -math.Expm1(sdr.LogMiss(40, 20, threshold, percent*40/100))}
				measured(&r, fmt.Sprintf("%d, %d %%", threshold, percent), at)
				levels, right, exact = append(levels, noise), append(right, at.hits/at.trials), append(exact, at.exact)
				progress(i*20+percent/5+1, 60)
			}
			r.curve(fmt.Sprint(threshold), levels, right)
			r.curve(fmt.Sprint(threshold)+", exact", levels, exact)
		}
		return r, nil
	},
	rows: noiseRows(map[int][]noisePoint{
		8:  {{30, 1}, {45, .9876}, {50, .9436}, {55, .8297}, {60, .6262}, {65, .3705}},
		12: {{25, .9958}, {30, .9588}, {35, .8399}, {40, .6262}, {45, .3756}},
		16: {{15, .9091}, {20, .6526}, {25, .3582}},
	}),
	figure: func(f findings) (*nb.Figure, error) {
		chart := nb.Lines{
			Title: "A first-order memory in noise", Caption: "2048 minicolumns of one cell, 40 on, 20 synapses a segment; dashed: the formula",
			XLabel: "share of the cells that moved", YLabel: "predicted cells that come", YRange: [2]float64{0, 1.05}, Spread: f.spread(),
		}
		for i, threshold := range []string{"8", "12", "16"} {
			exact := f.line(threshold+", exact", "formula, "+threshold, nb.Palette[i])
			exact.Dashed, exact.Low, exact.High = true, nil, nil
			found := f.line(threshold, "threshold "+threshold, nb.Palette[i])
			found.Loose = true
			chart.Series = append(chart.Series, exact, found)
		}
		return chart.Figure()
	},
}

// noisePoint is a published accuracy at so many per cent of noise.
type noisePoint struct {
	percent  int
	accuracy float64
}

func noiseRows(points map[int][]noisePoint) (rows []row) {
	for _, threshold := range []int{8, 12, 16} {
		for _, p := range points[threshold] {
			key := fmt.Sprintf("%d, %d %%", threshold, p.percent)
			rows = append(rows, row{what: fmt.Sprintf("threshold %d, %d %% moved", threshold, p.percent), key: key, of: key + ", trials", published: value(p.accuracy), format: "%.4f"})
		}
	}
	return rows
}

// learnedOnce returns a memory of one cell a minicolumn after one pass over a sequence.
func learnedOnce(threshold int, seed uint64) (*temporal.Memory, []sdr.SDR, error) {
	sequences, err := datasets.RandomSequences(1, 20, 2048, 40, seed)
	if err != nil {
		return nil, nil, err
	}
	p := temporal.DefaultParams(2048)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 1, threshold, threshold, 20
	p.InitialPermanence, p.ConnectedPermanence, p.PermanenceDecrement = .8, .5, 0
	p.Seed = seed
	memory, err := temporal.New(p)
	if err != nil {
		return nil, nil, err
	}
	for _, element := range sequences[0] {
		memory.Step(element, true)
	}
	return memory, sequences[0], nil
}
