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

// AdaptBy changes the permanences of a segment by a rule, and then removes what
// Adapt removes.
func (s *Store) AdaptBy(rule *Plasticity, id ID, active Bitset) (alive bool) {
	threshold, lowest := s.params.ConnectedPermanence, float32(1)
	inputs := s.Inputs(id)
	permanences := s.Permanences(id)[:len(inputs)]
	tables, straight := [2]*Table{rule.off, rule.on}, false
	var a, c [2]float32 // of the tables that are straight, which saves looking into them
	if rule.rule == nil {
		straight = rule.off.straight && rule.on.straight
		a, c = [2]float32{rule.off.a[0], rule.on.a[0]}, [2]float32{rule.off.c[0], rule.on.c[0]}
	} else {
		s.adapted, s.on = append(s.adapted[:0], permanences...), s.on[:0]
		for _, input := range inputs {
			s.on = append(s.on, active.bit(input) != 0)
		}
		rule.Apply(s.adapted, s.on)
	}
	for i, input := range inputs {
		before, bit, after := permanences[i], active.bit(input), float32(0)
		switch {
		case straight:
			after = float32(c[bit]*before) + a[bit]
		case rule.rule == nil:
			after = tables[bit].Next(before)
		default:
			after = s.adapted[i]
		}
		if after > 1 {
			after = 1
		} else if !(after > 0) { // nor -0
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
