package htmtest

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gohtm/htm/synapse"
)

// Each row breaks one promise by what only a rule of PerSynapses can do, or keeps all;
// the suite must name it.
func TestRuleCatchesPlasticity(t *testing.T) {
	calls := 0
	each := func(change func(s *synapse.Synapses, i int)) func(*synapse.Synapses) {
		return func(s *synapse.Synapses) {
			for i := range s.Permanences {
				change(s, i)
			}
		}
	}
	hebb := func(s *synapse.Synapses, i int) { s.Permanences[i] += .1*s.Inputs[i] - .05*(1-s.Inputs[i]) }
	for _, tt := range []struct {
		name string
		c    RuleCase
		rule func(*synapse.Synapses)
		want string // in the error; "" for none
	}{
		{"a sound rule", RuleCase{Hebbian: true, Monotone: true, Local: true}, each(hebb), ""},
		{"inputs are changed", RuleCase{}, each(func(s *synapse.Synapses, i int) { hebb(s, i); s.Inputs[i] = 0 }), "the rule changes Inputs or Ages"},
		{"ages are changed", RuleCase{}, each(func(s *synapse.Synapses, i int) { hebb(s, i); s.Ages[i]++ }), "the rule changes Inputs or Ages"},
		{"active is changed", RuleCase{}, each(func(s *synapse.Synapses, i int) { hebb(s, i); s.Active[i] = true }), "the rule changes which inputs are active"},
		{"NaN in a variable", RuleCase{}, each(func(s *synapse.Synapses, i int) { s.Variables[1][i] = float32(math.NaN()) }),
			"New or the rule panics: synapse: variable 1 of synapse 0 of 65 is NaN after a rule, want a number"},
		{"NaN from the second time on", RuleCase{}, each(func(s *synapse.Synapses, i int) {
			hebb(s, i)
			if s.Variables[0][i]++; s.Variables[0][i] > 1 {
				s.Permanences[i] = float32(math.NaN())
			}
		}), "New or the rule panics: synapse: permanence 0 of 65 is NaN after a rule"},
		{"not Hebbian after a while", RuleCase{Hebbian: true}, each(func(s *synapse.Synapses, i int) {
			if s.Variables[0][i]++; s.Variables[0][i] < 3 {
				hebb(s, i)
			} else {
				s.Permanences[i] = .5
			}
		}), "which is not Hebbian"},
		{"not Monotone, but for other variables and ages", RuleCase{Monotone: true}, each(func(s *synapse.Synapses, i int) {
			s.Permanences[i] += float32(s.Ages[i]%3)/3 + s.Variables[0][i]
			s.Variables[0][i] = s.Permanences[i] / 2
		}), ""},
		{"weak ones overtake", RuleCase{Monotone: true}, each(func(s *synapse.Synapses, i int) { s.Permanences[i] = 1 - s.Permanences[i] }), "which is not Monotone"},
		{"what others do matters", RuleCase{Local: true}, each(func(s *synapse.Synapses, i int) { s.Permanences[i] = s.Permanences[0] }), "which is not Local"},
		{"a rule that counts its calls in variables", RuleCase{}, each(func(s *synapse.Synapses, i int) {
			hebb(s, i)
			calls++
			s.Variables[0][i] = float32(calls)
		}), "a second rule makes of segment 0 other permanences than before"},
		{"chance that is not told", RuleCase{}, each(func(s *synapse.Synapses, i int) { calls++; s.Permanences[i] = float32(calls%7) / 7 }), "a second rule makes of segment"},
		{"chance that is told", RuleCase{}, each(func(s *synapse.Synapses, i int) { s.Permanences[i] = float32(s.Uniform()) }), ""},
		{"rates are refused", RuleCase{}, each(func(s *synapse.Synapses, i int) {
			if s.Inputs[i] != 0 && s.Inputs[i] != 1 {
				panic("a rate")
			}
			hebb(s, i)
		}), "New or the rule panics: a rate"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.c
			c.Name = "rule"
			c.Plasticity = func() (*synapse.Plasticity, error) { return synapse.PerSynapses(2, tt.rule), nil }
			err := Rule(c)
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestRuleWantsOneForm(t *testing.T) {
	failing := func() (*synapse.Plasticity, error) { return nil, errors.New("rate = 0") }
	for _, tt := range []struct {
		c    RuleCase
		want string
	}{
		{RuleCase{Name: "rule"}, "htmtest: rule: want one of New and Plasticity"},
		{RuleCase{Name: "rule", New: func() (RuleFunc, error) { return hebb(), nil }, Plasticity: failing}, "htmtest: rule: want one of New and Plasticity"},
		{RuleCase{Name: "rule", Plasticity: failing}, "htmtest: rule: New: rate = 0"},
	} {
		if err := Rule(tt.c); err == nil || err.Error() != tt.want {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
}

// Segments for rules that are told more have rates, ages and rests of all kinds.
func TestRuleSegmentsTellAll(t *testing.T) {
	rates, never, resting, aged, first := 0, 0, 0, 0, 0
	for _, s := range ruleSegments(rule{rates: true, variables: 3}) {
		if len(s.Variables) != 3 || len(s.Variables[2]) != len(s.Permanences) {
			t.Fatalf("variables %v of %d synapses, want 3 of each", s.Variables, len(s.Permanences))
		}
		if s.Rest == synapse.Never {
			first++
		} else if s.Rest > 1 {
			resting++
		}
		for i, age := range s.Ages {
			if s.Active[i] != (age == 0) || s.Active[i] != (s.Inputs[i] > 0) {
				t.Fatalf("active %v with age %d, input %v", s.Active[i], age, s.Inputs[i])
			}
			if s.Inputs[i] > 0 && s.Inputs[i] < 1 {
				rates++
			}
			if age == synapse.Never {
				never++
			} else if age > s.Rest {
				aged++
			}
		}
	}
	if rates < 50 || never < 50 || resting < 10 || aged < 50 || first < 5 {
		t.Errorf("%d rates, %d never, %d resting, %d older than the rest, %d for the first time: too few", rates, never, resting, aged, first)
	}
}
