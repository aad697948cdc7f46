package spatial

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

// terminals are all synapses once more, by the input that they listen to: where a
// synapse may contribute any number, overlaps are sums of what comes from the
// inputs that are on, and a step costs what these reach.
type terminals struct {
	first  []int     // those of input j are from first[j] to before first[j+1]
	column []uint32  // the minicolumn of each, sorted for every input
	weight []float32 // what each contributes; or its permanence, if that is left to chance
	place  []uint32  // of synapse s of the pools, where it stands here

	transmission *synapse.Transmission
	random       bool               // its release
	release      *rng.Stream        // from which that is drawn
	uniform      func() float64     // of release
	shortTerm    *synapse.ShortTerm // nil: inputs always count the same
	drive        []float32          // overlaps of the last step
}

// ofRelease makes the stream of releases another one than that of pools.
const ofRelease = 0x72656c65617365

// htms is HTM's own transmission, for nil.
var htms, _ = synapse.NewTransmission(synapse.TransmissionParams{})

// newTerminals returns nil where overlaps are counts, and planes do.
func newTerminals(params Params) *terminals {
	transmission := params.Transmission
	if transmission == nil {
		if !params.RateInputs && params.InhibitoryInputs == 0 {
			return nil
		}
		transmission = htms
	}
	t := &terminals{
		first:        make([]int, params.Inputs+1),
		transmission: transmission,
		random:       transmission.Random(),
		shortTerm:    transmission.ShortTerm(params.Inputs),
		release:      rng.New(params.Seed ^ ofRelease),
		drive:        make([]float32, params.Columns),
	}
	t.uniform = t.release.Float64 // once: it allocates
	return t
}

// list finds the synapses of all inputs.
func (t *terminals) list(p *Pooler) {
	n := len(p.permanence)
	t.column, t.weight, t.place = make([]uint32, n), make([]float32, n), make([]uint32, n)
	clear(t.first)
	for s := range t.place {
		t.first[p.input.at(s)+1]++
	}
	for input := range p.params.Inputs {
		t.first[input+1] += t.first[input]
	}
	next := append([]int(nil), t.first...)
	for column := range p.params.Columns {
		for s := p.first[column]; s < p.first[column+1]; s++ {
			input := p.input.at(s)
			t.place[s], t.column[next[input]] = uint32(next[input]), uint32(column)
			next[input]++
		}
		p.weigh(column)
	}
}

// weigh notes what the synapses of a minicolumn contribute, after their
// permanences have changed.
func (p *Pooler) weigh(column int) {
	t := p.terminals
	if t == nil {
		return
	}
	first, permanences := p.synapses(column)
	for i, place := range t.place[first:][:len(permanences)] {
		weight := permanences[i]
		if !t.random {
			weight = t.transmission.Contribution(weight, p.connectedPermanence, nil)
		}
		t.weight[place] = weight
	}
}

// transmit sums up what comes from the inputs that are on:
//
//	o_i = Σ_j level_j * contribution_ij   over the inputs j that are on, in increasing order
//
// where level_j is 1, or the factor of ShortTerm, or the rate of the input, and less than 0 if the
// input inhibits; a sum below 0 counts as 0. What is left to chance is drawn from a
// stream of its own, input by input, and of each minicolumn by minicolumn: learning or
// not makes no difference to it.
func (p *Pooler) transmit(on []int, rates []float32) {
	t := p.terminals
	var factors []float32
	if t.shortTerm != nil {
		factors = t.shortTerm.Step(on)
	}
	inhibiting := p.params.Inputs - p.params.InhibitoryInputs // from here on
	clear(t.drive)
	drive := t.drive
	for i, input := range on {
		level := rate(rates, input)
		if factors != nil {
			level = factors[i]
		}
		if input >= inhibiting {
			level = -level
		}
		from, to := t.first[input], t.first[input+1]
		weights, columns := t.weight[from:to], t.column[from:to]
		if t.random {
			for i, column := range columns {
				drive[column] += float32(level * t.transmission.Contribution(weights[i], p.connectedPermanence, t.uniform))
			}
			continue
		}
		for i, column := range columns {
			drive[column] += float32(level * weights[i])
		}
	}
	p.noteDrives()
}

// noteDrives keeps of the overlaps what others ask for: the whole part, and a plane of
// those that are above 0.
func (p *Pooler) noteDrives() {
	clear(p.planes.lines)
	p.planes.depth, p.stored = 1, true
	for column, drive := range p.terminals.drive {
		if drive < 0 {
			drive, p.terminals.drive[column] = 0, 0
		}
		p.overlaps[column] = int32(min(drive, mostOverlap))
		if drive > 0 {
			p.planes.of(column >> 9)[0][column>>6&7] |= 1 << (column & 63)
		}
	}
}

// rankDrives makes overlaps that are no counts compete: times the boost factors, if
// they count.
func (p *Pooler) rankDrives(boost bool) {
	keys, largest := p.scratch.keys, uint32(0)
	for column, v := range p.terminals.drive {
		if boost {
			v *= p.boostFactors[column]
		}
		p.boosted[column] = v
		keys[column] = math.Float32bits(v)
		largest = max(largest, keys[column])
	}
	p.scratch.largest = largest
}

// largestOverlap is a bound of the whole part of overlaps.
func (p *Pooler) largestOverlap() int {
	if p.terminals == nil {
		return p.params.Inputs
	}
	most := float64(p.params.Inputs) * float64(p.terminals.transmission.MaxContribution()) * 1.001 // and what rounding may add
	return int(min(most, mostOverlap))
}

// mostOverlap is the largest whole part of an overlap that is kept.
const mostOverlap = 1 << 30

func (t *terminals) snapshot(s *State) {
	if t == nil {
		return
	}
	s.Drives, s.Release = slices.Clone(t.drive), t.release.State()
	if t.shortTerm != nil {
		s.ShortTerm = t.shortTerm.Snapshot()
	}
}

// restore takes over its part of a state; an error says what does not fit, and changes
// nothing.
func (t *terminals) restore(s State) error {
	if t == nil {
		if len(s.Drives) > 0 {
			return fmt.Errorf("spatial: state: %d Drives, want none where overlaps are counts", len(s.Drives))
		}
		return nil
	}
	if len(s.Drives) != len(t.drive) {
		return fmt.Errorf("spatial: state: %d Drives, want %d", len(s.Drives), len(t.drive))
	}
	for column, drive := range s.Drives {
		if !(drive >= 0 && drive < infinity) {
			return fmt.Errorf("spatial: state: Drives[%d] = %v, want a number >= 0", column, drive)
		}
	}
	if t.shortTerm != nil {
		if err := t.shortTerm.Restore(s.ShortTerm); err != nil {
			return fmt.Errorf("spatial: state: ShortTerm: %w", err)
		}
	}
	copy(t.drive, s.Drives)
	t.release.Restore(s.Release)
	return nil
}
