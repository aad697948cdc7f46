package predict

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// NearestState is everything in which two Nearests with the same NearestParams
// can differ.
type NearestState struct {
	States   [][]int     // the bits of the stored states, oldest first
	Born     []int       // the number of the record of each
	Followed [][]float64 // by place in Steps and state: what followed, NaN when not known
	Record   int         // the number of the latest record
	Recent   []int       // the state stored at each of the latest records, -1 for none; the newest first
	Values   []float64   // and the value there
	Query    []int       // the bits of the latest input, when there is one: when there are Recent ones
}

// Snapshot returns a copy of the state.
func (n *Nearest) Snapshot() NearestState {
	s := NearestState{
		States: n.stored.all(), Born: slices.Clone(n.born), Followed: make([][]float64, len(n.followed)),
		Record: n.record, Recent: make([]int, len(n.recent)), Values: slices.Clone(n.values), Query: slices.Clone(n.query),
	}
	for i := range n.followed {
		s.Followed[i] = slices.Clone(n.followed[i])
	}
	for k, state := range n.recent {
		s.Recent[k] = int(state)
	}
	return s
}

// Restore goes on from a Snapshot of a Nearest with the same NearestParams. A
// state that cannot be one is an error and changes nothing.
func (n *Nearest) Restore(s NearestState) error {
	if err := n.check(s); err != nil {
		return fmt.Errorf("predict: not a state of this Nearest:\n%w", err)
	}
	fresh, err := NewNearest(n.params)
	if err != nil {
		return err
	}
	for state, bits := range s.States {
		fresh.record = s.Born[state]
		fresh.store(bits)
	}
	for i := range s.Followed {
		copy(fresh.followed[i], s.Followed[i])
	}
	fresh.record = s.Record
	for _, state := range s.Recent {
		fresh.recent = append(fresh.recent, int32(state))
	}
	fresh.values = append(fresh.values, s.Values...)
	fresh.query, fresh.valid = slices.Clone(s.Query), len(s.Recent) > 0
	*n = *fresh
	return nil
}

func (n *Nearest) check(s NearestState) error {
	f, p, states := check.New("predict"), n.params, len(s.States)
	f.That(states <= 2*p.Capacity, "%d States, want <= twice Capacity = %d", states, p.Capacity)
	at, err := badInput(s.States, p.Size)
	f.That(err == nil, "States[%d]: %v", at, err)
	f.That(len(s.Born) == states, "%d Born, want one for each of %d States", len(s.Born), states)
	f.That(s.Record >= 0 && s.Record <= mostCount, "Record = %d, want in [0, 2^62)", s.Record)
	last := 0
	for i, record := range s.Born {
		if record <= last || record > s.Record {
			f.That(false, "Born[%d] = %d, want increasing and in [1, Record = %d]", i, record, s.Record)
			break
		}
		last = record
	}
	f.That(len(s.Followed) == len(p.Steps), "Followed of %d steps, want %d", len(s.Followed), len(p.Steps))
	for i, values := range s.Followed {
		f.That(len(values) == states, "Followed[%d] of %d states, want %d", i, len(values), states)
		bad := func(x float64) bool { return math.Abs(x) > 2*mostValue } // the change between two values
		f.That(!slices.ContainsFunc(values, bad), "Followed[%d] not all in [-2e100, 2e100] or NaN", i)
	}
	f.That(len(s.Recent) <= furthest(p.Steps)+1, "%d Recent, want <= %d", len(s.Recent), furthest(p.Steps)+1)
	for k, state := range s.Recent {
		f.That(state >= -1 && state < states, "Recent[%d] = %d, want in [-1, %d)", k, state, states)
	}
	f.That(len(s.Values) == len(s.Recent), "%d Values, want one for each of %d Recent", len(s.Values), len(s.Recent))
	f.That(!slices.ContainsFunc(s.Values, beyond), "Values not all in [-1e100, 1e100]")
	err = sdr.SDR{Size: p.Size, Bits: s.Query}.Check()
	f.That(err == nil, "Query: %v", err)
	return f.Err()
}

// Clone returns an independent copy that goes on bit for bit.
func (n *Nearest) Clone() *Nearest {
	c := *n
	c.stored, c.followed = n.stored.clone(), make([][]float64, len(n.followed))
	for i := range n.followed {
		c.followed[i] = slices.Clone(n.followed[i])
	}
	c.born, c.query = slices.Clone(n.born), slices.Clone(n.query)
	c.recent = append(make([]int32, 0, cap(n.recent)), n.recent...)
	c.values = append(make([]float64, 0, cap(n.values)), n.values...)
	c.compared, c.overlaps, c.logs, c.ranking.best = false, nil, nil, nil
	return &c
}
