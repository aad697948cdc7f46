package synapse

import (
	"fmt"

	"gohtm/htm/internal/rng"
)

// Never is the age, in steps, of what has not happened yet.
const Never = 1<<31 - 1

// MostVariables is how many variables of its own a rule may have for each synapse.
const MostVariables = 8

// Synapses is what a rule of PerSynapses is given: those of one segment, or of the
// potential pool of one minicolumn, that learns now. All slices are as long as
// there are synapses; the rule changes Permanences and Variables in place, and keeps
// none of them.
type Synapses struct {
	Permanences []float32 // in [0, 1], and clipped to it when the rule returns
	Active      []bool    // which inputs are on
	Inputs      []float32 // how much each is on, in [0, 1]: 1 or 0 where inputs are binary
	// Ages is how many steps ago each input was on last: 0 if it is Active, Never if it
	// was never. In a memory steps are counted from the one that the segment predicts from:
	// the inputs that arrive when its cell fires are of age 0.
	Ages []int
	// Rest is how many steps ago these synapses learned last, at least 1; Never for the
	// first time.
	Rest int
	// Variables are the rule's own, so many as PerSynapses was told, of each synapse:
	// Variables[v][i] is variable v of synapse i, 0 when the synapse is new. They are part
	// of snapshots and files.
	Variables [][]float32
	// Draw is 64 random bits from the seeded stream of the layer, for rules that leave
	// something to chance: as they are, or by Uniform.
	Draw uint64
}

// Uniform returns a random number in [0, 1), another one each time: it goes on
// from Draw, and changes it.
func (s *Synapses) Uniform() float64 {
	stream := rng.New(s.Draw)
	x := stream.Float64()
	s.Draw = stream.State()
	return x
}

// PerSynapses makes a rule of a function that is called once for each segment, or pool, that
// learns, and is told all that there is to know: see Synapses. It has so many variables of
// its own for each synapse, 0 to MostVariables. It is given copies, and must not keep them.
// When it returns, permanences are clipped to [0, 1]; NaN among permanences or variables,
// or another slice in the place of one of them, panics, and nothing is learned. No function,
// or a number of variables out of range, panics too.
func PerSynapses(variables int, rule func(*Synapses)) *Plasticity {
	if rule == nil {
		panic("synapse: PerSynapses of nil, want a function")
	}
	if variables < 0 || variables > MostVariables {
		panic(fmt.Sprintf("synapse: PerSynapses with %d variables, want in [0, %d]", variables, MostVariables))
	}
	return &Plasticity{synapses: rule, variables: variables, told: true, draws: true}
}
