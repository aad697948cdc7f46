package sdr

import "math"

// UnionSize returns how many bits the union of so many random SDRs of n bits, each
// with w on, is expected to have on:
//
//	p0   = (1 - w/n)^patterns    a bit is still off
//	size = n (1 - p0)
//
// Ahmad & Hawkins (2015), arXiv:1503.07469, on unions, for all of this file.
func UnionSize(n, w, patterns int) float64 {
	return float64(n) * unionDensity(n, w, patterns)
}

// unionDensity is 1 - p0.
func unionDensity(n, w, patterns int) float64 {
	wantShare("w", w, n)
	want(patterns >= 0, "patterns = %d, want >= 0", patterns)
	if patterns == 0 || w == 0 {
		return 0
	}
	return -math.Expm1(float64(patterns) * math.Log1p(-float64(w)/float64(n)))
}

// LogUnionMember returns the logarithm of the probability that all bits of a random
// SDR are on in such a union, so that it passes for a member:
//
//	fp = (1 - p0)^w
func LogUnionMember(n, w, patterns int) float64 {
	if w == 0 {
		wantShare("w", w, n)
		return 0
	}
	return float64(w) * math.Log(unionDensity(n, w, patterns))
}

// LogUnionMatch returns the logarithm of the probability that a segment with s
// synapses on random bits finds at least theta of them on in such a union: the false
// match of LogFalseMatch with a = UnionSize, which need not be a whole number. It
// takes the mean for the size, and so comes out a little low.
func LogUnionMatch(n, w, patterns, s, theta int) float64 {
	wantShare("s", s, n)
	return logTail(n, UnionSize(n, w, patterns), s, theta)
}
