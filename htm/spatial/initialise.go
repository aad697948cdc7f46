package spatial

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/rng"
)

// initialise draws potential pools, permanences and tie priorities, in this
// order, minicolumn by minicolumn. Cui, Ahmad & Hawkins (2017), "HTM Spatial
// Pooler model": the pool Π_i is a random share of the inputs in a hypercube
// around the minicolumn's centre x_i^c; permanences are uniform on both sides
// of the threshold.
func (p *Pooler) initialise() error {
	r := rng.New(p.params.Seed)
	p.reserve()
	var area []run
	for column := 0; column < p.params.Columns; column++ {
		centre := above(&p.columns, &p.inputs, column)
		area = p.inputs.neighbourhood(area[:0], centre, p.params.PotentialRadius)
		pool := p.poolSize(size(area))
		if pool < max(1, p.params.StimulusThreshold) {
			return fmt.Errorf("spatial: the potential pool of minicolumn %d has %d of %d inputs, want at least 1 and StimulusThreshold = %d; PotentialRadius = %d or PotentialFraction = %v is too small",
				column, pool, size(area), p.params.StimulusThreshold, p.params.PotentialRadius, p.params.PotentialFraction)
		}
		p.drawPool(r, area, pool)
		p.drawPermanences(r, pool)
		if err := p.raiseNew(column, pool); err != nil {
			return err
		}
		p.first = append(p.first, len(p.permanence))
	}
	for rank := range p.byPriority {
		p.byPriority[rank] = int32(rank)
	}
	r.Shuffle(len(p.byPriority), func(i, j int) {
		p.byPriority[i], p.byPriority[j] = p.byPriority[j], p.byPriority[i]
	})
	p.rank()
	for column := range p.boostFactors {
		p.boostFactors[column] = 1
	}
	p.rule.function.start(len(p.permanence))
	p.connectAll()
	p.updateInhibitionRadius()
	return nil
}

// reserve makes room for as many synapses as there will be, or a little more.
func (p *Pooler) reserve() {
	area := 1
	for _, n := range p.inputs.shape {
		area *= min(2*min(p.params.PotentialRadius, n)+1, n)
	}
	most := p.params.Columns * p.poolSize(area)
	p.input.reserve(p.params.Inputs, most)
	p.permanence = make([]float32, 0, most)
}

// poolSize is how many of the inputs within the radius a potential pool samples.
func (p *Pooler) poolSize(inputs int) int {
	return int(float64(float64(inputs)*p.params.PotentialFraction) + 0.5)
}

// drawPool samples so many of the inputs of an area as the potential pool, sorted, each
// equally likely: it takes one with the chance (still wanted) / (still to come).
// Each is written down first, and then kept or written over: that takes no branch
// that nobody can predict.
func (p *Pooler) drawPool(r *rng.Stream, area []run, wanted int) {
	pool := slices.Grow(p.scratch.pool[:0], wanted+1)[:wanted+1]
	p.scratch.pool = pool
	taken, left := 0, size(area)
	for _, inputs := range area {
		for input := inputs.from; input < inputs.to; input++ {
			pool[taken] = int32(input)
			if r.Below(left) < wanted-taken {
				taken++
			}
			left--
		}
	}
	for _, input := range pool[:wanted] {
		p.input.append(int(input))
	}
}

// drawPermanences draws the permanences of n new synapses: connected with the
// chance InitialConnectedFraction, and then uniform in [ConnectedPermanence, 1),
// else uniform in [0, ConnectedPermanence). All are rounded to the levels of a rule that has some, and low ones are trimmed.
func (p *Pooler) drawPermanences(r *rng.Stream, n int) {
	borders := [3]float64{0, float64(p.params.ConnectedPermanence), 1}
	trim := ordered(p.trim)
	for i := 0; i < n; i++ {
		side := 0
		if r.Float64() < p.params.InitialConnectedFraction {
			side = 1
		}
		from, to := borders[side], borders[side+1]
		v := from + float64((to-from)*r.Float64())
		v32 := max(roundDown(v, p.params.PermanenceQuantum), float32(from))
		if p.params.Plasticity != nil {
			v32 = p.params.Plasticity.Level(v32)
		}
		permanence := ordered(v32)
		if permanence < trim {
			permanence = 0
		}
		p.permanence = append(p.permanence, math.Float32frombits(uint32(permanence)))
	}
}

// raiseNew raises the last n synapses, those of a new minicolumn, until StimulusThreshold of them
// are connected, none above 1.
func (p *Pooler) raiseNew(column, n int) error {
	if p.params.StimulusThreshold == 0 {
		return nil
	}
	end := len(p.permanence)
	excitatory := p.excitatoryAmong(end-n, end)
	if excitatory < p.params.StimulusThreshold {
		return fmt.Errorf("spatial: the potential pool of minicolumn %d has %d of the inputs that do not inhibit, want at least StimulusThreshold = %d; InhibitoryInputs = %d is too large, or the pool too small",
			column, excitatory, p.params.StimulusThreshold, p.params.InhibitoryInputs)
	}
	raised := p.permanence[end-n:][:excitatory]
	p.raise(raised)
	for i, v := range raised {
		raised[i] = min(v, 1)
	}
	return nil
}

func roundDown(x float64, quantum float32) float32 {
	if quantum > 0 {
		x = math.Floor(x/float64(quantum)) * float64(quantum)
	}
	return float32(x)
}

// connectAll builds the table of connected synapses from the permanences,
// and makes room to change them.
func (p *Pooler) connectAll() {
	clear(p.connected)
	clear(p.connectedCounts)
	p.linked = make([]uint64, len(p.permanence)>>6+p.params.Columns)
	longest := 0
	clear(p.living)
	for column := range p.connectedCounts {
		if !p.dead[column] {
			p.living[column>>9][column>>6&7] |= 1 << (column & 63)
		}
		p.relink(column)
		longest = max(longest, p.first[column+1]-p.first[column])
	}
	if p.terminals != nil {
		p.terminals.list(p)
	}
	p.scratch.copy = make([]float32, 0, longest)
	if p.rule.function != nil {
		p.rule.function.reserve(longest)
	}
}
