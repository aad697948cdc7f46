package synapse

import (
	"fmt"
	"testing"
)

// Worked by hand: two segments, a transmission by permanence, and levels of which all numbers are
// sums of powers of two.
func TestDrives(t *testing.T) {
	s := newStore(t, DefaultParams(3, 8))
	first, second := s.Create(1, 0), s.Create(2, 0)
	s.Connect(first, []uint32{0, 5, 2}, .5)
	s.Connect(second, []uint32{7, 2, 3}, .25)
	s.SetPermanence(first, 1, .75)
	s.SetPermanence(second, 0, 1)
	segments := []Excited{{Segment: second}, {Segment: first}}
	weight := func(p float64) float64 { return p }
	for _, tt := range []struct {
		name   string
		params *TransmissionParams // nil: none
		levels []float32
		want   string
	}{
		{"HTM's: what is connected and on counts 1", nil, []float32{1, 0, 1, 0, 0, 1, 0, 1}, "[9 1 3]"},
		{"and what is worth less, less", nil, []float32{.25, 0, .5, 0, 0, 2, 0, 0}, "[9 0 2.75]"},
		{"an inhibitor is subtracted", nil, []float32{1, 0, -1, 0, 0, -1, 0, 1}, "[9 1 -1]"},
		{"by permanence", &TransmissionParams{Weight: weight}, []float32{1, 0, 1, 1, 0, 1, 0, 1}, "[9 1.5 1.75]"},
		{"by permanence and level", &TransmissionParams{Weight: weight}, []float32{0, 0, -.5, 1, 0, 2, 0, 1}, "[9 1.125 1.25]"},
		{"silence", &TransmissionParams{Weight: weight}, make([]float32, 8), "[9 0 0]"},
	} {
		var transmission *Transmission
		if tt.params != nil {
			var err error
			if transmission, err = NewTransmission(*tt.params); err != nil {
				t.Fatal(err)
			}
		}
		if got := fmt.Sprint(s.AppendDrives([]float64{9}, transmission, tt.levels, segments, nil)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// Draws come segment by segment as they are given, synapse by synapse, vesicle by
// vesicle; none for silent inputs, or synapses without weight. Worked by hand: half
// of the draws release.
func TestDrivesDrawInOrder(t *testing.T) {
	s := newStore(t, DefaultParams(3, 8))
	first, second := s.Create(1, 0), s.Create(2, 0)
	s.Connect(first, []uint32{0, 5, 2}, .5)
	s.Connect(second, []uint32{7, 2}, .5)
	s.SetPermanence(first, 1, .25)
	transmission, err := NewTransmission(TransmissionParams{Release: func(float64) float64 { return .5 }, Vesicles: 2})
	if err != nil {
		t.Fatal(err)
	}
	draws, n := []float64{.1, .2, .9, .4, .6, .7, .8, .3}, 0
	uniform := func() float64 { n++; return draws[n-1] }
	levels := []float32{1, 1, 1, 1, 1, 1, 1, 0}
	// second: input 2 draws .1 .2, both release. first: input 0 .9 .4, input 5 is
	// not connected, input 2 .6 .7, none.
	got := fmt.Sprint(s.AppendDrives(nil, transmission, levels, []Excited{{Segment: second}, {Segment: first}}, uniform))
	if want := "[1 0.5]"; got != want || n != 6 {
		t.Errorf("%s after %d draws, want %s after 6", got, n, want)
	}
}

// Looking ahead says what the next step says, again and again, and changes nothing.
func TestShortTermLooksAhead(t *testing.T) {
	transmission, err := NewTransmission(TransmissionParams{Utilisation: .5, Recovery: 5, Facilitation: 2})
	if err != nil {
		t.Fatal(err)
	}
	s := transmission.ShortTerm(4)
	changed := 0
	for step := 0; step < 20; step++ {
		active := []int{step % 4, (step + 1 + step%3) % 4}
		if step%4 == 3 {
			active = nil
		}
		first := fmt.Sprint(s.Ahead(active))
		s.Ahead([]int{0, 1, 2, 3})
		if got := fmt.Sprint(s.Step(active)); got != first {
			t.Fatalf("step %d: factors %s, want %s as ahead", step, got, first)
		}
		if step > 0 && active != nil && first != "[1 1]" {
			changed++
		}
	}
	if changed < 10 {
		t.Errorf("%d steps with factors other than 1: the comparison proves little", changed)
	}
}
