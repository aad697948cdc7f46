package spatial

import "math"

// maxExponent keeps e^x, times any overlap, away from the largest float32.
const maxExponent = 64

var maxFactor, infinity = exp(maxExponent), float32(math.Inf(1))

// exp returns e^x rounded to float32, for x of at most maxExponent: what is
// larger counts as that. It takes a quarter of the time of math.Exp, which every
// boosted step calls for every minicolumn, and unlike math.Exp has the same bits
// on every machine. With n the nearest whole number to 32 x / ln 2,
//
//	e^x = 2^(n/32) * e^r   for r = x - n ln 2 / 32, |r| < 0.011
//
// and e^r from its Taylor series up to r^5.
func exp(x float32) float32 {
	const shift = 3 << 51 // added and taken away, it rounds to a whole number
	y := float64(max(-150, min(x, maxExponent)))
	n := float64(y*(32/math.Ln2)) + shift - shift
	r := y - float64(n*(math.Ln2/32))
	series := 1.0 / 24
	series += float64(r * (1.0 / 120))
	series = float64(series*r) + 1.0/6
	series = float64(series*r) + 1.0/2
	series = float64(series*r) + 1
	series = float64(series*r) + 1
	i := int64(n)
	power := math.Float64frombits(math.Float64bits(roots[i&31]) + uint64(i>>5)<<52)
	return float32(series * power)
}

// roots[i] is 2^(i/32).
var roots = func() (table [32]float64) {
	root := 2.0
	for i := 0; i < 5; i++ {
		root = math.Sqrt(root)
	}
	table[0] = 1
	for i := 1; i < 32; i++ {
		table[i] = table[i-1] * root
	}
	return table
}()
