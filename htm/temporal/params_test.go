package temporal

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// Each row: one parameter, two values of it, and what becomes of the same
// segments and inputs under the one and the other. Worked by hand.
func TestEveryParameterMatters(t *testing.T) {
	active := seg{4, []float32{0, .5, 1, .5, 2, .5}}
	weaker := seg{4, []float32{0, .3, 1, .3, 2, .3, 81, .3}}
	three := seg{4, []float32{0, .5, 1, .5, 2, .5}}
	late := seg{8, []float32{0, .5, 1, .5, 4, .5}} // of minicolumn 0, and then 1
	apical := func(p *Params) { p.ApicalInputs = 8 }
	up := Context{Apical: sdr.SDR{Size: 8, Bits: []int{0, 1, 2}}} // before the second input
	rows := []struct {
		field      string
		low, high  any
		segments   []seg
		inputs     [][]int
		wantActive [2]string
		want       [2]string
	}{
		{"CellsPerColumn", 4, 8, nil, [][]int{{1}}, [2]string{"[4 5 6 7]", "[8 9 10 11 12 13 14 15]"}, [2]string{"", ""}},
		{"ActivationThreshold", 3, 4, []seg{active}, [][]int{{0}, {1}}, [2]string{"[4]", "[4 5 6 7]"},
			[2]string{"4: 0 .60, 1 .60, 2 .60", "4: 0 .60, 1 .60, 2 .60"}},
		{"MinThreshold", 2, 3, []seg{{6, []float32{0, .3, 1, .3, 81, .3}}}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"6: 0 .40, 1 .40, 81 .20", "4: 0 .21; 6: 0 .30, 1 .30, 81 .30"}},
		{"InitialPermanence", float32(.21), float32(.6), nil, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .21", "4: 0 .60"}},
		{"ConnectedPermanence", float32(.5), float32(.51), []seg{active}, [][]int{{0}, {1}}, [2]string{"[4]", "[4 5 6 7]"},
			[2]string{"4: 0 .60, 1 .60, 2 .60", "4: 0 .60, 1 .60, 2 .60"}},
		{"PermanenceIncrement", float32(.1), float32(.2), []seg{weaker}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .40, 1 .40, 2 .40, 81 .20", "4: 0 .50, 1 .50, 2 .50, 81 .20"}},
		{"PermanenceDecrement", float32(.1), float32(.2), []seg{weaker}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .40, 1 .40, 2 .40, 81 .20", "4: 0 .40, 1 .40, 2 .40, 81 .10"}},
		{"Plasticity", to(.9, .4), to(.8, .3), []seg{weaker}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .90, 1 .90, 2 .90, 81 .40", "4: 0 .80, 1 .80, 2 .80, 81 .30"}},
		{"Transmission", (*synapse.Transmission)(nil), graded(t), []seg{active}, [][]int{{0}, {1}}, [2]string{"[4]", "[4 5 6 7]"},
			[2]string{"4: 0 .60, 1 .60, 2 .60", "4: 0 .60, 1 .60, 2 .60"}}, // .5 + .5 + .5 < 3
		{"SpikeWindow", 1, 2, []seg{late}, [][]int{{0}, {1}, {2}}, [2]string{"[8 9 10 11]", "[8]"},
			[2]string{"4: 0 .21; 8: 0 .50, 1 .50, 4 .50; 8: 4 .21", "4: 0 .21; 8: 0 .60, 1 .60, 4 .60"}},
		{"DepolarisationSteps", 1, 2, []seg{active}, [][]int{{0}, {9}, {1}}, [2]string{"[4 5 6 7]", "[4]"},
			[2]string{"4: 0 .50, 1 .50, 2 .50; 4: 36 .21; 36: 0 .21", "4: 0 .50, 1 .50, 2 .50; 36: 0 .21"}},
		{"Punishment", (*synapse.Plasticity)(nil), to(.9, .4), []seg{weaker}, [][]int{{0}, nil}, [2]string{"[]", "[]"},
			[2]string{"4: 0 .30, 1 .30, 2 .30, 81 .30", "4: 0 .90, 1 .90, 2 .90, 81 .40"}},
		{"PredictedSegmentDecrement", float32(0), float32(.02), []seg{weaker}, [][]int{{0}, nil}, [2]string{"[]", "[]"},
			[2]string{"4: 0 .30, 1 .30, 2 .30, 81 .30", "4: 0 .28, 1 .28, 2 .28, 81 .30"}},
		{"MaxNewSynapses", 3, 4, nil, [][]int{{0, 2, 3, 4}, {1}, {0, 2, 3, 4}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"0: 4 .21; 4: 12 .31, 8 .31, 0 .31; 8: 4 .21; 12: 4 .21; 16: 4 .21",
				"0: 4 .21; 4: 0 .31, 8 .31, 12 .31, 16 .31; 8: 4 .21; 12: 4 .21; 16: 4 .21"}},
		{"MaxSegmentsPerCell", 1, 2, nil, [][]int{{0}, {9}, nil, {1}, {9}}, [2]string{"[36 37 38 39]", "[36 37 38 39]"},
			[2]string{"36: 4 .21", "36: 0 .21; 36: 4 .21"}},
		{"MaxSynapsesPerSegment", 5, 6, []seg{{4, []float32{0, .3, 1, .3, 80, .2, 81, .3, 82, .3}}}, [][]int{{0, 2}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .40, 1 .40, 81 .20, 82 .20, 8 .21", "4: 0 .40, 1 .40, 80 .10, 81 .20, 82 .20, 8 .21"}},
		{"PrunePermanence", float32(.1), float32(.25), []seg{weaker}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .40, 1 .40, 2 .40, 81 .20", "4: 0 .40, 1 .40, 2 .40"}},
		{"PruneSynapses", 2, 3, []seg{{4, []float32{0, .3, 1, .3, 81, .05}}}, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .40, 1 .40", ""}},
		{"PickWinner", WinnerFunc(func(s []int, _ uint64) int { return 0 }), WinnerFunc(func(s []int, _ uint64) int { return len(s) - 1 }),
			nil, [][]int{{0}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"}, [2]string{"4: 0 .21", "7: 3 .21"}},
		{"Seed", uint64(1), uint64(4), nil, [][]int{{0, 2, 3, 4}, {1}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .21, 8 .21, 12 .21", "4: 8 .21, 0 .21, 16 .21"}}, // three of 0, 8, 12 and 16
		{"MaxSegments", 1, 2, nil, [][]int{{0}, {1}, nil, {2}, {3}}, [2]string{"[12 13 14 15]", "[12 13 14 15]"},
			[2]string{"12: 8 .21", "4: 0 .21; 12: 8 .21"}},
	}
	tested := map[string]bool{"Columns": true, "ExternalInputs": true, "ApicalInputs": true} // sizes: TestStepPanics, TestPredictPanics
	for _, row := range rows {
		tested[row.field] = true
		for i, value := range []any{row.low, row.high} {
			t.Run(fmt.Sprintf("%s %v", row.field, i), func(t *testing.T) {
				p := small()
				reflect.ValueOf(&p).Elem().FieldByName(row.field).Set(reflect.ValueOf(value))
				m := memoryOf(t, p, row.segments...)
				steps(m, true, row.inputs...)
				if got := fmt.Sprint(m.ActiveCells().Bits); got != row.wantActive[i] {
					t.Errorf("active cells %s, want %s", got, row.wantActive[i])
				}
				if got := describe(m); got != row.want[i] {
					t.Errorf("segments %q, want %q", got, row.want[i])
				}
			})
		}
	}
	for _, row := range []struct {
		field          string
		low, high      any
		base           func(p *Params)
		distal, apical []seg
		inputs         [][]int
		context        Context
		wantActive     [2]string
		want           [2]string
	}{
		{"ExternalOnly", false, true, func(p *Params) { p.ExternalInputs = 4 }, nil, nil, [][]int{{0}, {1}},
			Context{External: sdr.SDR{Size: 4, Bits: []int{2}}}, [2]string{"[4 5 6 7]", "[4 5 6 7]"},
			[2]string{"4: 0 .21, 130 .21", "4: 130 .21"}}, // 128 cells, then the external inputs
		{"EPSPDecay", float32(1), float32(.5), func(p *Params) { p.SpikeWindow = 2 }, []seg{late}, nil, [][]int{{0}, {1}, {2}}, Context{},
			[2]string{"[8]", "[8 9 10 11]"}, // 1 + 1 + 1, and .5 + .5 + 1
			[2]string{"4: 0 .21; 8: 0 .60, 1 .60, 4 .60", "4: 0 .21; 8: 0 .60, 1 .60, 4 .60"}},
		{"InhibitoryInputs", 0, 2, func(p *Params) { p.ExternalInputs = 4 }, []seg{three}, nil, [][]int{{0}, {9}},
			Context{External: sdr.SDR{Size: 4, Bits: []int{2, 3}}}, [2]string{"[36 37 38 39]", "[36 37 38 39]"},
			[2]string{"4: 0 .50, 1 .50, 2 .50; 36: 0 .21, 130 .21, 131 .21", "4: 0 .50, 1 .50, 2 .50; 36: 0 .21 inhibitory 4: 130 .21, 131 .21"}},
		{"ApicalTiebreak", false, true, apical, []seg{three, {6, three.synapses}}, []seg{{6, three.synapses}}, [][]int{{0}, {1}}, up,
			[2]string{"[4 6]", "[6]"},
			[2]string{"4: 0 .60, 1 .60, 2 .60; 6: 0 .60, 1 .60, 2 .60 apical 4: 0 .21, 1 .21, 2 .21; 6: 0 .60, 1 .60, 2 .60",
				"4: 0 .50, 1 .50, 2 .50; 6: 0 .60, 1 .60, 2 .60 apical 6: 0 .60, 1 .60, 2 .60"}},
		{"ApicalReduction", 0, 1, apical, []seg{{4, []float32{0, .5, 1, .5}}}, []seg{three}, [][]int{{0}, {1}}, up,
			[2]string{"[4 5 6 7]", "[4]"},
			[2]string{"4: 0 .60, 1 .60 apical 4: 0 .60, 1 .60, 2 .60", "4: 0 .60, 1 .60 apical 4: 0 .60, 1 .60, 2 .60"}},
		{"ApicalRequired", false, true, apical, []seg{three}, nil, [][]int{{0}, {1}}, up,
			[2]string{"[4]", "[4 5 6 7]"},
			[2]string{"4: 0 .60, 1 .60, 2 .60 apical 4: 0 .21, 1 .21, 2 .21", "4: 0 .60, 1 .60, 2 .60 apical 4: 0 .21, 1 .21, 2 .21"}},
		{"ApicalPredictedSegmentDecrement", float32(0), float32(.02), apical, nil, []seg{{4, []float32{0, .3, 1, .3, 5, .3}}}, [][]int{{0}, nil}, up,
			[2]string{"[]", "[]"},
			[2]string{" apical 4: 0 .30, 1 .30, 5 .30", " apical 4: 0 .28, 1 .28, 5 .30"}},
	} {
		tested[row.field] = true
		for i, value := range []any{row.low, row.high} {
			t.Run(fmt.Sprintf("%s %v", row.field, value), func(t *testing.T) {
				p := with(row.base)
				reflect.ValueOf(&p).Elem().FieldByName(row.field).Set(reflect.ValueOf(value))
				m := memoryWith(t, p, row.distal, row.apical)
				before := len(row.inputs) - 1
				steps(m, true, row.inputs[:before]...)
				m.Predict(row.context)
				steps(m, true, row.inputs[before])
				if got := fmt.Sprint(m.ActiveCells().Bits); got != row.wantActive[i] {
					t.Errorf("active cells %s, want %s", got, row.wantActive[i])
				}
				if got := describe(m); got != row.want[i] {
					t.Errorf("segments %q, want %q", got, row.want[i])
				}
			})
		}
	}
	for i := 0; i < reflect.TypeOf(Params{}).NumField(); i++ {
		if name := reflect.TypeOf(Params{}).Field(i).Name; !tested[name] {
			t.Errorf("no row for %s", name)
		}
	}
}

// to returns a rule that gives all synapses one permanence if their input is on, and
// another if it is off.
func to(on, off float32) *synapse.Plasticity {
	return synapse.PerSegment(func(permanences []float32, active []bool) {
		for i := range permanences {
			permanences[i] = off
			if active[i] {
				permanences[i] = on
			}
		}
	})
}

// remembering returns a rule with so many variables.
func remembering(variables int) *synapse.Plasticity {
	return synapse.PerSynapses(variables, func(*synapse.Synapses) {})
}

func decaying(rule *synapse.Plasticity) *synapse.Plasticity {
	rule, err := rule.Decaying(10, func(p float64) float64 { return .9 * p })
	if err != nil {
		panic(err)
	}
	return rule
}

func quantised(bits int) *synapse.Plasticity {
	rule, err := to(1, 0).Quantised(bits, false)
	if err != nil {
		panic(err)
	}
	return rule
}

func TestValidateNamesTheField(t *testing.T) {
	nan := float32(math.NaN())
	for _, tt := range []struct {
		change func(p *Params)
		want   string
	}{
		{func(p *Params) { p.Columns = 0 }, "temporal: Columns = 0, want > 0"},
		{func(p *Params) { p.CellsPerColumn = -1 }, "temporal: CellsPerColumn = -1, want > 0"},
		{func(p *Params) { p.CellsPerColumn = 1 << 26 }, "temporal: Columns * CellsPerColumn = 32 * 67108864 cells, want at most 2^28"},
		{func(p *Params) { p.ActivationThreshold = 0 }, "temporal: ActivationThreshold = 0, want in [1, MaxSynapsesPerSegment = 255]\n" +
			"temporal: MinThreshold = 2, want in [1, ActivationThreshold = 0]"},
		{func(p *Params) { p.ActivationThreshold = 256 }, "temporal: ActivationThreshold = 256, want in [1, MaxSynapsesPerSegment = 255]"},
		{func(p *Params) { p.MinThreshold = 0 }, "temporal: MinThreshold = 0, want in [1, ActivationThreshold = 3]"},
		{func(p *Params) { p.MinThreshold, p.MaxNewSynapses = 4, 4 }, "temporal: MinThreshold = 4, want in [1, ActivationThreshold = 3]"},
		{func(p *Params) { p.InitialPermanence = 0 }, "temporal: InitialPermanence = 0, want in (0, 1]"},
		{func(p *Params) { p.InitialPermanence = nan }, "temporal: InitialPermanence = NaN, want in (0, 1]"},
		{func(p *Params) { p.ConnectedPermanence = 1.5 }, "temporal: ConnectedPermanence = 1.5, want in [0, 1]"},
		{func(p *Params) { p.PermanenceIncrement = -.1 }, "temporal: PermanenceIncrement = -0.1, want in [0, 1]"},
		{func(p *Params) { p.PermanenceDecrement = nan }, "temporal: PermanenceDecrement = NaN, want in [0, 1]"},
		{func(p *Params) { p.Plasticity = &synapse.Plasticity{} }, "temporal: Plasticity: a rule that is empty, want one of Tabulate, PerSegment or PerSynapses, or nil"},
		{func(p *Params) { p.PredictedSegmentDecrement = 2 }, "temporal: PredictedSegmentDecrement = 2, want in [0, 1]"},
		{func(p *Params) { p.MaxNewSynapses = 1 }, "temporal: MaxNewSynapses = 1, want in [MinThreshold = 2, MaxSynapsesPerSegment = 255]"},
		{func(p *Params) { p.MaxNewSynapses = 256 }, "temporal: MaxNewSynapses = 256, want in [MinThreshold = 2, MaxSynapsesPerSegment = 255]"},
		{func(p *Params) { p.MaxSegmentsPerCell = 0 }, "temporal: MaxSegmentsPerCell = 0, want > 0"},
		{func(p *Params) { p.MaxSynapsesPerSegment = 1 << 16 }, "temporal: MaxSynapsesPerSegment = 65536, want in [1, 65532]"},
		{func(p *Params) { p.PrunePermanence = nan }, "temporal: PrunePermanence = NaN, want in [0, 1]"},
		{func(p *Params) { p.PruneSynapses = 0 }, "temporal: PruneSynapses = 0, want in [1, MaxNewSynapses = 3]"},
		{func(p *Params) { p.MaxSegments = 0 }, "temporal: MaxSegments = 0, want in [1, 2147483647]"},
		{func(p *Params) { p.ExternalInputs = -1 }, "temporal: ExternalInputs = -1, want >= 0 and with all cells at most 2^28"},
		{func(p *Params) { p.ExternalInputs = 1<<28 - 127 }, "temporal: ExternalInputs = 268435329, want >= 0 and with all cells at most 2^28"},
		{func(p *Params) { p.ExternalOnly = true }, "temporal: ExternalOnly = true with ExternalInputs = 0, want > 0"},
		{func(p *Params) { p.ApicalInputs = -1 }, "temporal: ApicalInputs = -1, want in [0, 2^28]"},
		{func(p *Params) { p.ApicalReduction = 2 }, "temporal: ApicalReduction = 2, want in [0, ActivationThreshold - MinThreshold = 1]"},
		{func(p *Params) { p.ApicalRequired = true }, "temporal: ApicalRequired = true with ApicalInputs = 0, want > 0"},
		{func(p *Params) { p.ApicalPredictedSegmentDecrement = nan }, "temporal: ApicalPredictedSegmentDecrement = NaN, want in [0, 1]"},
		{func(p *Params) { p.Punishment = &synapse.Plasticity{} }, "temporal: Punishment: a rule that is empty, want one of Tabulate, PerSegment or PerSynapses, or nil"},
		{func(p *Params) { p.Transmission = &synapse.Transmission{} }, "temporal: Transmission: a transmission that is empty, want one of NewTransmission, or nil"},
		{func(p *Params) { p.Punishment, p.PredictedSegmentDecrement = to(0, 0), .1 },
			"temporal: PredictedSegmentDecrement = 0.1 with Punishment, want 0: the rule replaces it"},
		{func(p *Params) { p.Punishment, p.ApicalPredictedSegmentDecrement = to(0, 0), .1 },
			"temporal: ApicalPredictedSegmentDecrement = 0.1 with Punishment, want 0: the rule replaces it"},
		{func(p *Params) { p.Punishment = decaying(to(0, 0)) }, "temporal: Punishment decays, want Plasticity to: a layer has one decay"},
		{func(p *Params) { p.Plasticity, p.Punishment = remembering(2), remembering(3) },
			"temporal: Punishment with 3 variables, want Plasticity's 2, or none: they are the same ones"},
		{func(p *Params) { p.Plasticity, p.Punishment = remembering(2), remembering(2) }, ""},
		{func(p *Params) { p.Plasticity, p.Punishment = remembering(2), to(0, 0) }, ""},
		{func(p *Params) { p.Plasticity, p.InitialPermanence = quantised(1), .4 },
			"temporal: InitialPermanence = 0.4 is 0 on the levels of Plasticity, want one that a new synapse can have"},
		{func(p *Params) { p.Plasticity, p.InitialPermanence = quantised(1), .6 }, ""},
		{func(p *Params) { p.SpikeWindow = 0 }, "temporal: SpikeWindow = 0, want in [1, 1000]"},
		{func(p *Params) { p.SpikeWindow = 1001 }, "temporal: SpikeWindow = 1001, want in [1, 1000]"},
		{func(p *Params) { p.SpikeWindow, p.ExternalInputs, p.ExternalOnly = 2, 3, true },
			"temporal: SpikeWindow = 2 with ExternalOnly, want 1: segments hear no cells whose spikes could add up"},
		{func(p *Params) { p.EPSPDecay = 0 }, "temporal: EPSPDecay = 0, want in (0, 1]\n" +
			"temporal: EPSPDecay = 0 with SpikeWindow = 1, want 1: no earlier spike counts"},
		{func(p *Params) { p.EPSPDecay = nan }, "temporal: EPSPDecay = NaN, want in (0, 1]"},
		{func(p *Params) { p.EPSPDecay = .5 }, "temporal: EPSPDecay = 0.5 with SpikeWindow = 1, want 1: no earlier spike counts"},
		{func(p *Params) { p.DepolarisationSteps = 0 }, "temporal: DepolarisationSteps = 0, want in [1, 1000]"},
		{func(p *Params) { p.InhibitoryInputs = 1 }, "temporal: InhibitoryInputs = 1, want in [0, ExternalInputs = 0]"},
		{func(p *Params) { p.ExternalInputs, p.InhibitoryInputs = 3, -1 }, "temporal: InhibitoryInputs = -1, want in [0, ExternalInputs = 3]"},
		{func(p *Params) { p.ExternalInputs, p.InhibitoryInputs, p.ExternalOnly = 3, 3, true },
			"temporal: InhibitoryInputs = 3 of 3 with ExternalOnly, want fewer: nothing could predict"},
		{func(p *Params) { p.PruneSynapses = 4 }, "temporal: PruneSynapses = 4, want in [1, MaxNewSynapses = 3]"},
	} {
		m, err := New(with(tt.change))
		if tt.want == "" {
			if err != nil {
				t.Errorf("New: %v, want no error", err)
			}
		} else if err == nil || err.Error() != tt.want || m != nil {
			t.Errorf("New: %v, want %s", err, tt.want)
		}
	}
	if err := (Params{}).Validate(); err == nil || strings.Count(err.Error(), "\n") < 5 {
		t.Errorf("Validate of nothing: %v, want every bad field named", err)
	}
	if err := DefaultParams(1).Validate(); err != nil {
		t.Error(err)
	}
}

func TestStepPanics(t *testing.T) {
	for _, tt := range []struct {
		params Params
		input  sdr.SDR
		want   string
	}{
		{small(), sdr.SDR{Size: 31}, "temporal: an SDR of size 31, want 32"},
		{with(func(p *Params) { p.Columns = 33 }), sdr.SDR{Size: 32}, "temporal: an SDR of size 32, want 33"},
		{small(), sdr.SDR{Size: 32, Bits: []int{32}}, "temporal: sdr: bit 32, want in [0, 32)"},
		{small(), sdr.SDR{Size: 32, Bits: []int{2, 1}}, "temporal: sdr: bit 1 stands at place 1 after bit 2, want sorted bits"},
		{with(func(p *Params) { p.PickWinner = func([]int, uint64) int { return 4 } }), sdr.SDR{Size: 32, Bits: []int{1}},
			"temporal: PickWinner returned 4, want an index of 4 segments"},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != tt.want {
					t.Errorf("Step(%v) panics %q, want %q", tt.input, got, tt.want)
				}
			}()
			mustNew(t, tt.params).Step(tt.input, true)
		}()
	}
}

func TestPredictPanics(t *testing.T) {
	p := with(func(p *Params) { p.ExternalInputs, p.ApicalInputs = 4, 5 })
	of := func(size int, bits ...int) sdr.SDR { return sdr.SDR{Size: size, Bits: bits} }
	for _, tt := range []struct {
		params  Params
		context Context
		want    string
	}{
		{p, Context{External: of(4, 3), Apical: of(5, 4)}, "<nil>"},
		{p, Context{External: of(4, 3), ExternalWinners: of(4), Apical: of(5, 4), ApicalWinners: of(5)}, "<nil>"},
		{small(), Context{External: of(4, 3)}, "temporal: External is an SDR of size 4, want 0"},
		{p, Context{External: of(5, 3)}, "temporal: External is an SDR of size 5, want 4"},
		{p, Context{External: of(0, 3)}, "temporal: External is an SDR of size 0, want 4"},
		{p, Context{Apical: of(4, 3)}, "temporal: Apical is an SDR of size 4, want 5"},
		{p, Context{Apical: of(5, 5)}, "temporal: Apical: sdr: bit 5, want in [0, 5)"},
		{p, Context{External: of(4, 3), ExternalWinners: of(5, 3)}, "temporal: ExternalWinners is an SDR of size 5, want 4"},
		{p, Context{External: of(4, 3), ExternalWinners: of(4, 2)}, "temporal: ExternalWinners has bit 2, want active bits of External only"},
		{p, Context{Apical: of(5, 1, 2), ApicalWinners: of(5, 0, 2)}, "temporal: ApicalWinners has bit 0, want active bits of Apical only"},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != tt.want {
					t.Errorf("Predict(%+v) panics %q, want %q", tt.context, got, tt.want)
				}
			}()
			mustNew(t, tt.params).Predict(tt.context)
		}()
	}
}

// Without PickWinner, one of the least used cells wins, each about equally often.
func TestLeastUsedCellWins(t *testing.T) {
	p := small()
	p.PickWinner = nil
	wins := map[int]int{}
	for seed := uint64(0); seed < 1000; seed++ {
		p.Seed = seed
		m := memoryOf(t, p, seg{5, []float32{80, .5}}, seg{7, []float32{80, .5}}, seg{7, []float32{81, .5}})
		steps(m, true, []int{1})
		wins[m.WinnerCells().Bits[0]]++
	}
	if len(wins) != 2 || wins[4] < 420 || wins[4] > 580 || wins[4]+wins[6] != 1000 { // 500 +- 5 standard deviations
		t.Errorf("wins %v, want cells 4 and 6 about equally often", wins)
	}
}
