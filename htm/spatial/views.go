package spatial

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
)

// What the accessors return is a copy: safe to keep and to change.

// Params returns what the pooler was made from, with shapes spelled out.
func (p *Pooler) Params() Params {
	params := p.params
	params.InputShape, params.ColumnShape = slices.Clone(params.InputShape), slices.Clone(params.ColumnShape)
	return params
}

// String says how large the pooler is and how far it has come.
func (p *Pooler) String() string {
	connected := 0
	for _, n := range p.connectedCounts {
		connected += int(n)
	}
	return fmt.Sprintf("spatial pooler of %d inputs and %d minicolumns: %d of %d synapses connected, %d steps",
		p.params.Inputs, p.params.Columns, connected, p.Synapses(), p.iteration)
}

// Active returns the minicolumns that won the last step, in the shape ColumnShape.
func (p *Pooler) Active() sdr.SDR { return p.columns.code(slices.Clone(p.active)) }

// AppendActive appends the bits of Active to dst, for loops that must not allocate.
func (p *Pooler) AppendActive(dst []int) []int { return append(dst, p.active...) }

// Overlaps returns, for every minicolumn, how many connected synapses were on
// inputs that were on in the last step. With Transmission, RateInputs or
// InhibitoryInputs, where overlaps are sums of contributions, it is their whole part:
// State.Drives has all of them, Responses their shares of the largest.
func (p *Pooler) Overlaps() []int {
	return p.AppendOverlaps(make([]int, 0, len(p.overlaps)))
}

// AppendOverlaps appends Overlaps to dst, for loops that must not allocate.
func (p *Pooler) AppendOverlaps(dst []int) []int {
	p.store()
	for _, overlap := range p.overlaps {
		dst = append(dst, int(overlap))
	}
	return dst
}

// BoostedOverlaps returns the overlaps that competed in the last step: times the
// boost factors if it learned or BoostInference is set.
func (p *Pooler) BoostedOverlaps() []float32 {
	p.store()
	return slices.Clone(p.boosted)
}

// BoostFactors returns the factor of every minicolumn for the next step: above 1 if it wins too seldom.
func (p *Pooler) BoostFactors() []float32 { return slices.Clone(p.boostFactors) }

// ActiveDutyCycles returns the share of learning steps that every minicolumn
// won, averaged over DutyCyclePeriod.
func (p *Pooler) ActiveDutyCycles() []float32 { return slices.Clone(p.activeDuty) }

// OverlapDutyCycles returns the share of learning steps in which every
// minicolumn had an overlap, averaged over DutyCyclePeriod.
func (p *Pooler) OverlapDutyCycles() []float32 { return slices.Clone(p.overlapDuty) }

// MinOverlapDutyCycles returns the overlap duty cycle below which a minicolumn is weak.
func (p *Pooler) MinOverlapDutyCycles() []float32 { return slices.Clone(p.minOverlapDuty) }

// InhibitionRadius returns how far along every axis a minicolumn competes.
func (p *Pooler) InhibitionRadius() int { return p.inhibitionRadius }

// PotentialPool returns the inputs that a minicolumn has synapses on, sorted.
// It panics if there is no such minicolumn, as the next two do.
func (p *Pooler) PotentialPool(column int) []int {
	p.requireColumn(column)
	first, permanences := p.synapses(column)
	pool := make([]int, len(permanences))
	for i := range pool {
		pool[i] = p.input.at(first + i)
	}
	return pool
}

// Permanences returns the permanences of a minicolumn's synapses, in [0, 1], in
// the order of PotentialPool.
func (p *Pooler) Permanences(column int) []float32 {
	return p.AppendPermanences(column, []float32{})
}

// AppendPermanences appends Permanences to dst, for loops that must not allocate.
func (p *Pooler) AppendPermanences(column int, dst []float32) []float32 {
	p.requireColumn(column)
	_, permanences := p.synapses(column)
	return append(dst, permanences...)
}

// SetPermanences gives a minicolumn's synapses other permanences, in the order of
// PotentialPool: for tests and figures worked by hand. They are kept as they are,
// neither trimmed nor raised. A wrong number of them, and one out of [0, 1], is
// an error, and then nothing changes. NuPIC: setPermanence.
func (p *Pooler) SetPermanences(column int, permanences []float32) error {
	p.requireColumn(column)
	_, old := p.synapses(column)
	if len(permanences) != len(old) {
		return fmt.Errorf("spatial: %d permanences for minicolumn %d, want %d", len(permanences), column, len(old))
	}
	for i, v := range permanences {
		if !(v >= 0 && v <= 1) {
			return fmt.Errorf("spatial: permanences[%d] = %v, want in [0, 1]", i, v)
		}
	}
	copy(old, permanences)
	p.relink(column)
	p.weigh(column)
	return nil
}

// Connected returns the inputs that a minicolumn has connected synapses on, in the
// shape InputShape.
func (p *Pooler) Connected(column int) sdr.SDR {
	p.requireColumn(column)
	first, permanences := p.synapses(column)
	var connected []int
	for i, v := range permanences {
		if v >= p.connectedPermanence {
			connected = append(connected, p.input.at(first+i))
		}
	}
	return p.inputs.code(connected)
}

// ConnectedCounts returns how many connected synapses every minicolumn has.
func (p *Pooler) ConnectedCounts() []int {
	counts := make([]int, len(p.connectedCounts))
	for column, n := range p.connectedCounts {
		counts[column] = int(n)
	}
	return counts
}

// TieOrder returns all minicolumns, those that win ties first.
func (p *Pooler) TieOrder() []int {
	order := make([]int, len(p.byPriority))
	for rank, column := range p.byPriority {
		order[rank] = int(column)
	}
	return order
}

// Neighbours returns the minicolumns at most radius away from one along every
// axis, itself included, sorted: with InhibitionRadius those it competes with, if inhibition is
// local. It panics if there is no such minicolumn, or if the radius is below 0.
func (p *Pooler) Neighbours(column, radius int) []int {
	p.requireColumn(column)
	if radius < 0 {
		panic(fmt.Sprintf("spatial: radius %d, want >= 0", radius))
	}
	return places(nil, p.columns.neighbourhood(nil, column, radius))
}

// Iteration returns how many steps there were, learning or not.
func (p *Pooler) Iteration() int { return p.iteration }

// Synapses returns how many synapses there are, connected or not.
func (p *Pooler) Synapses() int { return len(p.permanence) }

func (p *Pooler) requireColumn(column int) {
	if column < 0 || column >= p.params.Columns {
		panic(fmt.Sprintf("spatial: minicolumn %d, want in [0, %d)", column, p.params.Columns))
	}
}
