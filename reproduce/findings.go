package main

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gohtm/experiment"
	"gohtm/htm/metric"
	"gohtm/nb"
)

// findings are the results of a claim, by seed: what its rows and its figure are made from.
type findings struct {
	claim   claim
	results []result
}

// numbers returns a number of every seed.
func (f findings) numbers(key string) []float64 {
	numbers := make([]float64, len(f.results))
	for i, r := range f.results {
		x, ok := r.Numbers[key]
		if !ok {
			panic(fmt.Sprintf("reproduce: %s has no number %q", f.claim.name, key))
		}
		numbers[i] = float64(x)
	}
	return numbers
}

// share returns hits by trials, summed over the seeds, and in which interval the
// probability is.
func (f findings) share(hits, trials string) (share, low, high float64) {
	h, n := 0.0, 0.0
	for i, x := range f.numbers(hits) {
		h, n = h+x, n+f.numbers(trials)[i]
	}
	low, high = metric.Wilson(int(h), int(n), deviations)
	return h / n, low, high
}

// deviations make an interval in which the probability is in 999 of 1000 cases.
const deviations = 3.2905

// finding is what a row says of our results.
type finding struct {
	ours    string
	verdict string // agrees, differs, or nothing
}

// judge compares our results with what was published.
func (f findings) judge(r row) finding {
	format := r.format
	if format == "" {
		format = "%.3f"
	}
	if r.of != "" {
		share, low, high := f.share(r.key, r.of)
		text := fmt.Sprintf(format+" ("+format+" to "+format+")", share, low, high)
		return finding{text, verdict(low <= r.published.number && r.published.number <= high)}
	}
	numbers := f.numbers(r.key)
	centre := mean(numbers)
	text := fmt.Sprintf(format, centre)
	if len(numbers) > 1 {
		text += fmt.Sprintf(" ("+format+" to "+format+")", slices.Min(numbers), slices.Max(numbers))
	}
	if r.band.isOpen() {
		return finding{text, ""}
	}
	return finding{text, verdict(r.band.has(centre))}
}

func verdict(agrees bool) string {
	if agrees {
		return "agrees"
	}
	return "differs"
}

// line returns a curve as a figure has it: the mean over the seeds, in the band from
// the least to the greatest, at the places where the first seed has points. Where another
// has none it is taken as its latest point before: sequences of streams end at other elements.
func (f findings) line(curve, name string, c color.Color) nb.Line {
	line := nb.Line{Name: name, Color: c}
	for i, r := range f.results {
		p, ok := r.Curves[curve]
		if !ok {
			panic(fmt.Sprintf("reproduce: %s has no curve %q", f.claim.name, curve))
		}
		x, y := floats(p.X), floats(p.Y)
		if i == 0 {
			line.X, line.Y, line.Low, line.High = x, make([]float64, len(y)), slices.Clone(y), slices.Clone(y)
		}
		for k, at := range line.X {
			after, there := slices.BinarySearch(x, at)
			if !there {
				after = max(0, after-1)
			}
			value := y[after]
			line.Y[k] += value / float64(len(f.results))
			line.Low[k], line.High[k] = math.Min(line.Low[k], value), math.Max(line.High[k], value)
		}
	}
	if len(f.results) < 2 {
		line.Low, line.High = nil, nil
	}
	return line
}

// spread says what the bands of the lines are.
func (f findings) spread() string {
	if len(f.results) < 2 {
		return "one seed"
	}
	return fmt.Sprintf("smallest and largest of %d seeds", len(f.results))
}

// marks are published points beside our lines.
func marks(name string, x, y []float64, c color.Color) nb.Line {
	return nb.Line{Name: name, X: x, Y: y, Loose: true, Color: c}
}

// drawn are the points of a published curve as marks, with what they spread as error bars.
func drawn(p experiment.Published, name string, c color.Color) nb.Line {
	line := marks(name, p.X, p.Y, c)
	line.Low, line.High = p.Low, p.High
	return line
}

// named returns the published curve of that name; it panics if there is none.
func named(all []experiment.Published, name string) experiment.Published {
	for _, p := range all {
		if p.Name == name {
			return p
		}
	}
	panic("reproduce: nothing published of " + name)
}
