package spatial

import (
	"math"

	"gohtm/htm/synapse"
)

// rule is by what the synapses of winners change: what it needs to know of each
// input in the form that its loop is fastest with.
type rule struct {
	increment, decrement float32
	plasticity           *synapse.Plasticity // nil: the two above

	change   []float32        // without plasticity: by how much permanences change
	tables   []*synapse.Table // by a tabulated rule, of inputs that are on or off
	a, c     []float32        // by one that is straight
	function *function        // by any other
}

func newRule(params Params) rule {
	r := rule{increment: params.PermanenceIncrement, decrement: params.PermanenceDecrement, plasticity: params.Plasticity}
	n := params.Inputs
	if r.plasticity == nil {
		r.change = repeat(-r.decrement, n)
		return r
	}
	on, off := r.plasticity.Tables()
	if on == nil || params.RateInputs {
		r.function = newFunction(params)
		return r
	}
	_, _, onStraight := on.Line()
	a, c, offStraight := off.Line()
	if onStraight && offStraight {
		r.a, r.c = repeat(a, n), repeat(c, n)
		return r
	}
	r.tables = make([]*synapse.Table, n)
	for i := range r.tables {
		r.tables[i] = off
	}
	return r
}

// present notes that inputs are on, to what rates if there are rates, or off again.
func (r *rule) present(inputs []int, rates []float32, on bool) {
	switch {
	case r.plasticity == nil:
		for _, input := range inputs {
			change := -r.decrement
			if on {
				change = r.hebbian(rate(rates, input))
			}
			r.change[input] = change
		}
		return
	case r.function != nil:
		r.function.present(inputs, rates, on)
		return
	}
	table, off := r.plasticity.Tables()
	if !on {
		table = off
	}
	if r.a != nil {
		a, c, _ := table.Line()
		for _, input := range inputs {
			r.a[input], r.c[input] = a, c
		}
		return
	}
	for _, input := range inputs {
		r.tables[input] = table
	}
}

// hebbian is the change of a permanence whose input is at a rate x,
//
//	change = p+ * x - p- * (1-x)
//
// which for an input that is on, or off, is p+ or -p-.
func (r *rule) hebbian(x float32) float32 {
	return float32(r.increment*x) - float32(r.decrement*(1-x))
}

// rate returns that of an input that is on: 1 if there are no rates.
func rate(rates []float32, input int) float32 {
	if rates == nil {
		return 1
	}
	return rates[input]
}

// learn changes the permanences of a winner, by any rule but a function.
func (p *Pooler) learn(column int) {
	r := &p.rule
	if r.plasticity == nil {
		p.grow(column, r.change)
		return
	}
	trim, connected := ordered(p.trim), ordered(p.connectedPermanence)
	for from, end := p.first[column], p.first[column+1]; from < end; from += 64 {
		to := min(from+64, end)
		var now uint64
		switch permanences := p.permanence[from:to]; {
		case r.a != nil && p.input.narrow != nil:
			now = growStraight(permanences, p.input.narrow[from:to], r.a, r.c, trim, connected)
		case r.a != nil:
			now = growStraight(permanences, p.input.wide[from:to], r.a, r.c, trim, connected)
		case p.input.narrow != nil:
			now = growTabulated(permanences, p.input.narrow[from:to], r.tables, trim, connected)
		default:
			now = growTabulated(permanences, p.input.wide[from:to], r.tables, trim, connected)
		}
		p.link(column, from, now)
	}
}

// changed makes of a winner's permanences what they become when it learns, before
// any of them is trimmed: by any rule but a function.
func (p *Pooler) changed(column int, permanences []float32) {
	first, r := p.first[column], &p.rule
	for i, v := range permanences {
		switch input := p.input.at(first + i); {
		case r.plasticity == nil:
			permanences[i] = v + r.change[input]
		case r.a != nil:
			permanences[i] = float32(r.c[input]*v) + r.a[input]
		default:
			permanences[i] = r.tables[input].Next(v)
		}
	}
}

// growTabulated is grow by a tabulated rule: of every input, the table to go by.
func growTabulated[I uint16 | uint32](permanences []float32, inputs []I, tables []*synapse.Table, trim, connected int32) uint64 {
	var off uint64
	inputs = inputs[:len(permanences)]
	for i, old := range permanences {
		v := within(tables[inputs[i]].Next(old), trim)
		permanences[i] = math.Float32frombits(uint32(v))
		off = off*2 + uint64(uint32(v-connected)>>31)
	}
	return ^off << (64 - len(permanences))
}

// growStraight is grow by a tabulated rule whose tables are straight lines: of every
// input, the one to go by. It does the arithmetic of Table.Next without a table, which
// costs little more than the one addition of grow.
func growStraight[I uint16 | uint32](permanences []float32, inputs []I, a, c []float32, trim, connected int32) uint64 {
	var off uint64
	inputs, c = inputs[:len(permanences)], c[:len(a)]
	for i, old := range permanences {
		input := inputs[i]
		v := within(float32(c[input]*old)+a[input], trim)
		permanences[i] = math.Float32frombits(uint32(v))
		off = off*2 + uint64(uint32(v-connected)>>31)
	}
	return ^off << (64 - len(permanences))
}
