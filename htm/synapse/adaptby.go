package synapse

// Moment is what a rule learns from, in a step of a layer.
type Moment struct {
	Active Bitset // which inputs are on
	// For a rule with History: the number of the step, from 0 up, whose inputs these are;
	// and for every input one more than the number of the step in which it was on last, 0 if
	// it never was.
	Step   uint64
	LastOn []uint64
	Draw   uint64 // for a rule that Draws: 64 random bits, of this segment alone
}

// AdaptBy changes the permanences of a segment by a rule, and then removes what
// Adapt removes.
func (s *Store) AdaptBy(rule *Plasticity, id ID, at Moment) (alive bool) {
	if rule.on == nil || rule.levels != 0 {
		s.gather(rule, id, at)
		rule.ApplyTo(&s.work)
		s.keepVariables(rule, id, at)
		return s.replace(id, s.work.Permanences)
	}
	threshold, lowest := s.params.ConnectedPermanence, float32(1)
	inputs := s.Inputs(id)
	permanences := s.Permanences(id)[:len(inputs)]
	tables, straight := [2]*Table{rule.off, rule.on}, rule.off.straight && rule.on.straight
	// Of tables that are straight these two numbers are enough, which saves looking into them.
	a, c := [2]float32{rule.off.a[0], rule.on.a[0]}, [2]float32{rule.off.c[0], rule.on.c[0]}
	for i, input := range inputs {
		before, bit, after := permanences[i], at.Active.bit(input), float32(0)
		if straight {
			after = float32(c[bit]*before) + a[bit]
		} else {
			after = tables[bit].Next(before)
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

// gather copies all that a function is told of a segment into s.work.
func (s *Store) gather(rule *Plasticity, id ID, at Moment) {
	w, inputs := &s.work, s.Inputs(id)
	w.Permanences = append(w.Permanences[:0], s.Permanences(id)...)
	w.Active, w.Inputs, w.Ages, w.Draw = w.Active[:0], w.Inputs[:0], w.Ages[:0], at.Draw
	for _, input := range inputs {
		w.Active = append(w.Active, at.Active.bit(input) != 0)
	}
	if rule.synapses == nil {
		return
	}
	for _, input := range inputs {
		w.Inputs = append(w.Inputs, float32(at.Active.bit(input)))
		w.Ages = append(w.Ages, at.age(input))
	}
	w.Rest = Never
	if step, ever := s.LastLearned(id); ever {
		w.Rest = max(1, steps(step, at.Step))
	}
	s.keep(rule.variables)
	for len(w.Variables) < rule.variables {
		w.Variables = append(w.Variables, nil)
	}
	w.Variables = w.Variables[:rule.variables]
	for v := range w.Variables {
		w.Variables[v] = append(w.Variables[v][:0], s.Variable(id, v)...)
	}
}

// age returns how many steps ago an input was on.
func (m *Moment) age(input uint32) int {
	switch {
	case m.Active.bit(input) != 0:
		return 0
	case m.LastOn == nil || m.LastOn[input] == 0:
		return Never
	}
	return steps(m.LastOn[input]-1, m.Step)
}

// steps returns how many there are between two, less than Never.
func steps(from, to uint64) int { return int(min(to-from, Never-1)) }

// keepVariables stores what a rule has made of its variables, and for one with a History that
// it has learned.
func (s *Store) keepVariables(rule *Plasticity, id ID, at Moment) {
	if rule.synapses == nil {
		return
	}
	for v, variable := range s.work.Variables {
		copy(s.Variable(id, v), variable)
	}
	if rule.told {
		s.variables.learn(id, at.Step)
	}
}

// replace gives the synapses of a segment other permanences, and then removes what
// Adapt removes.
func (s *Store) replace(id ID, permanences []float32) (alive bool) {
	threshold, lowest := s.params.ConnectedPermanence, float32(1)
	inputs, have := s.Inputs(id), s.Permanences(id)
	for i, after := range permanences {
		if before := have[i]; (before >= threshold) != (after >= threshold) {
			s.index.flip(inputs[i], s.entry(id, before))
		}
		have[i] = after
		lowest = min(lowest, after)
	}
	return s.forgetWeak(id, lowest)
}
