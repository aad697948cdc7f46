package temporal_test

import (
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// variant replaces all that can be replaced at once.
func variant(t testing.TB) func(p *temporal.Params) {
	transmission, err := synapse.NewTransmission(synapse.TransmissionParams{
		Release: func(p float64) float64 { return .5 + p/2 }, Vesicles: 3, Utilisation: .6, Recovery: 3, Facilitation: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	rule, err := synapse.PerSynapses(1, func(s *synapse.Synapses) {
		for i, age := range s.Ages {
			s.Variables[0][i]++
			if age < 3 {
				s.Permanences[i] += .1 / float32(1+age)
			} else if s.Rest > 1 || s.Uniform() < .5 {
				s.Permanences[i] -= .05
			}
		}
	}).Decaying(7, func(p float64) float64 { return .98 * p })
	if err != nil {
		t.Fatal(err)
	}
	return func(p *temporal.Params) {
		p.Transmission, p.Plasticity = transmission, rule
		p.PredictedSegmentDecrement = 0
		p.Punishment = synapse.PerSegment(func(permanences []float32, active []bool) {
			for i := range permanences {
				permanences[i] -= .01
			}
		})
		p.SpikeWindow, p.EPSPDecay, p.DepolarisationSteps = 3, .5, 2
		p.ExternalInputs, p.InhibitoryInputs = 12, 6
		p.InitialPermanence = .45
	}
}

// A memory of which all is replaced promises what every component does.
func TestVariantConforms(t *testing.T) {
	p := temporal.DefaultParams(64)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 5, 3, 7
	variant(t)(&p)
	var inputs []sdr.SDR
	r := rng.New(1)
	var patterns [][]int
	for i := 0; i < 6; i++ {
		patterns = append(patterns, r.Sample(64, 8))
	}
	for i := 0; i < 160; i++ {
		inputs = append(inputs, sdr.SDR{Size: 64, Bits: patterns[i%6]})
	}
	var closures func(m *temporal.Memory) htmtest.Closures
	closures = func(m *temporal.Memory) htmtest.Closures {
		return htmtest.Closures{
			Step: m.Step,
			Output: func() interface{} {
				return []interface{}{m.ActiveCells(), m.WinnerCells(), m.PredictiveCells(), m.PredictedColumns(), m.Bursting(), m.CellSegments(3)}
			},
			Learned:  func() interface{} { return m.Snapshot().Distal },
			Snapshot: func() interface{} { return m.Snapshot() },
			Restore:  func(state interface{}) error { return m.Restore(state.(temporal.State)) },
			Clone:    func() htmtest.Closures { return closures(m.Clone()) },
		}
	}
	if err := htmtest.Component(htmtest.ComponentCase{Name: "temporal, all replaced", Inputs: inputs, New: func() (htmtest.Closures, error) {
		m, err := temporal.New(p)
		return closures(m), err
	}}); err != nil {
		t.Error(err)
	}
}
