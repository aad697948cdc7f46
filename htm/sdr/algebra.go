package sdr

import (
	"fmt"
	"slices"
)

// Overlap returns how many bits are on in both: |s ∩ t|. It panics when the
// sizes differ, as all set algebra does.
func (s SDR) Overlap(t SDR) int {
	n := 0
	merge(s, t, func(_ int, inS, inT bool) {
		if inS && inT {
			n++
		}
	})
	return n
}

// Union returns the bits that are on in either.
func (s SDR) Union(t SDR) SDR { return s.where(t, func(inS, inT bool) bool { return inS || inT }) }

// Intersect returns the bits that are on in both.
func (s SDR) Intersect(t SDR) SDR { return s.where(t, func(inS, inT bool) bool { return inS && inT }) }

// Minus returns the bits of s that are not on in t.
func (s SDR) Minus(t SDR) SDR { return s.where(t, func(inS, inT bool) bool { return inS && !inT }) }

// Concat puts SDRs one after the other: the size of the result is the sum of
// their sizes, one-dimensional; see ConcatAxis for shapes.
func Concat(parts ...SDR) SDR {
	var all SDR
	for _, part := range parts {
		for _, bit := range part.Bits {
			all.Bits = append(all.Bits, all.Size+bit)
		}
		all.Size += part.Size
	}
	return all
}

func (s SDR) where(t SDR, keep func(inS, inT bool) bool) SDR {
	result := SDR{Size: s.Size, Shape: slices.Clone(s.Shape)}
	merge(s, t, func(bit int, inS, inT bool) {
		if keep(inS, inT) {
			result.Bits = append(result.Bits, bit)
		}
	})
	return result
}

// merge visits the bits that are on in either, in increasing order.
func merge(s, t SDR, visit func(bit int, inS, inT bool)) {
	if s.Size != t.Size {
		panic(fmt.Sprintf("sdr: sizes %d and %d, want equal sizes", s.Size, t.Size))
	}
	i, j := 0, 0
	for i < len(s.Bits) || j < len(t.Bits) {
		switch {
		case j == len(t.Bits) || i < len(s.Bits) && s.Bits[i] < t.Bits[j]:
			visit(s.Bits[i], true, false)
			i++
		case i == len(s.Bits) || t.Bits[j] < s.Bits[i]:
			visit(t.Bits[j], false, true)
			j++
		default:
			visit(s.Bits[i], true, true)
			i, j = i+1, j+1
		}
	}
}
