package experiment

import (
	"context"
	"math"

	"gohtm/htm/temporal"
)

// GateParams configures Gates: start from DefaultGateParams.
type GateParams struct {
	Setup Setup
	// Thresholds are shares of the active minicolumns, in [0, 1): a memory learns from an
	// element only if more of them burst. Negative: it learns from all.
	Thresholds  []float64
	Train, Test int // elements to learn from, and elements that are scored, with learning gated as before; > 0
	Seeds       []uint64
}

// DefaultGateParams returns the given set-up with learning from all elements, from those of which any
// minicolumn bursts, more than a half, and nearly all; 6,000 elements, the last 1,000 scored.
func DefaultGateParams(setup Setup) GateParams {
	return GateParams{Setup: setup, Thresholds: []float64{-1, 0, .5, .9}, Train: 5000, Test: 1000, Seeds: []uint64{1, 2, 3}}
}

// Validate names every field that is out of range.
func (p GateParams) Validate() error {
	var bad faults
	bad.that(p.Setup.start != nil, "Setup is empty, want one of WordsSetup or EndingsSetup")
	bad.part(p.Setup.Memory.Validate())
	bad.that(len(p.Thresholds) > 0 && len(p.Seeds) > 0, "%d Thresholds and %d Seeds, want one or more of each", len(p.Thresholds), len(p.Seeds))
	for _, x := range p.Thresholds {
		bad.that(x < 1 && !math.IsInf(x, -1), "Thresholds has %v, want below 1", x)
	}
	bad.that(p.Train > 0 && p.Test > 0, "Train = %d and Test = %d, want > 0", p.Train, p.Test)
	return bad.err
}

// GateResult is what Gates returns: a row for each threshold, with a number for each seed.
type GateResult struct {
	Score    [][]float64 // mean score: see the Setup
	Learned  [][]float64 // share of all elements that were learned from
	Synapses [][]float64 // at the end
	// Known is the share of elements that could be predicted of which less than a half burst,
	// Unknown that of all others of which more did: how often the signal "I don't know this" is right.
	Known, Unknown [][]float64
}

// Gates lets bursting minicolumns, the signal "I don't know this", gate learning: what was
// predicted is not learned again. How much learning does that save, and what does it cost? And
// how good is the signal: a part that reads it may ask for another look, or pass on only
// what is known. progress, if not nil, is told of the runs. When ctx ends, it returns an error and no result.
//
// That a minicolumn bursts when its input comes unpredicted: Hawkins & Ahmad (2016),
// doi:10.3389/fncir.2016.00023, "Computational model". Which minicolumns will burst is known as soon
// as the input is: those that PredictedColumns has not.
func Gates(ctx context.Context, p GateParams, progress func(done, total int)) (GateResult, error) {
	if err := p.Validate(); err != nil {
		return GateResult{}, err
	}
	rows := func() [][]float64 {
		rows := make([][]float64, len(p.Thresholds))
		for i := range rows {
			rows[i] = make([]float64, len(p.Seeds))
		}
		return rows
	}
	r := GateResult{rows(), rows(), rows(), rows(), rows()}
	err := each(ctx, len(p.Thresholds)*len(p.Seeds), progress, func(ctx context.Context, job int) error {
		t, s := job/len(p.Seeds), job%len(p.Seeds)
		g, err := p.run(ctx, p.Thresholds[t], p.Seeds[s])
		r.Score[t][s], r.Learned[t][s], r.Synapses[t][s] = g.score, g.learned, g.synapses
		r.Known[t][s], r.Unknown[t][s] = g.known, g.unknown
		return err
	})
	if err != nil {
		return GateResult{}, err
	}
	return r, nil
}

// gated is what one run measures.
type gated struct{ score, learned, synapses, known, unknown float64 }

func (p GateParams) run(ctx context.Context, threshold float64, seed uint64) (gated, error) {
	var g gated
	run, err := p.Setup.newRun(seed, p.Setup.Memory.Transmission)
	if err != nil {
		return g, err
	}
	var scored, known, unknown int
	for i := range p.Train + p.Test {
		if err := stopped(ctx, i, p.Train+p.Test); err != nil {
			return g, err
		}
		e := run.source.next()
		bursting := surprise(run.memory, e)
		if i >= p.Train && e.score != nil {
			g.score, scored = g.score+e.score(run.memory.PredictedColumns()), scored+1
			switch {
			case !e.known:
				unknown++
				g.unknown += share(bursting > .5)
			default:
				known++
				g.known += share(bursting < .5)
			}
		}
		learn := bursting > threshold
		g.learned += share(learn)
		run.memory.Step(e.input, learn)
	}
	g.learned /= float64(p.Train + p.Test)
	g.synapses = float64(run.memory.Synapses())
	g.score, g.known, g.unknown = g.score/float64(scored), g.known/float64(known), g.unknown/float64(unknown)
	return g, nil
}

// surprise is the share of an element's minicolumns that will burst.
func surprise(m *temporal.Memory, e element) float64 {
	return 1 - float64(m.PredictedColumns().Overlap(e.input))/float64(e.input.Len())
}

// share is 1 for true, to be added up.
func share(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}
