package main

import (
	"context"
	"math"

	"gohtm/experiment"
	"gohtm/nb"
)

var densityCauses = []string{"as in the example", "no threshold", "no boosting", "neither cap nor boosting"}

var digitsDensityClaim = claim{
	name:   "digits-density",
	title:  "Handwritten digits: why a density of 10 % comes out as 5, and becomes 7 to 9",
	source: `htm-community, "htm.core", example mnist.py, statistics that its authors print; a report that the density of the example rises from 5 % to 7 to 9`,
	about: "The pooler of `digits` during the first 3,000 images of its pass over MNIST; the density of its codes of 2,000 test images, learning off, after ever more of them, and the same without stimulus threshold, " +
		"without boosting, and without cap (and boosting, which aims at the cap). `digits` has the density after all 60,000, of all test images.",
	seeds: 2,
	cost:  .3,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		d, err := mnist(experiment.DefaultDigitsParams, seed)
		if err != nil {
			return r, err
		}
		p := experiment.ShortDigitsDensityParams(d, 3000, 2000)
		for i, q := range []experiment.DigitsDensityParams{p, p.WithoutThreshold(), p.WithoutBoost(), p.WithoutCap()} {
			points, err := experiment.DigitsDensity(ctx, q, func(done, total int) { progress(i*total+done, 4*total) })
			if err != nil {
				return r, err
			}
			name, images, densities := densityCauses[i], []float64{}, []float64{}
			least, most := math.Inf(1), math.Inf(-1)
			for _, at := range points {
				images, densities = append(images, math.Max(10, float64(at.Images))), append(densities, at.Density)
				least, most = math.Min(least, at.Least), math.Max(most, at.Most)
				if at.Images == 100 {
					r.number(name+", after 100", at.Density)
				}
			}
			end := points[len(points)-1]
			r.number(name+", before", points[0].Density)
			r.number(name+", after", end.Density)
			r.number(name+", least of all", least)
			r.number(name+", most of all", most)
			r.number(name+", least", end.Least)
			r.number(name+", most", end.Most)
			r.number(name+", at the cap", end.Full)
			r.number(name+", of a 0", end.ByDigit[0])
			r.number(name+", of a 1", end.ByDigit[1])
			r.number(name+", least boost", end.LowBoost)
			r.number(name+", greatest boost", end.HighBoost)
			r.number(name+", connected", end.Connected)
			r.curve(name, images, densities)
		}
		return r, nil
	},
	rows: []row{
		{what: "density before learning", key: "as in the example, before", published: words("about 0.05"), band: within(.05, .008), format: "%.4f"},
		{what: "after 100 images", key: "as in the example, after 100", published: words("none; 0.0754 by another program"), band: between(.06, .09), format: "%.4f"},
		{what: "after 3,000", key: "as in the example, after", published: words("0.0730; 0.07 to 0.09"), band: between(.07, .09), format: "%.4f"},
		{what: "in the image with most", key: "as in the example, most", published: value(.09997), band: within(.1, .0001), format: "%.5f"},
		{what: "in the image with fewest", key: "as in the example, least", published: value(.00016), band: atMost(.001), format: "%.5f"},
		{what: "without threshold, in any image at any time: at least", key: "no threshold, least of all", published: words("none: the cap, as the threshold is why it is missed"), band: within(.1, .0001), format: "%.5f"},
		{what: "at most", key: "no threshold, most of all", published: words("none"), band: within(.1, .0001), format: "%.5f"},
		{what: "without boosting, after 3,000: growth alone", key: "no boosting, after", published: words("none; 0.0978 by the other program"), band: between(.094, .1), format: "%.4f"},
		{what: "without cap and boosting: what reaches the threshold", key: "neither cap nor boosting, after", published: words("none"), band: atLeast(.15), format: "%.4f"},
		{what: "least boost factor", key: "as in the example, least boost", published: words("none; 0.46 by the other program"), band: within(.46, .05)},
		{what: "greatest: exp(.7), of minicolumns that never win", key: "as in the example, greatest boost", published: words("none; 2.01 by the other program"), band: within(2.0137, .001)},
		{what: "in the images of a 1, which have least ink", key: "as in the example, of a 1", published: words("none; 0.022 by the other program"), band: within(.02, .008)},
		{what: "in the images of a 0", key: "as in the example, of a 0", published: words("none; 0.098 by the other program"), band: between(.09, .1)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		series := []nb.Line{}
		for i, name := range densityCauses {
			line := f.line(name, name, nb.Palette[i])
			line.Points = true
			series = append(series, line)
		}
		return nb.Lines{
			Title: "Handwritten digits: density while the pooler learns", Caption: "MNIST, 2,000 test images, learning off; the first point is the untrained pooler",
			XLabel: "images learned from", LogX: true, YLabel: "share of minicolumns active", Spread: f.spread(), Series: series,
			Levels: []nb.Level{{Name: "published, after all 60,000 images", Y: .073}},
		}.Figure()
	},
}
