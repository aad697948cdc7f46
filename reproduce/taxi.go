package main

import (
	"context"
	"fmt"
	"slices"

	"gohtm/datasets"
	"gohtm/experiment"
	"gohtm/nb"
)

const taxiSource = `Cui, Ahmad & Hawkins (2016), "Continuous online sequence learning with an unsupervised neural network model", doi:10.1162/NECO_a_00893, `

var taxiClaim = claim{
	name:   "taxi",
	title:  "A year of New York's taxis in one pass",
	source: taxiSource + "figure 10, and the predictions that the authors keep with their code",
	about: "17,520 half hours; passengers, minute of the day and day of the week are encoded, and the passengers of 5 half hours later predicted. The pooler sees the first 5,000 rows five times and then learns no more; " +
		"memory and classifier see each row once, and learn from it. MAPE is the sum of the errors over the sum of the counts, of predictions made from row 10,000 on; the negative log-likelihood, in nats, counts no probability below .01. " +
		"With one cell a minicolumn the memory knows no context: that it does as well says that hour and weekday, which are in the code, are nearly all that matters here. " +
		"*Counted* is what the same half hour of the week had in the weeks before; *corrected* is last week's value, moved by .55 of how far today is from last week's day, a share that was chosen on the hot gym.",
	seeds: 5,
	cost:  .3,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		series, err := datasets.Taxi()
		if err != nil {
			return r, err
		}
		p := experiment.DefaultTaxiParams(series)
		p.Pooler.Seed, p.Memory.Seed = seed, seed
		year, err := experiment.Taxi(ctx, p, func(done, total int) { progress(done, 2*total) })
		if err != nil {
			return r, err
		}
		p.Memory.CellsPerColumn = 1
		one, err := experiment.Taxi(ctx, p, func(done, total int) { progress(total+done, 2*total) })
		if err != nil {
			return r, err
		}
		baselines, err := p.Naive()
		if err != nil {
			return r, err
		}
		r.number("MAPE", year.MAPE)
		r.number("NRMSE", year.NRMSE)
		r.number("NLL", year.NLL)
		for i, from := range taxiStretches[:len(taxiStretches)-1] {
			mape, _ := year.Between(from, taxiStretches[i+1])
			r.number(fmt.Sprintf("MAPE from %d", from), mape)
		}
		r.number("one cell", one.MAPE)
		r.number("one cell, NLL", one.NLL)
		for _, b := range baselines {
			r.number(b.Name, b.MAPE)
			r.curve(b.Name, counting(len(b.Curve)), b.Curve)
		}
		r.number("counted, NLL", baselines[len(baselines)-1].NLL)
		r.number("segments", float64(year.Segments))
		r.curve("HTM", counting(len(year.Curve)), year.Curve)
		return r, nil
	},
	rows: slices.Concat([]row{
		{what: "MAPE", key: "MAPE", published: value(experiment.PublishedTaxi()[0].MAPE), band: between(.070, .081), format: "%.4f"},
		{what: "NRMSE", key: "NRMSE", published: value(experiment.PublishedTaxi()[0].NRMSE), band: between(.24, .30), format: "%.4f"},
		{what: "negative log-likelihood", key: "NLL", published: value(experiment.PublishedTaxi()[0].NLL), band: between(1.25, 1.60)},
	}, taxiStretchRows(), []row{
		{what: "the value now: MAPE", key: "value now", published: value(.322), band: within(.322, .0006), format: "%.4f"},
		{what: "same time yesterday: MAPE", key: "same time yesterday", published: value(.178), band: within(.178, .0006), format: "%.4f"},
		{what: "same time last week: MAPE", key: "same time last week", published: value(.0881), band: within(.0881, .0002), format: "%.4f"},
		{what: "last week, corrected: MAPE", key: "last week, corrected", published: words("none"), band: open(), format: "%.4f"},
		{what: "counted: MAPE", key: "half hour of the week, counted", published: words("none"), band: open(), format: "%.4f"},
		{what: "counted: negative log-likelihood", key: "counted, NLL", published: words("none"), band: open()},
		{what: "HTM with one cell a minicolumn: MAPE", key: "one cell", published: words("none"), band: open(), format: "%.4f"},
		{what: "HTM with one cell a minicolumn: negative log-likelihood", key: "one cell, NLL", published: words("none"), band: open()},
	}),
	figure: func(f findings) (*nb.Figure, error) {
		line := func(name string, dashed bool) nb.Line {
			l := f.line(name, name, nil)
			l.Dashed = dashed
			return l
		}
		published := marks("HTM, published", nil, taxiArchived, nb.Blue)
		for i, from := range taxiStretches[:len(taxiStretches)-1] {
			published.X = append(published.X, float64(from+taxiStretches[i+1])/2)
		}
		return nb.Lines{
			Title: "New York's taxis: error 2½ hours ahead", Caption: "MAPE over the last 400 rows; published: the mean of a stretch",
			XLabel: "rows seen", YLabel: "MAPE", YRange: [2]float64{0, .25}, Spread: f.spread(),
			Series: []nb.Line{line("HTM", false), line("same time last week", true), line("last week, corrected", true), published},
		}.Figure()
	},
}

// taxiArchived are the authors' MAPE from each of taxiStretches to the next.
var taxiStretches, taxiArchived = experiment.PublishedTaxiStretches()

func taxiStretchRows() []row {
	var rows []row
	for i, published := range taxiArchived {
		from, to := taxiStretches[i], taxiStretches[i+1]
		rows = append(rows, row{
			what: fmt.Sprintf("MAPE, rows %d to %d", from, to), key: fmt.Sprintf("MAPE from %d", from), published: value(published), band: within(published, .02),
		})
	}
	return rows
}

// taxiChange is the authors' trailing MAPE before the change, at its peak and at row 14,000.
var taxiChange = experiment.PublishedTaxiChange()

// taxiLate is the row from which on the curves of taxiChangedClaim are kept.
const taxiLate = 12500

var taxiChangedClaim = claim{
	name:   "taxi-changed",
	title:  "The taxis, after the weekdays have changed",
	source: taxiSource + "where the data change, and the predictions that the authors keep with their code",
	about: "The same year, in which from row 13,152 on, 1 April, weekdays have 0.8 times as many passengers from 7 to 11 h, and 1.2 times as many from 21 h on. The paper's text says up to 23 h; its script rounds hours down, so that its data " +
		"are changed up to midnight. The numbers are for its data but for the last row. Trailing is the mean over the last 400 rows.",
	seeds: 5,
	cost:  .3,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		series, err := datasets.Taxi()
		if err != nil {
			return r, err
		}
		for i, until := range []int{24, 23} {
			changed, err := datasets.PerturbedTaxi(series, datasets.TaxiPerturbedFrom, until)
			if err != nil {
				return r, err
			}
			p := experiment.DefaultTaxiParams(changed)
			p.Pooler.Seed, p.Memory.Seed, p.From = seed, seed, datasets.TaxiPerturbedFrom
			year, err := experiment.Taxi(ctx, p, func(done, total int) { progress(i*total+done, 2*total) })
			if err != nil {
				return r, err
			}
			r.number(fmt.Sprintf("MAPE to %d h", until), year.MAPE)
			r.number(fmt.Sprintf("NLL to %d h", until), year.NLL)
			if until == 23 {
				break
			}
			r.number("before", year.Curve[p.From-1])
			r.number("peak", slices.Max(year.Curve[p.From:p.From+800]))
			r.number("at 14,000", year.Curve[14000])
			r.curve("HTM", counting(len(year.Curve))[taxiLate:], year.Curve[taxiLate:])
			baselines, err := p.Naive()
			if err != nil {
				return r, err
			}
			for _, b := range baselines {
				r.number(b.Name, b.MAPE)
				r.curve(b.Name, counting(len(b.Curve))[taxiLate:], b.Curve[taxiLate:])
			}
		}
		return r, nil
	},
	rows: []row{
		{what: "MAPE from there on", key: "MAPE to 24 h", published: words("0.090 in the figure, 0.0983 in the predictions kept"), band: between(.085, .102), format: "%.4f"},
		{what: "negative log-likelihood", key: "NLL to 24 h", published: value(experiment.PublishedTaxiPerturbed()[0].NLL), band: within(1.358, .1),
			why: "The authors have several classifiers, whose likelihoods on the year without the change differ by .09. The error, which agrees, is that of the predictions that they keep; from which run the likelihood is, is not known."},
		{what: "trailing MAPE before", key: "before", published: value(taxiChange.Y[0]), band: within(taxiChange.Y[0], .015)},
		{what: "trailing MAPE at its peak", key: "peak", published: value(taxiChange.Y[1]), band: within(taxiChange.Y[1], .03)},
		{what: "trailing MAPE at row 14,000", key: "at 14,000", published: value(taxiChange.Y[2]), band: within(taxiChange.Y[2], .02)},
		{what: "same time last week: MAPE", key: "same time last week", published: words("none"), band: open(), format: "%.4f"},
		{what: "last week, corrected: MAPE", key: "last week, corrected", published: words("none"), band: open(), format: "%.4f"},
		{what: "MAPE if nights change up to 23 h", key: "MAPE to 23 h", published: words("none"), band: open(), format: "%.4f"},
	},
	figure: func(f findings) (*nb.Figure, error) {
		week := f.line("same time last week", "same time last week", nil)
		week.Dashed = true
		published := drawn(taxiChange, "HTM, published", nb.Blue)
		return nb.Lines{
			Title: "New York's taxis, other weekdays from row 13,152 on", Caption: "MAPE over the last 400 rows",
			XLabel: "rows seen", YLabel: "MAPE", YRange: [2]float64{0, .2}, Spread: f.spread(),
			Series: []nb.Line{f.line("HTM", "HTM", nil), week, published},
			Marks:  []nb.Mark{{X: datasets.TaxiPerturbedFrom, Label: "other weekdays"}},
		}.Figure()
	},
}
