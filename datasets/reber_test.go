package datasets

import (
	"math"
	"strings"
	"testing"
)

// The grammar as it is printed in Cleeremans, Servan-Schreiber & McClelland (1989),
// figure 3, spelled out in strings that it allows and strings that it doesn't.
func TestReberNext(t *testing.T) {
	for _, tt := range []struct {
		beginning, next string
		legal           bool
	}{
		{"", "B", true}, {"B", "TP", true}, {"BT", "SX", true}, {"BTS", "SX", true}, {"BTSSS", "SX", true},
		{"BTX", "SX", true}, {"BTXS", "E", true}, {"BTXSE", "", true}, {"BTXX", "TV", true}, {"BTXXT", "TV", true},
		{"BTXXV", "PV", true}, {"BTXXVP", "SX", true}, {"BTXXVPS", "E", true}, {"BTXXVV", "E", true},
		{"BTXXVVE", "", true}, {"BP", "TV", true}, {"BPT", "TV", true}, {"BPV", "PV", true}, {"BPVVE", "", true},
		{"BPVPXVPXVPXVVE", "", true}, {"BTSSXXTVVE", "", true}, {"BPTTVPSE", "", true},
		{"T", "", false}, {"BX", "", false}, {"BTT", "", false}, {"BPS", "", false}, {"BTXSEB", "", false}, {"BPVE", "", false}, {"BTE", "", false},
	} {
		if next, legal := ReberNext(tt.beginning); next != tt.next || legal != tt.legal {
			t.Errorf("behind %q: %q, legal %v; want %q, %v", tt.beginning, next, legal, tt.next, tt.legal)
		}
	}
}

// Strings are legal to their end, and what may follow is what ReberNext says. By
// hand from the grammar with even chances: the expected length is 8, and a string is
// BTXSE or BPVVE with chance (1/2)^3, BTXXVVE with (1/2)^5.
func TestReber(t *testing.T) {
	set, err := Reber(20000, 3)
	if err != nil {
		t.Fatal(err)
	}
	counts, letters := map[string]int{}, 0
	for _, s := range set {
		checkReber(t, s, func(beginning string) string {
			next, legal := ReberNext(beginning)
			if !legal {
				t.Fatalf("%q is no beginning", beginning)
			}
			return next
		})
		counts[s.Text]++
		letters += len(s.Text)
	}
	if mean := float64(letters) / 20000; math.Abs(mean-8) > 0.15 {
		t.Errorf("%.3f letters in the mean, want 8", mean)
	}
	for text, chance := range map[string]float64{"BTXSE": 0.125, "BPVVE": 0.125, "BTSXSE": 0.0625, "BPTVVE": 0.0625, "BTXXVVE": 0.03125} {
		if share := float64(counts[text]) / 20000; math.Abs(share-chance) > 0.012 {
			t.Errorf("%s is %.4f of all, want %v", text, share, chance)
		}
	}
}

// The symbol before the last is the second; without it, two would be possible.
func TestEmbeddedReber(t *testing.T) {
	set, err := EmbeddedReber(10000, 3)
	if err != nil {
		t.Fatal(err)
	}
	letters, tops, shortest := 0, 0, 100
	for _, s := range set {
		n := len(s.Text)
		inner := s.Text[2 : n-2]
		if s.Text[0] != 'B' || s.Text[n-1] != 'E' || s.Text[1] != s.Text[n-2] || strings.IndexByte("TP", s.Text[1]) < 0 {
			t.Fatalf("%q, want B T ... T E or B P ... P E", s.Text)
		}
		if next, legal := ReberNext(inner); next != "" || !legal {
			t.Fatalf("%q inside %q, want a whole string of the grammar", inner, s.Text)
		}
		checkReber(t, s, func(beginning string) string {
			switch i := len(beginning); {
			case i == 1:
				return "TP"
			case i == 2:
				return "B"
			case i == n-2:
				return s.Text[1:2]
			case i == n-1:
				return "E"
			case i == n:
				return ""
			}
			next, _ := ReberNext(beginning[2:])
			return next
		})
		letters, shortest = letters+n, min(shortest, n)
		if s.Text[1] == 'T' {
			tops++
		}
	}
	if mean := float64(letters) / 10000; math.Abs(mean-12) > 0.2 || shortest != 9 || tops < 4750 || tops > 5250 {
		t.Errorf("%.3f letters in the mean, %d in the shortest, %d of 10000 with T; want 12, 9, 5000", mean, shortest, tops)
	}
}

// checkReber compares Next with what may follow, and with what does.
func checkReber(t *testing.T, s ReberString, next func(beginning string) string) {
	t.Helper()
	if len(s.Next) != len(s.Text) {
		t.Fatalf("%q with %d sets of next symbols, want one for each", s.Text, len(s.Next))
	}
	for i := range s.Text {
		want := next(s.Text[:i+1])
		if s.Next[i] != want || i+1 < len(s.Text) && strings.IndexByte(want, s.Text[i+1]) < 0 {
			t.Fatalf("%q: behind %q may come %q, want %q", s.Text, s.Text[:i+1], s.Next[i], want)
		}
	}
}
