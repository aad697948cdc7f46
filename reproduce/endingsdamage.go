package main

import (
	"context"
	"fmt"

	"gohtm/experiment"
	"gohtm/nb"
)

// damageShares are the shares of the cells that die.
var damageShares = []float64{0, .1, .2, .3, .4, .5}

// damaged is the published share of correct predictions after so many died.
func damaged(share float64) published { return from(named(experiment.PublishedDamage(), "HTM"), share) }

var endingsDamageClaim = claim{
	name:   "endings-damage",
	title:  "Sequences, after cells have died",
	source: cuiSequences + ", section on robustness, and its archived results",
	about: "At element 10,001 of 15,000 a share of all cells dies, and nothing is learned from there on. Scored are all sequences after that; the published values are " +
		"means ± standard deviations over 10 runs.",
	seeds: 10,
	cost:  .15,
	run: func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error) {
		var r result
		var y []float64
		for i, share := range damageShares {
			p := experiment.DamageParams(share)
			p.Stream.Seed, p.Memory.Seed, p.KillSeed = seed, seed, seed
			e, err := experiment.Endings(ctx, p, func(done, total int) { progress(i*total+done, len(damageShares)*total) })
			if err != nil {
				return r, err
			}
			y = append(y, e.Between(p.KillAt, p.Elements))
			r.number(fmt.Sprintf("%.1f", share), y[i])
		}
		r.number("from .4 to .5", y[4]-y[5])
		r.curve("correct", damageShares, y)
		return r, nil
	},
	rows: []row{
		{what: "nothing dies", key: "0.0", published: damaged(0), band: atLeast(.99)},
		{what: "10 % of the cells die", key: "0.1", published: damaged(.1), band: atLeast(.99)},
		{what: "20 %", key: "0.2", published: damaged(.2), band: atLeast(.99)},
		{what: "30 %", key: "0.3", published: damaged(.3), band: atLeast(.97)},
		{what: "40 %", key: "0.4", published: damaged(.4), band: between(.70, 1)},
		{what: "50 %", key: "0.5", published: damaged(.5), band: between(.25, .79)},
		{what: "50 % costs more than 40 %: difference", key: "from .4 to .5", published: value(damaged(.4).number - damaged(.5).number), band: atLeast(.1)},
	},
	figure: func(f findings) (*nb.Figure, error) {
		all := experiment.PublishedDamage()
		return nb.Lines{
			Title: "Sequences, after cells have died", Caption: "last elements that were predicted, nothing learned after the damage; marks: published, error bars: standard deviation over 10 runs",
			XLabel: "share of the cells that died", YLabel: "share correct", YRange: [2]float64{0, 1.05}, Spread: f.spread(),
			Series: []nb.Line{f.line("correct", "gohtm", nb.Blue), drawn(named(all, "HTM"), "published, HTM", nb.Vermilion),
				drawn(named(all, "LSTM"), "published, LSTM", nb.Grey), drawn(named(all, "OS-ELM"), "published, OS-ELM", nb.Purple)},
		}.Figure()
	},
}
