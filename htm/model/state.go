package model

import (
	"bytes"
	"fmt"
	"slices"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/check"
	"gohtm/htm/predict"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// State is everything in which two models with the same Params can differ.
type State struct {
	Rows       int      // seen so far
	Previous   Input    // the last one of them
	Fields     [][]byte // of each field, what its Stepped remembers, as Save writes it; nil without one
	Pooler     spatial.State
	Memory     temporal.State
	Likelihood anomaly.LikelihoodState
	Readouts   []ReadoutState
}

// ReadoutState is the state of one Readout: of its instance memory, or of its
// classifiers, one for each of Steps.
type ReadoutState struct {
	Recent      []float64 // the latest values, the newest first
	Classifiers []predict.ClassifierState
	Values      []predict.ValuesState
	Nearest     []predict.NearestState // one, or none
}

// Snapshot returns a copy of the state.
func (m *Model) Snapshot() State {
	s := State{
		Rows: m.rows, Previous: m.previous,
		Pooler: m.pooler.Snapshot(), Memory: m.memory.Snapshot(), Likelihood: m.likelihood.Snapshot(),
	}
	for _, f := range m.stepped {
		s.Fields = append(s.Fields, f.snapshot())
	}
	for _, r := range m.readouts {
		s.Readouts = append(s.Readouts, r.snapshot())
	}
	return s
}

// Restore goes on from a Snapshot of a model with the same Params, bit for bit. A
// state that cannot be one is an error and changes nothing.
func (m *Model) Restore(s State) error {
	f := check.New("model")
	f.That(s.Rows >= 0, "Rows = %d, want >= 0", s.Rows)
	f.That(check.Finite(s.Previous.Value), "Previous.Value = %v, want a finite number", s.Previous.Value)
	f.That(len(s.Fields) == len(m.stepped), "%d Fields, want %d", len(s.Fields), len(m.stepped))
	f.That(len(s.Readouts) == len(m.readouts), "%d Readouts, want %d", len(s.Readouts), len(m.readouts))
	if err := f.Err(); err != nil {
		return err
	}
	fresh, err := New(m.params) // filled first, so that an error leaves m alone
	if err != nil {
		return err
	}
	if err := fresh.pooler.Restore(s.Pooler); err != nil {
		return err
	}
	if err := fresh.memory.Restore(s.Memory); err != nil {
		return err
	}
	if err := fresh.likelihood.Restore(s.Likelihood); err != nil {
		return err
	}
	for i, field := range fresh.stepped {
		if err := field.restore(s.Fields[i]); err != nil {
			return fmt.Errorf("model: field %q: %w", m.params.Fields[i].Name, err)
		}
	}
	for i, r := range fresh.readouts {
		if err := r.restore(s.Readouts[i]); err != nil {
			return fmt.Errorf("model: readout %q: %w", r.params.Name, err)
		}
	}
	fresh.rows, fresh.previous = s.Rows, s.Previous
	*m = *fresh
	return nil
}

// Clone returns an independent copy: both go on alike from here, bit for bit.
func (m *Model) Clone() *Model {
	c := &Model{
		params: m.params, predictions: m.predictions, rows: m.rows, previous: m.previous,
		stepped: m.stepped, // never changed in place: a step replaces them
		pooler:  m.pooler.Clone(), memory: m.memory.Clone(), likelihood: m.likelihood.Clone(),
	}
	for _, r := range m.readouts {
		c.readouts = append(c.readouts, r.clone())
	}
	return c
}

// clone, snapshot and restore do nothing for a field without a memory.
func (s *Stepped) clone() *Stepped {
	if s == nil {
		return nil
	}
	c := s.Clone()
	return &c
}

func (s *Stepped) snapshot() []byte {
	if s == nil {
		return nil
	}
	var b bytes.Buffer
	must(s.Save(&b))
	return b.Bytes()
}

func (s *Stepped) restore(saved []byte) error {
	if s == nil {
		if len(saved) > 0 {
			return fmt.Errorf("%d bytes of a memory, want none", len(saved))
		}
		return nil
	}
	return s.Load(bytes.NewReader(saved))
}

func (r *readout) snapshot() ReadoutState {
	s := ReadoutState{Recent: slices.Clone(r.recent)}
	for _, c := range r.ahead {
		s.Classifiers = append(s.Classifiers, c.softmax.Snapshot())
		s.Values = append(s.Values, c.values.Snapshot())
	}
	if r.nearest != nil {
		s.Nearest = []predict.NearestState{r.nearest.Snapshot()}
	}
	return s
}

func (r *readout) restore(s ReadoutState) error {
	f := check.New("model")
	f.That((len(s.Nearest) == 1) == (r.nearest != nil) && len(s.Nearest) < 2, "%d Nearest, want one if, and only if, the readout is an instance memory", len(s.Nearest))
	f.That(len(s.Classifiers) == len(r.ahead), "%d Classifiers, want %d", len(s.Classifiers), len(r.ahead))
	f.That(len(s.Values) == len(r.ahead), "%d Values, want %d", len(s.Values), len(r.ahead))
	f.That(len(s.Recent) <= slices.Max(r.params.Steps)+1, "%d Recent values, want at most %d", len(s.Recent), slices.Max(r.params.Steps)+1)
	f.That(!slices.ContainsFunc(s.Recent, func(x float64) bool { return !check.Finite(x) }), "Recent = %v, want finite numbers", s.Recent)
	if err := f.Err(); err != nil {
		return err
	}
	r.recent = slices.Clone(s.Recent)
	for i, c := range r.ahead {
		if err := c.softmax.Restore(s.Classifiers[i]); err != nil {
			return err
		}
		if err := c.values.Restore(s.Values[i]); err != nil {
			return err
		}
	}
	if r.nearest != nil {
		return r.nearest.Restore(s.Nearest[0])
	}
	return nil
}

func (r *readout) clone() *readout {
	c := &readout{params: r.params, recent: slices.Clone(r.recent)}
	for _, a := range r.ahead {
		c.ahead = append(c.ahead, &classifier{steps: a.steps, softmax: a.softmax.Clone(), values: a.values.Clone()})
	}
	if r.nearest != nil {
		c.nearest = r.nearest.Clone()
	}
	return c
}
