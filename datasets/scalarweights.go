package datasets

import "slices"

var scalarWeightsRow = Generator{
	Name:   "scalar-weights",
	Title:  "sparse weights and inputs that are numbers instead of bits",
	Source: "Ahmad & Scheinkman (2019), arXiv:1903.11257, matching of sparse scalar vectors",
	Call:   "datasets.ScalarWeights(500, 1000, 32, seed), datasets.ScalarInputs(1000, 1000, 64, 32, 1, seed)",
}

// Scalar is a sparse vector of numbers: Values at the places Bits, 0 elsewhere.
type Scalar struct {
	Size   int       // how many places there are
	Bits   []int     // sorted and unique
	Values []float64 // as many as Bits
}

// ScalarWeights returns so many vectors with k random places of size in
// U[-1/k, 1/k): a unit's weights. Ahmad & Scheinkman (2019), "How can we be so
// dense? The benefits of using highly sparse representations", arXiv:1903.11257.
// A number that is not positive, or k > size, is an error.
func ScalarWeights(count, size, k int, seed uint64) ([]Scalar, error) {
	return scalars(count, size, "k", k, k, -1, 1, streamOf(seed, 1))
}

// ScalarInputs returns so many vectors with active random places of size in
// U[0, 2 scale / k): inputs for weights of k places; at scale 1 their mean is the
// weights' largest. Source and errors are those of ScalarWeights; a scale that is
// not positive is one too.
func ScalarInputs(count, size, active, k int, scale float64, seed uint64) ([]Scalar, error) {
	var bad faults
	bad.positive("scale", scale)
	bad.size("k", k)
	if bad.err != nil {
		return nil, bad.err
	}
	return scalars(count, size, "active", active, k, 0, 2*scale, streamOf(seed, 2))
}

func scalars(count, size int, name string, active, k int, low, high float64, random *splitMix) ([]Scalar, error) {
	var bad faults
	bad.size("count", count)
	bad.size("size", size)
	bad.of(name, active, "size", size)
	bad.product("count and "+name, count, active)
	if bad.err != nil {
		return nil, bad.err
	}
	set := make([]Scalar, count)
	for i := range set {
		set[i] = Scalar{Size: size, Bits: random.sample(size, active), Values: make([]float64, active)}
		slices.Sort(set[i].Bits)
		for j := range set[i].Values {
			set[i].Values[j] = random.between(low, high) / float64(k)
		}
	}
	return set, nil
}

// Dot returns the scalar product: weights match an input when it is
// ScalarThreshold or more.
func (s Scalar) Dot(t Scalar) float64 {
	sum, j := 0.0, 0
	for i, bit := range s.Bits {
		for j < len(t.Bits) && t.Bits[j] < bit {
			j++
		}
		if j < len(t.Bits) && t.Bits[j] == bit {
			sum += float64(s.Values[i] * t.Values[j])
		}
	}
	return sum
}

// ScalarThreshold returns half of the mean of w.w over the weights, 0 for none.
func ScalarThreshold(weights []Scalar) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w.Dot(w)
	}
	return sum / float64(2*max(1, len(weights)))
}
