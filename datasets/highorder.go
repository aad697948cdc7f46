package datasets

import (
	"slices"

	"gohtm/htm/sdr"
)

var highOrderRow = Generator{
	Name:   "high-order",
	Title:  "sequences with shared parts, apart by random symbols, with one, two or four endings",
	Source: "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, artificial sequences",
	Call:   "datasets.NewHighOrder(datasets.DefaultHighOrderParams(datasets.OnePrediction()))",
}

// HighOrderParams configures NewHighOrder: start from DefaultHighOrderParams.
type HighOrderParams struct {
	Task       HighOrderTask
	Size       int // bits of a symbol's code
	Active     int // of them on
	Separators int // how many symbols there are of which one stands between any two sequences
	// Switch is the element after which sequences come from Task.After; the paper's is
	// 10,000, of 20,000. Never: no switch.
	Switch int
	// In sequences that begin after element NoisyFrom, one symbol between the places
	// NoiseFirst and NoiseLast, counted from 0, is replaced by one of the Separators.
	// The paper has noise from the start, -1 here, or from 12,000. Never: no noise.
	NoisyFrom, NoiseFirst, NoiseLast int
	Seed                             uint64
}

// DefaultHighOrderParams returns the paper's values: 41 bits of 2048 on, 5,000
// separators, places 1 to 3 for noise; without switch and noise.
func DefaultHighOrderParams(task HighOrderTask) HighOrderParams {
	return HighOrderParams{
		Task: task, Size: 2048, Active: 41, Separators: 5000,
		Switch: Never, NoisyFrom: Never, NoiseFirst: 1, NoiseLast: 3, Seed: 1,
	}
}

// Validate names every field that is out of range.
func (p HighOrderParams) Validate() error {
	var bad faults
	bad.size("Size", p.Size)
	bad.of("Active", p.Active, "Size", p.Size)
	bad.size("Separators", p.Separators)
	bad.that(p.Switch >= 0, "Switch = %d, want >= 0", p.Switch)
	bad.that(p.Switch == Never || len(p.Task.After) > 0, "Switch = %d, want Never for a Task without After", p.Switch)
	bad.that(p.NoisyFrom >= -1, "NoisyFrom = %d, want >= -1", p.NoisyFrom)
	bad.that(p.NoiseFirst >= 0 && p.NoiseFirst <= p.NoiseLast, "NoiseFirst = %d, want in [0, NoiseLast = %d]", p.NoiseFirst, p.NoiseLast)
	bad.size("Task.Symbols", p.Task.Symbols)
	bad.of("Task.Endings", p.Task.Endings, "Task.Symbols", p.Task.Symbols)
	bad.product("Task.Symbols and Active", p.Task.Symbols, p.Active)
	bad.that(len(p.Task.Sequences) > 0, "Task.Sequences is empty, want one or more")
	for _, set := range [][][]int{p.Task.Sequences, p.Task.After} {
		for _, sequence := range set {
			bad.that(len(sequence) >= 2, "Task has the sequence %v, want two symbols or more", sequence)
			bad.that(p.NoisyFrom == Never || len(sequence) > p.NoiseLast, "NoiseLast = %d, want a place of %v", p.NoiseLast, sequence)
			for _, symbol := range sequence {
				bad.that(symbol >= 0 && symbol < p.Task.Symbols, "Task has the symbol %d, want in [0, Symbols = %d)", symbol, p.Task.Symbols)
			}
		}
	}
	return bad.err
}

// HighOrderElement is an element of HighOrder.
type HighOrderElement struct {
	Index  int     // its number in the stream, from 0
	Symbol int     // below Task.Symbols one of the task's, from there on a separator
	Input  sdr.SDR // its code
	// Place is where it stands in its sequence, from 0; the separator is behind the last.
	Place int
	// Scored tells that it is the last of its sequence: a prediction of it counts.
	Scored bool
	// Endings are the symbols that are correct where it is Scored, in rising order, as
	// many as Task.Endings; else nil.
	Endings   []int
	Separator bool
	Noisy     bool // stands in place of the sequence's own symbol
	After     bool // of a sequence of Task.After
}

// HighOrder is an endless stream of a task's sequences, drawn evenly, each with a
// random separator behind it and no other mark of where one begins. The task's
// symbols change places with each other by a shuffle of the seed, and each has a
// random SDR.
//
// A prediction is scored at the last element of each sequence: Guess names the
// Task.Endings symbols that are most like the predicted minicolumns, and it is
// correct when the element's symbol is among them. The paper plots the mean of the
// last 100 scores.
//
// Cui, Ahmad & Hawkins (2016), "Continuous online sequence learning with an
// unsupervised neural network model", doi:10.1162/NECO_a_00893.
type HighOrder struct {
	params   HighOrderParams
	task     HighOrderTask // its symbols shuffled
	codes    []sdr.SDR     // of the task's symbols
	random   *splitMix
	noise    *splitMix
	ties     *splitMix
	index    int
	sequence []int // that is being given
	own      []int // the same before noise
	place    int   // of its next element
	after    bool
}

// NewHighOrder starts the stream. The error names every bad parameter.
func NewHighOrder(p HighOrderParams) (*HighOrder, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	h := &HighOrder{params: p, task: p.Task, random: streamOf(p.Seed, 2), noise: streamOf(p.Seed, 3), ties: streamOf(p.Seed, 4)}
	shuffle := streamOf(p.Seed, 1).permutation(p.Task.Symbols)
	h.task.Sequences, h.task.After = renamed(p.Task.Sequences, shuffle), renamed(p.Task.After, shuffle)
	for symbol := range p.Task.Symbols {
		h.codes = append(h.codes, h.Code(symbol))
	}
	return h, nil
}

// renamed returns the sequences with shuffle[symbol] for each symbol.
func renamed(sequences [][]int, shuffle []int) [][]int {
	var all [][]int
	for _, sequence := range sequences {
		var one []int
		for _, symbol := range sequence {
			one = append(one, shuffle[symbol])
		}
		all = append(all, one)
	}
	return all
}

// Task returns the task with its symbols as they are in this stream.
func (h *HighOrder) Task() HighOrderTask { return h.task }

// Code returns the SDR of a symbol, also of a separator. It panics for a negative
// one.
func (h *HighOrder) Code(symbol int) sdr.SDR {
	if symbol < 0 {
		panic("datasets: a negative symbol, want >= 0")
	}
	if symbol < len(h.codes) {
		return h.codes[symbol].Clone()
	}
	return streamOf(h.params.Seed, 5, uint64(symbol)).sdr(h.params.Size, h.params.Active)
}

// Next returns the next element.
func (h *HighOrder) Next() HighOrderElement {
	if h.place == len(h.sequence)+1 || h.sequence == nil {
		h.begin()
	}
	e := HighOrderElement{Index: h.index, Place: h.place, After: h.after}
	if h.place == len(h.sequence) {
		e.Separator, e.Symbol = true, h.separator(h.random)
	} else {
		e.Symbol = h.sequence[h.place]
		e.Noisy = e.Symbol != h.own[h.place]
	}
	if e.Scored = h.place == len(h.sequence)-1; e.Scored {
		e.Endings = h.endings()
	}
	e.Input = h.Code(e.Symbol)
	h.index++
	h.place++
	return e
}

// Take returns the next n elements; none for n <= 0.
func (h *HighOrder) Take(n int) []HighOrderElement {
	var elements []HighOrderElement
	for range n {
		elements = append(elements, h.Next())
	}
	return elements
}

// begin draws the next sequence, and its noise.
func (h *HighOrder) begin() {
	choice := h.task.Sequences
	if h.after = h.index > h.params.Switch; h.after {
		choice = h.task.After
	}
	h.own = choice[h.random.below(len(choice))]
	h.sequence, h.place = slices.Clone(h.own), 0
	if h.index > h.params.NoisyFrom {
		place := h.params.NoiseFirst + h.noise.below(h.params.NoiseLast-h.params.NoiseFirst+1)
		h.sequence[place] = h.separator(h.noise)
	}
}

// separator draws one of the symbols that are not the task's.
func (h *HighOrder) separator(random *splitMix) int {
	return h.task.Symbols + random.below(h.params.Separators)
}

// endings returns the symbols with which a sequence that began like this one ends.
func (h *HighOrder) endings() []int {
	set := h.task.Sequences
	if h.after {
		set = h.task.After
	}
	var endings []int
	last := len(h.own) - 1
	for _, sequence := range set {
		if len(sequence) == last+1 && slices.Equal(sequence[:last], h.own[:last]) {
			endings = append(endings, sequence[last])
		}
	}
	slices.Sort(endings)
	return slices.Compact(endings)
}

// Guess returns the Task.Endings symbols of the task whose codes overlap most with
// the predicted minicolumns, best first; ties are broken at random, by a stream of
// its own. It panics when the size isn't Size.
func (h *HighOrder) Guess(predicted sdr.SDR) []int {
	predicted.Require("datasets", h.params.Size)
	order, overlaps := h.ties.permutation(len(h.codes)), make([]int, len(h.codes))
	for symbol, code := range h.codes {
		overlaps[symbol] = predicted.Overlap(code)
	}
	slices.SortStableFunc(order, func(a, b int) int { return overlaps[b] - overlaps[a] })
	return order[:h.task.Endings]
}
