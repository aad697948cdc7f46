package spatial

import (
	"fmt"
	"slices"

	"gohtm/htm/synapse"
)

// State is everything that changes while a pooler runs, and everything that was
// drawn when it was made: pools and tie priorities. Params are not in it.
type State struct {
	Iteration     int // steps so far, learning or not
	LearningSteps int // how many of them were learning
	// The synapses of minicolumn c are those from PoolStarts[c] to before PoolStarts[c+1].
	PoolStarts  []int
	PoolInputs  []uint32  // the input of every synapse, sorted within a minicolumn
	Permanences []float32 // of every synapse, in [0, 1]
	TieOrder    []int32   // all minicolumns, those that win ties first
	DeadColumns []int     // minicolumns that were killed, sorted: they have no synapses

	OverlapDutyCycles    []float32 // in [0, 1], for every minicolumn, as the next two
	ActiveDutyCycles     []float32
	MinOverlapDutyCycles []float32
	BoostFactors         []float32 // positive
	InhibitionRadius     int

	Overlaps        []int32   // of the last step, as the next two
	BoostedOverlaps []float32 // not negative
	Active          []int     // sorted
	// Drives are the overlaps of the last step where they are no whole numbers; empty with
	// HTM's own Transmission.
	Drives    []float32
	Release   uint64                 // of the stream of what Transmission leaves to chance
	ShortTerm synapse.ShortTermState // of the inputs, if Transmission has that
	// What Plasticity is told, and empty unless it is: when each input was on last, and each
	// minicolumn learned last, in steps from 1, 0 for never; the stream that it draws from; its variables,
	// the first one of all synapses before the second one of all.
	LastOn, Learned []int
	Draws           uint64
	Variables       []float32
}

// Snapshot returns a copy of all state.
func (p *Pooler) Snapshot() State {
	p.store()
	s := State{
		Iteration:            p.iteration,
		LearningSteps:        p.learningSteps,
		PoolStarts:           slices.Clone(p.first),
		PoolInputs:           p.input.all(),
		Permanences:          slices.Clone(p.permanence),
		TieOrder:             slices.Clone(p.byPriority),
		DeadColumns:          p.deadColumns(),
		OverlapDutyCycles:    slices.Clone(p.overlapDuty),
		ActiveDutyCycles:     slices.Clone(p.activeDuty),
		MinOverlapDutyCycles: slices.Clone(p.minOverlapDuty),
		BoostFactors:         slices.Clone(p.boostFactors),
		InhibitionRadius:     p.inhibitionRadius,
		Overlaps:             slices.Clone(p.overlaps),
		BoostedOverlaps:      slices.Clone(p.boosted),
		Active:               slices.Clone(p.active),
	}
	p.terminals.snapshot(&s)
	p.rule.function.snapshot(&s)
	return s
}

// Restore goes back to a Snapshot of a pooler made with the same Params, pools
// included. An error names what does not fit, and leaves the pooler as it was.
func (p *Pooler) Restore(s State) error {
	if err := p.checkState(s); err != nil {
		return err
	}
	if err := p.terminals.restore(s); err != nil { // the last that may fail
		return err
	}
	p.rule.function.restore(s)
	p.iteration, p.learningSteps = s.Iteration, s.LearningSteps
	p.first = slices.Clone(s.PoolStarts)
	p.input.reserve(p.params.Inputs, len(s.PoolInputs))
	for _, input := range s.PoolInputs {
		p.input.append(int(input))
	}
	p.permanence = slices.Clone(s.Permanences)
	p.byPriority = slices.Clone(s.TieOrder)
	p.rank()
	clear(p.dead)
	for _, column := range s.DeadColumns {
		p.dead[column] = true
	}
	p.overlapDuty = slices.Clone(s.OverlapDutyCycles)
	p.activeDuty = slices.Clone(s.ActiveDutyCycles)
	p.minOverlapDuty = slices.Clone(s.MinOverlapDutyCycles)
	p.boostFactors = slices.Clone(s.BoostFactors)
	p.setInhibitionRadius(s.InhibitionRadius)
	p.stored = true
	p.overlaps = slices.Clone(s.Overlaps)
	p.boosted = slices.Clone(s.BoostedOverlaps)
	p.active = slices.Clone(s.Active)
	p.connectAll()
	return nil
}

// Clone returns a pooler that goes on from here by itself, bit for bit.
func (p *Pooler) Clone() *Pooler {
	q := newPooler(p.params)
	q.connectedPermanence = p.connectedPermanence
	if err := q.Restore(p.Snapshot()); err != nil {
		panic(err) // a pooler's own state fits its parameters
	}
	return q
}

func (p *Pooler) checkState(s State) error {
	n := p.params.Columns
	for _, part := range []struct {
		name      string
		got, want int
	}{
		{"PoolStarts", len(s.PoolStarts), n + 1},
		{"Permanences", len(s.Permanences), len(s.PoolInputs)},
		{"TieOrder", len(s.TieOrder), n},
		{"OverlapDutyCycles", len(s.OverlapDutyCycles), n},
		{"ActiveDutyCycles", len(s.ActiveDutyCycles), n},
		{"MinOverlapDutyCycles", len(s.MinOverlapDutyCycles), n},
		{"BoostFactors", len(s.BoostFactors), n},
		{"Overlaps", len(s.Overlaps), n},
		{"BoostedOverlaps", len(s.BoostedOverlaps), n},
	} {
		if part.got != part.want {
			return fmt.Errorf("spatial: state: %d %s, want %d", part.got, part.name, part.want)
		}
	}
	if s.Iteration < 0 || s.InhibitionRadius < 1 || s.InhibitionRadius > 1<<30 {
		return fmt.Errorf("spatial: state: Iteration = %d, InhibitionRadius = %d, want >= 0 and in [1, 2^30]", s.Iteration, s.InhibitionRadius)
	}
	if s.LearningSteps < 0 || s.LearningSteps > s.Iteration {
		return fmt.Errorf("spatial: state: LearningSteps = %d, want in [0, Iteration = %d]", s.LearningSteps, s.Iteration)
	}
	if err := p.rule.function.check(s); err != nil {
		return err
	}
	if err := checkColumns("DeadColumns", s.DeadColumns, n); err != nil {
		return err
	}
	if err := p.checkPools(s); err != nil {
		return err
	}
	seen := make([]bool, n)
	for _, column := range s.TieOrder {
		if column < 0 || int(column) >= n || seen[column] {
			return fmt.Errorf("spatial: state: TieOrder names minicolumn %d, want each of [0, %d) once", column, n)
		}
		seen[column] = true
	}
	if err := checkColumns("Active", s.Active, n); err != nil {
		return err
	}
	for column, overlap := range s.Overlaps {
		if most := p.largestOverlap(); overlap < 0 || int(overlap) > most {
			return fmt.Errorf("spatial: state: Overlaps[%d] = %d, want in [0, %d]", column, overlap, most)
		}
	}
	return p.checkNumbers(s)
}

func checkColumns(name string, columns []int, n int) error {
	for i, column := range columns {
		if column < 0 || column >= n || i > 0 && column <= columns[i-1] {
			return fmt.Errorf("spatial: state: %s[%d] = %d, want sorted, unique and in [0, %d)", name, i, column, n)
		}
	}
	return nil
}

func (p *Pooler) checkPools(s State) error {
	if s.PoolStarts[0] != 0 || s.PoolStarts[p.params.Columns] != len(s.PoolInputs) {
		return fmt.Errorf("spatial: state: PoolStarts from %d to %d, want from 0 to %d", s.PoolStarts[0], s.PoolStarts[p.params.Columns], len(s.PoolInputs))
	}
	for column := 0; column < p.params.Columns; column++ {
		first, end, least, most := s.PoolStarts[column], s.PoolStarts[column+1], max(1, p.params.StimulusThreshold), p.params.Inputs
		if _, dead := slices.BinarySearch(s.DeadColumns, column); dead {
			least, most = 0, 0
		}
		if first < 0 || end > len(s.PoolInputs) || end-first < least || end-first > most {
			return fmt.Errorf("spatial: state: PoolStarts gives minicolumn %d synapses %d to %d of %d, want %d to %d of them", column, first, end, len(s.PoolInputs), least, most)
		}
		if err := p.checkExcitatory(s.PoolInputs[first:end], column, least); err != nil {
			return err
		}
		for i := first; i < end; i++ {
			if input := s.PoolInputs[i]; int64(input) >= int64(p.params.Inputs) || i > first && input <= s.PoolInputs[i-1] {
				return fmt.Errorf("spatial: state: PoolInputs[%d] = %d, want sorted and unique within minicolumn %d and in [0, %d)", i, input, column, p.params.Inputs)
			}
		}
	}
	return nil
}

// checkExcitatory says where a minicolumn that is alive has too few inputs to be raised.
func (p *Pooler) checkExcitatory(inputs []uint32, column, least int) error {
	if p.params.InhibitoryInputs == 0 || p.params.StimulusThreshold == 0 || least == 0 {
		return nil
	}
	n := 0
	for _, input := range inputs {
		if int64(input) < int64(p.params.Inputs-p.params.InhibitoryInputs) {
			n++
		}
	}
	if n < least {
		return fmt.Errorf("spatial: state: PoolInputs gives minicolumn %d %d inputs that do not inhibit, want at least %d", column, n, least)
	}
	return nil
}

func (p *Pooler) checkNumbers(s State) error {
	for _, part := range []struct {
		name   string
		values []float32
		most   float32
	}{
		{"Permanences", s.Permanences, 1},
		{"OverlapDutyCycles", s.OverlapDutyCycles, 2}, // 1, and what rounding may add
		{"ActiveDutyCycles", s.ActiveDutyCycles, 2},
		{"MinOverlapDutyCycles", s.MinOverlapDutyCycles, 2},
		{"BoostFactors", s.BoostFactors, maxFactor},
		{"BoostedOverlaps", s.BoostedOverlaps, infinity},
	} {
		for i, v := range part.values {
			if !(v >= 0 && v <= part.most) {
				return fmt.Errorf("spatial: state: %s[%d] = %v, want in [0, %v]", part.name, i, v, part.most)
			}
		}
	}
	return nil
}
