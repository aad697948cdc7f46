package conventions_test

import (
	"fmt"
	"testing"

	"gohtm/htm/internal/conventions"
)

// What std::mt19937(42) begins with.
func TestTwisterKnownAnswers(t *testing.T) {
	g := conventions.NewTwister(42)
	for _, want := range []uint32{1608637542, 3421126067, 4083286876, 787846414} {
		if got := g.Draw(); got != want {
			t.Errorf("Draw() = %d, want %d", got, want)
		}
	}
}

// FNV-1a of "foob", a test vector of its authors (Noll's test_fnv.c), as one number.
func TestHash(t *testing.T) {
	h := conventions.NewHash()
	h.Add(nil)
	h.Add([]int{'f' | 'o'<<8 | 'o'<<16 | 'b'<<24})
	if h != 0xdd120e790c2512af {
		t.Errorf("hash of foob %x, want dd120e790c2512af", uint64(h))
	}
}

// A fresh stream of seed 1 gives sparse(1024, 8) = 454 455 535 ...
func TestInputs(t *testing.T) {
	w := conventions.MemoryWork{Columns: 1024, Active: 8, Sequences: 1, Length: 2, Epochs: 2, Seed: 1, NoiseSeed: 2}
	clean := w.Inputs()
	if got, want := fmt.Sprint(clean[0].Bits), "[454 455 535 580 763 781 898 994]"; got != want || len(clean) != 4 {
		t.Errorf("%d patterns, the first %s; want 4, %s", len(clean), got, want)
	}
	w.Noise = 3
	for i, noisy := range w.Inputs() {
		if err := noisy.Check(); err != nil || noisy.Len() != 8 || noisy.Overlap(clean[i]) < 5 || noisy.Overlap(clean[i]) == 8 {
			t.Errorf("pattern %d: %v of %v, %v; want 3 bits moved", i, noisy, clean[i], err)
		}
	}
	w.Random = true
	if all := w.Inputs(); all[0].Equal(all[2]) || all[0].Equal(clean[0]) {
		t.Error("random patterns repeat")
	}
}

// What HtmCoreMemory says it does; the generator's first draws from seed 42 are
// those of TestTwisterKnownAnswers: 1608637542 3421126067 4083286876.
func TestHtmCoreMemory(t *testing.T) {
	c := conventions.HtmCoreMemory(42, 0.21)
	if got := c.Winner([]int{0, 3, 1}, 1); got != 1 {
		t.Errorf("Winner = %d, want the winner of the step before, 1", got)
	}
	// 1608637542 % 3 = 0, 3421126067 % 2 = 1: swap 2 with 0, and 1 with itself.
	cells := []uint32{7, 8, 9}
	if c.Shuffle(cells); fmt.Sprint(cells) != "[9 8 7]" {
		t.Errorf("Shuffle: %v, want [9 8 7]", cells)
	}
	if got := c.Winner([]int{2, 1, 1}, -1); got != 1 {
		t.Errorf("Winner = %d, want the first with fewest segments, 1", got)
	}
	if got := c.Meet(0.1); got != 0.21 {
		t.Errorf("Meet(0.1) = %v, want 0.21", got)
	}
	if got := c.Meet(0.3); got != 0.3 {
		t.Errorf("Meet(0.3) = %v, want 0.3", got)
	}
}
