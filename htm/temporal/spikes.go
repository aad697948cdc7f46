package temporal

import "slices"

// What a presynaptic cell counts on a distal segment, by its spikes at steps t-k:
//
//	level = Σ_k EPSPDecay^k * factor(t-k)   over its spikes with k < SpikeWindow
//
// so that the postsynaptic potentials of one cell add up over time, as those of several
// do over the segment. Cells with a spike in the window are the active ones, for
// matching and adapting; new synapses grow to the winners of the latest step only.
// factor is that of short-term depression and facilitation in Params.Transmission, 1
// without. The inputs of a context, and apical ones, hold for one step, and have its
// factor.
//
// A segment as a detector of coincidences: Hawkins & Ahmad (2016),
// doi:10.3389/fncir.2016.00023; for how long coincidence lasts in a dendrite: Major,
// Larkum & Schiller (2013), "Active properties of neocortical pyramidal neuron
// dendrites", Annual Review of Neuroscience 36,
// doi:10.1146/annurev-neuro-062111-150343. The window is ours.

// hear makes levels of what is active now.
func (z *zone) hear() {
	if z.levels == nil {
		return
	}
	for _, input := range z.inputs {
		z.levels[input] = 1
	}
	if z.shortTerm != nil {
		for i, factor := range z.shortTerm.Ahead(z.inputs) {
			z.levels[z.inputs[i]] = factor
		}
	}
}

// recall adds what cells did in the steps before.
func (m *Memory) recall() {
	d, h := &m.distal, &m.earlier
	if len(h.cells) == 0 {
		return
	}
	d.latest = append(d.latest[:0], d.inputs...)
	d.taken.Add(d.inputs)
	for ago, cells := range h.cells {
		for i, cell := range cells {
			count := m.fade[ago]
			if h.factors != nil {
				count = float32(count * h.factors[ago][i])
			}
			d.levels[cell] += count
			if !d.taken.Has(cell) {
				d.taken.Set(uint32(cell))
				d.inputs = append(d.inputs, cell)
			}
		}
	}
	d.taken.Remove(d.inputs)
	slices.Sort(d.inputs)
}

// remember notes when the inputs of the step that is being made were on, for what
// depends on it later.
func (m *Memory) remember() {
	latest := m.distal.latest
	if len(m.earlier.cells) == 0 {
		latest = m.distal.inputs
	}
	m.earlier.push(m.active, m.distal.spike(latest, m.steps))
	if m.hasApical() {
		m.apical.spike(m.apical.inputs, m.steps)
	}
	if m.inhibits() {
		m.inhibition.spike(m.inhibition.inputs, m.steps)
	}
	m.steps++
}

// spike notes that inputs were on in a step, and returns their factors, if they are not
// all 1.
func (z *zone) spike(inputs []int, step uint64) (factors []float32) {
	if z.lastOn != nil {
		for _, input := range inputs {
			z.lastOn[input] = step + 1
		}
	}
	if z.shortTerm != nil {
		return z.shortTerm.Step(inputs)
	}
	return nil
}
