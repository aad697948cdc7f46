package synapse

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
)

// history is a rule that makes use of all that it is told, and one with more variables than that.
func history(variables int) *Plasticity {
	return PerSynapses(variables, func(s *Synapses) {
		rest := float32(min(s.Rest, 50))
		for i, x := range s.Inputs {
			s.Variables[0][i] += x
			s.Variables[variables-1][i] = s.Variables[variables-1][i]/2 + float32(min(s.Ages[i], 100))
			s.Permanences[i] += .2*x - .004*rest*float32(s.Uniform()) - s.Variables[0][i]/100
			if s.Active[i] != (x == 1) || s.Active[i] != (s.Ages[i] == 0) {
				s.Permanences[i] = float32(math.NaN())
			}
		}
	})
}

// remembered is what a rule keeps, told plainly: by segment and input.
type remembered struct {
	variables map[ID]map[uint32][]float32
	learned   map[ID]uint64 // the step, plus one
	lastOn    map[uint32]uint64
}

// learn is AdaptBy: everything is looked up synapse by synapse.
func (m *remembered) learn(want *plain, rule *Plasticity, id ID, active map[uint32]bool, step, draw uint64) bool {
	g := want.find(id)
	s := &Synapses{Rest: Never, Draw: draw, Variables: make([][]float32, rule.variables)}
	if at := m.learned[id]; at > 0 {
		s.Rest = max(1, int(step-(at-1)))
	}
	for i, input := range g.inputs {
		s.Permanences = append(s.Permanences, g.permanences[i])
		s.Active = append(s.Active, active[input])
		age, x := Never, float32(0)
		switch at := m.lastOn[input]; {
		case active[input]:
			age, x = 0, 1
		case at > 0:
			age = int(step - (at - 1))
		}
		s.Ages, s.Inputs = append(s.Ages, age), append(s.Inputs, x)
		for v := range s.Variables {
			value := float32(0)
			if kept := m.variables[id][input]; v < len(kept) {
				value = kept[v]
			}
			s.Variables[v] = append(s.Variables[v], value)
		}
	}
	rule.ApplyTo(s)
	fresh := map[uint32][]float32{}
	for i, input := range g.inputs {
		g.permanences[i] = s.Permanences[i]
		for v := range s.Variables {
			fresh[input] = append(fresh[input], s.Variables[v][i])
		}
	}
	m.variables[id], m.learned[id] = fresh, step+1
	return want.adapt(id, nil, 0, 0) // prunes
}

// forget drops what is kept of synapses and segments that are gone.
func (m *remembered) forget(want *plain) {
	for id, synapses := range m.variables {
		i := slices.IndexFunc(want.segments, func(g *plainSegment) bool { return g.id == id })
		if i < 0 {
			delete(m.variables, id)
			delete(m.learned, id)
			continue
		}
		for input := range synapses {
			if !slices.Contains(want.segments[i].inputs, input) {
				delete(synapses, input)
			}
		}
	}
}

func (m *remembered) compare(t *testing.T, s *Store, want *plain, variables int) {
	t.Helper()
	for _, g := range want.segments {
		step, ever := s.LastLearned(g.id)
		if at := m.learned[g.id]; ever != (at > 0) || ever && step != at-1 {
			t.Fatalf("segment %d learned in %d (%v), want %d", g.id, step, ever, int(at)-1)
		}
		for v := 0; v < variables; v++ {
			for i, input := range g.inputs {
				value := float32(0)
				if kept := m.variables[g.id][input]; v < len(kept) {
					value = kept[v]
				}
				if got := s.Variable(g.id, v); got != nil && got[i] != value || got == nil && value != 0 {
					t.Fatalf("segment %d, variable %d: %v, want %v at %d", g.id, v, got, value, i)
				}
			}
		}
	}
}

// renumber gives the segments of a plain store the numbers that they have after Restore.
func (m *remembered) renumber(want *plain) {
	sorted := slices.Clone(want.segments)
	slices.SortStableFunc(sorted, func(a, b *plainSegment) int { return a.cell - b.cell })
	variables, learned := map[ID]map[uint32][]float32{}, map[ID]uint64{}
	for i, g := range sorted {
		variables[ID(i)], learned[ID(i)] = m.variables[g.id], m.learned[g.id]
		g.id = ID(i)
	}
	m.variables, m.learned = variables, learned
}

// Whatever is done to a store with rules that have variables, it keeps of every synapse
// and segment what a store of maps keeps; through growth, pruning, moves, clones,
// snapshots, and a rule with more variables than the one before.
func TestVariablesEqualPlainMaps(t *testing.T) {
	for seed := uint64(0); seed < 12; seed++ {
		r := rng.New(seed)
		p := DefaultParams(1+r.Below(20), 20+r.Below(100))
		p.PrunePermanence, p.PruneSynapses = 0.05, 1+r.Below(3)
		s, want := newStore(t, p), &plain{params: p}
		kept := &remembered{map[ID]map[uint32][]float32{}, map[ID]uint64{}, map[uint32]uint64{}}
		lastOn, learnings := make([]uint64, p.Inputs), 0
		for step := uint64(0); step < 1200; step++ {
			variables := 2
			if step > 600 {
				variables = 3
			}
			rule := history(variables)
			if len(want.segments) == 0 || r.Below(4) == 0 {
				cell := r.Below(p.Cells)
				id := s.Create(cell, step)
				want.segments = append(want.segments, &plainSegment{id: id, cell: cell, used: step})
			}
			g := want.segments[r.Below(len(want.segments))]
			switch op := r.Below(12); {
			case op < 4:
				active := r.Sample(p.Inputs, r.Below(p.Inputs))
				set := NewBitset(p.Inputs)
				set.Add(active)
				draw := r.Next()
				if s.AdaptBy(rule, g.id, Moment{set, step, lastOn, draw}) != kept.learn(want, rule, g.id, setOf(active), step, draw) {
					t.Fatal("one of them destroyed the segment, the other did not")
				}
				for _, input := range active {
					lastOn[input], kept.lastOn[uint32(input)] = step+1, step+1
				}
				learnings++
			case op < 6 && len(g.inputs) > 0:
				connect(s, g, r.Sample(p.Inputs, 1+r.Below(10)))
			default:
				change(r, s, want, g, 3+r.Below(7), step)
			}
			kept.forget(want)
			if step%4 == 3 {
				kept.compare(t, s, want, variables)
			}
			if step%400 == 399 {
				old := s
				s = s.Clone()
				for _, g := range want.segments { // what the old store learns is not the clone's
					old.AdaptBy(history(3), g.id, Moment{Active: NewBitset(p.Inputs), Step: step + 99})
				}
			}
			if step%500 == 499 {
				other := newStore(t, p)
				if err := other.Restore(s.Snapshot()); err != nil {
					t.Fatal(err)
				}
				s = other
				kept.renumber(want)
				compare(t, r, s, want)
			}
		}
		if learnings < 200 || len(want.segments) == 0 {
			t.Errorf("%d learnings, %d segments: proves little", learnings, len(want.segments))
		}
	}
}

// Variables reach into the second chunk of places, and stay where they are when the
// first ones learn late.
func TestVariablesInManyChunks(t *testing.T) {
	s := newStore(t, DefaultParams(1, 1000))
	inputs := make([]uint32, 1000)
	for i := range inputs {
		inputs[i] = uint32(i)
	}
	rule := PerSynapses(1, func(s *Synapses) {
		for i := range s.Variables[0] {
			s.Variables[0][i] += float32(i + 1)
		}
	})
	at := Moment{Active: NewBitset(1000)}
	for n := 0; n < 140; n++ {
		s.Connect(s.Create(0, 0), inputs, .5)
		if n == 70 {
			s.AdaptBy(rule, 70, at)
		}
	}
	s.AdaptBy(rule, 139, at)
	s.AdaptBy(rule, 139, at)
	for _, tt := range []struct {
		id   ID
		want float32
	}{{0, 0}, {70, 1000}, {71, 0}, {138, 0}, {139, 2000}} {
		if got := s.Variable(tt.id, 0)[999]; got != tt.want {
			t.Errorf("segment %d: %v, want %v", tt.id, got, tt.want)
		}
	}
	if s.Variable(0, 1) != nil {
		t.Error("a second variable, want none")
	}
}

// A store whose rules have no variables keeps none.
func TestNoVariablesTakeNoRoom(t *testing.T) {
	s := newStore(t, DefaultParams(1, 10))
	id := s.Create(0, 0)
	s.Connect(id, []uint32{1, 2}, .5)
	s.AdaptBy(PerSegment(func(p []float32, _ []bool) { p[0] = .7 }), id, Moment{Active: NewBitset(10)})
	if state := s.Snapshot(); s.variables.of != nil || s.variables.learned != nil || state.Variable != nil || state.SegmentLearned != nil {
		t.Errorf("%+v and %+v, want nothing", s.variables, state)
	}
}

// Once it is warm, learning by a rule with variables and decay allocate nothing.
func TestLearningAllocatesNothing(t *testing.T) {
	s := newStore(t, DefaultParams(1, 100))
	id := s.Create(0, 0)
	s.Connect(id, []uint32{1, 2, 3, 50}, .5)
	rule, err := PerSynapses(2, func(s *Synapses) { s.Variables[1][0] += .5 }).Decaying(3, func(p float64) float64 { return p - .0001*p*p })
	if err != nil {
		t.Fatal(err)
	}
	at := Moment{Active: NewBitset(100), LastOn: make([]uint64, 100)}
	if n := testing.AllocsPerRun(100, func() { s.AdaptBy(rule, id, at); s.Decay(rule, 1) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

// Steps are counted as Moment says; a segment that learns twice in a step rested for one.
func TestAgesAndRest(t *testing.T) {
	s := newStore(t, DefaultParams(1, 10))
	id := s.Create(0, 0)
	s.Connect(id, []uint32{1, 2, 3}, .5)
	var told []string
	rule := PerSynapses(0, func(s *Synapses) { told = append(told, fmt.Sprint(s.Rest, s.Ages, s.Inputs)) })
	set := NewBitset(10)
	set.Add([]int{2})
	for _, at := range []Moment{
		{Active: set},
		{Active: set, Step: 0, LastOn: make([]uint64, 10)},
		{Active: set, Step: 7, LastOn: []uint64{0, 1, 3, 7, 0, 0, 0, 0, 0, 0}},
		{Active: NewBitset(10), Step: 1 << 40, LastOn: []uint64{0, 1, 3, 1 << 40, 0, 0, 0, 0, 0, 0}},
	} {
		s.AdaptBy(rule, id, at)
	}
	never := fmt.Sprint(Never)
	want := []string{
		never + " [" + never + " 0 " + never + "] [0 1 0]",
		"1 [" + never + " 0 " + never + "] [0 1 0]",
		"7 [7 0 1] [0 1 0]",
		fmt.Sprintf("%d [%d %d 1] [0 0 0]", Never-1, Never-1, Never-1),
	}
	if !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}

func TestRestoreChecksVariables(t *testing.T) {
	s := newStore(t, DefaultParams(2, 10))
	for cell := 0; cell < 2; cell++ {
		id := s.Create(cell, 0)
		s.Connect(id, []uint32{1, 2}, .5)
		s.AdaptBy(history(2), id, Moment{Active: NewBitset(10), Step: 4})
	}
	good := s.Snapshot()
	if len(good.Variable) != 8 || !slices.Equal(good.SegmentLearned, []uint64{5, 5}) {
		t.Fatalf("%+v, want two variables of four synapses, and both segments learned in step 4", good)
	}
	for _, tt := range []struct {
		spoil func(*State)
		want  string
	}{
		{func(s *State) { s.SegmentLearned = s.SegmentLearned[:1] }, "synapse: state with 1 SegmentLearned, want none or 2"},
		{func(s *State) { s.Variable = s.Variable[:7] }, "synapse: state with 7 Variable, want at most 8 for each of 4 synapses"},
		{func(s *State) { s.Variable = make([]float32, 36) }, "synapse: state with 36 Variable, want at most 8 for each of 4 synapses"},
		{func(s *State) { s.Variable[2] = float32(math.NaN()) }, "synapse: Variable[2] = NaN, want a number"},
		{func(s *State) { *s = State{Variable: make([]float32, 1)} }, "synapse: state with 1 Variable, want at most 8 for each of 0 synapses"},
		{func(s *State) { s.Variable, s.SegmentLearned = nil, nil }, "<nil>"},
	} {
		state := s.Snapshot()
		tt.spoil(&state)
		if err := newStore(t, DefaultParams(2, 10)).Restore(state); fmt.Sprint(err) != tt.want {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
	other := newStore(t, DefaultParams(2, 10))
	if err := other.Restore(good); err != nil || !reflect.DeepEqual(other.Snapshot(), good) {
		t.Errorf("%v: %+v, want %+v", err, other.Snapshot(), good)
	}
}
