package predict

import (
	"math"
	"slices"

	"gohtm/htm/internal/portable"
	"gohtm/htm/sdr"
)

// Nearest predicts what followed similar states. It stores every state it is
// shown: an instance memory, not a synaptic readout, so show the same on the
// encoder's bits beside it. For the input q of now, each stored state s of which
// is known what followed weighs
//
//	weight(s) = 2^(-age(s) / HalfLife) * exp(Sharpness * cos(s, q))
//
// with cos that of ByCosine, and the prediction is the weighted mean of what followed
// the Neighbours of the greatest weight; of equals the latest are taken. Weights by
// distance: Dudani (1976), doi:10.1109/TSMC.1976.5408784.
type Nearest struct {
	params NearestParams

	// The stored states, oldest first. followed[i] is what came Steps[i] records
	// later, NaN until that is known.
	stored   patterns
	born     []int // the number of the record
	followed [][]float64

	record int       // number of the latest record
	recent []int32   // the state stored at each of the latest records, -1 for none; the newest first
	values []float64 // and the value there
	query  []int     // the bits of the latest input
	valid  bool      // there is a latest input

	compared bool      // overlaps and logs are those of the query
	overlaps []int32   // scratch, by state
	logs     []float64 // scratch: the logarithm of the weight, by state
	ranking  ranking   // scratch: by that logarithm
}

// NewNearest returns a Nearest that has stored nothing, or an error that names
// every bad field.
func NewNearest(p NearestParams) (*Nearest, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p.Steps = slices.Clone(p.Steps)
	return &Nearest{
		params: p, stored: newPatterns(p.Size), followed: make([][]float64, len(p.Steps)), ranking: ranking{limit: p.Neighbours},
		recent: make([]int32, 0, furthest(p.Steps)+1), values: make([]float64, 0, furthest(p.Steps)+1),
	}, nil
}

// Params returns what the Nearest was made with.
func (n *Nearest) Params() NearestParams {
	p := n.params
	p.Steps = slices.Clone(p.Steps)
	return p
}

// States returns how many states are stored.
func (n *Nearest) States() int { return min(len(n.born), n.params.Capacity) }

// Step takes the SDR and the value of the next record: the value is what followed
// the states before, the SDR is the next state. Without learn neither is stored,
// but predictions start from them. A value that is not in [-1e100, 1e100] is an
// error, and the record counts as not seen. It panics when the input's size is not Size.
func (n *Nearest) Step(input sdr.SDR, value float64, learn bool) error {
	input.Require("predict", n.params.Size)
	if err := bounded(value); err != nil {
		return err
	}
	n.record++
	state := int32(-1)
	if learn {
		if len(n.born) == 2*n.params.Capacity {
			n.forget(n.params.Capacity)
		}
		state = n.store(input.Bits)
	}
	n.recent, n.values = pushFront(n.recent, state), pushFront(n.values, value)
	if learn {
		n.follow(value)
	}
	n.query, n.valid, n.compared = append(n.query[:0], input.Bits...), true, false
	return nil
}

// store adds a state of which nothing is known to have followed.
func (n *Nearest) store(bits []int) int32 {
	n.born = append(n.born, n.record)
	for i := range n.followed {
		n.followed[i] = append(n.followed[i], math.NaN())
	}
	return n.stored.store(bits)
}

// follow tells the states of the records before what came after them.
func (n *Nearest) follow(value float64) {
	for i, k := range n.params.Steps {
		if k >= len(n.recent) || n.recent[k] < 0 {
			continue
		}
		came := value
		if n.params.Change {
			came -= n.values[k]
		}
		n.followed[i][n.recent[k]] = came
	}
}

// forget drops the oldest states.
func (n *Nearest) forget(count int) {
	n.stored.forget(count)
	n.born = n.born[:copy(n.born, n.born[count:])]
	for i, f := range n.followed {
		n.followed[i] = f[:copy(f, f[count:])]
	}
	for k := range n.recent {
		n.recent[k] = max(-1, n.recent[k]-int32(count))
	}
}

// Reset forgets which records came last, not what was stored: what comes next does
// not follow what came before, as after a gap or at the start of another sequence.
func (n *Nearest) Reset() {
	n.recent, n.values, n.query, n.valid = n.recent[:0], n.values[:0], n.query[:0], false
}

// Predict returns the value expected so many records after the latest input; NaN
// while it is not known of any state what followed it, and after a Reset. It panics
// when steps is not one of Steps.
func (n *Nearest) Predict(steps int) float64 {
	followed := n.followed[place(n.params.Steps, steps)]
	if !n.valid {
		return math.NaN()
	}
	n.compare()
	n.choose(followed)
	sum, total := 0.0, 0.0
	for _, b := range n.ranking.best {
		weight := portable.Exp(b.weight - n.ranking.best[0].weight)
		sum += float64(weight * followed[b.number])
		total += weight
	}
	prediction := sum / total // NaN of none
	if n.params.Change {
		prediction += n.values[0]
	}
	return prediction
}

// compare weighs every stored state against the query, once for all Steps.
func (n *Nearest) compare() {
	if n.compared {
		return
	}
	n.overlaps = n.stored.appendOverlaps(n.overlaps[:0], n.query)
	n.logs = n.logs[:0]
	decay := math.Ln2 / n.params.HalfLife
	for state, overlap := range n.overlaps {
		age := float64(n.record - n.born[state])
		cos := ByCosine(int(overlap), n.stored.lengths[state], len(n.query))
		n.logs = append(n.logs, float64(n.params.Sharpness*cos)-float64(decay*age))
	}
	n.compared = true
}

// choose finds the Neighbours, the heaviest first, among the states of which it is
// known what followed.
func (n *Nearest) choose(followed []float64) {
	n.ranking.best = n.ranking.best[:0]
	for state := len(n.born) - 1; state >= len(n.born)-n.States(); state-- {
		if !math.IsNaN(followed[state]) {
			n.ranking.add(neighbour{state, n.logs[state]})
		}
	}
}

// pushFront puts x before the others and drops the last one when there is no room.
func pushFront[T any](xs []T, x T) []T {
	if len(xs) < cap(xs) {
		xs = xs[:len(xs)+1]
	}
	copy(xs[1:], xs)
	xs[0] = x
	return xs
}
