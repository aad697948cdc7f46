package temporal

import (
	"fmt"
	"testing"

	"gohtm/htm/sdr"
)

// In the small memory (scenario_test.go) with 4 external inputs, these are 128 to
// 131 for a distal segment; worked by hand.
func external(p *Params) { p.ExternalInputs = 4 }

func ext(bits ...int) Context { return Context{External: sdr.SDR{Size: 4, Bits: bits}} }
func apic(bits ...int) Context {
	return Context{Apical: sdr.SDR{Size: 8, Bits: bits}}
}

func TestExternalInput(t *testing.T) {
	half := []seg{{4, []float32{0, .5, 1, .5, 130, .5}}} // two synapses on minicolumn 0, one on external input 2
	type stage struct {
		context []Context // given to Predict one after the other
		input   []int
	}
	for _, tt := range []struct {
		name     string
		params   Params
		segments []seg
		stages   []stage
		active   string
		want     string
	}{
		{"it predicts together with the cells of the step before", with(external), half,
			[]stage{{nil, []int{0}}, {[]Context{ext(2)}, []int{1}}}, "[4]", "4: 0 .60, 1 .60, 130 .60"},
		{"without it the segment only matches", with(external), half,
			[]stage{{nil, []int{0}}, {nil, []int{1}}}, "[4 5 6 7]", "4: 0 .60, 1 .60, 130 .40"},
		{"another one does not help", with(external), half,
			[]stage{{nil, []int{0}}, {[]Context{ext(3)}, []int{1}}}, "[4 5 6 7]", "4: 0 .60, 1 .60, 130 .40, 131 .21"},
		{"given before the step before, it is over", with(external), half,
			[]stage{{[]Context{ext(2)}, []int{0}}, {nil, []int{1}}}, "[4 5 6 7]", "0: 130 .21; 4: 0 .60, 1 .60, 130 .40"},
		{"of two before a step the later counts", with(external), half,
			[]stage{{nil, []int{0}}, {[]Context{ext(3), ext(2)}, []int{1}}}, "[4]", "4: 0 .60, 1 .60, 130 .60"},
		{"an empty one takes it back", with(external), half,
			[]stage{{nil, []int{0}}, {[]Context{ext(2), {}}, []int{1}}}, "[4 5 6 7]", "4: 0 .60, 1 .60, 130 .40"},
		{"new segments grow to that of their own step, besides the winners of the step before", with(external), nil,
			[]stage{{[]Context{ext(0)}, []int{0}}, {[]Context{ext(1, 2)}, []int{1}}}, "[4 5 6 7]", "0: 128 .21; 4: 0 .21, 129 .21, 130 .21"},
		{"growth reaches for its winners only, if it names some", with(external), nil,
			[]stage{{nil, []int{0}}, {[]Context{{External: sdr.SDR{Size: 4, Bits: []int{1, 2}}, ExternalWinners: sdr.SDR{Size: 4, Bits: []int{2}}}}, []int{1}}},
			"[4 5 6 7]", "4: 0 .21, 130 .21"},
		{"alone, it is what segments hear and learn", with(func(p *Params) { external(p); p.ExternalOnly = true }), []seg{{4, []float32{128, .5, 129, .5, 130, .5, 0, .5}}},
			[]stage{{nil, []int{0}}, {[]Context{ext(0, 1, 2)}, []int{1}}}, "[4]", "4: 128 .60, 129 .60, 130 .60, 0 .40"},
		{"a wrong prediction by it is punished", with(func(p *Params) { external(p); p.PredictedSegmentDecrement = .02 }), half,
			[]stage{{nil, []int{0}}, {[]Context{ext(2)}, nil}}, "[]", "4: 0 .48, 1 .48, 130 .48"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := memoryOf(t, tt.params, tt.segments...)
			for _, stage := range tt.stages {
				for _, c := range stage.context {
					m.Predict(c)
				}
				steps(m, true, stage.input)
			}
			if got := fmt.Sprint(m.ActiveCells().Bits); got != tt.active {
				t.Errorf("active cells %s, want %s", got, tt.active)
			}
			if got := describe(m); got != tt.want {
				t.Errorf("segments\n  %s; want\n  %s", got, tt.want)
			}
		})
	}
}

// Which cells are predictive with apical segments: apical.go's definition of π.
func TestApicalSupport(t *testing.T) {
	on := func(cells ...int) (all []seg) { // active under minicolumn 0, or under apical inputs 0, 1, 2
		for _, cell := range cells {
			all = append(all, seg{cell, []float32{0, .5, 1, .5, 2, .5}})
		}
		return all
	}
	weak := func(cells ...int) (all []seg) { // one synapse short of active
		for _, cell := range cells {
			all = append(all, seg{cell, []float32{0, .5, 1, .5, 2, .4}})
		}
		return all
	}
	tiebreak := with(func(p *Params) { p.ApicalInputs = 8 })
	reduced, required, neither := tiebreak, tiebreak, tiebreak
	reduced.ApicalReduction = 1
	required.ApicalRequired = true
	neither.ApicalTiebreak = false
	for _, tt := range []struct {
		name                          string
		params                        Params
		distal, apical                []seg
		context                       Context
		predictive, distally, support string
	}{
		{"without support every distally predicted cell is predictive", tiebreak, on(4, 6, 8), nil, apic(0, 1, 2), "[4 6 8]", "[4 6 8]", "[]"},
		{"without input there is no support", tiebreak, on(4, 6, 8), on(6), Context{}, "[4 6 8]", "[4 6 8]", "[]"},
		{"a supported cell inhibits the others of its minicolumn, and no more", tiebreak, on(4, 6, 8), on(6), apic(0, 1, 2), "[6 8]", "[4 6 8]", "[6]"},
		{"two supported cells stay both", tiebreak, on(4, 5, 6), on(4, 6), apic(0, 1, 2), "[4 6]", "[4 5 6]", "[4 6]"},
		{"support alone predicts nothing, nor does it inhibit", tiebreak, on(4), on(5, 12), apic(0, 1, 2), "[4]", "[4]", "[5 12]"},
		{"an apical segment that only matches is no support", tiebreak, on(4, 6), weak(6), apic(0, 1, 2), "[4 6]", "[4 6]", "[]"},
		{"without tie-break support inhibits nobody", neither, on(4, 6), on(6), apic(0, 1, 2), "[4 6]", "[4 6]", "[6]"},
		{"support lowers the distal threshold", reduced, weak(4, 8), on(8), apic(0, 1, 2), "[8]", "[8]", "[8]"},
		{"but not without reduction", tiebreak, weak(4, 8), on(8), apic(0, 1, 2), "[]", "[]", "[8]"},
		{"a cell over the lowered threshold inhibits too", reduced, append(on(4), weak(6)...), on(6), apic(0, 1, 2), "[6]", "[4 6]", "[6]"},
		{"where support is required, distal segments alone predict nothing", required, on(4, 8), on(8, 12), apic(0, 1, 2), "[8]", "[4 8]", "[8 12]"},
		{"not even without apical input", required, on(4, 8), on(8, 12), Context{}, "[]", "[4 8]", "[]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := memoryWith(t, tt.params, tt.distal, tt.apical)
			steps(m, false, []int{0})
			m.Predict(tt.context)
			got := fmt.Sprint(m.PredictiveCells().Bits, " ", m.DistallyPredictedCells().Bits, " ", m.ApicallySupportedCells().Bits)
			if want := tt.predictive + " " + tt.distally + " " + tt.support; got != want {
				t.Errorf("predictive, distally predicted and supported cells %s, want %s", got, want)
			}
			columns, input := m.PredictedColumns(), []int{1, 2, 3}
			steps(m, false, input)
			all := sdr.SDR{Size: 32, Bits: input}
			if fired := all.Minus(m.BurstingColumns()); !fired.Equal(columns) {
				t.Errorf("%v did not burst, want %v", fired, columns)
			}
			if m.ApicallySupportedCells().Len() > 0 {
				t.Error("support lasts, want it to hold for one step")
			}
		})
	}
}

func TestApicalLearning(t *testing.T) {
	distal := []seg{{4, []float32{0, .5, 1, .5, 2, .5}}}
	apical := func(p *Params) { p.ApicalInputs = 8 }
	for _, tt := range []struct {
		name    string
		params  Params
		apical  []seg
		context Context
		input   []int
		want    string // apical segments alone
	}{
		{"a predicted cell grows an apical segment", with(apical), nil, apic(1, 5), []int{1}, "4: 1 .21, 5 .21"},
		{"to the winners of the apical input alone, if it names some", with(apical), nil,
			Context{Apical: sdr.SDR{Size: 8, Bits: []int{1, 5}}, ApicalWinners: sdr.SDR{Size: 8, Bits: []int{5}}}, []int{1}, "4: 5 .21"},
		{"to none, if it names none", with(apical), nil,
			Context{Apical: sdr.SDR{Size: 8, Bits: []int{1, 5}}, ApicalWinners: sdr.SDR{Size: 8}}, []int{1}, ""},
		{"of many apical inputs MaxNewSynapses are drawn", with(apical), nil, apic(0, 1, 2, 3, 4, 5), []int{1}, "4: 2 .21, 3 .21, 5 .21"},
		{"the winner of a bursting minicolumn learns too", with(apical), nil, apic(1, 5), []int{2}, "8: 1 .21, 5 .21"},
		{"without apical input nothing grows", with(apical), nil, Context{}, []int{1}, ""},
		{"an active apical segment is reinforced", with(apical), []seg{{4, []float32{0, .5, 1, .5, 2, .5, 7, .5}}}, apic(0, 1, 2), []int{1},
			"4: 0 .60, 1 .60, 2 .60, 7 .40"},
		{"a matching one learns if none is active, the best of them", with(apical), []seg{{4, []float32{0, .3, 1, .3}}, {4, []float32{0, .3, 1, .3, 2, .3}}}, apic(0, 1, 2), []int{1},
			"4: 0 .30, 1 .30; 4: 0 .40, 1 .40, 2 .40"},
		{"if one is active, matching ones do not learn", with(apical), []seg{{4, []float32{0, .5, 1, .5, 2, .5}}, {4, []float32{0, .3, 1, .3, 2, .3}}}, apic(0, 1, 2), []int{1},
			"4: 0 .60, 1 .60, 2 .60; 4: 0 .30, 1 .30, 2 .30"},
		{"apical segments of cells that do not win are left alone", with(apical), []seg{{5, []float32{0, .5, 1, .5, 2, .5}}}, apic(0, 1, 2), []int{1},
			"4: 0 .21, 1 .21, 2 .21; 5: 0 .50, 1 .50, 2 .50"},
		{"those of silent minicolumns are punished", with(func(p *Params) { apical(p); p.ApicalPredictedSegmentDecrement = .1 }),
			[]seg{{0, []float32{0, .5, 1, .5, 7, .5}}, {4, []float32{0, .3, 1, .3}}, {9, []float32{0, .5, 1, .5, 7, .5}}, {12, []float32{0, .5, 6, .5}}}, apic(0, 1), []int{1},
			"0: 0 .40, 1 .40, 7 .50; 4: 0 .40, 1 .40; 9: 0 .40, 1 .40, 7 .50; 12: 0 .50, 6 .50"},
		{"distal punishment is not theirs", with(func(p *Params) { apical(p); p.PredictedSegmentDecrement = .1 }),
			[]seg{{9, []float32{0, .5, 1, .5}}}, apic(0, 1), nil, "9: 0 .50, 1 .50"},
		{"a full cell gives up an apical segment", with(func(p *Params) { apical(p); p.MaxSegmentsPerCell = 1 }),
			[]seg{{4, []float32{6, .5}}}, apic(0, 1), []int{1}, "4: 0 .21, 1 .21"},
		{"beyond MaxSegments apical segments are forgotten", with(func(p *Params) { apical(p); p.MaxSegments = 1 }),
			[]seg{{9, []float32{6, .5}}}, apic(0, 1), []int{1}, "4: 0 .21, 1 .21"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := memoryWith(t, tt.params, distal, tt.apical)
			steps(m, false, []int{0})
			m.iteration = 5 // what is there was last used at 0
			m.Predict(tt.context)
			steps(m, true, tt.input)
			var got string
			for cell := 0; cell < m.Cells(); cell++ {
				for _, s := range describeAll(m.CellApicalSegments(cell)) {
					if got != "" {
						got += "; "
					}
					got += s
				}
			}
			if got != tt.want {
				t.Errorf("apical segments\n  %s; want\n  %s", got, tt.want)
			}
		})
	}
}

// A layer that hears only where the sensor is learns two objects that have
// different features at the same place: it expects both features there. Told the
// object from above, it expects the right one, if that support is required.
// Hawkins, Ahmad & Cui (2017), doi:10.3389/fncir.2017.00081, "Model".
func TestTheObjectDecidesWhichFeatureAPlaceHas(t *testing.T) {
	p := DefaultParams(100)
	p.CellsPerColumn = 8
	p.ExternalInputs, p.ExternalOnly, p.ApicalInputs = 200, true, 200
	random := sdr.NewRandom(1)
	place, objects, features := random.Draw(200, 20), [2]sdr.SDR{}, [2]sdr.SDR{}
	for i := range objects {
		objects[i], features[i] = random.Draw(200, 20), random.Draw(100, 10)
	}
	for _, required := range []bool{false, true} {
		p.ApicalRequired = required
		m := mustNew(t, p)
		for pass := 0; pass < 8; pass++ {
			for i := range objects {
				m.Predict(Context{External: place, Apical: objects[i]})
				m.Step(features[i], true)
			}
		}
		m.Predict(Context{External: place})
		if got, want := m.PredictedColumns(), features[0].Union(features[1]); !required && !got.Equal(want) {
			t.Errorf("the place alone predicts %v, want both features %v", got, want)
		}
		for i := range objects {
			m.Predict(Context{External: place, Apical: objects[i]})
			want := features[i]
			if !required {
				want = features[0].Union(features[1])
			}
			if got := m.PredictedColumns(); !got.Equal(want) {
				t.Errorf("required %v: object %d predicts %v, want %v", required, i, got, want)
			}
		}
	}
}

// With a context and apical segments a step does not allocate either, once warm.
func TestAStepInContextDoesNotAllocateOnceWarm(t *testing.T) {
	p := DefaultParams(200)
	p.CellsPerColumn, p.ExternalInputs, p.ApicalInputs, p.MaxSegments = 8, 300, 300, 3000
	m := mustNew(t, p)
	random := sdr.NewRandom(2)
	var inputs []sdr.SDR
	var contexts []Context
	for i := 0; i < 20; i++ {
		inputs = append(inputs, random.Draw(200, 20))
		contexts = append(contexts, Context{External: random.Draw(300, 20), Apical: random.Draw(300, 20)})
	}
	step := 0
	next := func() {
		i := step % len(inputs)
		if i == 0 {
			m.Reset()
		}
		m.Predict(contexts[i])
		m.Step(inputs[i], true)
		step++
	}
	for i := 0; i < 400; i++ {
		next()
	}
	if m.BurstingColumns().Len() > 0 || m.ApicalSegments() == 0 {
		t.Fatalf("not learned after 400 steps: %v, %d apical segments", m.BurstingColumns(), m.ApicalSegments())
	}
	if n := testing.AllocsPerRun(200, next); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}
