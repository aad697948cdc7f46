package spatial

import (
	"math"

	"gohtm/htm/synapse"
)

// rule is by what the synapses of winners change: what it needs to know of each
// input, on or off, in the form that its loop is fastest with.
type rule struct {
	increment, decrement float32
	plasticity           *synapse.Plasticity // nil: the two above

	change []float32        // without plasticity: by how much permanences change
	tables []*synapse.Table // by a tabulated rule
	a, c   []float32        // by one that is straight
	on     []bool           // in every other case, or where that is known as the above
	active []bool           // scratch: the same, for the inputs of a pool
}

func newRule(params Params) rule {
	r := rule{increment: params.PermanenceIncrement, decrement: params.PermanenceDecrement, plasticity: params.Plasticity}
	n := params.Inputs
	if r.plasticity == nil {
		r.change = repeat(-r.decrement, n)
		return r
	}
	r.on = make([]bool, n)
	on, off := r.plasticity.Tables()
	if on == nil {
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

// slices tells whether the rule is a function over slices.
func (r *rule) slices() bool { return r.plasticity != nil && r.tables == nil && r.a == nil }

// present notes that inputs are on, or off again.
func (r *rule) present(inputs []int, on bool) {
	if r.plasticity == nil {
		change := -r.decrement
		if on {
			change = r.increment
		}
		for _, input := range inputs {
			r.change[input] = change
		}
		return
	}
	for _, input := range inputs {
		r.on[input] = on
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
	} else if r.tables != nil {
		for _, input := range inputs {
			r.tables[input] = table
		}
	}
}

// change makes of a winner's permanences what they become when it learns, before
// any of them is trimmed.
func (p *Pooler) change(column int, permanences []float32) {
	first, r := p.first[column], &p.rule
	if r.plasticity == nil {
		for i := range permanences {
			permanences[i] += r.change[p.input.at(first+i)]
		}
		return
	}
	active := r.active[:len(permanences)]
	if p.input.narrow != nil {
		gather(active, r.on, p.input.narrow[first:])
	} else {
		gather(active, r.on, p.input.wide[first:])
	}
	r.plasticity.Apply(permanences, active)
}

// gather looks up of each synapse what is known of its input.
func gather[T bool | float32, I uint16 | uint32](of, known []T, inputs []I) {
	inputs = inputs[:len(of)]
	for i, input := range inputs {
		of[i] = known[input]
	}
}

// learn changes the permanences of a winner, by any rule but a function over slices.
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
