package synapse

import (
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// Plasticity is a learning rule: what the permanences of a segment, or of the
// potential pool of a minicolumn, become when it learns. Tabulate makes one of two
// functions of one number, PerSegment of a function over slices, PerSynapses of one that is
// told more; Hebbian, Cascade and others are made already. Packages spatial and
// temporal take one in their Params, where nil means HTM's Hebbian increments.
//
// Nothing in it changes once it is made: poolers and memories may share it, if they
// may share the function that it was made of.
type Plasticity struct {
	on, off  *Table // of Tabulate; or else one of the next two
	slices   func(permanences []float32, active []bool)
	synapses func(*Synapses)

	variables int    // of each synapse
	told      bool   // the rule looks at Ages or Rest
	draws     bool   // the rule looks at Draw
	name      string // of a function that has one, with its parameters

	levels     int  // permanences are multiples of 1/levels; 0: any
	stochastic bool // rounded to them at random
	every      int  // learning steps between two decays; 0: none
	idle       *Table
}

// Tabulate makes a rule of what a permanence becomes if the synapse's input is on,
// and of what it becomes if it is off. It calls both functions at 0 and at 1281 points
// from 1/1024 to 1, 128 for each doubling, and never again: a rule that is typed
// into a notebook cell runs at compiled speed.
//
// Between them a permanence becomes what a straight line says: but for rounding, increments
// may be as small as one likes, and a straight line is kept; a curve is missed by less than
// c/2^19, if c is the most of its second derivative; a jump becomes a slope. Results are
// clipped to [0, 1]. The error names a function that is nil, or where it is no finite
// number.
func Tabulate(on, off func(permanence float64) float64) (*Plasticity, error) {
	p := &Plasticity{}
	var err error
	if p.on, err = tabulate("on", on); err != nil {
		return nil, err
	}
	if p.off, err = tabulate("off", off); err != nil {
		return nil, err
	}
	return p, nil
}

// PerSegment makes a rule of a function that is called once for each segment, or
// pool, that learns. It changes its permanences in place, given which of their inputs
// are on. It is given copies, and must not keep them. When it returns, permanences
// are clipped to [0, 1]; NaN among them panics, and nothing is learned. No function
// panics, too.
//
// In a notebook cell such a rule is interpreted, synapse by synapse: use Tabulate
// where it can say the same.
func PerSegment(rule func(permanences []float32, active []bool)) *Plasticity {
	if rule == nil {
		panic("synapse: PerSegment of nil, want a function")
	}
	return &Plasticity{slices: rule}
}

// Tables returns what Tabulate has made of its two functions, if they are all there
// is to the rule; nil for a function, and after Quantised.
func (p *Plasticity) Tables() (on, off *Table) {
	if p.levels != 0 {
		return nil, nil
	}
	return p.on, p.off
}

// Variables returns how many variables of its own the rule has for each synapse; nil, as
// every rule but those of PerSynapses, has none.
func (p *Plasticity) Variables() int {
	if p == nil {
		return 0
	}
	return p.variables
}

// History tells whether the rule looks at Synapses.Ages, so that a layer has to keep
// when each of its inputs was on.
func (p *Plasticity) History() bool { return p != nil && p.told }

// Draws tells whether the rule looks at Synapses.Draw, or rounds at random, so that
// a layer has to draw.
func (p *Plasticity) Draws() bool { return p != nil && (p.draws || p.stochastic) }

// Rates tells whether the rule can learn from inputs between 0 and 1. One of
// PerSegment, which is told on or off, can not.
func (p *Plasticity) Rates() bool { return p == nil || p.slices == nil }

// Check says whether the rule is an empty one; nil is not.
func (p *Plasticity) Check() error {
	if p != nil && p.on == nil && p.slices == nil && p.synapses == nil {
		return errors.New("a rule that is empty, want one of Tabulate, PerSegment or PerSynapses, or nil")
	}
	return nil
}

// errOfNil says that there is no rule to change: a layer's increments are not in nil.
var errOfNil = errors.New("synapse: a nil rule, want one; HTM's own is Hebbian")

// String returns what tells the rule from others: its name and parameters, or a checksum of
// its tables; so that what was saved with one rule is not taken for what learns by another.
// Functions from elsewhere look all the same.
func (p Plasticity) String() string {
	text := "a function"
	switch {
	case p.name != "":
		text = p.name
	case p.on != nil:
		text = fmt.Sprintf("tabulated, checksum %08x", checksum(p.on, p.off))
	case p.variables > 0:
		text = fmt.Sprintf("a function with %d variables", p.variables)
	}
	if p.levels != 0 {
		how := "nearest"
		if p.stochastic {
			how = "stochastic"
		}
		text += fmt.Sprintf(", on %d levels, %s", p.levels+1, how)
	}
	if p.every != 0 {
		text += fmt.Sprintf(", every %d steps idle, checksum %08x", p.every, checksum(p.idle))
	}
	return text
}

// checksum sums up tables.
func checksum(tables ...*Table) uint32 {
	sum := crc32.NewIEEE()
	for _, t := range tables {
		for _, numbers := range [...][]float32{t.a[:], t.c[:]} {
			for _, v := range numbers[:topCell+1] {
				bits := math.Float32bits(v)
				sum.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)})
			}
		}
	}
	return sum.Sum32()
}
