package temporal

import (
	"flag"
	"runtime"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// tutorial returns the memory of NuPIC's tutorial tests: six symbols, A to F and
// X, Y among them, one minicolumn each.
func tutorial(t *testing.T) *Memory {
	p := DefaultParams(6)
	p.CellsPerColumn = 4
	p.InitialPermanence, p.ConnectedPermanence = 0.3, 0.5
	p.MinThreshold, p.ActivationThreshold, p.MaxNewSynapses = 1, 1, 6
	p.PermanenceIncrement, p.PermanenceDecrement = 0.1, 0.05
	return mustNew(t, p)
}

const symbols = "ABCDXY"

// present shows the symbols one after the other, then a boundary, and returns
// what was predicted before each symbol.
func present(m *Memory, sequence string) (predicted []string) {
	for _, symbol := range sequence {
		var names string
		for _, column := range m.PredictedColumns().Bits {
			names += symbols[column : column+1]
		}
		predicted = append(predicted, names)
		steps(m, true, []int{slices.Index([]rune(symbols), symbol)})
	}
	m.Reset()
	return predicted
}

func TestFirstOrderSequenceIsLearnedInThreePasses(t *testing.T) {
	m := tutorial(t)
	for pass := 1; pass <= 8; pass++ {
		got := present(m, "ABCD")[3]
		if pass == 1 && got != "" || pass > 3 && got != "D" {
			t.Errorf("pass %d: %q predicted before D, want nothing at first and D after 3 passes", pass, got)
		}
	}
}

// ABCD is known; then XBCY comes: the same B and C in another context.
func TestHighOrderSequenceIsLearned(t *testing.T) {
	m := tutorial(t)
	for pass := 0; pass < 5; pass++ {
		present(m, "ABCD")
	}
	for pass := 1; pass <= 12; pass++ {
		got := present(m, "XBCY")
		for i, learned := range map[int]int{1: 3, 2: 6, 3: 9} {
			if pass > learned && !containsRune(got[i], rune("XBCY"[i])) {
				t.Errorf("pass %d: %q predicted before %c, want it known after %d passes", pass, got[i], "XBCY"[i], learned)
			}
		}
		if pass == 1 && got[3] != "D" {
			t.Errorf("first pass: %q predicted before Y, want D: the context is new", got[3])
		}
	}
	if got := present(m, "ABCD")[3]; got != "DY" {
		t.Errorf("%q predicted before D afterwards, want D still known, and Y as well", got)
	}
}

func containsRune(s string, r rune) bool { return slices.Contains([]rune(s), r) }

// suite is NuPIC's extensive temporal memory test: 100 minicolumns, sequences of
// patterns of 21 to 25 of them.
type suite struct {
	memory    *Memory
	sequences [][]sdr.SDR
}

func newSuite(t *testing.T, seed uint64, change func(p *Params), sequences, length int) suite {
	p := DefaultParams(100)
	p.CellsPerColumn = 1
	p.InitialPermanence, p.ConnectedPermanence = 0.8, 0.7
	p.MinThreshold, p.ActivationThreshold, p.MaxNewSynapses = 11, 11, 11
	p.PermanenceIncrement, p.PermanenceDecrement = 0.4, 0
	p.Seed = seed
	change(&p)
	s := suite{memory: mustNew(t, p), sequences: make([][]sdr.SDR, sequences)}
	r := rng.New(seed)
	for i := range s.sequences {
		for j := 0; j < length; j++ {
			s.sequences[i] = append(s.sequences[i], sdr.SDR{Size: 100, Bits: r.Sample(100, 21+r.Below(5))})
		}
	}
	return s
}

// run shows every sequence once, and returns for each element but the first of a
// sequence how many minicolumns were rightly and wrongly predicted, and how many burst.
func (s suite) run(learn bool, noise func(sdr.SDR) sdr.SDR) (right, wrong, missed []int) {
	for _, sequence := range s.sequences {
		for i, pattern := range sequence {
			if noise != nil {
				pattern = noise(pattern)
			}
			predicted := s.memory.PredictedColumns()
			s.memory.Step(pattern, learn)
			r, w, m := pattern.Overlap(predicted), predicted.Minus(pattern).Len(), pattern.Minus(predicted).Len()
			if i == 0 {
				r, w, m = 0, 0, 0
			}
			right, wrong, missed = append(right, r), append(wrong, w), append(missed, m)
		}
		s.memory.Reset()
	}
	return right, wrong, missed
}

func (s suite) train(passes int) {
	for i := 0; i < passes; i++ {
		s.run(true, nil)
	}
}

func sum(numbers []int) (total int) {
	for _, n := range numbers {
		total += n
	}
	return total
}

func TestSequencesOfTheExtensiveSuite(t *testing.T) {
	base := func(*Params) {}
	fourCells := func(p *Params) { p.CellsPerColumn = 4 }
	slow := func(p *Params) { p.InitialPermanence, p.PermanenceIncrement = 0.2, 0.2 }
	for _, tt := range []struct {
		name              string
		change            func(p *Params)
		sequences, length int
		passes            int
		maxWrong          int
	}{
		{"B1: one first-order sequence in one pass", base, 1, 100, 1, 0},
		{"B3: a long one", base, 1, 300, 1, 0},
		{"B4: three of them, wrong predictions allowed", base, 3, 100, 1, 1 << 30},
		{"B5: four cells", fourCells, 1, 100, 1, 0},
		{"B6: four cells, three of them", fourCells, 3, 100, 1, 0},
		{"B7: slow learning in four passes", slow, 1, 100, 4, 0},
		{"B8: slow learning, four cells", func(p *Params) { slow(p); fourCells(p) }, 1, 100, 4, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seed := uint64(1); seed <= 3; seed++ {
				s := newSuite(t, seed, tt.change, tt.sequences, tt.length)
				if _, _, missed := s.run(false, nil); sum(missed) == 0 {
					t.Fatal("predicted without learning")
				}
				s.train(tt.passes)
				if _, wrong, missed := s.run(false, nil); sum(missed) > 0 || sum(wrong) > tt.maxWrong {
					t.Errorf("seed %d: %d minicolumns came unpredicted, %d were wrongly predicted; want 0, at most %d",
						seed, sum(missed), sum(wrong), tt.maxWrong)
				}
			}
		})
	}
}

func TestSlowLearningNeedsItsPasses(t *testing.T) {
	s := newSuite(t, 1, func(p *Params) { p.InitialPermanence, p.PermanenceIncrement = 0.2, 0.2 }, 1, 100)
	s.train(3) // .2, .4, .6: not connected yet
	if right, _, _ := s.run(false, nil); sum(right) != 0 {
		t.Errorf("%d minicolumns predicted after three passes, want none", sum(right))
	}
}

// B11: with four cells and thresholds of 8, five per cent of noise is forgiven.
func TestNoiseIsForgiven(t *testing.T) {
	s := newSuite(t, 1, func(p *Params) { p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold = 4, 8, 8 }, 1, 100)
	s.train(1)
	r := rng.New(9)
	_, _, missed := s.run(false, func(pattern sdr.SDR) sdr.SDR { return replaceOne(pattern, r) })
	// The one bit that is new cannot have been predicted; count the others.
	if mean := float64(sum(missed))/99 - 1; mean >= 1 {
		t.Errorf("%.2f old minicolumns unpredicted a step, want < 1", mean)
	}
}

func replaceOne(pattern sdr.SDR, r *rng.Stream) sdr.SDR {
	bits := slices.Clone(pattern.Bits)
	bit := r.Below(pattern.Size)
	for slices.Contains(bits, bit) {
		bit = r.Below(pattern.Size)
	}
	bits[r.Below(len(bits))] = bit
	slices.Sort(bits)
	return sdr.SDR{Size: pattern.Size, Bits: bits}
}

// Two sequences of 20 with the same patterns at places 10 to 14. What follows is
// ambiguous for a first-order memory (H1), and learned by a high-order one (H2). If
// they begin alike, it is ambiguous for every memory (H3).
func TestSharedSubsequence(t *testing.T) {
	shared := func(s suite) suite {
		copy(s.sequences[1][10:15], s.sequences[0][10:15])
		return s
	}
	for seed := uint64(1); seed <= 3; seed++ {
		h1 := shared(newSuite(t, seed, func(*Params) {}, 2, 20))
		h1.train(1)
		_, wrong, missed := h1.run(false, nil)
		if sum(missed) > 0 || wrong[15] == 0 || wrong[35] == 0 {
			t.Errorf("H1, seed %d: missed %d, wrong at 15 and 35: %d, %d; want 0, some, some", seed, sum(missed), wrong[15], wrong[35])
		}
		h2 := shared(newSuite(t, seed, func(p *Params) { p.CellsPerColumn = 4 }, 2, 20))
		h2.train(10)
		_, wrong, missed = h2.run(false, nil)
		if sum(missed) > 0 || sum(wrong) >= 26 || wrong[36] > 0 {
			t.Errorf("H2, seed %d: missed %d, wrong %d, at 36 %d; want 0, < 26, 0", seed, sum(missed), sum(wrong), wrong[36])
		}
		h3 := newSuite(t, seed, func(p *Params) { p.CellsPerColumn = 4 }, 2, 20)
		copy(h3.sequences[1], h3.sequences[0][:5])
		h3.train(1)
		_, wrong, missed = h3.run(false, nil)
		if sum(missed) > 0 || sum(wrong) >= 52 || wrong[5] == 0 || wrong[25] == 0 {
			t.Errorf("H3, seed %d: missed %d, wrong %d, at 5 and 25: %d, %d; want 0, < 52, some, some", seed, sum(missed), sum(wrong), wrong[5], wrong[25])
		}
	}
}

// H10: trained on noisy patterns, punishment removes wrong predictions and costs
// no right ones.
func TestPunishmentRemovesWrongPredictions(t *testing.T) {
	result := func(decrement float32) (right, wrong int) {
		for seed := uint64(1); seed <= 3; seed++ {
			s := newSuite(t, seed, func(p *Params) { p.CellsPerColumn, p.PredictedSegmentDecrement = 4, decrement }, 2, 20)
			r := rng.New(seed)
			for pass := 0; pass < 10; pass++ {
				s.run(true, func(pattern sdr.SDR) sdr.SDR { return replaceOne(pattern, r) })
			}
			a, b, _ := s.run(false, nil)
			right, wrong = right+sum(a), wrong+sum(b)
		}
		return right, wrong
	}
	right, wrong := result(0)
	rightPunished, wrongPunished := result(0.04)
	if wrongPunished >= wrong || rightPunished < right*99/100 {
		t.Errorf("with punishment %d right, %d wrong; without %d, %d: want fewer wrong, as many right", rightPunished, wrongPunished, right, wrong)
	}
}

func TestEndlessRepetitionDoesNotGrow(t *testing.T) {
	m := tutorial(t)
	for i := 0; i < 2000; i++ {
		steps(m, true, []int{i % 2}) // 0 1 0 1 ..., never a boundary
	}
	segments, synapses := m.Segments(), m.Synapses()
	for i := 0; i < 20000; i++ {
		steps(m, true, []int{i % 2})
	}
	if m.Segments() != segments || m.Synapses() != synapses {
		t.Errorf("%d segments and %d synapses became %d and %d, want no growth", segments, synapses, m.Segments(), m.Synapses())
	}
	for i := 0; i < 50; i++ {
		steps(m, true, []int{0}) // a symbol after itself, then a novel one
	}
	steps(m, true, []int{5})
	if m.ActiveCells().Len() != 4 {
		t.Errorf("a novel symbol activates %v, want a burst", m.ActiveCells())
	}
}

// learned returns a memory that knows a sequence of 50 patterns, and a function
// that shows the next one, with a boundary before the first.
func learned(t *testing.T) (*Memory, func()) {
	m, next := learnedBy(t, func(*Params) {})
	if m.BurstingColumns().Len() > 0 {
		t.Fatalf("not learned after 600 steps: %v burst", m.BurstingColumns())
	}
	return m, next
}

func learnedBy(t *testing.T, change func(p *Params)) (*Memory, func()) {
	p := DefaultParams(2048)
	change(&p)
	m := mustNew(t, p)
	r := rng.New(1)
	patterns := make([]sdr.SDR, 50)
	for i := range patterns {
		patterns[i] = sdr.SDR{Size: 2048, Bits: r.Sample(2048, 40)}
	}
	step := 0
	next := func() {
		if step%len(patterns) == 0 {
			m.Reset()
		}
		m.Step(patterns[step%len(patterns)], true)
		step++
	}
	for i := 0; i < 600; i++ {
		next()
	}
	return m, next
}

func TestStepDoesNotAllocateOnceWarm(t *testing.T) {
	m, next := learned(t)
	if n := testing.AllocsPerRun(500, next); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
	input := sdr.SDR{Size: 2048, Bits: rng.New(5).Sample(2048, 40)}
	if n := testing.AllocsPerRun(100, func() { m.Step(input, false); m.Reset() }); n != 0 {
		t.Errorf("%v allocations in a bursting step, want 0", n)
	}
	cells := make([]int, 0, m.Cells())
	if n := testing.AllocsPerRun(100, func() { cells = m.AppendPredictiveCells(cells[:0]) }); n != 0 {
		t.Errorf("%v allocations in AppendPredictiveCells, want 0", n)
	}
}

var soak = flag.Int("soak", 20000, "steps of TestMemoryStaysOverALongStream; a million takes under a minute")

func TestMemoryStaysOverALongStream(t *testing.T) {
	m, next := learned(t)
	size := func() int {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return int(s.HeapAlloc)
	}
	segments, synapses, before := m.Segments(), m.Synapses(), size()
	for i := 0; i < *soak; i++ {
		next()
	}
	if after := size(); m.Segments() != segments || m.Synapses() != synapses || after-before > 64<<10 {
		t.Errorf("%d segments, %d synapses, %d bytes became %d, %d, %d; want no growth", segments, synapses, before, m.Segments(), m.Synapses(), after)
	}
}
