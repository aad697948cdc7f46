package temporal

import (
	"fmt"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/synapse"
)

// The works that htm.core was measured on (C++, snapshot 8948288a), which it
// answered with known numbers of segments and synapses and a hash of every active
// cell of every step. With its random generator and conventions the same must
// come out here, bit for bit. Its conventions: those of workParams, twister and
// raiseToInitial; and where a bursting minicolumn has no matching segment, the
// cell that won there a step before wins again.
type work struct {
	name               string
	w, sequences       int // active bits, sequences of length patterns
	epochs             int
	noise              int // bits moved in every step, or random
	predictedDecrement float32
	segments, synapses int
	hash               uint64
}

const (
	length = 50 // of a sequence
	random = -1 // as noise: every step a new pattern
)

var works = []work{
	{"T1: clean sequences", 40, 20, 10, 0, 0, 39200, 784000, 0xedc2d8a3f9a45889},
	{"T2: noise and punishment", 40, 20, 10, 4, 0.01, 76583, 1661824, 0x5ccfed9734b3d688},
	{"T4: random, 10,000 steps", 40, 20, 10, random, 0, 392000, 7840000, 0x6d96e61e474dbe45},
}

func workParams() Params {
	p := DefaultParams(2048)
	p.ConnectedPermanence = 0.5 - 1e-6
	p.PrunePermanence = 1e-6
	p.PruneSynapses = p.MinThreshold
	return p
}

// inputs returns all passes over the sequences; a sequence ends every length steps.
func (k work) inputs() (all []sdr.SDR) {
	r, noise := rng.New(1), rng.New(2)
	patterns := make([][]int, k.sequences*length)
	for i := range patterns {
		patterns[i] = r.Sample(2048, k.w)
	}
	for epoch := 0; epoch < k.epochs; epoch++ {
		for _, pattern := range patterns {
			if k.noise == random {
				pattern = noise.Sample(2048, k.w)
			} else {
				pattern = moveBits(pattern, k.noise, noise)
			}
			all = append(all, sdr.SDR{Size: 2048, Bits: pattern})
		}
	}
	return all
}

func TestParityWithHtmCore(t *testing.T) {
	for _, k := range works {
		t.Run(k.name, func(t *testing.T) {
			if testing.Short() && k.noise != 0 {
				t.Skip("seconds of work: left out by -short")
			}
			p := workParams()
			p.PredictedSegmentDecrement = k.predictedDecrement
			source := newTwister(42)
			m, err := New(p)
			if err != nil {
				t.Fatal(err)
			}
			m.parity = &parity{winner: source.winner(m), shuffle: source.shuffle, meet: raiseToInitial(p.InitialPermanence)}
			hash := uint64(0xcbf29ce484222325)
			for i, columns := range k.inputs() {
				m.Step(columns, true)
				for _, cell := range m.active {
					for shift := 0; shift < 32; shift += 8 {
						hash = (hash ^ uint64(cell>>shift&255)) * 0x100000001b3
					}
				}
				if i%length == length-1 {
					m.Reset()
				}
			}
			got := fmt.Sprintf("%d segments, %d synapses, hash %x", m.Segments(), m.Synapses(), hash)
			if want := fmt.Sprintf("%d segments, %d synapses, hash %x", k.segments, k.synapses, k.hash); got != want {
				t.Errorf("%s; want %s", got, want)
			}
		})
	}
}

func raiseToInitial(initial float32) func(*synapse.Store, synapse.ID, uint32) {
	return func(store *synapse.Store, segment synapse.ID, cell uint32) {
		for i, input := range store.Inputs(segment) {
			if input == cell && store.Permanences(segment)[i] < initial {
				store.SetPermanence(segment, i, initial)
			}
		}
	}
}

// twister is mt19937 (Matsumoto & Nishimura 1998, doi:10.1145/272991.272995),
// C++'s std::mt19937, drawn from as htm.core does.
type twister struct {
	state [624]uint32
	next  int
}

func newTwister(seed uint32) *twister {
	g := &twister{next: 624}
	g.state[0] = seed
	for i := uint32(1); i < 624; i++ {
		g.state[i] = 1812433253*(g.state[i-1]^g.state[i-1]>>30) + i
	}
	return g
}

func (g *twister) draw() uint32 {
	if g.next == len(g.state) {
		for i := range g.state {
			y := g.state[i]&0x80000000 | g.state[(i+1)%624]&0x7fffffff
			g.state[i] = g.state[(i+397)%624] ^ y>>1 ^ y&1*0x9908b0df
		}
		g.next = 0
	}
	y := g.state[g.next]
	g.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (g *twister) shuffle(cells []uint32) {
	for i := len(cells) - 1; i > 0; i-- {
		j := g.draw() % uint32(i+1)
		cells[i], cells[j] = cells[j], cells[i]
	}
}

// winner chooses as htm.core does: the winner of the step before, if the
// minicolumn had one, otherwise the first of the cells with fewest segments,
// after a shuffle in vain.
func (g *twister) winner(m *Memory) func(first int) int {
	return func(first int) int {
		for _, cell := range m.previousWinners {
			if m.Column(cell) == m.Column(first) {
				return cell - first
			}
		}
		best := 0
		for i := range m.counts {
			if i > 0 {
				g.draw()
			}
			if m.counts[i] < m.counts[best] {
				best = i
			}
		}
		return best
	}
}

func TestTwisterKnownAnswers(t *testing.T) {
	g := newTwister(42)
	for _, want := range []uint32{1608637542, 3421126067, 4083286876, 787846414} {
		if got := g.draw(); got != want {
			t.Errorf("draw() = %d, want %d", got, want)
		}
	}
}
