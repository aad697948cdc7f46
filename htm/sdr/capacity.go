package sdr

import "math"

// The mathematics of SDRs: capacity.go, match.go, union.go. Functions that start
// with Log return natural logarithms, the others plain numbers: what is counted
// passes the largest float64, and what is improbable falls below the smallest. An
// argument out of range breaks the contract and panics. Logarithms of factorials
// limit the precision: a probability has 9 digits at n = 100,000, 11 at n = 2048.

// LogCapacity returns the logarithm of how many SDRs of n bits with w on there are:
//
//	C(n, w) = n! / (w! (n-w)!)
//
// A random SDR is identical to a given one with probability exp(-LogCapacity).
// Ahmad & Hawkins (2015), arXiv:1503.07469, on capacity.
func LogCapacity(n, w int) float64 {
	wantShare("w", w, n)
	return logChoose(n, float64(w))
}

// LogOverlapSet returns the logarithm of how many SDRs of n bits with w on share
// exactly b bits with a given one that has wx on:
//
//	|Ω(n, w, b)| = C(wx, b) C(n-wx, w-b)
//
// It is -Inf when there is none. Ahmad & Hawkins (2015), arXiv:1503.07469,
// on overlap sets.
func LogOverlapSet(n, wx, w, b int) float64 {
	wantShare("wx", wx, n)
	wantShare("w", w, n)
	return logOverlapSet(n, wx, float64(w), b)
}

func logOverlapSet(n, wx int, w float64, b int) float64 {
	return logChoose(wx, float64(b)) + logChoose(n-wx, w-float64(b))
}

// logChoose returns ln C(n, k), also between whole numbers k, by the Γ function;
// -Inf when k is not in [0, n].
func logChoose(n int, k float64) float64 {
	if k < 0 || k > float64(n) {
		return math.Inf(-1)
	}
	return logFactorial(float64(n)) - logFactorial(k) - logFactorial(float64(n)-k)
}

// logFactorial returns ln x! = ln Γ(x+1).
func logFactorial(x float64) float64 {
	log, _ := math.Lgamma(x + 1)
	return log
}

// logSum returns the logarithm of a sum whose terms are given by their logarithms.
func logSum(logs []float64) float64 {
	greatest := math.Inf(-1)
	for _, log := range logs {
		greatest = max(greatest, log)
	}
	if math.IsInf(greatest, -1) {
		return greatest
	}
	sum := 0.0
	for _, log := range logs {
		sum += math.Exp(log - greatest)
	}
	return greatest + math.Log(sum)
}

// wantShare panics unless n is a number of bits, and part can be some of them.
func wantShare(name string, part, n int) {
	want(n >= 0, "n = %d, want >= 0", n)
	want(part >= 0 && part <= n, "%s = %d, want in [0, n = %d]", name, part, n)
}
