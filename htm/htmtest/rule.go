package htmtest

import (
	"math"
	"slices"

	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// RuleFunc is a learning rule: it changes the permanences of a segment's synapses,
// in place, given which of them have an active input. Both slices are as long as
// the segment has synapses.
type RuleFunc func(permanences []float32, active []bool)

// PerSynapse makes a RuleFunc of two functions of one number: what the permanence of
// a synapse becomes if its input is on, and if it is off.
func PerSynapse(on, off func(permanence float32) float32) RuleFunc {
	return func(permanences []float32, active []bool) {
		for i, permanence := range permanences {
			if active[i] {
				permanences[i] = on(permanence)
			} else {
				permanences[i] = off(permanence)
			}
		}
	}
}

// RuleCase describes a learning rule, and what it promises, to Rule.
type RuleCase struct {
	Name string                   // stands in front of every complaint
	New  func() (RuleFunc, error) // a fresh rule, always with the same parameters and seed
	// Plasticity is there instead of New for a rule in the form in which poolers and memories
	// take it. It is told all that there is, variables of its own included, and, if it
	// learns from them, given inputs that are rates.
	Plasticity func() (*synapse.Plasticity, error)
	// Hebbian promises that a synapse whose input is on gets no weaker, and one whose
	// input is off no firmer.
	Hebbian bool
	// Monotone promises that of two synapses of a segment, both with the input on or
	// both with it off, the firmer one stays at least as firm as the other.
	Monotone bool
	// Local promises that what becomes of a synapse depends on its own permanence and
	// input (its age and its variables) alone, as it always does with PerSynapse.
	Local bool
	// Random allows the same call to do something else the second time. The same calls in
	// the same order must still do the same to a fresh rule. Plasticity that draws is not
	// Random: what it draws from is told.
	Random bool
}

// Rule returns what is wrong with a learning rule, or nil. It gives the rule segments
// of up to 65 synapses with permanences from 0 to 1, and checks that
//
//   - all permanences stay in [0, 1], and none becomes NaN; some change;
//   - nothing else that the rule is told is changed, and no slice is held on to;
//   - a second rule does the same, and, unless it is Random, the same rule
//     does the same again after others;
//   - what the case promises is kept;
//   - nothing panics, of segments without synapses either.
//
// Plasticity with variables is given the segments once more with what it has made of them,
// twice.
func Rule(c RuleCase) error {
	r := &ruleSuite{RuleCase: c, complaints: newComplaints(c.Name)}
	if (c.New == nil) == (c.Plasticity == nil) {
		r.add("want one of New and Plasticity")
		return r.err()
	}
	r.guard("New or the rule", func() {
		rule, err := r.make()
		if err != nil {
			r.add("New: %v", err)
			return
		}
		r.rule = rule
		r.segments = ruleSegments(rule)
		r.collect()
	})
	if r.rule.apply == nil || len(r.after) < len(r.segments) {
		return r.err()
	}
	r.checkRange()
	r.checkPromises()
	r.guard("the rule, called again,", r.checkRepeat)
	if r.Local {
		r.guard("the rule for one synapse", r.checkLocal)
	}
	return r.err()
}

// rule is one of either form.
type rule struct {
	apply     func(*synapse.Synapses)
	rates     bool // inputs may be rates
	variables int
}

func (c RuleCase) make() (rule, error) {
	if c.New != nil {
		f, err := c.New()
		return rule{apply: func(s *synapse.Synapses) { f(s.Permanences, s.Active) }}, err
	}
	p, err := c.Plasticity()
	if err != nil {
		return rule{}, err
	}
	return rule{p.ApplyTo, p.Rates(), p.Variables()}, nil
}

// ruleSegments are segments with an even choice of permanences, all on, all off and
// mixed, and some drawn at random, among them short ones and one without synapses; and,
// for a rule that may have them, some with rates.
func ruleSegments(r rule) []synapse.Synapses {
	const steps = 64
	stream, more := rng.New(1), rng.New(2)
	var segments []synapse.Synapses
	add := func(permanences []float32, active []bool) {
		s := synapse.Synapses{Permanences: permanences, Variables: make([][]float32, r.variables)}
		for v := range s.Variables {
			s.Variables[v] = make([]float32, len(permanences))
		}
		tell(more, &s, active, false)
		segments = append(segments, s)
	}
	for _, share := range []int{100, 0, 50} { // of inputs that are on, in per cent
		var permanences []float32
		var active []bool
		for i := 0; i <= steps; i++ {
			permanences = append(permanences, float32(i)/steps)
			active = append(active, stream.Below(100) < share)
		}
		add(permanences, active)
	}
	for n := 0; n < 40; n++ {
		var permanences []float32
		var active []bool
		for i := 0; i < n; i++ {
			permanences = append(permanences, stream.Unit())
			active = append(active, stream.Below(2) == 0)
		}
		add(permanences, active)
	}
	if r.rates {
		for _, s := range segments[2:10] {
			s = cloneSynapses(s)
			tell(more, &s, s.Active, true)
			segments = append(segments, s)
		}
	}
	return segments
}

// tell draws all that a rule is told besides permanences, variables and which inputs are on.
func tell(stream *rng.Stream, s *synapse.Synapses, active []bool, rates bool) {
	s.Active, s.Draw, s.Rest = active, stream.Next(), 1+stream.Below(20)
	if stream.Below(4) == 0 {
		s.Rest = synapse.Never
	}
	s.Inputs, s.Ages = make([]float32, len(active)), make([]int, len(active))
	for i, on := range active {
		switch {
		case on && rates:
			s.Inputs[i] = 1 - stream.Unit()
		case on:
			s.Inputs[i] = 1
		case stream.Below(3) == 0:
			s.Ages[i] = synapse.Never
		default:
			s.Ages[i] = 1 + stream.Below(25)
		}
	}
}

func cloneSynapses(s synapse.Synapses) synapse.Synapses {
	s.Permanences, s.Active = slices.Clone(s.Permanences), slices.Clone(s.Active)
	s.Inputs, s.Ages = slices.Clone(s.Inputs), slices.Clone(s.Ages)
	s.Variables = slices.Clone(s.Variables)
	for v := range s.Variables {
		s.Variables[v] = slices.Clone(s.Variables[v])
	}
	return s
}

// sameSynapses compares what a rule has made of synapses, NaN included.
func sameSynapses(a, b synapse.Synapses) bool {
	return sameBits(a.Permanences, b.Permanences) && slices.EqualFunc(a.Variables, b.Variables, sameBits)
}

// sameGiven compares what a rule must leave alone.
func sameGiven(a, b synapse.Synapses) bool {
	return slices.Equal(a.Inputs, b.Inputs) && slices.Equal(a.Ages, b.Ages)
}

type ruleSuite struct {
	RuleCase
	*complaints
	segments []synapse.Synapses
	rule     rule
	after    []synapse.Synapses // what became of each segment
}

// collect runs the rule over all segments. What it has done to one must not change
// while it works on others.
func (r *ruleSuite) collect() {
	var given []synapse.Synapses
	stream, again := rng.New(3), 2*len(r.segments)
	for i := 0; i < len(r.segments); i++ {
		s := cloneSynapses(r.segments[i])
		r.rule.apply(&s)
		given = append(given, s)
		r.after = append(r.after, cloneSynapses(s))
		if r.rule.variables > 0 && again > 0 {
			next, active := cloneSynapses(s), slices.Clone(r.segments[i].Active)
			for k := range active {
				active[k] = stream.Below(2) == 0
			}
			tell(stream, &next, active, false)
			r.segments = append(r.segments, next)
			again--
		}
	}
	changed := false
	for i, s := range given {
		before := r.segments[i]
		if !slices.Equal(s.Active, before.Active) {
			r.add("segment %d: the rule changes which inputs are active", i)
		}
		if !sameGiven(s, before) {
			r.add("segment %d: the rule changes Inputs or Ages", i)
		}
		if !sameBits(s.Permanences, r.after[i].Permanences) {
			r.add("segment %d: its permanences change in a later call", i)
		} else if !sameSynapses(s, r.after[i]) {
			r.add("segment %d: its variables change in a later call", i)
		}
		changed = changed || !sameBits(s.Permanences, before.Permanences)
	}
	if !changed {
		r.add("no permanence changes in %d segments, want some to", len(given))
	}
}

// sameBits compares numbers; NaN equals NaN.
func sameBits(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

func onOff(active bool) string {
	if active {
		return "on"
	}
	return "off"
}

func (r *ruleSuite) checkRange() {
	for i, s := range r.segments {
		for k, p := range r.after[i].Permanences {
			if !(p >= 0 && p <= 1) { // NaN, too
				r.add("permanence %v with its input %s becomes %v, want in [0, 1]", s.Permanences[k], onOff(s.Active[k]), p)
			}
		}
	}
}

func (r *ruleSuite) checkPromises() {
	for i, s := range r.segments {
		after := r.after[i].Permanences
		for k, before := range s.Permanences {
			on := s.Inputs[k] == 1
			if r.Hebbian && (on && after[k] < before || s.Inputs[k] == 0 && after[k] > before) {
				r.add("permanence %v with its input %s becomes %v, which is not Hebbian", before, onOff(on), after[k])
			}
			for j, other := range s.Permanences {
				if r.Monotone && alike(s, k, j) && before < other && after[k] > after[j] {
					r.add("permanences %v and %v with their inputs %s become %v and %v, which is not Monotone", before, other, onOff(s.Active[k]), after[k], after[j])
				}
			}
		}
	}
}

// alike tells whether two synapses differ in their permanences alone.
func alike(s synapse.Synapses, i, j int) bool {
	for _, variable := range s.Variables {
		if variable[i] != variable[j] {
			return false
		}
	}
	return s.Inputs[i] == s.Inputs[j] && s.Ages[i] == s.Ages[j]
}

// checkRepeat gives the segments to a second rule, in the same order, and to the
// first one, in another. After each call it spoils what the rule was given.
func (r *ruleSuite) checkRepeat() {
	second, err := r.make()
	if err != nil {
		r.add("New: %v", err)
		return
	}
	again := func(what string, rule rule, i int) {
		s := cloneSynapses(r.segments[i])
		rule.apply(&s)
		if !sameSynapses(s, r.after[i]) {
			r.add("%s makes of segment %d other permanences than before", what, i)
		}
		for k := range s.Permanences {
			s.Permanences[k], s.Active[k] = -1, !s.Active[k]
		}
	}
	for i := range r.segments {
		again("a second rule", second, i)
	}
	for i := len(r.segments) - 1; i >= 0 && !r.Random; i-- {
		again("the same rule", r.rule, i)
	}
}

// checkLocal gives each synapse to the rule alone.
func (r *ruleSuite) checkLocal() {
	for i, s := range r.segments {
		for k, before := range s.Permanences {
			alone := cloneSynapses(s)
			alone.Permanences, alone.Active = alone.Permanences[k:k+1], alone.Active[k:k+1]
			alone.Inputs, alone.Ages = alone.Inputs[k:k+1], alone.Ages[k:k+1]
			for v := range alone.Variables {
				alone.Variables[v] = alone.Variables[v][k : k+1]
			}
			r.rule.apply(&alone)
			if !sameBits(alone.Permanences, r.after[i].Permanences[k:k+1]) {
				r.add("permanence %v with its input %s becomes %v alone, and %v among others, which is not Local",
					before, onOff(s.Active[k]), alone.Permanences[0], r.after[i].Permanences[k])
			}
		}
	}
}
