package temporal

import (
	"fmt"

	"gohtm/htm/sdr"
)

// Context is what the segments of a memory hear, besides its own cells, about the
// step that comes: for example where the sensor will be (External), and what
// the level above takes the object to be (Apical). It is known before that step's
// input, so it goes to Predict, before Step:
//
//	memory.Predict(temporal.Context{External: location})
//	memory.Step(columns, true)
//
// With the active cells of step t-1 and the context of step t, the segments
// predict the input of step t, and if Step(t) learns, these are what they learn. A
// context holds for one step; without Predict it is empty. Each SDR is of the
// size that Params has for it, or the zero SDR for nothing.
//
// Hawkins, Ahmad & Cui (2017), "A theory of how columns in the neocortex enable
// learning the structure of the world", Frontiers in Neural Circuits 11:81,
// doi:10.3389/fncir.2017.00081, "Model" (location on basal, object on apical
// dendrites); Lewis, Purdy, Ahmad & Hawkins (2019), "Locations in the neocortex",
// Frontiers in Neural Circuits 13:22, doi:10.3389/fncir.2019.00022. In htmresearch's
// sequence memory the apical input of step t-1 predicts step t: give it to the
// Predict before step t.
type Context struct {
	External sdr.SDR // active external inputs, of Params.ExternalInputs
	Apical   sdr.SDR // active apical inputs, of Params.ApicalInputs
	// ExternalWinners and ApicalWinners are those active inputs to which new
	// synapses may grow, for example winner cells of the part that sends them; the
	// zero SDR means all that are active.
	ExternalWinners, ApicalWinners sdr.SDR
}

// given tells whether there is anything in the context.
func (c *Context) given() bool { return len(c.External.Bits)+len(c.Apical.Bits) > 0 }

func (c *Context) clear() {
	for _, s := range []*sdr.SDR{&c.External, &c.Apical, &c.ExternalWinners, &c.ApicalWinners} {
		s.Bits = s.Bits[:0]
	}
}

// check returns an error unless the context is one for parameters p.
func (c Context) check(p Params) error {
	if err := checkParts("External", "ExternalWinners", p.ExternalInputs, c.External, c.ExternalWinners); err != nil {
		return err
	}
	return checkParts("Apical", "ApicalWinners", p.ApicalInputs, c.Apical, c.ApicalWinners)
}

func checkParts(name, winnersName string, size int, all, winners sdr.SDR) error {
	if err := checkPart(name, size, all); err != nil {
		return err
	}
	if err := checkPart(winnersName, size, winners); err != nil {
		return err
	}
	for _, bit := range winners.Bits {
		if !all.Has(bit) {
			return fmt.Errorf("temporal: %s has bit %d, want active bits of %s only", winnersName, bit, name)
		}
	}
	return nil
}

func checkPart(name string, size int, s sdr.SDR) error {
	if s.Size == 0 && len(s.Bits) == 0 {
		return nil
	}
	if s.Size != size {
		return fmt.Errorf("temporal: %s is an SDR of size %d, want %d", name, s.Size, size)
	}
	if err := s.Check(); err != nil {
		return fmt.Errorf("temporal: %s: %w", name, err)
	}
	return nil
}

// Predict says what the context of the coming step is, and predicts that step
// anew, with random releases drawn anew: PredictiveCells and PredictedColumns then
// know of it. Given again before
// the Step, the later context counts. It panics when an SDR of the context is not valid, or not of
// the size in Params, or has winners that are not active.
func (m *Memory) Predict(c Context) {
	if err := c.check(m.params); err != nil {
		panic(err.Error())
	}
	m.setContext(c)
	m.excite()
}

// setContext keeps a copy of a context, with all winners named.
func (m *Memory) setContext(c Context) {
	keep := func(to *sdr.SDR, from sdr.SDR) { to.Size, to.Bits = from.Size, append(to.Bits[:0], from.Bits...) }
	keep(&m.context.External, c.External)
	keep(&m.context.Apical, c.Apical)
	if c.ExternalWinners.Size == 0 {
		c.ExternalWinners = c.External
	}
	if c.ApicalWinners.Size == 0 {
		c.ApicalWinners = c.Apical
	}
	keep(&m.context.ExternalWinners, c.ExternalWinners)
	keep(&m.context.ApicalWinners, c.ApicalWinners)
}

// sortOut appends the first of the external inputs, which excite and are numbered after the cells,
// and the others, which inhibit and are numbered from 0.
func sortOut(external []int, exciting, cells int, excite, inhibit []int) ([]int, []int) {
	for _, bit := range external {
		if bit < exciting {
			excite = append(excite, cells+bit)
		} else {
			inhibit = append(inhibit, bit-exciting)
		}
	}
	return excite, inhibit
}

// listen gathers what the segments hear, and what they may grow to.
func (m *Memory) listen() {
	d := &m.distal
	d.inputs, d.candidates = d.inputs[:0], d.candidates[:0]
	if !m.params.ExternalOnly {
		d.inputs, d.candidates = append(d.inputs, m.active...), append(d.candidates, m.winners...)
	}
	h, exciting := &m.inhibition, m.params.ExternalInputs-m.params.InhibitoryInputs
	h.inputs, h.candidates = h.inputs[:0], h.candidates[:0]
	d.inputs, h.inputs = sortOut(m.context.External.Bits, exciting, m.Cells(), d.inputs, h.inputs)
	d.candidates, h.candidates = sortOut(m.context.ExternalWinners.Bits, exciting, m.Cells(), d.candidates, h.candidates)
	d.hear()
	h.hear()
	m.recall()
	if m.hasApical() {
		m.apical.inputs = append(m.apical.inputs[:0], m.context.Apical.Bits...)
		m.apical.candidates = append(m.apical.candidates[:0], m.context.ApicalWinners.Bits...)
		m.apical.hear()
	}
}
