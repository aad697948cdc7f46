package temporal

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// trained returns a memory after 200 steps of a noisy stream, and the stream.
func trained(t testing.TB, seed uint64, changes ...func(p *Params)) (*Memory, func() sdr.SDR) {
	r := rng.New(seed)
	p := randomParams(r)
	for _, change := range changes {
		change(&p)
	}
	m := mustNew(t, p)
	next := randomStream(r, p.Columns)
	for i := 0; i < 200; i++ {
		m.Step(next(), true)
	}
	return m, next
}

// goOn runs memories side by side; they must stay equal in everything.
func goOn(t *testing.T, next func() sdr.SDR, m *Memory, others map[string]*Memory) {
	t.Helper()
	for i := 0; i < 100; i++ {
		input := next()
		learn := i%7 > 0
		if i > 0 {
			m.Predict(randomContext(rng.New(uint64(i)), m.params))
		}
		m.Step(input, learn)
		want := m.Snapshot()
		for name, other := range others {
			if i > 0 {
				other.Predict(randomContext(rng.New(uint64(i)), m.params))
			}
			other.Step(input, learn)
			if got := other.Snapshot(); !reflect.DeepEqual(got, want) {
				t.Fatalf("step %d: the %s memory differs", i, name)
			}
			if !reflect.DeepEqual(other.distal.matching, m.distal.matching) && fmt.Sprint(views(other)) != fmt.Sprint(views(m)) {
				t.Fatalf("step %d: the %s memory predicts otherwise", i, name)
			}
		}
	}
}

func views(m *Memory) (all []SegmentView) {
	for cell := 0; cell < m.Cells(); cell++ {
		all = append(all, m.CellSegments(cell)...)
	}
	return all
}

func TestRestoredAndClonedMemoriesGoOnBitForBit(t *testing.T) {
	for seed := uint64(100); seed < 110; seed++ {
		m, next := trained(t, seed)
		restored := mustNew(t, m.Params())
		steps(restored, true, []int{1, 2, 3}, []int{4, 5, 6}) // leaves no trace
		if err := restored.Restore(m.Snapshot()); err != nil {
			t.Fatal(err)
		}
		if g, w := fmt.Sprint(restored.PredictiveCells(), views(restored)), fmt.Sprint(m.PredictiveCells(), views(m)); g != w {
			t.Fatalf("a restored memory predicts %s, want %s", g, w)
		}
		goOn(t, next, m, map[string]*Memory{"restored": restored, "cloned": m.Clone()})
	}
}

// What the original does after the fork is nothing to its clone.
func TestAForkGoesItsOwnWay(t *testing.T) {
	for seed := uint64(200); seed < 205; seed++ {
		m, next := trained(t, seed)
		clone, twin := m.Clone(), mustNew(t, m.Params())
		if err := twin.Restore(m.Snapshot()); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < 30; i++ {
			m.Step(next(), true)
			input := next()
			clone.Step(input, true)
			twin.Step(input, true)
			if !reflect.DeepEqual(clone.Snapshot(), twin.Snapshot()) {
				t.Fatalf("step %d: the clone is not what it would be alone", i)
			}
		}
	}
}

func TestClonesAndSnapshotsAreIndependent(t *testing.T) {
	m, next := trained(t, 7)
	state, clone := m.Snapshot(), m.Clone()
	before := fmt.Sprintf("%+v", state)
	for i := 0; i < 50; i++ {
		m.Step(next(), true)
	}
	if after := fmt.Sprintf("%+v", state); after != before {
		t.Error("a snapshot changed while its memory went on")
	}
	if after := fmt.Sprintf("%+v", clone.Snapshot()); after != before {
		t.Error("a clone changed while its original went on")
	}
	if fmt.Sprintf("%+v", m.Snapshot()) == before {
		t.Error("the memory did not change: the test proves nothing")
	}
	cells := m.ActiveCells()
	for i := range cells.Bits {
		cells.Bits[i] = -1
	}
	state = m.Snapshot()
	state.Distal.Permanence[0] = 9
	if err := m.ActiveCells().Check(); err != nil || m.Snapshot().Distal.Permanence[0] == 9 {
		t.Errorf("what a caller does to a result reaches the memory: %v", err)
	}
}

func TestInputIsLeftAlone(t *testing.T) {
	m, _ := trained(t, 3)
	input := sdr.SDR{Size: m.Params().Columns, Bits: []int{1, 2, 5}}
	m.Step(input, true)
	m.Step(input, true)
	if fmt.Sprint(input.Bits) != "[1 2 5]" {
		t.Errorf("input became %v", input.Bits)
	}
}

func TestRestoreRefusesWhatCannotBe(t *testing.T) {
	p := with(func(p *Params) {
		p.MaxSegmentsPerCell, p.MaxSynapsesPerSegment, p.MaxSegments, p.ExternalInputs = 2, 4, 3, 3
	})
	good := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5}}, seg{4, []float32{2, .5}})
	steps(good, true, []int{0})
	for _, tt := range []struct {
		spoil func(s *State)
		want  string
	}{
		{func(s *State) { s.ActiveCells[0] = -1 }, "temporal: ActiveCells: sdr: bit -1, want in [0, 128)"},
		{func(s *State) { s.ActiveCells[1] = 0 }, "temporal: ActiveCells: sdr: bit 0 is there twice, want unique bits"},
		{func(s *State) { s.WinnerCells[0] = 128 }, "temporal: WinnerCells: sdr: bit 128, want in [0, 128)"},
		{func(s *State) { s.WinnerCells[0] = 9 }, "temporal: WinnerCells has cell 9, want active cells only"},
		{func(s *State) { s.BurstingColumns[0] = 32 }, "temporal: BurstingColumns: sdr: bit 32, want in [0, 32)"},
		{func(s *State) { s.Distal.SegmentSynapses[0] = 5 }, "temporal: Distal: SegmentSynapses[0] = 5, want at most MaxSynapsesPerSegment = 4"},
		{func(s *State) {
			s.Distal.SegmentCell = append(s.Distal.SegmentCell, 4)
			s.Distal.SegmentLastUsed = append(s.Distal.SegmentLastUsed, 0)
			s.Distal.SegmentSynapses = append(s.Distal.SegmentSynapses, 0)
		}, "temporal: Distal: cell 4 has more segments, want at most MaxSegmentsPerCell = 2"},
		{func(s *State) { s.DeadCells = []int{4} }, "temporal: Distal: cell 4 has a segment, want none on DeadCells"},
		{func(s *State) { s.DeadCells = []int{1} }, "temporal: ActiveCells has cell 1, want none of DeadCells"},
		{func(s *State) { s.DeadCells = []int{200} }, "temporal: DeadCells: sdr: bit 200, want in [0, 128)"},
		{func(s *State) { s.External, s.ExternalWinners = []int{3}, []int{3} }, "temporal: External: sdr: bit 3, want in [0, 3)"},
		{func(s *State) { s.ExternalWinners = []int{1} }, "temporal: ExternalWinners has bit 1, want active bits of External only"},
		{func(s *State) { s.ApicalInput = []int{1} }, "temporal: Apical: sdr: bit 1, want in [0, 0)"},
		{func(s *State) { s.Apical = s.Distal }, "temporal: Apical has 2 segments, want none without ApicalInputs"},
		{func(s *State) { s.Distal.SegmentCell = append(s.Distal.SegmentCell, 5, 6) }, "temporal: Distal has 4 segments, want at most MaxSegments = 3"},
		{func(s *State) { s.Distal.Permanence[1] = 2 }, "temporal: Distal: synapse: Permanence[1] = 2, want in [0, 1]"},
	} {
		m := good.Clone()
		state := m.Snapshot()
		tt.spoil(&state)
		if err := m.Restore(state); err == nil || err.Error() != tt.want {
			t.Errorf("Restore: %v, want %s", err, tt.want)
		}
		if !reflect.DeepEqual(m.Snapshot(), good.Snapshot()) {
			t.Errorf("a refused Restore (%s) changed the memory", tt.want)
		}
	}
}

func TestSameSeedSameBits(t *testing.T) {
	a, next := trained(t, 5)
	b, _ := trained(t, 5)
	goOn(t, next, a, map[string]*Memory{"other": b})
}

func TestAccessors(t *testing.T) {
	m := memoryOf(t, small(), seg{4, []float32{0, .5, 1, .5, 2, .5, 80, .3}}, seg{5, []float32{0, .5, 1, .2, 81, .5}}, seg{9, []float32{80, .1}})
	steps(m, true, []int{0})
	got := fmt.Sprint(m.Segments(), m.Synapses(), m.ConnectedSynapses(), m.ActiveSegments(), m.MatchingSegments(), m.PredictedColumns().Bits, m.PredictiveCells().Size, m.PredictedColumns().Size)
	if want := "3 8 5 1 2 [1] 128 32"; got != want {
		t.Errorf("segments, synapses, connected, active, matching, predicted, sizes = %s, want %s", got, want)
	}
	view := fmt.Sprintf("%+v", m.CellSegments(5))
	if want := "[{Cell:5 LastUsed:0 Synapses:[{Cell:0 Permanence:0.5} {Cell:1 Permanence:0.2} {Cell:81 Permanence:0.5}] Potential:2 Connected:1}]"; view != want {
		t.Errorf("CellSegments(5) = %s, want %s", view, want)
	}
	if view := m.CellSegments(9); view[0].Potential != 0 || len(m.CellSegments(0)) != 0 {
		t.Errorf("CellSegments(9) = %+v, want a segment that does not match; none on cell 0", view)
	}
	steps(m, true, []int{3, 7})
	if g := m.Growth(); g.SegmentsGrown != 2 || g.SynapsesGrown != 2 || g.SegmentsRemoved != 0 {
		t.Errorf("Growth() = %+v, want two segments of one synapse", g)
	}
	prefix := []int{-7}
	for name, pair := range map[string][2][]int{
		"ActiveCells":      {m.AppendActiveCells(prefix), m.ActiveCells().Bits},
		"WinnerCells":      {m.AppendWinnerCells(prefix), m.WinnerCells().Bits},
		"PredictiveCells":  {m.AppendPredictiveCells(prefix), m.PredictiveCells().Bits},
		"PredictedColumns": {m.AppendPredictedColumns(prefix), m.PredictedColumns().Bits},
		"BurstingColumns":  {m.AppendBurstingColumns(prefix), m.BurstingColumns().Bits},
	} {
		if fmt.Sprint(pair[0]) != fmt.Sprint(append([]int{-7}, pair[1]...)) {
			t.Errorf("Append%s: %v, want -7 and %v", name, pair[0], pair[1])
		}
	}
}

// By hand: both segments of cell 4 match, the first of cell 5, none of cell 9.
func TestAppendedSegmentsAndMatchingCells(t *testing.T) {
	m := memoryOf(t, small(), seg{4, []float32{0, .5, 1, .5, 2, .5}}, seg{4, []float32{0, .5, 2, .1}}, seg{5, []float32{0, .5, 1, .2, 81, .5}}, seg{5, []float32{80, .1}}, seg{9, []float32{80, .3}})
	steps(m, true, []int{0})
	sizes, inputs, permanences := m.AppendCellSegments(5, []int{7}, []uint32{8}, []float32{1})
	if got := fmt.Sprint(sizes, inputs, permanences); got != "[7 3 1] [8 0 1 81 80] [1 0.5 0.2 0.5 0.1]" {
		t.Errorf("AppendCellSegments(5): %s, want the segments of sizes 3 and 1, after what was there", got)
	}
	if sizes, inputs, permanences = m.AppendCellSegments(0, nil, nil, nil); len(sizes)+len(inputs)+len(permanences) != 0 {
		t.Errorf("AppendCellSegments(0): %v %v %v, want nothing", sizes, inputs, permanences)
	}
	if got := m.AppendMatchingCells([]int{-7}); fmt.Sprint(got) != "[-7 4 5]" {
		t.Errorf("AppendMatchingCells: %v, want -7, 4 and 5", got)
	}
}

// On a memory that has learned: as CellSegments, without allocations.
func TestAppendedSegmentsAreThoseOfTheCell(t *testing.T) {
	m, _ := trained(t, 5)
	sizes, inputs, permanences := make([]int, 0, 255), make([]uint32, 0, 1<<16), make([]float32, 0, 1<<16)
	several := 0
	for cell := 0; cell < m.Cells(); cell++ {
		sizes, inputs, permanences = m.AppendCellSegments(cell, sizes[:0], inputs[:0], permanences[:0])
		at, views := 0, m.CellSegments(cell)
		if len(views) != len(sizes) {
			t.Fatalf("cell %d: %d segments, want %d", cell, len(sizes), len(views))
		}
		several += len(views) / 2
		for i, view := range views {
			if sizes[i] != len(view.Synapses) {
				t.Fatalf("cell %d: segment %d has %d synapses, want %d", cell, i, sizes[i], len(view.Synapses))
			}
			for _, s := range view.Synapses {
				if int(inputs[at]) != s.Cell || permanences[at] != s.Permanence {
					t.Fatalf("cell %d: segment %d: %d at %v, want %+v", cell, i, inputs[at], permanences[at], s)
				}
				at++
			}
		}
	}
	if several == 0 {
		t.Error("no cell has two segments: the comparison proves little")
	}
	cell := m.WinnerCells().Bits[0]
	if n := testing.AllocsPerRun(100, func() {
		sizes, inputs, permanences = m.AppendCellSegments(cell, sizes[:0], inputs[:0], permanences[:0])
	}); n != 0 || len(inputs) == 0 {
		t.Errorf("%v allocations for %d synapses, want 0 for some", n, len(inputs))
	}
}

// What a step may change: segments of winners and, if it punishes, of cells that matched.
// Anything else is as it was.
func TestPunishes(t *testing.T) {
	for name, change := range map[string]func(*Params){
		"nothing":                   func(*Params) {},
		"PredictedSegmentDecrement": func(p *Params) { p.PredictedSegmentDecrement = .01 },
		"Punishment":                func(p *Params) { p.Punishment = to(.15, .3) },
	} {
		m := mustNew(t, with(change))
		if m.Punishes() != (name != "nothing") {
			t.Errorf("%s: Punishes() = %v", name, m.Punishes())
		}
		r := rng.New(1)
		changed, silent := 0, 0
		for step := 0; step < 60; step++ {
			matched := m.AppendMatchingCells(nil)
			before := make([]string, m.Cells())
			for cell := range before {
				before[cell] = fmt.Sprint(m.AppendCellSegments(cell, nil, nil, nil))
			}
			steps(m, true, r.Sample(32, 3))
			winners := m.AppendWinnerCells(nil)
			for cell := range before {
				if fmt.Sprint(m.AppendCellSegments(cell, nil, nil, nil)) == before[cell] {
					continue
				}
				changed++
				if slices.Contains(winners, cell) {
					continue
				}
				silent++
				if !m.Punishes() || !slices.Contains(matched, cell) {
					t.Fatalf("%s: step %d changed cell %d, which neither won nor matched", name, step, cell)
				}
			}
		}
		if changed == 0 || silent > 0 != m.Punishes() {
			t.Errorf("%s: %d changes, %d of them of cells that did not win", name, changed, silent)
		}
	}
}
