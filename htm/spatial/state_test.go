package spatial

import (
	"reflect"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// trained returns a pooler with something in every part of its state.
func trained(t testing.TB) *Pooler {
	p := mustNew(t, 60, 70, func(p *Params) {
		p.BoostStrength, p.Density, p.UpdatePeriod = 5, 0.1, 10
		p.InputShape, p.ColumnShape, p.PotentialRadius, p.GlobalInhibition = []int{6, 10}, []int{7, 10}, 3, false
	})
	r := rng.New(9)
	for i := 0; i < 35; i++ {
		if i == 20 {
			if err := p.KillColumns(sdr.SDR{Size: 70, Bits: []int{3, 50}}); err != nil {
				t.Fatal(err)
			}
		}
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
		{func(s *State) { s.Permanences = s.Permanences[1:] }, "1427 Permanences, want 1428"},
		{func(s *State) { s.BoostFactors = nil }, "0 BoostFactors, want 70"},
		{func(s *State) { s.TieOrder = s.TieOrder[:69] }, "69 TieOrder, want 70"},
		{func(s *State) { s.OverlapDutyCycles = s.OverlapDutyCycles[:1] }, "1 OverlapDutyCycles, want 70"},
		{func(s *State) { s.ActiveDutyCycles = s.ActiveDutyCycles[:1] }, "1 ActiveDutyCycles, want 70"},
		{func(s *State) { s.MinOverlapDutyCycles = s.MinOverlapDutyCycles[:1] }, "1 MinOverlapDutyCycles, want 70"},
		{func(s *State) { s.Overlaps = nil }, "0 Overlaps, want 70"},
		{func(s *State) { s.BoostedOverlaps = nil }, "0 BoostedOverlaps, want 70"},
		{func(s *State) { s.Iteration = -1 }, "Iteration = -1, InhibitionRadius = 3, want >= 0 and in [1, 2^30]"},
		{func(s *State) { s.InhibitionRadius = 0 }, "Iteration = 35, InhibitionRadius = 0, want >= 0 and in [1, 2^30]"},
		{func(s *State) { s.InhibitionRadius = 1 << 62 }, "Iteration = 35, InhibitionRadius = 4611686018427387904, want >= 0 and in [1, 2^30]"},
		{func(s *State) { s.PoolStarts[0] = 1 }, "PoolStarts from 1 to 1428, want from 0 to 1428"},
		{func(s *State) { s.PoolStarts[70]-- }, "PoolStarts from 0 to 1427, want from 0 to 1428"},
		{func(s *State) { s.PoolStarts[6] = s.PoolStarts[5] }, "PoolStarts gives minicolumn 5 synapses 84 to 84 of 1428, want 1 to 60 of them"},
		{func(s *State) { s.PoolStarts[5] = 1 << 40 }, "PoolStarts gives minicolumn 4 synapses 63 to 1099511627776 of 1428, want 1 to 60 of them"},
		{func(s *State) { s.PoolStarts[5] = -1 }, "PoolStarts gives minicolumn 4 synapses 63 to -1 of 1428, want 1 to 60 of them"},
		{func(s *State) { s.PoolStarts[1] = 61 }, "PoolStarts gives minicolumn 0 synapses 0 to 61 of 1428, want 1 to 60 of them"},
		{func(s *State) { s.DeadColumns = []int{50} }, "PoolStarts gives minicolumn 3 synapses 63 to 63 of 1428, want 1 to 60 of them"},
		{func(s *State) { s.DeadColumns = []int{3, 4, 50} }, "PoolStarts gives minicolumn 4 synapses 63 to 84 of 1428, want 0 to 0 of them"},
		{func(s *State) { s.DeadColumns = []int{50, 3} }, "DeadColumns[1] = 3, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.DeadColumns = []int{-1} }, "DeadColumns[0] = -1, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.DeadColumns = []int{70} }, "DeadColumns[0] = 70, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.PoolInputs[3] = 60 }, "PoolInputs[3] = 60, want sorted and unique within minicolumn 0 and in [0, 60)"},
		{func(s *State) { s.PoolInputs[3] = 1 << 31 }, "PoolInputs[3] = 2147483648, want sorted and unique within minicolumn 0 and in [0, 60)"},
		{func(s *State) { s.PoolInputs[2], s.PoolInputs[3] = 7, 7 }, "PoolInputs[3] = 7, want sorted and unique within minicolumn 0 and in [0, 60)"},
		{func(s *State) { s.Permanences[2] = 1.5 }, "Permanences[2] = 1.5, want in [0, 1]"},
		{func(s *State) { s.Permanences[2] = nan() }, "Permanences[2] = NaN, want in [0, 1]"},
		{func(s *State) { s.OverlapDutyCycles[2] = 2.5 }, "OverlapDutyCycles[2] = 2.5, want in [0, 2]"},
		{func(s *State) { s.ActiveDutyCycles[2] = -1 }, "ActiveDutyCycles[2] = -1, want in [0, 2]"},
		{func(s *State) { s.MinOverlapDutyCycles[2] = nan() }, "MinOverlapDutyCycles[2] = NaN, want in [0, 2]"},
		{func(s *State) { s.BoostFactors[2] = nan() }, "BoostFactors[2] = NaN, want in [0, 6.235149e+27]"},
		{func(s *State) { s.BoostedOverlaps[2] = -0.5 }, "BoostedOverlaps[2] = -0.5, want in [0, +Inf]"},
		{func(s *State) { s.TieOrder[0], s.TieOrder[1] = 9, 9 }, "TieOrder names minicolumn 9, want each of [0, 70) once"},
		{func(s *State) { s.TieOrder[0] = -1 }, "TieOrder names minicolumn -1, want each of [0, 70) once"},
		{func(s *State) { s.TieOrder[0] = 70 }, "TieOrder names minicolumn 70, want each of [0, 70) once"},
		{func(s *State) { s.Active = []int{3, 3} }, "Active[1] = 3, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.Active = []int{70} }, "Active[0] = 70, want sorted, unique and in [0, 70)"},
		{func(s *State) { s.Overlaps[0] = 61 }, "Overlaps[0] = 61, want in [0, 60]"},
		{func(s *State) { s.Overlaps[0] = -1 }, "Overlaps[0] = -1, want in [0, 60]"},
	} {
		p := trained(t)
		before, damaged := p.Snapshot(), p.Snapshot()
		tt.change(&damaged)
		err := p.Restore(damaged)
		if want := "spatial: state: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
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

// whole returns a pooler with something in those parts of its state, too, that are empty
// by default.
func whole(t testing.TB) *Pooler {
	p := mustNew(t, 60, 70, func(p *Params) {
		var err error
		p.Transmission, err = synapse.NewTransmission(synapse.TransmissionParams{
			Release: func(float64) float64 { return 0.7 }, Utilisation: 0.4, Recovery: 5, Facilitation: 2,
		})
		if err != nil {
			t.Fatal(err)
		}
		p.Density, p.UpdatePeriod = 0.1, 10
		p.Plasticity = synapse.PerSynapses(2, func(s *synapse.Synapses) {
			for i, x := range s.Inputs {
				s.Permanences[i] += 0.05*x - 0.01*(1-x)
				s.Variables[0][i] += x
				s.Variables[1][i] += 0.5
			}
		})
	})
	r := rng.New(9)
	for i := 0; i < 35; i++ {
		p.Step(sdr.SDR{Size: 60, Bits: r.Sample(60, 8)}, true)
	}
	if err := p.KillColumns(sdr.SDR{Size: 70, Bits: []int{3, 50}}); err != nil {
		t.Fatal(err)
	}
	return p
}

// A state that a pooler with more of it does not take, and that by default is no state.
func TestRestoreRefusesMore(t *testing.T) {
	for _, tt := range []struct {
		change func(*State)
		want   string
	}{
		{func(s *State) { s.Drives = s.Drives[1:] }, "69 Drives, want 70"},
		{func(s *State) { s.Drives[1] = nan() }, "Drives[1] = NaN, want a number >= 0"},
		{func(s *State) { s.Drives[1] = -1 }, "Drives[1] = -1, want a number >= 0"},
		{func(s *State) { s.Overlaps[1] = 1000 }, "Overlaps[1] = 1000, want in [0, 150]"},
		{func(s *State) { s.LearningSteps = 36 }, "LearningSteps = 36, want in [0, Iteration = 35]"},
		{func(s *State) { s.LastOn = s.LastOn[1:] }, "59 LastOn, want 60 as this Plasticity has them"},
		{func(s *State) { s.LastOn[2] = 36 }, "LastOn[2] = 36, want in [0, Iteration = 35]"},
		{func(s *State) { s.Learned = nil }, "0 Learned, want 70 as this Plasticity has them"},
		{func(s *State) { s.Learned[2] = -1 }, "Learned[2] = -1, want in [0, Iteration = 35]"},
		{func(s *State) { s.Variables = s.Variables[1:] }, "4079 Variables, want 4080 as this Plasticity has them"},
		{func(s *State) { s.Variables[7] = nan() }, "Variables[7] = NaN, want a number"},
		{func(s *State) { s.ShortTerm.LastOn = nil }, "ShortTerm: synapse: state with 0 LastOn, 60 Utilisation, 60 Resources, want 60"},
	} {
		p := whole(t)
		before, damaged := p.Snapshot(), p.Snapshot()
		tt.change(&damaged)
		err := p.Restore(damaged)
		if want := "spatial: state: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
		if !reflect.DeepEqual(p.Snapshot(), before) {
			t.Errorf("%s: a refused state changed the pooler", tt.want)
		}
	}
	s := trained(t).Snapshot()
	s.Drives = make([]float32, 70)
	const want = "spatial: state: 70 Drives, want none where overlaps are counts"
	if err := trained(t).Restore(s); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// A snapshot holds everything: no field of it is empty or zero.
func TestSnapshotIsWhole(t *testing.T) {
	s := reflect.ValueOf(whole(t).Snapshot())
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
