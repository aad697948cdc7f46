package nb

import (
	"fmt"
	"reflect"
	"sort"

	"gohtm/htm/sdr"
)

// Recording is what a memory did, step by step, for a Viewer. A cell fills it:
//
//	recording := nb.Recording{Title: "Four letters", CellsPerColumn: 8, Connected: 0.5}
//	for _, letter := range "ABCDABCD" {
//		memory.Step(codes[letter], true)
//		recording.Add(string(letter), memory)
//	}
//	recording.Viewer()
type Recording struct {
	Title               string
	CellsPerColumn      int
	Connected           float64 // the permanence from which a synapse is connected
	ActivationThreshold int     // connected active synapses that make a segment active; 0 leaves out what that says
	Steps               []MemoryStep

	reset bool         // since the last step
	known map[int]bool // cells with recorded segments
}

// MemoryStep is a memory after one step. Bit column * CellsPerColumn + place of
// each SDR is a cell.
type MemoryStep struct {
	Label              string // what came
	Reset              bool   // the memory was reset before this step: nothing was predicted for it
	Active, Winners    sdr.SDR
	Predictive         sdr.SDR           // predicted for the next step
	Segments, Synapses int               // of the whole memory
	Distal             map[int][]Segment // distal segments by cell, of the cells that the step concerned
}

// Memory is what Add reads: a *temporal.Memory is one. If it also has its method
// CellSegments, the segments are recorded.
type Memory interface {
	ActiveCells() sdr.SDR
	WinnerCells() sdr.SDR
	PredictiveCells() sdr.SDR
	Segments() int
	Synapses() int
}

// Add records a memory after a step, with the segments of the cells that it
// concerned: winners and cells that were predicted, whose segments learning changes,
// and cells that are predictive now.
func (r *Recording) Add(label string, memory Memory) error {
	step := MemoryStep{
		Label: label, Reset: r.reset, Active: memory.ActiveCells(), Winners: memory.WinnerCells(), Predictive: memory.PredictiveCells(),
		Segments: memory.Segments(), Synapses: memory.Synapses(), Distal: map[int][]Segment{},
	}
	reader, err := newSegmentReader(memory)
	if err != nil {
		return err
	}
	if reader.call.IsValid() {
		r.segments(step, reader)
	}
	r.Steps, r.reset = append(r.Steps, step), false
	return nil
}

func (r *Recording) segments(step MemoryStep, reader segmentReader) {
	if r.known == nil {
		r.known = map[int]bool{}
	}
	read := func(cells []int, again bool) {
		for _, cell := range cells {
			if _, done := step.Distal[cell]; !done && (again || !r.known[cell]) {
				step.Distal[cell], r.known[cell] = reader.read(cell), true
			}
		}
	}
	read(step.Winners.Bits, true)
	if len(r.Steps) > 0 {
		read(r.Steps[len(r.Steps)-1].Predictive.Bits, true)
	}
	read(step.Predictive.Bits, false) // else as they were
}

// Reset records that the memory was reset.
func (r *Recording) Reset() { r.reset = true }

// segmentReader calls CellSegments(cell int) []struct{ Synapses []struct{ Cell int;
// Permanence float32 } }: this package does not know the types of a memory.
type segmentReader struct {
	call                       reflect.Value // invalid if the memory has no such method
	synapses, cell, permanence int           // places of the fields
}

func newSegmentReader(memory Memory) (segmentReader, error) {
	r := segmentReader{call: reflect.ValueOf(memory).MethodByName("CellSegments")}
	if !r.call.IsValid() {
		return r, nil
	}
	t := r.call.Type()
	if t.NumIn() == 1 && t.In(0).Kind() == reflect.Int && t.NumOut() == 1 {
		if synapses, ok := fieldOf(t.Out(0), "Synapses", reflect.Slice); ok {
			cell, hasCell := fieldOf(synapses.Type, "Cell", reflect.Int)
			permanence, hasPermanence := fieldOf(synapses.Type, "Permanence", reflect.Float32)
			if hasCell && hasPermanence {
				r.synapses, r.cell, r.permanence = synapses.Index[0], cell.Index[0], permanence.Index[0]
				return r, nil
			}
		}
	}
	return r, fmt.Errorf("nb: CellSegments is a %s, want what *temporal.Memory has", t)
}

// fieldOf finds a field of the structs of a slice.
func fieldOf(slice reflect.Type, name string, kind reflect.Kind) (field reflect.StructField, ok bool) {
	if slice.Kind() != reflect.Slice || slice.Elem().Kind() != reflect.Struct {
		return field, false
	}
	field, ok = slice.Elem().FieldByName(name)
	return field, ok && field.Type.Kind() == kind && len(field.Index) == 1
}

func (r segmentReader) read(cell int) []Segment {
	views := r.call.Call([]reflect.Value{reflect.ValueOf(cell)})[0]
	segments := make([]Segment, views.Len())
	for i := range segments {
		synapses := views.Index(i).Field(r.synapses)
		n := synapses.Len()
		segments[i] = Segment{make([]int, n), make([]float64, n)}
		for k := 0; k < n; k++ {
			synapse := synapses.Index(k)
			segments[i].Cells[k] = int(synapse.Field(r.cell).Int())
			segments[i].Permanences[k] = synapse.Field(r.permanence).Float()
		}
	}
	return segments
}

// predicted is what was predicted for step i before it came.
func (r Recording) predicted(i int) sdr.SDR {
	if i == 0 || r.Steps[i].Reset {
		return sdr.SDR{Size: r.Steps[i].Active.Size}
	}
	return r.Steps[i-1].Predictive
}

func (r Recording) check() error {
	if len(r.Steps) == 0 {
		return fmt.Errorf("nb: %q: 0 steps, want at least one", r.Title)
	}
	size := r.Steps[0].Active.Size
	if r.CellsPerColumn <= 0 || size <= 0 || size%r.CellsPerColumn != 0 {
		return fmt.Errorf("nb: %q: Active has size %d with %d cells a minicolumn, want whole minicolumns", r.Title, size, r.CellsPerColumn)
	}
	if !(r.Connected >= 0 && r.Connected <= 1) {
		return fmt.Errorf("nb: %q: Connected = %v, want in [0, 1]", r.Title, r.Connected)
	}
	for i, step := range r.Steps {
		for _, s := range []sdr.SDR{step.Active, step.Winners, step.Predictive} {
			if s.Size != size {
				return fmt.Errorf("nb: %q: step %d has an SDR of size %d, step 0 one of %d, want one size", r.Title, i, s.Size, size)
			}
			if err := s.Check(); err != nil {
				return fmt.Errorf("nb: %q: step %d: %w", r.Title, i, err)
			}
		}
		for cell, segments := range step.Distal {
			for _, s := range segments {
				if len(s.Cells) != len(s.Permanences) {
					return fmt.Errorf("nb: %q: step %d: a segment of cell %d has %d cells and %d permanences, want as many", r.Title, i, cell, len(s.Cells), len(s.Permanences))
				}
				for k, v := range s.Permanences {
					if s.Cells[k] < 0 || !(v >= 0 && v <= 1) {
						return fmt.Errorf("nb: %q: step %d: a segment of cell %d has permanence %v from cell %d, want one in [0, 1] from a cell >= 0", r.Title, i, cell, v, s.Cells[k])
					}
				}
			}
		}
	}
	return nil
}

// cellsWithSegments are in order, so that the same recording gives the same bytes.
func (s MemoryStep) cellsWithSegments() []int {
	var cells []int
	for cell := range s.Distal {
		cells = append(cells, cell)
	}
	sort.Ints(cells)
	return cells
}
