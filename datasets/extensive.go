package datasets

import "gohtm/htm/sdr"

var extensiveRow = Generator{
	Name:   "extensive",
	Title:  "sequences of the temporal memory's extensive tests, with shared parts and noise",
	Source: "NuPIC, extensive_temporal_memory_test: B1 to B11, H1 to H10",
	Call:   "datasets.NewExtensive(datasets.DefaultExtensiveParams())",
}

// ExtensiveParams configures NewExtensive: start from DefaultExtensiveParams.
type ExtensiveParams struct {
	Columns   int // size of a pattern
	MinActive int // of them on, at least
	MaxActive int // and at most
	Patterns  int // how many
	Seed      uint64
}

// DefaultExtensiveParams returns the suite's: 300 patterns of 21 to 25 of 100.
func DefaultExtensiveParams() ExtensiveParams {
	return ExtensiveParams{Columns: 100, MinActive: 21, MaxActive: 25, Patterns: 300, Seed: 42}
}

// Validate names every field that is out of range.
func (p ExtensiveParams) Validate() error {
	var bad faults
	bad.size("Columns", p.Columns)
	bad.of("MaxActive", p.MaxActive, "Columns", p.Columns)
	bad.of("MinActive", p.MinActive, "MaxActive", p.MaxActive)
	bad.size("Patterns", p.Patterns)
	bad.product("Patterns and MaxActive", p.Patterns, p.MaxActive)
	return bad.err
}

// Extensive makes the inputs of NuPIC's extensive suite for the temporal memory
// (tests/integration/nupic/algorithms/extensive_tm_test_base.py and before it
// extensive_temporal_memory_test.py). Its cases, with a reset behind each sequence:
//
//	B1, B5, B7, B8, B11   Sequences(1, 100, 0, 0)
//	B3                    Sequences(1, 300, 0, 0)
//	B4, B6                Sequences(3, 100, 0, 0)
//	H1, H2                Sequences(2, 20, 10, 15)
//	H3                    Sequences(2, 20, 0, 5)
//	B11, H10              Noisy with 0.05
type Extensive struct {
	Patterns []sdr.SDR
	params   ExtensiveParams
}

// NewExtensive draws the patterns. The error names every bad parameter.
func NewExtensive(p ExtensiveParams) (*Extensive, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	random := streamOf(p.Seed)
	e := &Extensive{params: p}
	for range p.Patterns {
		active := p.MinActive + random.below(p.MaxActive-p.MinActive+1)
		e.Patterns = append(e.Patterns, random.sdr(p.Columns, active))
	}
	return e, nil
}

// Sequences returns so many sequences of that length. No pattern comes twice, but
// that all sequences have the same ones at the places from sharedFrom to before
// sharedUntil; 0, 0 shares nothing. Too few patterns for that are an error.
func (e *Extensive) Sequences(count, length, sharedFrom, sharedUntil int) ([][]sdr.SDR, error) {
	var bad faults
	bad.size("count", count)
	bad.size("length", length)
	bad.that(0 <= sharedFrom && sharedFrom <= sharedUntil, "sharedFrom = %d, want in [0, sharedUntil = %d]", sharedFrom, sharedUntil)
	bad.that(sharedUntil <= length, "sharedUntil = %d, want <= length = %d", sharedUntil, length)
	bad.product("count and length", count, length)
	if bad.err != nil {
		return nil, bad.err
	}
	shared := sharedUntil - sharedFrom
	if need := shared + count*(length-shared); need > len(e.Patterns) {
		return nil, faultOf("%d sequences of %d with %d shared take %d patterns, want at most %d", count, length, shared, need, len(e.Patterns))
	}
	order := streamOf(e.params.Seed, 1).permutation(len(e.Patterns))
	draw := func() sdr.SDR {
		pattern := e.Patterns[order[0]]
		order = order[1:]
		return pattern
	}
	sequences := make([][]sdr.SDR, count)
	for i := range sequences {
		sequences[i] = make([]sdr.SDR, length)
		for place := range length {
			if i > 0 && sharedFrom <= place && place < sharedUntil {
				sequences[i][place] = sequences[0][place]
			} else {
				sequences[i][place] = draw()
			}
		}
	}
	return sequences, nil
}

// Noisy returns the sequence with each on bit moved elsewhere with that
// probability; every pass has its own noise. A probability outside [0, 1] is an
// error.
func (e *Extensive) Noisy(sequence []sdr.SDR, probability float64, pass uint64) ([]sdr.SDR, error) {
	var bad faults
	bad.share("probability", probability)
	if bad.err != nil {
		return nil, bad.err
	}
	random := streamOf(e.params.Seed, 2, pass)
	noisy := make([]sdr.SDR, len(sequence))
	for i, pattern := range sequence {
		noisy[i] = random.scatter(pattern, probability)
	}
	return noisy, nil
}
