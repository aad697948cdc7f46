package spatial

import (
	"math"
	"slices"

	"gohtm/htm/internal/portable"
)

// maxExponent keeps boosted overlaps away from the largest float32.
const maxExponent = 64

var maxFactor, infinity = portable.Exp32(maxExponent), float32(math.Inf(1))

// boostFactor returns e^x, for x of at most maxExponent: what is larger counts as that.
func boostFactor(x float32) float32 { return portable.Exp32(min(x, maxExponent)) }

// boostOverlaps multiplies the overlaps by the boost factors, or by 1.
func (p *Pooler) boostOverlaps(boost bool) {
	if !boost || p.params.BoostStrength == 0 {
		for column, overlap := range p.overlaps {
			p.boosted[column] = float32(overlap)
		}
		return
	}
	for column, overlap := range p.overlaps {
		p.boosted[column] = float32(overlap) * p.boostFactors[column]
	}
}

// updateDutyCycles moves the running averages of how often every minicolumn has
// an overlap at all, and of how often it wins:
//
//	d(t) = ((T-1) * d(t-1) + x(t)) / T
//
// with T = DutyCyclePeriod, or the number of steps as long as that is smaller.
// As x is 0 or 1, it multiplies by (T-1)/T and adds 1/T or nothing.
func (p *Pooler) updateDutyCycles() {
	decay, gain := dutyCycleWeights(min(p.params.DutyCyclePeriod, p.iteration))
	for column, duty := range p.overlapDuty {
		p.overlapDuty[column] = float32(duty * decay)
		if p.overlaps[column] > 0 {
			p.overlapDuty[column] += gain
		}
	}
	for column, duty := range p.activeDuty {
		p.activeDuty[column] = float32(duty * decay)
	}
	for _, column := range p.active {
		p.activeDuty[column] += gain
	}
}

// dutyCycleWeights returns what the average of a period is multiplied by, and what is added for
// an event, in one step. NuPIC: updateDutyCyclesHelper.
func dutyCycleWeights(period int) (decay, gain float32) {
	t := float32(period)
	return (t - 1) / t, 1 / t
}

// updateMinOverlapDutyCycles sets the overlap duty cycle below which a
// minicolumn is weak: a share of the largest in its inhibition area.
func (p *Pooler) updateMinOverlapDutyCycles() {
	share := float32(p.params.MinOverlapDutyCycle)
	if p.isGlobal() {
		least := share * slices.Max(p.overlapDuty)
		for column := range p.minOverlapDuty {
			p.minOverlapDuty[column] = least
		}
		return
	}
	for column := range p.minOverlapDuty {
		var most float32
		for _, r := range p.near(column) {
			most = max(most, slices.Max(p.overlapDuty[r.from:r.to]))
		}
		p.minOverlapDuty[column] = share * most
	}
}

// updateBoostFactors sets every boost factor from how often the minicolumn
// wins and how often it should:
//
//	b_i = exp(β * (target_i - activeDuty_i))
//
// with the density as target, or with local inhibition the mean duty cycle of
// the neighbours. Cui, Ahmad & Hawkins (2017).
func (p *Pooler) updateBoostFactors() {
	if p.params.BoostStrength == 0 {
		return
	}
	strength := float32(p.params.BoostStrength)
	if p.isGlobal() {
		target := float32(p.density())
		for column, duty := range p.activeDuty {
			p.boostFactors[column] = boostFactor(strength * (target - duty))
		}
		return
	}
	for column, duty := range p.activeDuty {
		near, sum := p.near(column), 0.0
		for _, r := range near {
			for _, other := range p.activeDuty[r.from:r.to] {
				sum += float64(other)
			}
		}
		target := float32(sum / float64(size(near)))
		p.boostFactors[column] = boostFactor(strength * (target - duty))
	}
}
