package main

import (
	"context"
	"fmt"
	"math"
	"math/bits"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/sdr"
	"gohtm/nb"
)

// point is what a simulation has seen at one place, and the probability there by formula.
type point struct{ hits, trials, exact float64 }

// follows tells whether the formula is within Wilson's interval.
func (p point) follows() bool {
	low, high := metric.Wilson(int(p.hits), int(p.trials), deviations)
	return low <= p.exact && p.exact <= high
}

// measured puts a point into a result.
func measured(r *result, name string, p point) {
	r.number(name, p.hits)
	r.number(name+", trials", p.trials)
	r.number(name+", exact", p.exact)
}

var noiseSimulationClaim = claim{
	name:   "dendrite-noise",
	title:  "Segments in noise: a simulation, and the formula",
	source: dendriteSource + ", and its program run_noise_experiment",
	about: "500 dendrites, each with 30 synapses to cells of a pattern of its own, 128 of 6,000 cells; a share of the pattern's cells is moved elsewhere, 100 times, at 17 levels of noise. " +
		"How often is the pattern missed? The published numbers are those of the formula, to which the simulation has to agree.",
	seeds: 3,
	cost:  .1,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		p := datasets.DefaultDendriteParams()
		p.Seed = seed
		dendrites, err := datasets.NewDendrites(p)
		if err != nil {
			return r, err
		}
		thresholds, levels, follow := []int{8, 12, 16}, datasets.DendriteNoiseLevels(), 0
		missed := map[int][]float64{}
		exact := map[int][]float64{}
		for i, noise := range levels {
			misses, trials := map[int]int{}, 0
			for pattern := range dendrites.Patterns {
				if err := ctx.Err(); err != nil {
					return r, err
				}
				for trial := uint64(0); trial < 100; trial++ {
					noisy, err := dendrites.Noisy(pattern, noise, trial)
					if err != nil {
						return r, err
					}
					left := noisy.Overlap(dendrites.Synapses[pattern])
					trials++
					for _, threshold := range thresholds {
						if left < threshold {
							misses[threshold]++
						}
					}
				}
			}
			for _, threshold := range thresholds {
				moved := int(float64(noise*float64(p.Active)) + 1e-9)
				at := point{float64(misses[threshold]), float64(trials), math.Exp(sdr.LogMiss(p.Active, p.Synapses, threshold, moved))}
				measured(&r, fmt.Sprintf("%d, %.2f", threshold, noise), at)
				missed[threshold], exact[threshold] = append(missed[threshold], at.hits/at.trials), append(exact[threshold], at.exact)
				if at.follows() {
					follow++
				}
			}
			progress(i+1, len(levels))
		}
		for _, threshold := range thresholds {
			r.curve(fmt.Sprint(threshold), levels, missed[threshold])
			r.curve(fmt.Sprint(threshold)+", exact", levels, exact[threshold])
		}
		r.number("follow", float64(follow))
		return r, nil
	},
	rows: []row{
		{what: "threshold 8, 50 % of the cells moved: missed", key: "8, 0.50", of: "8, 0.50, trials", published: value(7.35e-4), format: "%.6f"},
		{what: "65 %", key: "8, 0.65", of: "8, 0.65, trials", published: value(.0896), format: "%.4f"},
		{what: "75 %", key: "8, 0.75", of: "8, 0.75, trials", published: value(.509), format: "%.4f"},
		{what: "threshold 12, 40 %", key: "12, 0.40", of: "12, 0.40, trials", published: value(.0028), format: "%.4f"},
		{what: "50 %", key: "12, 0.50", of: "12, 0.50, trials", published: value(.0717), format: "%.4f"},
		{what: "65 %", key: "12, 0.65", of: "12, 0.65, trials", published: value(.665), format: "%.4f"},
		{what: "75 %", key: "12, 0.75", of: "12, 0.75, trials", published: value(.970), format: "%.4f"},
		{what: "of 51 levels and thresholds, those where the formula is in the interval of a seed", key: "follow", published: words("all"), band: atLeast(50), format: "%.1f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		chart := nb.Lines{
			Title: "Segments in noise", Caption: "500 dendrites of 30 synapses, patterns of 128 of 6,000 cells; dashed: the formula",
			XLabel: "share of the cells that moved", YLabel: "patterns that are missed", YRange: [2]float64{0, 1}, Spread: f.spread(),
		}
		for i, threshold := range []string{"8", "12", "16"} {
			exact := f.line(threshold+", exact", "formula, "+threshold, nb.Palette[i])
			exact.Dashed, exact.Low, exact.High = true, nil, nil
			measured := f.line(threshold, "threshold "+threshold, nb.Palette[i])
			measured.Loose = true
			chart.Series = append(chart.Series, exact, measured)
		}
		return chart.Figure()
	},
}

const dendriteSource = `Ahmad & Hawkins (2016), "How do neurons operate on sparse distributed representations?", arXiv:1601.00720`

var falsePositivesClaim = claim{
	name:   "false-positives",
	title:  "Segments on random patterns: a simulation, and the formula",
	source: dendriteSource + ", and its program run_false_positive_experiment",
	about: "500 dendrites with 2 to 30 synapses that match when half of them are active; 1,000 random patterns, of four sizes as in the program, and of 300 of 10,000 cells, whose numbers are printed. " +
		"How often does one match?",
	seeds: 3,
	cost:  .1,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		cases := datasets.FalsePositiveCases()
		for synapses := 2; synapses <= 16; synapses += 2 {
			cases = append(cases, datasets.DendriteParams{Size: 10000, Active: 300, Dendrites: 500, Synapses: synapses})
		}
		var r result
		x, y, exact, follow := map[string][]float64{}, map[string][]float64{}, map[string][]float64{}, 0
		for i, p := range cases {
			p.Seed = seed
			dendrites, err := datasets.NewDendrites(p)
			if err != nil {
				return r, err
			}
			hits, trials := 0, 0
			for trial := uint64(0); trial < 1000; trial++ {
				if err := ctx.Err(); err != nil {
					return r, err
				}
				for _, count := range dendrites.Counts(dendrites.Random(trial)) {
					if count >= p.Synapses/2 {
						hits++
					}
					trials++
				}
			}
			at := point{float64(hits), float64(trials), math.Exp(sdr.LogFalseMatch(p.Size, p.Active, p.Synapses, p.Synapses/2))}
			size := fmt.Sprintf("%d of %d", p.Active, p.Size)
			measured(&r, fmt.Sprintf("%s, %d", size, p.Synapses), at)
			if at.follows() {
				follow++
			}
			x[size], y[size], exact[size] = append(x[size], float64(p.Synapses)), append(y[size], at.hits/at.trials), append(exact[size], at.exact)
			progress(i+1, len(cases))
		}
		for size := range x {
			r.curve(size, x[size], y[size])
			r.curve(size+", exact", x[size], exact[size])
		}
		r.number("follow", float64(follow))
		return r, nil
	},
	rows: []row{
		{what: "300 of 10,000 cells active, 2 synapses", key: "300 of 10000, 2", of: "300 of 10000, 2, trials", published: value(.0591), format: "%.4f"},
		{what: "4 synapses", key: "300 of 10000, 4", of: "300 of 10000, 4, trials", published: value(.00517), format: "%.5f"},
		{what: "6 synapses", key: "300 of 10000, 6", of: "300 of 10000, 6, trials", published: value(5.00e-4), format: "%.6f"},
		{what: "8 synapses", key: "300 of 10000, 8", of: "300 of 10000, 8, trials", published: value(5.05e-5), format: "%.7f"},
		{what: "10 synapses", key: "300 of 10000, 10", of: "300 of 10000, 10, trials", published: value(5.23e-6), format: "%.7f"},
		{what: "of 68 sizes and numbers of synapses, those where the formula is in the interval of a seed", key: "follow", published: words("all"), band: atLeast(67), format: "%.1f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		chart := nb.Lines{
			Title: "Segments on random patterns", Caption: "500 dendrites, threshold half of their synapses, 1,000 patterns; dashed: the formula; a gap where nothing matched",
			XLabel: "synapses", YLabel: "share that matches", LogY: true, Spread: f.spread(), YRange: [2]float64{1e-7, 1},
		}
		for i, size := range []string{"512 of 16000", "4000 of 16000", "32 of 2000", "32 of 4000", "300 of 10000"} {
			exact := f.line(size+", exact", "formula, "+size, nb.Palette[i])
			exact.Dashed, exact.Low, exact.High = true, nil, nil
			measured := f.line(size, size, nb.Palette[i])
			measured.Low, measured.High, measured.Loose = nil, nil, true // error bars down to none have no logarithm
			for k, y := range measured.Y {
				if y == 0 {
					measured.Y[k] = math.NaN()
				}
			}
			for k, y := range exact.Y {
				if y < 1e-7 {
					exact.Y[k] = math.NaN()
				}
			}
			chart.Series = append(chart.Series, exact, measured)
		}
		return chart.Figure()
	},
}

var listSimulationClaim = claim{
	name:   "list-of-patterns",
	title:  "A random code matches one of 500: a simulation, and the formula",
	source: `Ahmad & Hawkins (2015), "Properties of sparse distributed representations and their application to hierarchical temporal memory", arXiv:1503.07469; Numenta, "Biological and machine intelligence", chapter on SDRs, with a simulation of a million trials`,
	about:  "500 codes of 100 bits with 7 on; how often does a random code share as many bits as the threshold with one of them? 1,000 lists of codes, 1,000 random codes for each. The published numbers are the authors' simulation.",
	cost:   .07,
	run: func(ctx context.Context, _ uint64, progress func(done, total int)) (result, error) {
		var r result
		random := sdr.NewRandom(1)
		draw := func() (code [2]uint64) {
			for _, bit := range random.Draw(100, 7).Bits {
				code[bit/64] |= 1 << (bit % 64)
			}
			return code
		}
		const lists, trials = 1000, 1000
		hits := [8]int{}
		for i := range lists {
			if err := ctx.Err(); err != nil {
				return r, err
			}
			var codes [500][2]uint64
			for k := range codes {
				codes[k] = draw()
			}
			for range trials {
				input, most := draw(), 0
				for _, code := range codes {
					most = max(most, bits.OnesCount64(code[0]&input[0])+bits.OnesCount64(code[1]&input[1]))
				}
				for threshold := 1; threshold <= most; threshold++ {
					hits[threshold]++
				}
			}
			progress(i+1, lists)
		}
		for threshold := 4; threshold <= 7; threshold++ {
			exact := math.Exp(sdr.LogListMatch(sdr.LogFalseMatch(100, 7, 7, threshold), 500))
			measured(&r, fmt.Sprint(threshold), point{float64(hits[threshold]), lists * trials, exact})
		}
		return r, nil
	},
	rows: []row{
		{what: "threshold 4", key: "4", of: "4, trials", published: value(.134632), format: "%.6f"},
		{what: "threshold 5", key: "5", of: "5, trials", published: value(.00285), format: "%.6f"},
		{what: "threshold 6", key: "6", of: "6, trials", published: value(1.7e-5), format: "%.7f"},
		{what: "threshold 7", key: "7", of: "7, trials", published: value(0), format: "%.7f"},
	},
}
