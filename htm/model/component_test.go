package model_test

import (
	"testing"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/model"
	"gohtm/htm/sdr"
)

// A model as a component: the value of a row is the number of its first bit, its
// time the number of the step.
func TestModelIsAComponent(t *testing.T) {
	r := rng.New(5)
	inputs := make([]sdr.SDR, 48)
	for i := range inputs {
		inputs[i] = sdr.SDR{Size: 12, Bits: []int{(i*i + r.Below(2)) % 12}}
	}
	for _, name := range []string{"scalar", "adaptive"} {
		err := htmtest.Component(htmtest.ComponentCase{Name: name, Inputs: inputs, New: func() (htmtest.Closures, error) {
			p := model.Plain()
			p.Pooler.Columns, p.Memory.Columns, p.Pooler.Density = 64, 64, 8.0/64
			p.Memory.CellsPerColumn, p.Memory.ActivationThreshold, p.Memory.MinThreshold = 4, 5, 4
			p.SetFields(model.Value(encode.NewScalar(encode.ScalarParams{Min: 0, Max: 11, Size: 60, Active: 11})))
			if name == "adaptive" {
				p.SetFields(
					model.Value(encode.NewAdaptive(encode.AdaptiveParams{Size: 60, Active: 11, Min: 0, Max: 1})),
					model.Value(encode.NewDelta(encode.NewScalar(encode.ScalarParams{Min: -11, Max: 11, Size: 60, Active: 11}))),
				)
			}
			p.Readouts = []model.Readout{
				model.SpreadReadout("winner cells", model.WinnerCells), model.ChangeReadout("change", model.ActiveCells),
				model.NearestReadout("nearest", model.ActiveColumns, true),
			}
			m, err := model.New(p)
			if err != nil {
				return htmtest.Closures{}, err
			}
			var record model.Record
			return closures(m, &record), nil
		}})
		if err != nil {
			t.Error(err)
		}
	}
}

func closures(m *model.Model, record *model.Record) htmtest.Closures {
	return htmtest.Closures{
		Step: func(input sdr.SDR, learn bool) {
			at := time.Unix(int64(3600*(m.Rows()+1)), 0).UTC()
			next, err := m.Step(model.Input{Time: at, Value: float64(input.Bits[0])}, learn)
			if err != nil {
				panic(err)
			}
			*record = next
		},
		Output: func() interface{} { return []interface{}{m.Memory().ActiveCells(), *record} },
		Learned: func() interface{} {
			return []interface{}{m.Pooler().Snapshot().Permanences, m.Memory().Snapshot().Distal.Permanence}
		},
		Snapshot: func() interface{} { return []interface{}{m.Snapshot(), *record} },
		Restore: func(state interface{}) error {
			parts := state.([]interface{})
			*record = parts[1].(model.Record)
			return m.Restore(parts[0].(model.State))
		},
		Clone: func() htmtest.Closures {
			copied := *record
			return closures(m.Clone(), &copied)
		},
	}
}
