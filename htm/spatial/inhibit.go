package spatial

import (
	"math/bits"
	"slices"
)

// compete finds the winners: those of the k largest boosted overlaps that reach
// the stimulus threshold,
//
//	a_i = 1  if o_i >= Z(V_i, 1-s) and o_i >= θ_stim
//
// with V_i the boosted overlaps in the inhibition area of minicolumn i, s the density and Z
// a percentile. Cui, Ahmad & Hawkins (2017).
func (p *Pooler) compete(boost bool) {
	p.active = p.active[:0]
	switch boost = boost && p.params.BoostStrength > 0; {
	case p.terminals != nil:
		p.rankDrives(boost)
		p.inhibit()
	case boost:
		p.store()
		p.boostOverlaps()
		p.inhibit()
	case p.isGlobal():
		p.inhibitByPlanes()
	default:
		p.rankLevels()
		p.inhibitLocally((*Pooler).nextLevel)
	}
}

// inhibit is compete for overlaps that are no counts.
func (p *Pooler) inhibit() {
	if p.isGlobal() {
		p.inhibitGlobally()
		return
	}
	p.rankBoosted()
	p.inhibitLocally((*Pooler).nextBoosted)
}

// isGlobal tells whether all minicolumns compete, because it was asked for or
// because the area of each has grown beyond the space.
func (p *Pooler) isGlobal() bool {
	return p.params.GlobalInhibition || p.inhibitionRadius > slices.Max(p.columns.shape)
}

// density is the share of winners in an inhibition area. WinnersPerArea counts
// against the whole hypercube of the inhibition radius, and for at most half.
func (p *Pooler) density() float64 {
	if p.params.Density > 0 {
		return p.params.Density
	}
	area := 1
	for range p.columns.shape {
		area = min(area*(2*p.inhibitionRadius+1), p.params.Columns)
	}
	return min(float64(p.params.WinnersPerArea)/float64(area), 0.5)
}

// winners is how many of n minicolumns win at most. The small addend keeps a
// product like 0.29 * 100 = 28.999999999999996 from losing a winner.
func winners(density float64, n int) int { return int(float64(density*float64(n)) + 1e-9) }

// inhibitGlobally lets those win that overlap more than the k-th largest of all,
// and of those that overlap as much the ones with priority, as long as there is room.
func (p *Pooler) inhibitGlobally() {
	k := winners(p.density(), p.params.Columns)
	if k == 0 {
		return
	}
	cutoff, room := p.kthLargest(k)
	keys, threshold, won := p.scratch.keys, float32(p.params.StimulusThreshold), p.scratch.won
	clear(won)
	for _, column := range p.byPriority {
		if keys[column] == cutoff && !p.dead[column] {
			won[column>>9][column>>6&7] |= 1 << (column & 63)
			if room--; room == 0 {
				break
			}
		}
	}
	for column, key := range keys {
		if key < cutoff || p.boosted[column] < threshold {
			continue
		}
		if key > cutoff || won[column>>9][column>>6&7]>>(column&63)&1 != 0 {
			p.active = append(p.active, column)
		}
	}
}

// Overlaps are compared by keys of 32 bits, which boostOverlaps sets, digit by
// digit.
const (
	digitBits = 11
	digitMask = 1<<digitBits - 1
)

// topDigit returns how far to shift keys to have their highest digit that is not 0.
func (p *Pooler) topDigit() int {
	return max(0, bits.Len32(p.scratch.largest)-1) / digitBits * digitBits
}

// kthLargest returns the k-th largest key, k in [1, Columns], and how many of the
// k largest equal it. It counts how often each digit occurs, from which follows
// that of the k-th largest, and goes on with the keys that have this digit.
func (p *Pooler) kthLargest(k int) (kth uint32, equal int) {
	candidates, counts := p.scratch.keys, &p.scratch.counts
	for shift := p.topDigit(); ; shift -= digitBits {
		clear(counts[:])
		for _, key := range candidates {
			counts[key>>shift&digitMask]++
		}
		digit := uint32(digitMask)
		for ; k > int(counts[digit]); digit-- {
			k -= int(counts[digit])
		}
		kth |= digit << shift
		if shift == 0 {
			return kth, k
		}
		left := p.scratch.candidates[:0]
		for _, key := range candidates {
			if key>>shift&digitMask == digit {
				left = append(left, key)
			}
		}
		candidates = left
	}
}
