package spatial

import (
	"reflect"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// trained returns a pooler with something in every part of its state.
func trained(t testing.TB) *Pooler {
	p := mustNew(t, 60, 70, func(p *Params) {
		p.BoostStrength, p.Density, p.UpdatePeriod = 5, 0.1, 10
		p.InputShape, p.ColumnShape, p.PotentialRadius, p.GlobalInhibition = []int{6, 10}, []int{7, 10}, 3, false
	})
	r := rng.New(9)
	for i := 0; i < 35; i++ {
		p.Step(sdr.SDR{Size: 60, Bits: r.Sample(60, 8)}, true)
	}
	return p
}

// A state that does not fit is an error that says why, and changes nothing.
func TestRestoreRefuses(t *testing.T) {
	for _, tt := range []struct {
		change func(*State)
		want   string
	}{
		{func(s *State) { *s = State{} }, "0 PoolStarts, want 71"},
		{func(s *State) { s.Permanences = s.Permanences[1:] }, "Permanences, want"},
		{func(s *State) { s.BoostFactors = nil }, "0 BoostFactors, want 70"},
		{func(s *State) { s.TieOrder = s.TieOrder[:69] }, "69 TieOrder, want 70"},
		{func(s *State) { s.OverlapDutyCycles = s.OverlapDutyCycles[:1] }, "1 OverlapDutyCycles, want 70"},
		{func(s *State) { s.ActiveDutyCycles = s.ActiveDutyCycles[:1] }, "1 ActiveDutyCycles, want 70"},
		{func(s *State) { s.MinOverlapDutyCycles = s.MinOverlapDutyCycles[:1] }, "1 MinOverlapDutyCycles, want 70"},
		{func(s *State) { s.Overlaps = nil }, "0 Overlaps, want 70"},
		{func(s *State) { s.BoostedOverlaps = nil }, "0 BoostedOverlaps, want 70"},
		{func(s *State) { s.Iteration = -1 }, "Iteration = -1"},
		{func(s *State) { s.InhibitionRadius = 0 }, "InhibitionRadius = 0"},
		{func(s *State) { s.InhibitionRadius = 1 << 62 }, "InhibitionRadius = 4611686018427387904"},
		{func(s *State) { s.PoolStarts[0] = 1 }, "PoolStarts from 1 to"},
		{func(s *State) { s.PoolStarts[5] = s.PoolStarts[4] }, "minicolumn 4 synapses"},
		{func(s *State) { s.PoolStarts[5] = 1 << 40 }, "want at least 1"},
		{func(s *State) { s.PoolStarts[5] = -1 }, "want at least 1"},
		{func(s *State) { s.PoolInputs[3] = 60 }, "PoolInputs[3] = 60, want sorted and unique within minicolumn 0 and in [0, 60)"},
		{func(s *State) { s.PoolInputs[3] = s.PoolInputs[2] }, "PoolInputs[3]"},
		{func(s *State) { s.Permanences[2] = 1.5 }, "Permanences[2] = 1.5, want in [0, 1]"},
		{func(s *State) { s.Permanences[2] = nan() }, "Permanences[2] = NaN, want in [0, 1]"},
		{func(s *State) { s.ActiveDutyCycles[2] = -1 }, "ActiveDutyCycles[2] = -1"},
		{func(s *State) { s.BoostFactors[2] = nan() }, "BoostFactors[2] = NaN"},
		{func(s *State) { s.TieOrder[0] = s.TieOrder[1] }, "want each of [0, 70) once"},
		{func(s *State) { s.TieOrder[0] = -1 }, "TieOrder names minicolumn -1"},
		{func(s *State) { s.Active = []int{3, 3} }, "Active[1] = 3, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.Active = []int{70} }, "Active[0] = 70"},
		{func(s *State) { s.Overlaps[0] = 61 }, "Overlaps[0] = 61, want in [0, 60]"},
	} {
		p := trained(t)
		before, damaged := p.Snapshot(), p.Snapshot()
		tt.change(&damaged)
		err := p.Restore(damaged)
		if err == nil || !contains(err.Error(), "spatial: state: ", tt.want) {
			t.Errorf("error %v, want spatial: state: ... %s", err, tt.want)
		}
		if !reflect.DeepEqual(p.Snapshot(), before) {
			t.Errorf("%s: a refused state changed the pooler", tt.want)
		}
	}
}

// Pools are part of the state: a pooler of another seed goes on as this one.
func TestRestoreIntoAnotherSeed(t *testing.T) {
	p := trained(t)
	params := p.Params()
	params.Seed++
	q, err := New(params)
	if err != nil {
		t.Fatal(err)
	}
	state, same := p.Snapshot(), p.Snapshot()
	if err := q.Restore(state); err != nil {
		t.Fatal(err)
	}
	r := rng.New(3)
	for i := 0; i < 100; i++ {
		input := sdr.SDR{Size: 60, Bits: r.Sample(60, 8)}
		p.Step(input, true)
		q.Step(input, true)
		if !reflect.DeepEqual(p.Snapshot(), q.Snapshot()) {
			t.Fatalf("step %d: the states differ", i)
		}
	}
	if !reflect.DeepEqual(state, same) {
		t.Errorf("the restored pooler works on the state it was given")
	}
}

// A snapshot holds everything: no field of it is empty or zero.
func TestSnapshotIsWhole(t *testing.T) {
	s := reflect.ValueOf(trained(t).Snapshot())
	for i := 0; i < s.NumField(); i++ {
		if f := s.Field(i); f.IsZero() || f.Kind() == reflect.Slice && allZero(f) {
			t.Errorf("%s is empty", s.Type().Field(i).Name)
		}
	}
}

func allZero(slice reflect.Value) bool {
	for i := 0; i < slice.Len(); i++ {
		if !slice.Index(i).IsZero() {
			return false
		}
	}
	return true
}
