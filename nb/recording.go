package nb

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
)

// Recording is what a memory did, step by step, for a Viewer. A cell fills it:
//
//	recording := nb.Recording{Title: "Four letters", CellsPerColumn: 8, Connected: 0.5, ActivationThreshold: 3, MinThreshold: 2}
//	for _, letter := range "ABCDABCD" {
//		memory.Step(codes[letter], true)
//		recording.Add(string(letter), memory)
//	}
//	recording.Viewer()
//
// It keeps the cells of every step, and of the segments what a step changed.
type Recording struct {
	Title               string
	CellsPerColumn      int
	Connected           float64 // the permanence from which a synapse is connected
	ActivationThreshold int     // connected active synapses that make a segment active; 0 leaves out what that says
	MinThreshold        int     // active synapses that make a segment match; 0 leaves out what that says

	steps  []memoryStep
	reset  bool    // since the last step
	latest []int32 // by cell, the number of its latest reading and 1; 0 for none
	known  int     // segments of the latest readings of all cells

	// What is kept, by place.
	cells       [][]int
	readings    [][]reading // by number
	numbers     [][]uint32  // of segments
	segments    [][]segment // by number
	presynaptic [][]uint32
	permanences [][]float32

	scratch struct { // of Add
		cells, sizes []int
		presynaptic  []uint32
		permanences  []float32
		numbers      []uint32
	}
}

// Memory is what Add reads: a *temporal.Memory is one.
type Memory interface {
	Cells() int
	AppendActiveCells(dst []int) []int
	AppendWinnerCells(dst []int) []int
	AppendPredictiveCells(dst []int) []int
	AppendMatchingCells(dst []int) []int
	AppendCellSegments(cell int, sizes []int, inputs []uint32, permanences []float32) ([]int, []uint32, []float32)
	Punishes() bool
	Segments() int
	Synapses() int
	ActiveSegments() int
	MatchingSegments() int
}

// memoryStep is a memory after one step: lists of cells, and numbers of the whole.
type memoryStep struct {
	label                                 string // what came
	reset                                 bool   // the memory was reset before this step: nothing was predicted for it
	active, winners, predictive, matching []int
	segments, synapses                    int
	activeSegments, matchingSegments      int
	readings                              int  // of this step and all before
	whole                                 bool // every segment that there is has been read
}

// reading is the segments of a cell after a step.
type reading struct {
	cell    int32
	numbers place
}

// segment is one as it was for some steps.
type segment struct{ presynaptic, permanences place }

// Add records a memory after a step, with the segments of the cells that the step
// concerned: winners and, if the memory punishes, cells with a segment that matched, which
// learning changes, and cells with one that matches now. Another memory of another size is an error.
func (r *Recording) Add(label string, memory Memory) error {
	if len(r.steps) == 0 {
		r.latest = make([]int32, memory.Cells())
	}
	if len(r.latest) != memory.Cells() {
		return fmt.Errorf("nb: %q: a memory of %d cells after one of %d, want one size", r.Title, memory.Cells(), len(r.latest))
	}
	step := memoryStep{
		label: label, reset: r.reset,
		active: r.keep(memory.AppendActiveCells), winners: r.keep(memory.AppendWinnerCells),
		predictive: r.keep(memory.AppendPredictiveCells), matching: r.keep(memory.AppendMatchingCells),
		segments: memory.Segments(), synapses: memory.Synapses(),
		activeSegments: memory.ActiveSegments(), matchingSegments: memory.MatchingSegments(),
	}
	winners := step.winners
	for _, cell := range winners {
		r.read(memory, cell)
	}
	if len(r.steps) > 0 && !step.reset && memory.Punishes() {
		for _, cell := range r.steps[len(r.steps)-1].matching {
			for len(winners) > 0 && winners[0] < cell {
				winners = winners[1:]
			}
			if len(winners) == 0 || winners[0] != cell {
				r.read(memory, cell)
			}
		}
	}
	for _, cell := range step.matching {
		if r.latest[cell] == 0 { // else as it was
			r.read(memory, cell)
		}
	}
	step.readings, step.whole = count(r.readings), r.known == step.segments
	r.steps, r.reset = append(r.steps, step), false
	return nil
}

// Reset records that the memory was reset.
func (r *Recording) Reset() { r.reset = true }

// Len is how many steps are recorded.
func (r *Recording) Len() int { return len(r.steps) }

func (r *Recording) keep(appendCells func([]int) []int) []int {
	r.scratch.cells = appendCells(r.scratch.cells[:0])
	return at(r.cells, keep(&r.cells, r.scratch.cells))
}

// read keeps the segments of a cell if they are not as they were last read.
func (r *Recording) read(memory Memory, cell int) {
	s := &r.scratch
	s.sizes, s.presynaptic, s.permanences = memory.AppendCellSegments(cell, s.sizes[:0], s.presynaptic[:0], s.permanences[:0])
	old := r.numbersOf(r.latest[cell])
	s.numbers = s.numbers[:0]
	rest, from := old, 0
	for _, size := range s.sizes {
		var number uint32
		number, rest = r.number(rest, s.presynaptic[from:from+size], s.permanences[from:from+size])
		s.numbers = append(s.numbers, number)
		from += size
	}
	if slices.Equal(s.numbers, old) {
		return
	}
	r.known += len(s.numbers) - len(old)
	add(&r.readings, reading{int32(cell), keep(&r.numbers, s.numbers)})
	r.latest[cell] = int32(count(r.readings))
}

// numbersOf returns the segments of a reading before a number, none of number 0.
func (r Recording) numbersOf(before int32) []uint32 {
	if before == 0 {
		return nil
	}
	return at(r.numbers, item(r.readings, uint32(before-1)).numbers)
}

// number returns that of a segment: of one of the old ones, if it is the same, or a new
// one. Segments that are left stay in order, so rest are the old ones that may be later ones.
func (r *Recording) number(old []uint32, presynaptic []uint32, permanences []float32) (number uint32, rest []uint32) {
	for i, number := range old {
		was := item(r.segments, number)
		if !slices.Equal(at(r.presynaptic, was.presynaptic), presynaptic) {
			continue
		}
		if slices.Equal(at(r.permanences, was.permanences), permanences) {
			return number, old[i+1:]
		}
		return add(&r.segments, segment{was.presynaptic, keep(&r.permanences, permanences)}), old[i+1:]
	}
	return add(&r.segments, segment{keep(&r.presynaptic, presynaptic), keep(&r.permanences, permanences)}), old
}

// predicted is what was predicted for step i before it came.
func (r Recording) predicted(i int) []int {
	if i == 0 || r.steps[i].reset {
		return nil
	}
	return r.steps[i-1].predictive
}

// readingsOf calls see with what was read after step i.
func (r Recording) readingsOf(i int, see func(cell int, numbers []uint32)) {
	from := 0
	if i > 0 {
		from = r.steps[i-1].readings
	}
	for ; from < r.steps[i].readings; from++ {
		read := item(r.readings, uint32(from))
		see(int(read.cell), at(r.numbers, read.numbers))
	}
}

func (r Recording) code(cells []int) sdr.SDR { return sdr.SDR{Size: len(r.latest), Bits: cells} }

func (r Recording) check() error {
	if len(r.steps) == 0 {
		return fmt.Errorf("nb: %q: 0 steps, want at least one", r.Title)
	}
	if size := len(r.latest); r.CellsPerColumn <= 0 || size <= 0 || size%r.CellsPerColumn != 0 {
		return fmt.Errorf("nb: %q: %d cells with %d a minicolumn, want whole minicolumns", r.Title, size, r.CellsPerColumn)
	}
	if !(r.Connected >= 0 && r.Connected <= 1) {
		return fmt.Errorf("nb: %q: Connected = %v, want in [0, 1]", r.Title, r.Connected)
	}
	for i, step := range r.steps {
		for _, cells := range [][]int{step.active, step.winners, step.predictive, step.matching} {
			if err := r.code(cells).Check(); err != nil {
				return fmt.Errorf("nb: %q: step %d: %w", r.Title, i, err)
			}
		}
	}
	for _, permanences := range r.permanences {
		for _, v := range permanences {
			if !(v >= 0 && v <= 1) {
				return fmt.Errorf("nb: %q: permanence %v, want in [0, 1]", r.Title, v)
			}
		}
	}
	return nil
}
