package synapse

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
)

func newStore(t *testing.T, p Params) *Store {
	t.Helper()
	s, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plain is the same store without index and blocks: segments in the order of
// their creation, with maps.
type plain struct {
	params   Params
	segments []*plainSegment
}

type plainSegment struct {
	id          ID
	cell        int
	used        uint64
	inputs      []uint32
	permanences []float32
}

func (p *plain) find(id ID) *plainSegment {
	i := slices.IndexFunc(p.segments, func(s *plainSegment) bool { return s.id == id })
	return p.segments[i]
}

func (p *plain) destroy(id ID) {
	p.segments = slices.DeleteFunc(p.segments, func(s *plainSegment) bool { return s.id == id })
}

func (s *plainSegment) remove(i int) {
	s.inputs = slices.Delete(s.inputs, i, i+1)
	s.permanences = slices.Delete(s.permanences, i, i+1)
}

func (p *plain) adapt(id ID, active map[uint32]bool, on, off float32) bool {
	s := p.find(id)
	for i := len(s.inputs) - 1; i >= 0; i-- {
		change := off
		if active[s.inputs[i]] {
			change = on
		}
		s.permanences[i] = min(1, max(0, s.permanences[i]+change))
		if s.permanences[i] < p.params.PrunePermanence {
			s.remove(i)
		}
	}
	if len(s.inputs) < p.params.PruneSynapses {
		p.destroy(id)
		return false
	}
	return true
}

// oldest returns the segment that LeastRecentlyUsedOfAll wants.
func (p *plain) oldest() ID {
	found := p.segments[0]
	for _, s := range p.segments {
		if s.used < found.used || s.used == found.used && s.cell < found.cell {
			found = s
		}
	}
	return found.id
}

func (p *plain) excite(active map[uint32]bool, threshold int) (all []Excited) {
	for _, s := range p.segments {
		e := Excited{Segment: s.id, Cell: uint32(s.cell)}
		for i, input := range s.inputs {
			if active[input] {
				e.Potential++
				if s.permanences[i] >= p.params.ConnectedPermanence {
					e.Connected++
				}
			}
		}
		if int(e.Potential) >= threshold {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Excited) int { return int(a.Cell) - int(b.Cell) })
	return all
}

// Whatever is done to a store, in any order, it stays equal to the plain one.
func TestEqualsPlainStore(t *testing.T) {
	for seed := uint64(0); seed < 30; seed++ {
		r := rng.New(seed)
		p := DefaultParams(1+r.Below(30), 20+r.Below(300))
		p.PrunePermanence, p.PruneSynapses = 0.05, 1+r.Below(4)
		large := seed%5 == 0 // with segments beyond what narrow counters count
		if large {
			p.Inputs = 400
		}
		s, want := newStore(t, p), &plain{params: p}
		for step := 0; step < 1500; step++ {
			switch op := r.Below(10); {
			case op < 3 || len(want.segments) == 0:
				cell := r.Below(p.Cells)
				id := s.Create(cell, uint64(step))
				want.segments = append(want.segments, &plainSegment{id: id, cell: cell, used: uint64(step)})
			default:
				g := want.segments[r.Below(len(want.segments))]
				if large && r.Below(100) == 0 {
					connect(s, g, r.Sample(p.Inputs, 300))
				}
				change(r, s, want, g, op, uint64(step))
			}
			if step%20 == 0 {
				compare(t, r, s, want)
			}
			if step%500 == 499 {
				s = s.Clone()
			}
		}
	}
}

func change(r *rng.Stream, s *Store, want *plain, g *plainSegment, op int, now uint64) {
	n := r.Below(want.params.Inputs)
	active := r.Sample(want.params.Inputs, n)
	set := NewBitset(want.params.Inputs)
	set.Add(active)
	switch op {
	case 3, 4:
		connect(s, g, r.Sample(want.params.Inputs, 1+r.Below(20)))
	case 5, 6, 7:
		on, off := r.Unit()*.3, -r.Unit()*.2
		if s.Adapt(g.id, set, on, off) != want.adapt(g.id, setOf(active), on, off) {
			panic("one of them destroyed the segment, the other did not")
		}
	case 8:
		keep := setOf(active)
		for n := r.Below(4); n >= 0; n-- {
			s.RemoveWeakest(g.id, 1, set)
			weakest := -1
			for i, input := range g.inputs {
				if !keep[input] && (weakest < 0 || g.permanences[i] < g.permanences[weakest]) {
					weakest = i
				}
			}
			if weakest >= 0 {
				g.remove(weakest)
			}
		}
	case 9:
		if r.Below(2) == 0 {
			s.Destroy(g.id)
			want.destroy(g.id)
			return
		}
		s.Use(g.id, now)
		g.used = now
		if len(g.inputs) > 0 {
			i := r.Below(len(g.inputs))
			g.permanences[i] = r.Unit()
			s.SetPermanence(g.id, i, g.permanences[i])
		}
	}
}

// connect grows synapses to those of some inputs that the segment does not listen to.
func connect(s *Store, g *plainSegment, inputs []int) {
	var fresh []uint32
	for _, input := range inputs {
		if !slices.Contains(g.inputs, uint32(input)) {
			fresh = append(fresh, uint32(input))
			g.inputs, g.permanences = append(g.inputs, uint32(input)), append(g.permanences, 0.45)
		}
	}
	s.Connect(g.id, fresh, 0.45)
}

func setOf(numbers []int) map[uint32]bool {
	set := map[uint32]bool{}
	for _, n := range numbers {
		set[uint32(n)] = true
	}
	return set
}

func compare(t *testing.T, r *rng.Stream, s *Store, want *plain) {
	t.Helper()
	active := r.Sample(want.params.Inputs, 1+r.Below(want.params.Inputs))
	threshold := 1 + r.Below(5)
	if r.Below(4) == 0 {
		threshold = 1 + r.Below(300)
	}
	if got, want := s.Excite(active, threshold, nil), want.excite(setOf(active), threshold); !slices.Equal(got, want) {
		t.Fatalf("excited %v, want %v", got, want)
	}
	if slices.Max(append(s.counters.narrow, 0)) != 0 || slices.Max(append(s.counters.wide, 0)) != 0 {
		t.Fatal("counts are left after Excite")
	}
	if got := s.Segments(); got > 0 && s.LeastRecentlyUsedOfAll() != want.oldest() {
		t.Fatalf("least recently used of %d: %d, want %d", got, s.LeastRecentlyUsedOfAll(), want.oldest())
	}
	segments, synapses, connected := 0, 0, 0
	for _, g := range want.segments {
		if s.SegmentsOn(g.cell) == 0 || !slices.Contains(s.AppendSegmentsOn(g.cell, nil), g.id) {
			t.Fatalf("segment %d is not on cell %d", g.id, g.cell)
		}
		if !slices.Equal(s.Inputs(g.id), g.inputs) || !slices.Equal(s.Permanences(g.id), g.permanences) || s.LastUsed(g.id) != g.used {
			t.Fatalf("segment %d: %v %v, want %v %v", g.id, s.Inputs(g.id), s.Permanences(g.id), g.inputs, g.permanences)
		}
		segments++
		synapses += len(g.inputs)
		for _, p := range g.permanences {
			if p >= want.params.ConnectedPermanence {
				connected++
			}
		}
	}
	if s.Segments() != segments || s.Synapses() != synapses || s.ConnectedSynapses() != connected {
		t.Fatalf("%d segments, %d synapses, %d connected; want %d, %d, %d", s.Segments(), s.Synapses(), s.ConnectedSynapses(), segments, synapses, connected)
	}
	if g := s.Growth(); g.SegmentsGrown-g.SegmentsRemoved != segments || g.SynapsesGrown-g.SynapsesRemoved != synapses {
		t.Fatalf("%+v does not add up to %d segments, %d synapses", g, segments, synapses)
	}
}

// Segments that come and go leave no holes behind.
func TestChurnTakesNoMemory(t *testing.T) {
	s := newStore(t, DefaultParams(4, 100))
	r := rng.New(1)
	churn := func(rounds int) {
		for i := 0; i < rounds; i++ {
			if s.Segments() == 12 {
				s.Destroy(s.LeastRecentlyUsed(i % 4))
			}
			var inputs []uint32
			for _, input := range r.Sample(100, 10) {
				inputs = append(inputs, uint32(input))
			}
			s.Connect(s.Create(i%4, uint64(i)), inputs, 0.5)
		}
	}
	churn(1000)
	segments, inputs, entries := len(s.segments), int(s.blocks.end), len(s.index.entries)
	churn(10000)
	if len(s.segments) != segments || int(s.blocks.end) != inputs || len(s.index.entries) > 2*entries {
		t.Errorf("room for %d segments, %d synapses, %d entries became %d, %d, %d; want no growth",
			segments, inputs, entries, len(s.segments), s.blocks.end, len(s.index.entries))
	}
}

// Numbers of segments are used again, so age is not the number.
func TestExcitedSegmentsOfACellComeOldestFirst(t *testing.T) {
	s := newStore(t, DefaultParams(3, 10))
	gone := s.Create(2, 0)
	older := s.Create(1, 0)
	s.Destroy(gone)
	younger := s.Create(1, 0)
	if younger != gone {
		t.Fatalf("number %d, want %d used again", younger, gone)
	}
	for _, id := range []ID{younger, older} {
		s.Connect(id, []uint32{4, 5}, 0.5)
	}
	got := s.Excite([]int{4, 5}, 2, nil)
	want := []Excited{{older, 1, 2, 2}, {younger, 1, 2, 2}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestConnectedMeansAtLeastTheThreshold(t *testing.T) {
	s := newStore(t, DefaultParams(1, 10))
	id := s.Create(0, 0)
	s.Connect(id, []uint32{1}, 0.5)
	s.Connect(id, []uint32{2}, math.Nextafter32(0.5, 0))
	if got := s.Excite([]int{1, 2}, 1, nil); got[0].Connected != 1 || got[0].Potential != 2 {
		t.Errorf("%+v, want one of two connected", got)
	}
}

func TestLeastRecentlyUsed(t *testing.T) {
	s := newStore(t, DefaultParams(1, 10))
	a, b, c := s.Create(0, 1), s.Create(0, 2), s.Create(0, 2)
	for _, tt := range []struct {
		use  ID
		now  uint64
		want ID
	}{{c, 2, a}, {a, 2, a}, {a, 3, b}, {b, 4, c}} {
		s.Use(tt.use, tt.now)
		if got := s.LeastRecentlyUsed(0); got != tt.want {
			t.Errorf("after Use(%d, %d): LeastRecentlyUsed = %d, want %d, the oldest of equals", tt.use, tt.now, got, tt.want)
		}
	}
}

func TestParamsAreValidated(t *testing.T) {
	for _, tt := range []struct {
		change func(p *Params)
		want   string
	}{
		{func(p *Params) { p.Cells = 0 }, "synapse: Cells = 0, want in [1, 2^28]"},
		{func(p *Params) { p.Inputs = -1 }, "synapse: Inputs = -1, want in [1, 2^28]"},
		{func(p *Params) { p.ConnectedPermanence = 2 }, "synapse: ConnectedPermanence = 2, want in [0, 1]"},
		{func(p *Params) { p.PrunePermanence = float32(math.NaN()) }, "synapse: PrunePermanence = NaN, want in [0, 1]"},
		{func(p *Params) { p.PruneSynapses = 0 }, "synapse: PruneSynapses = 0, want > 0"},
	} {
		p := DefaultParams(3, 10)
		tt.change(&p)
		if _, err := New(p); err == nil || err.Error() != tt.want {
			t.Errorf("New: %v, want %s", err, tt.want)
		}
	}
}

func TestRestore(t *testing.T) {
	s := newStore(t, DefaultParams(5, 10))
	s.Connect(s.Create(3, 7), []uint32{1, 9}, 0.5)
	s.Connect(s.Create(1, 8), []uint32{2}, 0.25)
	want := State{
		SegmentCell: []uint32{1, 3}, SegmentLastUsed: []uint64{8, 7}, SegmentSynapses: []uint32{1, 2},
		SynapseInput: []uint32{2, 1, 9}, Permanence: []float32{0.25, 0.5, 0.5},
		Growth: Growth{SegmentsGrown: 2, SynapsesGrown: 3},
	}
	if got := s.Snapshot(); !reflect.DeepEqual(got, want) {
		t.Fatalf("Snapshot() = %+v, want %+v", got, want)
	}
	for _, tt := range []struct {
		spoil func(s *State)
		want  string
	}{
		{func(s *State) {}, ""},
		{func(s *State) { s.SegmentLastUsed = nil }, "synapse: state with 2 SegmentCell, 0 SegmentLastUsed, 2 SegmentSynapses, want equally many"},
		{func(s *State) { s.SegmentCell[1] = 5 }, "synapse: SegmentCell[1] = 5, want sorted numbers in [0, 5)"},
		{func(s *State) { s.SegmentCell[1] = 0 }, "synapse: SegmentCell[1] = 0, want sorted numbers in [0, 5)"},
		{func(s *State) { s.SegmentSynapses[1] = 3 }, "synapse: SegmentSynapses[1] = 3, want at most 65532 and as many as there are"},
		{func(s *State) { s.SegmentSynapses[1] = 1 }, "synapse: state with 3 SynapseInput, 3 Permanence, want 2"},
		{func(s *State) { s.SynapseInput[2] = 10 }, "synapse: SynapseInput[2] = 10, want in [0, 10), once a segment"},
		{func(s *State) { s.SynapseInput[2] = 1 }, "synapse: SynapseInput[2] = 1, want in [0, 10), once a segment"},
		{func(s *State) { s.Permanence = s.Permanence[:2] }, "synapse: state with 3 SynapseInput, 2 Permanence, want 3"},
		{func(s *State) { s.Permanence[0] = -1 }, "synapse: Permanence[0] = -1, want in [0, 1]"},
		{func(s *State) { s.Permanence[0] = float32(math.NaN()) }, "synapse: Permanence[0] = NaN, want in [0, 1]"},
	} {
		state := s.Snapshot()
		tt.spoil(&state)
		other := newStore(t, DefaultParams(5, 10))
		other.Connect(other.Create(0, 0), []uint32{5}, 0.5)
		expect := other.Snapshot()
		if tt.want == "" {
			expect = want
		}
		if err := other.Restore(state); fmt.Sprint(err) != tt.want && (err != nil || tt.want != "") {
			t.Errorf("Restore: %v, want %s", err, tt.want)
		}
		if got := other.Snapshot(); !reflect.DeepEqual(got, expect) {
			t.Errorf("after Restore (%s): %+v, want %+v", tt.want, got, expect)
		}
	}
}

func TestASegmentCannotHaveTooManySynapses(t *testing.T) {
	s := newStore(t, DefaultParams(1, 1<<17))
	id := s.Create(0, 0)
	inputs := make([]uint32, MostSynapses+1)
	for i := range inputs {
		inputs[i] = uint32(i)
	}
	s.Connect(id, inputs[:MostSynapses], 0.5)
	all := make([]int, MostSynapses)
	for i := range all {
		all[i] = i
	}
	if e := s.Excite(all, MostSynapses, nil); len(e) != 1 || e[0].Connected != MostSynapses {
		t.Errorf("%+v, want all %d synapses counted", e, MostSynapses)
	}
	defer func() {
		if got, want := fmt.Sprint(recover()), "synapse: 65533 synapses on a segment, want at most 65532"; got != want {
			t.Errorf("panic %q, want %q", got, want)
		}
	}()
	s.Connect(id, inputs[MostSynapses:], 0.5)
}
