package experiment

import (
	"context"
	"math"

	"gohtm/datasets"
	"gohtm/htm/metric"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// CodesParams configures Codes: start from DefaultCodesParams or ShortCodesParams.
type CodesParams struct {
	Pooler spatial.Params
	// Data returns the inputs for a seed: those of Seed at first, and those of
	// Seed + 2^32 from epoch Switch on. At most the first half of them, and 1,000, are tested.
	Data   func(seed uint64) ([]sdr.SDR, error)
	Epochs int // each shows every input once, in an order of its own
	Switch int // epoch that begins with other data; datasets.Never for none
	// KillShare is the share of the minicolumns that dies before epoch KillAt, in [0, 1];
	// which ones, Seed says.
	KillShare float64
	KillAt    int
	Levels    []float64 // of noise at which outputs are compared
	// NoiseEvery is how many epochs lie between two such comparisons, and two looks at which
	// synapses are connected, > 0: they take most of the time.
	NoiseEvery int
	Seed       uint64 // of data, order, noise and lesion
}

// DefaultCodesParams returns the continuous learning of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111, without topology: 100 random inputs of 1024 bits, 2 to 20 %
// on, for 120 epochs, others from epoch 50 on; 1024 minicolumns, boosted by 100.
func DefaultCodesParams() CodesParams {
	p := CodesParams{
		Data:   func(seed uint64) ([]sdr.SDR, error) { return datasets.VaryingSparsity(100, 1024, 0.02, 0.2, seed) },
		Epochs: 120, Switch: 50, KillAt: 50, Levels: metric.NoiseLevels(), NoiseEvery: 1, Seed: 1,
	}
	p.Pooler = spatial.DefaultParams(1024, 1024)
	p.Pooler.PotentialFraction, p.Pooler.ConnectedPermanence = 1, 0.5
	p.Pooler.PermanenceIncrement, p.Pooler.PermanenceDecrement = 0.1, 0.02
	p.Pooler.StimulusThreshold, p.Pooler.BoostStrength = 1, 100
	p.Pooler.Seed = 1936
	return p
}

// ShortCodesParams returns the same with half the inputs, 20 epochs, other data from
// epoch 10 on, and every fifth level of noise at every second epoch.
func ShortCodesParams() CodesParams {
	p := DefaultCodesParams()
	p.Data = func(seed uint64) ([]sdr.SDR, error) { return datasets.VaryingSparsity(50, 1024, 0.02, 0.2, seed) }
	p.Epochs, p.Switch, p.NoiseEvery = 20, 10, 2
	p.Levels = []float64{0, .25, .5, .75, 1}
	return p
}

// Validate names every field that is out of range.
func (p CodesParams) Validate() error {
	var bad faults
	bad.part(p.Pooler.Validate())
	bad.that(p.Data != nil, "Data is nil, want a function")
	bad.that(p.Epochs > 0, "Epochs = %d, want > 0", p.Epochs)
	bad.that(p.Switch > 0, "Switch = %d, want > 0", p.Switch)
	bad.that(p.KillShare >= 0 && p.KillShare <= 1, "KillShare = %v, want in [0, 1]", p.KillShare)
	bad.that(p.KillAt >= 0, "KillAt = %d, want >= 0", p.KillAt)
	bad.that(len(p.Levels) > 1, "Levels = %v, want two or more", p.Levels)
	for i, level := range p.Levels {
		bad.that(level >= 0 && level <= 1 && (i == 0 || level > p.Levels[i-1]), "Levels[%d] = %v, want in [0, 1] and rising", i, level)
	}
	bad.that(p.NoiseEvery > 0, "NoiseEvery = %d, want > 0", p.NoiseEvery)
	return bad.err
}

// CodesResult is what Codes measures of the test inputs, epoch by epoch, with learning off:
// entry e is after e epochs of learning, entry 0 of the untrained pooler, one entry more than epochs.
type CodesResult struct {
	Sparsity []float64 // mean share of active minicolumns
	Entropy  []float64 // mean over the minicolumns, bits
	// Stability is how much of the outputs was there an epoch before; NaN at the first
	// entry and where the data are new.
	Stability   []float64
	NoiseEpochs []int       // at which entries there is what follows
	Noise       [][]float64 // by NoiseEpochs and Levels: how much of the output is left
	Robustness  []float64   // by NoiseEpochs: the area under Noise, at most 1 for levels from 0 to 1
	Frequencies [][]float64 // by NoiseEpochs: for what share of all inputs, tested or not, each minicolumn is active
	// Formed and Removed, by NoiseEpochs, are how many synapses became connected, and
	// ceased to be so, since the NoiseEpochs before.
	Formed, Removed []int
}

// Codes trains a pooler epoch by epoch and measures how good its codes are: how
// evenly minicolumns are used (entropy), how little a code changes (stability), and
// how much of it is left under noise (robustness). progress, if not nil, is told of the
// epochs. When ctx ends the result so far is returned with an error.
//
// Cui, Ahmad & Hawkins (2017), "The HTM Spatial Pooler: a neocortical algorithm for
// online sparse distributed coding", doi:10.3389/fncom.2017.00111, sections on noise
// robustness and on continuous learning.
func Codes(ctx context.Context, p CodesParams, progress func(done, total int)) (CodesResult, error) {
	c := codes{params: p, random: sdr.NewRandom(p.Seed)}
	if err := p.Validate(); err != nil {
		return c.result, err
	}
	var err error
	if c.pooler, err = spatial.New(p.Pooler); err != nil {
		return c.result, err
	}
	for epoch := 0; epoch <= p.Epochs; epoch++ {
		if err := stopped(ctx, epoch, p.Epochs); err != nil {
			return c.result, err
		}
		if err := c.prepare(epoch); err != nil {
			return c.result, err
		}
		if err := c.measure(epoch); err != nil {
			return c.result, err
		}
		if epoch == p.Epochs {
			break
		}
		c.learn()
		if progress != nil {
			progress(epoch+1, p.Epochs)
		}
	}
	return c.result, nil
}

// codes is a Codes at work.
type codes struct {
	params  CodesParams
	pooler  *spatial.Pooler
	random  *sdr.Random
	inputs  []sdr.SDR
	outputs []sdr.SDR // for the test inputs, an epoch ago; nil for other data
	fields  []sdr.SDR // connected, when it was looked at before
	result  CodesResult
}

// prepare does what is due before an epoch: new data, a lesion.
func (c *codes) prepare(epoch int) (err error) {
	if epoch == 0 || epoch == c.params.Switch {
		seed := c.params.Seed
		if epoch > 0 {
			seed += 1 << 32
		}
		c.outputs = nil
		if c.inputs, err = c.params.Data(seed); err != nil {
			return err
		}
		if err := sized(c.inputs, c.params.Pooler.Inputs); err != nil {
			return err
		}
	}
	if epoch == c.params.KillAt && c.params.KillShare > 0 {
		_, err = c.pooler.KillShare(c.params.KillShare, c.params.Seed)
	}
	return err
}

// tested are the inputs that are measured.
func (c *codes) tested() []sdr.SDR { return c.inputs[:min(1000, len(c.inputs)/2)] }

func (c *codes) transform(input sdr.SDR) sdr.SDR {
	c.pooler.Step(input, false)
	return c.pooler.Active()
}

// measure adds an entry to the result.
func (c *codes) measure(epoch int) error {
	activity, err := metric.NewActivity(c.params.Pooler.Columns)
	if err != nil {
		return err
	}
	var outputs []sdr.SDR
	for _, input := range c.tested() {
		outputs = append(outputs, c.transform(input))
		activity.Step(outputs[len(outputs)-1])
	}
	stability := math.NaN()
	if c.outputs != nil {
		stability, _ = metric.Stability(outputs, c.outputs)
	}
	c.outputs = outputs
	r := &c.result
	r.Sparsity, r.Entropy, r.Stability = append(r.Sparsity, activity.Sparsity()), append(r.Entropy, activity.Entropy()), append(r.Stability, stability)
	if epoch%c.params.NoiseEvery != 0 {
		return nil
	}
	c.lookAtSynapses()
	left, err := metric.NoiseRobustness(c.transform, c.tested(), c.params.Levels, c.params.Seed)
	if err != nil {
		return err
	}
	area, _ := metric.Area(c.params.Levels, left)
	for _, input := range c.inputs[len(outputs):] {
		activity.Step(c.transform(input))
	}
	r.Frequencies = append(r.Frequencies, activity.Frequencies())
	r.NoiseEpochs, r.Noise, r.Robustness = append(r.NoiseEpochs, epoch), append(r.Noise, left), append(r.Robustness, area)
	return nil
}

// lookAtSynapses adds to the result what has changed since it was called before.
func (c *codes) lookAtSynapses() {
	var fields []sdr.SDR
	for column := range c.params.Pooler.Columns {
		fields = append(fields, c.pooler.Connected(column))
	}
	formed, removed := 0, 0
	if c.fields != nil {
		formed, removed, _ = metric.SynapseChanges(fields, c.fields) // as many minicolumns
	}
	c.fields = fields
	c.result.Formed, c.result.Removed = append(c.result.Formed, formed), append(c.result.Removed, removed)
}

// learn shows every input once, in a random order.
func (c *codes) learn() {
	for _, i := range shuffled(len(c.inputs), c.random) {
		c.pooler.Step(c.inputs[i], true)
	}
}

// PoolerCodes is Codes as a task: how good are the codes of a pooler that goes on
// learning? The score is the robustness under noise at the end. The seed is that of all that
// is random, the pooler too.
func PoolerCodes(p CodesParams) Task {
	t := Task{Name: "noise robustness of codes", XLabel: "epochs", YLabel: "robustness", Steps: p.Epochs, Pooler: true}
	t.Run = func(ctx context.Context, v Variant, seed uint64, progress func(done, total int)) (Run, error) {
		p, err := p, error(nil)
		p.Pooler.Seed, p.Seed = seed, seed
		if p.Pooler, err = v.PoolerOf(p.Pooler); err != nil {
			return Run{}, err
		}
		result, err := Codes(ctx, p, progress)
		if err != nil {
			return Run{}, err
		}
		run := Run{Score: last(result.Robustness), Curve: result.Robustness}
		for _, epoch := range result.NoiseEpochs {
			run.X = append(run.X, float64(epoch))
		}
		run.Metrics = []Metric{
			{"untrained", result.Robustness[0]}, {"entropy (bits)", last(result.Entropy)},
			{"stability", last(result.Stability)}, {"sparsity", last(result.Sparsity)},
		}
		return run, nil
	}
	return t
}
