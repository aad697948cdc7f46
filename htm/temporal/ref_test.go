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
	var reached struct{ full, forgot, supported, inhibited, dead int } // steps
	for seed := uint64(0); seed < 120; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			pair := newPair(t, rng.New(seed))
			for step := 0; step < 200; step++ {
				pair.step()
				g, m := pair.m.Growth(), pair.m
				total = total.Plus(g)
				if slices.Contains(m.Snapshot().Distal.SegmentSynapses, uint32(m.params.MaxSynapsesPerSegment)) {
					reached.full++
				}
				if m.Segments() == m.params.MaxSegments && g.SegmentsRemoved > 0 {
					reached.forgot++
				}
				reached.dead += min(1, m.DeadCells().Len())
			}
			reached.supported += pair.supported
			reached.inhibited += pair.inhibited
			if pair.m.Segments() == 0 {
				t.Errorf("no segment after 200 steps of %+v: the comparison proves little", pair.m.params)
			}
		})
	}
	if total.SegmentsRemoved < 1000 || total.SynapsesRemoved < 10000 || min(reached.full, reached.forgot, reached.supported, reached.inhibited, reached.dead) < 1000 {
		t.Errorf("%+v, steps that reached a limit or used a feature %+v: want all of them often", total, reached)
	}
}

// FuzzEqualsReference lets the fuzzer choose the parameters and the stream.
func FuzzEqualsReference(f *testing.F) {
	for seed := uint64(1000); seed < 1020; seed++ {
		f.Add(seed, uint8(40))
	}
	f.Fuzz(func(t *testing.T, seed uint64, steps uint8) {
		r := rng.New(seed)
		pair := newPairWith(t, r, func(p *Params, plain *ref.TemporalParams) {
			if seed%2 == 1 {
				randomVariant(t, r, p, plain)
			}
		})
		for ; steps > 0; steps-- {
			pair.step()
		}
	})
}

// pair is a memory and its reference, to be given the same.
type pair struct {
	t         *testing.T
	r         *rng.Stream
	m         *Memory
	reference *ref.TemporalMemory
	next      func() sdr.SDR
	contexts  []Context // that come again and again
	steps     int

	vetoed               int // steps in which a cell was inhibited
	supported, inhibited int // steps with apically supported cells, and where that kept others from being predicted
}

func newPair(t *testing.T, r *rng.Stream) *pair {
	return newPairWith(t, r, func(*Params, *ref.TemporalParams) {})
}

// newPairWith returns a pair whose parameters were changed by a function, which says
// what is a function for either.
func newPairWith(t *testing.T, r *rng.Stream, change func(p *Params, plain *ref.TemporalParams)) *pair {
	p := randomParams(r)
	var hooks ref.TemporalParams
	change(&p, &hooks)
	of := refParams(p)
	of.Rule, of.Punishment, of.IdleEvery, of.Idle = hooks.Rule, hooks.Punishment, hooks.IdleEvery, hooks.Idle
	of.Contribution, of.ShortTerm = hooks.Contribution, hooks.ShortTerm
	c := &pair{t: t, r: r, m: mustNew(t, p), reference: ref.NewTemporalMemory(of), next: randomStream(r, p.Columns)}
	for i := 0; i < 3; i++ {
		c.contexts = append(c.contexts, randomContext(r, p))
	}
	return c
}

// step does what comes next to both, and compares them.
func (c *pair) step() {
	columns, learn := c.next(), c.r.Below(8) > 0
	c.steps++
	if c.r.Below(25) == 0 {
		c.m.Reset()
		c.reference.Reset()
	}
	if c.r.Below(60) == 0 {
		dead := sdr.SDR{Size: c.m.Cells(), Bits: c.r.Sample(c.m.Cells(), c.r.Below(1+c.m.Cells()/20))}
		if err := c.m.KillCells(dead); err != nil {
			c.t.Fatal(err)
		}
		c.reference.Kill(dead.Bits)
	}
	for n := c.r.Below(5); n > 0 && n < 3; n-- { // twice: the later context counts
		context := c.contexts[c.steps%len(c.contexts)]
		if c.r.Below(5) == 0 {
			context = randomContext(c.r, c.m.params)
		}
		c.m.Predict(context)
		c.reference.Predict(refContext(context))
		c.compare()
	}
	c.supported += min(1, c.m.ApicallySupportedCells().Len())
	c.inhibited += min(1, c.m.DistallyPredictedCells().Len()-c.m.PredictiveCells().Len())
	for _, s := range c.m.inhibition.matching {
		if s.Connected > 0 {
			c.vetoed++
			break
		}
	}
	c.m.Step(columns, learn)
	c.reference.Step(columns.Bits, learn)
	c.compare()
}

func (c *pair) compare() {
	c.t.Helper()
	s := c.m.Snapshot()
	for _, x := range []struct {
		what      string
		got, want []int
	}{
		{"active cells", s.ActiveCells, c.reference.Active},
		{"winner cells", s.WinnerCells, c.reference.Winners},
		{"bursting minicolumns", s.BurstingColumns, c.reference.Bursting},
		{"predictive cells", c.m.PredictiveCells().Bits, c.reference.Predictive()},
		{"supported cells", c.m.ApicallySupportedCells().Bits, c.reference.Supported()},
		{"iteration and steps", []int{int(s.Iteration), int(s.Steps)}, []int{c.reference.Iteration, c.reference.Steps}},
	} {
		if !slices.Equal(x.got, x.want) {
			c.t.Fatalf("step %d: %s %v, want %v", c.steps, x.what, x.got, x.want)
		}
	}
	if c.m.release.State() != c.reference.Release.State() {
		c.t.Fatalf("step %d: the stream of releases is not where the reference's is", c.steps)
	}
	if s.Random != c.reference.Random.State() {
		c.t.Fatalf("step %d: the random stream is not where the reference's is", c.steps)
	}
	c.compareSegments("distal", s.Distal, c.reference.Distal)
	c.compareSegments("apical", s.Apical, c.reference.Apical)
	c.compareSegments("inhibitory", s.Inhibitory, c.reference.Inhibitory)
	if c.m.Segments() != len(s.Distal.SegmentCell) || c.m.Synapses() != len(s.Distal.Permanence) ||
		c.m.ApicalSegments() != len(s.Apical.SegmentCell) || c.m.ApicalSynapses() != len(s.Apical.Permanence) {
		c.t.Fatalf("step %d: %v, want the numbers of its state", c.steps, c.m)
	}
}

func (c *pair) compareSegments(kind string, got synapse.State, want ref.TemporalDendrites) {
	c.t.Helper()
	segments := slices.Concat(want.Cells...)
	if len(got.SegmentCell) != len(segments) {
		c.t.Fatalf("step %d: %d %s segments, want %d", c.steps, len(got.SegmentCell), kind, len(segments))
	}
	at := 0
	for i, want := range segments {
		var synapses []ref.TemporalSynapse
		for end := at + int(got.SegmentSynapses[i]); at < end; at++ {
			synapse := ref.TemporalSynapse{Presynaptic: int(got.SynapseInput[at]), Permanence: got.Permanence[at]}
			if variables := len(got.Variable) / len(got.Permanence); variables > 0 {
				copy(synapse.Variables[:], got.Variable[at*variables:][:variables])
			}
			synapses = append(synapses, synapse)
		}
		if len(got.SegmentLearned) > 0 && int(got.SegmentLearned[i]) != want.Learned || len(got.SegmentLearned) == 0 && want.Learned > 0 {
			c.t.Fatalf("step %d, %s segment %d: learned %v, want %d", c.steps, kind, i, got.SegmentLearned, want.Learned)
		}
		cell, used := int(got.SegmentCell[i]), int(got.SegmentLastUsed[i])
		if cell != want.Cell || used != want.LastUsed || !slices.Equal(synapses, want.Synapses) {
			c.t.Fatalf("step %d, %s segment %d: cell %d, used %d, %v; want %+v", c.steps, kind, i, cell, used, synapses, *want)
		}
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
		MaxSegments: p.MaxSegments, ExternalInputs: p.ExternalInputs, ExternalOnly: p.ExternalOnly,
		ApicalInputs: p.ApicalInputs, ApicalTiebreak: p.ApicalTiebreak, ApicalReduction: p.ApicalReduction,
		ApicalRequired: p.ApicalRequired, ApicalPredictedSegmentDecrement: p.ApicalPredictedSegmentDecrement,
		SpikeWindow: p.SpikeWindow, EPSPDecay: p.EPSPDecay, DepolarisationSteps: p.DepolarisationSteps,
		InhibitoryInputs: p.InhibitoryInputs,
		PickWinner:       p.PickWinner, Seed: p.Seed,
	}
}

func refContext(c Context) ref.TemporalContext {
	r := ref.TemporalContext{External: c.External.Bits, ExternalWinners: c.ExternalWinners.Bits, Apical: c.Apical.Bits, ApicalWinners: c.ApicalWinners.Bits}
	if c.ExternalWinners.Size == 0 {
		r.ExternalWinners = r.External
	}
	if c.ApicalWinners.Size == 0 {
		r.ApicalWinners = r.Apical
	}
	return r
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
	if r.Below(3) == 0 {
		p.MaxSegments = 10 + r.Below(100)
	}
	if r.Below(2) == 0 {
		p.ExternalInputs = 5 + r.Below(20)
		p.ExternalOnly = r.Below(3) == 0
	}
	if r.Below(3) > 0 {
		p.ApicalInputs = 5 + r.Below(20)
		p.ApicalTiebreak = r.Below(3) > 0
		p.ApicalReduction = r.Below(1 + p.ActivationThreshold - p.MinThreshold)
		p.ApicalRequired = r.Below(4) == 0
		p.ApicalPredictedSegmentDecrement = pick(0, 0.01, 0.1)
	}
	p.Seed = r.Next()
	return p
}

// randomContext draws some of the inputs that the parameters have, and sometimes
// winners among them.
func randomContext(r *rng.Stream, p Params) (c Context) {
	if p.ExternalInputs > 0 && r.Below(8) > 0 {
		c.External = sdr.SDR{Size: p.ExternalInputs, Bits: r.Sample(p.ExternalInputs, r.Below(6))}
		if r.Below(3) == 0 {
			c.ExternalWinners = sdr.SDR{Size: p.ExternalInputs, Bits: c.External.Bits[:len(c.External.Bits)/2]}
		}
	}
	if p.ApicalInputs > 0 && r.Below(8) > 0 {
		c.Apical = sdr.SDR{Size: p.ApicalInputs, Bits: r.Sample(p.ApicalInputs, r.Below(6))}
		if r.Below(3) == 0 {
			c.ApicalWinners = sdr.SDR{Size: p.ApicalInputs, Bits: c.Apical.Bits[len(c.Apical.Bits)/2:]}
		}
	}
	return c
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
