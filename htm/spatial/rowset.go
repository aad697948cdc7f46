package spatial

import "math/bits"

// rowSet is a set of places, with a bit for each: rows along the last axis begin
// with new words.
type rowSet []uint64

func words(n int) int { return (n + 63) / 64 }

func (r rowSet) add(bit int32)      { r[bit>>6] |= 1 << (bit & 63) }
func (r rowSet) has(bit int32) bool { return r[bit>>6]>>(bit&63)&1 != 0 }

// span is a run of bits in a row: from a word, of which the head counts, to
// another, of which the tail counts. In one word, the head is all.
type span struct {
	first, last int
	head, tail  uint64
}

func newSpan(r run) span {
	if r.from >= r.to {
		return span{}
	}
	s := span{first: r.from >> 6, last: (r.to - 1) >> 6, head: ^uint64(0) << (r.from & 63), tail: ^uint64(0) >> (63 - (r.to-1)&63)}
	if s.first == s.last {
		s.head &= s.tail
	}
	return s
}

// newSpans makes one of two where one word will do.
func newSpans(near [2]run) [2]span {
	s, t := newSpan(near[0]), newSpan(near[1])
	if s.first == s.last && s.first == t.first && t.first == t.last {
		s.head, t = s.head|t.head, span{}
	}
	return [2]span{s, t}
}

func (s *span) count(row rowSet) int {
	n := bits.OnesCount64(row[s.first] & s.head)
	if s.first == s.last {
		return n
	}
	for _, word := range row[s.first+1 : s.last] {
		n += bits.OnesCount64(word)
	}
	return n + bits.OnesCount64(row[s.last]&s.tail)
}
