package model

import (
	"context"
	"fmt"
	"math"
	"strings"
)

// Run steps through rows, learning, and returns a record for each. When ctx ends
// or a row is refused it returns the records so far with the error; the model
// keeps what it learned and can go on. progress, if not nil, is told after each
// row.
func (m *Model) Run(ctx context.Context, rows []Input, progress func(done, total int)) ([]Record, error) {
	return m.run(ctx, rows, true, progress)
}

// Frozen scores rows on a copy of the model whose learning is off: what the
// model knows now, measured on rows that it has not seen. The model itself is
// left as it is.
func (m *Model) Frozen(ctx context.Context, rows []Input) ([]Record, error) {
	return m.Clone().run(ctx, rows, false, nil)
}

// Probe is what a frozen copy of a model made of rows that it had not seen.
type Probe struct {
	Seen    int      // rows that the model had learned from when it was copied
	Records []Record // of the copy, on the rows that follow
}

// RunProbed is Run that stops every so many rows, and scores the ahead rows to
// come on a frozen copy: when has it learned, apart from how fast it adapts? The
// last probes, where fewer than ahead rows remain, are left out.
func (m *Model) RunProbed(ctx context.Context, rows []Input, every, ahead int, progress func(done, total int)) ([]Record, []Probe, error) {
	if every < 1 || ahead < 1 {
		return nil, nil, fmt.Errorf("model: every = %d, ahead = %d, want both >= 1", every, ahead)
	}
	var records []Record
	var probes []Probe
	for len(records) < len(rows) {
		from := len(records)
		part := rows[from:min(from+every, len(rows))]
		done, err := m.run(ctx, part, true, func(done, _ int) {
			if progress != nil {
				progress(from+done, len(rows))
			}
		})
		records = append(records, done...)
		if err != nil {
			return records, probes, err
		}
		if next := len(records); next+ahead <= len(rows) {
			probe, err := m.Frozen(ctx, rows[next:next+ahead])
			if err != nil {
				return records, probes, err
			}
			probes = append(probes, Probe{Seen: m.rows, Records: probe})
		}
	}
	return records, probes, nil
}

func (m *Model) run(ctx context.Context, rows []Input, learn bool, progress func(done, total int)) ([]Record, error) {
	records := make([]Record, 0, len(rows))
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return records, fmt.Errorf("model: stopped after %d of %d rows: %w", i, len(rows), err)
		}
		record, err := m.Step(row, learn)
		if err != nil {
			return records, err
		}
		records = append(records, record)
		if progress != nil {
			progress(i+1, len(rows))
		}
	}
	return records, nil
}

// Forecasts returns, for each record, the value that a readout had predicted
// for it so many rows before; NaN where there is no prediction. It panics for a
// readout or a step that the records do not have.
func Forecasts(records []Record, readout string, ahead int) []float64 {
	forecasts := make([]float64, len(records))
	for t := range forecasts {
		forecasts[t] = math.NaN()
	}
	for t, record := range records {
		value := record.Predicted(readout, ahead)
		if t+ahead < len(forecasts) {
			forecasts[t+ahead] = value
		}
	}
	return forecasts
}

// Predicted returns what a readout predicts for so many rows later. It panics
// when the record has no such prediction.
func (r Record) Predicted(readout string, ahead int) float64 {
	for _, p := range r.Predictions {
		if p.Readout == readout && p.Ahead == ahead {
			return p.Value
		}
	}
	panic(fmt.Sprintf("model: no prediction by %q for %d rows ahead, want one of %s", readout, ahead, r.readouts()))
}

func (r Record) readouts() string {
	var names []string
	for _, p := range r.Predictions {
		names = append(names, fmt.Sprintf("%q %d", p.Readout, p.Ahead))
	}
	return strings.Join(names, ", ")
}
