package main

import "math"

// phase is a row of the cost model: what has to be touched in a step, and which
// works tell what that cost.
type phase struct {
	name    string
	touches float64 // a step: synapses looked at, changed or made, one by one
	work    string
	less    string // the work without the phase, or empty
	bound   string
}

// The sizes of the works that the cost model speaks of.
const (
	minicolumns     = 2048
	winners         = 40 // also the active minicolumns of a memory's pattern
	cells           = 32
	inputs          = 2048
	on              = 205 // inputs of a pattern
	pool            = 1024
	newSynapses     = 20
	t1Synapses      = 784_000
	t4Synapses      = 7_840_000
	tenTimesSegment = 10
)

// Touches of an algorithm that does everything once and one by one.
func overlapTouches(on, minicolumns, pool, inputs float64) float64 {
	return on * minicolumns * pool / inputs // potential synapses on inputs that are on
}

func learnTouches(winners, pool float64) float64 { return winners * pool }

// heardTouches: how many synapses listen to so many active cells, if synapses are
// spread evenly over all cells.
func heardTouches(active, synapses, allCells float64) float64 { return active * synapses / allCells }

func phases() []phase {
	const all = minicolumns * cells
	return []phase{
		{"pooler, 2048 inputs at 10 %: overlap and inhibition", overlapTouches(on, minicolumns, pool, inputs),
			"pooler: 2048 inputs at 10 %, not learning", "", "bit rows: 64 minicolumns at a time, added up by full adders"},
		{"pooler, 2048 inputs at 10 %: learning", learnTouches(winners, pool),
			"pooler: 2048 inputs at 10 %", "pooler: 2048 inputs at 10 %, not learning", "arithmetic on the winners' permanences, read and written once, in a row; the rows of those that cross the threshold lie apart"},
		{"memory, T1 predicted: activate and predict", winners * newSynapses,
			"memory: T1, predicted, not learning", "", "latency: a list of segments for each active cell, counters that lie anywhere"},
		{"memory, T1 predicted: learning", winners * newSynapses,
			"memory: T1, passes 5 to 10: everything is predicted", "memory: T1, predicted, not learning", "a block of synapses for each active minicolumn; which inputs were on is a bit each"},
		{"memory, T1 predicted, ten times the segments", heardTouches(winners, tenTimesSegment*t1Synapses, all) + winners*newSynapses,
			tenTimes, "", "the same cells have ten times as many listeners, of which few come to anything"},
		{"memory, T1 first pass: bursts and growth", heardTouches(winners*cells, t1Synapses/2, all) + winners*newSynapses,
			"memory: T1, first pass: everything bursts", "", "growth: a new segment and its places in the lists of the cells it listens to"},
		{"memory, T4: bursts among up to 392,000 segments", heardTouches(winners*cells, t4Synapses/2, all) + winners*newSynapses,
			"memory: T4: random, 10,000 steps", "", "memory access: increments of counters that do not fit the nearest cache"},
	}
}

// cost is what the phase was measured to cost, in increments; NaN if it was not.
func (p phase) cost(of map[string]result) float64 {
	with, ok := of[p.work]
	without, okToo := of[p.less]
	switch {
	case !ok || p.less != "" && !okToo:
		return math.NaN()
	case p.less == "":
		return with.Cost
	}
	return with.Cost - without.Cost
}
