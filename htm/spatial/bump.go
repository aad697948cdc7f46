package spatial

import "math"

// bumpWeakColumns grows all synapses of every minicolumn whose overlap duty
// cycle is too low: it hardly ever sees anything that it is connected to.
//
//	D_ij += RaiseFraction * ConnectedPermanence  for all j, if overlapDuty_i < minOverlapDuty_i
//
// Cui, Ahmad & Hawkins (2017). Where inputs never come on, minicolumns stay weak for
// good, and soon no bump changes them any more: they are passed over until they
// learn, or are set by hand.
func (p *Pooler) bumpWeakColumns() {
	least := p.minOverlapDuty[:len(p.overlapDuty)]
	settled := p.settled[:len(p.overlapDuty)]
	for column, duty := range p.overlapDuty {
		if duty < least[column] && !settled[column] {
			settled[column] = !p.bump(column)
			p.weigh(column)
		}
	}
}

// bump grows all synapses of a minicolumn that do not inhibit it, and tells whether
// that changed any.
func (p *Pooler) bump(column int) (changed bool) {
	if p.params.InhibitoryInputs > 0 {
		return p.bumpExcitatory(column)
	}
	trim, connected := ordered(p.trim), ordered(p.connectedPermanence)
	for from, end := p.first[column], p.first[column+1]; from < end; from += 64 {
		var off uint64 // as in grow
		permanences := p.permanence[from:min(from+64, end)]
		for i, old := range permanences {
			v := ordered(old + p.raiseStep)
			if v < trim {
				v = 0
			}
			v = min(v, onePermanence)
			if v != ordered(old) {
				changed = true
			}
			permanences[i] = math.Float32frombits(uint32(v))
			off = off*2 + uint64(uint32(v-connected)>>31)
		}
		p.link(column, from, ^off<<(64-len(permanences)))
	}
	return changed
}

func (p *Pooler) bumpExcitatory(column int) (changed bool) {
	_, before := p.synapses(column)
	after := p.copyOf(column)
	for i := range after[:p.excitatory(column)] {
		after[i] += p.raiseStep
		changed = changed || before[i] < 1
	}
	p.settle(column, after)
	return changed
}
