package temporal

import (
	"fmt"
	"slices"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// The memory must equal the reference in every bit of every step: cells, every
// segment with its synapses and permanences, and the random stream.
func TestEqualsReference(t *testing.T) {
	var total synapse.Growth
	full := 0 // steps at the end of which some segment was as large as allowed
	for seed := uint64(0); seed < 60; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rng.New(seed)
			p := randomParams(r)
			m := mustNew(t, p)
			reference := ref.NewTemporalMemory(refParams(p))
			next := randomStream(r, p.Columns)
			for step := 0; step < 250; step++ {
				columns := next()
				learn := r.Below(8) > 0
				if r.Below(25) == 0 {
					m.Reset()
					reference.Reset()
				}
				m.Step(columns, learn)
				reference.Step(columns.Bits, learn)
				compare(t, step, m, reference)
				g := m.Growth()
				total.SegmentsRemoved += g.SegmentsRemoved
				total.SynapsesRemoved += g.SynapsesRemoved
				if slices.Contains(m.Snapshot().Distal.SegmentSynapses, uint32(p.MaxSynapsesPerSegment)) {
					full++
				}
			}
			if m.Segments() == 0 {
				t.Errorf("no segment after 250 steps of %+v: the comparison proves little", p)
			}
		})
	}
	if total.SegmentsRemoved < 1000 || total.SynapsesRemoved < 10000 || full < 1000 {
		t.Errorf("%+v, %d steps with full segments: want the limits to be reached often", total, full)
	}
}

func compare(t *testing.T, step int, m *Memory, reference *ref.TemporalMemory) {
	t.Helper()
	s := m.Snapshot()
	for _, c := range []struct {
		what      string
		got, want []int
	}{
		{"active cells", s.ActiveCells, reference.Active},
		{"winner cells", s.WinnerCells, reference.Winners},
		{"bursting minicolumns", s.BurstingColumns, reference.Bursting},
		{"predictive cells", m.PredictiveCells().Bits, reference.Predictive()},
		{"iteration", []int{int(s.Iteration)}, []int{reference.Iteration}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Fatalf("step %d: %s %v, want %v", step, c.what, c.got, c.want)
		}
	}
	if s.Random != reference.Random.State() {
		t.Fatalf("step %d: the random stream is not where the reference's is", step)
	}
	var segments []*ref.TemporalSegment
	for _, of := range reference.Cells {
		segments = append(segments, of...)
	}
	if m.Segments() != len(segments) || len(s.Distal.SegmentCell) != len(segments) {
		t.Fatalf("step %d: %d segments, want %d", step, m.Segments(), len(segments))
	}
	at := 0
	for i, want := range segments {
		var got ref.TemporalSegment
		got.Cell, got.LastUsed = int(s.Distal.SegmentCell[i]), int(s.Distal.SegmentLastUsed[i])
		for end := at + int(s.Distal.SegmentSynapses[i]); at < end; at++ {
			got.Synapses = append(got.Synapses, ref.TemporalSynapse{Presynaptic: int(s.Distal.SynapseInput[at]), Permanence: s.Distal.Permanence[at]})
		}
		if got.Cell != want.Cell || got.LastUsed != want.LastUsed || !slices.Equal(got.Synapses, want.Synapses) {
			t.Fatalf("step %d, segment %d: %+v, want %+v", step, i, got, *want)
		}
	}
	if m.Synapses() != at {
		t.Fatalf("step %d: Synapses() = %d, want %d", step, m.Synapses(), at)
	}
}

func refParams(p Params) ref.TemporalParams {
	return ref.TemporalParams{
		Columns: p.Columns, CellsPerColumn: p.CellsPerColumn,
		ActivationThreshold: p.ActivationThreshold, MinThreshold: p.MinThreshold,
		InitialPermanence: p.InitialPermanence, ConnectedPermanence: p.ConnectedPermanence,
		PermanenceIncrement: p.PermanenceIncrement, PermanenceDecrement: p.PermanenceDecrement,
		PredictedSegmentDecrement: p.PredictedSegmentDecrement,
		MaxNewSynapses:            p.MaxNewSynapses,
		MaxSegmentsPerCell:        p.MaxSegmentsPerCell, MaxSynapsesPerSegment: p.MaxSynapsesPerSegment,
		PrunePermanence: p.PrunePermanence, PruneSynapses: p.PruneSynapses,
		PickWinner: p.PickWinner, Seed: p.Seed,
	}
}

// randomParams draws parameters of small memories, with limits that are reached.
func randomParams(r *rng.Stream) Params {
	pick := func(values ...float32) float32 { return values[r.Below(len(values))] }
	p := DefaultParams(10 + r.Below(40))
	p.CellsPerColumn = 1 + r.Below(5)
	p.MinThreshold = 1 + r.Below(3)
	p.ActivationThreshold = p.MinThreshold + r.Below(3)
	p.MaxNewSynapses = p.ActivationThreshold + r.Below(4)
	p.MaxSynapsesPerSegment = p.MaxNewSynapses + r.Below(5)
	p.MaxSegmentsPerCell = 1 + r.Below(4)
	p.InitialPermanence = pick(0.21, 0.3, 0.5, 0.6)
	p.ConnectedPermanence = pick(0.1, 0.4, 0.5)
	p.PermanenceIncrement = pick(0.05, 0.1, 0.3)
	p.PermanenceDecrement = pick(0, 0.02, 0.1, 0.2)
	p.PredictedSegmentDecrement = pick(0, 0.01, 0.05, 0.2)
	p.PrunePermanence = pick(1e-5, 0.05)
	p.PruneSynapses = 1 + r.Below(min(2, p.MaxNewSynapses))
	if r.Below(3) == 0 {
		p.PickWinner = func(segments []int, random uint64) int { return int(random % uint64(len(segments))) }
	}
	p.Seed = r.Next()
	return p
}

// randomStream repeats a sequence of a few patterns, with noise, and now and then
// an input that is empty, full, or new.
func randomStream(r *rng.Stream, columns int) func() sdr.SDR {
	patterns := make([][]int, 4+r.Below(8))
	for i := range patterns {
		patterns[i] = r.Sample(columns, 3+r.Below(4))
	}
	step := 0
	return func() sdr.SDR {
		step++
		input := sdr.SDR{Size: columns, Bits: patterns[step%len(patterns)]}
		switch r.Below(30) {
		case 0:
			input.Bits = nil
		case 1:
			input.Bits = r.Sample(columns, columns)
		case 2, 3:
			input.Bits = r.Sample(columns, 5)
		case 4, 5, 6, 7:
			extra, _ := sdr.New(columns, r.Below(columns))
			return input.Union(extra)
		case 8, 9:
			input.Bits = input.Bits[1:]
		}
		return input
	}
}

func mustNew(t testing.TB, p Params) *Memory {
	t.Helper()
	m, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
