package datasets

import (
	"math"

	"gohtm/htm/sdr"
)

var wordsRow = Generator{
	Name:   "words",
	Title:  "words with shared parts among random elements",
	Source: "Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, figure 6",
	Call:   "datasets.NewWords(datasets.DefaultWordsParams())",
}

// Never is a number of elements that no stream comes to.
const Never int = math.MaxInt

// WordsParams configures NewWords: start from DefaultWordsParams.
type WordsParams struct {
	Columns int // size of an input: minicolumns
	Active  int // of them on; letter L (A is 0) has those from L Active on
	Period  int // a word begins at element i when i mod Period is Phase
	Phase   int // in [0, Period)
	// Words are drawn evenly: capital letters. After replaces them where a word begins
	// after element Switch; the paper's code has 3,500 for Switch, its figure 3,000.
	Words, After []string
	Switch       int // Never: no After
	// Noise is the probability that an on bit is moved elsewhere, in the elements from
	// NoisyFrom to before NoisyUntil. The paper's code trains with noise and tests
	// without, learning off, or the reverse, with 0.1.
	Noise                 float64
	NoisyFrom, NoisyUntil int
	Seed                  uint64
}

// DefaultWordsParams returns figure 6A: 2048 columns, 40 on, five words of six
// letters, other five after element 3,500, no noise. For 6B, which kills cells
// instead, set Switch to Never.
func DefaultWordsParams() WordsParams {
	return WordsParams{
		Columns: 2048, Active: 40, Period: 10, Phase: 3,
		Words:  []string{"XABCDE", "YCBEAF", "GHIJKL", "WABCMN", "ZDBCAE"},
		After:  []string{"XCBEAF", "YABCDE", "GABCMN", "WHIJKL", "ZDHICF"},
		Switch: 3500, NoisyUntil: Never, Seed: 42,
	}
}

// Validate names every field that is out of range.
func (p WordsParams) Validate() error {
	var bad faults
	bad.size("Columns", p.Columns)
	bad.of("Active", p.Active, "Columns", p.Columns)
	bad.size("Period", p.Period)
	bad.that(p.Phase >= 0 && p.Phase < p.Period, "Phase = %d, want in [0, Period = %d)", p.Phase, p.Period)
	bad.words("Words", p.Words, p)
	bad.words("After", p.After, p)
	bad.that(len(p.Words) > 0, "Words = %v, want one or more", p.Words)
	bad.that(p.Switch >= 0, "Switch = %d, want >= 0", p.Switch)
	bad.that(len(p.After) > 0 || p.Switch == Never, "After = %v, want one or more, or Switch = Never", p.After)
	bad.share("Noise", p.Noise)
	bad.that(p.NoisyFrom >= 0 && p.NoisyFrom <= p.NoisyUntil, "NoisyFrom = %d, want in [0, NoisyUntil = %d]", p.NoisyFrom, p.NoisyUntil)
	return bad.err
}

func (f *faults) words(name string, words []string, p WordsParams) {
	for _, word := range words {
		f.that(word != "", "%s has an empty word, want letters", name)
		for _, letter := range word {
			ok := letter >= 'A' && letter <= 'Z' && int(letter-'A')+1 <= p.Columns/max(1, p.Active)
			f.that(ok, "%s has the letter %q in %q, want one of A to Z whose columns are below Columns = %d", name, letter, word, p.Columns)
		}
	}
}

// WordElement is an element of Words.
type WordElement struct {
	Index  int     // its number in the stream, from 0
	Input  sdr.SDR // minicolumns
	Letter string  // "A" to "Z", or "" for a random element
	Word   string  // the word that it is part of, or ""
	// Position is the letter's place in its word, -1 for a random element.
	Position int
	// Predictable tells that what came before determines the element: all letters of
	// a word but its first.
	Predictable bool
	Noisy       bool // noise may have moved bits of Input
}

// Words is an endless stream in which words stand among random elements, and
// share parts with each other, so that only the first letter tells which it is.
// With the default parameters 5 of 10 elements are predictable: no memory predicts
// more than half, and one that sees the previous element alone about a third.
//
// Hawkins & Ahmad (2016), "Why neurons have thousands of synapses, a theory of
// sequence memory in neocortex", doi:10.3389/fncir.2016.00023, figure 6 and its
// program sequence_simulations. There noise may let two bits fall together; here
// as many are on as before.
type Words struct {
	params WordsParams
	words  *splitMix
	bits   *splitMix
	index  int
	word   string // that is being spelled
	place  int    // of its next letter
}

// NewWords starts the stream. The error names every bad parameter.
func NewWords(p WordsParams) (*Words, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &Words{params: p, words: streamOf(p.Seed, 1), bits: streamOf(p.Seed, 2)}, nil
}

// Next returns the next element.
func (w *Words) Next() WordElement {
	p := w.params
	e := WordElement{Index: w.index, Position: -1}
	if w.word == "" && w.index%p.Period == p.Phase {
		choice := p.Words
		if w.index > p.Switch {
			choice = p.After
		}
		w.word, w.place = choice[w.words.below(len(choice))], 0
	}
	if w.word == "" {
		e.Input = w.bits.sdr(p.Columns, p.Active)
	} else {
		e.Word, e.Position, e.Predictable = w.word, w.place, w.place > 0
		e.Letter = w.word[w.place : w.place+1]
		e.Input, _ = Letter(e.Letter, p.Columns, p.Active) // validated
		if w.place++; w.place == len(w.word) {
			w.word = ""
		}
	}
	if p.Noise > 0 && w.index >= p.NoisyFrom && w.index < p.NoisyUntil {
		e.Input, e.Noisy = streamOf(p.Seed, 3, uint64(w.index)).scatter(e.Input, p.Noise), true
	}
	w.index++
	return e
}

// Take returns the next n elements; none for n <= 0.
func (w *Words) Take(n int) []WordElement {
	var elements []WordElement
	for range n {
		elements = append(elements, w.Next())
	}
	return elements
}

// Letter returns a letter's code: of A (0) to Z (25), the active columns from
// letter times active on. What is no letter from A to Z, or has no columns, is an
// error.
func Letter(letter string, columns, active int) (sdr.SDR, error) {
	var bad faults
	bad.size("columns", columns)
	bad.of("active", active, "columns", columns)
	bad.that(len(letter) == 1 && letter[0] >= 'A' && letter[0] <= 'Z', "letter = %q, want one of A to Z", letter)
	if bad.err != nil {
		return sdr.SDR{}, bad.err
	}
	first := int(letter[0]-'A') * active
	if first+active > columns {
		return sdr.SDR{}, faultOf("letter = %q has the columns %d to %d, want columns below %d", letter, first, first+active-1, columns)
	}
	code := sdr.SDR{Size: columns, Bits: make([]int, active)}
	for i := range code.Bits {
		code.Bits[i] = first + i
	}
	return code, nil
}
