package predict_test

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

func newClassifier(t testing.TB, p predict.ClassifierParams) *predict.Classifier {
	t.Helper()
	c, err := predict.NewClassifier(p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newNearestClassifier(t testing.TB, p predict.NearestClassifierParams) *predict.NearestClassifier {
	t.Helper()
	n, err := predict.NewNearestClassifier(p)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// record is an input, its labels, and what is done with it.
type record struct {
	input        sdr.SDR
	labels       []int
	learn, reset bool
}

// records are patterns that come again and again, and some that never did, with no,
// one or several labels.
func records(seed int64, size, buckets, count int) []record {
	r := rand.New(rand.NewSource(seed))
	pattern := func() sdr.SDR {
		on := make([]bool, size)
		for bit := range on {
			on[bit] = r.Intn(5) == 0
		}
		return sdr.FromDense(on)
	}
	known := []sdr.SDR{{Size: size}, pattern(), pattern(), pattern(), pattern()}
	var all []record
	for len(all) < count {
		kind := r.Intn(len(known) + 1)
		next := record{learn: r.Intn(8) > 0, reset: r.Intn(25) == 0}
		if kind < len(known) {
			next.input, next.labels = known[kind], []int{kind % buckets}
		} else {
			next.input = pattern()
		}
		if r.Intn(4) == 0 {
			next.labels = r.Perm(buckets)[:r.Intn(buckets+1)]
		}
		all = append(all, next)
	}
	return all
}

// The shipped code equals the plain restatement, bit for bit at every step.
func TestClassifierEqualsTheReference(t *testing.T) {
	for name, vary := range map[string]func(p *predict.ClassifierParams){
		"one step ahead":   func(p *predict.ClassifierParams) {},
		"the input itself": func(p *predict.ClassifierParams) { p.Steps = []int{0} },
		"many steps":       func(p *predict.ClassifierParams) { p.Steps = []int{5, 0, 1, 11} },
		"spread":           func(p *predict.ClassifierParams) { p.Alpha, p.Spread, p.Steps = 4, true, []int{1, 2} },
		"one bucket":       func(p *predict.ClassifierParams) { p.Buckets = 1 },
		"a huge rate":      func(p *predict.ClassifierParams) { p.Alpha = 1e6 },
	} {
		t.Run(name, func(t *testing.T) {
			for seed := int64(1); seed <= 8; seed++ {
				p := predict.DefaultClassifierParams(40, 6)
				p.Alpha = .1
				vary(&p)
				compareClassifier(t, p, records(seed, p.Size, p.Buckets, 150))
			}
		})
	}
}

func compareClassifier(t *testing.T, p predict.ClassifierParams, records []record) {
	t.Helper()
	c, plain := newClassifier(t, p), ref.NewClassifier(p)
	for i, r := range records {
		if r.reset {
			c.Reset()
			plain.Reset()
		}
		c.StepLabels(r.input, r.labels, r.learn)
		plain.Step(r.input.Dense(), r.labels, r.learn)
		for _, k := range p.Steps {
			if got, want := c.Distribution(k), plain.Infer(r.input.Dense(), k); !slices.Equal(got, want) {
				t.Fatalf("record %d, %d steps ahead: %v, want %v", i, k, got, want)
			}
		}
	}
}

func TestNearestClassifierEqualsTheReference(t *testing.T) {
	for name, vary := range map[string]func(p *predict.NearestClassifierParams){
		"the nearest":       func(p *predict.NearestClassifierParams) {},
		"of five":           func(p *predict.NearestClassifierParams) { p.Neighbours = 5 },
		"all":               func(p *predict.NearestClassifierParams) { p.Neighbours = 1000 },
		"by overlap":        func(p *predict.NearestClassifierParams) { p.Neighbours, p.Similarity = 3, predict.ByOverlap },
		"by cosine":         func(p *predict.NearestClassifierParams) { p.Neighbours, p.Similarity = 3, predict.ByCosine },
		"little room":       func(p *predict.NearestClassifierParams) { p.Neighbours, p.Capacity = 3, 10 },
		"room for one":      func(p *predict.NearestClassifierParams) { p.Neighbours, p.Capacity = 3, 1 },
		"always as similar": func(p *predict.NearestClassifierParams) { p.Similarity = func(_, _, _ int) float64 { return 1 } },
		"infinitely different": func(p *predict.NearestClassifierParams) {
			p.Similarity = func(_, _, _ int) float64 { return math.Inf(-1) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := int64(1); seed <= 8; seed++ {
				p := predict.DefaultNearestClassifierParams(40, 6)
				p.Similarity = predict.ByDistance
				vary(&p)
				compareNearest(t, p, records(seed, p.Size, p.Buckets, 150))
			}
		})
	}
}

func compareNearest(t *testing.T, p predict.NearestClassifierParams, records []record) {
	t.Helper()
	n := newNearestClassifier(t, p)
	var stored [][]bool
	var labels [][]int
	for i, r := range records {
		if got, want := n.Infer(r.input), ref.Votes(p, stored, labels, r.input.Dense()); !slices.Equal(got, want) {
			t.Fatalf("record %d: votes %v, want %v", i, got, want)
		}
		n.StepLabels(r.input, r.labels, r.learn)
		if r.learn && len(r.labels) > 0 {
			stored, labels = append(stored, r.input.Dense()), append(labels, r.labels)
		}
		if got, want := n.Patterns(), min(len(stored), p.Capacity); got != want {
			t.Fatalf("record %d: %d patterns, want %d", i, got, want)
		}
	}
}

// Any records at all: three bytes are the bits of one, the next its labels and
// what is done with it.
func FuzzClassifiers(f *testing.F) {
	f.Add([]byte("the same again, the same again, the same again"), 0.5, byte(3), byte(1), byte(2), byte(4), true)
	f.Add([]byte{0, 0, 0, 1, 255, 255, 255, 255, 7, 0, 1, 66, 0, 0, 0, 127}, 1e6, byte(6), byte(0), byte(1), byte(1), true)
	f.Add([]byte("abcdabceabcdabceabcfabcd"), 1e-3, byte(1), byte(9), byte(3), byte(2), false)
	f.Fuzz(func(t *testing.T, data []byte, alpha float64, buckets, ahead, neighbours, capacity byte, spread bool) {
		p := predict.DefaultClassifierParams(24, int(buckets%6))
		p.Alpha, p.Spread, p.Steps = alpha, spread, []int{int(ahead % 8), 2}
		q := predict.DefaultNearestClassifierParams(24, int(buckets%6))
		q.Neighbours, q.Capacity, q.Similarity = int(neighbours), int(capacity), predict.ByDistance
		var all []record
		for ; len(data) >= 4 && len(all) < 60; data = data[4:] {
			on := make([]bool, 24)
			for bit := range on {
				on[bit] = data[bit/8]>>(bit%8)&1 == 1
			}
			r := record{input: sdr.FromDense(on), learn: data[3]&64 == 0, reset: data[3]&128 != 0}
			for bucket := 0; bucket < p.Buckets; bucket++ {
				if data[3]>>bucket&1 == 1 {
					r.labels = append(r.labels, bucket)
				}
			}
			all = append(all, r)
		}
		if p.Validate() == nil {
			compareClassifier(t, p, all)
		}
		if q.Validate() == nil {
			compareNearest(t, q, all)
		}
	})
}

// At the size of MNIST's minicolumns: 6241 bits, 624 of them on, 10 classes. A step
// costs the active bits times the classes: the other sizes should not be slower.
func BenchmarkStepAgainstTheReference(b *testing.B) {
	inputs := func(size int) (all []sdr.SDR) {
		r := rand.New(rand.NewSource(1))
		for len(all) < 50 {
			on := r.Perm(size)[:624]
			slices.Sort(on)
			all = append(all, sdr.SDR{Size: size, Bits: on})
		}
		return all
	}
	params := func(size int) predict.ClassifierParams {
		p := predict.DefaultClassifierParams(size, 10)
		p.Steps = []int{0}
		return p
	}
	for _, size := range []int{6241, 62410} {
		b.Run(fmt.Sprintf("shipped, %d bits", size), func(b *testing.B) {
			c, all := newClassifier(b, params(size)), inputs(size)
			for i := 0; b.Loop(); i++ {
				c.Step(all[i%50], i%10, true)
			}
		})
	}
	b.Run("reference, 6241 bits", func(b *testing.B) {
		c := ref.NewClassifier(params(6241))
		var all [][]bool
		for _, input := range inputs(6241) {
			all = append(all, input.Dense())
		}
		for i := 0; b.Loop(); i++ {
			c.Step(all[i%50], []int{i % 10}, true)
			c.Reset()
		}
	})
}
