package synapse

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
