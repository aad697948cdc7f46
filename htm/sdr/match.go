package sdr

import "math"

// LogFalseMatch returns the logarithm of the probability that a segment with s
// synapses takes a random SDR of n bits with a on for its own, because at least
// theta of its synapses are on:
//
//	fp = Σ b = theta..s  C(s, b) C(n-s, a-b) / C(n, a)
//
// Two SDRs match inexactly when s is all on bits of the stored one; fewer are a
// subsample of it. Ahmad & Hawkins (2015), arXiv:1503.07469, on inexact matching
// and subsampling; Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, where it
// says how reliably a dendritic segment recognises a pattern.
func LogFalseMatch(n, a, s, theta int) float64 {
	wantShare("a", a, n)
	wantShare("s", s, n)
	return logTail(n, float64(a), s, theta)
}

// logTail is LogFalseMatch for a number a of on bits that may be a mean.
func logTail(n int, a float64, s, theta int) float64 {
	if theta <= 0 {
		return 0
	}
	var terms []float64
	for b := theta; b <= s; b++ {
		terms = append(terms, logOverlapSet(n, s, a, b))
	}
	return min(0, logSum(terms)-logChoose(n, a))
}

// LogMiss returns the logarithm of the probability that noise hides a pattern: v of
// its a on bits moved elsewhere, and of the s synapses that a segment has on them
// fewer than theta are left:
//
//	fn = Σ b = s-theta+1..s  C(s, b) C(a-s, v-b) / C(a, v)
//
// Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023.
func LogMiss(a, s, theta, v int) float64 {
	wantShare("s", s, a)
	wantShare("v", v, a)
	return LogFalseMatch(a, v, s, s-theta+1)
}

// LogListMatch returns the logarithm of the probability that at least one of so
// many stored patterns matches by chance, when each of them does with probability
// fp = exp(logFP):
//
//	1 - (1-fp)^patterns
//
// Ahmad & Hawkins (2015), arXiv:1503.07469, on classifying a set of vectors,
// for this and LogListBound.
func LogListMatch(logFP float64, patterns int) float64 {
	want(logFP <= 0, "logFP = %v, want <= 0", logFP)
	want(patterns >= 0, "patterns = %d, want >= 0", patterns)
	return logAny(logFP, float64(patterns))
}

// LogListBound returns what LogListMatch is at most, also when the patterns depend
// on each other: the logarithm of patterns fp, which may pass 1.
func LogListBound(logFP float64, patterns int) float64 {
	want(logFP <= 0, "logFP = %v, want <= 0", logFP)
	want(patterns >= 0, "patterns = %d, want >= 0", patterns)
	return math.Log(float64(patterns)) + logFP
}

// logAny returns ln(1 - (1-p)^times) for p = exp(logP).
func logAny(logP, times float64) float64 {
	if times == 0 {
		return math.Inf(-1)
	}
	if bound := math.Log(times) + logP; bound < -40 { // 1 - (1-p)^times = p times to all digits
		return bound
	}
	return math.Log(-math.Expm1(times * math.Log1p(-math.Exp(logP))))
}

// FirstOrderAccuracy returns how well a first-order memory predicts, after it has
// learned so many random transitions between SDRs of n cells with a on, one segment
// of s synapses and threshold theta for each: the Jaccard index of predicted and
// active cells
//
//	q     = transitions a / n              segments of a cell
//	extra = 1 - (1-fp)^q                   a cell is predicted by mistake
//	J     = a / (a + extra (n-a))
//
// with fp that of LogFalseMatch. It follows the simulation of a first-order memory
// in Ahmad & Hawkins (2016), arXiv:1601.00720.
func FirstOrderAccuracy(n, a, transitions, s, theta int) float64 {
	want(a > 0, "a = %d, want > 0", a)
	want(transitions >= 0, "transitions = %d, want >= 0", transitions)
	q := float64(transitions) * float64(a) / float64(n)
	extra := math.Exp(logAny(LogFalseMatch(n, a, s, theta), q))
	return float64(a) / (float64(a) + float64(extra*float64(n-a)))
}

// FireProbability returns the probability that a segment fires when s of its
// synapses have an active input, each transmits with probability q, and at least
// theta must:
//
//	P(Binomial(s, q) >= theta) = Σ b = theta..s  C(s, b) q^b (1-q)^(s-b)
//
// Stochastic release: Neftci et al. (2016), doi:10.3389/fnins.2016.00241, have such
// synapses; the binomial follows when they are independent.
func FireProbability(s int, q float64, theta int) float64 {
	want(s >= 0, "s = %d, want >= 0", s)
	want(q >= 0 && q <= 1, "q = %v, want in [0, 1]", q)
	var terms []float64
	for b := max(0, theta); b <= s; b++ {
		terms = append(terms, logChoose(s, float64(b))+logPower(math.Log(q), b)+logPower(math.Log1p(-q), s-b))
	}
	return min(1, math.Exp(logSum(terms)))
}

// logPower returns ln x^k, given ln x; 0^0 is 1.
func logPower(log float64, k int) float64 {
	if k == 0 {
		return 0
	}
	return float64(k) * log
}
