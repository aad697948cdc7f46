package synapse_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/htm/synapse"
)

// toldOfThree is a segment of three synapses with variables that are 1, 2, 3 and 4, 5, 6, in
// slices with room for more.
func toldOfThree() *synapse.Synapses {
	return &synapse.Synapses{
		Permanences: append(make([]float32, 0, 8), .1, .2, .3), Active: []bool{true, false, true}, Inputs: []float32{1, 0, 1}, Ages: []int{0, 2, 0},
		Variables: [][]float32{append(make([]float32, 0, 8), 1, 2, 3), append(make([]float32, 0, 8), 4, 5, 6)},
	}
}

func TestRuleWithOtherSlicesIsRefused(t *testing.T) {
	for name, rule := range map[string]func(*synapse.Synapses){
		"fewer permanences":   func(s *synapse.Synapses) { s.Permanences = s.Permanences[:2] },
		"more permanences":    func(s *synapse.Synapses) { s.Permanences = append(s.Permanences, 1) },
		"other permanences":   func(s *synapse.Synapses) { s.Permanences = []float32{1, 1, 1} },
		"no variables":        func(s *synapse.Synapses) { s.Variables = nil },
		"a nil variable":      func(s *synapse.Synapses) { s.Variables[0] = nil },
		"a shorter variable":  func(s *synapse.Synapses) { s.Variables[1] = s.Variables[1][:1] },
		"another variable":    func(s *synapse.Synapses) { s.Variables[1] = []float32{1, 1, 1} },
		"exchanged variables": func(s *synapse.Synapses) { s.Variables[0], s.Variables[1] = s.Variables[1], s.Variables[0] },
		"a variable more":     func(s *synapse.Synapses) { s.Variables = append(s.Variables, s.Variables[0]) },
	} {
		s, plasticity := toldOfThree(), synapse.PerSynapses(2, rule)
		message := panicOf(func() { plasticity.ApplyTo(s) })
		if !strings.Contains(message, "want them changed in place") {
			t.Errorf("%s: panic %q, want one that says what is wrong", name, message)
		}
		if len(s.Permanences) != 3 || len(s.Variables) != 2 || len(s.Variables[0]) != 3 || s.Variables[0][2] != 3 || s.Variables[1][0] != 4 {
			t.Errorf("%s: the caller's slices are now %v and %v", name, s.Permanences, s.Variables)
		}
	}
}

func TestSlicesStayWhereARulePanics(t *testing.T) {
	s := toldOfThree()
	plasticity := synapse.PerSynapses(2, func(s *synapse.Synapses) {
		s.Permanences, s.Variables[1], s.Active = nil, nil, nil
		panic("the rule's own")
	})
	if message := panicOf(func() { plasticity.ApplyTo(s) }); message != "the rule's own" {
		t.Errorf("panic %q, want the rule's own", message)
	}
	if len(s.Permanences) != 3 || len(s.Variables[1]) != 3 || len(s.Active) != 3 {
		t.Errorf("left %v, %v, %v", s.Permanences, s.Variables, s.Active)
	}
}

func TestChangesOfNoRuleAreErrors(t *testing.T) {
	var none *synapse.Plasticity
	if _, err := none.Quantised(4, false); err == nil || !strings.Contains(err.Error(), "a nil rule") {
		t.Errorf("Quantised of nil: %v", err)
	}
	if _, err := none.Decaying(4, func(x float64) float64 { return x }); err == nil || !strings.Contains(err.Error(), "a nil rule") {
		t.Errorf("Decaying of nil: %v", err)
	}
}

// Sums that are nearly 0 and targets that are huge make factors that no float32 holds.
func TestHomeostaticHasFiniteFactors(t *testing.T) {
	for _, tt := range []struct{ target, rate float64 }{{1e300, 1}, {1e300, 0}, {3, 1}} {
		rule, err := synapse.Homeostatic(0, 0, tt.target, tt.rate)
		if err != nil {
			t.Fatal(err)
		}
		s := &synapse.Synapses{Permanences: []float32{0, 1e-45}, Active: make([]bool, 2), Inputs: make([]float32, 2), Ages: make([]int, 2)}
		rule.ApplyTo(s)
		if s.Permanences[0] != 0 || !(s.Permanences[1] >= 1e-45) || math.IsInf(float64(s.Permanences[1]), 0) {
			t.Errorf("target %v, rate %v: %v, want 0 and a number that is not less", tt.target, tt.rate, s.Permanences)
		}
	}
}

func panicOf(f func()) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	f()
	return
}
