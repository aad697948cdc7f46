// Package model joins encoders, spatial pooler, temporal memory, anomaly score
// and classifiers into one online model of a stream of numbers: a row in, a
// Record out.
package model

import (
	"fmt"
	"slices"
	"time"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// Model learns a stream of rows, one at a time, and never looks ahead:
//
//	encoders → input code → spatial pooler → active minicolumns →
//	temporal memory → cells, predictions, raw anomaly → readouts
//
// After Ahmad, Lavin, Purdy & Agha (2017), doi:10.1016/j.neucom.2017.04.070, §3,
// and Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, figure 3. It differs
// from NuPIC's OPF in that any number of readouts may watch the same cells.
type Model struct {
	params     Params
	pooler     *spatial.Pooler
	memory     *temporal.Memory
	likelihood *anomaly.Likelihood
	readouts   []*readout
	stepped    []*Stepped // of each field, nil for those without a memory

	predictions int          // a record's, of all readouts together
	blank       []Prediction // for those of records to come

	rows     int   // seen so far
	previous Input // the last one of them

	code      sdr.SDR // of the last row
	nextCode  []int   // scratch of encode
	columns   []int   // active in the last step
	predicted []int   // minicolumns predicted before the last step
	bursting  []int
	bits      []int // a readout's input
}

// Record is what one step did and says. Its counts and scores are of the row's
// own step; its predictions are for later rows.
type Record struct {
	Row   int // number of the row, from 0
	Time  time.Time
	Value float64
	// Predictions holds what each readout says of each of its Steps, in order.
	Predictions []Prediction

	Anomaly       float64 // raw score in [0, 1]: share of active minicolumns that were not predicted
	Likelihood    float64 // that the recent scores are higher than usual, in [0, 1]; .5 while it learns
	LogLikelihood float64 // the same on a log scale, in [0, 1]: see anomaly.LogScore

	ActiveColumns    int // minicolumns that are active
	BurstingColumns  int // of those, how many no cell had predicted
	PredictedColumns int // minicolumns that were predicted for this row
	Segments         int // distal segments after the step
	Synapses         int // their synapses
}

// Prediction is what one readout says after one row.
type Prediction struct {
	Readout string  // its name
	Ahead   int     // how many rows later
	Value   float64 // in the unit of Input.Value; NaN while nothing was learned
}

// New makes a model that has seen nothing. The error names every bad field.
func New(p Params) (*Model, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	m := &Model{params: p}
	var err error
	if m.pooler, err = spatial.New(p.Pooler); err != nil {
		return nil, err
	}
	if m.memory, err = temporal.New(p.Memory); err != nil {
		return nil, err
	}
	if m.likelihood, err = anomaly.NewLikelihood(p.Likelihood); err != nil {
		return nil, err
	}
	for _, field := range p.Fields {
		m.stepped = append(m.stepped, field.Stepped.clone())
	}
	for _, r := range p.Readouts {
		_, size := r.Feed(m, nil)
		made, err := newReadout(r, size)
		if err != nil {
			return nil, err
		}
		m.readouts = append(m.readouts, made)
		m.predictions += len(r.Steps)
	}
	return m, nil
}

// Params returns the parameters that the model was made with.
func (m *Model) Params() Params { return m.params }

// Pooler gives access to the pooler, to look at; stepping it by hand puts the model
// out of step.
func (m *Model) Pooler() *spatial.Pooler { return m.pooler }

// Memory gives access to the memory, in the same way.
func (m *Model) Memory() *temporal.Memory { return m.memory }

// String says how large the model is and what it has seen and grown.
func (m *Model) String() string {
	return fmt.Sprintf("model of %d input bits and %d minicolumns of %d cells: %d rows seen, %d segments, %d synapses, %d readouts",
		m.params.Pooler.Inputs, m.params.Memory.Columns, m.params.Memory.CellsPerColumn,
		m.rows, m.memory.Segments(), m.memory.Synapses(), len(m.readouts))
}

// Rows returns how many rows the model has seen.
func (m *Model) Rows() int { return m.rows }

// Step sees one row, learns from it if learn is set, and predicts. A value that
// is not finite, a time that is not after the row before (unless neither has one), or
// a value that an encoder refuses is an error; the model is then as it was, and the caller may
// skip the row. A gap is no error: steps are counted in rows, not in hours.
func (m *Model) Step(in Input, learn bool) (Record, error) {
	if err := m.encode(in, learn); err != nil {
		return Record{}, err
	}
	m.pooler.Step(m.code, learn)
	m.columns = m.pooler.AppendActive(m.columns[:0])
	columns := sdr.SDR{Size: m.params.Pooler.Columns, Bits: m.columns}

	m.predicted = m.memory.AppendPredictedColumns(m.predicted[:0])
	m.memory.Step(columns, learn)
	m.bursting = m.memory.AppendBurstingColumns(m.bursting[:0])

	raw := anomaly.Raw(columns, sdr.SDR{Size: columns.Size, Bits: m.predicted})
	likelihood, err := m.likelihood.Step(in.Value, raw)
	if err != nil { // in.Value is finite and raw is in [0, 1]
		panic(err)
	}
	record := Record{
		Row: m.rows, Time: in.Time, Value: in.Value,
		Predictions: m.room(),
		Anomaly:     raw, Likelihood: likelihood, LogLikelihood: anomaly.LogScore(likelihood),
		ActiveColumns: len(m.columns), BurstingColumns: len(m.bursting), PredictedColumns: len(m.predicted),
		Segments: m.memory.Segments(), Synapses: m.memory.Synapses(),
	}
	for _, r := range m.readouts {
		input := m.feed(r.params.Feed, m.bits)
		m.bits = input.Bits
		record.Predictions = r.step(record.Predictions, input, in.Value, learn)
	}
	m.rows, m.previous = m.rows+1, in
	return record, nil
}

// room returns an empty slice for a record's predictions, which stays the record's own.
// Many at a time are made, so that a step seldom waits for memory.
func (m *Model) room() []Prediction {
	const records = 64
	if len(m.blank) < m.predictions {
		m.blank = make([]Prediction, records*m.predictions)
	}
	own := m.blank[:0:m.predictions]
	m.blank = m.blank[m.predictions:]
	return own
}

// encode sets the input code, or says why it cannot and changes nothing: encoders
// with a memory go on as clones, which take their place when all is well.
func (m *Model) encode(in Input, learn bool) error {
	if !check.Finite(in.Value) {
		return fmt.Errorf("model: row %d: Value = %v, want a finite number", m.rows, in.Value)
	}
	now := Moment{Input: in}
	if m.rows > 0 {
		untimed := in.Time.IsZero() && m.previous.Time.IsZero()
		if !untimed && !in.Time.After(m.previous.Time) {
			return fmt.Errorf("model: row %d: Time = %v, want after the row before, %v", m.rows, in.Time, m.previous.Time)
		}
		now.Change = in.Value - m.previous.Value
	}
	stepped := m.stepped
	if slices.ContainsFunc(stepped, func(s *Stepped) bool { return s != nil }) {
		stepped = nil
		for _, s := range m.stepped {
			stepped = append(stepped, s.clone())
		}
	}
	bits, err := m.params.appendBits(m.nextCode[:0], now, stepped, learn)
	if err != nil {
		return fmt.Errorf("model: row %d: %w", m.rows, err)
	}
	m.nextCode, m.code = m.code.Bits, sdr.SDR{Size: m.params.Pooler.Inputs, Bits: bits}
	m.stepped = stepped
	return nil
}
