package work

import (
	"fmt"
	"math"

	"gohtm/htm/internal/conventions"
)

// Published is a work, in words for Parse, and what htm.core (htm-community/htm.core
// 8948288a, C++) made of it. Numbers that were not published are 0.
type Published struct {
	Name                          string
	Words                         []string
	Hash                          conventions.Hash
	Connected, Segments, Synapses int
	Sum                           float64 // of permanences, with six digits after the point
	Long                          bool    // takes seconds
}

// All returns every work that was published.
func All() []Published {
	const million = 1 << 20
	return []Published{
		{Name: "1024 inputs at 2 %", Words: []string{"sp", "inputs=1024", "density=0.02"},
			Hash: 0x8407d9421f52e52e, Connected: 327532, Synapses: million, Sum: 137872.363109},
		{Name: "1024 inputs at 10 %", Words: []string{"sp", "inputs=1024", "density=0.10"},
			Hash: 0x2e2509d5576e9ad4, Connected: 554763, Synapses: million, Sum: 313500.993213},
		{Name: "1024 inputs at 20 %", Words: []string{"sp", "inputs=1024", "density=0.20"},
			Hash: 0xaf8a048cc3c4a201, Connected: 542913, Synapses: million, Sum: 331106.039326},
		{Name: "2048 inputs at 10 %", Words: []string{"sp", "inputs=2048", "density=0.10"}, Long: true,
			Hash: 0xd948868d4b6494e9, Connected: 1093966, Synapses: 2 * million, Sum: 598355.444540},
		{Name: "4096 inputs at 10 %", Words: []string{"sp", "inputs=4096", "density=0.10"}, Long: true,
			Hash: 0xa50aad6d0c326773, Connected: 2124780, Synapses: 4 * million, Sum: 1152327.220578},
		{Name: "2048 inputs at 10 %, not learning", Words: []string{"sp", "inputs=2048", "density=0.10", "learn=0"}, Long: true,
			Hash: 0x3eac24a599f2e14f, Synapses: 2 * million},
		{Name: "2048 inputs at 10 %, boost 3", Words: []string{"sp", "inputs=2048", "density=0.10", "boost=3"}, Long: true,
			Hash: 0x19e1a4c6ef1cda34, Connected: 1111737, Synapses: 2 * million, Sum: 602057.043287},
		{Name: "T1: clean sequences", Words: []string{"tm", "w=40", "nseq=20", "len=50", "epochs=10"},
			Hash: 0xedc2d8a3f9a45889, Segments: 39200, Synapses: 784000},
		{Name: "T2: noise and punishment", Words: []string{"tm", "noise=4", "predDec=0.01"}, Long: true,
			Hash: 0x5ccfed9734b3d688, Segments: 76583, Synapses: 1661824},
		{Name: "T4: random, 10,000 steps", Words: []string{"tm", "random=1"}, Long: true,
			Hash: 0x6d96e61e474dbe45, Segments: 392000, Synapses: 7840000},
	}
}

// Differences says what in a result is not as published, or "".
func (p Published) Differences(r Result) (differences string) {
	if r.Hash != p.Hash {
		differences += fmt.Sprintf("hash = %016x, want %016x; ", uint64(r.Hash), uint64(p.Hash))
	}
	for _, n := range []struct {
		name      string
		got, want int
	}{{"connected", r.Connected, p.Connected}, {"segments", r.Segments, p.Segments}, {"synapses", r.Synapses, p.Synapses}} {
		if n.want != 0 && n.got != n.want {
			differences += fmt.Sprintf("%s = %d, want %d; ", n.name, n.got, n.want)
		}
	}
	if p.Sum != 0 && math.Abs(r.Sum-p.Sum) > 1e-6 {
		differences += fmt.Sprintf("sum = %f, want %f; ", r.Sum, p.Sum)
	}
	return differences
}

// Poolers calls f with every published work of a pooler.
func Poolers(f func(p Published, w Pooler)) {
	for _, p := range All() {
		if w, ok := p.work().(Pooler); ok {
			f(p, w)
		}
	}
}

// Memories calls f with every published work of a memory.
func Memories(f func(p Published, w Memory)) {
	for _, p := range All() {
		if w, ok := p.work().(Memory); ok {
			f(p, w)
		}
	}
}

func (p Published) work() Work {
	w, _, err := Parse(p.Words)
	if err != nil {
		panic(err) // the table is wrong
	}
	return w
}
