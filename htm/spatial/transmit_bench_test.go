package spatial_test

import (
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// BenchmarkTransmissions compares steps with overlaps that are sums of contributions
// with those of HTM's own, which are counts: in a pooler of small pools as people use it
// for digits, and in one that may connect to everything.
func BenchmarkTransmissions(b *testing.B) {
	digits := spatial.DefaultParams(28*28, 79*79)
	digits.InputShape, digits.ColumnShape, digits.WrapAround = []int{28, 28}, []int{79, 79}, false
	digits.PotentialRadius, digits.PotentialFraction, digits.Density, digits.StimulusThreshold = 7, 0.1, 0.1, 6
	digits.ConnectedPermanence, digits.PermanenceIncrement, digits.PermanenceDecrement = 0.5, 0.14, 0.02
	digits.MinOverlapDutyCycle, digits.DutyCyclePeriod, digits.BoostStrength, digits.BoostInference = 0.2, 1402, 7, true
	half, err := synapse.Releasing(.5)
	if err != nil {
		b.Fatal(err)
	}
	for _, work := range []struct {
		name   string
		params spatial.Params
		share  float64 // of inputs that are on
	}{
		{"digits", digits, .19},
		{"1024 inputs at 10 %", spatial.DefaultParams(1024, 2048), .1},
	} {
		for _, learn := range []bool{true, false} {
			name := work.name
			if !learn {
				name += ", not learning"
			}
			b.Run(name, func(b *testing.B) {
				forms := []struct {
					unit string
					of   *synapse.Transmission
				}{{"", nil}, {"graded/own", synapse.Graded()}, {"failing/own", half}}
				var inputs []sdr.SDR
				r := rng.New(1)
				for i := 0; i < 50; i++ {
					n := work.params.Inputs
					inputs = append(inputs, sdr.SDR{Size: n, Bits: r.Sample(n, int(work.share*float64(n)))})
				}
				units, steps := make([]string, len(forms)), make([]func(int), len(forms))
				for i, form := range forms {
					params := work.params
					params.Transmission = form.of
					p, err := spatial.New(params)
					if err != nil {
						b.Fatal(err)
					}
					units[i], steps[i] = form.unit, func(k int) { p.Step(inputs[k], learn) }
				}
				compareSteps(b, units, steps, len(inputs))
			})
		}
	}
}
