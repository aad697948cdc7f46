package synapse

import (
	"slices"
	"unsafe"
)

// counters count the active synapses of every segment: the connected ones in the
// upper half of a number, all of them in the lower. Those of 16 bits take less of
// the processor's cache, and are enough as long as no segment has more than
// narrowMost synapses. All are zero between calls of Excite.
type counters struct {
	narrow []uint16 // one a segment
	wide   []uint32 // instead of them, once a segment has more synapses
}

const narrowMost = 255

// fit makes room for so many segments, of so many synapses.
func (c *counters) fit(segments, synapses int) {
	if c.wide == nil && synapses > narrowMost {
		c.wide, c.narrow = make([]uint32, segments), nil
	}
	switch {
	case c.wide == nil && segments > len(c.narrow):
		c.narrow = append(c.narrow, 0)
	case c.wide != nil && segments > len(c.wide):
		c.wide = append(c.wide, 0)
	}
}

// split returns both halves of a count.
func split[counter uint16 | uint32](sum counter) (potential, connected uint16) {
	half := 4 * unsafe.Sizeof(sum)
	return uint16(sum & (^counter(0) >> half)), uint16(sum >> half)
}

// count counts entries of the index, and appends the segments whose count of all
// synapses reaches the threshold by it.
func count[counter uint16 | uint32](counts []counter, entries []uint32, threshold counter, noted []ID) []ID {
	n := len(noted)
	noted = slices.Grow(noted, len(entries))[:n+len(entries)]
	n += countInto(counts, entries, threshold, noted[n:])
	return noted[:n]
}

// countInto is the inner loop of a memory. It has nothing but its own variables, and
// is not put into the function that calls it, so that all of them stay in registers.
//
//go:noinline
func countInto[counter uint16 | uint32](counts []counter, entries []uint32, threshold counter, noted []ID) (n int) {
	half := 4 * unsafe.Sizeof(threshold)
	low := ^counter(0) >> half
	for _, e := range entries {
		sum := counts[e>>1] + 1 + counter(e&1)<<half
		counts[e>>1] = sum
		if sum&low == threshold {
			noted[n] = ID(e >> 1)
			n++
		}
	}
	return n
}

// uncount makes the counts of these entries zero again.
func uncount[counter uint16 | uint32](counts []counter, entries []uint32) {
	for _, e := range entries {
		counts[e>>1] = 0
	}
}
