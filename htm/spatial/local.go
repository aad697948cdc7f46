package spatial

import (
	"math"
	"math/bits"
	"slices"
)

// inhibitLocally lets every minicolumn compete with its neighbours. It wins if
// fewer than k of them overlap more, or overlap as much and have won already;
// those with priority go first.
//
// It goes through the minicolumns from the largest overlap down, and keeps a set of
// those that are ahead of the next one: all that overlap more, and the winners among
// those that overlap as much. So being ahead takes one bit, 64 neighbours are
// counted at once. Most minicolumns need no counting at all: all that are in the
// tiles around a minicolumn (see area) are its neighbours, so that when enough of
// those are ahead its whole tile loses, and when that is so for every tile, nobody
// is left to win. The time hardly depends on the radius.
func (p *Pooler) inhibitLocally() {
	density, keys := p.density(), p.scratch.keys
	won, ahead, aheadAround := p.scratch.won, p.area.ahead, p.area.aheadAround
	clear(won)
	clear(ahead)
	clear(aheadAround)
	winners := func(column int32) int { return int(float64(density*float64(p.area.size[column])) + 0.5) }
	enough := int32(winners(p.area.largest)) // for any minicolumn to lose
	undecided := len(aheadAround)            // tiles around which not so many are ahead
	step := func(column int32) {             // ahead of those who follow
		ahead.add(p.area.bit[column])
		for _, tile := range p.area.around[p.area.tile[column]] {
			if aheadAround[tile]++; aheadAround[tile] == enough {
				undecided--
			}
		}
	}
	for rest := p.ranking(); len(rest) > 0 && undecided > 0; {
		equals := 1
		for equals < len(rest) && keys[rest[equals]] == keys[rest[0]] {
			equals++
		}
		for _, column := range rest[:equals] {
			k := winners(column)
			if int(aheadAround[p.area.tile[column]]) < k && p.area.count(ahead, int(column), k) < k {
				won[column>>6] |= 1 << (column & 63)
				step(column)
			}
		}
		for _, column := range rest[:equals] {
			if !ahead.has(p.area.bit[column]) {
				step(column)
			}
		}
		rest = rest[equals:]
	}
	for word, set := range won {
		for ; set != 0; set &= set - 1 {
			p.active = append(p.active, word*64+bits.TrailingZeros64(set))
		}
	}
}

// ranking returns the minicolumns that reach the stimulus threshold, those with
// the largest overlap first, and of equals those with priority. It sorts them by the digits
// of their keys, the last digit first (radix sort).
func (p *Pooler) ranking() []int32 {
	threshold, keys := float32(p.params.StimulusThreshold), p.scratch.keys
	ranked, other, counts := p.scratch.ranked[0][:0], p.scratch.ranked[1], &p.scratch.counts
	clear(counts[:])
	for _, column := range p.byPriority {
		if p.boosted[column] >= threshold && !p.dead[column] {
			ranked = append(ranked, column)
			counts[keys[column]&digitMask]++
		}
	}
	for shift, top := 0, p.topDigit(); shift <= top; shift += digitBits {
		if shift > 0 {
			clear(counts[:])
			for _, column := range ranked {
				counts[keys[column]>>shift&digitMask]++
			}
		}
		place := int32(0) // where the minicolumns of a digit begin
		for digit := digitMask; digit >= 0; digit-- {
			place, counts[digit] = place+counts[digit], place
		}
		sorted := other[:len(ranked)]
		for _, column := range ranked {
			digit := keys[column] >> shift & digitMask
			sorted[counts[digit]] = column
			counts[digit]++
		}
		ranked, other = sorted, ranked[:cap(ranked)]
	}
	return ranked
}

// updateInhibitionRadius sets the radius of local inhibition to half the mean
// span of connected inputs, measured in minicolumns, and at least 1.
func (p *Pooler) updateInhibitionRadius() {
	if p.params.GlobalInhibition {
		p.setInhibitionRadius(slices.Max(p.columns.shape))
		return
	}
	span, columnsPerInput := 0, 0.0
	for axis, n := range p.columns.shape {
		for column := range p.dead {
			span += p.connectedSpan(column, axis)
		}
		columnsPerInput += float64(n) / float64(p.inputs.shape[axis])
	}
	axes := float64(len(p.columns.shape))
	meanSpan := float64(span) / (float64(p.params.Columns) * axes)
	diameter := float64(meanSpan * (columnsPerInput / axes))
	p.setInhibitionRadius(int(max(1, (diameter-1)/2) + 0.5))
}

// setInhibitionRadius also works out what lies within the radius, as long as
// inhibition is local: every step needs it.
func (p *Pooler) setInhibitionRadius(radius int) {
	if radius == p.inhibitionRadius {
		return
	}
	p.inhibitionRadius = radius
	if !p.isGlobal() {
		p.area.set(&p.columns, radius)
	}
}

// connectedSpan is the distance along an axis from the first to the last
// connected input of a minicolumn, both counted; 0 when there is none. It does
// not see that an area wraps around, as NuPIC does not.
func (p *Pooler) connectedSpan(column, axis int) int {
	low, high := math.MaxInt, -1
	for from, end := p.first[column], p.first[column+1]; from < end; from += 64 {
		linked := *p.block(column, from)
		if axis == 0 && linked != 0 { // along which inputs are sorted: the ends will do
			linked = 1<<(bits.Len64(linked)-1) | linked&-linked
		}
		for ; linked != 0; linked &= linked - 1 {
			x := p.inputs.coordinate(p.input.at(from+63-bits.TrailingZeros64(linked)), axis)
			low, high = min(low, x), max(high, x)
		}
	}
	return max(0, high-low+1)
}
