package synapse

import (
	"fmt"

	"gohtm/htm/internal/rng"
)

// Decaying returns the same rule with passive decay: every so many learning steps of
// the layer, all its synapses, whether they learn or not, become
//
//	permanence = idle(permanence)
//
// clipped to [0, 1], and rounded if the rule is quantised. Idle is called like the functions
// of Tabulate; what falls below the layer's bounds is trimmed or pruned as when it learns.
// The cost is one pass over all synapses; every = 100 makes it small. The error is that of
// every < 1, of the function, or of a nil rule.
//
// What is potentiated fades unless it is kept up: Hardt, Nader & Nadel (2013),
// doi:10.1016/j.tics.2013.01.001. How fast, and that time is counted in learning steps,
// is ours.
func (p *Plasticity) Decaying(every int, idle func(permanence float64) float64) (*Plasticity, error) {
	if p == nil {
		return nil, errOfNil
	}
	if every < 1 {
		return nil, fmt.Errorf("synapse: every = %d, want > 0", every)
	}
	table, err := tabulate("idle", idle)
	if err != nil {
		return nil, err
	}
	q := *p
	q.every, q.idle = every, table
	return &q, nil
}

// Idle returns every how many learning steps the synapses of a layer decay; 0 if
// they do not, as with nil.
func (p *Plasticity) Idle() (every int) {
	if p == nil {
		return 0
	}
	return p.every
}

// Decay makes of permanences what they become while they are idle. Draw is 64 random bits,
// for a rule that rounds at random. It must be a rule of Decaying.
func (p *Plasticity) Decay(permanences []float32, draw uint64) {
	for i, v := range permanences {
		permanences[i] = p.idle.Next(v)
	}
	p.settle(permanences, draw)
}

// Decay makes of all permanences what they become while they are idle, by a rule of
// Decaying, and then removes what Adapt removes: cell by cell, the oldest segment of
// a cell first, each with another draw of the stream that begins with this one.
func (s *Store) Decay(rule *Plasticity, draw uint64) {
	stream := rng.New(draw)
	for cell := range s.cells {
		s.ids = s.AppendSegmentsOn(cell, s.ids[:0])
		for _, id := range s.ids {
			s.work.Permanences = append(s.work.Permanences[:0], s.Permanences(id)...)
			rule.Decay(s.work.Permanences, stream.Next())
			s.replace(id, s.work.Permanences)
		}
	}
}
