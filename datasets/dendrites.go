package datasets

import (
	"gohtm/htm/sdr"
)

var dendritesRow = Generator{
	Name:   "dendrites",
	Title:  "dendrites that watch random SDRs, and inputs with noise",
	Source: "Ahmad & Hawkins (2016), arXiv:1601.00720, simulations of noise and of false positives",
	Call:   "datasets.NewDendrites(datasets.DefaultDendriteParams())",
}

// DendriteParams configures NewDendrites: start from DefaultDendriteParams or a
// row of FalsePositiveCases.
type DendriteParams struct {
	Size      int // cells that dendrites may watch: n
	Active    int // of them active at a time: a
	Dendrites int // each with an SDR of its own
	Synapses  int // of a dendrite, to cells of its SDR: s, at most Active
	Seed      uint64
}

// DefaultDendriteParams returns the noise experiment: 6,000 cells of which 128 are
// active, 500 dendrites with 30 synapses each. It is run with the thresholds 8, 12
// and 16, the shares of DendriteNoiseLevels, and 100 trials of each.
func DefaultDendriteParams() DendriteParams {
	return DendriteParams{Size: 6000, Active: 128, Dendrites: 500, Synapses: 30, Seed: 42}
}

// DendriteNoiseLevels returns the shares of active cells that the noise experiment
// replaces: 0.15 to 0.95 in steps of 0.05.
func DendriteNoiseLevels() []float64 {
	var levels []float64
	for percent := 15; percent <= 95; percent += 5 {
		levels = append(levels, float64(percent)/100)
	}
	return levels
}

// FalsePositiveCases returns the experiment on false positives: one neuron with 500
// dendrites of 2, 4 ... 30 synapses, which match when half of them are active, for
// each of four pairs of active and all cells. It is run with 1,000 random SDRs.
func FalsePositiveCases() []DendriteParams {
	var cases []DendriteParams
	for _, c := range [][2]int{{512, 16000}, {4000, 16000}, {32, 2000}, {32, 4000}} {
		for synapses := 2; synapses <= 30; synapses += 2 {
			cases = append(cases, DendriteParams{Size: c[1], Active: c[0], Dendrites: 500, Synapses: synapses, Seed: 42})
		}
	}
	return cases
}

// Validate names every field that is out of range.
func (p DendriteParams) Validate() error {
	var bad faults
	bad.size("Size", p.Size)
	bad.of("Active", p.Active, "Size", p.Size)
	bad.size("Dendrites", p.Dendrites)
	bad.of("Synapses", p.Synapses, "Active", p.Active)
	bad.product("Dendrites and Active", p.Dendrites, p.Active)
	return bad.err
}

// Dendrites are random SDRs and one dendrite for each, whose synapses are to some
// of its SDR's cells. With Noisy it gives the false negatives of formula
//
//	P(miss) = sum over b > s - threshold of C(s, b) C(a - s, v - b) / C(a, v)
//
// for v replaced cells, with Random the false positives. Ahmad & Hawkins (2016),
// "How do neurons operate on sparse distributed representations?",
// arXiv:1601.00720, and their programs run_noise_experiment and
// run_false_positive_experiment.
type Dendrites struct {
	Patterns []sdr.SDR // what each dendrite is to recognise
	Synapses []sdr.SDR // the cells of its pattern that it watches

	params DendriteParams
}

// NewDendrites draws patterns and synapses. The error names every bad parameter.
func NewDendrites(p DendriteParams) (*Dendrites, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	random := streamOf(p.Seed)
	d := &Dendrites{params: p}
	for range p.Dendrites {
		pattern := random.sdr(p.Size, p.Active)
		var watched []int
		for _, place := range random.sample(p.Active, p.Synapses) {
			watched = append(watched, pattern.Bits[place])
		}
		synapses, err := sdr.New(p.Size, watched...)
		if err != nil {
			return nil, err // cannot be: they are of the pattern
		}
		d.Patterns = append(d.Patterns, pattern)
		d.Synapses = append(d.Synapses, synapses)
	}
	return d, nil
}

// Noisy returns a pattern with floor(noise Active) of its cells replaced by cells
// that are not of it. Every trial has its own draw. A pattern that is not there, a
// noise outside [0, 1], and more replaced cells than there are others, are errors.
func (d *Dendrites) Noisy(pattern int, noise float64, trial uint64) (sdr.SDR, error) {
	var bad faults
	bad.that(pattern >= 0 && pattern < len(d.Patterns), "pattern = %d, want in [0, %d)", pattern, len(d.Patterns))
	bad.share("noise", noise)
	if bad.err != nil {
		return sdr.SDR{}, bad.err
	}
	// The product may be a hair below the whole number that is meant: 0.29 of 100 is 29.
	v := int(float64(noise*float64(d.params.Active)) + 1e-9)
	if others := d.params.Size - d.params.Active; v > others {
		return sdr.SDR{}, faultOf("noise = %v replaces %d cells, want at most the %d others", noise, v, others)
	}
	random := streamOf(d.params.Seed, 1, uint64(pattern), uint64(v), trial)
	return random.move(d.Patterns[pattern], random.sample(d.params.Active, v)), nil
}

// Random returns an SDR that has nothing to do with the patterns. Every trial has
// its own.
func (d *Dendrites) Random(trial uint64) sdr.SDR {
	return streamOf(d.params.Seed, 2, trial).sdr(d.params.Size, d.params.Active)
}

// Counts returns how many synapses of each dendrite are on active cells: it matches
// when that is its threshold or more. It panics when the input's size isn't Size.
func (d *Dendrites) Counts(input sdr.SDR) []int {
	input.Require("datasets", d.params.Size)
	active, counts := input.Dense(), make([]int, len(d.Synapses))
	for i, synapses := range d.Synapses {
		for _, cell := range synapses.Bits {
			if active[cell] {
				counts[i]++
			}
		}
	}
	return counts
}
