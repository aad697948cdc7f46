package experiment

import (
	"context"
	"math"
	"slices"

	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
	"gohtm/htm/temporal"
)

// detector is a memory with a segment for each of some patterns: of cell i for pattern i. The
// cells of the patterns come behind those that own the segments.
type detector struct {
	memory   *temporal.Memory
	segments int
	size     int // cells of a pattern
}

// newDetector trains such a memory in one pass, with every synapse connected at
// once. change, if not nil, makes its parameters other than HTM's, before.
func newDetector(segments, size, threshold int, seed uint64, change func(*temporal.Params)) (*detector, error) {
	p := temporal.DefaultParams(segments + segments*size)
	p.CellsPerColumn, p.InitialPermanence = 1, 1
	p.ActivationThreshold, p.MinThreshold = threshold, threshold
	p.MaxNewSynapses, p.MaxSynapsesPerSegment, p.Seed = size, size, seed
	if change != nil {
		change(&p)
	}
	memory, err := temporal.New(p)
	if err != nil {
		return nil, err
	}
	d := &detector{memory, segments, size}
	plain := p // teaches: nothing lasts, nothing fails
	plain.Transmission, plain.SpikeWindow, plain.EPSPDecay, plain.DepolarisationSteps = nil, 1, 1, 1
	teacher, err := temporal.New(plain)
	if err != nil {
		return nil, err
	}
	for i := range segments {
		teacher.Step(d.input(d.pattern(i)), true)
		teacher.Step(d.input([]int{i}), true)
		teacher.Reset()
	}
	state := teacher.Snapshot()
	fresh := memory.Snapshot()
	fresh.Distal = state.Distal
	return d, memory.Restore(fresh)
}

// pattern returns the cells of pattern i.
func (d *detector) pattern(i int) []int {
	cells := make([]int, d.size)
	for j := range cells {
		cells[j] = d.segments + i*d.size + j
	}
	return cells
}

func (d *detector) input(cells []int) sdr.SDR {
	return sdr.SDR{Size: d.segments + d.segments*d.size, Bits: cells}
}

// step lets cells fire, and returns which share of the segments is active now.
func (d *detector) step(cells []int) float64 {
	d.memory.Step(d.input(cells), false)
	predicted := d.memory.PredictedColumns().Bits
	active, _ := slices.BinarySearch(predicted, d.segments)
	return float64(active) / float64(d.segments)
}

// measure lets all patterns fire at a rate, and returns which share of their cells
// spiked in a window of so many steps, and which share of the segments was active at its end.
func (p FiringParams) measure(ctx context.Context, rate float64, steps int, seed uint64) (share, detected float64, err error) {
	d, err := newDetector(p.Segments, p.Synapses, p.Threshold, seed, func(m *temporal.Params) {
		m.SpikeWindow = steps
		if steps > 1 {
			m.EPSPDecay = float32(p.Decay)
		}
		if p.Summed {
			m.MinThreshold, m.Transmission = 1, allOrNone
		}
	})
	if err != nil {
		return 0, 0, err
	}
	trains := newTrains(p, rate, p.Segments*p.Synapses, seed)
	spiked := make([]int, p.Segments*p.Synapses) // the latest step, counted from 1, in which each spiked
	for now := 1; now <= (p.Windowed+1)*steps; now++ {
		if err := stopped(ctx, now, (p.Windowed+1)*steps); err != nil {
			return 0, 0, err
		}
		var cells []int
		for i := range spiked {
			if trains.spikes(i) {
				spiked[i] = now
				cells = append(cells, p.Segments+i)
			}
		}
		active := d.step(cells)
		if now%steps == 0 && now > steps { // the first window fills it
			count := 0
			for _, last := range spiked {
				if last > now-steps {
					count++
				}
			}
			share += float64(count) / float64(len(spiked))
			detected += active
		}
	}
	return share / float64(p.Windowed), detected / float64(p.Windowed), nil
}

// allOrNone is HTM's transmission, spelled out: with it a segment sums what its synapses
// contribute.
var allOrNone, _ = synapse.NewTransmission(synapse.TransmissionParams{})

// trains are the spike trains of some cells, step by step.
type trains struct {
	random   *sdr.Random
	chance   float64 // of a spike in a step, by Poisson's law
	interval float64 // between regular spikes, in steps; 0: Poisson
	jitter   float64
	step     []int
	next     []float64 // the regular time of each cell's next spike, in steps
	at       []float64 // the same with its jitter
}

func newTrains(p FiringParams, rate float64, cells int, seed uint64) *trains {
	t := &trains{random: sdr.NewRandom(seed), chance: -math.Expm1(-rate * p.Step), step: make([]int, cells)}
	if p.Regular {
		t.interval, t.jitter = 1/(rate*p.Step), p.Jitter
		t.next, t.at = make([]float64, cells), make([]float64, cells)
		for i := range cells {
			t.next[i] = (t.uniform() - 1) * t.interval
			t.jittered(i)
		}
	}
	return t
}

// uniform returns a number in [0, 1).
func (t *trains) uniform() float64 { return float64(t.random.Below(1<<30)) / (1 << 30) }

// jittered draws when the spike comes that is due next.
func (t *trains) jittered(i int) { t.at[i] = t.next[i] + float64(t.jitter*t.interval*t.uniform()) }

// spikes tells whether a cell spikes in its next step.
func (t *trains) spikes(i int) bool {
	if t.next == nil {
		return t.uniform() < t.chance
	}
	t.step[i]++
	spiked := false
	for t.at[i] < float64(t.step[i]) {
		spiked = spiked || t.at[i] >= float64(t.step[i]-1)
		t.next[i] += t.interval
		t.jittered(i)
	}
	return spiked
}
