package portable

import (
	"fmt"
	"math"
	"testing"
)

func TestExpIsClose(t *testing.T) {
	for x := -700.0; x <= 700; x += 0.0137 {
		tolerance := 1e-12
		if math.Abs(x) < 1 {
			tolerance = 2e-15
		}
		want := math.Exp(x)
		if got := Exp(x); !(math.Abs(got-want) <= tolerance*want) {
			t.Fatalf("Exp(%v) = %v, want %v", x, got, want)
		}
		if got, want := Exp32(float32(x)), float32(Exp(float64(float32(x)))); got != want {
			t.Fatalf("Exp32(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestExpAtItsEnds(t *testing.T) {
	for _, tt := range []struct{ x, want float64 }{
		{0, 1},
		{math.Inf(1), Exp(700)},
		{math.Inf(-1), Exp(-700)},
		{1e300, Exp(700)},
		{-701, Exp(-700)},
	} {
		if got := Exp(tt.x); got != tt.want || got <= 0 || math.IsInf(got, 0) {
			t.Errorf("Exp(%v) = %v, want %v", tt.x, got, tt.want)
		}
	}
	if got := Exp(math.NaN()); !math.IsNaN(got) {
		t.Errorf("Exp(NaN) = %v, want NaN", got)
	}
}

// The bits, as they must be on every machine: run this on another one.
func TestExpHasTheseBits(t *testing.T) {
	sum := uint64(14695981039346656037) // FNV-1a over the bits
	for x := -700.0; x <= 700; x += 0.0137 {
		sum = (sum ^ math.Float64bits(Exp(x))) * 1099511628211
	}
	if got, want := fmt.Sprintf("%016x", sum), "2dab913410d51187"; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
