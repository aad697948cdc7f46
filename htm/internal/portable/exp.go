// Package portable holds mathematical functions that have the same bits on every
// machine. Those of package math need not: on some machines they are written in
// assembly, on others their products and sums are fused.
package portable

import "math"

// reach is the largest |x| that Exp tells apart: e^reach is still far from the
// largest float64, and e^-reach from the smallest normal one.
const reach = 700

// Exp returns e^x to 12 digits, and to 15 for |x| < 1. What is beyond ±700 counts
// as that; NaN gives NaN.
func Exp(x float64) float64 {
	r, power := reduce(max(-reach, min(x, reach)))
	return float64(taylor(r) * power) // rounded, should a caller that this is inlined into add it up
}

// Exp32 returns e^x rounded to float32. It is not Exp with conversions around it,
// which take twice as long: each waits for the result of the one before.
func Exp32(x float32) float32 {
	r, power := reduce(float64(max(-reach, min(x, reach))))
	return float32(taylor(r) * power)
}

// reduce finds, with n the nearest whole number to 32 x / ln 2,
//
//	e^x = 2^(n/32) * e^r   for r = x - n ln 2 / 32, |r| < 0.011
//
// and returns r and 2^(n/32).
func reduce(x float64) (r, power float64) {
	const shift = 3 << 51 // added and taken away, it rounds to a whole number
	n := float64(x*(32/math.Ln2)) + shift - shift
	i := int64(n)
	return x - float64(n*(math.Ln2/32)), math.Float64frombits(math.Float64bits(roots[i&31]) + uint64(i>>5)<<52)
}

// taylor returns e^r from its series up to r^6.
func taylor(r float64) float64 {
	sum := 1.0/120 + float64(r*(1.0/720))
	sum = float64(sum*r) + 1.0/24
	sum = float64(sum*r) + 1.0/6
	sum = float64(sum*r) + 1.0/2
	sum = float64(sum*r) + 1
	return float64(sum*r) + 1
}

// roots[i] is 2^(i/32), from five square roots.
var roots = func() (table [32]float64) {
	table[0] = 1
	root := 2.0
	for i := 16; i > 0; i /= 2 {
		root = math.Sqrt(root)
		table[i] = root
	}
	for i := range table {
		lowest := i & -i
		table[i] = table[i-lowest] * table[lowest]
	}
	return table
}()
