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
//
// next returns those with the largest overlap first, then those with the second
// largest, and so on, until nobody is left who reaches the stimulus threshold.
func (p *Pooler) inhibitLocally(next func(*Pooler) []int32) {
	won, ahead, aheadAround, winners := p.scratch.won, p.area.ahead, p.area.aheadAround, p.area.winners
	clear(won)
	clear(ahead)
	clear(aheadAround)
	enough := winners[p.area.largest] // for any minicolumn to lose
	undecided := len(aheadAround)     // tiles around which not so many are ahead
	step := func(column int32) {      // ahead of those who follow
		ahead.add(p.area.bit[column])
		for _, tile := range p.area.around[p.area.tile[column]] {
			if aheadAround[tile]++; aheadAround[tile] == enough {
				undecided--
			}
		}
	}
	for equals := next(p); len(equals) > 0 && undecided > 0; equals = next(p) {
		ranks := p.scratch.ranks[:0]
		for _, column := range equals {
			if aheadAround[p.area.tile[column]] < winners[column] {
				ranks = append(ranks, p.priority[column])
			}
		}
		slices.Sort(ranks)
		for _, rank := range ranks {
			column := p.byPriority[rank]
			k := winners[column]
			if aheadAround[p.area.tile[column]] < k && p.area.count(ahead, int(column), int(k)) < int(k) {
				won[column>>9][column>>6&7] |= 1 << (column & 63)
				step(column)
			}
		}
		for _, column := range equals {
			if !ahead.has(p.area.bit[column]) {
				step(column)
			}
		}
	}
	p.activate(won)
}

// rankLevels begins with all minicolumns that reach the stimulus threshold, for
// nextLevel to take away level by level.
func (p *Pooler) rankLevels() {
	rest := p.scratch.rest
	copy(rest, p.living)
	if p.params.StimulusThreshold > 0 {
		for word := range p.words {
			rest[word>>3][word&7] &= p.planes.atLeast(word, p.params.StimulusThreshold)
		}
	}
}

// nextLevel returns the minicolumns with the largest overlap of those that are left.
func (p *Pooler) nextLevel() []int32 {
	rest, equals, level := p.scratch.rest, p.scratch.same, p.scratch.ranked[0][:0]
	copy(equals, rest)
	p.planes.top(equals)
	for group := range equals {
		for i, set := range equals[group] {
			rest[group][i] &^= set
			for ; set != 0; set &= set - 1 {
				level = append(level, int32(group<<9+i<<6+bits.TrailingZeros64(set)))
			}
		}
	}
	return level
}

// rankBoosted and nextBoosted are rankLevels and nextLevel for boosted overlaps.
func (p *Pooler) rankBoosted() { p.scratch.queue = p.ranking() }

func (p *Pooler) nextBoosted() (level []int32) {
	rest, keys, n := p.scratch.queue, p.scratch.keys, 0
	for n < len(rest) && keys[rest[n]] == keys[rest[0]] {
		n++
	}
	p.scratch.queue = rest[n:]
	return rest[:n]
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
		p.area.share(p.density())
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
