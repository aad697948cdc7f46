package spatial

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
		grown := p.grow(permanences)
		for i, input := range inputs {
			grown[i] = permanences[i] + change[input]
		}
		p.raise(grown)
		p.settle(column, grown)
	}
}

// bumpWeakColumns grows all synapses of every minicolumn whose overlap duty
// cycle is too low: it hardly ever sees anything that it is connected to.
func (p *Pooler) bumpWeakColumns() {
	for column, duty := range p.overlapDuty {
		if duty < p.minOverlapDuty[column] {
			_, permanences := p.synapses(column)
			grown := p.grow(permanences)
			for i, v := range permanences {
				grown[i] = v + p.raiseStep
			}
			p.settle(column, grown)
		}
	}
}

// grow returns room for the new permanences of a minicolumn.
func (p *Pooler) grow(permanences []float32) []float32 {
	if len(p.scratch.grown) < len(permanences) {
		p.scratch.grown = make([]float32, len(permanences))
	}
	return p.scratch.grown[:len(permanences)]
}

// raise adds the same to all permanences, step by step, until StimulusThreshold
// of them are connected. NuPIC calls it raisePermanenceToThreshold.
func (p *Pooler) raise(permanences []float32) {
	for first := true; ; first = false {
		connected := 0
		for _, v := range permanences {
			if v >= p.connectedPermanence {
				connected++
			}
		}
		if connected >= p.params.StimulusThreshold {
			return
		}
		for i, v := range permanences {
			if first {
				v = max(0, min(v, 1))
			}
			permanences[i] = v + p.raiseStep
		}
	}
}

// settled trims a permanence that is too small to 0, and clips it to [0, 1].
func (p *Pooler) settled(v float32) float32 {
	if v < p.trim || v < 0 {
		return 0
	}
	return min(v, 1)
}

// settle makes the grown permanences, trimmed and clipped, those of the
// minicolumn, and notes which synapses thereby connect or disconnect.
func (p *Pooler) settle(column int, grown []float32) {
	inputs, permanences := p.synapses(column)
	grown = grown[:len(permanences)]
	inputs = inputs[:len(permanences)]
	for i, old := range permanences {
		v := p.settled(grown[i])
		permanences[i] = v
		if (old >= p.connectedPermanence) != (v >= p.connectedPermanence) {
			p.flip(int(inputs[i]), column)
			if v >= p.connectedPermanence {
				p.connectedCounts[column]++
			} else {
				p.connectedCounts[column]--
			}
		}
	}
}
