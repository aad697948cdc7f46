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

// learning is archived with a rule that has variables, and a history.
func learning(t testing.TB) archivetest.Part {
	s, err := synapse.New(synapse.DefaultParams(10, 40))
	if err != nil {
		t.Fatal(err)
	}
	rule := synapse.PerSynapses(2, func(s *synapse.Synapses) {
		for i, x := range s.Inputs {
			s.Variables[0][i] += x
			s.Variables[1][i] = float32(min(s.Ages[i], s.Rest))
			s.Permanences[i] += .1*x - .01*s.Variables[0][i]*float32(s.Uniform())
		}
	})
	return archivetest.Part{
		Save: s.Save, Load: s.Load, Snapshot: func() interface{} { return s.Snapshot() },
		Step: func(i int) interface{} {
			r, set, lastOn := rng.New(uint64(i)), synapse.NewBitset(40), make([]uint64, 40)
			for input := range lastOn {
				lastOn[input] = uint64(max(0, i-input%5))
			}
			active := r.Sample(40, 20)
			set.Add(active)
			if cell := r.Below(10); s.SegmentsOn(cell) < 3 {
				id := s.Create(cell, uint64(i))
				for _, input := range active[:1+r.Below(9)] {
					s.Connect(id, []uint32{uint32(input)}, 0.3+r.Unit()/2)
				}
			}
			for cell := i % 3; cell < 10; cell += 3 {
				for _, id := range s.AppendSegmentsOn(cell, nil) {
					s.AdaptBy(rule, id, synapse.Moment{Active: set, Step: uint64(i), LastOn: lastOn, Draw: r.Next()})
				}
			}
			state := s.Snapshot()
			return []interface{}{state.Permanence, state.Variable, state.SegmentLearned}
		},
	}
}

func TestSavedVariablesGoOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 100, learning) }

// depressed is archived while inputs recover.
func depressed(t testing.TB) archivetest.Part {
	made, err := synapse.Facilitating(.3, 5, 9)
	if err != nil {
		t.Fatal(err)
	}
	s := made.ShortTerm(30)
	return archivetest.Part{
		Save: s.Save, Load: s.Load, Snapshot: func() interface{} { return s.Snapshot() },
		Step: func(i int) interface{} { return s.Step(rng.New(uint64(i)).Sample(30, i%7)) },
	}
}

func TestSavedShortTermGoesOnBitForBit(t *testing.T) { archivetest.RoundTrip(t, 50, depressed) }

func FuzzLoad(f *testing.F) { archivetest.FuzzLoad(f, archived) }
