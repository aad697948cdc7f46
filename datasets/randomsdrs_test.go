package datasets

import (
	"math"
	"testing"
)

// Two random SDRs share active^2 / size bits in the mean: BaMI's chapter on SDRs,
// from the overlap set.
func TestRandomSDRs(t *testing.T) {
	set, err := RandomSDRs(200, 1024, 20, 3)
	if err != nil || len(set) != 200 {
		t.Fatalf("%d SDRs, error %v; want 200", len(set), err)
	}
	shared, pairs := 0, 0
	for i, s := range set {
		if s.Check() != nil || s.Size != 1024 || s.Len() != 20 {
			t.Fatalf("%v, want 20 of 1024", s)
		}
		for _, other := range set[:i] {
			shared += s.Overlap(other)
			pairs++
		}
	}
	if mean, want := float64(shared)/float64(pairs), 400.0/1024; math.Abs(mean-want) > 0.02 {
		t.Errorf("pairs share %.4f bits, want %.4f", mean, want)
	}
}

// U[low, high): mean in the middle, spread over the whole range.
func TestVaryingSparsity(t *testing.T) {
	set, err := VaryingSparsity(2000, 1024, 0.02, 0.2, 3)
	if err != nil {
		t.Fatal(err)
	}
	sum, least, largest := 0, 1024, 0
	for _, s := range set {
		sum, least, largest = sum+s.Len(), min(least, s.Len()), max(largest, s.Len())
	}
	if mean := float64(sum) / 2000 / 1024; math.Abs(mean-0.11) > 0.006 || least != 20 || largest != 204 {
		t.Errorf("density %.4f in the mean, %d to %d bits; want 0.11, 20 to 204", mean, least, largest)
	}
}
