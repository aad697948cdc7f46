package experiment

import (
	"context"
	"math"

	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// BridgeParams configures Bridges: start from DefaultBridgeParams. A step is as long as one likes: with
// steps of 100 ms, 20 of them are the two seconds of a metabotropic receptor.
type BridgeParams struct {
	Lasting []int // for how many steps a depolarisation lasts: DepolarisationSteps
	Gaps    []int // how many steps after the cue the target comes: 1 is the next step
	Columns int   // minicolumns
	Active  int   // of them on in each pattern
	Pairs   int   // of a cue and a target that are learned
	Seeds   []uint64
}

// DefaultBridgeParams returns 25 pairs of patterns of 40 of 2048 minicolumns, and depolarisations
// that last for 1 to 20 steps.
func DefaultBridgeParams() BridgeParams {
	return BridgeParams{
		Lasting: []int{1, 2, 5, 10, 20}, Gaps: []int{1, 2, 3, 5, 6, 10, 11, 20, 21},
		Columns: 2048, Active: 40, Pairs: 25, Seeds: []uint64{1, 2, 3},
	}
}

// Validate names every field that is out of range.
func (p BridgeParams) Validate() error {
	var bad faults
	bad.that(len(p.Lasting) > 0 && len(p.Gaps) > 0 && len(p.Seeds) > 0, "%d Lasting, %d Gaps and %d Seeds, want one or more of each", len(p.Lasting), len(p.Gaps), len(p.Seeds))
	for _, n := range p.Lasting {
		bad.that(n > 0 && n <= 1000 && n <= p.Pairs, "Lasting has %d, want in [1, Pairs = %d], and at most 1000", n, p.Pairs)
	}
	for _, n := range p.Gaps {
		bad.that(n > 0, "Gaps has %d, want > 0", n)
	}
	bad.that(p.Active > 1 && p.Active <= p.Columns, "Active = %d, want in [2, Columns = %d]", p.Active, p.Columns)
	bad.that(p.Active <= 1000, "Active = %d, want at most 1000", p.Active)
	return bad.err
}

// BridgeResult is what Bridges returns, by Lasting.
type BridgeResult struct {
	// Bridged is the share of a target's minicolumns that fire predicted when it comes after a gap, by
	// Gaps and seeds: 1 as long as the depolarisation lasts, else about 0.
	Bridged [][][]float64
	// Union is the share of all minicolumns that is predicted when cue follows cue, as each
	// prediction waits for its target: expected, and measured for each seed. It is what a
	// random input is taken for known by.
	Union         []float64
	MeasuredUnion [][]float64
}

// Bridges teaches a memory pairs of patterns, first a cue and in the next step its
// target, and then lets time pass between them: nothing but random patterns. A
// depolarisation that lasts keeps the prediction alive, as the currents of metabotropic receptors do for
// seconds. What it costs: all predictions of the last n steps are there at once,
//
//	union = 1 - (1 - Active/Columns)^n
//
// as in a union of n random SDRs. Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, have predictions last for
// a step; Ahmad & Hawkins (2015), arXiv:1503.07469, for the union. progress, if not nil, is told of
// the runs. When ctx ends, it returns an error and no result.
func Bridges(ctx context.Context, p BridgeParams, progress func(done, total int)) (BridgeResult, error) {
	if err := p.Validate(); err != nil {
		return BridgeResult{}, err
	}
	var r BridgeResult
	for _, n := range p.Lasting {
		bridged := make([][]float64, len(p.Gaps))
		for i := range bridged {
			bridged[i] = make([]float64, len(p.Seeds))
		}
		r.Bridged, r.MeasuredUnion = append(r.Bridged, bridged), append(r.MeasuredUnion, make([]float64, len(p.Seeds)))
		r.Union = append(r.Union, 1-math.Pow(1-float64(p.Active)/float64(p.Columns), float64(n)))
	}
	err := each(ctx, len(p.Lasting)*len(p.Seeds), progress, func(ctx context.Context, job int) error {
		l, s := job/len(p.Seeds), job%len(p.Seeds)
		b, err := p.teach(p.Lasting[l], p.Seeds[s])
		if err != nil {
			return err
		}
		for i, gap := range p.Gaps {
			if err := stopped(ctx, i, len(p.Gaps)); err != nil {
				return err
			}
			r.Bridged[l][i][s] = b.bridge(gap)
		}
		r.MeasuredUnion[l][s] = b.union(p.Lasting[l])
		return nil
	})
	if err != nil {
		return BridgeResult{}, err
	}
	return r, nil
}

// bridge is a memory that knows pairs.
type bridge struct {
	memory        *temporal.Memory
	random        *sdr.Random
	cues, targets []sdr.SDR
}

func (p BridgeParams) teach(lasting int, seed uint64) (*bridge, error) {
	params := temporal.DefaultParams(p.Columns)
	params.CellsPerColumn, params.InitialPermanence, params.Seed = 4, 1, seed
	params.ActivationThreshold, params.MinThreshold = p.Active/2, p.Active/2
	params.MaxNewSynapses, params.MaxSynapsesPerSegment = p.Active, p.Active
	params.DepolarisationSteps = lasting
	memory, err := temporal.New(params)
	if err != nil {
		return nil, err
	}
	b := &bridge{memory: memory, random: sdr.NewRandom(seed)}
	for range p.Pairs {
		cue, target := b.random.Draw(p.Columns, p.Active), b.random.Draw(p.Columns, p.Active)
		memory.Step(cue, true)
		memory.Step(target, true)
		memory.Reset()
		b.cues, b.targets = append(b.cues, cue), append(b.targets, target)
	}
	return b, nil
}

// bridge shows every cue, and its target after a gap, and returns which share of the
// target's minicolumns fire predicted.
func (b *bridge) bridge(gap int) float64 {
	sum := 0.0
	for i, cue := range b.cues {
		b.memory.Reset()
		b.memory.Step(cue, false)
		for range gap - 1 {
			b.memory.Step(b.random.Draw(cue.Size, cue.Len()), false)
		}
		b.memory.Step(b.targets[i], false)
		sum += 1 - float64(b.memory.BurstingColumns().Len())/float64(cue.Len())
	}
	return sum / float64(len(b.cues))
}

// union shows cue after cue, and returns which share of the minicolumns is predicted once
// so many are remembered, on average.
func (b *bridge) union(lasting int) float64 {
	b.memory.Reset()
	sum, count := 0.0, 0
	for i, cue := range b.cues {
		b.memory.Step(cue, false)
		if i >= lasting-1 {
			sum, count = sum+float64(b.memory.PredictedColumns().Len())/float64(cue.Size), count+1
		}
	}
	return sum / float64(count)
}
