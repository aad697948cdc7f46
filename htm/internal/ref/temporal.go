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
	SpikeWindow, DepolarisationSteps          int
	EPSPDecay                                 float32
	InhibitoryInputs                          int
	Rule                                      *TemporalRule // nil: the increment and the decrement
	Punishment                                *TemporalRule // nil: the decrement of predicted segments
	IdleEvery                                 int           // learning steps, after which all synapses become Idle
	Idle                                      func(permanence float32) float32
	ShortTerm                                 ShortTerm
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
	Presynaptic int // a cell; behind the cells, an external input; or an apical or inhibitory input
	Permanence  float32
	Variables   [4]float32 // of the learning rule
}

// TemporalSegment is a segment of a cell.
type TemporalSegment struct {
	Cell     int
	Synapses []TemporalSynapse // in the order in which they grew
	LastUsed int
	Learned  int // one more than the step in which it learned by a rule that is told of it; 0: never

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

	latest []int         // of the inputs, those of the latest step
	spikes map[int][]int // for every input, the steps in which it was on
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
	Steps          int
	Distal, Apical TemporalDendrites
	Inhibitory     TemporalDendrites

	Past    []TemporalSpikes // of the steps before the latest, the latest first
	Lasting [][]int          // cells that were predicted in the steps before, the same

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
		Distal:     TemporalDendrites{Cells: make([][]*TemporalSegment, cells)},
		Apical:     TemporalDendrites{Cells: make([][]*TemporalSegment, cells)},
		Inhibitory: TemporalDendrites{Cells: make([][]*TemporalSegment, cells)},
	}
}

// Reset forgets what was active and predicted.
func (m *TemporalMemory) Reset() {
	m.Active, m.Winners, m.Bursting, m.Past, m.Lasting = nil, nil, nil, nil, nil
	for _, d := range m.dendrites() {
		d.spikes = nil
	}
	m.Predict(TemporalContext{})
}

// dendrites returns the segments of all kinds that there are.
func (m *TemporalMemory) dendrites() []*TemporalDendrites {
	if m.Params.InhibitoryInputs == 0 {
		return []*TemporalDendrites{&m.Distal, &m.Apical}
	}
	return []*TemporalDendrites{&m.Inhibitory, &m.Distal, &m.Apical}
}

// Predict excites all segments for the next step.
func (m *TemporalMemory) Predict(c TemporalContext) {
	m.Context = c
	m.Distal.inputs, m.Distal.candidates = nil, nil
	if !m.Params.ExternalOnly {
		m.Distal.inputs, m.Distal.candidates = slices.Clone(m.Active), slices.Clone(m.Winners)
	}
	m.Inhibitory.inputs, m.Inhibitory.candidates = nil, nil
	exciting := m.Params.ExternalInputs - m.Params.InhibitoryInputs
	m.hear(c.External, exciting, func(d *TemporalDendrites, input int) { d.inputs = append(d.inputs, input) })
	m.hear(c.ExternalWinners, exciting, func(d *TemporalDendrites, input int) { d.candidates = append(d.candidates, input) })
	m.Apical.inputs, m.Apical.candidates = c.Apical, c.ApicalWinners
	for _, d := range m.dendrites() {
		d.latest = slices.Clone(d.inputs)
	}
	for _, spikes := range m.Past {
		for _, cell := range spikes.Cells {
			if !slices.Contains(m.Distal.inputs, cell) {
				m.Distal.inputs = append(m.Distal.inputs, cell)
			}
		}
	}
	for _, d := range m.dendrites() {
		for _, segment := range d.all() {
			m.excite(d, segment)
		}
	}
}

// hear tells the dendrites that it is for of each external input.
func (m *TemporalMemory) hear(external []int, exciting int, tell func(d *TemporalDendrites, input int)) {
	for _, input := range external {
		if input < exciting {
			tell(&m.Distal, len(m.Distal.Cells)+input)
		} else {
			tell(&m.Inhibitory, input-exciting)
		}
	}
}

// excite finds the potential and the drive of a segment.
func (m *TemporalMemory) excite(d *TemporalDendrites, segment *TemporalSegment) {
	var active []TemporalSynapse
	for _, synapse := range segment.Synapses {
		if slices.Contains(d.inputs, synapse.Presynaptic) {
			active = append(active, synapse)
		}
	}
	segment.potential, segment.drive = len(active), 0
	if d != &m.Inhibitory && !m.isMatching(segment) {
		return
	}
	for _, synapse := range active {
		contribution := m.Params.Contribution(synapse.Permanence, m.Params.ConnectedPermanence, m.Release.Float64)
		segment.drive += float64(m.level(d, synapse.Presynaptic)) * float64(contribution)
	}
	if d == &m.Distal {
		for _, inhibitor := range m.Inhibitory.Cells[segment.Cell] {
			segment.drive -= inhibitor.drive
		}
	}
}

// level is what an input counts, by its spikes now and in the steps of the past.
func (m *TemporalMemory) level(d *TemporalDendrites, input int) (level float32) {
	if len(m.Past) == 0 && m.Params.ShortTerm.Utilisation == 0 {
		return 1
	}
	if slices.Contains(d.latest, input) {
		level = m.Params.ShortTerm.factor(d.spikes[input], m.Steps)
	}
	if d != &m.Distal {
		return level
	}
	count := float32(1)
	for _, spikes := range m.Past {
		count *= m.Params.EPSPDecay
		if i := slices.Index(spikes.Cells, input); i >= 0 {
			level += float32(count * spikes.Factors[i])
		}
	}
	return level
}

// Step takes the active columns of one time step.
func (m *TemporalMemory) Step(columns []int, learn bool) {
	if learn && len(m.Context.External)+len(m.Context.Apical) > 0 {
		m.useActiveSegments()
	}
	for _, d := range m.dendrites() {
		d.wasInputs, d.wasCandidates = d.inputs, d.candidates
	}
	m.remember()
	m.Active, m.Winners, m.Bursting = nil, nil, nil
	predictive, now := m.Predictive(), m.predictedNow()
	for column := 0; column < m.Params.Columns; column++ {
		predicted := intersect(m.cellsOf(column), predictive)
		switch {
		case slices.Contains(columns, column) && len(predicted) > 0:
			m.activatePredicted(predicted, intersect(predicted, now), learn)
		case slices.Contains(columns, column):
			m.burst(column, learn)
		case learn:
			m.punish(&m.Distal, column, m.Params.PredictedSegmentDecrement)
		}
	}
	if learn {
		m.learnApical(columns)
		m.learnInhibition(columns, now)
		m.decay()
		m.forget(&m.Distal)
		m.forget(&m.Apical)
	}
	m.Lasting = latest(now, m.Lasting, m.Params.DepolarisationSteps-1)
	m.Predict(TemporalContext{})
	if learn {
		m.useActiveSegments()
		m.Iteration++
	}
}

// remember moves the present into the past.
func (m *TemporalMemory) remember() {
	spikes := TemporalSpikes{Cells: m.Active}
	for _, cell := range m.Active {
		spikes.Factors = append(spikes.Factors, m.Params.ShortTerm.factor(m.Distal.spikes[cell], m.Steps))
	}
	m.Past = latest(spikes, m.Past, m.Params.SpikeWindow-1)
	for _, d := range m.dendrites() {
		for _, input := range d.latest {
			if !m.hasHistory() {
				continue
			}
			if d.spikes == nil {
				d.spikes = map[int][]int{}
			}
			d.spikes[input] = append(d.spikes[input], m.Steps)
		}
	}
	m.Steps++
}

// hasHistory tells whether anything depends on when an input was on.
func (m *TemporalMemory) hasHistory() bool {
	return m.Params.ShortTerm.Utilisation > 0 || m.Params.Rule != nil || m.Params.Punishment != nil
}

// latest puts the newest before the others, and keeps n.
func latest[T any](newest T, others []T, n int) []T {
	all := append([]T{newest}, others...)
	return all[:max(0, min(n, len(all)))]
}

// Predictive returns the predictive cells.
func (m *TemporalMemory) Predictive() (predictive []int) {
	predictive = append(predictive, m.predictedNow()...)
	for _, cells := range m.Lasting {
		predictive = append(predictive, cells...)
	}
	slices.Sort(predictive)
	return slices.Compact(predictive)
}

// predictedNow returns the cells that are predictive by the segments that are active now.
func (m *TemporalMemory) predictedNow() (predictive []int) {
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
	if len(cells) == 0 {
		return // nor predict anew
	}
	for _, cell := range cells {
		m.Dead[cell] = true
		m.Distal.Cells[cell], m.Apical.Cells[cell], m.Inhibitory.Cells[cell] = nil, nil, nil
	}
	isDead := func(cell int) bool { return m.Dead[cell] }
	m.Active, m.Winners = slices.DeleteFunc(m.Active, isDead), slices.DeleteFunc(m.Winners, isDead)
	for i, spikes := range m.Past {
		var left TemporalSpikes
		for j, cell := range spikes.Cells {
			if !m.Dead[cell] {
				left.Cells, left.Factors = append(left.Cells, cell), append(left.Factors, spikes.Factors[j])
			}
		}
		m.Past[i] = left
	}
	for i, cells := range m.Lasting {
		m.Lasting[i] = slices.DeleteFunc(slices.Clone(cells), isDead)
	}
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

func (m *TemporalMemory) activatePredicted(cells, now []int, learn bool) {
	m.Active = append(m.Active, cells...)
	m.Winners = append(m.Winners, cells...)
	if !learn {
		return
	}
	for _, cell := range now {
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

// learnInhibition lets the inhibition of cells that were predicted in silent columns gain, and
// that of the winners lose.
func (m *TemporalMemory) learnInhibition(columns, predicted []int) {
	d := &m.Inhibitory
	for _, cell := range predicted {
		if slices.Contains(columns, cell/m.Params.CellsPerColumn) || m.Params.InhibitoryInputs == 0 {
			continue
		}
		if len(d.Cells[cell]) == 0 {
			m.growSegment(d, cell)
			continue
		}
		segment, active := d.Cells[cell][0], 0
		for _, synapse := range segment.Synapses {
			if slices.Contains(d.wasInputs, synapse.Presynaptic) {
				active++
			}
		}
		m.adapt(d, segment, m.Params.PermanenceIncrement, 0)
		if len(d.Cells[cell]) > 0 {
			m.grow(d, segment, m.Params.MaxNewSynapses-active)
		}
	}
	for _, cell := range m.Winners {
		if len(d.Cells[cell]) > 0 {
			m.adapt(d, d.Cells[cell][0], -m.Params.PermanenceDecrement, 0)
		}
	}
}

// decay lets all permanences become idle, when it is time.
func (m *TemporalMemory) decay() {
	if m.Params.IdleEvery == 0 || (m.Iteration+1)%m.Params.IdleEvery != 0 {
		return
	}
	for _, d := range []*TemporalDendrites{&m.Distal, &m.Apical} {
		if m.Params.Rule.Draws && (d == &m.Distal || m.Params.ApicalInputs > 0) {
			m.Random.Next()
		}
		for _, segment := range d.all() {
			for i := range segment.Synapses {
				permanence := &segment.Synapses[i].Permanence
				*permanence = m.Params.Idle(*permanence)
			}
			m.adapt(d, segment, 0, 0)
		}
	}
}

func (m *TemporalMemory) punish(d *TemporalDendrites, column int, decrement float32) {
	if m.Params.Punishment != nil {
		for _, segment := range m.matching(d, m.cellsOf(column)...) {
			m.adaptBy(m.Params.Punishment, d, segment)
		}
	}
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
		m.adaptBy(m.Params.Rule, d, segment)
	} else {
		m.adapt(d, segment, m.Params.PermanenceIncrement, -m.Params.PermanenceDecrement)
	}
	if slices.Contains(d.Cells[segment.Cell], segment) {
		m.grow(d, segment, m.Params.MaxNewSynapses-segment.potential)
	}
}

// adaptBy lets a rule change all permanences at once, and then prunes.
func (m *TemporalMemory) adaptBy(rule *TemporalRule, d *TemporalDendrites, segment *TemporalSegment) {
	l := TemporalLesson{Rest: never, Variables: make([][]float32, rule.Variables)}
	for _, synapse := range segment.Synapses {
		l.Permanences = append(l.Permanences, synapse.Permanence)
		l.Active = append(l.Active, slices.Contains(d.wasInputs, synapse.Presynaptic))
		l.Ages = append(l.Ages, m.age(d, synapse.Presynaptic))
		for v := range l.Variables {
			l.Variables[v] = append(l.Variables[v], synapse.Variables[v])
		}
	}
	if segment.Learned > 0 {
		l.Rest = max(1, m.Steps-segment.Learned)
	}
	if rule.Draws {
		l.Draw = m.Random.Next()
	}
	rule.Learn(&l)
	for i, permanence := range l.Permanences {
		segment.Synapses[i].Permanence = permanence
		for v := range l.Variables {
			segment.Synapses[i].Variables[v] = l.Variables[v][i]
		}
	}
	if rule.Told {
		segment.Learned = m.Steps
	}
	m.adapt(d, segment, 0, 0)
}

// age is how many steps before the one that is learned an input was on.
func (m *TemporalMemory) age(d *TemporalDendrites, input int) int {
	spikes := d.spikes[input]
	switch {
	case slices.Contains(d.wasInputs, input):
		return 0
	case len(spikes) == 0:
		return never
	}
	return m.Steps - 1 - spikes[len(spikes)-1]
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
	if len(kept) == 0 || d != &m.Inhibitory && len(kept) < m.Params.PruneSynapses {
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
		segment.Synapses = append(segment.Synapses, TemporalSynapse{Presynaptic: input, Permanence: m.Params.InitialPermanence})
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
