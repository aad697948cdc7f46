package spatial

import (
	"math"
	"reflect"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

var everything = sdr.SDR{Size: 20, Bits: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}}

// learned returns the first permanence of minicolumn 0 after a step, when all of
// its permanences were start.
func learned(t *testing.T, p *Pooler, start float32, input sdr.SDR) float64 {
	permanences := make([]float32, len(p.PotentialPool(0)))
	for i := range permanences {
		permanences[i] = start
	}
	if err := p.SetPermanences(0, permanences); err != nil {
		t.Fatal(err)
	}
	p.Step(input, true)
	return float64(p.Permanences(0)[0])
}

func winners1(t *testing.T, p *Pooler) float64 {
	p.Step(everything, false)
	return float64(p.Active().Len())
}

func pool(t *testing.T, p *Pooler) float64 { return float64(len(p.PotentialPool(0))) }

func around(t *testing.T, p *Pooler) float64 { return float64(len(p.Neighbours(0, 1))) }

// Every parameter, with two values and what they make of a pooler of 20 inputs and
// 20 minicolumns on a ring, where all may connect to all: it fails where a
// parameter is ignored or inverted. Worked by hand.
var parameterTests = []struct {
	field   string
	set     func(p *Params, second bool)
	measure func(t *testing.T, p *Pooler) float64
	want    [2]float64
}{
	{"Inputs", func(p *Params, second bool) { p.Inputs = either(10, 20, second) }, pool, [2]float64{10, 20}},
	{"Columns", func(p *Params, second bool) { p.Columns = either(10, 20, second) },
		func(t *testing.T, p *Pooler) float64 { return float64(p.Active().Size) }, [2]float64{10, 20}},
	// Under minicolumn 0 lies a corner, or the second place of a row.
	{"InputShape", func(p *Params, second bool) {
		p.WrapAround, p.PotentialRadius, p.ColumnShape, p.InputShape = false, 1, []int{4, 5}, []int{4, 5}
		if second {
			p.InputShape = []int{2, 10}
		}
	}, pool, [2]float64{4, 6}},
	{"ColumnShape", func(p *Params, second bool) {
		p.WrapAround, p.InputShape, p.ColumnShape = false, []int{4, 5}, []int{4, 5}
		if second {
			p.ColumnShape = []int{20, 1}
		}
	}, around, [2]float64{4, 2}},
	{"WrapAround", func(p *Params, second bool) { p.WrapAround = second }, around, [2]float64{2, 3}},
	{"PotentialRadius", func(p *Params, second bool) { p.PotentialRadius = either(1, 2, second) }, pool, [2]float64{3, 5}},
	{"PotentialFraction", func(p *Params, second bool) { p.PotentialFraction = []float64{0.25, 0.5}[either(0, 1, second)] }, pool, [2]float64{5, 10}},
	{"InitialConnectedFraction", func(p *Params, second bool) { p.InitialConnectedFraction = float64(either(0, 1, second)) },
		func(t *testing.T, p *Pooler) float64 { return float64(p.ConnectedCounts()[0]) }, [2]float64{0, 20}},
	// Of permanences below 0.1 there are 0 and 0.05, or 0, 0.025, 0.05 and 0.075.
	{"PermanenceQuantum", func(p *Params, second bool) {
		p.InitialConnectedFraction, p.TrimFraction, p.PermanenceQuantum = 0, 0, []float32{0.05, 0.025}[either(0, 1, second)]
	}, func(t *testing.T, p *Pooler) float64 {
		values := map[float32]bool{}
		for _, v := range p.permanence {
			values[v] = true
		}
		return float64(len(values))
	}, [2]float64{2, 4}},
	{"ConnectedPermanence", func(p *Params, second bool) { p.ConnectedPermanence = []float32{0.5, 0.6}[either(0, 1, second)] },
		func(t *testing.T, p *Pooler) float64 {
			learned(t, p, 0.5, sdr.SDR{Size: 20, Bits: []int{0}}) // 0.55, and 0.492
			return float64(p.ConnectedCounts()[0])
		}, [2]float64{1, 0}},
	{"PermanenceIncrement", func(p *Params, second bool) { p.PermanenceIncrement = []float32{0.05, 0.1}[either(0, 1, second)] },
		func(t *testing.T, p *Pooler) float64 { return learned(t, p, 0.5, everything) }, [2]float64{0.55, 0.6}},
	{"PermanenceDecrement", func(p *Params, second bool) { p.PermanenceDecrement = []float32{0.05, 0.1}[either(0, 1, second)] },
		func(t *testing.T, p *Pooler) float64 { return learned(t, p, 0.5, sdr.SDR{Size: 20}) }, [2]float64{0.45, 0.4}},
	{"Plasticity", func(p *Params, second bool) {
		up := []float64{0.05, 0.1}[either(0, 1, second)]
		p.PermanenceIncrement = 0.03
		p.Plasticity, _ = synapse.Tabulate(func(v float64) float64 { return v + up*v*v }, math.Sqrt)
	}, func(t *testing.T, p *Pooler) float64 { return learned(t, p, 0.5, everything) }, [2]float64{0.5125, 0.525}},
	{"Transmission", func(p *Params, second bool) {
		p.Transmission = synapse.Graded()
		if second {
			p.Transmission, _ = synapse.Releasing(1)
		}
	}, func(t *testing.T, p *Pooler) float64 {
		learned(t, p, 0.5, sdr.SDR{Size: 20})
		p.Step(sdr.SDR{Size: 20, Bits: []int{4, 7}}, false)
		return float64(p.BoostedOverlaps()[0])
	}, [2]float64{2 * 0.492, 2}},
	// All eight permanences on inputs that are on grow by half of 0.1, and shrink by half of 0.02.
	{"RateInputs", func(p *Params, second bool) {
		p.RateInputs, p.PermanenceIncrement, p.PermanenceDecrement, p.TrimFraction = second, 0.1, 0.02, 0
	}, func(t *testing.T, p *Pooler) (got float64) {
		defer func() { _ = recover() }() // where there are no rates
		learned(t, p, 0.5, sdr.SDR{Size: 20, Bits: []int{19}})
		p.StepRates(repeat(0.5, 20), true)
		return float64(p.Permanences(0)[0])
	}, [2]float64{0, 0.52}},
	{"InhibitoryInputs", func(p *Params, second bool) { p.InhibitoryInputs, p.InitialConnectedFraction = either(3, 5, second), 1 },
		func(t *testing.T, p *Pooler) float64 {
			p.Step(everything, false)
			return float64(p.BoostedOverlaps()[0])
		}, [2]float64{14, 10}},
	{"TrimFraction", func(p *Params, second bool) { p.TrimFraction = []float64{0.8, 0.9}[either(0, 1, second)] },
		func(t *testing.T, p *Pooler) float64 { return learned(t, p, 0.05, sdr.SDR{Size: 20}) }, [2]float64{0.042, 0}},
	{"RaiseFraction", func(p *Params, second bool) { p.RaiseFraction = []float64{0.1, 0.5}[either(0, 1, second)] },
		func(t *testing.T, p *Pooler) float64 {
			p.minOverlapDuty[0] = 1 // weak, which takes 0.008 back
			return learned(t, p, 0.508, sdr.SDR{Size: 20})
		}, [2]float64{0.51, 0.55}},
	// Pools of three are all connected, those at the border have span 20: (18*3+2*20)/20
	// is 4.7, of which half of what exceeds 1 is 1.85.
	{"GlobalInhibition", func(p *Params, second bool) {
		p.PotentialRadius, p.InitialConnectedFraction, p.GlobalInhibition = 1, 1, second
	}, func(t *testing.T, p *Pooler) float64 { return float64(p.InhibitionRadius()) }, [2]float64{2, 20}},
	{"Density", func(p *Params, second bool) { p.Density = []float64{0.1, 0.5}[either(0, 1, second)] }, winners1, [2]float64{2, 10}},
	{"WinnersPerArea", func(p *Params, second bool) { p.Density, p.WinnersPerArea = 0, either(3, 5, second) }, winners1, [2]float64{3, 5}},
	{"StimulusThreshold", func(p *Params, second bool) {
		p.InitialConnectedFraction, p.StimulusThreshold = 1, either(4, 5, second)
	},
		func(t *testing.T, p *Pooler) float64 {
			p.Step(sdr.SDR{Size: 20, Bits: []int{1, 2, 3, 4}}, false)
			return float64(p.Active().Len())
		}, [2]float64{20, 0}},
	{"BoostStrength", func(p *Params, second bool) { p.BoostStrength = float64(either(1, 2, second)) },
		func(t *testing.T, p *Pooler) float64 {
			p.activeDuty[0] = 0.5
			p.updateBoostFactors()
			return float64(p.BoostFactors()[0])
		}, [2]float64{math.Exp(0.5), math.E}},
	{"BoostInference", func(p *Params, second bool) {
		p.InitialConnectedFraction, p.BoostStrength, p.BoostInference = 1, 1, second
	}, func(t *testing.T, p *Pooler) float64 {
		p.boostFactors[0] = 2
		p.Step(everything, false)
		return float64(p.BoostedOverlaps()[0])
	}, [2]float64{20, 40}},
	{"DutyCyclePeriod", func(p *Params, second bool) { p.InitialConnectedFraction, p.DutyCyclePeriod = 1, either(1, 2, second) },
		func(t *testing.T, p *Pooler) float64 {
			p.Step(everything, true)
			p.Step(sdr.SDR{Size: 20}, true)
			return float64(p.OverlapDutyCycles()[0])
		}, [2]float64{0, 0.5}},
	{"MinOverlapDutyCycle", func(p *Params, second bool) {
		p.InitialConnectedFraction, p.UpdatePeriod, p.MinOverlapDutyCycle = 1, 1, []float64{0.25, 0.5}[either(0, 1, second)]
	}, func(t *testing.T, p *Pooler) float64 {
		p.Step(everything, true)
		return float64(p.MinOverlapDutyCycles()[0])
	}, [2]float64{0.25, 0.5}},
	{"UpdatePeriod", func(p *Params, second bool) { p.UpdatePeriod = either(3, 5, second) },
		func(t *testing.T, p *Pooler) float64 {
			for p.MinOverlapDutyCycles()[0] == 0 {
				p.Step(everything, true)
			}
			return float64(p.Iteration())
		}, [2]float64{3, 5}},
	{"Seed", func(p *Params, second bool) { p.Seed = uint64(either(42, 43, second)) },
		func(t *testing.T, p *Pooler) float64 {
			same := mustNew(t, 20, 20, func(p *Params) { p.PotentialFraction = 1 }) // of seed 42
			if reflect.DeepEqual(p.Snapshot(), same.Snapshot()) {
				return 42
			}
			return 43
		}, [2]float64{42, 43}},
}

func either(first, second int, takeSecond bool) int {
	if takeSecond {
		return second
	}
	return first
}

func TestEveryParameter(t *testing.T) {
	tested := map[string]bool{}
	for _, tt := range parameterTests {
		tested[tt.field] = true
		for i, want := range tt.want {
			p := mustNew(t, 20, 20, func(p *Params) {
				p.PotentialFraction, p.Density = 1, 1 // all win
				tt.set(p, i == 1)
			})
			if got := tt.measure(t, p); math.Abs(got-want) > 1e-6 {
				t.Errorf("%s, value %d: %v, want %v", tt.field, i+1, got, want)
			}
		}
	}
	fields := reflect.TypeOf(Params{})
	for i := 0; i < fields.NumField(); i++ {
		if name := fields.Field(i).Name; !tested[name] {
			t.Errorf("no row tests the parameter %s", name)
		}
	}
}
