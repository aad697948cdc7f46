package experiment

import (
	"context"
	"fmt"

	"gohtm/datasets"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// Rounding is how few bits a permanence, or a weight, has.
type Rounding struct {
	Bits int // 1 to 16
	// Weights: permanences are as fine as ever, and what a synapse transmits is its permanence in
	// so many bits; otherwise permanences have so many bits, and transmit as ever.
	Weights bool
	// Stochastic: permanences are rounded up or down at random, so that on average they are right;
	// otherwise to the nearest level, and a change of less than half a level is none.
	Stochastic bool
	// WholeLevels: increments and decrements are at least a level, so that each is felt
	// however it is rounded. Punishment, which is to be mild, is rounded as ever.
	WholeLevels bool
}

// Name says it in words.
func (r Rounding) Name() string {
	name := fmt.Sprintf("%d bits", r.Bits)
	if r.Bits == 1 {
		name = "1 bit"
	}
	switch {
	case r.Weights:
		return "weights of " + name
	case r.Stochastic:
		name += ", stochastic"
	default:
		name += ", nearest"
	}
	if r.WholeLevels {
		name += ", whole levels"
	}
	return name
}

// Variant returns the variant of HTM that is rounded so, for Compare. New synapses
// begin at the level nearest to InitialPermanence, the lowest above 0 at least: with
// 1 bit they are connected at once.
func (r Rounding) Variant() Variant {
	v := Named(r.Name())
	if r.Weights {
		return v.WithTransmission(synapse.GradedBits(r.Bits))
	}
	if _, v.Err = r.rule(0.1, 0.1); v.Err != nil {
		return v // the Bits, which is all that can be wrong below
	}
	v.Pooler = func(p *spatial.Params) {
		p.Plasticity, _ = r.rule(r.wide(p.PermanenceIncrement), r.wide(p.PermanenceDecrement))
	}
	v.Memory = func(p *temporal.Params) {
		p.Plasticity, _ = r.rule(r.wide(p.PermanenceIncrement), r.wide(p.PermanenceDecrement))
		if p.PredictedSegmentDecrement > 0 {
			p.Punishment, _ = r.rule(-float64(p.PredictedSegmentDecrement), 0)
			p.PredictedSegmentDecrement = 0
		}
		p.InitialPermanence = max(p.Plasticity.Level(p.InitialPermanence), r.step())
	}
	return v
}

// wide is an increment, at least a level if it has to be.
func (r Rounding) wide(increment float32) float64 {
	if r.WholeLevels && increment > 0 {
		increment = max(increment, r.step())
	}
	return float64(increment)
}

// step is the distance between two levels.
func (r Rounding) step() float32 { return 1 / float32(int(1)<<r.Bits-1) }

// rule is HTM's, rounded.
func (r Rounding) rule(up, down float64) (*synapse.Plasticity, error) {
	rule, err := synapse.Tabulate(func(p float64) float64 { return p + up }, func(p float64) float64 { return p - down })
	if err != nil {
		return nil, err
	}
	return rule.Quantised(r.Bits, r.Stochastic)
}

// PrecisionParams configures Precision: start from DefaultPrecisionParams.
type PrecisionParams struct {
	Roundings []Rounding
	Tasks     []Task
	Seeds     []uint64
}

// DefaultPrecisionParams returns 1, 2, 4 and 8 bits: of permanences, to the nearest level,
// at random, and by whole levels; and of weights. The tasks are those of the full Words, Endings and
// Codes.
func DefaultPrecisionParams() PrecisionParams {
	return PrecisionParams{Roundings: Roundings(1, 2, 4, 8), Tasks: []Task{
		HighOrderSwitch(DefaultWordsParams()), EndingsSwitch(DefaultEndingsParams(datasets.OnePrediction())), PoolerCodes(DefaultCodesParams()),
	}, Seeds: []uint64{1, 2, 3}}
}

// Roundings returns every kind of Rounding with so many bits each.
func Roundings(bits ...int) []Rounding {
	var all []Rounding
	for _, kind := range []Rounding{{}, {WholeLevels: true}, {Stochastic: true}, {Weights: true}} {
		for _, kind.Bits = range bits {
			all = append(all, kind)
		}
	}
	return all
}

// Precision compares HTM with 32-bit permanences, the baseline, to the roundings on every task:
// when does it notice that synapses know few levels? In the comparison, "weights of 32
// bits" stand beside the baseline, too, if a rounding has Weights.
func Precision(ctx context.Context, p PrecisionParams, progress func(done, total int, what string)) (Comparison, error) {
	variants := []Variant{Named("32 bits")}
	graded := false
	for _, r := range p.Roundings {
		if r.Weights && !graded {
			graded = true
			variants = append(variants, Named("weights of 32 bits").WithTransmission(synapse.Graded(), nil))
		}
		variants = append(variants, r.Variant())
	}
	return Compare(ctx, variants, p.Tasks, p.Seeds, progress)
}
