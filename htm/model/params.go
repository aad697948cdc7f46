package model

import (
	"fmt"

	"gohtm/htm/anomaly"
	"gohtm/htm/encode"
	"gohtm/htm/internal/check"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// Params configures a Model: start from QuickStart or Plain, change fields; New
// validates. It is a plain value; copy it to vary it. Replace its slices, do not
// write into them, when a copy shall differ.
type Params struct {
	Fields     []Field                  // what of an input is encoded; their codes are joined in this order
	Pooler     spatial.Params           // Inputs must be the sum of the fields' sizes: SetFields sees to it
	Memory     temporal.Params          // Columns must be Pooler.Columns
	Likelihood anomaly.LikelihoodParams // of the anomaly score
	Readouts   []Readout                // what predictions are read from, each on its own; may be empty
}

// SetFields replaces the fields, and with them the pooler's number of inputs.
func (p *Params) SetFields(fields ...Field) {
	p.Fields = fields
	p.Pooler.Inputs = p.codeSize()
	if p.Pooler.PotentialRadius < p.Pooler.Inputs {
		p.Pooler.PotentialRadius = p.Pooler.Inputs
	}
}

// Validate names every field that is out of range, of all parts.
func (p Params) Validate() error {
	f := check.New("model")
	f.That(len(p.Fields) > 0, "Fields is empty, want at least one")
	for i, field := range p.Fields {
		f.That(field.Err == nil, "Fields[%d] %q: %v", i, field.Name, field.Err)
		f.That(field.Err != nil || field.Size > 0 && field.Encode != nil, "Fields[%d] %q has no encoder, want Size > 0 and Encode", i, field.Name)
		s := field.Stepped
		f.That(s == nil || s.Step != nil && s.Clone != nil && s.Save != nil && s.Load != nil, "Fields[%d] %q has a Stepped with a function missing, want Step, Clone, Save and Load", i, field.Name)
	}
	size := p.codeSize()
	f.That(p.Pooler.Inputs == size, "Pooler.Inputs = %d, want %d, the sum of the fields' sizes (SetFields does it)", p.Pooler.Inputs, size)
	f.That(p.Memory.Columns == p.Pooler.Columns, "Memory.Columns = %d, want Pooler.Columns = %d", p.Memory.Columns, p.Pooler.Columns)
	names := map[string]bool{}
	for i, r := range p.Readouts {
		f.That(!names[r.Name], "Readouts[%d].Name = %q is there twice, want unique names", i, r.Name)
		names[r.Name] = true
		r.validate(f, fmt.Sprintf("Readouts[%d] %q", i, r.Name))
	}
	for _, part := range []interface{ Validate() error }{p.Pooler, p.Memory, p.Likelihood} {
		err := part.Validate()
		f.That(err == nil, "%v", err)
	}
	return f.Err()
}

// QuickStart returns the parameters of NuPIC's quick start for the hot gym
// (nupic/docs, "simple" model): 946 bits (value .88 kWh a bucket, time of day,
// weekend), 2048 minicolumns of 32 cells, connected at .1, and the SDR classifier
// on all active cells with its rate of .1, 1 and 5 steps ahead.
func QuickStart() Params {
	var p Params
	p.Pooler = spatial.DefaultParams(1, 2048)
	p.Pooler.Density = 40.0 / 2048
	p.Pooler.PotentialFraction = 0.85
	p.Pooler.PermanenceIncrement = 0.04
	p.Pooler.PermanenceDecrement = 0.005
	p.Pooler.BoostStrength = 3
	p.SetFields(
		Value(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.88))),
		Date(encode.NewDate(encode.DefaultDateParams())),
	)

	p.Memory = temporal.DefaultParams(2048)
	p.Memory.ActivationThreshold = 16
	p.Memory.MinThreshold = 12
	p.Memory.ConnectedPermanence = 0.1
	p.Memory.MaxSegmentsPerCell = 128
	p.Memory.MaxSynapsesPerSegment = 32

	p.Likelihood = anomaly.DefaultLikelihoodParams()
	p.Readouts = []Readout{DefaultReadout("active cells", ActiveCells)}
	return p
}

// Plain returns the best plain pipeline that we measured on the hot gym, and
// the reason for each difference from QuickStart: new synapses that connect only
// once they are confirmed (fewer accidental contexts), 8 cells a minicolumn (enough), a time of day that
// generalises over three hours, finer value buckets (.5 kWh) with a lighter
// weekend: 590 bits; and a classifier on winner cells, one a minicolumn, so that
// a burst does not drown the code.
func Plain() Params {
	p := QuickStart()
	p.Memory.ConnectedPermanence = 0.5
	p.Memory.ActivationThreshold = 13
	p.Memory.MinThreshold = 10
	p.Memory.CellsPerColumn = 8
	p.SetFields(
		Value(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.5))),
		Date(encode.NewDate(encode.DateParams{
			TimeOfDay: encode.Window{Active: 21, Radius: 3}, Weekend: encode.Window{Active: 11, Radius: 1}, FridayEvening: true,
		})),
	)
	p.Readouts = []Readout{SpreadReadout("winner cells", WinnerCells)}
	return p
}
