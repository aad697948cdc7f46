package synapse

import (
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// Plasticity is a learning rule: what the permanences of a segment, or of the
// potential pool of a minicolumn, become when it learns. Tabulate makes one of two
// functions of one number, PerSegment of a function over slices. Packages spatial and
// temporal take one in their Params, where nil means HTM's Hebbian increments.
//
// Nothing in it changes once it is made: poolers and memories may share it, if they
// may share the function that was given to PerSegment.
type Plasticity struct {
	rule    func(permanences []float32, active []bool)
	on, off *Table // if it has no rule
}

// Tabulate makes a rule of what a permanence becomes if the synapse's input is on,
// and of what it becomes if it is off. It calls both functions at 0 and at 1281 points
// from 1/1024 to 1, 128 for each doubling, and never again: a rule that is typed
// into a notebook cell runs at compiled speed.
//
// Between them a permanence becomes what a straight line says: but for rounding, increments may be as small as
// one likes, and a straight line is kept; a curve is missed by less than c/2^19, if c is the
// most of its second derivative; a jump becomes a slope. Results are clipped to
// [0, 1]. The error names a function that is nil, or where it is no finite number.
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
	return &Plasticity{rule: rule}
}

// Tables returns what Tabulate has made of its two functions; nil after PerSegment.
func (p *Plasticity) Tables() (on, off *Table) { return p.on, p.off }

// Apply changes the permanences of a segment, all in [0, 1], given which of their
// inputs are active: as a layer does that learns. It panics unless both are as many.
func (p *Plasticity) Apply(permanences []float32, active []bool) {
	if len(permanences) != len(active) {
		panic(fmt.Sprintf("synapse: %d permanences with %d inputs, want as many", len(permanences), len(active)))
	}
	if p.rule != nil {
		p.rule(permanences, active)
	} else {
		for i, v := range permanences {
			if active[i] {
				permanences[i] = p.on.Next(v)
			} else {
				permanences[i] = p.off.Next(v)
			}
		}
	}
	for i, v := range permanences {
		switch {
		case v > 1:
			permanences[i] = 1
		case v > 0:
		case v <= 0:
			permanences[i] = 0 // and not -0
		default:
			panic(fmt.Sprintf("synapse: permanence %d of %d is %v after a rule, want a number", i, len(permanences), v))
		}
	}
}

// Check says whether the rule is an empty one; nil is not.
func (p *Plasticity) Check() error {
	if p != nil && p.rule == nil && p.on == nil {
		return errors.New("a rule that is empty, want one of Tabulate or PerSegment, or nil")
	}
	return nil
}

// String returns a checksum of the tables, so that what was saved with one rule is
// not taken for what learns by another. Functions over slices look all the same.
func (p Plasticity) String() string {
	if p.on == nil {
		return "a function"
	}
	sum := crc32.NewIEEE()
	for _, numbers := range [...][]float32{p.on.a[:], p.on.c[:], p.off.a[:], p.off.c[:]} {
		for _, v := range numbers[:topCell+1] {
			bits := math.Float32bits(v)
			sum.Write([]byte{byte(bits), byte(bits >> 8), byte(bits >> 16), byte(bits >> 24)})
		}
	}
	return fmt.Sprintf("tabulated, checksum %08x", sum.Sum32())
}
