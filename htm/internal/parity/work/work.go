// Package work runs what htm.core (C++, snapshot 8948288a) was measured on, a stream
// of random patterns to a pooler or to a memory under its conventions, with the
// shipped code or with the plain reference, and says what came out: a hash of every
// active bit of every step, and what was learned.
package work

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"

	"gohtm/htm/internal/conventions"
)

// Result is what a work leaves behind.
type Result struct {
	Hash      conventions.Hash // of the active minicolumns, or cells, of every step
	Connected int              // synapses at the end
	Sum       float64          // of permanences at the end
	Segments  int              // at the end; a pooler has one on each minicolumn
	Synapses  int
	Steps     []int           // of each pass
	Times     []time.Duration // of processor time, for each pass, in calls of Step
}

// PerStep returns the microseconds of a step, over all passes.
func (r Result) PerStep() float64 {
	total, steps := time.Duration(0), 0
	for i := range r.Times {
		total, steps = total+r.Times[i], steps+r.Steps[i]
	}
	return micros(total, steps)
}

func micros(d time.Duration, steps int) float64 {
	return float64(d.Nanoseconds()) / 1e3 / float64(max(1, steps))
}

// String is the result as a line of name=value.
func (r Result) String() string {
	passes := make([]string, len(r.Times))
	for i := range passes {
		passes[i] = fmt.Sprintf("%.1f", micros(r.Times[i], r.Steps[i]))
	}
	return fmt.Sprintf("us/step=%.2f hash=%016x connected=%d sum=%.6f segments=%d synapses=%d us/step-by-pass=%s",
		r.PerStep(), uint64(r.Hash), r.Connected, r.Sum, r.Segments, r.Synapses, strings.Join(passes, ","))
}

// run takes the time of passes of so many steps, copies of what is active after each
// step included, and hashes those outside of that time.
func (r *Result) run(steps, pass int, step func(i int), active func(dst []int) []int) {
	r.Hash = conventions.NewHash()
	var bits []int
	runtime.GC() // of what was made before, while no time is taken
	for from := 0; from < steps; from += pass {
		end := min(from+pass, steps)
		bits = bits[:0]
		before := processorTime()
		for i := from; i < end; i++ {
			step(i)
			bits = active(bits)
		}
		r.Times, r.Steps = append(r.Times, processorTime()-before), append(r.Steps, end-from)
		r.Hash.Add(bits)
	}
}

// Same tells whether another run did the same work with the same outcome. Sums may
// differ in the order of their terms.
func (r Result) Same(other Result) bool {
	return r.Hash == other.Hash && r.Connected == other.Connected && r.Segments == other.Segments && r.Synapses == other.Synapses &&
		math.Abs(r.Sum-other.Sum) <= 1e-6
}
