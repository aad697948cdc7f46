package ref

import (
	"math"
	"math/bits"
	"slices"
	"sort"

	"gohtm/htm/internal/rng"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// Spatial is the spatial pooler of Cui, Ahmad & Hawkins (2017),
// doi:10.3389/fncom.2017.00111, with the constants and the order of steps of
// NuPIC, written down plainly: one minicolumn after the other, one synapse after
// the other. It starts from a State, because what is drawn at construction is
// not part of the algorithm.
type Spatial struct {
	P spatial.Params // but for its Plasticity and Transmission, which are functions
	// Rule is how the permanences of a winner change; nil: by the increment and the decrement.
	// It decays every so many learning steps, 0: never. It has so many variables of each synapse, and
	// draws from a stream of its own; nil: it does not.
	Rule      *Rule
	Every     int
	Variables int
	Draws     *rng.Stream
	// Transmission is what synapses contribute; nil: 1 if connected. What is left to chance
	// is drawn from Release, input by input, and of each minicolumn by minicolumn.
	Transmission *Transmission
	Release      *rng.Stream
	// Pools[c][i] is the input of synapse i of minicolumn c, Permanences[c][i] its permanence.
	Pools       [][]int
	Permanences [][]float32
	// Rank[c] is the place of minicolumn c when overlaps are equal: 0 comes first.
	Rank []int
	// Dead minicolumns have no synapses and never win.
	Dead []bool

	On      [][]int       // of every input, the steps in which it was on
	Learned []int         // of every minicolumn, the last step in which it learned; 0: none
	Of      [][][]float32 // Of[c][v][i] is variable v of synapse i of minicolumn c

	Iteration            int
	LearningSteps        int
	InhibitionRadius     int
	OverlapDutyCycles    []float32
	ActiveDutyCycles     []float32
	MinOverlapDutyCycles []float32
	BoostFactors         []float32

	// Of the last step.
	Overlaps []int
	Drives   []float32 // the overlaps where they are no whole numbers
	Boosted  []float32
	Active   []int
}

// NewSpatial continues from a pooler's state. The parameters' shapes must be spelled out.
func NewSpatial(p spatial.Params, s spatial.State) *Spatial {
	r := &Spatial{
		P: p, Iteration: s.Iteration, InhibitionRadius: s.InhibitionRadius,
		Rank:                 make([]int, p.Columns),
		Dead:                 make([]bool, p.Columns),
		OverlapDutyCycles:    append([]float32(nil), s.OverlapDutyCycles...),
		ActiveDutyCycles:     append([]float32(nil), s.ActiveDutyCycles...),
		MinOverlapDutyCycles: append([]float32(nil), s.MinOverlapDutyCycles...),
		BoostFactors:         append([]float32(nil), s.BoostFactors...),
		Overlaps:             make([]int, p.Columns),
		Boosted:              make([]float32, p.Columns),
		Drives:               make([]float32, p.Columns),
		Release:              rng.New(p.Seed ^ 0x72656c65617365),
		On:                   make([][]int, p.Inputs),
		Learned:              make([]int, p.Columns),
		Of:                   make([][][]float32, p.Columns),
	}
	for place, column := range s.TieOrder {
		r.Rank[column] = place
	}
	for _, c := range s.DeadColumns {
		r.Dead[c] = true
	}
	for c := 0; c < p.Columns; c++ {
		var pool []int
		var permanences []float32
		for i := s.PoolStarts[c]; i < s.PoolStarts[c+1]; i++ {
			pool = append(pool, int(s.PoolInputs[i]))
			permanences = append(permanences, s.Permanences[i])
		}
		r.Pools, r.Permanences = append(r.Pools, pool), append(r.Permanences, permanences)
	}
	return r
}

// Kill takes all synapses from a minicolumn and bars it from winning.
func (r *Spatial) Kill(c int) { r.Pools[c], r.Permanences[c], r.Of[c], r.Dead[c] = nil, nil, nil, true }

// Step presents one input, given as the numbers of its on bits.
func (r *Spatial) Step(input []int, learn bool) {
	rates := make([]float32, r.P.Inputs)
	for _, bit := range input {
		rates[bit] = 1
	}
	r.StepRates(rates, learn)
}

// StepRates presents one input, given as the rates of all.
func (r *Spatial) StepRates(rates []float32, learn bool) {
	r.Iteration++
	on := make([]bool, r.P.Inputs)
	for bit, x := range rates {
		if x > 0 {
			on[bit] = true
			r.On[bit] = append(r.On[bit], r.Iteration)
		}
	}

	counts := r.Transmission == nil && !r.P.RateInputs && r.P.InhibitoryInputs == 0
	if !counts {
		r.transmit(rates)
	}
	for c := range r.Pools {
		if counts {
			r.Overlaps[c] = 0
			for i, bit := range r.Pools[c] {
				if on[bit] && r.Permanences[c][i] >= r.P.ConnectedPermanence {
					r.Overlaps[c]++
				}
			}
			r.Drives[c] = float32(r.Overlaps[c])
		}
		r.Boosted[c] = r.Drives[c]
		if learn || r.P.BoostInference {
			r.Boosted[c] *= r.BoostFactors[c]
		}
	}
	if r.global() {
		r.Active = r.globalWinners()
	} else {
		r.Active = r.localWinners()
	}
	if !learn {
		return
	}

	r.LearningSteps++
	won := make([]bool, r.P.Columns)
	for _, c := range r.Active {
		won[c] = true
		r.learn(c, on, rates)
		r.raise(c)
		r.trimAndClip(c)
	}
	if r.Every > 0 && r.LearningSteps%r.Every == 0 {
		for c, dead := range r.Dead {
			if !dead {
				r.Rule.Decay(r.Permanences[c], r.draw())
				r.raise(c)
				r.trimAndClip(c)
			}
		}
	}
	for c := range r.Pools {
		r.OverlapDutyCycles[c] = r.duty(r.OverlapDutyCycles[c], r.Drives[c] > 0)
		r.ActiveDutyCycles[c] = r.duty(r.ActiveDutyCycles[c], won[c])
	}
	for c := range r.Pools {
		if r.OverlapDutyCycles[c] < r.MinOverlapDutyCycles[c] {
			for i := range r.excitatory(c) {
				r.Permanences[c][i] += r.raiseStep()
			}
			r.trimAndClip(c)
		}
	}
	for c := range r.Pools {
		target := float32(r.density())
		if !r.global() {
			// As whole numbers: a sum of floats would depend on the order.
			unit := math.Ldexp(1, 61-bits.Len(uint(r.P.Columns)))
			sum, n := int64(0), 0
			for _, other := range r.neighbours(c) {
				sum, n = sum+int64(float64(r.ActiveDutyCycles[other])*unit), n+1
			}
			target = float32(float64(sum) / (unit * float64(n)))
		}
		x := float32(r.P.BoostStrength) * (target - r.ActiveDutyCycles[c])
		r.BoostFactors[c] = float32(math.Exp(math.Min(float64(x), 64)))
	}
	if r.Iteration%r.P.UpdatePeriod == 0 {
		r.updateRadius()
		r.updateMinOverlapDutyCycles()
	}
}

// transmit sums up what the synapses on the inputs that are on contribute.
func (r *Spatial) transmit(rates []float32) {
	transmission := r.Transmission
	if transmission == nil {
		transmission = &Transmission{}
	}
	clear(r.Drives)
	for bit, level := range rates {
		if level == 0 {
			continue
		}
		level *= transmission.Factor(r.On[bit])
		if bit >= r.P.Inputs-r.P.InhibitoryInputs {
			level = -level
		}
		for c, pool := range r.Pools {
			for i := range pool {
				if pool[i] == bit {
					r.Drives[c] += float32(level * transmission.Contribution(r.Permanences[c][i], r.P.ConnectedPermanence, r.Release.Float64))
				}
			}
		}
	}
	for c, drive := range r.Drives {
		r.Drives[c] = max(0, drive)
		r.Overlaps[c] = int(r.Drives[c])
	}
}

func (r *Spatial) learn(c int, on []bool, rates []float32) {
	if r.Rule != nil {
		r.learnBy(*r.Rule, c, on, rates)
		return
	}
	for i, bit := range r.Pools[c] {
		switch {
		case r.P.RateInputs:
			r.Permanences[c][i] += float32(r.P.PermanenceIncrement*rates[bit]) - float32(r.P.PermanenceDecrement*(1-rates[bit]))
		case on[bit]:
			r.Permanences[c][i] += r.P.PermanenceIncrement
		default:
			r.Permanences[c][i] -= r.P.PermanenceDecrement
		}
	}
}

// learnBy tells the rule everything.
func (r *Spatial) learnBy(rule Rule, c int, on []bool, rates []float32) {
	for len(r.Of[c]) < r.Variables {
		r.Of[c] = append(r.Of[c], make([]float32, len(r.Pools[c])))
	}
	s := synapse.Synapses{Permanences: r.Permanences[c], Variables: r.Of[c], Rest: synapse.Never, Draw: r.draw()}
	for _, bit := range r.Pools[c] {
		age := synapse.Never
		if n := len(r.On[bit]); n > 0 {
			age = r.Iteration - r.On[bit][n-1]
		}
		s.Active, s.Inputs, s.Ages = append(s.Active, on[bit]), append(s.Inputs, rates[bit]), append(s.Ages, age)
	}
	if r.Learned[c] > 0 {
		s.Rest = r.Iteration - r.Learned[c]
	}
	r.Learned[c] = r.Iteration
	rule.Learn(&s)
}

func (r *Spatial) draw() uint64 {
	if r.Draws == nil {
		return 0
	}
	return r.Draws.Next()
}

// excitatory are the permanences of the synapses that do not inhibit a minicolumn, which come first.
func (r *Spatial) excitatory(c int) []float32 {
	n := 0
	for n < len(r.Pools[c]) && r.Pools[c][n] < r.P.Inputs-r.P.InhibitoryInputs {
		n++
	}
	return r.Permanences[c][:n]
}

func (r *Spatial) global() bool {
	return r.P.GlobalInhibition || r.InhibitionRadius > slices.Max(r.P.ColumnShape)
}

func (r *Spatial) density() float64 {
	if r.P.Density > 0 {
		return r.P.Density
	}
	area := math.Pow(float64(2*r.InhibitionRadius+1), float64(len(r.P.ColumnShape)))
	area = math.Min(area, float64(r.P.Columns))
	return math.Min(0.5, float64(r.P.WinnersPerArea)/area)
}

// globalWinners sorts all minicolumns, and takes the first of those over the threshold.
func (r *Spatial) globalWinners() (active []int) {
	var order []int
	for c, dead := range r.Dead {
		if !dead {
			order = append(order, c)
		}
	}
	sort.Slice(order, func(i, j int) bool {
		a, b := order[i], order[j]
		if r.Boosted[a] != r.Boosted[b] {
			return r.Boosted[a] > r.Boosted[b]
		}
		return r.Rank[a] < r.Rank[b]
	})
	k := int(float64(r.density()*float64(r.P.Columns)) + 1e-9)
	for _, c := range order[:min(k, len(order))] {
		if r.Boosted[c] >= float32(r.P.StimulusThreshold) {
			active = append(active, c)
		}
	}
	sort.Ints(active)
	return active
}

// localWinners visits the minicolumns by rank: one wins unless too many
// neighbours overlap more, or as much and have won.
func (r *Spatial) localWinners() (active []int) {
	visit := make([]int, r.P.Columns)
	for c, rank := range r.Rank {
		visit[rank] = c
	}
	won := make([]bool, r.P.Columns)
	for _, c := range visit {
		if r.Dead[c] || r.Boosted[c] < float32(r.P.StimulusThreshold) {
			continue
		}
		neighbours, bigger, tiesLost := r.neighbours(c), 0, 0
		for _, other := range neighbours {
			if r.Boosted[other] > r.Boosted[c] {
				bigger++
			}
			if r.Boosted[other] == r.Boosted[c] && won[other] {
				tiesLost++
			}
		}
		if bigger+tiesLost < int(0.5+float64(r.density()*float64(len(neighbours)))) {
			won[c] = true
			active = append(active, c)
		}
	}
	sort.Ints(active)
	return active
}

// neighbours are the minicolumns, c included, that are at most the inhibition
// radius away along every axis, around the border if the space wraps.
func (r *Spatial) neighbours(c int) (near []int) {
	for other := 0; other < r.P.Columns; other++ {
		inside := true
		a, b := c, other
		for axis := len(r.P.ColumnShape) - 1; axis >= 0; axis-- {
			n := r.P.ColumnShape[axis]
			distance := a%n - b%n
			if distance < 0 {
				distance = -distance
			}
			if r.P.WrapAround && n-distance < distance {
				distance = n - distance
			}
			inside = inside && distance <= r.InhibitionRadius
			a, b = a/n, b/n
		}
		if inside {
			near = append(near, other)
		}
	}
	return near
}

func (r *Spatial) raiseStep() float32 {
	return float32(r.P.RaiseFraction * float64(r.P.ConnectedPermanence))
}

// raise clips, and then grows all synapses that do not inhibit until enough of them are
// connected.
func (r *Spatial) raise(c int) {
	permanences := r.excitatory(c)
	for i, v := range permanences {
		permanences[i] = float32(math.Min(1, math.Max(0, float64(v))))
	}
	for {
		connected := 0
		for _, v := range permanences {
			if v >= r.P.ConnectedPermanence {
				connected++
			}
		}
		if connected >= r.P.StimulusThreshold {
			return
		}
		for i := range permanences {
			permanences[i] += r.raiseStep()
		}
	}
}

func (r *Spatial) trimAndClip(c int) {
	trim := float32(r.P.TrimFraction * float64(r.P.PermanenceIncrement))
	for i, v := range r.Permanences[c] {
		switch {
		case v < trim || v < 0:
			r.Permanences[c][i] = 0
		case v > 1:
			r.Permanences[c][i] = 1
		}
	}
}

// duty is ((T-1)*duty + x) / T, with its two terms divided one by one.
func (r *Spatial) duty(duty float32, happened bool) float32 {
	t := float32(r.P.DutyCyclePeriod)
	if r.Iteration < r.P.DutyCyclePeriod {
		t = float32(r.Iteration)
	}
	duty = float32(duty * ((t - 1) / t))
	if happened {
		duty += 1 / t
	}
	return duty
}

// updateRadius: half the mean span of connected inputs, in minicolumns.
func (r *Spatial) updateRadius() {
	if r.P.GlobalInhibition {
		r.InhibitionRadius = slices.Max(r.P.ColumnShape)
		return
	}
	span, scale, axes := 0, 0.0, float64(len(r.P.ColumnShape))
	stride := 1
	for axis := len(r.P.InputShape) - 1; axis >= 0; axis-- {
		n := r.P.InputShape[axis]
		for c, pool := range r.Pools {
			seen := make([]bool, n)
			for i, bit := range pool {
				if r.Permanences[c][i] >= r.P.ConnectedPermanence {
					seen[bit/stride%n] = true
				}
			}
			low, high := 0, n-1
			for low < n && !seen[low] {
				low++
			}
			for high >= low && !seen[high] {
				high--
			}
			span += high - low + 1
		}
		scale += float64(r.P.ColumnShape[axis]) / float64(n)
		stride *= n
	}
	diameter := float64(float64(span) / (float64(r.P.Columns) * axes) * (scale / axes))
	r.InhibitionRadius = int(math.Max(1, (diameter-1)/2) + 0.5)
}

func (r *Spatial) updateMinOverlapDutyCycles() {
	for c := range r.MinOverlapDutyCycles {
		var most float32
		for other, duty := range r.OverlapDutyCycles {
			if duty > most && (r.global() || slices.Contains(r.neighbours(c), other)) {
				most = duty
			}
		}
		r.MinOverlapDutyCycles[c] = float32(r.P.MinOverlapDutyCycle) * most
	}
}
