package temporal

import (
	"fmt"
	"runtime"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// Cells never have more segments, nor segments more synapses, than allowed, and
// they come to have as many.
func TestLimitsAreKeptAndReached(t *testing.T) {
	p := DefaultParams(20)
	p.CellsPerColumn, p.MaxSegmentsPerCell, p.MaxSynapsesPerSegment = 2, 3, 7
	p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 3, 2, 5
	m := mustNew(t, p)
	r := rng.New(1)
	segments, synapses := 0, 0
	for step := 0; step < 2000; step++ {
		steps(m, true, r.Sample(20, 6))
		for cell := 0; cell < m.Cells(); cell++ {
			views := m.CellSegments(cell)
			segments = max(segments, len(views))
			for _, s := range views {
				synapses = max(synapses, len(s.Synapses))
			}
		}
	}
	if segments != 3 || synapses != 7 {
		t.Errorf("at most %d segments on a cell and %d synapses on a segment, want 3, 7", segments, synapses)
	}
}

// The age of a segment: the learning step in which it was last active, or made.
func TestAges(t *testing.T) {
	p := with(func(p *Params) { p.InitialPermanence, p.ActivationThreshold, p.MinThreshold = .5, 1, 1 })
	m := mustNew(t, p)
	age := func() int { return m.CellSegments(4)[0].LastUsed }
	for i, tt := range []struct {
		name  string
		learn bool
		input []int
		want  int
	}{
		{"made in learning step 1", true, []int{1}, 1},
		{"not active, it ages", true, []int{5}, 1},
		{"without learning no time passes", false, []int{0}, 1},
		{"nor is activity noted", false, []int{6}, 1},
		{"active at the end of learning step 3", true, []int{0}, 3},
		{"it fires its cell, and is not active itself", true, []int{1}, 3},
	} {
		if i == 0 {
			steps(m, true, []int{0})
		}
		steps(m, tt.learn, tt.input)
		if got := age(); got != tt.want {
			t.Errorf("%s: last used %d, want %d", tt.name, got, tt.want)
		}
	}
}

// An activity that the context completes is noted in the step that it predicts.
func TestAContextKeepsASegmentYoung(t *testing.T) {
	p := with(func(p *Params) { p.ExternalInputs = 4 })
	m := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 130, .5}})
	steps(m, true, []int{5}, []int{6}, []int{0})
	m.Predict(ext(2))
	steps(m, true, nil)
	if got := m.CellSegments(4)[0].LastUsed; got != 3 {
		t.Errorf("last used %d, want 3", got)
	}
}

// The worst case: every pattern is new. Without a bound the memory grows with
// every step, with one it stays as it is, in segments and in bytes.
func TestAnEndlessRandomStreamStaysUnderTheBound(t *testing.T) {
	const bound = 5000
	run := func(most, steps int) (m *Memory, bytes [2]uint64) {
		p := DefaultParams(512)
		p.CellsPerColumn, p.MaxSegments = 8, most
		m = mustNew(t, p)
		r := rng.New(3)
		for i := range bytes {
			for step := 0; step < steps; step++ {
				m.Step(sdr.SDR{Size: 512, Bits: r.Sample(512, 20)}, true)
				if n := m.Segments(); n > most {
					t.Fatalf("%d segments, want at most %d", n, most)
				}
			}
			bytes[i] = Heap()
		}
		return m, bytes
	}
	free, _ := run(DefaultParams(1).MaxSegments, 400)
	if free.Segments() < 3*bound {
		t.Fatalf("%d segments without a bound: the test proves little", free.Segments())
	}
	m, bytes := run(bound, 4000)
	if m.Segments() != bound || bytes[1] > bytes[0]+bytes[0]/20 {
		t.Errorf("%d segments, %d bytes after 4000 steps and %d after 8000; want %d segments and no growth", m.Segments(), bytes[0], bytes[1], bound)
	}
	runtime.KeepAlive(m)
}

// A sequence that comes again and again is used, and so it is not forgotten
// between bursts of noise that would need many times the bound.
func TestWhatIsUsedIsNotForgotten(t *testing.T) {
	p := DefaultParams(512)
	p.CellsPerColumn, p.MaxSegments = 8, 4000
	m := mustNew(t, p)
	r := rng.New(5)
	sequence := make([]sdr.SDR, 30)
	for i := range sequence {
		sequence[i] = sdr.SDR{Size: 512, Bits: r.Sample(512, 20)}
	}
	show := func() (missed int) {
		m.Reset()
		for i, pattern := range sequence {
			m.Step(pattern, true)
			if i > 0 {
				missed += m.BurstingColumns().Len()
			}
		}
		return missed
	}
	for i := 0; i < 10; i++ {
		show()
	}
	removed := 0
	for round := 0; round < 40; round++ {
		m.Reset()
		for step := 0; step < 100; step++ { // 2000 new segments: half of what there is room for
			m.Step(sdr.SDR{Size: 512, Bits: r.Sample(512, 20)}, true)
			removed += m.Growth().SegmentsRemoved
		}
		if missed := show(); missed > 0 {
			t.Fatalf("round %d: %d minicolumns of the sequence came unpredicted, want 0", round, missed)
		}
	}
	if removed < 10*p.MaxSegments {
		t.Errorf("%d segments forgotten: the test proves little", removed)
	}
}

// A PickWinner that panics in mid-step leaves a memory that is as after a Reset,
// and can go on.
func TestAPanicInAStepEndsTheSequence(t *testing.T) {
	calls, limit := 0, 1<<30
	p := with(func(p *Params) {
		p.PickWinner = func([]int, uint64) int {
			if calls++; calls > limit {
				panic("from a cell")
			}
			return 0
		}
	})
	m := memoryOf(t, p, seg{4, []float32{0, .5, 1, .5, 2, .5}})
	steps(m, true, []int{0})
	limit = calls + 1
	func() {
		defer func() {
			if got := recover(); got != "from a cell" {
				t.Errorf("recovered %v, want the panic of PickWinner", got)
			}
		}()
		steps(m, true, []int{1, 2, 3, 5})
	}()
	limit = 1 << 30
	if got := fmt.Sprint(m.ActiveCells().Bits, m.WinnerCells().Bits, m.PredictiveCells().Bits, m.Growth()); got != "[] [] [] {0 0 0 0}" {
		t.Errorf("after the panic %s, want nothing active or predicted", got)
	}
	if got, want := describe(m), "4: 0 .60, 1 .60, 2 .60; 8: 0 .21"; got != want {
		t.Errorf("segments %q, want %q: what was learned before the panic stays", got, want)
	}
	again := mustNew(t, p)
	if err := again.Restore(m.Snapshot()); err != nil {
		t.Fatal(err)
	}
	steps(m, true, []int{0}, []int{1})
	steps(again, true, []int{0}, []int{1})
	if fmt.Sprint(m.Snapshot()) != fmt.Sprint(again.Snapshot()) {
		t.Error("the memory does not go on like one restored from it")
	}
}
