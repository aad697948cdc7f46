// Package temporal is the temporal memory: it learns sequences of SDRs of active
// minicolumns and predicts, in the context of what came before, what comes next.
package temporal

import (
	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// Memory is a layer of minicolumns of cells. All cells of a minicolumn share
// their feed-forward input; their distal segments recognise what was active a
// step before and make a cell predictive. A step:
//
//  1. activate: in an active minicolumn the predicted cells fire alone; if none
//     was predicted, the minicolumn bursts: all its cells fire (activate.go),
//  2. learn: the segments that predicted rightly, or came closest, are
//     strengthened and grow towards the winner cells of the step before; those
//     that predicted wrongly are punished (learn.go),
//  3. predict: the new active cells excite segments, the cells of active segments
//     are the prediction for the next step (predict.go).
//
// Hawkins & Ahmad (2016), "Why neurons have thousands of synapses", Frontiers in
// Neural Circuits 10:23, doi:10.3389/fncir.2016.00023, "Computational model";
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, §3.3; the algorithm with
// winner cells and matching segments: "Biological and Machine Intelligence"
// (2017), Temporal Memory, and NuPIC's temporal_memory.py.
//
// Connected means permanence >= ConnectedPermanence, without NuPIC's tolerance of
// 1e-5. Differences from htm.core, which TestParityWithHtmCore bridges: it destroys a
// segment that is left with fewer than MinThreshold synapses (PruneSynapses);
// where a minicolumn bursts again without a matching segment, its last winner
// wins again; and a synapse that growth meets rises to InitialPermanence.
//
// An endless repetition without Reset is learned in longer and longer contexts:
// one pattern of each round bursts and grows segments, until all contexts that
// the cells can tell apart are used up.
//
// A Memory is not safe for concurrent use; several may run side by side.
type Memory struct {
	params    Params
	store     *synapse.Store
	random    rng.Stream
	iteration uint64 // learning steps so far

	active, winners, bursting []int             // of the latest step, sorted
	matching                  []synapse.Excited // by the active cells: the prediction

	// The step before, which is what segments learn.
	previous, previousWinners []int
	wasActive, wasWinner      synapse.Bitset

	growth   synapse.Growth // of the latest step
	counts   []int          // scratch of pickWinner
	partners []uint32       // scratch of grow
	taken    synapse.Bitset // scratch of grow, empty between calls

	conventions conventions.Memory // empty, unless another implementation is compared with
}

// New returns a memory that has learned nothing, or an error that names every bad field.
func New(p Params) (*Memory, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	store, err := synapse.New(p.store())
	if err != nil {
		return nil, err
	}
	cells := p.Columns * p.CellsPerColumn
	return &Memory{
		params: p, store: store, random: *rng.New(p.Seed),
		wasActive: synapse.NewBitset(cells), wasWinner: synapse.NewBitset(cells), taken: synapse.NewBitset(cells),
		counts: make([]int, p.CellsPerColumn),
	}, nil
}

// Step takes the active minicolumns of one time step. With learn false no segment
// and no permanence changes. It panics when the SDR is not valid or not of size
// Params.Columns.
func (m *Memory) Step(columns sdr.SDR, learn bool) {
	columns.Require("temporal", m.params.Columns)
	before := m.store.Growth()
	m.turn()
	rest := m.matching // segments by cell, so those of a minicolumn stand together
	for _, column := range columns.Bits {
		var silent, segments []synapse.Excited
		silent, segments, rest = m.split(rest, column)
		if learn {
			m.punish(silent)
		}
		if m.predicts(segments) {
			m.activatePredicted(segments, learn)
		} else {
			m.burst(column, segments, learn)
		}
	}
	if learn {
		m.punish(rest)
	}
	m.predict(learn)
	m.growth = m.store.Growth().Minus(before)
}

// turn makes the present step the step before.
func (m *Memory) turn() {
	m.wasActive.Remove(m.previous)
	m.wasWinner.Remove(m.previousWinners)
	m.previous, m.active = m.active, m.previous[:0]
	m.previousWinners, m.winners = m.winners, m.previousWinners[:0]
	m.wasActive.Add(m.previous)
	m.wasWinner.Add(m.previousWinners)
	m.bursting = m.bursting[:0]
}

// Reset marks the boundary of a sequence: nothing is active and nothing
// predicted, so that the next input is not learned as what follows the last one.
// Segments, synapses and the random stream stay.
func (m *Memory) Reset() {
	m.active, m.winners, m.bursting, m.matching = m.active[:0], m.winners[:0], m.bursting[:0], m.matching[:0]
	m.growth = synapse.Growth{}
}
