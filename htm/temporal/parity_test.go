package temporal

import (
	"fmt"
	"testing"

	"gohtm/htm/internal/conventions"
)

// The works that htm.core was measured on (C++, snapshot 8948288a), which it
// answered with known numbers of segments and synapses and a hash of every active
// cell of every step. Under its conventions the same must come out here, bit for bit.
type work struct {
	name string
	conventions.MemoryWork
	predictedDecrement float32
	segments, synapses int
	hash               conventions.Hash
}

var works = []work{
	{"T1: clean sequences", sequences(0, false), 0, 39200, 784000, 0xedc2d8a3f9a45889},
	{"T2: noise and punishment", sequences(4, false), 0.01, 76583, 1661824, 0x5ccfed9734b3d688},
	{"T4: random, 10,000 steps", sequences(0, true), 0, 392000, 7840000, 0x6d96e61e474dbe45},
}

func sequences(noise int, random bool) conventions.MemoryWork {
	return conventions.MemoryWork{Columns: 2048, Active: 40, Sequences: 20, Length: 50, Epochs: 10, Noise: noise, Random: random, Seed: 1, NoiseSeed: 2}
}

func (k work) params() Params {
	p := DefaultParams(k.Columns)
	p.ConnectedPermanence -= conventions.Tolerance
	p.PrunePermanence = conventions.PrunePermanence
	p.PruneSynapses = p.MinThreshold
	p.PredictedSegmentDecrement = k.predictedDecrement
	return p
}

func TestParityWithHtmCore(t *testing.T) {
	for _, k := range works {
		t.Run(k.name, func(t *testing.T) {
			if testing.Short() && (k.Noise > 0 || k.Random) {
				t.Skip("seconds of work: left out by -short")
			}
			m := mustNew(t, k.params())
			conventions.SetMemory(m, conventions.HtmCoreMemory(42, m.params.InitialPermanence))
			hash := conventions.NewHash()
			for i, columns := range k.Inputs() {
				m.Step(columns, true)
				hash.Add(m.active)
				if i%k.Length == k.Length-1 {
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
