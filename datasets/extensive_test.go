package datasets

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

// The suite's patterns: 300, of 21 to 25 of 100 columns, each number about equally
// often.
func TestExtensivePatterns(t *testing.T) {
	e, err := NewExtensive(DefaultExtensiveParams())
	if err != nil || len(e.Patterns) != 300 {
		t.Fatalf("%d patterns, error %v; want 300", len(e.Patterns), err)
	}
	counts := map[int]int{}
	for _, pattern := range e.Patterns {
		if pattern.Size != 100 || pattern.Check() != nil {
			t.Errorf("pattern %v, want one of 100 columns", pattern)
		}
		counts[pattern.Len()]++
	}
	for active := 21; active <= 25; active++ {
		if n := counts[active]; n < 30 || n > 90 {
			t.Errorf("%d patterns have %d columns on, want about 60 of each number in 21 to 25: %v", n, active, counts)
		}
	}
	if len(counts) != 5 {
		t.Errorf("numbers of columns on: %v, want 21 to 25", counts)
	}
}

// What each case of the suite asks for: how many sequences, how long, what is shared.
func TestExtensiveSequences(t *testing.T) {
	e, err := NewExtensive(DefaultExtensiveParams())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name                       string
		count, length, from, until int
		different                  int // patterns
	}{
		{"B1", 1, 100, 0, 0, 100}, {"B3", 1, 300, 0, 0, 300}, {"B4", 3, 100, 0, 0, 300},
		{"H1", 2, 20, 10, 15, 35}, {"H3", 2, 20, 0, 5, 35}, {"all shared", 4, 20, 0, 20, 20},
	} {
		sequences, err := e.Sequences(tt.count, tt.length, tt.from, tt.until)
		if err != nil || len(sequences) != tt.count {
			t.Errorf("%s: %d sequences, error %v; want %d", tt.name, len(sequences), err, tt.count)
			continue
		}
		patterns := map[string]bool{}
		for _, sequence := range sequences {
			if len(sequence) != tt.length {
				t.Errorf("%s: a sequence of %d, want %d", tt.name, len(sequence), tt.length)
			}
			for place, pattern := range sequence {
				patterns[key(pattern)] = true
				if same := pattern.Equal(sequences[0][place]); same != (tt.from <= place && place < tt.until) && tt.count > 1 && &sequence[0] != &sequences[0][0] {
					t.Errorf("%s: place %d shared: %v", tt.name, place, same)
				}
			}
		}
		if len(patterns) != tt.different {
			t.Errorf("%s: %d different patterns, want %d", tt.name, len(patterns), tt.different)
		}
	}
}

func key(s sdr.SDR) string {
	b := make([]byte, len(s.Bits))
	for i, bit := range s.Bits {
		b[i] = byte(bit)
	}
	return string(b)
}

func TestExtensiveNoise(t *testing.T) {
	e, err := NewExtensive(DefaultExtensiveParams())
	if err != nil {
		t.Fatal(err)
	}
	sequences, _ := e.Sequences(1, 300, 0, 0)
	bits, moved := 0, 0
	for pass := range uint64(10) {
		noisy, err := e.Noisy(sequences[0], 0.05, pass)
		if err != nil {
			t.Fatal(err)
		}
		for i, pattern := range sequences[0] {
			if noisy[i].Len() != pattern.Len() {
				t.Fatalf("%v became %v, want as many columns", pattern, noisy[i])
			}
			bits += pattern.Len()
			moved += pattern.Len() - pattern.Overlap(noisy[i])
		}
	}
	if share := float64(moved) / float64(bits); math.Abs(share-0.05) > 0.0045 {
		t.Errorf("%.4f of the columns moved, want 0.05", share)
	}
	one, _ := e.Noisy(sequences[0], 0.05, 1)
	two, _ := e.Noisy(sequences[0], 0.05, 2)
	same := 0
	for i := range one {
		if one[i].Equal(two[i]) {
			same++
		}
	}
	if same > 60 { // both without noise: 0.95^46 of them, 28
		t.Errorf("two passes have %d of 300 patterns in common, want other noise", same)
	}
}
