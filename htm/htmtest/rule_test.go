package htmtest

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/rng"
)

func clip(p float32) float32 { return max(0, min(1, p)) }

// hebb is a sound rule: a tenth up if the input is on, a twentieth down if it is off.
func hebb() RuleFunc {
	return PerSynapse(
		func(p float32) float32 { return clip(p + .1) },
		func(p float32) float32 { return clip(p - .05) })
}

// Each row breaks one promise, or keeps all; the suite must name it.
func TestRuleCatches(t *testing.T) {
	made := 0
	all := RuleCase{Hebbian: true, Monotone: true, Local: true}
	for _, tt := range []struct {
		name string
		c    RuleCase // what it promises
		make func() RuleFunc
		want string // in the error; "" for none
	}{
		{"a sound rule", all, hebb, ""},
		{"a sound rule that promises nothing", RuleCase{}, hebb, ""},
		{"over 1", RuleCase{}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return p + .1 }, func(p float32) float32 { return p })
		}, "permanence 0.90625 with its input on becomes 1.00625, want in [0, 1]"},
		{"below 0", RuleCase{}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return p }, func(p float32) float32 { return p - .05 })
		}, "permanence 0 with its input off becomes -0.05, want in [0, 1]"},
		{"NaN", RuleCase{}, func() RuleFunc {
			zero := float32(0)
			return PerSynapse(func(p float32) float32 { return p * (p / (p + zero)) }, func(p float32) float32 { return p })
		}, "permanence 0 with its input on becomes NaN, want in [0, 1]"},
		{"nothing changes", RuleCase{}, func() RuleFunc { return func([]float32, []bool) {} }, "no permanence changes in 43 segments, want some to"},
		{"active is changed", RuleCase{}, func() RuleFunc {
			return func(permanences []float32, active []bool) {
				hebb()(permanences, active)
				if len(active) > 5 {
					active[5] = !active[5]
				}
			}
		}, "segment 0: the rule changes which inputs are active"},
		{"a slice is held on to", RuleCase{}, func() RuleFunc {
			var held []float32
			return func(permanences []float32, active []bool) {
				hebb()(permanences, active)
				if len(held) > 0 {
					held[0] = .3
				}
				held = permanences
			}
		}, "segment 0: its permanences change in a later call"},
		{"another rule every time", RuleCase{Random: true}, func() RuleFunc {
			made++
			by := float32(made) / 100
			return PerSynapse(func(p float32) float32 { return clip(p + by) }, func(p float32) float32 { return p })
		}, "a second rule makes of segment 0 other permanences than before"},
		{"a rule that counts its calls", RuleCase{}, func() RuleFunc {
			calls := 0
			return func(permanences []float32, active []bool) {
				calls++
				for i := range permanences {
					permanences[i] = clip(permanences[i] + float32(calls)/1000)
				}
			}
		}, "the same rule makes of segment 42 other permanences than before"},
		{"a random rule that says so", RuleCase{Random: true}, randomRule, ""},
		{"a random rule that does not say so", RuleCase{}, randomRule, "the same rule makes of segment"},
		{"the other way round", RuleCase{Hebbian: true}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return clip(p - .1) }, func(p float32) float32 { return p })
		}, "permanence 0.015625 with its input on becomes 0, which is not Hebbian"},
		{"firmer without input", RuleCase{Hebbian: true}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return p }, func(p float32) float32 { return clip(p + .5) })
		}, "permanence 0 with its input off becomes 0.5, which is not Hebbian"},
		{"the other way round, promising nothing", RuleCase{Monotone: true, Local: true}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return clip(p - .1) }, func(p float32) float32 { return p })
		}, ""},
		{"weak ones overtake", RuleCase{Monotone: true}, func() RuleFunc {
			return PerSynapse(func(p float32) float32 { return 1 - p }, func(p float32) float32 { return p })
		}, "permanences 0 and 0.015625 with their inputs on become 1 and 0.984375, which is not Monotone"},
		{"the sum is kept", RuleCase{Local: true}, keepSum, "among others, which is not Local"},
		{"the sum is kept, without a promise", RuleCase{Monotone: true}, keepSum, ""},
		{"a panic", RuleCase{}, func() RuleFunc {
			return func(permanences []float32, active []bool) { permanences[0] = 1 } // of no synapses
		}, "New or the rule panics: runtime error: index out of range"},
		{"a panic in a later call", RuleCase{}, func() RuleFunc {
			calls := 0
			return func(permanences []float32, active []bool) {
				if calls++; calls > 60 {
					panic("worn out")
				}
				hebb()(permanences, active)
			}
		}, "the rule, called again, panics: worn out"},
		{"a panic with one synapse", RuleCase{Local: true, Random: true}, func() RuleFunc {
			calls := 0
			return func(permanences []float32, active []bool) {
				if calls++; calls > 43 {
					panic("worn out")
				}
				hebb()(permanences, active)
			}
		}, "the rule for one synapse panics: worn out"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.c
			c.Name, c.New = "rule", func() (RuleFunc, error) { return tt.make(), nil }
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

// randomRule firms up active synapses with a chance of one half.
func randomRule() RuleFunc {
	stream := rng.New(3)
	return PerSynapse(func(p float32) float32 {
		if stream.Below(2) == 0 {
			return clip(p + .1)
		}
		return p
	}, func(p float32) float32 { return p })
}

// keepSum firms up active synapses, and then scales all so that they sum up to no more than before.
func keepSum() RuleFunc {
	return func(permanences []float32, active []bool) {
		before, after := float32(0), float32(0)
		for i, p := range permanences {
			before += p
			if active[i] {
				permanences[i] = clip(p + .1)
			}
			after += permanences[i]
		}
		for i := range permanences {
			if after > 0 {
				permanences[i] *= before / after
			}
		}
	}
}

func TestRuleReportsNew(t *testing.T) {
	c := RuleCase{Name: "rule", New: func() (RuleFunc, error) { return nil, errors.New("Rate = 0") }}
	if err := Rule(c); err == nil || err.Error() != "htmtest: rule: New: Rate = 0" {
		t.Errorf("error %v, want New's", err)
	}
	calls := 0
	c.New = func() (RuleFunc, error) {
		if calls++; calls > 1 {
			return nil, errors.New("no second one")
		}
		return hebb(), nil
	}
	if err := Rule(c); err == nil || err.Error() != "htmtest: rule: New: no second one" {
		t.Errorf("error %v, want New's", err)
	}
}

// The segments that rules are given reach both ends, with inputs on and off, and all
// lengths that need care.
func TestRuleSegments(t *testing.T) {
	var lengths []int
	seen := map[[2]bool]bool{} // permanence 0 or 1, input on
	for _, s := range ruleSegments(rule{}) {
		lengths = append(lengths, len(s.Permanences))
		for i, p := range s.Permanences {
			if p < 0 || p > 1 || math.IsNaN(float64(p)) {
				t.Fatalf("permanence %v", p)
			}
			if p == 0 || p == 1 {
				seen[[2]bool{p == 1, s.Active[i]}] = true
			}
		}
	}
	if !slices.Contains(lengths, 0) || !slices.Contains(lengths, 1) || !slices.Contains(lengths, 65) || len(seen) != 4 {
		t.Errorf("lengths %v, ends %v", lengths, seen)
	}
}
