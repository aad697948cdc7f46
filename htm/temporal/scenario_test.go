package temporal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// seg is a segment to begin with: its cell, and presynaptic cell and permanence by turns.
type seg struct {
	cell     int
	synapses []float32
}

// small returns the parameters of NuPIC's unit tests: 32 minicolumns of 4 cells.
// Minicolumn 0 holds cells 0 to 3. The first cell of a minicolumn wins.
func small() Params {
	p := DefaultParams(32)
	p.CellsPerColumn = 4
	p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 3, 2, 3
	p.PickWinner = func([]int, uint64) int { return 0 }
	return p
}

func with(change func(p *Params)) Params {
	p := small()
	change(&p)
	return p
}

// memoryOf returns a memory with distal segments, in the order of their cells.
func memoryOf(t testing.TB, p Params, segments ...seg) *Memory {
	t.Helper()
	return memoryWith(t, p, segments, nil)
}

// memoryWith returns a memory with distal and apical segments.
func memoryWith(t testing.TB, p Params, distal, apical []seg) *Memory {
	t.Helper()
	m := mustNew(t, p)
	state := m.Snapshot()
	add(&state.Distal, distal)
	add(&state.Apical, apical)
	if err := m.Restore(state); err != nil {
		t.Fatal(err)
	}
	return m
}

func add(to *synapse.State, segments []seg) {
	for _, s := range segments {
		to.SegmentCell = append(to.SegmentCell, uint32(s.cell))
		to.SegmentLastUsed = append(to.SegmentLastUsed, 0)
		to.SegmentSynapses = append(to.SegmentSynapses, uint32(len(s.synapses)/2))
		for i := 0; i < len(s.synapses); i += 2 {
			to.SynapseInput = append(to.SynapseInput, uint32(s.synapses[i]))
			to.Permanence = append(to.Permanence, s.synapses[i+1])
		}
	}
}

func steps(m *Memory, learn bool, inputs ...[]int) {
	for _, bits := range inputs {
		m.Step(sdr.SDR{Size: m.params.Columns, Bits: bits}, learn)
	}
}

// describe writes all segments: "5: 0 .60, 81 .42; 6: 1 .21" has two, on cells 5
// and 6; apical and inhibitory ones stand behind: "5: 0 .60 apical 5: 2 .30".
func describe(m *Memory) string {
	var distal, apical, inhibitory []string
	for cell := 0; cell < m.Cells(); cell++ {
		distal = append(distal, describeAll(m.CellSegments(cell))...)
		apical = append(apical, describeAll(m.CellApicalSegments(cell))...)
		inhibitory = append(inhibitory, describeAll(m.CellInhibitorySegments(cell))...)
	}
	text := strings.Join(distal, "; ")
	if len(apical) > 0 {
		text += " apical " + strings.Join(apical, "; ")
	}
	if len(inhibitory) > 0 {
		text += " inhibitory " + strings.Join(inhibitory, "; ")
	}
	return text
}

func describeAll(views []SegmentView) (segments []string) {
	for _, s := range views {
		var synapses []string
		for _, y := range s.Synapses {
			synapses = append(synapses, fmt.Sprintf("%d %s", y.Cell, strings.TrimPrefix(fmt.Sprintf("%.2f", y.Permanence), "0")))
		}
		segments = append(segments, fmt.Sprintf("%d: %s", s.Cell, strings.Join(synapses, ", ")))
	}
	return segments
}

// NuPIC's scenarios for which cells are active, winners, and predictive.
func TestActivation(t *testing.T) {
	predicting := seg{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}} // minicolumn 0 predicts cell 4
	second := seg{6, []float32{0, .5, 1, .5, 2, .5, 3, .5}}
	for _, tt := range []struct {
		name                        string
		segments                    []seg
		inputs                      [][]int
		active, winners, predictive []int
		bursting                    []int
	}{
		{"nothing is active before the first step", nil, nil, nil, nil, nil, nil},
		{"the first input bursts, one cell of it wins", nil, [][]int{{0}}, []int{0, 1, 2, 3}, []int{0}, nil, []int{0}},
		{"a predicted cell fires alone and wins", []seg{predicting}, [][]int{{0}, {1}}, []int{4}, []int{4}, nil, nil},
		{"a segment makes its cell predictive", []seg{predicting}, [][]int{{0}}, []int{0, 1, 2, 3}, []int{0}, []int{4}, []int{0}},
		{"two predicted cells both win", []seg{predicting, second}, [][]int{{0}, {1}}, []int{4, 6}, []int{4, 6}, nil, nil},
		{"two active segments on a cell make it win once", []seg{predicting, predicting}, [][]int{{0}, {1}}, []int{4}, []int{4}, nil, nil},
		{"a wrong prediction stays silent", []seg{predicting}, [][]int{{0}, {2}}, []int{8, 9, 10, 11}, []int{8}, nil, []int{2}},
		{"an empty input ends everything", []seg{predicting}, [][]int{{0}, nil}, nil, nil, nil, nil},
		{"a prediction lasts one step", []seg{predicting}, [][]int{{0}, nil, {1}}, []int{4, 5, 6, 7}, []int{4}, nil, []int{1}},
		{"a matching segment does not predict, but its cell wins", []seg{{6, []float32{0, .5, 1, .5, 2, .4}}},
			[][]int{{0}, {1}}, []int{4, 5, 6, 7}, []int{6}, nil, []int{1}},
		{"a segment below MinThreshold does not even win", []seg{{6, []float32{0, .5, 81, .5, 82, .5}}},
			[][]int{{0}, {1}}, []int{4, 5, 6, 7}, []int{4}, nil, []int{1}},
		{"predicted and unpredicted minicolumns do not disturb each other", []seg{predicting}, [][]int{{0}, {1, 3}},
			[]int{4, 12, 13, 14, 15}, []int{4, 12}, nil, []int{3}},
	} {
		for _, learn := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, learn %v", tt.name, learn), func(t *testing.T) {
				m := memoryOf(t, small(), tt.segments...)
				steps(m, learn, tt.inputs...)
				for _, c := range []struct {
					what      string
					got, want []int
				}{
					{"active", m.ActiveCells().Bits, tt.active},
					{"winners", m.WinnerCells().Bits, tt.winners},
					{"predictive", m.PredictiveCells().Bits, tt.predictive},
					{"bursting", m.BurstingColumns().Bits, tt.bursting},
				} {
					if !slices.Equal(c.got, c.want) {
						t.Errorf("%s %v, want %v", c.what, c.got, c.want)
					}
				}
			})
		}
	}
}

func TestAllColumnsActive(t *testing.T) {
	p := small()
	all := make([]int, p.Columns)
	for i := range all {
		all[i] = i
	}
	m := mustNew(t, p)
	steps(m, true, all, all, all, nil, all)
	if m.ActiveCells().Len() != 128 || m.WinnerCells().Len() != 32 || m.BurstingColumns().Len() != 32 {
		t.Errorf("active %v, winners %v; want 128, 32", m.ActiveCells(), m.WinnerCells())
	}
	if m.Segments() != 32 || m.Synapses() != 96 {
		t.Errorf("%d segments, %d synapses; want 32 of the second step, with 3 synapses each", m.Segments(), m.Synapses())
	}
}

// NuPIC's scenarios for learning; permanences worked by hand.
func TestLearning(t *testing.T) {
	oneCell := func(p *Params) { p.CellsPerColumn = 1 }
	for _, tt := range []struct {
		name     string
		params   Params
		segments []seg
		inputs   [][]int
		want     string
	}{
		{"a right prediction is reinforced",
			with(func(p *Params) { p.PermanenceDecrement, p.MaxNewSynapses, p.PredictedSegmentDecrement = .08, 4, .02 }),
			[]seg{{5, []float32{0, .5, 1, .5, 2, .5, 81, .5}}}, [][]int{{0}, {1}},
			"5: 0 .60, 1 .60, 2 .60, 81 .42"},
		{"the better matching segment of a bursting minicolumn learns, and it alone",
			with(func(p *Params) { p.PermanenceDecrement = .08 }),
			[]seg{{4, []float32{0, .3, 1, .3, 2, .3, 81, .3}}, {5, []float32{0, .3, 1, .3, 81, .3}}}, [][]int{{0}, {1}},
			"4: 0 .40, 1 .40, 2 .40, 81 .22; 5: 0 .30, 1 .30, 81 .30"},
		{"of equally matching segments the first learns",
			small(),
			[]seg{{5, []float32{0, .3, 1, .3, 2, .3}}, {5, []float32{1, .3, 2, .3, 3, .3}}, {6, []float32{0, .3, 1, .3, 2, .3}}}, [][]int{{0}, {1}},
			"5: 0 .40, 1 .40, 2 .40; 5: 1 .30, 2 .30, 3 .30; 6: 0 .30, 1 .30, 2 .30"},
		{"every active segment of a predicted minicolumn learns",
			small(),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5}}, {6, []float32{1, .5, 2, .5, 3, .5}}}, [][]int{{0}, {1}},
			"4: 0 .60, 1 .60, 2 .60; 6: 1 .60, 2 .60, 3 .60"},
		{"segments that only match do not learn in a predicted minicolumn",
			small(),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5, 3, .5}}, {4, []float32{0, .5, 1, .5}}, {5, []float32{0, .3, 1, .3, 2, .3}}}, [][]int{{0}, {1}},
			"4: 0 .60, 1 .60, 2 .60, 3 .60; 4: 0 .50, 1 .50; 5: 0 .30, 1 .30, 2 .30"},
		{"permanences end at 1 and at 0, where a synapse is gone",
			small(),
			[]seg{{4, []float32{0, .95, 1, 1, 2, .9, 81, .05}}}, [][]int{{0}, {1}},
			"4: 0 1.00, 1 1.00, 2 1.00"},

		{"without previous winner cells no segment grows", small(), nil, [][]int{{0}}, ""},
		{"after an empty input no segment grows", small(), nil, [][]int{{0}, nil, {1}}, ""},
		{"a new segment takes MaxNewSynapses of the previous winner cells",
			with(func(p *Params) { p.MaxNewSynapses = 2 }),
			nil, [][]int{{0, 1, 2}, {4}},
			"16: 8 .21, 4 .21"}, // the seeded shuffle's choice among 0, 4 and 8
		{"a new segment takes all previous winner cells if they are fewer",
			with(func(p *Params) { p.MaxNewSynapses = 4 }),
			nil, [][]int{{0, 1, 2}, {4}},
			"16: 0 .21, 4 .21, 8 .21"},

		{"a matching segment grows to MaxNewSynapses",
			with(func(p *Params) { p.CellsPerColumn, p.MinThreshold = 1, 1 }),
			[]seg{{4, []float32{0, .21}}}, [][]int{{0, 1, 2, 3}, {4}},
			"4: 0 .31, 1 .21, 3 .21"}, // two of 1, 2 and 3
		{"a matching segment grows to all previous winner cells if they are fewer",
			with(func(p *Params) { p.CellsPerColumn, p.MinThreshold = 1, 1 }),
			[]seg{{4, []float32{0, .21}}}, [][]int{{0, 1}, {4}},
			"4: 0 .31, 1 .21"},
		{"an active segment grows by what its potential synapses lack, not its connected ones",
			with(func(p *Params) {
				p.CellsPerColumn, p.MinThreshold, p.ActivationThreshold, p.MaxNewSynapses = 1, 1, 2, 4
			}),
			[]seg{{5, []float32{0, .5, 1, .5, 2, .2}}}, [][]int{{0, 1, 2, 3, 4}, {5}},
			"5: 0 .60, 1 .60, 2 .30, 3 .21"}, // one of 3 and 4
		{"a segment grows by what it lacked before it was adapted",
			with(func(p *Params) {
				p.CellsPerColumn, p.MinThreshold, p.ActivationThreshold, p.MaxNewSynapses, p.PrunePermanence = 1, 1, 2, 3, .4
			}),
			[]seg{{5, []float32{0, .5, 1, .5, 2, .2}}}, [][]int{{0, 1, 2, 3, 4}, {5}},
			"5: 0 .60, 1 .60"}, // 2 is gone; three synapses were active, so none grows
		{"growth reaches for winner cells, not for all active cells",
			with(func(p *Params) { p.MaxNewSynapses = 8 }),
			nil, [][]int{{0}, {1}},
			"4: 0 .21"},

		{"a weak synapse on an active cell dies of a wrong prediction",
			with(func(p *Params) { p.PredictedSegmentDecrement = .02 }),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5, 3, .015}}}, [][]int{{0}, {2}},
			"4: 0 .48, 1 .48, 2 .48; 8: 0 .21"},
		{"a weak synapse on an inactive cell dies of reinforcement",
			small(),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5, 81, .09}}}, [][]int{{0}, {1}},
			"4: 0 .60, 1 .60, 2 .60"},
		{"a segment dies with its last synapse",
			with(func(p *Params) { p.PredictedSegmentDecrement = .02 }),
			[]seg{{4, []float32{0, .015, 1, .015, 2, .015, 3, .015}}}, [][]int{{0}, {2}},
			"8: 0 .21"},
		{"a segment that reinforcement destroys does not grow",
			with(func(p *Params) {
				p.PruneSynapses, p.PrunePermanence, p.MaxNewSynapses, p.PermanenceIncrement = 2, .3, 4, 0
			}),
			[]seg{{4, []float32{0, .3, 1, .2, 2, .2}}}, [][]int{{0, 2, 3}, {1}},
			""},
		{"active and matching segments of a silent minicolumn are punished, their active synapses alone",
			with(func(p *Params) { p.PredictedSegmentDecrement = .02 }),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5, 81, .5}}, {5, []float32{0, .5, 1, .5, 81, .5}}}, [][]int{{0}, {4}},
			"4: 0 .48, 1 .48, 2 .48, 81 .50; 5: 0 .48, 1 .48, 81 .50; 16: 0 .21"},
		{"an empty input punishes too",
			with(func(p *Params) { p.PredictedSegmentDecrement = .02 }),
			[]seg{{4, []float32{0, .5, 1, .5, 2, .5}}}, [][]int{{0}, nil},
			"4: 0 .48, 1 .48, 2 .48"},

		{"a full segment gives up its weakest synapse to a cell that was no winner",
			with(func(p *Params) { p.CellsPerColumn, p.MinThreshold, p.MaxSynapsesPerSegment = 1, 1, 4 }),
			[]seg{{5, []float32{0, .2, 20, .6, 21, .5, 22, .7}}}, [][]int{{0, 1}, {5}},
			"5: 0 .30, 20 .50, 22 .60, 1 .21"},
		{"a full cell gives up its least recently active segment",
			with(func(p *Params) { p.CellsPerColumn, p.MaxSegmentsPerCell = 1, 2 }),
			nil, [][]int{{0, 1, 2}, {9}, nil, {3, 4, 5}, {9}, nil, {6, 7, 8}, {9}},
			"9: 3 .21, 4 .21, 5 .21; 9: 6 .21, 7 .21, 8 .21"},
		{"being active lets a segment live longer than a younger one",
			with(func(p *Params) { oneCell(p); p.MaxSegmentsPerCell, p.InitialPermanence = 2, .5 }),
			nil, [][]int{{0, 1, 2}, {9}, nil, {3, 4, 5}, {9}, nil, {0, 1, 2}, nil, {6, 7, 8}, {9}},
			"9: 0 .50, 1 .50, 2 .50; 9: 6 .50, 7 .50, 8 .50"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := memoryOf(t, tt.params, tt.segments...)
			steps(m, true, tt.inputs...)
			if got := describe(m); got != tt.want {
				t.Errorf("segments\n  %s; want\n  %s", got, tt.want)
			}
		})
	}
}

// With learning off, the same inputs that change segments above change nothing.
func TestNothingIsLearnedWithLearnFalse(t *testing.T) {
	p := with(func(p *Params) { p.PredictedSegmentDecrement, p.MaxSegmentsPerCell = .02, 1 })
	m := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 2, .5, 81, .5}}, seg{9, []float32{0, .3, 1, .3, 2, .3}}, seg{13, []float32{0, .015, 1, .015}})
	before := m.Snapshot().Distal
	steps(m, false, []int{0}, []int{1, 2}, []int{0}, []int{5}, []int{0}, nil)
	after := m.Snapshot()
	if fmt.Sprint(before) != fmt.Sprint(after.Distal) || after.Iteration != 0 {
		t.Errorf("with learn false: %v became %v, iteration %d", before, after.Distal, after.Iteration)
	}
	steps(m, true, []int{0}, []int{1, 2})
	if fmt.Sprint(before) == fmt.Sprint(m.Snapshot().Distal) {
		t.Error("with learn true: nothing changed, want the test to be able to fail")
	}
}

func TestReset(t *testing.T) {
	m := memoryOf(t, with(func(p *Params) { p.PredictedSegmentDecrement = .02 }), seg{4, []float32{0, .5, 1, .5, 2, .5}})
	steps(m, true, []int{0})
	m.Reset()
	for _, s := range []sdr.SDR{m.ActiveCells(), m.WinnerCells(), m.PredictiveCells(), m.BurstingColumns(), m.PredictedColumns()} {
		if s.Len() != 0 {
			t.Errorf("after Reset %v, want nothing", s)
		}
	}
	steps(m, true, []int{2})
	if got, want := describe(m), "4: 0 .50, 1 .50, 2 .50"; got != want {
		t.Errorf("after a boundary the memory learned %q, want %q: neither grown nor punished", got, want)
	}
}

func TestCellsAndColumns(t *testing.T) {
	for _, tt := range []struct{ columns, cells, cell, column int }{
		{2048, 5, 0, 0}, {2048, 5, 4, 0}, {2048, 5, 5, 1}, {2048, 5, 10239, 2047}, {4096, 4, 16383, 4095},
	} {
		p := DefaultParams(tt.columns)
		p.CellsPerColumn = tt.cells
		m := mustNew(t, p)
		if got := m.Column(tt.cell); got != tt.column || m.Cells() != tt.columns*tt.cells {
			t.Errorf("%d x %d: Column(%d) = %d, want %d", tt.columns, tt.cells, tt.cell, got, tt.column)
		}
	}
}
