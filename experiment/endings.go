package experiment

import (
	"context"
	"math"
	"slices"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/temporal"
)

// EndingsParams configures Endings: start from DefaultEndingsParams or ShortEndingsParams.
type EndingsParams struct {
	Stream   datasets.HighOrderParams // Switch says when the endings change, Never for not at all
	Memory   temporal.Params          // Columns must be Stream.Size
	Elements int                      // of the stream to run
	// KillShare is the share of all cells that dies before element KillAt, in [0, 1];
	// which ones, KillSeed says: a greater share kills the same ones and more.
	KillShare float64
	KillAt    int
	KillSeed  uint64
	// LearnUntil is the element from which on nothing is learned any more; the paper stops when
	// cells die.
	LearnUntil int
	Window     int // scored sequences in the mean of each point of the curve, > 0
}

// DefaultEndingsParams returns the experiments of Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893, on one of datasets.OnePrediction, TwoEndings and
// FourEndings: 19,999 elements with other endings after 10,000 for the first, and
// 11,999 without a switch for the others.
func DefaultEndingsParams(task datasets.HighOrderTask) EndingsParams {
	p := EndingsParams{
		Stream: datasets.DefaultHighOrderParams(task), Elements: 11999,
		KillAt: 10001, KillSeed: 42, LearnUntil: datasets.Never, Window: 101,
	}
	if task.Endings == 1 {
		p.Stream.Switch, p.Elements = 10000, 19999
	}
	p.Memory = temporal.DefaultParams(p.Stream.Size)
	p.Memory.ActivationThreshold, p.Memory.MinThreshold, p.Memory.MaxNewSynapses = 15, 15, 32
	p.Memory.MaxSegmentsPerCell, p.Memory.MaxSynapsesPerSegment = 128, 128
	p.Memory.PredictedSegmentDecrement, p.Memory.Seed = 0.02, 1960
	return p
}

// ShortEndingsParams returns DefaultEndingsParams at half the size, with half the
// elements: symbols of 20 bits of 1024, 8 cells a minicolumn, thresholds of 8.
func ShortEndingsParams(task datasets.HighOrderTask) EndingsParams {
	p := DefaultEndingsParams(task)
	p.Stream.Size, p.Stream.Active = 1024, 20
	p.Memory.Columns, p.Memory.CellsPerColumn = 1024, 8
	p.Memory.ActivationThreshold, p.Memory.MinThreshold, p.Memory.MaxNewSynapses = 8, 8, 16
	p.Elements, p.KillAt, p.Window = 9000, 5000, 51
	if p.Stream.Switch != datasets.Never {
		p.Stream.Switch = 5000
	}
	return p
}

// Validate names every field that is out of range.
func (p EndingsParams) Validate() error {
	var bad faults
	bad.part(p.Stream.Validate())
	bad.part(p.Memory.Validate())
	bad.that(p.Memory.Columns == p.Stream.Size, "Memory.Columns = %d, want Stream.Size = %d", p.Memory.Columns, p.Stream.Size)
	bad.that(p.Elements > 0, "Elements = %d, want > 0", p.Elements)
	bad.that(p.KillShare >= 0 && p.KillShare <= 1, "KillShare = %v, want in [0, 1]", p.KillShare)
	bad.that(p.KillAt >= 0, "KillAt = %d, want >= 0", p.KillAt)
	bad.that(p.LearnUntil >= 0, "LearnUntil = %d, want >= 0", p.LearnUntil)
	bad.that(p.Window > 0, "Window = %d, want > 0", p.Window)
	return bad.err
}

// EndingsResult is what Endings measures, scored sequence by scored sequence.
type EndingsResult struct {
	Elements []int     // at which each sequence ended
	Correct  []float64 // 1 if its last element was among the predicted ones, else 0
	Curve    []float64 // mean of the latest Window of them, as the paper draws it
	Segments int       // at the end
	Synapses int       // at the end, connected or not
}

// Between returns the share of correct predictions among the sequences that ended
// at the elements from first to before last; NaN if there are none.
func (r EndingsResult) Between(first, last int) float64 {
	from, _ := slices.BinarySearch(r.Elements, first)
	to, _ := slices.BinarySearch(r.Elements, last)
	return mean(r.Correct[from:max(from, to)])
}

// At returns the curve where the last sequence before an element ended; NaN if there is none.
func (r EndingsResult) At(element int) float64 {
	i, _ := slices.BinarySearch(r.Elements, element)
	return last(r.Curve[:i])
}

// Endings shows a memory sequences whose ending depends on how they began, apart by random
// symbols, and scores its prediction of each last element: it is correct if the element is
// among the Task.Endings symbols that are most like what is predicted. Later the endings change,
// or cells die. progress, if not nil, is told of the elements. When ctx ends the result so far
// is returned with an error.
//
// Cui, Ahmad & Hawkins (2016), "Continuous online sequence learning with an
// unsupervised neural network model", doi:10.1162/NECO_a_00893, sections on artificial
// sequences, on multiple predictions and on robustness.
func Endings(ctx context.Context, p EndingsParams, progress func(done, total int)) (EndingsResult, error) {
	return endingsUntil(ctx, p, math.Inf(1), progress)
}

// endingsUntil is Endings that ends as soon as a whole Window of sequences has at least
// this share of correct predictions.
func endingsUntil(ctx context.Context, p EndingsParams, enough float64, progress func(done, total int)) (EndingsResult, error) {
	var result EndingsResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	stream, err := datasets.NewHighOrder(p.Stream)
	if err != nil {
		return result, err
	}
	memory, err := temporal.New(p.Memory)
	if err != nil {
		return result, err
	}
	for i := 0; i < p.Elements && !result.reached(enough, p.Window); i++ {
		if err = stopped(ctx, i, p.Elements); err != nil {
			break
		}
		if i == p.KillAt && p.KillShare > 0 {
			if _, err := memory.KillShare(p.KillShare, p.KillSeed); err != nil {
				return result, err
			}
		}
		element := stream.Next()
		if element.Scored {
			result.score(i, slices.Contains(stream.Guess(memory.PredictedColumns()), element.Symbol))
		}
		memory.Step(element.Input, i < p.LearnUntil)
		if progress != nil {
			progress(i+1, p.Elements)
		}
	}
	result.Segments, result.Synapses = memory.Segments(), memory.Synapses()
	result.Curve, _ = metric.SlidingMean(result.Correct, p.Window)
	return result, err
}

// score adds the sequence that ends at an element.
func (r *EndingsResult) score(element int, correct bool) {
	one := 0.0
	if correct {
		one = 1
	}
	r.Elements, r.Correct = append(r.Elements, element), append(r.Correct, one)
}

// reached tells whether the latest sequences, a whole window of them, are so often correct.
func (r *EndingsResult) reached(enough float64, window int) bool {
	n := len(r.Correct)
	return enough <= 1 && n >= window && mean(r.Correct[n-window:]) >= enough
}
