package metric_test

import (
	"math"
	"reflect"
	"testing"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
)

func of(size int, bits ...int) sdr.SDR { return sdr.SDR{Size: size, Bits: bits} }

func newActivity(t *testing.T, size int) *metric.Activity {
	t.Helper()
	a, err := metric.NewActivity(size)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// numbers are all that an Activity says, in one row.
func numbers(a *metric.Activity) []float64 {
	return append([]float64{float64(a.Steps()), a.Sparsity(), a.Entropy(), a.Overlap(), a.Stability()}, a.Frequencies()...)
}

// Worked by hand, with H(1/3) = log2 3 - 2/3 = .918296 and H(1/2) = 1 bit.
func TestActivity(t *testing.T) {
	a, third := newActivity(t, 4), math.Log2(3)-2./3
	for _, tt := range []struct {
		name string
		in   sdr.SDR
		want []float64 // Steps, Sparsity, Entropy, Overlap, Stability, Frequencies
	}{
		{"the first has none before it", of(4, 0, 1), []float64{1, .5, 0, 0, 0, 1, 1, 0, 0}},
		{"half of the smaller one is shared", of(4, 1, 2, 3), []float64{2, 5. / 8, 3. / 4, .5, 1. / 3, .5, 1, .5, .5}},
		{"nothing on: nothing shared", of(4), []float64{3, 5. / 12, (3*third + third) / 4, 0, 1. / 3, 1. / 3, 2. / 3, 1. / 3, 1. / 3}},
		{"nor after it", of(4, 1), []float64{4, 6. / 16, (3*(.75*math.Log2(4./3)+.25*2) + .75*math.Log2(4./3) + .25*2) / 4, 0, 1. / 4, .25, .75, .25, .25}},
		{"the same again", of(4, 1), []float64{5, 7. / 20, metric.BinaryEntropy(.2), 1, 2. / 5, .2, .8, .2, .2}},
	} {
		a.Step(tt.in)
		same(t, tt.name, numbers(a), tt.want)
	}
	if a.Size() != 4 {
		t.Errorf("Size() = %d, want 4", a.Size())
	}
	a.Reset()
	same(t, "after Reset", numbers(a), make([]float64, 9))
	a.Step(of(4, 1, 2))
	same(t, "the first after Reset", numbers(a), []float64{1, .5, 0, 0, 0, 0, 1, 1, 0})
	if !reflect.DeepEqual(a.Snapshot(), func() metric.ActivityState { b := newActivity(t, 4); b.Step(of(4, 1, 2)); return b.Snapshot() }()) {
		t.Errorf("a Reset leaves %+v", a.Snapshot())
	}
}

// Bits that take turns are on equally often: the entropy is at its bound, which
// for 20 of 1024 is the .1388 bits and for 2 % the .1414 bits of the pooler paper's
// figures.
func TestEntropyBound(t *testing.T) {
	a, r := newActivity(t, 1024), sdr.NewRandom(1)
	for i := 0; i < 256; i++ {
		s := sdr.SDR{Size: 1024}
		for j := 0; j < 20; j++ {
			s.Bits = append(s.Bits, (20*i+j)%1024)
		}
		s, _ = sdr.New(1024, s.Bits...)
		a.Step(s)
	}
	if got := a.Entropy(); math.Abs(got-.1388) > .00005 || math.Abs(got-metric.BinaryEntropy(a.Sparsity())) > 1e-12 {
		t.Errorf("Entropy() = %v, want BinaryEntropy(%v) = .1388", got, a.Sparsity())
	}
	if got := metric.BinaryEntropy(.02); math.Abs(got-.1414) > .00005 {
		t.Errorf("BinaryEntropy(.02) = %v, want .1414", got)
	}
	for p, want := range map[float64]float64{0: 0, 1: 0, .5: 1, .25: 2 - .75*math.Log2(3)} {
		if got := metric.BinaryEntropy(p); math.Abs(got-want) > 1e-15 {
			t.Errorf("BinaryEntropy(%v) = %v, want %v", p, got, want)
		}
	}
	a.Reset()
	for i := 0; i < 100; i++ { // at random some bits are on more often than others
		a.Step(r.Draw(1024, 20))
		if bound := metric.BinaryEntropy(a.Sparsity()); a.Entropy() > bound+1e-12 {
			t.Fatalf("entropy %v above its bound %v", a.Entropy(), bound)
		}
	}
	if share := a.Entropy() / metric.BinaryEntropy(a.Sparsity()); share > .99 || share < .9 {
		t.Errorf("random SDRs have %v of the greatest entropy, want a little less than all", share)
	}
}

func TestActivityState(t *testing.T) {
	a, r := newActivity(t, 50), sdr.NewRandom(1)
	for i := 0; i < 10; i++ {
		a.Step(r.Draw(50, 5+i%3))
	}
	state, clone, restored := a.Snapshot(), a.Clone(), newActivity(t, 50)
	if err := restored.Restore(state); err != nil {
		t.Fatal(err)
	}
	same(t, "restored", numbers(restored), numbers(a))
	before := numbers(a)
	for i := 0; i < 5; i++ {
		s := r.Draw(50, 6)
		clone.Step(s)
		same(t, "the original, while a clone goes on", numbers(a), before)
		if err := restored.Restore(a.Snapshot()); err != nil {
			t.Fatal(err)
		}
		restored.Step(s)
		a.Step(s)
		before = numbers(a)
		same(t, "clone", numbers(clone), before)
		same(t, "restored", numbers(restored), before)
	}
	mine := a.Snapshot()
	if err := restored.Restore(mine); err != nil {
		t.Fatal(err)
	}
	mine.Counts[0], mine.Previous[0] = 99, 49
	restored.Step(of(50, 3))
	if got := restored.Snapshot(); got.Counts[0] == 99 || mine.Previous[0] != 49 {
		t.Error("a restored Activity shares memory with the state")
	}
	again := a.Snapshot()
	again.Counts[0], again.Previous[0] = 99, 49
	same(t, "after a change to a snapshot", numbers(a), before)

	for _, tt := range []struct {
		name   string
		change func(*metric.ActivityState)
		want   string
	}{
		{"another size", func(s *metric.ActivityState) { s.Counts = []int{1}; s.Followed, s.Kept, s.Latest = 0, 0, 0 }, "metric: 1 Counts, want 50"},
		{"negative steps", func(s *metric.ActivityState) {
			*s = metric.ActivityState{Counts: make([]int, 50), Steps: -1}
		}, "metric: Steps = -1, want in [0, 92233720368547758]\nmetric: Counts[0] = 0, want in [0, Steps = -1]"},
		{"more steps than can be counted", func(s *metric.ActivityState) { s.Steps = 1 << 62 }, "metric: Steps = 4611686018427387904, want in [0, "},
		{"a count of more than came", func(s *metric.ActivityState) { s.Counts[7] = 11 }, "metric: Counts[7] = 11, want in [0, Steps = 10]"},
		{"bits that are not sorted", func(s *metric.ActivityState) { s.Previous[0], s.Previous[1] = s.Previous[1], s.Previous[0] }, "metric: Previous: sdr: bit"},
		{"a bit that never was on", func(s *metric.ActivityState) { s.Counts[s.Previous[0]] = 0 }, "metric: Previous has bit"},
		{"more followed than came", func(s *metric.ActivityState) { s.Followed = 1000 }, "metric: Followed = 1000, want in [0, "},
		{"more kept than followed", func(s *metric.ActivityState) { s.Kept = s.Followed + 1 }, "metric: Kept = "},
		{"more shared than the smaller has", func(s *metric.ActivityState) { s.Latest = s.Smallest + 1 }, "metric: Latest = "},
		{"a smaller one that is greater", func(s *metric.ActivityState) { s.Smallest = 40 }, "metric: Smallest = 40, want in [0, "},
	} {
		bad := metric.ActivityState{}
		fresh := newActivity(t, 50)
		if err := fresh.Restore(state); err != nil {
			t.Fatal(err)
		}
		bad = fresh.Snapshot()
		tt.change(&bad)
		err := fresh.Restore(bad)
		if err == nil || len(err.Error()) < len(tt.want) || err.Error()[:len(tt.want)] != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
		if !reflect.DeepEqual(fresh.Snapshot(), state) {
			t.Errorf("%s: a refused state changes something", tt.name)
		}
	}
}

func TestActivityAtTheDoor(t *testing.T) {
	for size, want := range map[int]string{0: "metric: size = 0, want in [1, 2^31)", -1: "metric: size = -1, want in [1, 2^31)", 1 << 31: "metric: size = 2147483648, want in [1, 2^31)"} {
		if _, err := metric.NewActivity(size); err == nil || err.Error() != want {
			t.Errorf("NewActivity(%d): %v, want %s", size, err, want)
		}
	}
	a := newActivity(t, 8)
	panics(t, "metric: an SDR of size 9, want 8", func() { a.Step(of(9)) })
	panics(t, "metric: p = 1.5, want in [0, 1]", func() { metric.BinaryEntropy(1.5) })
	panics(t, "metric: p = NaN, want in [0, 1]", func() { metric.BinaryEntropy(nan) })
	s, next := of(8, 1, 2, 5), of(8, 2, 3)
	a.Step(s)
	if n := testing.AllocsPerRun(10, func() { a.Step(next); a.Step(s); a.Entropy(); a.Stability() }); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}

func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := recover(); got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	f()
}
