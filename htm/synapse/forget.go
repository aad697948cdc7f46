package synapse

// recency lists the cells that have segments, by how long ago the least recently
// used one of each was used: a heap with the longest ago on top, and the lowest
// cell of several. What it says of a cell is a lower bound, because Use does not
// come by here: it is put right when the cell arrives at the top. So the cost of
// finding a segment follows what was used since, and that of using one is nothing.
// It is empty until LeastRecentlyUsedOfAll is called first.
type recency struct {
	heap   []idle
	listed Bitset // which cells are in the heap
}

type idle struct {
	since uint64
	cell  uint32
}

func (a idle) before(b idle) bool {
	return a.since < b.since || a.since == b.since && a.cell < b.cell
}

// LeastRecentlyUsedOfAll returns the segment whose last use is longest ago, of
// several one of the lowest cell, and there the oldest. The store must have one, and
// times of use must not go back.
func (s *Store) LeastRecentlyUsedOfAll() ID {
	r := &s.recency
	if r.listed == nil {
		r.listed = NewBitset(len(s.cells))
		for cell := range s.cells {
			s.list(uint32(cell))
		}
	}
	for {
		top := &r.heap[0]
		if s.cells[top.cell].count == 0 {
			r.listed.Unset(top.cell)
			last := len(r.heap) - 1
			*top, r.heap = r.heap[last], r.heap[:last]
			r.sink()
			continue
		}
		id := s.LeastRecentlyUsed(int(top.cell))
		if used := s.segments[id].lastUsed; used != top.since {
			top.since = used
			r.sink()
			continue
		}
		return id
	}
}

// list puts a cell into the heap, if it has segments and is not there.
func (s *Store) list(cell uint32) {
	r := &s.recency
	if r.listed.Has(int(cell)) || s.cells[cell].count == 0 {
		return
	}
	r.listed.Set(cell)
	r.heap = append(r.heap, idle{s.segments[s.LeastRecentlyUsed(int(cell))].lastUsed, cell})
	for i := len(r.heap) - 1; i > 0 && r.heap[i].before(r.heap[(i-1)/2]); i = (i - 1) / 2 {
		r.heap[i], r.heap[(i-1)/2] = r.heap[(i-1)/2], r.heap[i]
	}
}

// sink moves the top of the heap down to its place.
func (r *recency) sink() {
	for i := 0; ; {
		first := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(r.heap); child++ {
			if r.heap[child].before(r.heap[first]) {
				first = child
			}
		}
		if first == i {
			return
		}
		r.heap[i], r.heap[first] = r.heap[first], r.heap[i]
		i = first
	}
}
