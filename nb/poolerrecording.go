package nb

import (
	"fmt"
	"slices"

	"gohtm/htm/sdr"
)

// PoolerRecording is what a spatial pooler did, step by step, for a Viewer. A cell
// fills it:
//
//	recording := nb.PoolerRecording{Title: "Digits", Connected: 0.5}
//	recording.Start(pooler)
//	for i, image := range images {
//		pooler.Step(image, true)
//		recording.Add(labels[i], image, pooler)
//	}
//	recording.Viewer()
//
// Permanences are kept to a thousandth, and only what a step changed.
type PoolerRecording struct {
	Title     string
	Connected float64 // the permanence from which a synapse is connected
	Width     int     // inputs in a row of their picture; 0 means as the Shape of the inputs says, or else a line, folded
	Follow    []int   // minicolumns that go before the others where there is no room for all; after them those that win most

	inputs                  int
	reach                   int // inputs that potential pools need, at least
	inputShape, columnShape []int
	began                   bool // Start was called: what is before the first step is known
	steps                   []poolerStep
	pools                   []place // by minicolumn, in pool
	begin, now              [][]uint16
	series                  [3]series
	least                   []float32 // overlap duty cycles below which a minicolumn was bumped in the step

	// What is kept, by place.
	pool     [][]uint32
	bits     [][]int
	overlaps [][]uint16
	changes  [][]poolerChange
	rest     [][]int16

	scratch struct { // of Add
		overlaps    []int
		short       []uint16
		permanences []float32
		rest        []int16
		on          []bool // by input
	}
}

// Pooler is what a PoolerRecording reads: a *spatial.Pooler is one.
type Pooler interface {
	Active() sdr.SDR
	AppendOverlaps(dst []int) []int
	BoostFactors() []float32
	ActiveDutyCycles() []float32
	OverlapDutyCycles() []float32
	MinOverlapDutyCycles() []float32
	PotentialPool(column int) []int
	AppendPermanences(column int, dst []float32) []float32
}

// poolerStep is a pooler after one step.
type poolerStep struct {
	label          string
	input, winners []int
	overlaps       place // of all minicolumns
}

// poolerChange is what a step made of the permanences of a minicolumn. Most rules do one
// thing where the input is on and another where it is off: on and off are these
// differences, in thousandths, and the rest what differs from them, as written: by how much,
// and how many beside each other do.
type poolerChange struct {
	step, column uint32
	on, off      int16
	rest         place
}

// series are numbers of all minicolumns over the steps: kept are those that are more than
// a twentieth away from the last one kept.
type series struct {
	scale  float32
	last   []uint16
	begin  []uint16
	points [][]point
}

type point struct {
	step, column uint32
	value        uint16
}

// Of the three series: what is kept of a value.
const (
	boosts      = iota // in hundredths
	activeDuty         // in ten thousandths
	overlapDuty        // in thousandths
)

var seriesScales = [3]float32{boosts: 100, activeDuty: 10000, overlapDuty: 1000}

// Start records a pooler as it is before its first step. Without it, what that step
// changed is not known. It starts the recording anew.
func (r *PoolerRecording) Start(pooler Pooler) {
	*r = PoolerRecording{Title: r.Title, Connected: r.Connected, Width: r.Width, Follow: r.Follow, began: true}
	r.start(pooler)
}

func (r *PoolerRecording) start(pooler Pooler) {
	r.columnShape = slices.Clone(pooler.Active().Shape)
	for k, values := range seriesOf(pooler) {
		s := &r.series[k]
		s.scale = seriesScales[k]
		s.last = s.written(values)
		s.begin = slices.Clone(s.last)
	}
	r.least = pooler.MinOverlapDutyCycles()
	for column := range r.least {
		var pool []uint32
		for _, input := range pooler.PotentialPool(column) {
			pool = append(pool, uint32(input))
			r.reach = max(r.reach, input+1)
		}
		r.pools = append(r.pools, keep(&r.pool, pool))
		r.now = append(r.now, r.read(pooler, column, nil))
		r.begin = append(r.begin, slices.Clone(r.now[column]))
	}
}

func seriesOf(pooler Pooler) [3][]float32 {
	return [3][]float32{boosts: pooler.BoostFactors(), activeDuty: pooler.ActiveDutyCycles(), overlapDuty: pooler.OverlapDutyCycles()}
}

// read appends the permanences of a minicolumn as they are written.
func (r *PoolerRecording) read(pooler Pooler, column int, dst []uint16) []uint16 {
	r.scratch.permanences = pooler.AppendPermanences(column, r.scratch.permanences[:0])
	connected := float32(r.Connected)
	for _, v := range r.scratch.permanences {
		dst = append(dst, writtenPermanence(v, connected))
	}
	return dst
}

// writtenPermanence is twice the thousandths, and one more if the synapse is connected.
func writtenPermanence(v, connected float32) uint16 {
	k := uint16(v*1000+0.5) * 2
	if v >= connected {
		k++
	}
	return k
}

// Add records a pooler after a step on an input, with what the step changed: the
// permanences of winners and of minicolumns that were bumped because they overlap with too
// few inputs. What else may change them, such as a rule by which permanences decay, is
// read every hundredth step. An input or a pooler of another size is an error.
func (r *PoolerRecording) Add(label string, input sdr.SDR, pooler Pooler) error {
	r.scratch.overlaps = pooler.AppendOverlaps(r.scratch.overlaps[:0])
	columns := len(r.scratch.overlaps)
	if r.least == nil {
		r.start(pooler)
	}
	if err := input.Check(); err != nil {
		return fmt.Errorf("nb: %q: step %d: input: %w", r.Title, len(r.steps), err)
	}
	if input.Size < r.reach {
		return fmt.Errorf("nb: %q: step %d has %d inputs, want those of the pooler: a potential pool has input %d", r.Title, len(r.steps), input.Size, r.reach-1)
	}
	if len(r.steps) == 0 {
		r.inputs, r.inputShape, r.scratch.on = input.Size, slices.Clone(input.Shape), make([]bool, input.Size)
	}
	if input.Size != r.inputs || columns != len(r.pools) {
		return fmt.Errorf("nb: %q: step %d has %d inputs and %d minicolumns, want %d and %d", r.Title, len(r.steps), input.Size, columns, r.inputs, len(r.pools))
	}
	r.scratch.short = r.scratch.short[:0]
	for _, overlap := range r.scratch.overlaps {
		r.scratch.short = append(r.scratch.short, uint16(min(max(overlap, 0), 1<<16-1)))
	}
	step := uint32(len(r.steps))
	r.steps = append(r.steps, poolerStep{
		label: label, input: at(r.bits, keep(&r.bits, input.Bits)), winners: at(r.bits, keep(&r.bits, pooler.Active().Bits)),
		overlaps: keep(&r.overlaps, r.scratch.short),
	})
	for _, input := range input.Bits {
		r.scratch.on[input] = true
	}
	values := seriesOf(pooler)
	for k := range values {
		r.series[k].add(step, values[k])
	}
	winners := r.steps[step].winners
	for column, duty := range values[overlapDuty] {
		won := len(winners) > 0 && winners[0] == column
		if won {
			winners = winners[1:]
		}
		if won || duty < r.least[column] || step%100 == 99 {
			r.compare(step, pooler, column)
		}
	}
	r.least = pooler.MinOverlapDutyCycles()
	clear(r.scratch.on)
	return nil
}

// Len is how many steps are recorded.
func (r *PoolerRecording) Len() int { return len(r.steps) }

// compare keeps what is new of the permanences of a minicolumn.
func (r *PoolerRecording) compare(step uint32, pooler Pooler, column int) {
	s, now := &r.scratch, r.now[column]
	s.short = r.read(pooler, column, s.short[:0])
	if slices.Equal(s.short, now) || len(s.short) != len(now) {
		return // a minicolumn that was killed has no synapses left: they stay as they were
	}
	pool := at(r.pool, r.pools[column])
	var on, off vote
	for i, k := range s.short {
		if k>>1 == 0 || k>>1 == 1000 {
			continue // it may have stopped there
		}
		if s.on[pool[i]] {
			on.add(int16(k>>1) - int16(now[i]>>1))
		} else {
			off.add(int16(k>>1) - int16(now[i]>>1))
		}
	}
	threshold := uint16(r.Connected*1000 + 0.5)
	s.rest = s.rest[:0]
	for i, k := range s.short {
		delta := off.value
		if s.on[pool[i]] {
			delta = on.value
		}
		rest := int16(k) - int16(expected(now[i], delta, threshold))
		if n := len(s.rest); n > 0 && s.rest[n-2] == rest && s.rest[n-1] < 1<<15-1 {
			s.rest[n-1]++
		} else {
			s.rest = append(s.rest, rest, 1)
		}
	}
	copy(now, s.short)
	add(&r.changes, poolerChange{step, uint32(column), on.value, off.value, keep(&r.rest, s.rest)})
}

// expected is a permanence, as written, after a difference in thousandths.
func expected(written uint16, delta int16, threshold uint16) uint16 {
	k := uint16(min(max(int16(written>>1)+delta, 0), 1000))
	if k >= threshold {
		return 2*k + 1
	}
	return 2 * k
}

// vote finds the value that most have, if more than half do: Boyer & Moore (1991),
// "MJRTY: a fast majority vote algorithm", doi:10.1007/978-94-011-3488-0_5.
type vote struct {
	value int16
	lead  int
}

func (v *vote) add(value int16) {
	switch {
	case v.lead == 0:
		*v = vote{value, 1}
	case v.value == value:
		v.lead++
	default:
		v.lead--
	}
}

func (s *series) written(values []float32) []uint16 {
	kept := make([]uint16, len(values))
	for i, v := range values {
		kept[i] = uint16(min(max(v*s.scale+0.5, 0), 1<<16-1))
	}
	return kept
}

func (s *series) add(step uint32, values []float32) {
	for column, v := range values {
		k := uint16(min(max(v*s.scale+0.5, 0), 1<<16-1))
		if last := int(s.last[column]); 20*max(int(k)-last, last-int(k)) > last {
			s.last[column] = k
			add(&s.points, point{step, uint32(column), k})
		}
	}
}

func (r *PoolerRecording) check() error {
	if len(r.steps) == 0 {
		return fmt.Errorf("nb: %q: 0 steps, want at least one", r.Title)
	}
	if !(r.Connected >= 0 && r.Connected <= 1) {
		return fmt.Errorf("nb: %q: Connected = %v, want in [0, 1]", r.Title, r.Connected)
	}
	if r.Width < 0 {
		return fmt.Errorf("nb: %q: Width = %d, want >= 0", r.Title, r.Width)
	}
	for _, column := range r.Follow {
		if column < 0 || column >= len(r.pools) {
			return fmt.Errorf("nb: %q: Follow has minicolumn %d, want in [0, %d)", r.Title, column, len(r.pools))
		}
	}
	return nil
}
