package synapse

import (
	"slices"
	"testing"
)

// exciting is a store in which inputs 0 to 7 have rows of 90 entries each, longer than
// what gather copies at once, of segments on cells all over 70,000; and the rest of
// 12,000 segments listen to other inputs.
func exciting(t *testing.T) *Store {
	t.Helper()
	p := DefaultParams(70_000, 500)
	s := newStore(t, p)
	for i := 0; i < 12_000; i++ {
		id := s.Create(i*7919%p.Cells, 0)
		if i < 360 {
			s.Connect(id, []uint32{uint32(i / 45), uint32((i/45 + 1) % 8)}, float32(i%10)/10)
		} else {
			s.Connect(id, []uint32{uint32(8 + i%492)}, 0.3)
		}
	}
	return s
}

// Few entries and many are counted in different ways, and so are few segments and many
// put in order; all agree with counting at every segment.
func TestExciteManyWays(t *testing.T) {
	s := exciting(t)
	everything := make([]int, 500)
	for i := range everything {
		everything[i] = len(everything) - 1 - i
	}
	for _, tt := range []struct {
		name      string
		active    []int
		threshold int
		segments  int // worked by hand
	}{
		{"nothing", nil, 1, 0},
		{"one row", []int{3}, 1, 90},
		{"two rows share 45 segments", []int{4, 3}, 2, 45},
		{"all long rows", []int{7, 0, 6, 1, 5, 2, 4, 3}, 1, 360},
		{"everything", everything, 1, 12_000},
		{"everything, both synapses", everything, 2, 360},
		{"everything, more than there are", everything, 3, 0},
		{"everything, more than can be counted", everything, 256, 0},
	} {
		for round := 0; round < 2; round++ { // what was counted is cleared
			got := s.Excite(tt.active, tt.threshold, []Excited{{Segment: 7}})
			want := append([]Excited{{Segment: 7}}, plainExcite(s, tt.active, tt.threshold)...)
			if len(got) != 1+tt.segments || !slices.Equal(got, want) {
				t.Errorf("%s, round %d: %d segments, %d by counting at each of them, want %d alike", tt.name, round, len(got)-1, len(want)-1, tt.segments)
			}
		}
	}
}

// plainExcite looks at every segment.
func plainExcite(s *Store, active []int, threshold int) (all []Excited) {
	on := NewBitset(s.params.Inputs)
	on.Add(active)
	for cell := range s.cells {
		for _, id := range s.AppendSegmentsOn(cell, nil) {
			e := Excited{Segment: id, Cell: uint32(cell)}
			for i, input := range s.Inputs(id) {
				if on.bit(input) == 0 {
					continue
				}
				e.Potential++
				if s.Permanences(id)[i] >= s.params.ConnectedPermanence {
					e.Connected++
				}
			}
			if int(e.Potential) >= threshold {
				all = append(all, e)
			}
		}
	}
	return all
}

// The last row in the array is as good as any other, however near the end it lies.
func TestExciteTheNewestRow(t *testing.T) {
	s := newStore(t, DefaultParams(3000, 3000))
	for input := 0; input < 3000; input++ {
		id := s.Create(input, 0)
		s.Connect(id, []uint32{uint32(input)}, 0.3)
		if got := s.Excite([]int{input}, 1, nil); len(got) != 1 || got[0].Segment != id {
			t.Fatalf("input %d: %v, want segment %d", input, got, id)
		}
	}
}
