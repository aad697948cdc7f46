package experiment

import (
	"context"
	"math"

	"gohtm/datasets"
)

// LengthsParams configures Lengths: start from DefaultLengthsParams or ShortLengthsParams.
type LengthsParams struct {
	Lengths []int // of the sequences, each 3 or more
	// Each says how a length is run: all of it counts but Stream.Task, and Elements is the
	// most that are shown.
	Each EndingsParams
	// Enough is the share of correct predictions among the latest Each.Window sequences at
	// which a length is learned, in (0, 1].
	Enough float64
	Seed   uint64 // of sequences, streams and memories
}

// DefaultLengthsParams returns the paper's: lengths from 10 to 100, at most 400,000 elements,
// learned when 100 sequences in a row are right.
func DefaultLengthsParams() LengthsParams {
	p := LengthsParams{Lengths: []int{10, 20, 40, 60, 80, 100}, Enough: 0.999, Seed: 1}
	p.Each = DefaultEndingsParams(datasets.OnePrediction())
	p.Each.Stream.Switch, p.Each.Elements, p.Each.Window = datasets.Never, 400000, 100
	return p
}

// ShortLengthsParams returns the same at half the size up to length 40, with at most 40,000 elements.
func ShortLengthsParams() LengthsParams {
	p := DefaultLengthsParams()
	p.Each = ShortEndingsParams(datasets.OnePrediction())
	p.Lengths = []int{10, 20, 30, 40}
	p.Each.Stream.Switch, p.Each.Elements, p.Each.Window = datasets.Never, 40000, 100
	return p
}

// Validate names every field that is out of range.
func (p LengthsParams) Validate() error {
	var bad faults
	bad.that(len(p.Lengths) > 0, "Lengths is empty, want one or more")
	for i, length := range p.Lengths {
		_, err := datasets.LongSequences(length, p.Seed)
		bad.that(err == nil, "Lengths[%d] = %d, want one that sequences can have: %v", i, length, err)
	}
	bad.part(p.Each.Validate())
	bad.that(p.Each.Stream.Switch == datasets.Never, "Each.Stream.Switch = %d, want Never: long sequences have no other endings", p.Each.Stream.Switch)
	bad.that(p.Enough > 0 && p.Enough <= 1, "Enough = %v, want in (0, 1]", p.Enough)
	return bad.err
}

// LengthsResult is what Lengths measures, by Lengths.
type LengthsResult struct {
	Lengths             []int
	Sequences, Elements []float64 // shown until a length was learned; NaN if it never was
}

// Lengths measures how long a memory takes to learn sequences whose first element
// tells the last one, by how many stand between them: two groups of two sequences of each
// length, apart by random symbols. progress, if not nil, is told of the lengths. When ctx ends the
// result so far is returned with an error.
//
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893: the number of sequences grows in
// proportion to the length.
func Lengths(ctx context.Context, p LengthsParams, progress func(done, total int)) (LengthsResult, error) {
	var result LengthsResult
	if err := p.Validate(); err != nil {
		return result, err
	}
	for i, length := range p.Lengths {
		each, err := p.Each, error(nil)
		each.Stream.Seed, each.Memory.Seed = p.Seed, p.Seed
		if each.Stream.Task, err = datasets.LongSequences(length, p.Seed); err != nil {
			return result, err
		}
		one, err := endingsUntil(ctx, each, p.Enough, nil)
		if err != nil {
			return result, err
		}
		sequences, elements := math.NaN(), math.NaN()
		if n := len(one.Correct); one.reached(p.Enough, each.Window) {
			sequences, elements = float64(n), float64(one.Elements[n-1]+1)
		}
		result.Lengths = append(result.Lengths, length)
		result.Sequences, result.Elements = append(result.Sequences, sequences), append(result.Elements, elements)
		if progress != nil {
			progress(i+1, len(p.Lengths))
		}
	}
	return result, nil
}
