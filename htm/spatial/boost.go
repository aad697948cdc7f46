package spatial

import (
	"math"
	"math/bits"
	"slices"

	"gohtm/htm/internal/portable"
)

// maxExponent keeps boosted overlaps away from the largest float32.
const maxExponent = 64

var maxFactor, infinity = portable.Exp32(maxExponent), float32(math.Inf(1))

// boostFactor returns e^x, for x of at most maxExponent: what is larger counts as that.
func boostFactor(x float32) float32 { return portable.Exp32(min(x, maxExponent)) }

// boostOverlaps multiplies the overlaps by the boost factors. It sets keys of the
// same order, too: the bits of a float that is not negative are ordered like the
// float.
func (p *Pooler) boostOverlaps() {
	keys, largest := p.scratch.keys[:len(p.overlaps)], uint32(0)
	boosted, factors := p.boosted[:len(p.overlaps)], p.boostFactors[:len(p.overlaps)]
	for column, overlap := range p.overlaps {
		v := float32(overlap) * factors[column]
		boosted[column] = v
		keys[column] = math.Float32bits(v)
		largest = max(largest, math.Float32bits(v))
	}
	p.scratch.largest = largest
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
	gains := [2]float32{0, gain}
	for word := range (p.params.Columns + 63) / 64 {
		some := p.planes.some(word)
		overlapDuty := p.overlapDuty[word*64 : min(word*64+64, len(p.overlapDuty))]
		activeDuty := p.activeDuty[word*64:][:len(overlapDuty)]
		for i, duty := range overlapDuty {
			overlapDuty[i] = float32(duty*decay) + gains[some&1]
			some >>= 1
			activeDuty[i] = float32(activeDuty[i] * decay)
		}
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
	most := p.scratch.values // as keys: see boostOverlaps
	for column, duty := range p.overlapDuty {
		most[column] = int64(math.Float32bits(duty))
	}
	p.area.slide(most, slideMax)
	for column := range p.minOverlapDuty {
		p.minOverlapDuty[column] = share * math.Float32frombits(uint32(most[column]))
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
	unit, sums := dutyUnit(p.params.Columns), p.scratch.values
	for column, duty := range p.activeDuty {
		sums[column] = int64(float64(duty) * unit)
	}
	p.area.slide(sums, slideSum)
	for column, duty := range p.activeDuty {
		target := float32(float64(sums[column]) / (unit * float64(p.area.size[column])))
		p.boostFactors[column] = boostFactor(strength * (target - duty))
	}
}

// dutyUnit returns how many units a duty cycle of 1 has, when duty cycles are
// summed up as whole numbers, so that the sum does not depend on the order. They
// are as fine as the sum over all minicolumns allows, with each below 2.
func dutyUnit(columns int) float64 { return math.Ldexp(1, 61-bits.Len(uint(columns))) }
