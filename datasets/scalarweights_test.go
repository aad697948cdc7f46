package datasets

import (
	"math"
	"slices"
	"testing"
)

// By hand: weights are U[-1/k, 1/k), so that w.w has the mean k 1/(3 k^2), and half of
// it is 1/(6k); inputs are U[0, 2 scale/k) with the mean scale/k.
func TestScalarWeights(t *testing.T) {
	weights, err := ScalarWeights(500, 1000, 32, 3)
	if err != nil {
		t.Fatal(err)
	}
	if theta := ScalarThreshold(weights); math.Abs(theta*6*32-1) > 0.03 {
		t.Errorf("threshold %.5f, want 1/(6 x 32) = %.5f", theta, 1.0/(6*32))
	}
	inputs, err := ScalarInputs(500, 1000, 64, 32, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	sum, low, high := 0.0, 1.0, 0.0
	for i, x := range inputs {
		if w := weights[i]; len(x.Bits) != 64 || len(w.Bits) != 32 || len(w.Values) != 32 || !slices.IsSorted(x.Bits) || slices.Min(w.Values) >= 0 || slices.Max(w.Values) <= 0 || slices.Max(w.Values) >= 1.0/32 || slices.Min(w.Values) < -1.0/32 {
			t.Fatalf("weights %v, input %v; want 32 in [-1/32, 1/32) and 64 places", w, x)
		}
		for _, v := range x.Values {
			sum, low, high = sum+v, min(low, v), max(high, v)
		}
	}
	if mean := sum / (500 * 64); math.Abs(mean*16-1) > 0.02 || low < 0 || high >= 0.125 || high < 0.124 {
		t.Errorf("inputs of mean %.5f in [%.5f, %.5f], want 1/16 in [0, 1/8)", mean, low, high)
	}
	a, b := Scalar{8, []int{1, 3, 6}, []float64{1, 2, 4}}, Scalar{8, []int{0, 3, 6, 7}, []float64{8, 16, -32, 64}}
	if ab, ba := a.Dot(b), b.Dot(a); ab != 32-128 || ba != ab { // by hand
		t.Errorf("dot %v and %v, want -96", ab, ba)
	}
	if ScalarThreshold(nil) != 0 {
		t.Error("the threshold of no weights, want 0")
	}
}

// What Ahmad & Scheinkman (2019) plot: false matches of sparse vectors fall fast as
// the size grows, those of half-dense ones don't, and they grow with the scale of
// the inputs.
func TestScalarMatches(t *testing.T) {
	matches := func(size, active int, scale float64) float64 {
		weights, err := ScalarWeights(300, size, 24, 3)
		if err != nil {
			t.Fatal(err)
		}
		inputs, err := ScalarInputs(300, size, active, 24, scale, 3)
		if err != nil {
			t.Fatal(err)
		}
		theta, n := ScalarThreshold(weights), 0
		for _, w := range weights {
			for _, x := range inputs {
				if w.Dot(x) >= theta {
					n++
				}
			}
		}
		return float64(n) / (300 * 300)
	}
	small, middle, large := matches(200, 32, 1), matches(600, 32, 1), matches(1800, 32, 1)
	if !(small > 2*middle && middle > 5*large && large < 0.005) {
		t.Errorf("sparse: %.4f, %.4f, %.4f for sizes 200, 600, 1800; want a fast fall", small, middle, large)
	}
	before, dense := matches(200, 100, 1), matches(1800, 900, 1)
	if math.Abs(dense/before-1) > 0.3 || dense < 20*large {
		t.Errorf("half-dense: %.4f at size 200, %.4f at 1800; want no fall", before, dense)
	}
	if one, four := matches(1000, 32, 1), matches(1000, 32, 4); four < 2*one {
		t.Errorf("scale 1: %.4f, scale 4: %.4f; want many more", one, four)
	}
}
