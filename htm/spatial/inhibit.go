package spatial

import (
	"math"
	"slices"
)

// inhibit finds the winners: those of the k largest boosted overlaps that reach
// the stimulus threshold,
//
//	a_i = 1  if o_i >= Z(V_i, 1-s) and o_i >= θ_stim
//
// with V_i the boosted overlaps in the inhibition area of minicolumn i, s the density and Z
// a percentile. Cui, Ahmad & Hawkins (2017).
func (p *Pooler) inhibit() {
	clear(p.scratch.won)
	if p.isGlobal() {
		p.inhibitGlobally()
	} else {
		p.inhibitLocally()
	}
	p.active = p.active[:0]
	for column, won := range p.scratch.won {
		if won {
			p.active = append(p.active, column)
		}
	}
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

func (p *Pooler) inhibitGlobally() {
	k := winners(p.density(), p.params.Columns)
	if k == 0 {
		return
	}
	threshold, won := float32(p.params.StimulusThreshold), p.scratch.won
	cutoff := p.kthLargest(k)
	larger := 0
	for column, overlap := range p.boosted {
		if overlap > cutoff {
			larger++
			won[column] = overlap >= threshold
		}
	}
	if cutoff < threshold {
		return
	}
	ties := k - larger // places left for those that equal the cutoff
	for _, column := range p.byPriority {
		if p.boosted[column] == cutoff && !p.killed[column] {
			won[column] = true
			if ties--; ties == 0 {
				break
			}
		}
	}
}

// kthLargest returns the k-th largest boosted overlap, k in [1, Columns], by radix
// selection: the bits of a float that is not negative are ordered like the
// float, so it finds the k-th largest number digit by digit, from histograms.
func (p *Pooler) kthLargest(k int) float32 {
	const digit = 11 // bits; three digits make 33
	if p.scratch.counts == nil {
		p.scratch.counts = make([]int32, 1<<digit)
	}
	counts := p.scratch.counts
	var prefix, mask uint32
	for shift := 2 * digit; shift >= 0; shift -= digit {
		clear(counts)
		for _, overlap := range p.boosted {
			if b := math.Float32bits(overlap); b&mask == prefix {
				counts[b>>shift&(1<<digit-1)]++
			}
		}
		d := 1<<digit - 1
		for ; k > int(counts[d]); d-- {
			k -= int(counts[d])
		}
		prefix |= uint32(d) << shift
		mask |= (1<<digit - 1) << shift
	}
	return math.Float32frombits(prefix)
}

// inhibitLocally lets every minicolumn compete with its neighbours. It wins if
// fewer than k of them overlap more, or overlap as much and have won already;
// those with priority go first.
func (p *Pooler) inhibitLocally() {
	density, threshold := p.density(), float32(p.params.StimulusThreshold)
	for _, column := range p.byPriority {
		overlap := p.boosted[column]
		if overlap < threshold || p.killed[column] {
			continue
		}
		near := p.near(int(column))
		k := int(float64(density*float64(size(near))) + 0.5)
		p.scratch.won[column] = !p.outdone(k, overlap, near)
	}
}

// outdone tells whether at least k neighbours are ahead of a minicolumn with so
// much overlap. Most minicolumns lose, and after a few rows of neighbours that is known.
func (p *Pooler) outdone(k int, overlap float32, near []run) bool {
	ahead := 0
	for _, r := range near {
		if ahead >= k {
			return true
		}
		won := p.scratch.won[r.from:r.to]
		for i, other := range p.boosted[r.from:r.to] {
			if other > overlap || other == overlap && won[i] {
				ahead++
			}
		}
	}
	return ahead >= k
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
		for column := 0; column < p.params.Columns; column++ {
			span += p.connectedSpan(column, axis)
		}
		columnsPerInput += float64(n) / float64(p.inputs.shape[axis])
	}
	axes := float64(len(p.columns.shape))
	meanSpan := float64(span) / (float64(p.params.Columns) * axes)
	diameter := float64(meanSpan * (columnsPerInput / axes))
	p.setInhibitionRadius(int(max(1, (diameter-1)/2) + 0.5))
}

// setInhibitionRadius also lists the inhibition area of every minicolumn, as
// long as inhibition is local: every step needs them all.
func (p *Pooler) setInhibitionRadius(radius int) {
	if radius == p.inhibitionRadius {
		return
	}
	p.inhibitionRadius = radius
	p.areas, p.areaStarts = p.areas[:0], append(p.areaStarts[:0], 0)
	if p.isGlobal() {
		return
	}
	for column := 0; column < p.params.Columns; column++ {
		p.areas = p.columns.neighbourhood(p.areas, column, radius)
		p.areaStarts = append(p.areaStarts, len(p.areas))
	}
}

// near returns the minicolumns that one competes with, itself included, when inhibition is local.
func (p *Pooler) near(column int) []run {
	return p.areas[p.areaStarts[column]:p.areaStarts[column+1]]
}

// connectedSpan is the distance along an axis from the first to the last
// connected input of a minicolumn, both counted; 0 when there is none. It does
// not see that an area wraps around, as NuPIC does not.
func (p *Pooler) connectedSpan(column, axis int) int {
	low, high := math.MaxInt, -1
	first, permanences := p.synapses(column)
	for i, v := range permanences {
		if v >= p.connectedPermanence {
			x := p.inputs.coordinate(p.input.at(first+i), axis)
			low, high = min(low, x), max(high, x)
		}
	}
	return max(0, high-low+1)
}
