package synapse

// htms is HTM's transmission, for nil.
var htms = &Transmission{vesicles: 1}

// AppendDrives appends, for each of some segments, the sum of what its synapses
// contribute now,
//
//	drive = Σ_i levels[i] * contribution(permanence_i)   over its synapses i, in the order in which they grew
//
// with levels[i] of the input that synapse i listens to: 0 if it is silent, when its synapses are not asked,
// 1 for a spike, more or less where spikes add up or are worth less, and
// negative where an input inhibits. nil is HTM's transmission. What is left to
// chance is drawn from uniform: segment by segment, synapse by synapse. See
// Transmission.Contribution.
func (s *Store) AppendDrives(dst []float64, t *Transmission, levels []float32, segments []Excited, uniform func() float64) []float64 {
	if t == nil {
		t = htms
	}
	connected := s.params.ConnectedPermanence
	for _, e := range segments {
		drive := 0.
		permanences := s.Permanences(e.Segment)
		for i, input := range s.Inputs(e.Segment) {
			if level := levels[input]; level != 0 {
				drive += float64(float64(level) * float64(t.Contribution(permanences[i], connected, uniform)))
			}
		}
		dst = append(dst, drive)
	}
	return dst
}
