package spatial_test

import (
	"testing"
	"time"

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
				var poolers []*spatial.Pooler
				for _, form := range forms {
					params := work.params
					params.Transmission = form.of
					p, err := spatial.New(params)
					if err != nil {
						b.Fatal(err)
					}
					poolers = append(poolers, p)
				}
				var inputs []sdr.SDR
				r := rng.New(1)
				for i := 0; i < 100; i++ {
					n := work.params.Inputs
					inputs = append(inputs, sdr.SDR{Size: n, Bits: r.Sample(n, int(work.share*float64(n)))})
				}
				least := make([]time.Duration, len(forms))
				for n := 0; b.Loop(); n += 20 {
					for i, p := range poolers {
						start := time.Now()
						for k := n; k < n+20; k++ {
							p.Step(inputs[k%len(inputs)], learn)
						}
						if took := time.Since(start); least[i] == 0 || took < least[i] {
							least[i] = took
						}
					}
				}
				b.ReportMetric(0, "ns/op")
				for i, form := range forms[1:] {
					b.ReportMetric(float64(least[i+1])/float64(least[0]), form.unit)
				}
			})
		}
	}
}
