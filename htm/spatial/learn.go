package spatial

import (
	"math"
	"math/bits"
	"sort"
)

// adapt lets the winners learn: of their potential synapses, connected or not,
// those whose input is on grow and the others shrink,
//
//	D_ij += p+  if z_j = 1
//	D_ij -= p-  if z_j = 0
//
// the Hebbian rule of Cui, Ahmad & Hawkins (2017); or they change by
// Params.Plasticity. A minicolumn that would keep fewer than StimulusThreshold
// connected synapses is raised.
func (p *Pooler) adapt(on []int, rates []float32) {
	p.rule.present(on, rates, true)
	defer p.rule.present(on, rates, false) // whatever a function does
	for _, column := range p.active {
		p.settled[column] = false
		switch f := p.rule.function; {
		case f != nil:
			after := p.copyOf(column)
			f.apply(p, column, after, f.draw())
			p.take(column, after)
		case p.params.StimulusThreshold == 0:
			p.learn(column)
		default:
			before := p.copyOf(column)
			p.learn(column)
			if p.tooFew(column) {
				p.changed(column, before)
				p.raise(before[:p.excitatory(column)])
				p.settle(column, before)
			}
		}
		p.weigh(column)
	}
}

// take makes what a rule gave the permanences of a minicolumn, raised if need be.
func (p *Pooler) take(column int, after []float32) {
	p.settle(column, after)
	if p.tooFew(column) {
		p.raise(after[:p.excitatory(column)])
		p.settle(column, after)
	}
}

// decay makes of all permanences what they become while they are idle, every so many
// learning steps, if Plasticity has that: synapse.Plasticity.Decaying.
func (p *Pooler) decay() {
	every := p.params.Plasticity.Idle()
	if every == 0 || p.learningSteps%every != 0 {
		return
	}
	for column, dead := range p.dead {
		if dead {
			continue
		}
		after := p.copyOf(column)
		p.params.Plasticity.Decay(after, p.rule.function.draw())
		p.settled[column] = false
		p.take(column, after)
		p.weigh(column)
	}
}

func (p *Pooler) tooFew(column int) bool {
	if p.params.InhibitoryInputs == 0 {
		return int(p.connectedCounts[column]) < p.params.StimulusThreshold
	}
	_, permanences := p.synapses(column)
	connected := 0
	for _, v := range permanences[:p.excitatory(column)] {
		if v >= p.connectedPermanence {
			connected++
		}
	}
	return connected < p.params.StimulusThreshold
}

// excitatory returns how many of the synapses of a minicolumn, which come first, do not
// inhibit it.
func (p *Pooler) excitatory(column int) int {
	return p.excitatoryAmong(p.first[column], p.first[column+1])
}

// excitatoryAmong is excitatory for the synapses from one to before another.
func (p *Pooler) excitatoryAmong(first, end int) int {
	inhibiting := p.params.Inputs - p.params.InhibitoryInputs // from here on
	if p.params.InhibitoryInputs == 0 {
		return end - first
	}
	return sort.Search(end-first, func(i int) bool { return p.input.at(first+i) >= inhibiting })
}

// copyOf returns a copy of the permanences of a minicolumn, until the next.
func (p *Pooler) copyOf(column int) []float32 {
	_, permanences := p.synapses(column)
	return append(p.scratch.copy[:0], permanences...)
}

// raise clips permanences to [0, 1] and then adds the same to all, step by step,
// until StimulusThreshold of them are connected. NuPIC: raisePermanenceToThreshold.
func (p *Pooler) raise(permanences []float32) {
	for i, v := range permanences {
		permanences[i] = max(0, min(v, 1))
	}
	for {
		connected := 0
		for _, v := range permanences {
			if v >= p.connectedPermanence {
				connected++
			}
		}
		if connected >= p.params.StimulusThreshold {
			return
		}
		for i := range permanences {
			permanences[i] += p.raiseStep
		}
	}
}

// grow changes the permanences of a minicolumn by what its inputs say, and notes
// which synapses thereby connect or disconnect.
func (p *Pooler) grow(column int, change []float32) {
	trim, connected := ordered(p.trim), ordered(p.connectedPermanence)
	for from, end := p.first[column], p.first[column+1]; from < end; from += 64 {
		to := min(from+64, end)
		var now uint64
		if p.input.narrow != nil {
			now = grow(p.permanence[from:to], p.input.narrow[from:to], change, trim, connected)
		} else {
			now = grow(p.permanence[from:to], p.input.wide[from:to], change, trim, connected)
		}
		p.link(column, from, now)
	}
}

// grow adds the change of its input to each of at most 64 permanences. Too small ones
// are trimmed to 0, all are clipped to [0, 1]; neither connects or disconnects a
// synapse, as trim < ConnectedPermanence <= 1. It returns a bit for every synapse that
// is connected now, that of the first one on top.
//
// Most of the time of a learning step is spent in this loop, where a
// mispredicted branch costs more than a synapse. So permanences are compared by
// their bits, which compiles to conditional moves, and which synapses crossed the
// threshold is found out for 64 at once. It is a function of its own because its
// variables then fit into registers.
func grow[I uint16 | uint32](permanences []float32, inputs []I, change []float32, trim, connected int32) uint64 {
	var off uint64 // a bit for every synapse that is not connected
	inputs = inputs[:len(permanences)]
	for i, old := range permanences {
		v := within(old+change[inputs[i]], trim)
		permanences[i] = math.Float32frombits(uint32(v))
		off = off*2 + uint64(uint32(v-connected)>>31)
	}
	return ^off << (64 - len(permanences))
}

// within returns a permanence, ordered: 0 if it is below trim, at most 1.
func within(permanence float32, trim int32) int32 {
	v := ordered(permanence)
	if v < trim {
		v = 0
	}
	return min(v, onePermanence)
}

// settle makes the permanences that a rule gave, or that were raised, all at least 0, those
// of the minicolumn, trimmed and clipped as grow does.
func (p *Pooler) settle(column int, after []float32) {
	first, permanences := p.synapses(column)
	trim, connected := ordered(p.trim), ordered(p.connectedPermanence)
	for from := 0; from < len(permanences); from += 64 {
		var off uint64 // as in grow
		block := permanences[from:min(from+64, len(permanences))]
		for i, v := range after[from:][:len(block)] {
			v := within(v, trim)
			block[i] = math.Float32frombits(uint32(v))
			off = off*2 + uint64(uint32(v-connected)>>31)
		}
		p.link(column, first+from, ^off<<(64-len(block)))
	}
}

// relink notes which synapses of a minicolumn are connected, after its
// permanences have changed.
func (p *Pooler) relink(column int) {
	p.settled[column] = false
	for from, end := p.first[column], p.first[column+1]; from < end; from += 64 {
		permanences := p.permanence[from:min(from+64, end)]
		var now uint64
		for _, v := range permanences {
			bit := uint64(0)
			if v >= p.connectedPermanence {
				bit = 1
			}
			now = now*2 + bit
		}
		p.link(column, from, now<<(64-len(permanences)))
	}
}

// link notes which of the 64 synapses of a minicolumn from one on are connected
// now, where that has changed.
func (p *Pooler) link(column, from int, now uint64) {
	block := p.block(column, from)
	crossed := *block ^ now
	if crossed == 0 {
		return
	}
	p.connectedCounts[column] += int32(bits.OnesCount64(now) - bits.OnesCount64(*block))
	*block = now
	table, word, bit := p.connected[column>>6:], p.words, uint64(1)<<(column&63)
	for ; crossed != 0; crossed &= crossed - 1 {
		table[p.input.at(from+63-bits.TrailingZeros64(crossed))*word] ^= bit
	}
}

// block returns the bits of the 64 synapses of a minicolumn from one on. Every
// minicolumn begins a new block: with one more for each minicolumn before, there
// is room for all that are not full.
func (p *Pooler) block(column, from int) *uint64 {
	first := p.first[column]
	return &p.linked[first>>6+column+(from-first)>>6]
}

// ordered maps floats to integers of the same order, for floats from 0 up;
// those below 0, and -0, become negative.
func ordered(v float32) int32 { return int32(math.Float32bits(v)) }

const onePermanence = 0x3f800000 // ordered(1)
