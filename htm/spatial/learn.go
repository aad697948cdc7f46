package spatial

import "math"

// adapt lets the winners learn: of their potential synapses, connected or not,
// those whose input is on grow and the others shrink,
//
//	D_ij += p+  if z_j = 1
//	D_ij -= p-  if z_j = 0
//
// the Hebbian rule of Cui, Ahmad & Hawkins (2017). A minicolumn that would keep
// fewer than StimulusThreshold connected synapses is raised.
func (p *Pooler) adapt(on []int) {
	change := p.scratch.change // of a permanence, for every input
	for input := range change {
		change[input] = -p.params.PermanenceDecrement
	}
	for _, input := range on {
		change[input] = p.params.PermanenceIncrement
	}
	for _, column := range p.active {
		inputs, permanences := p.synapses(column)
		before := p.scratch.before[:len(permanences)]
		copy(before, permanences)
		p.grow(column, change)
		if int(p.connectedCounts[column]) < p.params.StimulusThreshold {
			for i, input := range inputs {
				before[i] += change[input]
			}
			p.raise(before)
			p.settle(column, before)
		}
	}
}

// bumpWeakColumns grows all synapses of every minicolumn whose overlap duty
// cycle is too low: it hardly ever sees anything that it is connected to.
func (p *Pooler) bumpWeakColumns() {
	change := p.scratch.change
	for input := range change {
		change[input] = p.raiseStep
	}
	for column, duty := range p.overlapDuty {
		if duty < p.minOverlapDuty[column] {
			p.grow(column, change)
		}
	}
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

// grow changes the permanences of a minicolumn by what its inputs say. It notes
// which synapses thereby connect or disconnect.
func (p *Pooler) grow(column int, change []float32) {
	inputs, permanences := p.synapses(column)
	crossed := p.scratch.crossed
	n := grow(permanences, inputs, change, crossed, ordered(p.trim), ordered(p.connectedPermanence))
	for _, i := range crossed[:n] {
		p.cross(column, int(inputs[i]), permanences[i] >= p.connectedPermanence)
	}
}

// grow adds the change of its input to every permanence. Too small ones are
// trimmed to 0, all are clipped to [0, 1]; neither connects or disconnects a
// synapse, as trim < ConnectedPermanence <= 1. It lists the synapses that cross the
// threshold and returns how many they are.
//
// Most of the time of a learning step is spent in this loop, where a
// mispredicted branch costs more than a synapse. So permanences are compared by
// their bits, which compiles to conditional moves, and the few that cross are
// only listed. It is a function of its own because its variables then fit into registers.
func grow(permanences []float32, inputs []uint32, change []float32, crossed []int32, trim, connected int32) int {
	n := 0
	inputs = inputs[:len(permanences)]
	for i, old := range permanences {
		v := ordered(old + change[inputs[i]])
		if v < trim {
			v = 0
		}
		v = min(v, onePermanence)
		permanences[i] = math.Float32frombits(uint32(v))
		crossed[n] = int32(i)
		n += int(uint32((ordered(old)-connected)^(v-connected)) >> 31) // 1 if the signs differ
	}
	return n
}

// settle makes the raised permanences those of the minicolumn, as grow does.
func (p *Pooler) settle(column int, raised []float32) {
	inputs, permanences := p.synapses(column)
	for i, v := range raised {
		if v < p.trim {
			v = 0
		}
		connect := v >= p.connectedPermanence
		if connect != (permanences[i] >= p.connectedPermanence) {
			p.cross(column, int(inputs[i]), connect)
		}
		permanences[i] = min(v, 1)
	}
}

// cross notes that a synapse has connected, or disconnected.
func (p *Pooler) cross(column, input int, connect bool) {
	p.connected[input*p.words+column>>6] ^= 1 << (column & 63)
	if connect {
		p.connectedCounts[column]++
	} else {
		p.connectedCounts[column]--
	}
}

// ordered maps floats to integers of the same order, for floats from 0 up;
// those below 0, and -0, become negative.
func ordered(v float32) int32 { return int32(math.Float32bits(v)) }

const onePermanence = 0x3f800000 // ordered(1)
