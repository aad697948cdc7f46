// Package spatial is the HTM spatial pooler: it turns any binary input into a
// sparse code of fixed density that keeps what is similar similar.
package spatial

import "gohtm/htm/sdr"

// Pooler is a spatial pooler: minicolumns that compete for the input, and learn
// what they win. In every step
//
//  1. the overlap of a minicolumn is its number of connected synapses on inputs
//     that are on, times its boost factor,
//  2. the minicolumns with the largest overlaps win: in all (global inhibition)
//     or among their neighbours (local inhibition),
//  3. winners strengthen their synapses on inputs that are on, and weaken the others,
//  4. minicolumns that overlap with the input too seldom grow all their synapses,
//     and those that win too seldom are boosted.
//
// Cui, Ahmad & Hawkins (2017), "The HTM Spatial Pooler: a neocortical algorithm
// for online sparse distributed coding", doi:10.3389/fncom.2017.00111, section
// "HTM Spatial Pooler model"; constants and order of steps as in NuPIC's
// spatial_pooler.py.
//
// Differences. Ties in inhibition go to the minicolumn with the higher priority, drawn at
// construction; NuPIC's go to the higher index (global) or the lower one
// (local), which favours one end of the space. Connected means permanence >=
// ConnectedPermanence, without NuPIC's tolerance of 1e-6. htm.core boosts also
// when it does not learn (BoostInference), and does not trim small permanences
// (TrimFraction 0).
//
// Every part can be another: what a synapse contributes (Params.Transmission), by what rule it
// changes (Plasticity), inputs that are on to a rate (StepRates) or that inhibit
// (InhibitoryInputs), graded outputs (Rates). Any of them goes with any other, but for what
// Validate refuses. By default none is there, and none costs anything.
//
// A Pooler is not safe for concurrent use; Clone it.
type Pooler struct {
	params Params
	// Derived from params.
	inputs, columns     space
	connectedPermanence float32
	trim, raiseStep     float32
	rule                rule

	// Synapse s of a minicolumn, for first[column] <= s < first[column+1].
	first      []int
	input      inputList // its input, sorted within the minicolumn
	permanence []float32
	linked     []uint64   // a bit for each, if it is connected: see block
	terminals  *terminals // the same by input, if overlaps are no counts
	byPriority []int32    // minicolumns, those that win ties first
	priority   []int32    // the place of each in byPriority
	dead       []bool     // minicolumns without synapses, which never win
	living     []line     // a bit for each of the others
	settled    []bool     // minicolumns that a bump would not change

	// Connected synapses again, to count overlaps fast: a row for every input,
	// a bit for every minicolumn, rows of whole cache lines, so many words long.
	connected       []uint64
	words           int
	connectedCounts []int32

	iteration                                             int // steps so far, learning or not
	learningSteps                                         int
	overlapDuty, activeDuty, minOverlapDuty, boostFactors []float32
	inhibitionRadius                                      int
	area                                                  area // what it takes in, if inhibition is local

	// Of the last step.
	planes   planes // the overlaps
	stored   bool   // overlaps and boosted are of the last step too: see store
	overlaps []int32
	boosted  []float32
	active   []int

	scratch scratch
}

// scratch is room for the work of one step; nothing in it lives longer.
type scratch struct {
	pool       []int32  // initialise: the inputs of a minicolumn
	rows       []*line  // overlap: of the inputs that are on
	carries    []line   // overlap: and what they carry
	keys       []uint32 // inhibit: per minicolumn, a number of the order of boosted
	largest    uint32   // inhibit: of them
	candidates []uint32 // inhibit: those of them that still may be the k-th largest
	counts     [1 << digitBits]int32
	won, same  []line     // inhibit: a bit per minicolumn
	rest       []line     // inhibit: and of those that are left
	ranks      []int32    // inhibit: of minicolumns that tie
	ranked     [2][]int32 // inhibit: minicolumns by overlap
	queue      []int32    // inhibit: those of them that are left
	values     []int64    // boost: per minicolumn
	copy       []float32  // learn: permanences of a winner
	on         []int      // StepRates: inputs above 0
}

// New makes a pooler, or says what is wrong with the parameters.
func New(params Params) (*Pooler, error) {
	if err := params.Validate(); err != nil {
		return nil, err
	}
	p := newPooler(params)
	if err := p.initialise(); err != nil {
		return nil, err
	}
	return p, nil
}

// newPooler makes a pooler without any synapses.
func newPooler(params Params) *Pooler {
	n := params.Columns
	p := &Pooler{
		params:              params,
		inputs:              newSpace(params.Inputs, params.InputShape, params.WrapAround),
		columns:             newSpace(params.Columns, params.ColumnShape, params.WrapAround),
		connectedPermanence: params.ConnectedPermanence,
		trim:                params.trimThreshold(),
		raiseStep:           params.raiseIncrement(),
		rule:                newRule(params),
		terminals:           newTerminals(params),
		first:               append(make([]int, 0, n+1), 0),
		byPriority:          make([]int32, n),
		priority:            make([]int32, n),
		stored:              true,
		dead:                make([]bool, n),
		settled:             make([]bool, n),
		words:               (n + 511) / 512 * 8, // whole cache lines
		connectedCounts:     make([]int32, n),
		overlapDuty:         make([]float32, n),
		activeDuty:          make([]float32, n),
		minOverlapDuty:      make([]float32, n),
		boostFactors:        make([]float32, n),
		overlaps:            make([]int32, n),
		boosted:             make([]float32, n),
	}
	p.params.InputShape, p.params.ColumnShape = p.inputs.shape, p.columns.shape
	p.connected = make([]uint64, params.Inputs*p.words)
	p.scratch.keys = make([]uint32, n)
	p.scratch.candidates = make([]uint32, n)
	p.living = make([]line, p.words/8)
	p.scratch.won = make([]line, p.words/8)
	p.scratch.same = make([]line, p.words/8)
	p.scratch.rest = make([]line, p.words/8)
	p.scratch.ranks = make([]int32, 0, n)
	p.planes = newPlanes(p.words*64, params.Inputs)
	if !params.GlobalInhibition {
		p.inputs.tabulate(params.Inputs)
		p.columns.tabulate(n)
		p.scratch.ranked = [2][]int32{make([]int32, n), make([]int32, n)}
		p.scratch.values = make([]int64, n)
	}
	p.input.reserve(params.Inputs, 0)
	return p
}

// Step presents one input: afterwards Active is its code. With learn, the
// winners learn from it and duty cycles and boost factors move; without, nothing
// changes but the count of steps, and what Transmission and Plasticity know of the
// past. It panics when the input is not valid or not of size Inputs.
func (p *Pooler) Step(input sdr.SDR, learn bool) {
	input.Require("spatial", p.params.Inputs)
	p.step(input.Bits, nil, learn)
}

// step presents the inputs that are on, all in full or to the rates of all inputs.
func (p *Pooler) step(on []int, rates []float32, learn bool) {
	p.iteration++
	p.rule.function.remember(on, p.iteration)
	if p.terminals != nil {
		p.transmit(on, rates)
	} else {
		p.countOverlaps(on)
	}
	p.compete(learn || p.params.BoostInference)
	if !learn {
		return
	}
	p.learningSteps++
	p.adapt(on, rates)
	p.decay()
	p.updateDutyCycles()
	p.bumpWeakColumns()
	p.updateBoostFactors()
	if p.iteration%p.params.UpdatePeriod == 0 {
		p.updateInhibitionRadius()
		p.updateMinOverlapDutyCycles()
	}
}

// synapses returns the first synapse of a minicolumn and the permanences of all.
func (p *Pooler) synapses(column int) (first int, permanences []float32) {
	first, end := p.first[column], p.first[column+1]
	return first, p.permanence[first:end:end]
}

func repeat(v float32, n int) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = v
	}
	return values
}
