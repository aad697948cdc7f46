package experiment

import (
	"context"
	"fmt"

	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// Failure is when synapses fail, and how. The zero value, but for its Name: a memory that has
// learned with synapses that never fail is tested with ones that do, and learns no more.
type Failure struct {
	Name string
	// Training: they have failed since the first element. Learning: the memory goes on learning
	// in the test.
	Training, Learning bool
	// Dropped: before the test a share of all synapses is removed for good, as many as would
	// fail, instead of each failing now and then.
	Dropped bool
	// ByPermanence: each vesicle of a synapse is released with a probability equal to its
	// permanence. What is varied then is the number of vesicles.
	ByPermanence bool
}

// Failures returns the five kinds of failure that UnreliableParams begins with.
func Failures() []Failure {
	return []Failure{
		{Name: "failing always", Training: true, Learning: true},
		{Name: "failing after training, learning on", Learning: true},
		{Name: "failing at the test only"},
		{Name: "dropped for good", Dropped: true},
		{Name: "dropped for good, learning on", Dropped: true, Learning: true},
	}
}

// UnreliableParams configures Unreliable: start from DefaultUnreliableParams.
type UnreliableParams struct {
	Setup    Setup
	Failures []Failure
	// Release are the probabilities with which synapses transmit, in [0, 1], each a point of every curve.
	Release []float64
	// Vesicles are the numbers of vesicles of which a failure ByPermanence has its points.
	Vesicles []int
	// Train is the number of elements before the test, Test that of the elements in it; > 0.
	Train, Test int
	Seeds       []uint64 // of stream and memory; the spread of results is over these
}

// DefaultUnreliableParams returns a sweep of the release probability from .2 to 1, three
// seeds, with 8,000 elements of training and 2,000 of test.
func DefaultUnreliableParams(setup Setup) UnreliableParams {
	return UnreliableParams{
		Setup: setup, Failures: Failures(), Release: []float64{.2, .3, .35, .4, .45, .5, .55, .6, .7, .8, 1},
		Vesicles: []int{1, 2, 4, 8}, Train: 8000, Test: 2000, Seeds: []uint64{1, 2, 3},
	}
}

// Validate names every field that is out of range.
func (p UnreliableParams) Validate() error {
	var bad faults
	bad.that(p.Setup.start != nil, "Setup is empty, want one of WordsSetup or EndingsSetup")
	bad.part(p.Setup.Memory.Validate())
	bad.that(p.Setup.Memory.Transmission == nil, "Setup.Memory.Transmission is set, want nil: it is what is varied")
	bad.that(len(p.Failures) > 0 && len(p.Seeds) > 0, "%d Failures and %d Seeds, want one or more of each", len(p.Failures), len(p.Seeds))
	for _, f := range p.Failures {
		bad.that(!f.Dropped || !f.Training && !f.ByPermanence, "failure %q is Dropped together with Training or ByPermanence, want one of them", f.Name)
		n, name := len(p.Release), "Release"
		if f.ByPermanence {
			n, name = len(p.Vesicles), "Vesicles"
		}
		bad.that(n > 0, "%s is empty, want one or more for failure %q", name, f.Name)
	}
	for _, q := range p.Release {
		bad.that(q >= 0 && q <= 1, "Release has %v, want in [0, 1]", q)
	}
	for _, n := range p.Vesicles {
		bad.that(n > 0 && n <= 1000, "Vesicles has %d, want in [1, 1000]", n)
	}
	bad.that(p.Train > 0 && p.Test > 0, "Train = %d and Test = %d, want > 0", p.Train, p.Test)
	return bad.err
}

// UnreliableResult is what Unreliable returns.
type UnreliableResult struct {
	Setup    string
	Expected []Expectation // by Release: what the mathematics says
	Curves   []UnreliableCurve
}

// UnreliableCurve is what one kind of failure did to the memory. X are the release
// probabilities, or the numbers of vesicles; the other slices have a row for each X, with a number
// for each seed.
type UnreliableCurve struct {
	Failure Failure
	X       []float64
	Score   [][]float64 // mean score: see the Setup
	// Hit is the share of minicolumns that were predicted, of elements that can be, and Extra the
	// number of wrongly predicted ones by the number of active ones.
	Hit, Extra [][]float64
}

// Unreliable lets the synapses of a memory fail, and measures how well it predicts. It
// trains a memory for each seed, or one for each point of a failure that is there in
// Training, and tests it with every release probability. Beside it stands what the
// mathematics expects: see Setup.Expect. progress, if not nil, is told of the runs, one for each point and
// seed. When ctx ends, it returns an error and no result.
//
// The set-ups are those of Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, figure 6, and
// Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893; stochastic release in a network that
// learns: Neftci, Pedroni, Joshi, Al-Shedivat & Cauwenberghs (2016), doi:10.3389/fnins.2016.00241.
func Unreliable(ctx context.Context, p UnreliableParams, progress func(done, total int)) (UnreliableResult, error) {
	if err := p.Validate(); err != nil {
		return UnreliableResult{}, err
	}
	r := UnreliableResult{Setup: p.Setup.Name}
	for _, q := range p.Release {
		r.Expected = append(r.Expected, p.Setup.Expect(q))
	}
	trained := make([]*temporal.State, len(p.Seeds))
	err := each(ctx, len(p.Seeds), nil, func(ctx context.Context, i int) error {
		run, err := p.Setup.newRun(p.Seeds[i], nil)
		if err == nil {
			err = run.steps(ctx, p.Train, true)
			state := run.memory.Snapshot()
			trained[i] = &state
		}
		return err
	})
	if err != nil {
		return UnreliableResult{}, err
	}
	type job struct{ curve, x, seed int }
	var jobs []job
	for c, f := range p.Failures {
		curve := p.curve(f)
		for x := range curve.X {
			for seed := range p.Seeds {
				jobs = append(jobs, job{c, x, seed})
			}
		}
		r.Curves = append(r.Curves, curve)
	}
	err = each(ctx, len(jobs), progress, func(ctx context.Context, i int) error {
		j := jobs[i]
		c := &r.Curves[j.curve]
		score, err := p.run(ctx, c.Failure, c.X[j.x], p.Seeds[j.seed], trained[j.seed])
		c.Score[j.x][j.seed], c.Hit[j.x][j.seed], c.Extra[j.x][j.seed] = score.score, score.hit, score.extra
		return err
	})
	if err != nil {
		return UnreliableResult{}, err
	}
	return r, nil
}

// curve makes the places for a failure's results.
func (p UnreliableParams) curve(f Failure) UnreliableCurve {
	c := UnreliableCurve{Failure: f, X: p.Release}
	if f.ByPermanence {
		c.X = nil
		for _, n := range p.Vesicles {
			c.X = append(c.X, float64(n))
		}
	}
	for range c.X {
		row := func() []float64 { return make([]float64, len(p.Seeds)) }
		c.Score, c.Hit, c.Extra = append(c.Score, row()), append(c.Hit, row()), append(c.Extra, row())
	}
	return c
}

// transmission is that of the synapses at a point of the curve.
func (f Failure) transmission(x float64) (*synapse.Transmission, error) {
	switch {
	case f.Dropped:
		return nil, nil
	case f.ByPermanence:
		return synapse.ReleasingByPermanence(int(x))
	}
	return synapse.Releasing(x)
}

// run is one point of a curve for one seed.
func (p UnreliableParams) run(ctx context.Context, f Failure, x float64, seed uint64, trained *temporal.State) (score, error) {
	transmission, err := f.transmission(x)
	if err != nil {
		return score{}, err
	}
	run, err := p.Setup.newRun(seed, transmission)
	if err != nil {
		return score{}, err
	}
	switch {
	case f.Training:
		err = run.steps(ctx, p.Train, true)
	case f.Dropped:
		err = run.goOn(dropSynapses(*trained, 1-x, seed), p.Train)
	default:
		err = run.goOn(*trained, p.Train)
	}
	if err != nil {
		return score{}, fmt.Errorf("experiment: %s, %s: %w", p.Setup.Name, f.Name, err)
	}
	return run.test(ctx, p.Test, f.Learning)
}
