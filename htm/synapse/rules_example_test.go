package synapse_test

import (
	"fmt"

	"gohtm/htm/synapse"
)

// show lets a rule learn two synapses of .2 and .6, the first with its input on, the
// second with its input off, three times.
func show(rule *synapse.Plasticity, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	s := &synapse.Synapses{
		Permanences: []float32{.2, .6}, Active: []bool{true, false}, Inputs: []float32{1, 0}, Ages: []int{0, 2},
		Rest: 5, Draw: 1, Variables: make([][]float32, rule.Variables()),
	}
	for v := range s.Variables {
		s.Variables[v] = make([]float32, 2)
	}
	for i := 0; i < 3; i++ {
		rule.ApplyTo(s)
		fmt.Printf("%.3f ", s.Permanences)
	}
	fmt.Println()
}

func ExampleHebbian() {
	show(synapse.Hebbian(.1, .05))
	// Output: [0.300 0.550] [0.400 0.500] [0.500 0.450]
}

func ExampleSoftBounded() {
	show(synapse.SoftBounded(.1, .05))
	// Output: [0.280 0.570] [0.352 0.541] [0.417 0.514]
}

// From the baseline of .2: 105, 136.5 and 146 % above it.
func ExampleSaturatingLTP() {
	show(synapse.SaturatingLTP(.2, 1.5, .7, .1))
	// Output: [0.410 0.560] [0.473 0.524] [0.492 0.492]
}

func ExampleRunningAverage() {
	show(synapse.RunningAverage(.2))
	// Output: [0.360 0.480] [0.488 0.384] [0.590 0.307]
}

// As a punishment: what was on and should not have been.
func ExampleAntiHebbian() {
	show(synapse.AntiHebbian(.01, .2))
	// Output: [0.150 0.600] [0.110 0.600] [0.078 0.600]
}

// The sum, .85 after the increments, is brought to 1.
func ExampleHomeostatic() {
	show(synapse.Homeostatic(.1, .05, 1, 1))
	// Output: [0.353 0.647] [0.431 0.569] [0.506 0.494]
}

// The first synapse slows down, as it is told the same again and again.
func ExampleMetaplastic() {
	show(synapse.Metaplastic(.1, .05, 1, 2))
	// Output: [0.300 0.600] [0.350 0.600] [0.375 0.600]
}

// Both start at the top of their cascades, where they change at once.
func ExampleCascade() {
	show(synapse.Cascade(5, .5, .3, .7))
	// Output: [0.700 0.300] [0.700 0.300] [0.700 0.300]
}

// The second input was on two steps ago, three after its segment learned before.
func ExampleSpikeTiming() {
	show(synapse.SpikeTiming(.1, .12, 3, 3))
	// Output: [0.300 0.607] [0.400 0.614] [0.500 0.622]
}

// A rule that is typed in a cell: each synapse remembers how often its input was on
// when it learned, and the more often, the less it forgets.
func ExamplePerSynapses() {
	show(synapse.PerSynapses(1, func(s *synapse.Synapses) {
		times := s.Variables[0]
		for i, x := range s.Inputs {
			times[i] += x
			s.Permanences[i] += .1*x - .1*(1-x)/(1+times[i])
		}
	}), nil)
	// Output: [0.300 0.500] [0.400 0.400] [0.500 0.300]
}

// What PerSynapses gives to a rule: here one that leaves learning to chance.
func ExampleSynapses() {
	show(synapse.PerSynapses(0, func(s *synapse.Synapses) {
		for i, on := range s.Active {
			if on && s.Uniform() < .5 {
				s.Permanences[i] += .1
			}
		}
	}), nil)
	// Output: [0.200 0.600] [0.200 0.600] [0.200 0.600]
}

// With two bits a permanence is 0, 1/3, 2/3 or 1.
func ExamplePlasticity_Quantised() {
	rule, _ := synapse.Hebbian(.2, .1)
	show(rule.Quantised(2, false))
	// Output: [0.333 0.667] [0.667 0.667] [1.000 0.667]
}

// Every ten learning steps, what a layer has learned loses a tenth.
func ExamplePlasticity_Decaying() {
	rule, _ := synapse.Hebbian(.1, .05)
	rule, err := rule.Decaying(10, func(p float64) float64 { return .9 * p })
	if err != nil {
		fmt.Println(err)
	}
	permanences := []float32{.5, 1}
	rule.Decay(permanences, 0)
	fmt.Println(rule.Idle(), permanences)
	// Output: 10 [0.45 0.9]
}

// What a segment learns from, for rules that are told when.
func ExampleMoment() {
	store, _ := synapse.New(synapse.DefaultParams(10, 100))
	segment := store.Create(7, 0)
	store.Connect(segment, []uint32{3, 14}, .5)
	rule, _ := synapse.SpikeTiming(.1, .1, 3, 3)
	at := synapse.Moment{Active: synapse.NewBitset(100), Step: 20, LastOn: make([]uint64, 100)}
	at.Active.Set(3)
	at.LastOn[14] = 1 + 18 // two steps ago
	store.AdaptBy(rule, segment, at)
	fmt.Printf("%.3f\n", store.Permanences(segment))
	// Output: [0.600 0.551]
}
