package spatial_test

import (
	"fmt"
	"math"
	"testing"

	"gohtm/htm/internal/conventions"
	"gohtm/htm/internal/conventions/htmcore"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// work is a benchmark that any implementation can repeat bit for bit: random
// patterns, shown in turn, to a pooler of 2048 minicolumns whose pools come from
// the same random numbers. The hash runs over every winner of every step.
type work struct {
	inputs    int
	density   float64
	boost     float64
	learn     bool
	connected int     // at the end; 0: not compared
	sum       float64 // of permanences at the end
	hash      conventions.Hash
}

func (w work) String() string {
	s := fmt.Sprintf("%d inputs at %.0f%%", w.inputs, 100*w.density)
	if w.boost > 0 {
		s += fmt.Sprintf(", boost %v", w.boost)
	}
	if !w.learn {
		s += ", not learning"
	}
	return s
}

// works holds htm.core's results (htm-community/htm.core 8948288a, a C++ pooler).
var works = []work{
	{1024, 0.02, 0, true, 327532, 137872.363109, 0x8407d9421f52e52e},
	{1024, 0.10, 0, true, 554763, 313500.993213, 0x2e2509d5576e9ad4},
	{1024, 0.20, 0, true, 542913, 331106.039326, 0xaf8a048cc3c4a201},
	{2048, 0.10, 0, true, 1093966, 598355.444540, 0xd948868d4b6494e9},
	{4096, 0.10, 0, true, 2124780, 1152327.220578, 0xa50aad6d0c326773},
	{2048, 0.10, 0, false, 0, 0, 0x3eac24a599f2e14f},
	{2048, 0.10, 3, true, 1111737, 602057.043287, 0x19e1a4c6ef1cda34},
}

// pooler sets up the work under htm.core's conventions.
func (w work) pooler(t testing.TB) *spatial.Pooler {
	params := spatial.DefaultParams(w.inputs, 2048)
	params.BoostStrength = w.boost
	p, err := htmcore.NewPooler(params, 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (w work) patterns() []sdr.SDR {
	return conventions.PoolerWork{Inputs: w.inputs, Density: w.density, Patterns: 1000, Seed: 1}.All()
}

// Every winner of 3000 steps, and the permanences they leave behind, are those of htm.core.
func TestSameBitsAsHTMCore(t *testing.T) {
	for _, w := range works {
		t.Run(w.String(), func(t *testing.T) {
			if testing.Short() && w.inputs > 1024 {
				t.Skip("takes a second: left out with -short")
			}
			p, patterns, hash := w.pooler(t), w.patterns(), conventions.NewHash()
			var winners []int
			for step := 0; step < 3000; step++ {
				p.Step(patterns[step%1000], w.learn)
				winners = p.AppendActive(winners[:0])
				hash.Add(winners)
			}
			if hash != w.hash {
				t.Errorf("hash of the winners = %x, want %x", hash, w.hash)
			}
			if w.connected == 0 {
				return
			}
			connected, sum := 0, 0.0
			for column, n := range p.ConnectedCounts() {
				connected += n
				for _, v := range p.Permanences(column) {
					sum += float64(v)
				}
			}
			if connected != w.connected || math.Abs(sum-w.sum) > 1e-6 {
				t.Errorf("connected %d, sum of permanences %f; want %d, %f", connected, sum, w.connected, w.sum)
			}
		})
	}
}
