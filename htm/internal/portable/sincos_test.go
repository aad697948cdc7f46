package portable

import (
	"fmt"
	"math"
	"testing"
)

func TestLogIsClose(t *testing.T) {
	for _, x := range []float64{1e-300, .1, .5, .7071, .70711, 1 - 1e-9, 1, 1 + 1e-9, 1.4142, 1.41422, 2, math.E, 10, 1e300, math.MaxFloat64} {
		for k := 0; k < 1000; k++ {
			y := x * (1 - .0003*float64(k))
			if want := math.Log(y); !(math.Abs(Log(y)-want) <= 1e-15*math.Abs(want)+1e-17) {
				t.Fatalf("Log(%v) = %v, want %v", y, Log(y), want)
			}
		}
	}
}

func TestLogAtItsEnds(t *testing.T) {
	for _, tt := range []struct{ x, want float64 }{
		{0, math.Inf(-1)},
		{math.Copysign(0, -1), math.Inf(-1)},
		{1, 0},
		{5e-324, -744.4400719213812}, // -1074 ln 2; some machines' math.Log is wrong here
		{math.Inf(1), math.Inf(1)},
		{-1, math.NaN()},
		{math.Inf(-1), math.NaN()},
		{math.NaN(), math.NaN()},
	} {
		if got := Log(tt.x); got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("Log(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
}

func TestSinCosIsClose(t *testing.T) {
	for x := -100.0; x <= 100; x += 0.00137 {
		sin, cos := SinCos(x)
		if wantSin, wantCos := math.Sincos(x); !(math.Abs(sin-wantSin) <= 1e-15) || !(math.Abs(cos-wantCos) <= 1e-15) {
			t.Fatalf("SinCos(%v) = %v, %v, want %v, %v", x, sin, cos, wantSin, wantCos)
		}
	}
	for _, x := range []float64{1e5, -1e5, math.Pi * 3e4} {
		sin, cos := SinCos(x)
		if wantSin, wantCos := math.Sincos(x); !(math.Abs(sin-wantSin) <= 1e-12) || !(math.Abs(cos-wantCos) <= 1e-12) {
			t.Errorf("SinCos(%v) = %v, %v, want %v, %v", x, sin, cos, wantSin, wantCos)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if sin, cos := SinCos(x); !math.IsNaN(sin) || !math.IsNaN(cos) {
			t.Errorf("SinCos(%v) = %v, %v, want NaN, NaN", x, sin, cos)
		}
	}
	if sin, cos := SinCos(0); sin != 0 || cos != 1 {
		t.Errorf("SinCos(0) = %v, %v, want 0, 1", sin, cos)
	}
}

// The bits, as they must be on every machine: run this on another one.
func TestLogAndSinCosHaveTheseBits(t *testing.T) {
	sum := uint64(14695981039346656037) // FNV-1a over the bits
	add := func(x float64) { sum = (sum ^ math.Float64bits(x)) * 1099511628211 }
	for x := -100.0; x <= 100; x += 0.00137 {
		sin, cos := SinCos(x)
		add(sin)
		add(cos)
		add(Log(x * x))
	}
	if got, want := fmt.Sprintf("%016x", sum), "b10c7afea2ba608a"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
