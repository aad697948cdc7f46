package htmtest_test

import (
	"fmt"

	"gohtm/htm/htmtest"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// A rule that somebody has in mind, as two functions of one number: it moves a
// permanence by a share of what is left to 1 or to 0. The mistake is in off.
func ExampleRuleCase() {
	for _, share := range []float32{1.5, .05} {
		share := share
		fmt.Println(htmtest.Rule(htmtest.RuleCase{
			Name: "soft bounds",
			New: func() (htmtest.RuleFunc, error) {
				on := func(p float32) float32 { return p + .1*(1-p) }
				off := func(p float32) float32 { return p - share*p }
				return htmtest.PerSynapse(on, off), nil
			},
			Hebbian: true, Local: true,
		}))
	}
	// Output:
	// htmtest: soft bounds: permanence 0.015625 with its input off becomes -0.0078125, want in [0, 1]
	// htmtest: soft bounds: permanence 0.03125 with its input off becomes -0.015625, want in [0, 1]
	// htmtest: soft bounds: permanence 0.046875 with its input off becomes -0.0234375, want in [0, 1]
	// htmtest: soft bounds: and 467 more like these
	// <nil>
}

// A rule over a segment: inactive synapses pay for what active ones gain.
func ExampleRuleFunc() {
	var rule htmtest.RuleFunc = func(permanences []float32, active []bool) {
		on := 0
		for _, a := range active {
			if a {
				on++
			}
		}
		for i, p := range permanences {
			if active[i] && p < .9 {
				permanences[i] = p + .1
			} else if !active[i] && p > .01*float32(on) {
				permanences[i] = p - .01*float32(on)
			}
		}
	}
	fmt.Println(htmtest.Rule(htmtest.RuleCase{
		Name:    "competition",
		New:     func() (htmtest.RuleFunc, error) { return rule, nil },
		Hebbian: true,
	}))
	// Output: <nil>
}

// An encoder of one's own that shows a letter and the one before. It forgets to
// say no to what is not a letter until it is too late.
func ExampleSteppedCase() {
	fmt.Println(htmtest.Stepped(htmtest.SteppedCase{
		Name: "pairs of letters",
		New: func() (htmtest.SteppedClosures, error) {
			before := 0
			encode := func(x interface{}) (sdr.SDR, error) {
				return sdr.New(52, int(x.(string)[0]-'a'), 26+before)
			}
			return htmtest.SteppedClosures{
				Encode: encode,
				Step: func(x interface{}, learn bool) (sdr.SDR, error) {
					code, err := encode(x)
					before = int(x.(string)[0] - 'a') // should come after a look at err
					return code, err
				},
			}, nil
		},
		Stream: []interface{}{"h", "e", "l", "l", "o"},
		Encoder: htmtest.EncoderCase{
			Size: 52, Active: 2,
			Inputs: []interface{}{"a", "b"}, Bad: []interface{}{"é"},
		},
	}))
	// Output:
	// htmtest: pairs of letters: after Bad inputs: Step 1 returns 2 of 52: 7 124, sdr: bit 124, want in [0, 52); want 2 of 52: 7 26, <nil>
}

// The closures of an encoder that is stepped: what it lacks stays out.
func ExampleSteppedClosures() {
	count := 0
	counter := htmtest.SteppedClosures{
		Step: func(x interface{}, learn bool) (sdr.SDR, error) {
			count++
			return sdr.New(10, count%10)
		},
		Encode: func(x interface{}) (sdr.SDR, error) { return sdr.New(10, (count+1)%10) },
	}
	fmt.Println(counter.Step("tick", true))
	fmt.Println(counter.Encode("tick"))
	// Output:
	// 1 of 10: 1 <nil>
	// 1 of 10: 2 <nil>
}

// A rule with a variable of its own: a synapse that has learned often learns less.
func ExampleRule() {
	fmt.Println(htmtest.Rule(htmtest.RuleCase{
		Name: "older is slower",
		Plasticity: func() (*synapse.Plasticity, error) {
			return synapse.PerSynapses(1, func(s *synapse.Synapses) {
				age := s.Variables[0]
				for i, x := range s.Inputs {
					age[i]++
					s.Permanences[i] += (x - s.Permanences[i]) / age[i]
				}
			}), nil
		},
		Hebbian: true, Monotone: true, Local: true,
	}))
	// Output: <nil>
}
