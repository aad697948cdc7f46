package spatial

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// function is a learning rule that is told of all synapses of a minicolumn at once,
// and what is kept for it. What the rule does not ask for is not kept.
type function struct {
	plasticity *synapse.Plasticity

	on        []bool      // which inputs are, or
	inputs    []float32   // to what rate
	lastOn    []int       // in which step each input was on last, from 1; 0: never
	learned   []int       // in which step each minicolumn learned last; 0: never
	variables [][]float32 // each of all synapses
	draws     *rng.Stream

	work synapse.Synapses // scratch: of one minicolumn
}

// ofRules makes the stream of rules another one than that of pools and releases.
const ofRules = 0x72756c6573

func newFunction(params Params) *function {
	f := &function{plasticity: params.Plasticity, on: make([]bool, params.Inputs)}
	if f.plasticity.Rates() {
		f.inputs = make([]float32, params.Inputs)
	}
	if f.plasticity.History() {
		f.lastOn, f.learned = make([]int, params.Inputs), make([]int, params.Columns)
	}
	f.draws = rng.New(params.Seed ^ ofRules)
	f.variables = make([][]float32, f.plasticity.Variables())
	f.work.Variables = make([][]float32, len(f.variables))
	return f
}

// draw returns 64 random bits, if the rule looks at them.
func (f *function) draw() uint64 {
	if f == nil || !f.plasticity.Draws() {
		return 0
	}
	return f.draws.Next()
}

// reserve makes room for pools of at most so many synapses.
func (f *function) reserve(longest int) {
	w := &f.work
	w.Active = make([]bool, longest)
	if f.inputs != nil {
		w.Inputs, w.Ages = make([]float32, longest), make([]int, longest)
	}
	for v := range w.Variables {
		w.Variables[v] = make([]float32, longest)
	}
}

func (f *function) present(inputs []int, rates []float32, on bool) {
	for _, input := range inputs {
		f.on[input] = on
	}
	if f.inputs == nil {
		return
	}
	for _, input := range inputs {
		x := float32(0)
		if on {
			x = rate(rates, input)
		}
		f.inputs[input] = x
	}
}

// remember notes when inputs are on.
func (f *function) remember(inputs []int, step int) {
	if f == nil || f.lastOn == nil {
		return
	}
	for _, input := range inputs {
		f.lastOn[input] = step
	}
}

// apply makes of a copy of a winner's permanences what they become by the rule. If
// that panics, nothing has changed but the stream of draws.
func (f *function) apply(p *Pooler, column int, permanences []float32, draw uint64) {
	first, end := p.first[column], p.first[column+1]
	n, w := end-first, &f.work
	w.Permanences, w.Active, w.Draw = permanences, w.Active[:n], draw
	look(&p.input, w.Active, f.on, first)
	if f.inputs != nil {
		w.Inputs, w.Ages, w.Rest = w.Inputs[:n], w.Ages[:n], synapse.Never
		look(&p.input, w.Inputs, f.inputs, first)
		f.age(p, column)
	}
	for v := range w.Variables {
		w.Variables[v] = w.Variables[v][:n]
		copy(w.Variables[v], f.variables[v][first:end])
	}
	f.plasticity.ApplyTo(w)
	for v := range w.Variables {
		copy(f.variables[v][first:end], w.Variables[v])
	}
	if f.learned != nil {
		f.learned[column] = p.iteration
	}
}

// age notes how many steps ago things happened, for a rule that looks at that.
func (f *function) age(p *Pooler, column int) {
	if f.lastOn == nil {
		return
	}
	w := &f.work
	for i := range w.Ages {
		w.Ages[i] = steps(f.lastOn[p.input.at(p.first[column]+i)], p.iteration)
	}
	w.Rest = steps(f.learned[column], p.iteration)
}

// steps returns how many there are from one, if it is not 0, to another.
func steps(from, to int) int {
	if from == 0 {
		return synapse.Never
	}
	return min(to-from, synapse.Never-1)
}

// look finds of each synapse, from one on, what is known of its input.
func look[T bool | float32](inputs *inputList, of, known []T, first int) {
	if inputs.narrow != nil {
		gather(of, known, inputs.narrow[first:])
	} else {
		gather(of, known, inputs.wide[first:])
	}
}

func gather[T bool | float32, I uint16 | uint32](of, known []T, inputs []I) {
	inputs = inputs[:len(of)]
	for i, input := range inputs {
		of[i] = known[input]
	}
}

// move moves the variables of the synapses from..to-1 down to a place, and truncate
// cuts them off there: see inputList.
func (f *function) move(place, from, to int) {
	if f == nil {
		return
	}
	for _, variable := range f.variables {
		copy(variable[place:], variable[from:to])
	}
}

func (f *function) truncate(n int) {
	if f == nil {
		return
	}
	for v, variable := range f.variables {
		f.variables[v] = variable[:n]
	}
}

// start gives so many synapses variables that are 0.
func (f *function) start(synapses int) {
	if f == nil {
		return
	}
	for v := range f.variables {
		f.variables[v] = make([]float32, synapses)
	}
}

func (f *function) snapshot(s *State) {
	if f == nil {
		return
	}
	s.LastOn, s.Learned = slices.Clone(f.lastOn), slices.Clone(f.learned)
	if f.plasticity.Draws() {
		s.Draws = f.draws.State()
	}
	s.Variables = slices.Concat(f.variables...)
}

// check says what of its part of a state does not fit.
func (f *function) check(s State) error {
	inputs, columns, variables := 0, 0, 0
	if f != nil {
		inputs, columns, variables = len(f.lastOn), len(f.learned), len(f.variables)*len(s.Permanences)
	}
	for _, part := range []struct {
		name      string
		got, want int
	}{
		{"LastOn", len(s.LastOn), inputs},
		{"Learned", len(s.Learned), columns},
		{"Variables", len(s.Variables), variables},
	} {
		if part.got != part.want {
			return fmt.Errorf("spatial: state: %d %s, want %d as this Plasticity has them", part.got, part.name, part.want)
		}
	}
	for i, moments := range [][]int{s.LastOn, s.Learned} {
		for j, step := range moments {
			if step < 0 || step > s.Iteration {
				return fmt.Errorf("spatial: state: %s[%d] = %d, want in [0, Iteration = %d]", [...]string{"LastOn", "Learned"}[i], j, step, s.Iteration)
			}
		}
	}
	for i, x := range s.Variables {
		if x != x {
			return fmt.Errorf("spatial: state: Variables[%d] = NaN, want a number", i)
		}
	}
	return nil
}

// restore takes over its part of a state that fits.
func (f *function) restore(s State) {
	if f == nil {
		return
	}
	f.lastOn, f.learned = slices.Clone(s.LastOn), slices.Clone(s.Learned)
	f.draws.Restore(s.Draws)
	for v := range f.variables {
		f.variables[v] = slices.Clone(s.Variables[v*len(s.Permanences):][:len(s.Permanences)])
	}
}
