package datasets

import (
	"math"
	"testing"
)

func TestSine(t *testing.T) {
	for i := -4000; i <= 4000; i++ {
		turns := float64(i) * 0.00137
		if got, want := sine(turns), math.Sin(2*math.Pi*turns); math.Abs(got-want) > 1e-14 {
			t.Errorf("sine(%v) = %v, want %v", turns, got, want)
		}
	}
	for turns, want := range map[float64]float64{0: 0, 0.25: 1, 0.5: 0, 0.75: -1, 1: 0, -0.25: -1, 1e15: 0} {
		if got := sine(turns); got != want {
			t.Errorf("sine(%v) = %v, want %v", turns, got, want)
		}
	}
}

func TestSines(t *testing.T) {
	values, err := Sines(400, []Wave{{Period: 100, Amplitude: 2}, {Period: 16, Amplitude: 0.5, Phase: 0.25}})
	if err != nil || len(values) != 400 {
		t.Fatalf("%d values, error %v; want 400", len(values), err)
	}
	for i, got := range values {
		x := 2 * math.Pi * float64(i)
		if want := 2*math.Sin(x/100) + 0.5*math.Cos(x/16); math.Abs(got-want) > 1e-13 {
			t.Errorf("value %d is %v, want %v", i, got, want)
		}
	}
	if values[0] != 0.5 {
		t.Errorf("value 0 is %v, want the cosine's 0.5", values[0])
	}
}
