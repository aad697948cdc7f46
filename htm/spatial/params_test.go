package spatial

import (
	"math"
	"strings"
	"testing"

	"gohtm/htm/synapse"
)

func TestValidate(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		change func(*Params)
		want   string
	}{
		{func(p *Params) {}, ""},
		{func(p *Params) { p.InputShape, p.ColumnShape = []int{10, 10}, []int{4, 5} }, ""},
		{func(p *Params) { p.Density, p.WinnersPerArea = 0, 3 }, ""},
		{func(p *Params) { p.Inputs = 0 }, "Inputs = 0, want > 0"},
		{func(p *Params) { p.Columns = -1 }, "Columns = -1, want > 0"},
		{func(p *Params) { p.Inputs = math.MaxInt }, "Inputs = 9223372036854775807, want at most 2^32 pairs with a minicolumn, 214748364"},
		{func(p *Params) { p.Columns = math.MaxInt }, "Inputs = 100, want at most 2^32 pairs with a minicolumn, 0"},
		{func(p *Params) { p.InputShape = []int{99} }, "InputShape = [99], want positive lengths that multiply to Inputs = 100"},
		{func(p *Params) { p.InputShape = []int{} }, "InputShape = [], want positive lengths that multiply to Inputs = 100"},
		{func(p *Params) { p.InputShape, p.ColumnShape = []int{-10, -10}, []int{4, 5} }, "InputShape = [-10 -10], want positive lengths that multiply to Inputs = 100"},
		{func(p *Params) { p.InputShape, p.ColumnShape = []int{1 << 32, 1 << 32}, []int{4, 5} }, "InputShape = [4294967296 4294967296], want positive lengths that multiply to Inputs = 100"},
		{func(p *Params) { p.ColumnShape = []int{7} }, "ColumnShape = [7], want positive lengths that multiply to Columns = 20"},
		{func(p *Params) { p.ColumnShape = []int{4, 5} }, "ColumnShape = [4 5], want as many axes as InputShape = []"},
		{func(p *Params) { p.PotentialRadius = -1 }, "PotentialRadius = -1, want >= 0"},
		{func(p *Params) { p.PotentialFraction = 0 }, "PotentialFraction = 0, want in (0, 1]"},
		{func(p *Params) { p.PotentialFraction = nan }, "PotentialFraction = NaN, want in (0, 1]"},
		{func(p *Params) { p.PotentialFraction = 85 }, "PotentialFraction = 85, want in (0, 1]"},
		{func(p *Params) { p.InitialConnectedFraction = 1.1 }, "InitialConnectedFraction = 1.1, want in [0, 1]"},
		{func(p *Params) { p.InitialConnectedFraction = nan }, "InitialConnectedFraction = NaN, want in [0, 1]"},
		{func(p *Params) { p.ConnectedPermanence = 1.5 }, "ConnectedPermanence = 1.5, want in (0, 1]"},
		{func(p *Params) { p.ConnectedPermanence = float32(nan) }, "ConnectedPermanence = NaN, want in (0, 1]\nspatial: PermanenceQuantum = 1e-05, want in [0, ConnectedPermanence = NaN)"},
		{func(p *Params) { p.PermanenceQuantum = 0.1 }, "PermanenceQuantum = 0.1, want in [0, ConnectedPermanence = 0.1)"},
		{func(p *Params) { p.PermanenceIncrement = -0.05 }, "PermanenceIncrement = -0.05, want in [0, 1]"},
		{func(p *Params) { p.PermanenceIncrement = float32(nan) }, "PermanenceIncrement = NaN, want in [0, 1]"},
		{func(p *Params) { p.PermanenceDecrement = -0.008 }, "PermanenceDecrement = -0.008, want in [0, 1]"},
		{func(p *Params) { p.Plasticity = &synapse.Plasticity{} }, "Plasticity: a rule that is empty, want one of Tabulate, PerSegment or PerSynapses, or nil"},
		{func(p *Params) { p.Plasticity = synapse.PerSegment(func([]float32, []bool) {}) }, ""},
		{func(p *Params) { p.Transmission = &synapse.Transmission{} }, "Transmission: a transmission that is empty, want one of NewTransmission, or nil"},
		{func(p *Params) { p.RateInputs, p.Plasticity = true, synapse.PerSegment(func([]float32, []bool) {}) },
			"Plasticity: a rule of PerSegment, want none with RateInputs: it is told whether inputs are on, not how much"},
		{func(p *Params) { p.RateInputs = true; p.Transmission, _ = synapse.Depressing(.5, 4) },
			"Transmission with Utilisation, want none with RateInputs: it goes by spikes, and a rate has none"},
		{func(p *Params) { p.RateInputs, p.InhibitoryInputs = true, 99 }, ""},
		{func(p *Params) { p.InhibitoryInputs = 100 }, "InhibitoryInputs = 100, want in [0, Inputs = 100)"},
		{func(p *Params) { p.InhibitoryInputs = -1 }, "InhibitoryInputs = -1, want in [0, Inputs = 100)"},
		{func(p *Params) { p.TrimFraction = -1 }, "TrimFraction = -1, want in [0, 1]"},
		{func(p *Params) { p.PermanenceIncrement = 0.2 }, "TrimFraction = 0.5, want TrimFraction*PermanenceIncrement = 0.1 below ConnectedPermanence = 0.1"},
		{func(p *Params) { p.RaiseFraction = 1e-9 }, "RaiseFraction = 1e-09, want in [0.0001, 1]"},
		{func(p *Params) { p.Density = 0 }, "Density = 0, WinnersPerArea = 0, want one of them 0 and the other not"},
		{func(p *Params) { p.WinnersPerArea = 10 }, "Density = 0.02, WinnersPerArea = 10, want one of them 0 and the other not"},
		{func(p *Params) { p.Density = 2 }, "Density = 2, want in (0, 1], or 0 with WinnersPerArea > 0"},
		{func(p *Params) { p.Density = nan }, "Density = NaN, want in (0, 1], or 0 with WinnersPerArea > 0"},
		{func(p *Params) { p.Density, p.WinnersPerArea = 0, -1 }, "WinnersPerArea = -1, want >= 0"},
		{func(p *Params) { p.StimulusThreshold = -1 }, "StimulusThreshold = -1, want >= 0"},
		{func(p *Params) { p.BoostStrength = -1 }, "BoostStrength = -1, want in [0, 1000]"},
		{func(p *Params) { p.BoostStrength = math.Inf(1) }, "BoostStrength = +Inf, want in [0, 1000]"},
		{func(p *Params) { p.DutyCyclePeriod = 0 }, "DutyCyclePeriod = 0, want > 0"},
		{func(p *Params) { p.MinOverlapDutyCycle = 1.1 }, "MinOverlapDutyCycle = 1.1, want in [0, 1]"},
		{func(p *Params) { p.UpdatePeriod = 0 }, "UpdatePeriod = 0, want > 0"},
		{func(p *Params) { p.Inputs, p.UpdatePeriod = 0, 0 }, "Inputs = 0, want > 0\nspatial: UpdatePeriod = 0, want > 0"},
	} {
		params := DefaultParams(100, 20)
		tt.change(&params)
		want := tt.want
		if want != "" {
			want = "spatial: " + want
		}
		got := ""
		if err := params.Validate(); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("Validate says %q, want %q", got, want)
		}
		if _, err := New(params); (err == nil) != (want == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("New says %v, want %q", err, want)
		}
	}
}

// Hot gym, as people run it, is a valid set of parameters.
func TestParamsAreKept(t *testing.T) {
	p := mustNew(t, 590, 2048, func(p *Params) {
		p.PotentialFraction, p.PermanenceIncrement, p.PermanenceDecrement, p.BoostStrength = 0.85, 0.04, 0.005, 3
	})
	if got := p.Params(); got.PotentialFraction != 0.85 || got.BoostStrength != 3 || len(got.InputShape) != 1 || got.InputShape[0] != 590 || got.ColumnShape[0] != 2048 {
		t.Errorf("Params() = %+v", got)
	}
	p.Params().ColumnShape[0] = 1
	if p.Params().ColumnShape[0] != 2048 {
		t.Errorf("changing what Params returns changes the pooler")
	}
}
