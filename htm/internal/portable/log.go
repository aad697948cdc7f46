package portable

import "math"

// ln 2 in two parts: the first has 32 bits, so that whole numbers times it are exact.
const (
	ln2High = 0xB17217F7p-32
	ln2Low  = math.Ln2 - ln2High
)

// Log returns the natural logarithm of x to 15 digits. As in package math it is
// -Inf at 0, +Inf at +Inf, and NaN for numbers below 0 and for NaN.
//
//	x = 2^n * m, ln x = n ln 2 + 2 artanh(s) for s = (m-1)/(m+1), m in [√½, √2)
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x), x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	m, exponent := math.Frexp(x) // m in [½, 1); exact
	if m < math.Sqrt2/2 {
		m *= 2
		exponent--
	}
	n, s := float64(exponent), (m-1)/(m+1)
	return float64(n*ln2High) + (float64(n*ln2Low) + artanhTwice(s))
}

// artanhTwice returns 2 artanh(s) from its series 2s + 2s^3/3 + 2s^5/5 ... up to s^19.
func artanhTwice(s float64) float64 {
	square := s * s
	sum := 0.0
	for k := 19; k >= 1; k -= 2 {
		sum = float64(sum*square) + 2/float64(k)
	}
	return float64(s * sum)
}
