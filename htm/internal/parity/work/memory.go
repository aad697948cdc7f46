package work

import (
	"gohtm/htm/internal/check"
	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/ref"
	"gohtm/htm/sdr"
	"gohtm/htm/temporal"
)

// Memory is a stream of sequences to a memory under the conventions of htm.core.
type Memory struct {
	Stream      conventions.MemoryWork
	Params      temporal.Params // connected as htm.core is told it, without its tolerance
	TwisterSeed uint64          // of htm.core's random generator
	Reset       bool            // at the end of each sequence
	Learn       bool
}

// DefaultMemory is T1: clean sequences.
func DefaultMemory() Memory {
	return Memory{
		Stream: conventions.MemoryWork{Columns: 2048, Active: 40, Sequences: 20, Length: 50, Epochs: 10, Seed: 1, NoiseSeed: 2},
		Params: temporal.DefaultParams(2048), TwisterSeed: 42, Reset: true, Learn: true,
	}
}

// params are those of the memory that does what htm.core's does with Params.
func (w Memory) params() temporal.Params {
	p := w.Params
	p.Columns = w.Stream.Columns
	p.ConnectedPermanence -= conventions.Tolerance
	p.PrunePermanence = conventions.PrunePermanence
	p.PruneSynapses = p.MinThreshold
	return p
}

func (w Memory) validate() error {
	f, s := check.New("work"), w.Stream
	f.That(s.Active > 0 && s.Active+s.Noise <= s.Columns, "w = %d, want > 0, and with noise = %d at most columns = %d", s.Active, s.Noise, s.Columns)
	f.That(s.Noise >= 0, "noise = %d, want >= 0", s.Noise)
	f.That(s.Sequences > 0 && s.Length > 0 && s.Epochs > 0, "nseq = %d, len = %d, epochs = %d, want all > 0", s.Sequences, s.Length, s.Epochs)
	f.That(w.TwisterSeed < 1<<32, "twisterSeed = %d, want < 2^32", w.TwisterSeed)
	return f.Err()
}

// New returns the memory of the work, before its first step.
func (w Memory) New() (*temporal.Memory, error) {
	if err := w.validate(); err != nil {
		return nil, err
	}
	m, err := temporal.New(w.params())
	if err == nil {
		conventions.SetMemory(m, w.rules())
	}
	return m, err
}

func (w Memory) rules() conventions.Memory {
	return conventions.HtmCoreMemory(uint32(w.TwisterSeed), w.Params.InitialPermanence)
}

// Run runs the work, with the plain reference if so told.
func (w Memory) Run(reference bool) (Result, error) {
	m, err := w.New()
	if err != nil {
		return Result{}, err
	}
	p := w.params()
	if reference {
		return w.runReference(p), nil
	}
	var r Result
	w.run(&r, func(columns sdr.SDR) { m.Step(columns, w.Learn) }, m.Reset, m.AppendActiveCells)
	r.Segments, r.Synapses = m.Segments(), m.Synapses()
	for _, v := range m.Snapshot().Distal.Permanence {
		r.count(v, p.ConnectedPermanence)
	}
	return r, nil
}

func (w Memory) runReference(p temporal.Params) (r Result) {
	plain := ref.NewTemporalMemory(ref.TemporalParams{
		Columns: p.Columns, CellsPerColumn: p.CellsPerColumn,
		ActivationThreshold: p.ActivationThreshold, MinThreshold: p.MinThreshold,
		InitialPermanence: p.InitialPermanence, ConnectedPermanence: p.ConnectedPermanence,
		PermanenceIncrement: p.PermanenceIncrement, PermanenceDecrement: p.PermanenceDecrement,
		PredictedSegmentDecrement: p.PredictedSegmentDecrement,
		MaxNewSynapses:            p.MaxNewSynapses,
		MaxSegmentsPerCell:        p.MaxSegmentsPerCell, MaxSynapsesPerSegment: p.MaxSynapsesPerSegment,
		PrunePermanence: p.PrunePermanence, PruneSynapses: p.PruneSynapses, MaxSegments: p.MaxSegments, Seed: p.Seed,
	})
	plain.Conventions = w.rules()
	w.run(&r, func(columns sdr.SDR) { plain.Step(columns.Bits, w.Learn) }, plain.Reset,
		func(dst []int) []int { return append(dst, plain.Active...) })
	for _, segments := range plain.Distal.Cells {
		for _, segment := range segments {
			r.Segments++
			r.Synapses += len(segment.Synapses)
			for _, synapse := range segment.Synapses {
				r.count(synapse.Permanence, p.ConnectedPermanence)
			}
		}
	}
	return r
}

func (r *Result) count(permanence, threshold float32) {
	r.Sum += float64(permanence)
	if permanence >= threshold {
		r.Connected++
	}
}

// run takes what is active before a reset, which is a step's own result.
func (w Memory) run(r *Result, step func(columns sdr.SDR), reset func(), active func(dst []int) []int) {
	inputs, length := w.Stream.Inputs(), w.Stream.Length
	r.run(len(inputs), w.Stream.Sequences*length, func(i int) {
		if w.Reset && i > 0 && i%length == 0 {
			reset()
		}
		step(inputs[i])
	}, active)
	if w.Reset {
		reset()
	}
}

// settings lists what can be set by name.
func (w *Memory) settings() []setting {
	s, p := &w.Stream, &w.Params
	return []setting{
		{"columns", &s.Columns, "minicolumns"},
		{"cells", &p.CellsPerColumn, "cells of a minicolumn"},
		{"w", &s.Active, "active minicolumns of a pattern"},
		{"nseq", &s.Sequences, "sequences"},
		{"len", &s.Length, "patterns of a sequence"},
		{"epochs", &s.Epochs, "passes over all sequences"},
		{"reset", &w.Reset, "at the end of each sequence: 1, or 0"},
		{"noise", &s.Noise, "bits of a pattern moved in every step"},
		{"random", &s.Random, "every step a new pattern: 1, or 0"},
		{"predDec", &p.PredictedSegmentDecrement, "predicted segment decrement"},
		{"activation", &p.ActivationThreshold, "activation threshold"},
		{"min", &p.MinThreshold, "least active synapses of a matching segment"},
		{"initial", &p.InitialPermanence, "initial permanence"},
		{"connected", &p.ConnectedPermanence, "connected permanence"},
		{"maxNew", &p.MaxNewSynapses, "synapses that a learning segment aims at"},
		{"inc", &p.PermanenceIncrement, "permanence increment"},
		{"dec", &p.PermanenceDecrement, "permanence decrement"},
		{"maxSegments", &p.MaxSegmentsPerCell, "segments of a cell"},
		{"maxSynapses", &p.MaxSynapsesPerSegment, "synapses of a segment"},
		{"learn", &w.Learn, "1, or 0"},
		{"seed", &s.Seed, "of the patterns"},
		{"noiseSeed", &s.NoiseSeed, "of what is moved, and of random patterns"},
		{"twisterSeed", &w.TwisterSeed, "of the memory's random generator"},
	}
}
