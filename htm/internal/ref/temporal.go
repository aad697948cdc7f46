package ref

import (
	"slices"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/rng"
)

// TemporalParams are the parameters of package temporal, by the same names.
type TemporalParams struct {
	Columns, CellsPerColumn                   int
	ActivationThreshold, MinThreshold         int
	InitialPermanence, ConnectedPermanence    float32
	PermanenceIncrement, PermanenceDecrement  float32
	PredictedSegmentDecrement                 float32
	MaxNewSynapses                            int
	MaxSegmentsPerCell, MaxSynapsesPerSegment int
	PrunePermanence                           float32
	PruneSynapses                             int
	MaxSegments                               int
	ExternalInputs                            int
	ExternalOnly                              bool
	ApicalInputs                              int
	ApicalTiebreak                            bool
	ApicalReduction                           int
	ApicalRequired                            bool
	ApicalPredictedSegmentDecrement           float32
	Rule                                      func(permanences []float32, active []bool)                          // nil: the increment and the decrement
	Contribution                              func(permanence, connected float32, uniform func() float64) float32 // nil: 1 if connected
	PickWinner                                func(segments []int, random uint64) int
	Seed                                      uint64
}

// TemporalContext is what the segments hear besides the cells in the next step.
type TemporalContext struct {
	External, ExternalWinners []int
	Apical, ApicalWinners     []int
}

// TemporalSynapse is a synapse on a segment.
type TemporalSynapse struct {
	Presynaptic int // a cell; behind the cells, an external input; or an apical input
	Permanence  float32
}

// TemporalSegment is a segment of a cell.
type TemporalSegment struct {
	Cell     int
	Synapses []TemporalSynapse // in the order in which they grew
	LastUsed int

	potential int     // its active synapses
	drive     float64 // what they contribute
}

// TemporalDendrites are the distal or the apical segments of all cells.
type TemporalDendrites struct {
	Cells [][]*TemporalSegment // each cell's segments, oldest first

	// What excites the segments, and what they may grow to: for the next step, and
	// for the present one, in which they learn.
	inputs, candidates       []int
	wasInputs, wasCandidates []int
}

// TemporalMemory is the temporal memory of "Biological and Machine Intelligence"
// (2017) and NuPIC's temporal_memory.py, with the context of Hawkins, Ahmad & Cui
// (2017), told plainly: every step looks at every column, every segment and every
// synapse.
type TemporalMemory struct {
	Params         TemporalParams
	Conventions    conventions.Memory // of another implementation; none unless a test or tool sets them
	Random         *rng.Stream
	Release        *rng.Stream // from which Contribution draws
	Iteration      int
	Distal, Apical TemporalDendrites

	Active, Winners []int // cells of the latest step
	Bursting        []int // columns of the latest step
	Dead            map[int]bool
	Context         TemporalContext // of the next step
}

// NewTemporalMemory returns a memory that has learned nothing.
func NewTemporalMemory(p TemporalParams) *TemporalMemory {
	cells := p.Columns * p.CellsPerColumn
	if p.Contribution == nil {
		p.Contribution = Contribution(nil, nil, 1)
	}
	return &TemporalMemory{
		Params: p, Random: rng.New(p.Seed), Release: rng.New(p.Seed ^ 0x72656c65617365), Dead: map[int]bool{},
		Distal: TemporalDendrites{Cells: make([][]*TemporalSegment, cells)},
		Apical: TemporalDendrites{Cells: make([][]*TemporalSegment, cells)},
	}
}

// Reset forgets what was active and predicted.
func (m *TemporalMemory) Reset() {
	m.Active, m.Winners, m.Bursting = nil, nil, nil
	m.Predict(TemporalContext{})
}

// Predict excites all segments for the next step.
func (m *TemporalMemory) Predict(c TemporalContext) {
	m.Context = c
	m.Distal.inputs, m.Distal.candidates = nil, nil
	if !m.Params.ExternalOnly {
		m.Distal.inputs, m.Distal.candidates = slices.Clone(m.Active), slices.Clone(m.Winners)
	}
	for _, input := range c.External {
		m.Distal.inputs = append(m.Distal.inputs, len(m.Distal.Cells)+input)
	}
	for _, input := range c.ExternalWinners {
		m.Distal.candidates = append(m.Distal.candidates, len(m.Distal.Cells)+input)
	}
	m.Apical.inputs, m.Apical.candidates = c.Apical, c.ApicalWinners
	for _, d := range []*TemporalDendrites{&m.Distal, &m.Apical} {
		for _, segment := range d.all() {
			var active []TemporalSynapse
			for _, synapse := range segment.Synapses {
				if slices.Contains(d.inputs, synapse.Presynaptic) {
					active = append(active, synapse)
				}
			}
			segment.potential, segment.drive = len(active), 0
			for _, synapse := range active {
				if m.isMatching(segment) {
					segment.drive += float64(m.Params.Contribution(synapse.Permanence, m.Params.ConnectedPermanence, m.Release.Float64))
				}
			}
		}
	}
}

// Step takes the active columns of one time step.
func (m *TemporalMemory) Step(columns []int, learn bool) {
	if learn && len(m.Context.External)+len(m.Context.Apical) > 0 {
		m.useActiveSegments()
	}
	for _, d := range []*TemporalDendrites{&m.Distal, &m.Apical} {
		d.wasInputs, d.wasCandidates = d.inputs, d.candidates
	}
	m.Active, m.Winners, m.Bursting = nil, nil, nil
	predictive := m.Predictive()
	for column := 0; column < m.Params.Columns; column++ {
		predicted := intersect(m.cellsOf(column), predictive)
		switch {
		case slices.Contains(columns, column) && len(predicted) > 0:
			m.activatePredicted(predicted, learn)
		case slices.Contains(columns, column):
			m.burst(column, learn)
		case learn:
			m.punish(&m.Distal, column, m.Params.PredictedSegmentDecrement)
		}
	}
	if learn {
		m.learnApical(columns)
		m.forget(&m.Distal)
		m.forget(&m.Apical)
	}
	m.Predict(TemporalContext{})
	if learn {
		m.useActiveSegments()
		m.Iteration++
	}
}

// Predictive returns the predictive cells.
func (m *TemporalMemory) Predictive() (predictive []int) {
	supported := m.Supported()
	for column := 0; column < m.Params.Columns; column++ {
		var distal []int
		for _, cell := range m.cellsOf(column) {
			if slices.ContainsFunc(m.Distal.Cells[cell], m.isActive) {
				distal = append(distal, cell)
			}
		}
		both := intersect(distal, supported)
		switch {
		case m.Params.ApicalRequired, m.Params.ApicalTiebreak && len(both) > 0:
			predictive = append(predictive, both...)
		default:
			predictive = append(predictive, distal...)
		}
		if m.Params.ApicalInputs == 0 && len(both) > 0 {
			panic("ref: apical support without apical inputs")
		}
	}
	return predictive
}

// Supported returns the cells with an active apical segment.
func (m *TemporalMemory) Supported() (cells []int) {
	for cell := range m.Apical.Cells {
		if slices.ContainsFunc(m.Apical.Cells[cell], m.isActiveApical) {
			cells = append(cells, cell)
		}
	}
	return cells
}

// Kill kills cells.
func (m *TemporalMemory) Kill(cells []int) {
	for _, cell := range cells {
		m.Dead[cell] = true
		m.Distal.Cells[cell], m.Apical.Cells[cell] = nil, nil
	}
	isDead := func(cell int) bool { return m.Dead[cell] }
	m.Active, m.Winners = slices.DeleteFunc(m.Active, isDead), slices.DeleteFunc(m.Winners, isDead)
	m.Predict(m.Context)
}

func (m *TemporalMemory) isActive(s *TemporalSegment) bool {
	threshold := m.Params.ActivationThreshold
	if slices.ContainsFunc(m.Apical.Cells[s.Cell], m.isActiveApical) {
		threshold -= m.Params.ApicalReduction
	}
	return m.isMatching(s) && s.drive >= float64(threshold)
}

func (m *TemporalMemory) isActiveApical(s *TemporalSegment) bool {
	return m.isMatching(s) && s.drive >= float64(m.Params.ActivationThreshold)
}

func (m *TemporalMemory) isMatching(s *TemporalSegment) bool {
	return s.potential >= m.Params.MinThreshold
}

// matching returns the matching segments of some cells.
func (m *TemporalMemory) matching(d *TemporalDendrites, cells ...int) (matching []*TemporalSegment) {
	for _, cell := range cells {
		for _, segment := range d.Cells[cell] {
			if m.isMatching(segment) {
				matching = append(matching, segment)
			}
		}
	}
	return matching
}

func (m *TemporalMemory) cellsOf(column int) (cells []int) {
	for i := 0; i < m.Params.CellsPerColumn; i++ {
		cells = append(cells, column*m.Params.CellsPerColumn+i)
	}
	return cells
}

func (m *TemporalMemory) activatePredicted(cells []int, learn bool) {
	m.Active = append(m.Active, cells...)
	m.Winners = append(m.Winners, cells...)
	if !learn {
		return
	}
	for _, cell := range cells {
		for _, segment := range slices.Clone(m.Distal.Cells[cell]) {
			if m.isActive(segment) {
				m.learnOn(&m.Distal, segment)
			}
		}
	}
}

func (m *TemporalMemory) burst(column int, learn bool) {
	m.Bursting = append(m.Bursting, column)
	var living []int
	for _, cell := range m.cellsOf(column) {
		if !m.Dead[cell] {
			living = append(living, cell)
		}
	}
	m.Active = append(m.Active, living...)
	if len(living) == 0 {
		return
	}
	matching := m.matching(&m.Distal, living...)
	if len(matching) == 0 {
		winner := m.chooseWinner(living)
		m.Winners = append(m.Winners, winner)
		if learn {
			m.growSegment(&m.Distal, winner)
		}
		return
	}
	best := bestOf(matching)
	m.Winners = append(m.Winners, best.Cell)
	if learn {
		m.learnOn(&m.Distal, best)
	}
}

func bestOf(matching []*TemporalSegment) *TemporalSegment {
	best := matching[0]
	for _, segment := range matching {
		if segment.potential > best.potential {
			best = segment
		}
	}
	return best
}

func (m *TemporalMemory) chooseWinner(cells []int) int {
	var segments []int
	for _, cell := range cells {
		segments = append(segments, len(m.Distal.Cells[cell]))
	}
	if m.Conventions.Winner != nil {
		before := slices.IndexFunc(cells, func(cell int) bool { return slices.Contains(m.Distal.wasCandidates, cell) })
		return cells[m.Conventions.Winner(segments, before)]
	}
	if m.Params.PickWinner != nil {
		return cells[m.Params.PickWinner(segments, m.Random.Next())]
	}
	var leastUsed []int
	for i, n := range segments {
		if n == slices.Min(segments) {
			leastUsed = append(leastUsed, cells[i])
		}
	}
	if len(leastUsed) == 1 {
		return leastUsed[0]
	}
	return leastUsed[m.Random.Below(len(leastUsed))]
}

func (m *TemporalMemory) learnApical(columns []int) {
	if m.Params.ApicalInputs == 0 {
		return
	}
	for column := 0; column < m.Params.Columns; column++ {
		if !slices.Contains(columns, column) {
			m.punish(&m.Apical, column, m.Params.ApicalPredictedSegmentDecrement)
		}
	}
	for _, cell := range m.Winners {
		var active []*TemporalSegment
		for _, segment := range m.Apical.Cells[cell] {
			if m.isActiveApical(segment) {
				active = append(active, segment)
			}
		}
		matching := m.matching(&m.Apical, cell)
		switch {
		case len(active) > 0:
			for _, segment := range active {
				m.learnOn(&m.Apical, segment)
			}
		case len(matching) > 0:
			m.learnOn(&m.Apical, bestOf(matching))
		default:
			m.growSegment(&m.Apical, cell)
		}
	}
}

func (m *TemporalMemory) punish(d *TemporalDendrites, column int, decrement float32) {
	if decrement == 0 {
		return
	}
	for _, segment := range m.matching(d, m.cellsOf(column)...) {
		m.adapt(d, segment, -decrement, 0)
	}
}

// learnOn reinforces a segment and grows it. Its potential synapses were counted
// in the step before, so before the reinforcement.
func (m *TemporalMemory) learnOn(d *TemporalDendrites, segment *TemporalSegment) {
	if m.Params.Rule != nil {
		m.adaptBy(d, segment)
	} else {
		m.adapt(d, segment, m.Params.PermanenceIncrement, -m.Params.PermanenceDecrement)
	}
	if slices.Contains(d.Cells[segment.Cell], segment) {
		m.grow(d, segment, m.Params.MaxNewSynapses-segment.potential)
	}
}

// adaptBy lets a rule change all permanences at once, and then prunes.
func (m *TemporalMemory) adaptBy(d *TemporalDendrites, segment *TemporalSegment) {
	var permanences []float32
	var active []bool
	for _, synapse := range segment.Synapses {
		permanences = append(permanences, synapse.Permanence)
		active = append(active, slices.Contains(d.wasInputs, synapse.Presynaptic))
	}
	m.Params.Rule(permanences, active)
	for i, permanence := range permanences {
		segment.Synapses[i].Permanence = permanence
	}
	m.adapt(d, segment, 0, 0)
}

func (m *TemporalMemory) adapt(d *TemporalDendrites, segment *TemporalSegment, wasActive, wasInactive float32) {
	var kept []TemporalSynapse
	for _, synapse := range segment.Synapses {
		if slices.Contains(d.wasInputs, synapse.Presynaptic) {
			synapse.Permanence += wasActive
		} else {
			synapse.Permanence += wasInactive
		}
		synapse.Permanence = max(0, min(1, synapse.Permanence))
		if synapse.Permanence >= m.Params.PrunePermanence {
			kept = append(kept, synapse)
		}
	}
	segment.Synapses = kept
	if len(kept) < m.Params.PruneSynapses {
		d.destroy(segment)
	}
}

// growSegment makes a new segment, if there is something that it can grow to.
func (m *TemporalMemory) growSegment(d *TemporalDendrites, cell int) {
	if len(d.wasCandidates) == 0 {
		return
	}
	for len(d.Cells[cell]) >= m.Params.MaxSegmentsPerCell {
		d.destroy(leastRecent(d.Cells[cell]))
	}
	segment := &TemporalSegment{Cell: cell, LastUsed: m.Iteration}
	d.Cells[cell] = append(d.Cells[cell], segment)
	m.grow(d, segment, m.Params.MaxNewSynapses)
}

// forget destroys the segments beyond MaxSegments.
func (m *TemporalMemory) forget(d *TemporalDendrites) {
	for len(d.all()) > m.Params.MaxSegments {
		d.destroy(leastRecent(d.all()))
	}
}

// leastRecent returns the segment whose last activity is longest ago, of several the first.
func leastRecent(segments []*TemporalSegment) *TemporalSegment {
	found := segments[0]
	for _, segment := range segments {
		if segment.LastUsed < found.LastUsed {
			found = segment
		}
	}
	return found
}

func (m *TemporalMemory) useActiveSegments() {
	for _, segment := range m.Distal.all() {
		if m.isActive(segment) {
			segment.LastUsed = m.Iteration
		}
	}
	for _, segment := range m.Apical.all() {
		if m.isActiveApical(segment) {
			segment.LastUsed = m.Iteration
		}
	}
}

// all returns the segments of all cells, cell by cell, those of one oldest first.
func (d *TemporalDendrites) all() []*TemporalSegment { return slices.Concat(d.Cells...) }

func (d *TemporalDendrites) destroy(segment *TemporalSegment) {
	d.Cells[segment.Cell] = slices.DeleteFunc(d.Cells[segment.Cell], func(s *TemporalSegment) bool { return s == segment })
}

// grow adds up to n synapses to candidates of the step before. The draw: all of
// them are shuffled if there are more than n, and those that are on the segment
// already are passed over.
func (m *TemporalMemory) grow(d *TemporalDendrites, segment *TemporalSegment, n int) {
	if n <= 0 {
		return
	}
	order := slices.Clone(d.wasCandidates)
	if n < len(order) {
		m.shuffle(order)
	}
	var candidates []int
	for _, input := range order {
		present := slices.IndexFunc(segment.Synapses, func(s TemporalSynapse) bool { return s.Presynaptic == input })
		switch {
		case len(candidates) == n:
		case present < 0:
			candidates = append(candidates, input)
		case m.Conventions.Meet != nil:
			segment.Synapses[present].Permanence = m.Conventions.Meet(segment.Synapses[present].Permanence)
		}
	}
	for len(segment.Synapses)+len(candidates) > m.Params.MaxSynapsesPerSegment {
		weakest := d.weakest(segment)
		segment.Synapses = slices.Delete(segment.Synapses, weakest, weakest+1)
	}
	for _, input := range candidates {
		segment.Synapses = append(segment.Synapses, TemporalSynapse{input, m.Params.InitialPermanence})
	}
}

func (m *TemporalMemory) shuffle(order []int) {
	if m.Conventions.Shuffle == nil {
		m.Random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		return
	}
	mixed := make([]uint32, len(order))
	for i, input := range order {
		mixed[i] = uint32(input)
	}
	m.Conventions.Shuffle(mixed)
	for i, input := range mixed {
		order[i] = int(input)
	}
}

// weakest returns the synapse of lowest permanence that does not come from a
// candidate of the step before; there is one, or n would not exceed the limit.
func (d *TemporalDendrites) weakest(segment *TemporalSegment) int {
	weakest := -1
	for i, synapse := range segment.Synapses {
		if !slices.Contains(d.wasCandidates, synapse.Presynaptic) && (weakest < 0 || synapse.Permanence < segment.Synapses[weakest].Permanence) {
			weakest = i
		}
	}
	return weakest
}

func intersect(a, b []int) (both []int) {
	for _, n := range a {
		if slices.Contains(b, n) {
			both = append(both, n)
		}
	}
	return both
}
