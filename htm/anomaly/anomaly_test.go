package anomaly

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

func bits(size int, on ...int) sdr.SDR { return sdr.SDR{Size: size, Bits: on} }

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %v, want %v +- %v", what, got, want, within)
	}
}

func TestRaw(t *testing.T) {
	for _, tt := range []struct {
		name              string
		active, predicted sdr.SDR
		want              float64
	}{
		{"all predicted", bits(8, 1, 2), bits(8, 1, 2), 0},
		{"none predicted", bits(8, 1, 2), bits(8, 3, 4), 1},
		{"one of four predicted", bits(8, 1, 2, 3, 4), bits(8, 4, 5), 0.75},
		{"what was predicted besides is no anomaly", bits(8, 1), bits(8, 0, 1, 2, 3), 0},
		{"no prediction", bits(8, 1, 2), bits(8), 1},
		{"nothing active", bits(8), bits(8, 1), 0},
		{"nothing at all", bits(8), bits(8), 0},
	} {
		t.Run(tt.name, func(t *testing.T) { near(t, "Raw", Raw(tt.active, tt.predicted), tt.want, 0) })
	}
}

func TestRawOfDifferentSizesPanics(t *testing.T) {
	defer func() {
		if got, want := recover(), "sdr: sizes 8 and 9, want equal sizes"; got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	Raw(bits(8), bits(9, 1))
}

func TestRawDoesNotAllocate(t *testing.T) {
	a, b := bits(8, 1, 2, 5), bits(8, 2, 3)
	if n := testing.AllocsPerRun(10, func() { Raw(a, b) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

// .5 has the value that NuPIC's test states; the ends are those of the scale.
func TestLogScore(t *testing.T) {
	near(t, "LogScore(0)", LogScore(0), 0, 1e-9)
	near(t, "LogScore(.5)", LogScore(0.5), 0.0301029996659, 1e-12)
	near(t, "LogScore(.99)", LogScore(0.99), 0.2, 1e-9)
	near(t, "LogScore(1)", LogScore(1), 1, 1e-7) // aboveOne - 1 is not quite 1e-10
}
