package synapse_test

import (
	"testing"

	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// archived creates a segment in each step, on one of 10 cells; those with three
// lose the one that was used least recently.
func archived(t testing.TB) archivetest.Part {
	s, err := synapse.New(synapse.DefaultParams(10, 40))
	if err != nil {
		t.Fatal(err)
	}
	return archivetest.Part{
		Save: s.Save, Load: s.Load, Snapshot: func() interface{} { return s.Snapshot() },
		Step: func(i int) interface{} {
			r, inputs := rng.New(uint64(i)), []uint32(nil)
			cell := r.Below(10)
			for s.SegmentsOn(cell) > 2 {
				s.Destroy(s.LeastRecentlyUsed(cell))
			}
			for _, input := range r.Sample(40, 1+r.Below(6)) {
				inputs = append(inputs, uint32(input))
			}
			id := s.Create(cell, uint64(i))
			s.Connect(id, inputs, 0.3+r.Unit()/2)
			return []interface{}{s.Segments(), s.Synapses(), s.ConnectedSynapses(), s.Growth(), s.Permanences(id)}
		},
	}
}

func TestSavedStoreGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 200, archived) }

func FuzzLoad(f *testing.F) { archivetest.FuzzLoad(f, archived) }
