package htmtest

import (
	"math"
	"slices"

	"gohtm/htm/internal/rng"
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
	// Hebbian promises that a synapse whose input is on gets no weaker, and one whose
	// input is off no firmer.
	Hebbian bool
	// Monotone promises that of two synapses of a segment, both with the input on or
	// both with it off, the firmer one stays at least as firm as the other.
	Monotone bool
	// Local promises that what becomes of a synapse depends on its own permanence and
	// input alone, as it always does with PerSynapse.
	Local bool
	// Random allows the same call to do something else the second time. The same calls
	// in the same order must still do the same to a fresh rule.
	Random bool
}

// Rule returns what is wrong with a learning rule, or nil. It gives the rule segments
// of up to 65 synapses with permanences from 0 to 1, and checks that
//
//   - all permanences stay in [0, 1], and none becomes NaN; some change;
//   - which inputs are active is not changed, and neither slice is held on to;
//   - a second rule from New does the same, and, unless it is Random, the same rule
//     does the same again after others;
//   - what the case promises is kept;
//   - nothing panics, of segments without synapses either.
func Rule(c RuleCase) error {
	r := &ruleSuite{RuleCase: c, complaints: newComplaints(c.Name), segments: ruleSegments()}
	r.guard("New or the rule", func() {
		rule, err := r.New()
		if err != nil {
			r.add("New: %v", err)
			return
		}
		r.rule = rule
		r.collect()
	})
	if r.rule == nil || len(r.after) < len(r.segments) {
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

// ruleSegment is what a rule is given.
type ruleSegment struct {
	permanences []float32
	active      []bool
}

// ruleSegments are segments with an even choice of permanences, all on, all off and
// mixed, and some drawn at random, among them short ones and one without synapses.
func ruleSegments() []ruleSegment {
	const steps = 64
	stream := rng.New(1)
	var segments []ruleSegment
	for _, share := range []int{100, 0, 50} { // of inputs that are on, in per cent
		var s ruleSegment
		for i := 0; i <= steps; i++ {
			s.permanences = append(s.permanences, float32(i)/steps)
			s.active = append(s.active, stream.Below(100) < share)
		}
		segments = append(segments, s)
	}
	for n := 0; n < 40; n++ {
		var s ruleSegment
		for i := 0; i < n; i++ {
			s.permanences = append(s.permanences, stream.Unit())
			s.active = append(s.active, stream.Below(2) == 0)
		}
		segments = append(segments, s)
	}
	return segments
}

func (s ruleSegment) clone() ruleSegment {
	return ruleSegment{slices.Clone(s.permanences), slices.Clone(s.active)}
}

type ruleSuite struct {
	RuleCase
	*complaints
	segments []ruleSegment
	rule     RuleFunc
	after    [][]float32 // what became of each segment's permanences
}

// collect runs the rule over all segments. What it has done to one must not change
// while it works on others.
func (r *ruleSuite) collect() {
	var given []ruleSegment
	for _, s := range r.segments {
		s := s.clone()
		r.rule(s.permanences, s.active)
		given = append(given, s)
		r.after = append(r.after, slices.Clone(s.permanences))
	}
	changed := false
	for i, s := range given {
		if !slices.Equal(s.active, r.segments[i].active) {
			r.add("segment %d: the rule changes which inputs are active", i)
		}
		if !sameBits(s.permanences, r.after[i]) {
			r.add("segment %d: its permanences change in a later call", i)
		}
		changed = changed || !sameBits(s.permanences, r.segments[i].permanences)
	}
	if !changed {
		r.add("no permanence changes in %d segments, want some to", len(given))
	}
}

// sameBits compares permanences; NaN equals NaN.
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
		for k, p := range r.after[i] {
			if !(p >= 0 && p <= 1) { // NaN, too
				r.add("permanence %v with its input %s becomes %v, want in [0, 1]", s.permanences[k], onOff(s.active[k]), p)
			}
		}
	}
}

func (r *ruleSuite) checkPromises() {
	for i, s := range r.segments {
		after := r.after[i]
		for k, before := range s.permanences {
			if r.Hebbian && (s.active[k] && after[k] < before || !s.active[k] && after[k] > before) {
				r.add("permanence %v with its input %s becomes %v, which is not Hebbian", before, onOff(s.active[k]), after[k])
			}
			for j, other := range s.permanences {
				if r.Monotone && s.active[k] == s.active[j] && before < other && after[k] > after[j] {
					r.add("permanences %v and %v with their inputs %s become %v and %v, which is not Monotone", before, other, onOff(s.active[k]), after[k], after[j])
				}
			}
		}
	}
}

// checkRepeat gives the segments to a second rule, in the same order, and to the
// first one, in another. After each call it spoils what the rule was given.
func (r *ruleSuite) checkRepeat() {
	second, err := r.New()
	if err != nil {
		r.add("New: %v", err)
		return
	}
	again := func(what string, rule RuleFunc, i int) {
		s := r.segments[i].clone()
		rule(s.permanences, s.active)
		if !sameBits(s.permanences, r.after[i]) {
			r.add("%s makes of segment %d other permanences than before", what, i)
		}
		for k := range s.permanences {
			s.permanences[k], s.active[k] = -1, !s.active[k]
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
		for k, before := range s.permanences {
			alone := ruleSegment{[]float32{before}, []bool{s.active[k]}}
			r.rule(alone.permanences, alone.active)
			if !sameBits(alone.permanences, r.after[i][k:k+1]) {
				r.add("permanence %v with its input %s becomes %v alone, and %v among others, which is not Local",
					before, onOff(s.active[k]), alone.permanences[0], r.after[i][k])
			}
		}
	}
}
