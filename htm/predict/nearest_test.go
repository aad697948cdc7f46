package predict

import (
	"cmp"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"

	"gohtm/htm/internal/fields"
	"gohtm/htm/sdr"
)

func newNearest(t testing.TB, size int, change func(p *NearestParams)) *Nearest {
	t.Helper()
	p := DefaultNearestParams(size)
	if change != nil {
		change(&p)
	}
	n, err := NewNearest(p)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Worked by hand. The records are A=10, B=20, A=30, C=60, then A=50 is the query:
// after the first A (age 4) came 20, after B (3) 30, after the second A (2) 60,
// after C (1) 50. C shares half of its bits with A, B none.
func TestNearestByHand(t *testing.T) {
	const size = 20
	a, b, c := []int{0, 1, 2, 3}, []int{10, 11, 12, 13}, []int{2, 3, 14, 15}
	weight := func(halfLife, sharpness, age, cos float64) float64 {
		return math.Pow(2, -age/halfLife) * math.Exp(sharpness*cos)
	}
	// mean is the prediction from the states' followers and weights.
	mean := func(pairs ...float64) float64 {
		sum, total := 0.0, 0.0
		for i := 0; i < len(pairs); i += 2 {
			sum += pairs[i] * pairs[i+1]
			total += pairs[i+1]
		}
		return sum / total
	}
	w := func(age, cos float64) float64 { return weight(2, 3, age, cos) }
	rows := []struct {
		name   string
		change func(p *NearestParams)
		steps  int
		want   float64
	}{
		{"all states by age and cosine", nil, 1, mean(20, w(4, 1), 30, w(3, 0), 60, w(2, 1), 50, w(1, 0.5))},
		{"Neighbours: the best alone", func(p *NearestParams) { p.Neighbours = 1 }, 1, 60},
		{"the best two: the newer A and the older A", func(p *NearestParams) { p.Neighbours = 2 }, 1, mean(60, w(2, 1), 20, w(4, 1))},
		{"HalfLife: nothing forgotten, both As count alike", func(p *NearestParams) { p.Neighbours, p.HalfLife = 2, 1e12 }, 1, 40},
		{"equally similar and old: the latest is taken", func(p *NearestParams) { p.Neighbours, p.HalfLife = 1, 1e300 }, 1, 60},
		{"Sharpness: 0, age alone", func(p *NearestParams) { p.Neighbours, p.Sharpness = 1, 0 }, 1, 50},
		{"Sharpness: much, the half-similar state fades", func(p *NearestParams) { p.Sharpness = 60 }, 1, mean(60, w(2, 0), 20, w(4, 0))},
		{"Steps: two, what came after the next record", func(p *NearestParams) { p.Neighbours = 1 }, 2, 50},
		{"Steps: two, the newest has no follower yet", nil, 2, mean(30, w(4, 1), 60, w(3, 0), 50, w(2, 1))},
		{"Change: added to the value of now", func(p *NearestParams) { p.Change, p.Neighbours = true, 1 }, 1, 50 + 30},
		{"the change of two steps", func(p *NearestParams) { p.Change, p.Neighbours = true, 1 }, 2, 50 + 20},
		{"Capacity: no room for more than three states, the query one of them", func(p *NearestParams) { p.Capacity = 3 }, 1, mean(60, w(2, 1), 50, w(1, 0.5))},
	}
	names := []string{"Size: see TestNearestBadInput"}
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			n := newNearest(t, size, func(p *NearestParams) {
				p.HalfLife, p.Sharpness, p.Steps = 2, 3, []int{2, 1}
				if tt.change != nil {
					tt.change(p)
				}
			})
			for i, on := range [][]int{a, b, a, c, a} {
				if err := n.Step(bits(t, size, on...), []float64{10, 20, 30, 60, 50}[i], true); err != nil {
					t.Fatal(err)
				}
			}
			near(t, "Predict", []float64{n.Predict(tt.steps)}, []float64{tt.want}, 1e-9)
		})
	}
	if missing := fields.Missing(NearestParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func TestNearestKnowsWhatFollowed(t *testing.T) {
	a, b := bits(t, 8, 1), bits(t, 8, 2)
	for _, tt := range []struct {
		name string
		run  func(n *Nearest)
		want float64
	}{
		{"before the first record: no prediction", func(n *Nearest) {}, nan},
		{"after one record nothing has followed", func(n *Nearest) { n.Step(a, 1, true) }, nan},
		{"one follower", func(n *Nearest) { n.Step(a, 1, true); n.Step(b, 2, true) }, 2},
		{"learning off: what came is not learned", func(n *Nearest) { n.Step(a, 1, true); n.Step(b, 2, false) }, nan},
		{"learning off: the state is not stored", func(n *Nearest) { n.Step(a, 1, false); n.Step(b, 2, true) }, nan},
		{"learning off: the prediction is for the new input", func(n *Nearest) {
			for i := 0; i < 3; i++ {
				n.Step(a, 1, true)
				n.Step(b, 2, true)
			}
			n.Step(a, 5, false)
		}, 2},
		{"learning off moves the time on", func(n *Nearest) {
			n.Step(a, 1, true)
			n.Step(b, 2, false)
			n.Step(b, 3, true) // follows the b that was not stored, and a two records later
			n.Step(a, 4, true)
		}, 4},
		{"a reset between: nothing follows across it", func(n *Nearest) { n.Step(a, 1, true); n.Reset(); n.Step(b, 2, true) }, nan},
		{"after a reset there is no input to predict from", func(n *Nearest) { n.Step(a, 1, true); n.Step(b, 2, true); n.Reset() }, nan},
		{"a reset keeps what was stored", func(n *Nearest) { n.Step(a, 1, true); n.Step(b, 2, true); n.Reset(); n.Step(a, 9, true) }, 2},
		{"an empty state is like no other", func(n *Nearest) { n.Step(bits(t, 8), 1, true); n.Step(bits(t, 8), 2, true) }, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := newNearest(t, 8, func(p *NearestParams) { p.Sharpness = 100 })
			tt.run(n)
			near(t, "Predict(1)", []float64{n.Predict(1)}, []float64{tt.want}, 1e-9)
		})
	}
}

func TestNearestBadInput(t *testing.T) {
	n := newNearest(t, 8, nil)
	a, b := bits(t, 8, 1), bits(t, 8, 2)
	n.Step(a, 1, true)
	n.Step(b, 2, true)
	for _, bad := range []float64{nan, math.Inf(1), math.Inf(-1), 2e100} {
		want := fmt.Sprintf("predict: value = %v, want in [-1e100, 1e100]", bad)
		if err := n.Step(a, bad, true); err == nil || err.Error() != want {
			t.Errorf("Step(%v) = %v, want %q", bad, err, want)
		}
	}
	panics(t, "predict: an SDR of size 7, want 8", func() { n.Step(bits(t, 7, 1), 1, true) })
	panics(t, "predict: steps = 3, want one of [1]", func() { n.Predict(3) })
	if n.States() != 2 || n.Predict(1) != 2 {
		t.Errorf("after bad input %d states and the prediction %v, want 2 and 2", n.States(), n.Predict(1))
	}
}

// Of the greatest values, too, there is a change, and a state that can be restored.
func TestNearestOfGreatValues(t *testing.T) {
	n := newNearest(t, 8, func(p *NearestParams) { p.Change, p.Neighbours = true, 1 })
	for i, value := range []float64{1e100, -1e100, 1e100, -1e100} {
		if err := n.Step(bits(t, 8, i%2), value, true); err != nil {
			t.Fatal(err)
		}
	}
	if got := n.Predict(1); got != 1e100 { // up by 2e100, as after bit 1 before
		t.Errorf("Predict(1) = %v, want 1e100", got)
	}
	if err := n.Restore(n.Snapshot()); err != nil {
		t.Errorf("Restore of its own state: %v", err)
	}
}

// plainNearest is the type comment's formula over the whole past of the last
// capacity states, without posting lists, and with a full sort.
func plainNearest(p NearestParams, inputs []sdr.SDR, values []float64, k int) float64 {
	type state struct{ log, came float64 }
	now := len(inputs) - 1
	query := inputs[now]
	var states []state
	for s := now - k; s >= 0 && s > now-p.Capacity; s-- {
		log := -float64(math.Ln2 / p.HalfLife * float64(now-s))
		if overlap := inputs[s].Overlap(query); overlap > 0 {
			log += float64(p.Sharpness * (float64(overlap) / math.Sqrt(float64(inputs[s].Len()*query.Len()))))
		}
		came := values[s+k]
		if p.Change {
			came -= values[s]
		}
		states = append(states, state{log, came})
	}
	slices.SortStableFunc(states, func(a, b state) int { return cmp.Compare(b.log, a.log) })
	sum, total := 0.0, 0.0
	for _, s := range states[:min(len(states), p.Neighbours)] {
		w := math.Exp(s.log - states[0].log)
		sum += float64(w * s.came)
		total += w
	}
	if p.Change {
		return sum/total + values[now]
	}
	return sum / total
}

// randomStates are inputs that come back now and then, changed a little.
func randomStates(seed int64, size, n int) ([]sdr.SDR, []float64) {
	r := rand.New(rand.NewSource(seed))
	var inputs []sdr.SDR
	var values []float64
	for i := 0; i < n; i++ {
		on := map[int]bool{}
		if i > 10 && r.Intn(2) == 0 {
			for _, bit := range inputs[r.Intn(i)].Bits {
				on[bit] = r.Intn(8) > 0
			}
		}
		for extra := r.Intn(size / 4); extra > 0; extra-- {
			on[r.Intn(size)] = true
		}
		input := sdr.SDR{Size: size}
		for bit := 0; bit < size; bit++ {
			if on[bit] {
				input.Bits = append(input.Bits, bit)
			}
		}
		inputs, values = append(inputs, input), append(values, 50+20*r.NormFloat64())
	}
	return inputs, values
}

func TestNearestEqualsThePlainFormula(t *testing.T) {
	for name, vary := range map[string]func(p *NearestParams){
		"as it is":                 func(p *NearestParams) {},
		"few neighbours":           func(p *NearestParams) { p.Neighbours = 3 },
		"change":                   func(p *NearestParams) { p.Change = true },
		"a memory that overflows":  func(p *NearestParams) { p.Capacity = 17 },
		"a memory of the furthest": func(p *NearestParams) { p.Capacity = 6 },
		"blunt":                    func(p *NearestParams) { p.Sharpness = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			for seed := int64(1); seed <= 4; seed++ {
				n := newNearest(t, 64, func(p *NearestParams) {
					p.Steps, p.HalfLife, p.Neighbours = []int{5, 1}, 40, 8
					vary(p)
				})
				inputs, values := randomStates(seed, 64, 150)
				for i := range inputs {
					if err := n.Step(inputs[i], values[i], true); err != nil {
						t.Fatal(err)
					}
					for _, k := range []int{1, 5} {
						got, want := n.Predict(k), plainNearest(n.params, inputs[:i+1], values[:i+1], k)
						if !(math.Abs(got-want) <= 1e-12*math.Abs(want)) && !(math.IsNaN(got) && math.IsNaN(want)) {
							t.Fatalf("seed %d, record %d, %d steps: %v, want %v", seed, i, k, got, want)
						}
					}
				}
				if want := min(150, n.params.Capacity); n.States() != want {
					t.Fatalf("%d states, want %d", n.States(), want)
				}
			}
		})
	}
}

// Once the memory is full and has been round, a step reuses what there is.
func TestNearestDoesNotAllocateOnceWarm(t *testing.T) {
	inputs, values := randomStates(1, 256, 64)
	n := newNearest(t, 256, func(p *NearestParams) { p.Capacity, p.Steps = 64, []int{1, 5} })
	i := 0
	step := func() {
		n.Step(inputs[i%64], values[i%64], true)
		n.Predict(1)
		n.Predict(5)
		i++
	}
	for i < 1000 {
		step()
	}
	if a := testing.AllocsPerRun(300, step); a != 0 {
		t.Errorf("%v allocations a step, want 0", a)
	}
}

// The whole hot gym series: 4,400 states of 40 winner cells that resemble each
// other, two predictions a record.
func BenchmarkNearest4400(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	inputs := make([]sdr.SDR, 4400)
	for i := range inputs {
		on := map[int]bool{}
		for len(on) < 40 {
			on[i%168*300+r.Intn(120)] = true
		}
		input := sdr.SDR{Size: 65536}
		for bit := range on {
			input.Bits = append(input.Bits, bit)
		}
		slices.Sort(input.Bits)
		inputs[i] = input
	}
	for b.Loop() {
		n := newNearest(b, 65536, func(p *NearestParams) { p.Steps = []int{1, 5} })
		for i, input := range inputs {
			n.Step(input, float64(i%24), true)
			n.Predict(1)
			n.Predict(5)
		}
	}
}
