package experiment

import (
	"context"
	"math"

	"gohtm/htm/sdr"
)

// FiringParams configures Firing: start from DefaultFiringParams. Times are in seconds, rates in
// spikes a second.
type FiringParams struct {
	Synapses  int // of a segment, all on cells of one pattern
	Threshold int // of it
	// Rates are those at which the cells of the pattern fire, Windows how long a spike
	// counts: results are for each of one with each of the other. A window is rounded to
	// whole steps.
	Rates, Windows []float64
	Step           float64 // length of a time step; a cell spikes at most once in it
	// Regular: cells fire at even intervals, each from a time of its own; else at random, by
	// Poisson's law. Jitter moves each regular spike by up to that share of the interval, in [0, 1].
	Regular bool
	Jitter  float64
	// Summed: several spikes of a cell in the window count as several; otherwise as one, and the
	// segment counts cells.
	Summed bool
	// Decay is what is left of a spike from one step to the next, in (0, 1]; 1: it counts in
	// full until the window is over. Less needs Summed.
	Decay    float64
	Segments int // of each run, on patterns of their own
	Windowed int // windows that follow one another in each run
	Seeds    []uint64
}

// DefaultFiringParams returns 40 synapses and a threshold of 15, as in the words of Hawkins & Ahmad
// (2016), Poisson spikes at 10 to 100 a second, and windows of 10 to 100 ms in steps of 5 ms.
func DefaultFiringParams() FiringParams {
	return FiringParams{
		Synapses: 40, Threshold: 15, Rates: []float64{10, 20, 30, 40, 50, 60, 70, 80, 90, 100},
		Windows: []float64{.01, .02, .05, .1}, Step: .005, Jitter: .2, Decay: 1, Segments: 25, Windowed: 40, Seeds: []uint64{1, 2, 3},
	}
}

// Validate names every field that is out of range.
func (p FiringParams) Validate() error {
	var bad faults
	bad.that(p.Synapses > 0 && p.Synapses <= 1000, "Synapses = %d, want in [1, 1000]", p.Synapses)
	bad.that(p.Threshold > 0 && p.Threshold <= p.Synapses, "Threshold = %d, want in [1, Synapses = %d]", p.Threshold, p.Synapses)
	bad.that(len(p.Rates) > 0 && len(p.Windows) > 0 && len(p.Seeds) > 0, "%d Rates, %d Windows and %d Seeds, want one or more of each", len(p.Rates), len(p.Windows), len(p.Seeds))
	bad.that(p.Step > 0 && !math.IsInf(p.Step, 1), "Step = %v, want > 0", p.Step)
	for _, rate := range p.Rates {
		bad.that(rate >= 0 && (!p.Regular || rate*p.Step <= 1) && rate < math.Inf(1), "Rates has %v, want >= 0, and at most 1/Step = %v if Regular", rate, 1/p.Step)
	}
	for _, window := range p.Windows {
		steps := window / p.Step
		bad.that(steps > .5 && steps < 1000, "Windows has %v, want 1 to 1000 steps of %v", window, p.Step)
	}
	bad.that(p.Jitter >= 0 && p.Jitter <= 1, "Jitter = %v, want in [0, 1]", p.Jitter)
	bad.that(p.Decay > 0 && p.Decay <= 1, "Decay = %v, want in (0, 1]", p.Decay)
	bad.that(p.Decay == 1 || p.Summed, "Decay = %v, want 1 unless Summed", p.Decay)
	bad.that(p.Segments > 0 && p.Segments <= 1000, "Segments = %d, want in [1, 1000]", p.Segments)
	bad.that(p.Windowed > 0, "Windowed = %d, want > 0", p.Windowed)
	return bad.err
}

// FiringResult is what Firing returns. Rows are by Windows, then by Rates; measured ones have a
// number for each seed.
type FiringResult struct {
	// Share is the probability that a cell spikes in a window, Detected that a segment
	// is active at its end: exact, or NaN where no formula holds (Decay below 1, or Regular
	// and Summed).
	Share, Detected                 [][]float64
	MeasuredShare, MeasuredDetected [][][]float64
}

// Firing lets the cells of patterns fire at a rate, and asks how often segments that know these
// patterns detect them in a window of time: exactly, and on the segments of a
// temporal.Memory with that SpikeWindow. progress, if not nil, is told of the runs. When ctx ends, it
// returns an error and no result.
//
// The segments are those of Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023,
// where time is a row of patterns; how long a coincidence may take, and at what rates cells fire, it
// leaves open.
func Firing(ctx context.Context, p FiringParams, progress func(done, total int)) (FiringResult, error) {
	if err := p.Validate(); err != nil {
		return FiringResult{}, err
	}
	var r FiringResult
	for _, window := range p.Windows {
		steps := p.steps(window)
		var share, detected []float64
		var shares, detections [][]float64
		for _, rate := range p.Rates {
			share, detected = append(share, p.share(rate, steps)), append(detected, p.detected(rate, steps))
			shares, detections = append(shares, make([]float64, len(p.Seeds))), append(detections, make([]float64, len(p.Seeds)))
		}
		r.Share, r.Detected = append(r.Share, share), append(r.Detected, detected)
		r.MeasuredShare, r.MeasuredDetected = append(r.MeasuredShare, shares), append(r.MeasuredDetected, detections)
	}
	n := len(p.Seeds)
	err := each(ctx, len(p.Windows)*len(p.Rates)*n, progress, func(ctx context.Context, job int) error {
		w, f, s := job/n/len(p.Rates), job/n%len(p.Rates), job%n
		share, detected, err := p.measure(ctx, p.Rates[f], p.steps(p.Windows[w]), p.Seeds[s])
		r.MeasuredShare[w][f][s], r.MeasuredDetected[w][f][s] = share, detected
		return err
	})
	if err != nil {
		return FiringResult{}, err
	}
	return r, nil
}

// steps of a window.
func (p FiringParams) steps(window float64) int { return int(math.Round(window / p.Step)) }

// Share returns the probability that a cell spikes in a window, of any length:
//
//	1 - exp(-rate window)                          by Poisson's law
//	∫_0^1 1 - Π_k (1 - P(spike k in the window)) dφ    at even intervals, from phase φ on
//
// where spike k, at (k + φ + jitter u) / rate with u even in [0, 1), is in the window with a
// probability that is what they have in common. Without jitter that is min(1, rate window).
func (p FiringParams) Share(rate, window float64) float64 {
	x := rate * window // spikes expected
	if !p.Regular {
		return -math.Expm1(-x)
	}
	if p.Jitter == 0 {
		return math.Min(1, x)
	}
	const phases = 2000
	sum := 0.0
	for i := range phases {
		none := 1.0
		for k := -1; float64(k) < x; k++ {
			from := float64(k) + (float64(i)+.5)/phases
			common := math.Min(x, from+p.Jitter) - math.Max(0, from)
			none *= 1 - math.Max(0, common)/p.Jitter
		}
		sum += 1 - none
	}
	return sum / phases
}

// share is Share for a window of so many steps.
func (p FiringParams) share(rate float64, steps int) float64 {
	return p.Share(rate, float64(steps)*p.Step)
}

// detected is the probability that a segment is active at the end of a window,
//
//	P(Binomial(Synapses, share) >= Threshold)                counting cells
//	P(Binomial(Synapses steps, 1 - exp(-rate Step)) >= Threshold)    counting spikes, at most one a step
func (p FiringParams) detected(rate float64, steps int) float64 {
	switch {
	case !p.Summed:
		return sdr.FireProbability(p.Synapses, p.share(rate, steps), p.Threshold)
	case p.Decay < 1 || p.Regular:
		return math.NaN()
	}
	return sdr.FireProbability(p.Synapses*steps, p.share(rate, 1), p.Threshold)
}
