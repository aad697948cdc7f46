package synapse

import "unsafe"

// counters count the active synapses of every segment: the connected ones in the
// upper half of a number, all of them in the lower. 16 bits are enough as long as
// no segment has more than narrowMost synapses; then four of them, which
// share a word, can be looked through at once. All are zero between calls of Excite.
type counters struct {
	words []uint64 // four narrow counters each
	wide  []uint32 // one a segment, once a segment has more synapses
}

const narrowMost = 255

// narrow returns the narrow counters, which lie in words.
func (c *counters) narrow() []uint16 {
	return unsafe.Slice((*uint16)(unsafe.Pointer(unsafe.SliceData(c.words))), 4*len(c.words))
}

// fit makes room for so many segments, of so many synapses.
func (c *counters) fit(segments, synapses int) {
	if c.wide == nil && synapses > narrowMost {
		c.wide, c.words = make([]uint32, 4*len(c.words)), nil
	}
	if c.wide != nil && segments > len(c.wide) {
		c.wide = append(c.wide, 0)
	}
	if c.wide == nil && segments > 4*len(c.words) {
		c.words = append(c.words, 0)
	}
}

// clear sets all to zero.
func (c *counters) clear() {
	clear(c.words)
	clear(c.wide)
}

// reaching appends the narrow counters that are at least threshold in their lower
// half, for a threshold in [1, 128]: x >= threshold if its upper bit is set, or
// is when 128 - threshold is added to the other seven.
func (c *counters) reaching(threshold int, dst []uint64) []uint64 {
	const each, upper = 0x0001_0001_0001_0001, 0x0080_0080_0080_0080
	add := uint64(128-threshold) * each
	counts := c.narrow()
	for w, word := range c.words {
		if (word&(upper-each)+add|word)&upper == 0 {
			continue
		}
		for i := 4 * w; i < 4*w+4; i++ {
			if int(counts[i]&narrowMost) >= threshold {
				dst = append(dst, uint64(i))
			}
		}
	}
	return dst
}
