package work

import (
	"gohtm/htm/internal/check"
	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/conventions/htmcore"
	"gohtm/htm/internal/ref"
	"gohtm/htm/spatial"
)

// Pooler is a stream of random patterns, shown in turn to a pooler under the
// conventions of htm.core.
type Pooler struct {
	Stream   conventions.PoolerWork
	Params   spatial.Params // connected as htm.core is told it, without its tolerance
	PoolSeed uint64         // of the potential pools and their permanences
	Steps    int
	Learn    bool
}

// DefaultPooler is the pooler of most works: 2048 minicolumns of which 40 win.
func DefaultPooler() Pooler {
	params := spatial.DefaultParams(1024, 2048)
	params.BoostInference = true // as htm.core always does
	return Pooler{
		Stream: conventions.PoolerWork{Inputs: params.Inputs, Density: 0.1, Patterns: 1000, Seed: 1},
		Params: params, PoolSeed: 1, Steps: 3000, Learn: true,
	}
}

// New returns the pooler of the work, before its first step.
func (w Pooler) New() (*spatial.Pooler, error) {
	w.Params.Inputs, w.Params.PotentialRadius = w.Stream.Inputs, w.Stream.Inputs
	f := check.New("work")
	f.That(w.Steps > 0, "steps = %d, want > 0", w.Steps)
	f.That(w.Stream.Patterns > 0, "patterns = %d, want > 0", w.Stream.Patterns)
	f.That(w.Stream.Density >= 0 && w.Stream.Density <= 1, "density = %v, want in [0, 1]", w.Stream.Density)
	f.That(w.Params.PotentialFraction > 0 && w.Params.PotentialFraction <= 1, "potentialFraction = %v, want in (0, 1]", w.Params.PotentialFraction)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return htmcore.NewPooler(w.Params, w.PoolSeed)
}

// Run runs the work, with the plain reference if so told.
func (w Pooler) Run(reference bool) (Result, error) {
	p, err := w.New()
	if err != nil {
		return Result{}, err
	}
	var r Result
	patterns := w.Stream.All()
	if reference {
		plain := ref.NewSpatial(p.Params(), p.Snapshot())
		r.run(w.Steps, len(patterns),
			func(i int) { plain.Step(patterns[i%len(patterns)].Bits, w.Learn) },
			func(dst []int) []int { return append(dst, plain.Active...) })
		for _, permanences := range plain.Permanences {
			r.add(permanences, plain.P.ConnectedPermanence)
		}
		return r, nil
	}
	r.run(w.Steps, len(patterns), func(i int) { p.Step(patterns[i%len(patterns)], w.Learn) }, p.AppendActive)
	for column := 0; column < w.Params.Columns; column++ {
		r.add(p.Permanences(column), p.Params().ConnectedPermanence)
	}
	return r, nil
}

// add counts the synapses of a segment.
func (r *Result) add(permanences []float32, threshold float32) {
	r.Segments++
	r.Synapses += len(permanences)
	for _, v := range permanences {
		r.Sum += float64(v)
		if v >= threshold {
			r.Connected++
		}
	}
}

// settings lists what can be set by name.
func (w *Pooler) settings() []setting {
	p := &w.Params
	return []setting{
		{"inputs", &w.Stream.Inputs, "size of the input"},
		{"columns", &p.Columns, "minicolumns"},
		{"density", &w.Stream.Density, "share of the inputs that a pattern has on"},
		{"steps", &w.Steps, "how many patterns are shown"},
		{"patterns", &w.Stream.Patterns, "how many different ones there are, shown in turn"},
		{"potentialFraction", &p.PotentialFraction, "share of the inputs in a potential pool"},
		{"winners", &p.Density, "share of the minicolumns that win"},
		{"connected", &p.ConnectedPermanence, "connected permanence"},
		{"inc", &p.PermanenceIncrement, "permanence increment"},
		{"dec", &p.PermanenceDecrement, "permanence decrement"},
		{"stimulusThreshold", &p.StimulusThreshold, "least overlap of a winner"},
		{"boost", &p.BoostStrength, "boost strength"},
		{"boostInference", &p.BoostInference, "boost also without learning"},
		{"dutyCyclePeriod", &p.DutyCyclePeriod, "steps that duty cycles average over"},
		{"minPct", &p.MinOverlapDutyCycle, "share of the largest overlap duty cycle below which a minicolumn is weak"},
		{"learn", &w.Learn, "1, or 0"},
		{"seed", &w.Stream.Seed, "of the patterns"},
		{"poolSeed", &w.PoolSeed, "of potential pools and permanences"},
	}
}
