package datasets

import (
	"strings"

	"gohtm/htm/sdr"
)

var lettersRow = Generator{
	Name:   "letters",
	Title:  "a text with one column for each letter, as in the tutorial of the temporal memory",
	Source: "NuPIC, temporal memory tutorial tests: ABCD, XBCY",
	Call:   "datasets.Letters(datasets.TutorialAlphabet, \"ABCD\")",
}

// TutorialAlphabet has the symbols of NuPIC's tutorial for the temporal memory,
// which trains ABCD five times and then XBCY, each with a reset at its end, on 6
// columns of 4 cells.
const TutorialAlphabet = "ABCDXY"

// Letters returns the SDRs of a text, one for each letter: the alphabet's size, with
// the letter's place in it on. A letter that is not in the alphabet or is there
// twice, and an empty alphabet, are errors. It also gives strings of ReberAlphabet.
func Letters(alphabet, text string) ([]sdr.SDR, error) {
	symbols := []rune(alphabet)
	var bad faults
	bad.size("length of the alphabet", len(symbols))
	for _, symbol := range symbols {
		n := strings.Count(alphabet, string(symbol))
		bad.that(n == 1, "the alphabet %q has %q %d times, want once", alphabet, symbol, n)
	}
	place := map[rune]int{}
	for i, symbol := range symbols {
		place[symbol] = i
	}
	var sequence []sdr.SDR
	for _, letter := range text {
		at, ok := place[letter]
		if !ok {
			bad.that(false, "the letter %q, want one of %q", letter, alphabet)
			break
		}
		sequence = append(sequence, sdr.SDR{Size: len(symbols), Bits: []int{at}})
	}
	if bad.err != nil {
		return nil, bad.err
	}
	return sequence, nil
}
