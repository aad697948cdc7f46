package experiment

import (
	"context"
	"math"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// DepressionParams configures Depression: start from DefaultDepressionParams. Times are in seconds.
type DepressionParams struct {
	Utilisation            float64 // share of its resources that a first spike uses, in (0, 1]
	Recovery, Facilitation float64 // time constants; 0: at once
	Rates                  []float64
	Step                   float64
	Spikes                 int // of each cell in a run, > 0; the latter half is measured
	Cells                  int // that are measured with Poisson spikes
	Synapses, Threshold    int // of a segment that hears volleys of spikes at each rate
	Seeds                  []uint64
}

// DefaultDepressionParams returns the depressing synapses of Tsodyks & Markram (1997),
// doi:10.1073/pnas.94.2.719, which use half of what is left and recover in 800 ms, at 1 to 100 spikes
// a second; and a segment of 40 synapses with a threshold of 15.
func DefaultDepressionParams() DepressionParams {
	return DepressionParams{
		Utilisation: .5, Recovery: .8, Rates: []float64{1, 2, 5, 10, 20, 50, 100}, Step: .001,
		Spikes: 60, Cells: 200, Synapses: 40, Threshold: 15, Seeds: []uint64{1, 2, 3},
	}
}

// Validate names every field that is out of range.
func (p DepressionParams) Validate() error {
	var bad faults
	bad.that(p.Step > 0 && !math.IsInf(p.Step, 1), "Step = %v, want > 0", p.Step)
	_, err := p.transmission()
	bad.part(err)
	bad.that(p.Utilisation > 0, "Utilisation = %v, want in (0, 1]", p.Utilisation)
	bad.that(len(p.Rates) > 0 && len(p.Seeds) > 0, "%d Rates and %d Seeds, want one or more of each", len(p.Rates), len(p.Seeds))
	for _, rate := range p.Rates {
		bad.that(rate > 0 && rate*p.Step <= 1, "Rates has %v, want in (0, 1/Step = %v]", rate, 1/p.Step)
	}
	bad.that(p.Spikes > 1 && p.Cells > 0, "Spikes = %d and Cells = %d, want > 1 and > 0", p.Spikes, p.Cells)
	bad.that(0 < p.Threshold && p.Threshold <= p.Synapses && p.Synapses <= 1000, "Threshold = %d, Synapses = %d, want 0 < Threshold <= Synapses <= 1000", p.Threshold, p.Synapses)
	return bad.err
}

func (p DepressionParams) transmission() (*synapse.Transmission, error) {
	return synapse.Facilitating(p.Utilisation, p.Recovery/p.Step, p.Facilitation/p.Step)
}

// DepressionResult is what Depression returns, by Rates: how much a spike counts when a cell
// has fired for long, 1 being its first. Exact ones are for the rates as they are in whole steps.
type DepressionResult struct {
	Regular, MeasuredRegular []float64
	// Poisson is NaN with Facilitation, for which no formula is known; the measured means have a number
	// for each seed.
	Poisson         []float64
	MeasuredPoisson [][]float64
	// Passes tells whether all synapses of the segment together still reach the threshold when
	// their cells fire as one, Detected whether the segment of a memory was active.
	Passes, Detected []bool
}

// Depression asks how much a spike still counts at a rate, with synapses that tire, or first
// warm up: by formula, on the short-term dynamics that layers use, and on a segment of a
// temporal.Memory. With e = exp(-dt/Recovery) and f = exp(-dt/Facilitation) over the interval dt,
// regular spikes settle at
//
//	u = Utilisation / (1 - f (1 - Utilisation)),   R = (1 - e) / (1 - (1-u) e),   factor = u R / Utilisation
//
// and spikes that come with probability p in each step, without facilitation, at a mean of
//
//	R = (1 - g) / (1 - (1 - Utilisation) g)   with g = p a / (1 - (1-p) a),  a = exp(-Step/Recovery)
//
// the mean of e over such intervals; for short steps that is 1 / (1 + rate Utilisation Recovery). So what
// comes through in a second, rate times factor, has a limit of 1 / (Utilisation Recovery), and a fast
// train says no more than a slow one: Tsodyks & Markram (1997), doi:10.1073/pnas.94.2.719; the
// equations from spike to spike are those of synapse.ShortTerm. When ctx ends, it returns an error and no
// result.
func Depression(ctx context.Context, p DepressionParams, progress func(done, total int)) (DepressionResult, error) {
	if err := p.Validate(); err != nil {
		return DepressionResult{}, err
	}
	n := len(p.Rates)
	r := DepressionResult{MeasuredRegular: make([]float64, n), MeasuredPoisson: make([][]float64, n), Detected: make([]bool, n)}
	for i, rate := range p.Rates {
		regular := p.regular(p.interval(rate))
		r.Regular, r.Poisson = append(r.Regular, regular), append(r.Poisson, p.poisson(rate))
		r.Passes = append(r.Passes, float64(p.Synapses)*regular >= float64(p.Threshold))
		r.MeasuredPoisson[i] = make([]float64, len(p.Seeds))
	}
	err := each(ctx, n*len(p.Seeds), progress, func(ctx context.Context, job int) (err error) {
		i, s := job/len(p.Seeds), job%len(p.Seeds)
		if r.MeasuredPoisson[i][s] = p.measurePoisson(p.Rates[i], p.Seeds[s]); s > 0 {
			return nil // what is regular is so with every seed
		}
		r.MeasuredRegular[i] = p.measureRegular(p.interval(p.Rates[i]))
		r.Detected[i], err = p.detect(ctx, p.interval(p.Rates[i]))
		return err
	})
	if err != nil {
		return DepressionResult{}, err
	}
	return r, nil
}

// interval between two spikes, in whole steps.
func (p DepressionParams) interval(rate float64) int { return int(math.Round(1 / (rate * p.Step))) }

// left is what is left after so many steps of what fades with a time constant.
func (p DepressionParams) left(steps, constant float64) float64 {
	if constant == 0 {
		return 0
	}
	return math.Exp(-steps * p.Step / constant)
}

func (p DepressionParams) regular(interval int) float64 {
	e, f := p.left(float64(interval), p.Recovery), p.left(float64(interval), p.Facilitation)
	u := p.Utilisation / (1 - float64(f*(1-p.Utilisation)))
	return u * (1 - e) / (1 - float64((1-u)*e)) / p.Utilisation
}

func (p DepressionParams) poisson(rate float64) float64 {
	if p.Facilitation > 0 {
		return math.NaN()
	}
	chance, a := -math.Expm1(-rate*p.Step), p.left(1, p.Recovery)
	g := chance * a / (1 - float64((1-chance)*a))
	return (1 - g) / (1 - float64((1-p.Utilisation)*g))
}

func (p DepressionParams) measureRegular(interval int) (factor float64) {
	t, _ := p.transmission() // validated
	s := t.ShortTerm(1)
	for range p.Spikes {
		factor = float64(s.Step([]int{0})[0])
		for range interval - 1 {
			s.Step(nil)
		}
	}
	return factor
}

func (p DepressionParams) measurePoisson(rate float64, seed uint64) float64 {
	t, _ := p.transmission() // validated
	s := t.ShortTerm(p.Cells)
	spikes := newTrains(FiringParams{Step: p.Step}, rate, p.Cells, seed)
	steps := p.Spikes * p.interval(rate)
	sum, count := 0.0, 0
	for now := range steps {
		var active []int
		for cell := range p.Cells {
			if spikes.spikes(cell) {
				active = append(active, cell)
			}
		}
		for _, factor := range s.Step(active) {
			if now >= steps/2 {
				sum, count = sum+float64(factor), count+1
			}
		}
	}
	return sum / float64(count)
}

// detect tells whether the last of many volleys at an interval makes a segment active.
func (p DepressionParams) detect(ctx context.Context, interval int) (active bool, err error) {
	d, err := newDetector(1, p.Synapses, p.Threshold, 1, func(m *temporal.Params) { m.Transmission, _ = p.transmission() })
	if err != nil {
		return false, err
	}
	silence := sdr.SDR{Size: d.memory.Params().Columns}
	for i := range p.Spikes {
		if err := stopped(ctx, i, p.Spikes); err != nil {
			return false, err
		}
		active = d.step(d.pattern(0)) == 1
		for range interval - 1 {
			d.memory.Step(silence, false)
		}
	}
	return active, nil
}
