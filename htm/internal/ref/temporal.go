package ref

import (
	"slices"

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
	PickWinner                                func(segments []int, random uint64) int
	Seed                                      uint64
}

// TemporalSynapse is a synapse on a segment.
type TemporalSynapse struct {
	Presynaptic int
	Permanence  float32
}

// TemporalSegment is a distal segment of a cell.
type TemporalSegment struct {
	Cell     int
	Synapses []TemporalSynapse // in the order in which they grew
	LastUsed int
}

// TemporalMemory is the temporal memory of "Biological and Machine Intelligence"
// (2017) and NuPIC's temporal_memory.py, told plainly: every step looks at every
// column, every segment and every synapse.
type TemporalMemory struct {
	Params    TemporalParams
	Random    *rng.Stream
	Iteration int
	Cells     [][]*TemporalSegment // each cell's segments, oldest first

	Active, Winners []int // cells of the latest step
	Bursting        []int // columns of the latest step

	// Of every segment, by the active cells: its active synapses, and the connected ones.
	potential, connected map[*TemporalSegment]int

	wasActive  map[int]bool // cells of the step before
	wasWinner  map[int]bool
	oldWinners []int
}

// NewTemporalMemory returns a memory that has learned nothing.
func NewTemporalMemory(p TemporalParams) *TemporalMemory {
	return &TemporalMemory{Params: p, Random: rng.New(p.Seed), Cells: make([][]*TemporalSegment, p.Columns*p.CellsPerColumn)}
}

// Reset forgets what was active and predicted.
func (m *TemporalMemory) Reset() {
	m.Active, m.Winners, m.Bursting = nil, nil, nil
	m.potential, m.connected = nil, nil
}

// Step takes the active columns of one time step.
func (m *TemporalMemory) Step(columns []int, learn bool) {
	m.wasActive, m.wasWinner = set(m.Active), set(m.Winners)
	m.oldWinners = m.Winners
	m.Active, m.Winners, m.Bursting = nil, nil, nil
	for column := 0; column < m.Params.Columns; column++ {
		active, matching := m.excited(column)
		switch {
		case slices.Contains(columns, column) && len(active) > 0:
			m.activatePredictedColumn(active, learn)
		case slices.Contains(columns, column):
			m.burstColumn(column, matching, learn)
		case learn && m.Params.PredictedSegmentDecrement > 0:
			for _, segment := range matching {
				m.adapt(segment, -m.Params.PredictedSegmentDecrement, 0)
			}
		}
	}
	m.activateDendrites()
	if learn {
		for cell := range m.Cells {
			for _, segment := range m.Cells[cell] {
				if m.isActive(segment) {
					segment.LastUsed = m.Iteration
				}
			}
		}
		m.Iteration++
	}
}

// Predictive returns the cells with an active segment.
func (m *TemporalMemory) Predictive() []int {
	var cells []int
	for cell := range m.Cells {
		if slices.ContainsFunc(m.Cells[cell], m.isActive) {
			cells = append(cells, cell)
		}
	}
	return cells
}

func (m *TemporalMemory) isActive(s *TemporalSegment) bool {
	return m.connected[s] >= m.Params.ActivationThreshold
}

func (m *TemporalMemory) isMatching(s *TemporalSegment) bool {
	return m.potential[s] >= m.Params.MinThreshold
}

// excited returns the active and the matching segments of a column, cell by cell.
func (m *TemporalMemory) excited(column int) (active, matching []*TemporalSegment) {
	for _, cell := range m.cellsOf(column) {
		for _, segment := range m.Cells[cell] {
			if m.isActive(segment) {
				active = append(active, segment)
			}
			if m.isMatching(segment) {
				matching = append(matching, segment)
			}
		}
	}
	return active, matching
}

func (m *TemporalMemory) cellsOf(column int) []int {
	var cells []int
	for i := 0; i < m.Params.CellsPerColumn; i++ {
		cells = append(cells, column*m.Params.CellsPerColumn+i)
	}
	return cells
}

func (m *TemporalMemory) activatePredictedColumn(active []*TemporalSegment, learn bool) {
	for _, segment := range active {
		if !slices.Contains(m.Active, segment.Cell) {
			m.Active = append(m.Active, segment.Cell)
			m.Winners = append(m.Winners, segment.Cell)
		}
		if learn {
			m.learnOn(segment)
		}
	}
}

func (m *TemporalMemory) burstColumn(column int, matching []*TemporalSegment, learn bool) {
	m.Active = append(m.Active, m.cellsOf(column)...)
	m.Bursting = append(m.Bursting, column)
	if len(matching) == 0 {
		winner := m.chooseWinner(column)
		m.Winners = append(m.Winners, winner)
		if learn && len(m.oldWinners) > 0 {
			m.grow(m.createSegment(winner), m.Params.MaxNewSynapses)
		}
		return
	}
	best := matching[0]
	for _, segment := range matching {
		if m.potential[segment] > m.potential[best] {
			best = segment
		}
	}
	m.Winners = append(m.Winners, best.Cell)
	if learn {
		m.learnOn(best)
	}
}

func (m *TemporalMemory) chooseWinner(column int) int {
	cells := m.cellsOf(column)
	var segments []int
	for _, cell := range cells {
		segments = append(segments, len(m.Cells[cell]))
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

// learnOn reinforces a segment and grows it. Its potential synapses were counted
// in the step before, so before the reinforcement.
func (m *TemporalMemory) learnOn(segment *TemporalSegment) {
	m.adapt(segment, m.Params.PermanenceIncrement, -m.Params.PermanenceDecrement)
	if slices.Contains(m.Cells[segment.Cell], segment) {
		m.grow(segment, m.Params.MaxNewSynapses-m.potential[segment])
	}
}

func (m *TemporalMemory) adapt(segment *TemporalSegment, wasActive, wasInactive float32) {
	var kept []TemporalSynapse
	for _, synapse := range segment.Synapses {
		if m.wasActive[synapse.Presynaptic] {
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
		m.destroySegment(segment)
	}
}

func (m *TemporalMemory) createSegment(cell int) *TemporalSegment {
	for len(m.Cells[cell]) >= m.Params.MaxSegmentsPerCell {
		leastRecent := m.Cells[cell][0]
		for _, segment := range m.Cells[cell] {
			if segment.LastUsed < leastRecent.LastUsed {
				leastRecent = segment
			}
		}
		m.destroySegment(leastRecent)
	}
	segment := &TemporalSegment{Cell: cell, LastUsed: m.Iteration}
	m.Cells[cell] = append(m.Cells[cell], segment)
	return segment
}

func (m *TemporalMemory) destroySegment(segment *TemporalSegment) {
	m.Cells[segment.Cell] = slices.DeleteFunc(m.Cells[segment.Cell], func(s *TemporalSegment) bool { return s == segment })
}

// grow adds up to n synapses to winner cells of the step before. The draw: all of
// them are shuffled if there are more than n, and those that are on the segment
// already are passed over.
func (m *TemporalMemory) grow(segment *TemporalSegment, n int) {
	if n <= 0 {
		return
	}
	order := slices.Clone(m.oldWinners)
	if n < len(order) {
		m.Random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	var candidates []int
	for _, cell := range order {
		if !slices.ContainsFunc(segment.Synapses, func(s TemporalSynapse) bool { return s.Presynaptic == cell }) {
			candidates = append(candidates, cell)
		}
	}
	candidates = candidates[:min(n, len(candidates))]
	for len(segment.Synapses)+len(candidates) > m.Params.MaxSynapsesPerSegment {
		weakest := m.weakest(segment)
		segment.Synapses = slices.Delete(segment.Synapses, weakest, weakest+1)
	}
	for _, cell := range candidates {
		segment.Synapses = append(segment.Synapses, TemporalSynapse{cell, m.Params.InitialPermanence})
	}
}

// weakest returns the synapse of lowest permanence that does not come from a
// winner cell of the step before; there is one, or n would not exceed the limit.
func (m *TemporalMemory) weakest(segment *TemporalSegment) int {
	weakest := -1
	for i, synapse := range segment.Synapses {
		if !m.wasWinner[synapse.Presynaptic] && (weakest < 0 || synapse.Permanence < segment.Synapses[weakest].Permanence) {
			weakest = i
		}
	}
	return weakest
}

func (m *TemporalMemory) activateDendrites() {
	m.potential, m.connected = map[*TemporalSegment]int{}, map[*TemporalSegment]int{}
	active := set(m.Active)
	for cell := range m.Cells {
		for _, segment := range m.Cells[cell] {
			for _, synapse := range segment.Synapses {
				if !active[synapse.Presynaptic] {
					continue
				}
				m.potential[segment]++
				if synapse.Permanence >= m.Params.ConnectedPermanence {
					m.connected[segment]++
				}
			}
		}
	}
}

func set(numbers []int) map[int]bool {
	s := map[int]bool{}
	for _, n := range numbers {
		s[n] = true
	}
	return s
}
