package predict

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/fields"
	"gohtm/htm/sdr"
)

func newNearestClassifier(t testing.TB, size, buckets int, change func(p *NearestClassifierParams)) *NearestClassifier {
	t.Helper()
	p := DefaultNearestClassifierParams(size, buckets)
	if change != nil {
		change(&p)
	}
	n, err := NewNearestClassifier(p)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Worked by hand. Stored are, oldest first, with bits shared with the query {0 1 2 3},
// bits that differ from it, and cosine:
//
//	{0 1 2 3}      0    4, 0, 1
//	{0 1 2 3 4 5}  1    4, 2, .82
//	{0 1 4}        2    2, 3, .58
//	{0}            1    1, 3, .5
//	{9}            2    0, 5, 0
func TestNearestClassifierByHand(t *testing.T) {
	rows := []struct {
		name   string
		change func(p *NearestClassifierParams)
		want   []float64
	}{
		{"the nearest has all votes", nil, []float64{1, 0, 0}},
		{"Neighbours: two share the votes", func(p *NearestClassifierParams) { p.Neighbours = 2 }, []float64{0.5, 0.5, 0}},
		{"Neighbours: of two as far, the latest is taken", func(p *NearestClassifierParams) { p.Neighbours = 3 }, []float64{1. / 3, 2. / 3, 0}},
		{"Neighbours: fewer than wanted are stored", func(p *NearestClassifierParams) { p.Neighbours = 99 }, []float64{0.2, 0.4, 0.4}},
		{"Similarity: by overlap the latest that contains the query", func(p *NearestClassifierParams) { p.Similarity = ByOverlap }, []float64{0, 1, 0}},
		{"Similarity: by cosine the third is nearer than the fourth", func(p *NearestClassifierParams) { p.Similarity, p.Neighbours = ByCosine, 3 }, []float64{1. / 3, 1. / 3, 1. / 3}},
		{"Similarity: one of yours, the least similar", func(p *NearestClassifierParams) {
			p.Similarity = func(overlap, _, _ int) float64 { return -float64(overlap) }
		}, []float64{0, 0, 1}},
		{"Capacity: the two oldest are forgotten", func(p *NearestClassifierParams) { p.Capacity = 3 }, []float64{0, 1, 0}},
		{"Capacity: all but the latest are forgotten", func(p *NearestClassifierParams) { p.Capacity = 1 }, []float64{0, 0, 1}},
		{"Buckets: as many as wanted", func(p *NearestClassifierParams) { p.Buckets = 4 }, []float64{1, 0, 0, 0}},
		{"Size: bits up to it", func(p *NearestClassifierParams) { p.Size = 10 }, []float64{1, 0, 0}},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			n := newNearestClassifier(t, 12, 3, tt.change)
			size := n.Params().Size
			for i, on := range [][]int{{0, 1, 2, 3}, {0, 1, 2, 3, 4, 5}, {0, 1, 4}, {0}, {9}} {
				n.Step(bits(t, size, on...), []int{0, 1, 2, 1, 2}[i], true)
			}
			near(t, "Infer", n.Infer(bits(t, size, 0, 1, 2, 3)), tt.want, 1e-12)
		})
	}
	if missing := fields.Missing(NearestClassifierParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func TestSimilarities(t *testing.T) {
	for _, tt := range []struct {
		name                   string
		overlap, stored, input int
		want                   []float64 // by distance, overlap, cosine
	}{
		{"the same", 4, 4, 4, []float64{0, 4, 1}},
		{"half of each", 2, 4, 4, []float64{-4, 2, 0.5}},
		{"one within the other", 1, 4, 1, []float64{-3, 1, 0.5}},
		{"nothing shared", 0, 3, 4, []float64{-7, 0, 0}},
		{"both empty", 0, 0, 0, []float64{0, 0, 0}},
	} {
		var got []float64
		for _, similarity := range []Similarity{ByDistance, ByOverlap, ByCosine} {
			got = append(got, similarity(tt.overlap, tt.stored, tt.input))
		}
		near(t, tt.name, got, tt.want, 1e-12)
	}
}

func TestNearestClassifierLabels(t *testing.T) {
	n := newNearestClassifier(t, 8, 4, func(p *NearestClassifierParams) { p.Neighbours = 2 })
	near(t, "nothing stored", n.Infer(bits(t, 8, 1)), []float64{0.25, 0.25, 0.25, 0.25}, 0)
	n.Step(bits(t, 8, 1), 3, false)
	n.StepLabels(bits(t, 8, 1), nil, true)
	if got := n.Patterns(); got != 0 {
		t.Errorf("%d patterns stored without learning or label, want 0", got)
	}
	labels := []int{3, 0}
	n.StepLabels(bits(t, 8, 1), labels, true)
	labels[0] = 1 // the caller's to use again
	near(t, "two labels share a vote", n.Infer(bits(t, 8, 1)), []float64{0.5, 0, 0, 0.5}, 0)
	n.Step(bits(t, 8, 2), 0, true)
	near(t, "and have half of one of two", n.AppendInfer([]float64{7}, bits(t, 8, 1)), []float64{7, 0.75, 0, 0, 0.25}, 0)
}

// NuPIC's KNNClassifier tests: all of the training patterns are told, and as these
// are sparse, also with 40 % of their bits in another place.
func TestNearestClassifierKnowsWhatItWasTaught(t *testing.T) {
	const size, on, count = 1000, 40, 300
	r := rand.New(rand.NewSource(3))
	n := newNearestClassifier(t, size, count, nil)
	all := make([]sdr.SDR, count)
	for i := range all {
		all[i] = bits(t, size, r.Perm(size)[:on-i%20]...)
		n.Step(all[i], i, true)
	}
	for i, taught := range all {
		if got := MostLikely(n.Infer(taught)); got != i {
			t.Errorf("pattern %d is taken for %d", i, got)
		}
		dense := taught.Dense()
		for _, bit := range taught.Bits[:len(taught.Bits)*2/5] {
			dense[bit] = false
			dense[r.Intn(size)] = true
		}
		if got := MostLikely(n.Infer(sdr.FromDense(dense))); got != i {
			t.Errorf("noisy pattern %d is taken for %d", i, got)
		}
	}
}

func TestMostLikely(t *testing.T) {
	for _, tt := range []struct {
		distribution []float64
		want         int
	}{{[]float64{0.2, 0.5, 0.3}, 1}, {[]float64{0.4, 0.2, 0.4}, 0}, {[]float64{0, 0}, -1}, {[]float64{nan, 0.1}, 1}, {nil, -1}} {
		if got := MostLikely(tt.distribution); got != tt.want {
			t.Errorf("MostLikely(%v) = %d, want %d", tt.distribution, got, tt.want)
		}
	}
}

func TestNearestClassifierBrokenContracts(t *testing.T) {
	n := newNearestClassifier(t, 8, 3, nil)
	panics(t, "predict: an SDR of size 7, want 8", func() { n.Step(bits(t, 7, 1), 0, true) })
	panics(t, "predict: an SDR of size 7, want 8", func() { n.Infer(bits(t, 7, 1)) })
	panics(t, "predict: sdr: bit 1 is there twice, want unique bits", func() { n.Step(sdr.SDR{Size: 8, Bits: []int{1, 1}}, 0, true) })
	panics(t, "predict: bucket 3, want in [0, 3)", func() { n.Step(bits(t, 8, 1), 3, true) })
	panics(t, "predict: bucket -1, want in [0, 3)", func() { n.Step(bits(t, 8, 1), -1, false) })
	panics(t, "predict: bucket 2 is there twice, want each label once", func() { n.StepLabels(bits(t, 8, 1), []int{2, 0, 2}, true) })
	if got := n.Patterns(); got != 0 {
		t.Errorf("%d patterns after the panics, want 0", got)
	}
	n = newNearestClassifier(t, 8, 3, func(p *NearestClassifierParams) { p.Similarity = func(_, _, _ int) float64 { return nan } })
	n.Step(bits(t, 8, 1), 0, true)
	panics(t, "predict: Similarity = NaN, want a number", func() { n.Infer(bits(t, 8, 1)) })
}

// However many agree, their votes are a probability, as metrics and estimates want it:
// nine times 1/9, added up in floating point, is more than 1.
func TestNearestClassifierAllOfOneMind(t *testing.T) {
	for neighbours := 1; neighbours <= 64; neighbours++ {
		n := newNearestClassifier(t, 8, 3, func(p *NearestClassifierParams) { p.Neighbours = neighbours })
		for i := 0; i < neighbours; i++ {
			n.Step(bits(t, 8, i%8), 1, true)
		}
		if got := n.Infer(bits(t, 8, 1)); !slices.Equal(got, []float64{0, 1, 0}) {
			t.Errorf("%d neighbours: %v, want [0 1 0]", neighbours, got)
		}
	}
}

func TestNearestClassifierBadState(t *testing.T) {
	for _, tt := range []struct {
		want  string
		spoil func(s *NearestClassifierState)
	}{
		{"4 Patterns, want <= Capacity = 3", func(s *NearestClassifierState) {
			s.Patterns, s.Labels = append(s.Patterns, nil), append(s.Labels, []int{0})
		}},
		{"Patterns[1]: sdr: bit 8, want in [0, 8)", func(s *NearestClassifierState) { s.Patterns[1] = []int{8} }},
		{"Labels of 2 patterns, want one for each of 3 Patterns", func(s *NearestClassifierState) { s.Labels = s.Labels[1:] }},
		{"Labels[2] = [3], want one or more, each in [0, 3) and there once", func(s *NearestClassifierState) { s.Labels[2] = []int{3} }},
		{"Labels[0] = [-1], want one or more, each in [0, 3) and there once", func(s *NearestClassifierState) { s.Labels[0] = []int{-1} }},
		{"Labels[1] = [1 1], want one or more, each in [0, 3) and there once", func(s *NearestClassifierState) { s.Labels[1] = []int{1, 1} }},
		{"Labels[1] = [], want one or more, each in [0, 3) and there once", func(s *NearestClassifierState) { s.Labels[1] = nil }},
	} {
		n := newNearestClassifier(t, 8, 3, func(p *NearestClassifierParams) { p.Capacity = 3 })
		for i := 0; i < 5; i++ {
			n.Step(bits(t, 8, i), i%3, true)
		}
		state, before := n.Snapshot(), fmt.Sprint(n.Snapshot())
		tt.spoil(&state)
		err := n.Restore(state)
		if want := "predict: not a state of this NearestClassifier:\npredict: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("Restore = %v, want %s", err, want)
		}
		if after := fmt.Sprint(n.Snapshot()); after != before || !strings.Contains(before, "[2]") {
			t.Errorf("%s: a bad state changed %s to %s", tt.want, before, after)
		}
	}
}

// What was restored and what it was restored from are two things, also where the
// memory is about to forget.
func TestNearestClassifierStateIsACopy(t *testing.T) {
	fresh := func() *NearestClassifier {
		return newNearestClassifier(t, 16, 4, func(p *NearestClassifierParams) { p.Capacity, p.Neighbours = 5, 3 })
	}
	for at := 0; at < 14; at++ {
		n, other := fresh(), fresh()
		run := func(n *NearestClassifier, from, to int) (votes []float64) {
			for i := from; i < to; i++ {
				n.Step(bits(t, 16, i%7, 7+i%5, 12+i%4), i%4, true)
				votes = append(votes, n.Infer(bits(t, 16, i%3, 8))...)
			}
			return votes
		}
		run(n, 0, at)
		state, clone := n.Snapshot(), n.Clone()
		if err := other.Restore(state); err != nil {
			t.Fatal(err)
		}
		for _, xs := range append(state.Patterns, state.Labels...) {
			clear(xs)
		}
		want := run(n, at, at+20)
		if got := run(other, at, at+20); !slices.Equal(got, want) {
			t.Errorf("after %d, restored: %v, want %v", at, got, want)
		}
		if got := run(clone, at, at+20); !slices.Equal(got, want) {
			t.Errorf("after %d, a clone: %v, want %v", at, got, want)
		}
	}
}

func TestNearestClassifierDoesNotAllocate(t *testing.T) {
	n := newNearestClassifier(t, 64, 5, func(p *NearestClassifierParams) { p.Capacity, p.Neighbours = 20, 3 })
	for i := 0; i < 100; i++ {
		n.Step(bits(t, 64, i%64, (i*7+1)%64), i%5, true)
	}
	if got := len(n.labels); got > 40 {
		t.Errorf("%d patterns in memory, want at most twice the Capacity of 20", got)
	}
	input, votes := bits(t, 64, 3, 9), make([]float64, 0, 5)
	if a := testing.AllocsPerRun(100, func() { votes = n.AppendInfer(votes[:0], input) }); a != 0 {
		t.Errorf("%v allocations, want 0", a)
	}
	if sum := votes[0] + votes[1] + votes[2] + votes[3] + votes[4]; math.Abs(sum-1) > 1e-12 {
		t.Errorf("votes %v, want a sum of 1", votes)
	}
}
