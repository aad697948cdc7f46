package portable

import "math"

// π/2 in two parts: the first has 33 bits, so that it times a whole number below
// 2^20 is exact.
const (
	quarterHigh = 0x1921FB544p-32
	quarterLow  = math.Pi/2 - quarterHigh
)

// SinCos returns the sine and cosine of x radians to 15 decimal places for
// |x| < 10^5, the less exact the farther beyond; NaN for NaN and infinities.
//
//	x = n π/2 + r for |r| <= π/4; a quarter turn makes a cosine of a sine
func SinCos(x float64) (sin, cos float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return math.NaN(), math.NaN()
	}
	n := math.Floor(float64(x*(2/math.Pi)) + .5)
	r := x - float64(n*quarterHigh) - float64(n*quarterLow)
	sin, cos = sinSeries(r), cosSeries(r)
	switch math.Mod(n, 4) {
	case 1, -3:
		return cos, -sin
	case 2, -2:
		return -sin, -cos
	case 3, -1:
		return -cos, sin
	}
	return sin, cos
}

// sinSeries returns r - r^3/3! + r^5/5! ... up to r^17.
func sinSeries(r float64) float64 {
	square, sum := r*r, 0.0
	for k := 16; k >= 2; k -= 2 {
		sum = float64((1-sum)*square) / float64(k*(k+1))
	}
	return float64(r * (1 - sum))
}

// cosSeries returns 1 - r^2/2! + r^4/4! ... up to r^18.
func cosSeries(r float64) float64 {
	square, sum := r*r, 0.0
	for k := 17; k >= 1; k -= 2 {
		sum = float64((1-sum)*square) / float64(k*(k+1))
	}
	return 1 - sum
}
