package temporal_test

import (
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// archived is a small memory whose limits are reached: segments and synapses come and go.
func archived(t testing.TB) archivetest.Part { return archivedWith(t, func(*temporal.Params) {}) }

// archivedVariant has the past matter in every way.
func archivedVariant(t testing.TB) archivetest.Part { return archivedWith(t, variant(t)) }

func archivedWith(t testing.TB, change func(p *temporal.Params)) archivetest.Part {
	p := temporal.DefaultParams(30)
	p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 3, 3, 2, 4
	p.MaxSegmentsPerCell, p.MaxSynapsesPerSegment, p.PredictedSegmentDecrement = 2, 6, 0.02
	change(&p)
	m, err := temporal.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: m.Save, Load: m.Load, Snapshot: func() interface{} { return m.Snapshot() },
		Step: func(i int) interface{} {
			if i%40 == 39 {
				m.Reset()
			}
			pattern := uint64(i % 7)
			if i%11 == 0 {
				pattern = uint64(i)
			}
			if p.ExternalInputs > 0 && i%3 == 0 {
				m.Predict(temporal.Context{External: sdr.SDR{Size: p.ExternalInputs, Bits: rng.New(uint64(i%5)).Sample(p.ExternalInputs, 4)}})
			}
			m.Step(sdr.SDR{Size: 30, Bits: rng.New(pattern).Sample(30, 5)}, i%9 > 0)
			return []interface{}{m.ActiveCells(), m.PredictiveCells(), m.Growth()}
		},
	}
}

func TestSavedMemoryGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 200, archived) }

func TestSavedVariantGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 200, archivedVariant) }

func FuzzLoad(f *testing.F) { archivetest.FuzzLoad(f, archived) }
