package datasets

import "strings"

var reberRow = Generator{
	Name:   "reber",
	Title:  "strings of the Reber grammar",
	Source: "Reber (1967), doi:10.1016/S0022-5371(67)80149-X; Cleeremans, Servan-Schreiber & McClelland (1989), doi:10.1162/neco.1989.1.3.372",
	Call:   "datasets.Reber(1000, seed)",
}

var embeddedReberRow = Generator{
	Name:   "embedded-reber",
	Title:  "strings of the embedded Reber grammar, whose end must repeat their beginning",
	Source: "Hochreiter & Schmidhuber (1997), doi:10.1162/neco.1997.9.8.1735, experiment 1",
	Call:   "datasets.EmbeddedReber(1000, seed)",
}

// ReberAlphabet has the symbols of the grammar, for Letters.
const ReberAlphabet = "BTPSXVE"

// ReberString is a string of the grammar and what might have followed at each of its
// symbols.
type ReberString struct {
	Text string
	// Next[i] has the symbols that the grammar allows behind Text[i], in the order of
	// the alphabet: two, or one that is sure; none behind the last.
	Next []string
}

// arc leads to a state by a symbol.
type arc struct {
	symbol byte
	to     int
}

// reberArcs are the arcs that leave each state of the grammar, of which each is
// taken with chance 1/2; state -1 is the end. The two loops are S at state 1 and T
// at state 5, and PX leads from 4 back to 5.
var reberArcs = [][]arc{
	{{'T', 1}, {'P', 5}},
	{{'S', 1}, {'X', 2}},
	{{'S', 3}, {'X', 5}},
	{{'E', -1}},
	{{'P', 2}, {'V', 3}},
	{{'T', 5}, {'V', 4}},
}

// Reber returns so many strings of the grammar, each B, a walk from state 0 and E:
// BTXSE and BPVVE are the shortest, the mean length is 8. A count that is not
// positive is an error.
func Reber(count int, seed uint64) ([]ReberString, error) {
	return reberStrings(count, streamOf(seed), reberString)
}

// EmbeddedReber returns so many strings B T r T E or B P r P E, where r is a string
// of Reber: the last symbol but one can be predicted only by who remembers the
// second all the while. BTBTXSETE is among the shortest, the mean length is 12. A
// count that is not positive is an error.
func EmbeddedReber(count int, seed uint64) ([]ReberString, error) {
	return reberStrings(count, streamOf(seed), func(random *splitMix) ReberString {
		frame, inner := "TP"[random.below(2)], reberString(random)
		s := ReberString{Text: "B" + string(frame) + inner.Text + string(frame) + "E"}
		s.Next = append([]string{"TP", "B"}, inner.Next...)
		s.Next[len(s.Next)-1] = string(frame) // behind the inner E
		s.Next = append(s.Next, "E", "")
		return s
	})
}

func reberStrings(count int, random *splitMix, draw func(*splitMix) ReberString) ([]ReberString, error) {
	var bad faults
	bad.size("count", count)
	if bad.err != nil {
		return nil, bad.err
	}
	set := make([]ReberString, count)
	for i := range set {
		set[i] = draw(random)
	}
	return set, nil
}

func reberString(random *splitMix) ReberString {
	text, next, state := []byte{'B'}, []string{}, 0
	for state >= 0 {
		arcs := reberArcs[state]
		next = append(next, symbolsOf(arcs))
		taken := arcs[random.below(len(arcs))]
		text, state = append(text, taken.symbol), taken.to
	}
	return ReberString{Text: string(text), Next: append(next, "")}
}

func symbolsOf(arcs []arc) string {
	var b strings.Builder
	for _, a := range arcs {
		b.WriteByte(a.symbol)
	}
	return b.String()
}

// ReberNext returns the symbols that the grammar allows behind the beginning of a
// string, "" behind a whole one, and whether that is a beginning at all.
func ReberNext(beginning string) (next string, legal bool) {
	if beginning == "" {
		return "B", true
	}
	if beginning[0] != 'B' {
		return "", false
	}
	state := 0
walk:
	for i := 1; i < len(beginning); i++ {
		if state < 0 {
			return "", false
		}
		for _, a := range reberArcs[state] {
			if a.symbol == beginning[i] {
				state = a.to
				continue walk
			}
		}
		return "", false
	}
	if state < 0 {
		return "", true
	}
	return symbolsOf(reberArcs[state]), true
}
