package synapse

// Adapt changes the permanences of a segment, HTM's Hebbian rule:
//
//	permanence += on    if the synapse's input is in active
//	permanence += off   if it is not
//
// clipped to [0, 1]. A synapse that falls below PrunePermanence is removed; a
// segment left with fewer than PruneSynapses is destroyed, and Adapt returns false.
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, "Computational model";
// NuPIC's adaptSegment.
func (s *Store) Adapt(id ID, active Bitset, on, off float32) (alive bool) {
	change := [2]float32{off, on}
	threshold, lowest := s.params.ConnectedPermanence, float32(1)
	inputs := s.Inputs(id)
	permanences := s.Permanences(id)[:len(inputs)]
	for i, input := range inputs {
		before := permanences[i]
		after := before + change[active.bit(input)]
		if after > 1 {
			after = 1
		} else if after < 0 {
			after = 0
		}
		if (before >= threshold) != (after >= threshold) {
			s.index.flip(input, s.entry(id, before))
		}
		permanences[i] = after
		if after < lowest {
			lowest = after
		}
	}
	return s.forgetWeak(id, lowest)
}

// forgetWeak removes the synapses of a segment that have fallen too low, given the
// lowest, and the segment if too few are left.
func (s *Store) forgetWeak(id ID, lowest float32) (alive bool) {
	if lowest < s.params.PrunePermanence {
		s.prune(id)
	}
	if s.Len(id) < s.params.PruneSynapses {
		s.Destroy(id)
		return false
	}
	return true
}

// SetPermanence changes the permanence of the i-th synapse of a segment, in the
// order of Inputs; it never removes the synapse.
func (s *Store) SetPermanence(id ID, i int, permanence float32) {
	p := &s.Permanences(id)[i]
	before, after := s.entry(id, *p), s.entry(id, permanence)
	if before != after {
		s.index.flip(s.Inputs(id)[i], before)
	}
	*p = permanence
}

func (s *Store) prune(id ID) {
	for i := s.Len(id) - 1; i >= 0; i-- {
		if s.Permanences(id)[i] < s.params.PrunePermanence {
			s.remove(id, i)
		}
	}
}
