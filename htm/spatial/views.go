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

// Active returns the minicolumns that won the last step.
func (p *Pooler) Active() sdr.SDR {
	return sdr.SDR{Size: p.params.Columns, Bits: slices.Clone(p.active)}
}

// AppendActive appends the bits of Active to dst, for loops that must not allocate.
func (p *Pooler) AppendActive(dst []int) []int { return append(dst, p.active...) }

// Overlaps returns, for every minicolumn, how many connected synapses were on
// inputs that were on in the last step.
func (p *Pooler) Overlaps() []int {
	overlaps := make([]int, len(p.overlaps))
	for column, overlap := range p.overlaps {
		overlaps[column] = int(overlap)
	}
	return overlaps
}

// BoostedOverlaps returns the overlaps that competed in the last step: times the
// boost factors if it learned or BoostInference is set.
func (p *Pooler) BoostedOverlaps() []float32 { return slices.Clone(p.boosted) }

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
	inputs, _ := p.synapses(column)
	pool := make([]int, len(inputs))
	for i, input := range inputs {
		pool[i] = int(input)
	}
	return pool
}

// Permanences returns the permanences of a minicolumn's synapses, in [0, 1], in
// the order of PotentialPool.
func (p *Pooler) Permanences(column int) []float32 {
	p.requireColumn(column)
	_, permanences := p.synapses(column)
	return slices.Clone(permanences)
}

// Connected returns the inputs that a minicolumn has connected synapses on.
func (p *Pooler) Connected(column int) sdr.SDR {
	p.requireColumn(column)
	inputs, permanences := p.synapses(column)
	s := sdr.SDR{Size: p.params.Inputs}
	for i, v := range permanences {
		if v >= p.connectedPermanence {
			s.Bits = append(s.Bits, int(inputs[i]))
		}
	}
	return s
}

// ConnectedCounts returns how many connected synapses every minicolumn has.
func (p *Pooler) ConnectedCounts() []int {
	counts := make([]int, len(p.connectedCounts))
	for column, n := range p.connectedCounts {
		counts[column] = int(n)
	}
	return counts
}

// Synapses returns how many synapses there are, connected or not.
func (p *Pooler) Synapses() int { return len(p.permanence) }

func (p *Pooler) requireColumn(column int) {
	if column < 0 || column >= p.params.Columns {
		panic(fmt.Sprintf("spatial: minicolumn %d, want in [0, %d)", column, p.params.Columns))
	}
}
