package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gohtm/experiment"
	"gohtm/nb"
)

// claim is something that was published, and how it is obtained here.
type claim struct {
	name   string // of its file, its results and its figure: lower case, words joined by hyphens
	title  string // on the page
	source string // authors, year, title, doi, figure or table
	about  string // what is run and how it differs from the source: sentences in Markdown
	// seeds is how many there are, from 1 on; 0 means that nothing is random, and one run.
	seeds int
	cost  float64 // minutes of a processor for a run, roughly: what takes long begins first
	// run does it once. It stops soon after ctx ends, with an error; progress is never nil.
	run  func(ctx context.Context, seed uint64, progress func(done, total int)) (result, error)
	rows []row
	// figure draws what was found; nil for none.
	figure func(f findings) (*nb.Figure, error)
}

// row is one number of a claim: a line of its table.
type row struct {
	what string // in words, with the unit
	key  string // which number of a result: the mean over the seeds is judged
	// of, if not empty, says that key counts hits among as many trials as the number of
	// that name: they are summed over the seeds, and what is published has to be in Wilson's
	// interval for the share.
	of        string
	published published
	band      band   // where our mean has to be for the verdict "agrees"; open() for no verdict
	format    string // of the numbers; empty means %.3f
	why       string // why it differs: printed only if it does
}

// published is what a source says of a number.
type published struct {
	number, spread float64 // NaN if there is none; spread is a standard deviation
	words          string  // printed in place of, or before, the number
}

// value is a published number.
func value(x float64) published { return published{number: x, spread: math.NaN()} }

// about is a number read off a figure.
func about(x float64) published { return published{number: x, spread: math.NaN(), words: "about"} }

// spread is a published mean with its standard deviation.
func spread(mean, deviation float64) published { return published{number: mean, spread: deviation} }

// from is a point of a published curve, with its deviation if that is known.
func from(p experiment.Published, x float64) published {
	v := value(p.At(x))
	if p.Low != nil {
		v.spread = v.number - p.Low[slices.Index(p.X, x)]
	}
	return v
}

// words is what a source says without a number.
func words(text string) published {
	return published{number: math.NaN(), spread: math.NaN(), words: text}
}

func (p published) text(format string) string {
	text := p.words
	if !math.IsNaN(p.number) {
		if text != "" {
			text += " "
		}
		text += fmt.Sprintf(format, p.number)
	}
	if p.spread > 0 {
		text += " ± " + fmt.Sprintf(format, p.spread)
	}
	return text
}

// band is where a number has to be.
type band struct {
	low, high float64
	words     string // printed in place of the numbers
}

func between(low, high float64) band { return band{low: low, high: high} }
func atLeast(low float64) band       { return band{low: low, high: math.Inf(1)} }
func atMost(high float64) band       { return band{low: math.Inf(-1), high: high} }
func open() band                     { return band{low: math.Inf(-1), high: math.Inf(1)} }

// within is the band of so much to both sides.
func within(x, margin float64) band { return between(x-margin, x+margin) }

// printed is a number as a source prints it, "6.353e-11", ".0591" or "1 in 14587",
// and the band of all numbers that are printed so: for the latter, of 14587. It panics if
// text is none.
func printed(text string) (published, band) {
	number := strings.TrimPrefix(text, "1 in ")
	x, err := strconv.ParseFloat(number, 64)
	if err != nil {
		panic(err)
	}
	mantissa, exponent, _ := strings.Cut(number, "e")
	_, fraction, _ := strings.Cut(mantissa, ".")
	power, _ := strconv.Atoi(exponent)
	// A little more than half of the last digit: a half is rounded either way.
	b := within(x, .5001*math.Pow(10, float64(power-len(fraction))))
	b.words = "rounds to it"
	return words(text), b
}

func (b band) has(x float64) bool { return b.low <= x && x <= b.high }

func (b band) isOpen() bool { return b == open() }

func (b band) text() string {
	short := func(x float64) string { return strconv.FormatFloat(x, 'g', 5, 64) }
	switch {
	case b.isOpen():
		return ""
	case b.words != "":
		return b.words
	case math.IsInf(b.high, 1):
		return "at least " + short(b.low)
	case math.IsInf(b.low, -1):
		return "at most " + short(b.high)
	}
	return short(b.low) + " to " + short(b.high)
}
