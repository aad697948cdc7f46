package datasets

import "gohtm/htm/sdr"

var correlatedPairsRow = Generator{
	Name:   "correlated-pairs",
	Title:  "inputs of two sensors, of which one says something about the other",
	Source: "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, correlatedSDRPairs",
	Call:   "datasets.NewCorrelatedPairs(datasets.DefaultCorrelatedParams())",
}

// CorrelatedParams configures NewCorrelatedPairs: start from DefaultCorrelatedParams.
type CorrelatedParams struct {
	Inputs   int     // how many are drawn
	Size     int     // bits of each sensor; an input has twice as many
	Active   int     // of each sensor, on
	Vectors  int     // how many SDRs each sensor knows
	Partners int     // SDRs of the second sensor that each of the first favours
	Strength float64 // how much it favours them: 0 not at all, 1 nothing else comes
	Seed     uint64
}

// DefaultCorrelatedParams returns the values of the pooler paper's programs: two
// sensors of 512 bits with 50 SDRs of 20 bits, two partners, strength 0.1 (some
// of the programs have 0.5).
func DefaultCorrelatedParams() CorrelatedParams {
	return CorrelatedParams{Inputs: 100, Size: 512, Active: 20, Vectors: 50, Partners: 2, Strength: 0.1, Seed: 41}
}

// Validate names every field that is out of range.
func (p CorrelatedParams) Validate() error {
	var bad faults
	bad.size("Inputs", p.Inputs)
	bad.size("Size", p.Size)
	bad.of("Active", p.Active, "Size", p.Size)
	bad.size("Vectors", p.Vectors)
	bad.of("Partners", p.Partners, "Vectors", p.Vectors)
	bad.share("Strength", p.Strength)
	bad.product("Inputs and Active", p.Inputs, p.Active)
	bad.product("Vectors and Active", p.Vectors, p.Active)
	bad.product("Vectors and Partners", p.Vectors, p.Partners)
	return bad.err
}

// CorrelatedPairs are inputs of two sensors side by side: the set
// correlatedSDRPairs of the pooler paper (cited at RandomSDRs).
type CorrelatedPairs struct {
	Inputs        []sdr.SDR // bits of the first sensor, then those of the second
	First, Second []sdr.SDR // the SDRs that each sensor knows
	Chosen        [][2]int  // of each input: which of First and which of Second
	Partners      [][]int   // of each of First: those of Second that it favours
}

// NewCorrelatedPairs draws the first sensor's SDR i evenly, and the second's, j, with
//
//	P(j | i) = Strength [j in Partners[i]] / |Partners[i]| + (1 - Strength) / Vectors
//
// The error names every bad parameter.
func NewCorrelatedPairs(p CorrelatedParams) (*CorrelatedPairs, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	random := streamOf(p.Seed)
	c := &CorrelatedPairs{}
	for range p.Vectors {
		c.First = append(c.First, random.sdr(p.Size, p.Active))
		c.Second = append(c.Second, random.sdr(p.Size, p.Active))
		c.Partners = append(c.Partners, random.sample(p.Vectors, p.Partners))
	}
	for range p.Inputs {
		i, j := random.below(p.Vectors), random.below(p.Vectors)
		if random.unit() < p.Strength {
			j = c.Partners[i][random.below(p.Partners)]
		}
		c.Chosen = append(c.Chosen, [2]int{i, j})
		c.Inputs = append(c.Inputs, sdr.Concat(c.First[i], c.Second[j]))
	}
	return c, nil
}
