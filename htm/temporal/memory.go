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
// Segments can also listen to a Context: an external input on the distal ones, an
// input from a higher level on apical ones (context.go, apical.go). Cells can be
// killed (kill.go). What a synapse contributes can be replaced (transmit.go), spikes can add
// up (spikes.go), a prediction can last (depolarise.go) or be vetoed (inhibit.go).
//
// Connected means permanence >= ConnectedPermanence, without NuPIC's tolerance of
// 1e-5. Differences from htm.core, which TestParityWithHtmCore bridges: it destroys a
// segment that is left with fewer than MinThreshold synapses (PruneSynapses);
// where a minicolumn bursts again without a matching segment, its last winner
// wins again; and a synapse that growth meets rises to InitialPermanence.
//
// An endless repetition without Reset is learned in longer and longer contexts:
// one pattern of each round bursts and grows segments, until all contexts that
// the cells can tell apart are used up. An endless stream of new patterns grows
// segments for ever, unless Params.MaxSegments has them forgotten.
//
// A Memory is not safe for concurrent use; several may run side by side.
type Memory struct {
	params    Params
	random    rng.Stream
	release   rng.Stream // of transmission
	iteration uint64     // learning steps so far
	steps     uint64     // steps so far

	active, winners, bursting []int // of the latest step, sorted

	context       Context // of the coming step
	beforeRelease uint64  // state of release before the prediction
	distal        zone
	apical        zone     // without a store if there are no ApicalInputs
	inhibition    zone     // without a store if there are no InhibitoryInputs
	earlier       history  // of active cells
	lasting       *lasting // nil if a depolarisation lasts one step
	support       support
	dead          synapse.Bitset // nil as long as all cells live
	conventions   conventions.Memory

	initial float32   // permanence of new synapses
	fade    []float32 // EPSPDecay^(ago+1), for what happened so many steps before the latest
	fresh   []int     // scratch of last

	growth   synapse.Growth // of the latest step
	cells    []int          // scratch of pickWinner
	counts   []int          // the same
	partners []uint32       // scratch of grow
}

// New returns a memory that has learned nothing, or an error that names every bad field.
func New(p Params) (*Memory, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &Memory{
		params: p, random: *rng.New(p.Seed), release: *rng.New(p.Seed ^ ofRelease),
		initial: p.Plasticity.Level(p.InitialPermanence),
		cells:   make([]int, 0, p.CellsPerColumn), counts: make([]int, 0, p.CellsPerColumn),
	}
	m.beforeRelease = m.release.State()
	var err error
	if m.distal, err = newZone(p.distal(), p); err != nil {
		return nil, err
	}
	if p.ApicalInputs > 0 {
		if m.apical, err = newZone(p.apical(), p); err != nil {
			return nil, err
		}
		m.support = newSupport(m.Cells())
	}
	if p.InhibitoryInputs > 0 {
		m.inhibition, err = newZone(p.inhibition(), p)
		m.inhibition.lastOn = nil // no rule learns there
	}
	m.earlier = newHistory(p.SpikeWindow-1, m.distal.shortTerm != nil)
	for ago, count := 1, p.EPSPDecay; ago < p.SpikeWindow; ago++ {
		m.fade = append(m.fade, count)
		count = float32(count * p.EPSPDecay)
	}
	m.lasting = newLasting(p.DepolarisationSteps-1, m.Cells())
	return m, err
}

// Step takes the active minicolumns of one time step. With learn false no segment
// and no permanence changes. It panics when the SDR is not valid or not of size
// Params.Columns. If Params.PickWinner, Plasticity or Punishment panics, the memory is
// left as after a Reset, with what it had learned by then.
func (m *Memory) Step(columns sdr.SDR, learn bool) {
	columns.Require("temporal", m.params.Columns)
	whole := false
	defer func() {
		if !whole {
			m.Reset()
		}
	}()
	before := m.grown()
	m.turn(learn)
	rest := m.distal.matching // segments by cell, so those of a minicolumn stand together
	for _, column := range columns.Bits {
		var silent, segments []synapse.Excited
		silent, segments, rest = m.split(rest, column)
		if learn {
			m.punish(&m.distal, silent, m.params.PredictedSegmentDecrement)
		}
		switch {
		case m.lasting != nil && m.activateLasting(column, segments, learn):
		case m.predicted(segments):
			m.activatePredicted(segments, learn)
		default:
			m.burst(column, segments, learn)
		}
	}
	if learn {
		m.punish(&m.distal, rest, m.params.PredictedSegmentDecrement)
		m.learnApical(columns.Bits)
		m.learnInhibition(columns.Bits)
		m.decay()
		m.forget()
	}
	m.last()
	m.predict(learn)
	m.growth = m.grown().Minus(before)
	whole = true
}

// turn makes what was the prediction's ground the step before, to be learned.
func (m *Memory) turn(learn bool) {
	if learn && m.context.given() {
		m.use() // without a context, predict has done so
	}
	m.remember()
	m.distal.turn()
	if m.hasApical() {
		m.apical.turn()
	}
	if m.inhibits() {
		m.inhibition.turn()
	}
	m.active, m.winners, m.bursting = m.active[:0], m.winners[:0], m.bursting[:0]
	m.context.clear()
}

// Reset marks the boundary of a sequence: nothing is active and nothing
// predicted, so that the next input is not learned as what follows the last one.
// Segments, synapses, dead cells and the random stream stay.
func (m *Memory) Reset() {
	m.active, m.winners, m.bursting = m.active[:0], m.winners[:0], m.bursting[:0]
	m.context.clear()
	m.beforeRelease = m.release.State()
	m.earlier.clear()
	if m.lasting != nil {
		m.lasting.clear()
		m.lasting.refresh()
	}
	m.distal.silence()
	m.apical.silence()
	m.inhibition.silence()
	m.support.clear()
	m.growth = synapse.Growth{}
}

// grown returns what came and went in both zones since the beginning.
func (m *Memory) grown() synapse.Growth {
	g := m.distal.store.Growth()
	if m.hasApical() {
		g = g.Plus(m.apical.store.Growth())
	}
	if m.inhibits() {
		g = g.Plus(m.inhibition.store.Growth())
	}
	return g
}
