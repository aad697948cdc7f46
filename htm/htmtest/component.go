package htmtest

import (
	"fmt"
	"reflect"

	"gohtm/htm/sdr"
)

// Closures are a pooler, a memory or anything else that is stepped, as functions
// over it. What a part does not have stays nil, and is not checked; Step and
// Output it must have. A part that takes more than an SDR makes it up from the
// SDR in its Step.
type Closures struct {
	// Step goes one input on, and learns from it if learn is set.
	Step func(input sdr.SDR, learn bool)
	// Output returns what is to be seen after a Step: SDRs, numbers, slices of
	// them, or a []interface{} of such. Nobody else may hold it.
	Output func() interface{}
	// Learned returns a copy of what only learning may change: permanences, weights.
	Learned func() interface{}
	// Snapshot returns all that a component needs to go on: a value, for
	// Restore, without pointers or hidden fields.
	Snapshot func() interface{}
	Restore  func(state interface{}) error
	Clone    func() Closures
}

// ComponentCase describes a component to Component.
type ComponentCase struct {
	Name string // stands in front of every complaint
	// New returns a fresh component, always with the same parameters and seed.
	New func() (Closures, error)
	// Inputs are given in turn, learning; there should be enough for it to learn
	// something, at least 4.
	Inputs []sdr.SDR
}

// Component returns what is wrong with a component, or nil. It checks:
//
//   - the same seed and inputs give the same outputs and the same state;
//   - a Step leaves its input as it was, and does not hold on to it;
//   - an output is a valid SDR and a copy: Steps don't change it, and changing
//     it changes nothing;
//   - a snapshot changes nothing, is not changed by what comes after, and
//     restored into a fresh component goes on as the first one did, again and again;
//   - a clone goes on as its original would, and neither changes the other;
//   - with learn = false nothing that is learned changes; with learn = true
//     something does;
//   - nothing panics.
func Component(c ComponentCase) error {
	s := &componentSuite{ComponentCase: c, complaints: newComplaints(c.Name)}
	if len(c.Inputs) < 4 {
		s.add("%d Inputs, want at least 4", len(c.Inputs))
		return s.err()
	}
	s.half = len(c.Inputs) / 2
	for _, check := range []struct {
		name string
		run  func()
	}{
		{"same seed", s.checkSeed}, // first: it records what the others compare with
		{"input", s.checkInput},
		{"output", s.checkOutput},
		{"snapshot", s.checkSnapshot},
		{"clone", s.checkClone},
		{"learning", s.checkLearning},
	} {
		s.guard("the check of "+check.name, check.run)
		if s.outputs == nil {
			break
		}
	}
	return s.err()
}

type componentSuite struct {
	ComponentCase
	*complaints
	half    int         // how many inputs come before a snapshot or a clone
	outputs []string    // fingerprints of the outputs of an undisturbed run
	state   interface{} // the state after it
}

// fingerprint shows a report in full, whether or not it has a String method.
func fingerprint(report interface{}) string { return fmt.Sprintf("%#v", report) }

// sdrs returns the SDRs in an output.
func sdrs(output interface{}) []sdr.SDR {
	switch o := output.(type) {
	case sdr.SDR:
		return []sdr.SDR{o}
	case []sdr.SDR:
		return o
	case []interface{}:
		var all []sdr.SDR
		for _, one := range o {
			all = append(all, sdrs(one)...)
		}
		return all
	}
	return nil
}

// equal compares reports or states; NaN equals NaN.
func equal(a, b interface{}) bool { return reflect.DeepEqual(a, b) || fingerprint(a) == fingerprint(b) }

func (s *componentSuite) fresh() Closures {
	c, err := s.New()
	if err != nil {
		panic(fmt.Sprintf("New: %v", err))
	}
	return c
}

// run gives the inputs from..to, learning, and returns the outputs' fingerprints.
func (s *componentSuite) run(c Closures, from, to int) []string {
	var outputs []string
	for _, input := range clones(s.Inputs[from:to]) {
		c.Step(input, true)
		outputs = append(outputs, fingerprint(c.Output()))
	}
	return outputs
}

// compare complains about the first output that is not as in the undisturbed run.
func (s *componentSuite) compare(what string, from int, outputs []string) {
	for i, output := range outputs {
		if want := s.outputs[from+i]; output != want {
			s.add("%s: output %s after step %d, want %s", what, short(output, want), from+i+1, short(want, output))
			return
		}
	}
}

// short returns the part of a text in which it begins to differ from another.
func short(text, other string) string {
	const before, most = 40, 120
	start := 0
	for start < min(len(text), len(other)) && text[start] == other[start] {
		start++
	}
	start = max(0, start-before)
	part := text[start:min(len(text), start+most)]
	if start > 0 {
		part = "..." + part
	}
	if start+most < len(text) {
		part += "..."
	}
	return part
}

// compareState complains if the state is not as after the undisturbed run.
func (s *componentSuite) compareState(what string, c Closures) {
	if c.Snapshot != nil && !equal(c.Snapshot(), s.state) {
		s.add("%s: another state after the last step", what)
	}
}

func (s *componentSuite) checkSeed() {
	first := s.fresh()
	s.outputs = s.run(first, 0, len(s.Inputs))
	if first.Snapshot != nil {
		s.state = first.Snapshot()
	}
	second := s.fresh()
	s.compare("a second component of the same seed", 0, s.run(second, 0, len(s.Inputs)))
	s.compareState("a second component of the same seed", second)
}

func (s *componentSuite) checkInput() {
	c := s.fresh()
	for i, input := range clones(s.Inputs) {
		c.Step(input, true)
		if !input.Equal(s.Inputs[i]) {
			s.add("step %d changes its input to %v", i+1, input)
		}
		scribble(input) // the caller's to use again
		if got := fingerprint(c.Output()); got != s.outputs[i] {
			s.add("after a change to the input of step %d: output %s, want %s", i+1, short(got, s.outputs[i]), short(s.outputs[i], got))
			return
		}
	}
	for i, input := range clones(s.Inputs) {
		c.Step(input, false)
		if !input.Equal(s.Inputs[i]) {
			s.add("step %d with learn = false changes its input to %v", i+1, input)
		}
	}
}

func (s *componentSuite) checkOutput() {
	c := s.fresh()
	for i, input := range clones(s.Inputs) {
		before := c.Output()
		shown := fingerprint(before)
		c.Step(input, true)
		if fingerprint(before) != shown {
			s.add("step %d changes the output that was returned before it", i+1)
		}
		output := c.Output()
		if got := fingerprint(output); got != s.outputs[i] {
			s.add("after a change to a returned output, or reading it twice: output %s after step %d, want %s", short(got, s.outputs[i]), i+1, short(s.outputs[i], got))
			return
		}
		for _, code := range sdrs(output) {
			if err := code.Check(); err != nil {
				s.add("output after step %d: %v", i+1, err)
			}
			scribble(code)
		}
	}
	s.compareState("after a change to a returned output", c)
}

func (s *componentSuite) checkSnapshot() {
	first := s.fresh()
	if first.Snapshot == nil || first.Restore == nil {
		return
	}
	s.run(first, 0, s.half)
	state := first.Snapshot()
	s.compare("after a snapshot", s.half, s.run(first, s.half, len(s.Inputs)))
	s.compareState("after a snapshot", first)
	// The first one has gone on; the snapshot must not have gone on with it, nor
	// with the component that it is restored into.
	for _, what := range []string{"a fresh component, restored", "a second one, restored from the same snapshot"} {
		c := s.fresh()
		if err := c.Restore(state); err != nil {
			s.add("Restore of a state from Snapshot: %v", err)
			return
		}
		s.compare(what, s.half, s.run(c, s.half, len(s.Inputs)))
		s.compareState(what, c)
	}
	// A component that has gone on can go back.
	if err := first.Restore(state); err != nil {
		s.add("Restore of an earlier state: %v", err)
		return
	}
	s.compare("a component, restored to its earlier state", s.half, s.run(first, s.half, len(s.Inputs)))
	s.compareState("a component, restored to its earlier state", first)
}

func (s *componentSuite) checkClone() {
	original := s.fresh()
	if original.Clone == nil {
		return
	}
	s.run(original, 0, s.half)
	clone, other := original.Clone(), original.Clone()
	s.run(other, 0, s.half) // must disturb neither the original nor its other clone
	s.compare("an original whose clone went another way", s.half, s.run(original, s.half, len(s.Inputs)))
	s.compareState("an original whose clone went another way", original)
	s.compare("a clone whose original went on", s.half, s.run(clone, s.half, len(s.Inputs)))
	s.compareState("a clone whose original went on", clone)
}

func (s *componentSuite) checkLearning() {
	c := s.fresh()
	if c.Learned == nil {
		return
	}
	before := c.Learned()
	s.run(c, 0, len(s.Inputs))
	learned := c.Learned()
	if equal(before, learned) {
		s.add("nothing is learned from %d inputs with learn = true: Learned must be a copy of what learning changes", len(s.Inputs))
	}
	for i, input := range clones(s.Inputs) {
		c.Step(input, false)
		if !equal(learned, c.Learned()) {
			s.add("step %d with learn = false changes what was learned", i+1)
			return
		}
	}
}
