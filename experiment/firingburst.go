package experiment

import (
	"context"
	"math"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// BurstParams configures Bursts: start from DefaultBurstParams.
type BurstParams struct {
	Synapses, Threshold int
	Release             []float64 // the probabilities with which a synapse transmits a spike
	Spikes              []int     // how many spikes a burst has, one a step: 1 is tonic firing
	Segments            int       // of each run, on patterns of their own
	Trials              int       // bursts in each run
	Seeds               []uint64
}

// DefaultBurstParams returns 40 synapses with a threshold of 15 that release with .1 to .6,
// and bursts of 1 to 5 spikes.
func DefaultBurstParams() BurstParams {
	return BurstParams{
		Synapses: 40, Threshold: 15, Release: []float64{.1, .2, .25, .3, .35, .4, .5, .6}, Spikes: []int{1, 2, 3, 5},
		Segments: 50, Trials: 20, Seeds: []uint64{1, 2, 3},
	}
}

// Validate names every field that is out of range.
func (p BurstParams) Validate() error {
	var bad faults
	bad.that(0 < p.Threshold && p.Threshold <= p.Synapses && p.Synapses <= 1000, "Threshold = %d, Synapses = %d, want 0 < Threshold <= Synapses <= 1000", p.Threshold, p.Synapses)
	bad.that(len(p.Release) > 0 && len(p.Spikes) > 0 && len(p.Seeds) > 0, "%d Release, %d Spikes and %d Seeds, want one or more of each", len(p.Release), len(p.Spikes), len(p.Seeds))
	for _, q := range p.Release {
		bad.that(q >= 0 && q <= 1, "Release has %v, want in [0, 1]", q)
	}
	for _, n := range p.Spikes {
		bad.that(n > 0 && n <= 1000, "Spikes has %d, want in [1, 1000]", n)
	}
	bad.that(p.Segments > 0 && p.Segments <= 1000 && p.Trials > 0, "Segments = %d and Trials = %d, want in [1, 1000] and > 0", p.Segments, p.Trials)
	return bad.err
}

// BurstResult is what Bursts returns: rows are by Spikes, then by Release.
type BurstResult struct {
	Synapse  [][]float64   // the probability that a synapse transmits at least one spike of a burst
	Segment  [][]float64   // the probability that a segment is active after at least one of them
	Measured [][][]float64 // the share of segments that were, for each seed
}

// Bursts sends patterns to segments over synapses that fail, as one spike, or as a burst of
// several, and asks how often a segment notices. A burst is as many tries, each of
// which the segment passes or not:
//
//	synapse = 1 - (1 - release)^spikes
//	segment = 1 - (1 - P(Binomial(Synapses, release) >= Threshold))^spikes
//
// measured on a temporal.Memory whose depolarisation outlasts the burst (DepolarisationSteps). Lisman (1997),
// "Bursts as a unit of neural information: making unreliable synapses reliable", Trends in
// Neurosciences 20, doi:10.1016/S0166-2236(96)10070-9. progress, if not nil, is told of the runs. When ctx
// ends, it returns an error and no result.
func Bursts(ctx context.Context, p BurstParams, progress func(done, total int)) (BurstResult, error) {
	if err := p.Validate(); err != nil {
		return BurstResult{}, err
	}
	var r BurstResult
	again := func(once float64, times int) float64 { return 1 - math.Pow(1-once, float64(times)) }
	for _, n := range p.Spikes {
		var synapses, segments []float64
		var measured [][]float64
		for _, q := range p.Release {
			synapses = append(synapses, again(q, n))
			segments = append(segments, again(sdr.FireProbability(p.Synapses, q, p.Threshold), n))
			measured = append(measured, make([]float64, len(p.Seeds)))
		}
		r.Synapse, r.Segment, r.Measured = append(r.Synapse, synapses), append(r.Segment, segments), append(r.Measured, measured)
	}
	seeds := len(p.Seeds)
	err := each(ctx, len(p.Spikes)*len(p.Release)*seeds, progress, func(ctx context.Context, job int) (err error) {
		n, q, s := job/seeds/len(p.Release), job/seeds%len(p.Release), job%seeds
		r.Measured[n][q][s], err = p.measure(ctx, p.Spikes[n], p.Release[q], p.Seeds[s])
		return err
	})
	if err != nil {
		return BurstResult{}, err
	}
	return r, nil
}

func (p BurstParams) measure(ctx context.Context, spikes int, release float64, seed uint64) (noticed float64, err error) {
	transmission, err := synapse.Releasing(release)
	if err != nil {
		return 0, err
	}
	d, err := newDetector(p.Segments, p.Synapses, p.Threshold, seed, func(m *temporal.Params) {
		m.Transmission, m.DepolarisationSteps = transmission, spikes
	})
	if err != nil {
		return 0, err
	}
	var all []int
	for i := range p.Segments {
		all = append(all, d.pattern(i)...)
	}
	for trial := range p.Trials {
		if err := stopped(ctx, trial, p.Trials); err != nil {
			return 0, err
		}
		d.memory.Reset() // what was before is forgotten
		active := 0.0
		for range spikes {
			active = d.step(all)
		}
		noticed += active
	}
	return noticed / float64(p.Trials), nil
}

// BurstCells returns how few cells of a segment's pattern make it active when each of them fires a
// burst of so many spikes, one a step, within the segment's window: by arithmetic,
//
//	fewest = ⌈threshold / Σ_k factor_k⌉   over the spikes k of a burst
//
// and tried on a temporal.Memory with that SpikeWindow. factor_k is what short-term depression or facilitation
// leaves of spike k; without a transmission every spike counts 1, and n spikes do the work of n
// cells. 0 where even all synapses do not suffice.
func BurstCells(transmission *synapse.Transmission, synapses, threshold int, spikes []int) (fewest, tried []int, err error) {
	var bad faults
	bad.that(0 < threshold && threshold <= synapses && synapses <= 1000, "threshold = %d, synapses = %d, want 0 < threshold <= synapses <= 1000", threshold, synapses)
	for _, n := range spikes {
		bad.that(n > 0 && n <= 1000, "spikes has %d, want in [1, 1000]", n)
	}
	if bad.err != nil {
		return nil, nil, bad.err
	}
	if transmission == nil {
		transmission = allOrNone // with it a segment adds up spikes, not cells
	}
	for _, n := range spikes {
		sum, dynamics := 0.0, transmission.ShortTerm(1)
		for range n {
			factor := 1.0
			if dynamics != nil {
				factor = float64(dynamics.Step([]int{0})[0])
			}
			sum += factor
		}
		cells := int(math.Ceil(float64(threshold)/sum - 1e-6))
		if cells > synapses {
			cells = 0
		}
		found, err := tryBursts(transmission, synapses, threshold, n)
		if err != nil {
			return nil, nil, err
		}
		fewest, tried = append(fewest, cells), append(tried, found)
	}
	return fewest, tried, nil
}

// tryBursts finds the fewest cells whose burst makes a segment active.
func tryBursts(transmission *synapse.Transmission, synapses, threshold, spikes int) (int, error) {
	d, err := newDetector(1, synapses, threshold, 1, func(m *temporal.Params) {
		m.Transmission, m.SpikeWindow, m.MinThreshold = transmission, spikes, 1
	})
	if err != nil {
		return 0, err
	}
	for cells := 1; cells <= synapses; cells++ {
		d.memory.Reset()
		active := 0.0
		for range spikes {
			active = d.step(d.pattern(0)[:cells])
		}
		if active > 0 {
			return cells, nil
		}
	}
	return 0, nil
}
