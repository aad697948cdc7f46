// Package competitive holds templates with real-valued weights that become running
// averages of the inputs to which they are nearest: scalar synapses, for comparison
// with the spatial pooler's permanences and thresholds.
package competitive

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/rng"
)

// Layer is a layer of template neurons: each unit has one weight for each input, a
// number in [0, 1] as inputs are. A step
//
//  1. measures how far each unit's weights are from the input;
//  2. if it learns, handicaps units that have won often (FrequencySensitive);
//  3. lets the nearest Winners win;
//  4. if it learns, moves their weights towards the input.
//
// Rumelhart & Zipser (1985), "Feature discovery by competitive learning",
// doi:10.1207/s15516709cog0901_5; the rule is that of Kohonen's maps without a
// neighbourhood, doi:10.1007/BF00337288, and has Oja's weight decay,
// doi:10.1007/BF00275687. Rumelhart & Zipser normalise inputs and weights and compare
// by product; here nothing is normalised and distance decides.
//
// From noise the rule alone fails: whoever wins first is from then on nearest to
// everything, and nearly all units never win. Handicaps that are added to a distance
// (DeSieno 1988, doi:10.1109/ICNN.1988.23839; the thresholds of Diehl & Cook 2015,
// doi:10.3389/fncom.2015.00099) have to know how large distances are, and on
// handwritten digits left a third or more of the units out; factors (FrequencySensitive)
// do not, and with Averaging left out none. So did starting from inputs (Initialise).
//
// One goroutine at a time may use a Layer. On the same input, of units that are as
// near the first one wins.
type Layer struct {
	params  Params
	weights []float32 // unit by unit
	lengths []float32 // by unit: Σ w², kept up to date
	wins    []int     // by unit: in steps that learned
	samples []int     // by unit: how many inputs its weights are made of
	random  *rng.Stream

	distances []float32 // of the last step, by unit
	winners   []int     // of the last step, the nearest first

	places      []int32   // scratch: where the input is not 0
	values      []float32 // scratch: and what it is there
	handicapped []float32 // scratch, by unit
}

// New returns a Layer whose weights are noise, or an error that names every bad field.
func New(p Params) (*Layer, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	l := &Layer{
		params: p, weights: make([]float32, p.Units*p.Inputs), lengths: make([]float32, p.Units),
		wins: make([]int, p.Units), samples: make([]int, p.Units), random: rng.New(p.Seed),
		distances: make([]float32, p.Units), winners: make([]int, 0, p.Winners),
		places: make([]int32, 0, p.Inputs), values: make([]float32, 0, p.Inputs), handicapped: make([]float32, p.Units),
	}
	for i := range l.weights {
		l.weights[i] = float32(float32(p.Noise) * l.random.Unit())
	}
	l.measureLengths()
	return l, nil
}

// Initialise makes the weights of each unit equal to one of the inputs, drawn at
// random, none twice while there are others; counts of wins start again. No inputs,
// one of another length than Inputs, or with a number that is not in [0, 1], is an error
// and changes nothing.
func (l *Layer) Initialise(inputs [][]float32) error {
	if len(inputs) == 0 {
		return fmt.Errorf("competitive: no inputs, want at least one")
	}
	for i, input := range inputs {
		if err := l.check(input); err != nil {
			return fmt.Errorf("competitive: inputs[%d]: %w", i, err)
		}
	}
	order := make([]int, len(inputs))
	for unit := range l.wins {
		next := unit % len(order)
		if next == 0 {
			for i := range order {
				order[i] = i
			}
			l.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		l.set(unit, inputs[order[next]])
	}
	return nil
}

// SetWeights makes the weights of a unit equal to those given, as if they were one
// input that it has learned. Another number of them than Inputs, or one that is not in
// [0, 1], is an error and changes nothing. It panics when there is no such unit.
func (l *Layer) SetWeights(unit int, weights []float32) error {
	l.require(unit)
	if err := l.check(weights); err != nil {
		return fmt.Errorf("competitive: weights: %w", err)
	}
	l.set(unit, weights)
	return nil
}

func (l *Layer) set(unit int, weights []float32) {
	row := l.row(unit)
	copy(row, weights)
	l.lengths[unit], l.wins[unit], l.samples[unit] = length(row), 0, 1
}

// Step shows the layer an input, numbers in [0, 1]. Without learn nothing changes but
// Distances and Winners, and no unit is handicapped. It panics when the input has
// another length than Inputs or a number that is not in [0, 1].
func (l *Layer) Step(input []float32, learn bool) {
	if err := l.check(input); err != nil {
		panic(fmt.Sprintf("competitive: %v", err))
	}
	l.measure(input)
	compared := l.distances
	if learn && l.params.FrequencySensitive {
		compared = l.handicap()
	}
	l.winners = appendLeast(l.winners[:0], compared, l.params.Winners)
	if learn {
		l.learn(input)
	}
}

// check complains about an input that cannot be one.
func (l *Layer) check(input []float32) error {
	if len(input) != l.params.Inputs {
		return fmt.Errorf("%d numbers, want Inputs = %d", len(input), l.params.Inputs)
	}
	if i := slices.IndexFunc(input, notUnit); i >= 0 {
		return fmt.Errorf("number %d = %v, want in [0, 1]", i, input[i])
	}
	return nil
}

func notUnit(x float32) bool { return !(x >= 0 && x <= 1) }

func (l *Layer) require(unit int) {
	if unit < 0 || unit >= l.params.Units {
		panic(fmt.Sprintf("competitive: unit = %d, want in [0, %d)", unit, l.params.Units))
	}
}

func (l *Layer) row(unit int) []float32 {
	n := l.params.Inputs
	return l.weights[unit*n : (unit+1)*n : (unit+1)*n]
}
