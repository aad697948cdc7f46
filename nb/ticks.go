package nb

import (
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot/vg"
)

// tick is a place on an axis: a grid line, a label, or both.
type tick struct {
	value float64
	label string
	line  bool
	power string // written small and raised after the label: 10 to the power of it
}

// axis is one direction of a panel. A time axis counts seconds from origin.
type axis struct {
	min, max float64
	label    string
	origin   time.Time // zero for an axis of numbers
	names    []string  // labels of 0, 1, 2 ...; nil for an axis of numbers
	plain    bool      // no grid lines
	bare     bool      // no labels: another panel has them
	log      bool      // min, max and the values of ticks are decimal logarithms
}

// ticks are as many as fit with room pixels each.
func (a axis) ticks(length, room vg.Length) []tick {
	ticks := a.labelled(length, room)
	for i := range ticks {
		if a.bare {
			ticks[i].label, ticks[i].power = "", ""
		}
	}
	return ticks
}

func (a axis) labelled(length, room vg.Length) []tick {
	switch {
	case a.names != nil:
		return nameTicks(a, length)
	case !a.origin.IsZero():
		return timeTicks(a, length)
	case a.log:
		return logTicks(a.min, a.max, int(length/room))
	}
	ticks := numberTicks(math.Min(a.min, a.max), math.Max(a.min, a.max), int(length/room))
	for i := range ticks {
		ticks[i].line = !a.plain
	}
	return ticks
}

// numberTicks are multiples of 1, 2 or 5 times a power of ten, about n of them.
func numberTicks(min, max float64, n int) []tick {
	step := niceStep((max - min) / math.Max(1, float64(n)))
	decimals := 0
	if step < 1 {
		decimals = int(math.Ceil(-math.Log10(step) - 1e-9))
	}
	var ticks []tick
	// Whole multiples, so that 0.3 is not 0.30000000000000004 and the end is kept.
	first := math.Ceil(min/step - 1e-9)
	for i := 0; i <= n+2; i++ { // counted: far from zero, the next multiple may be the same number
		value := (first + float64(i)) * step
		if value > max+step*1e-9 {
			break
		}
		if i == 0 || value > ticks[len(ticks)-1].value {
			ticks = append(ticks, tick{value: value, label: formatNumber(value, decimals), line: true})
		}
	}
	return ticks
}

// niceStep is the smallest of 1, 2, 5, 10, 20, ... (and below 1) that is >= step.
func niceStep(step float64) float64 {
	if !(step > 0) || math.IsInf(step, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= step*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// longestName is how wide the name of a row or column is at most, in pixels: the
// rest of the picture is for the data.
const longestName = 240

// nameTicks label rows or columns, as many as fit.
func nameTicks(a axis, length vg.Length) []tick {
	names := make([]string, len(a.names))
	room := tickText.line
	for i, name := range a.names {
		names[i] = tickText.shorten(name, longestName)
		if a.min < a.max { // names beside each other
			room = max(room, tickText.width(names[i])+6)
		}
	}
	every := 1
	for every < len(a.names) && float64(length)*float64(every)/math.Abs(a.max-a.min) < float64(room) { // with long names there may be no length at all
		every++
	}
	var ticks []tick
	for i := 0; i < len(a.names); i += every {
		ticks = append(ticks, tick{value: float64(i), label: names[i]})
	}
	return ticks
}

// timeTicks mark midnights and name the days between them when there is room,
// else weeks or months.
func timeTicks(a axis, length vg.Length) []tick {
	from := a.origin.Add(time.Duration(a.min * float64(time.Second)))
	to := a.origin.Add(time.Duration(a.max * float64(time.Second)))
	at := func(t time.Time) float64 { return t.Sub(a.origin).Seconds() }
	pixels := func(d time.Duration) vg.Length { return length * vg.Length(d.Seconds()/(a.max-a.min)) }
	const day = 24 * time.Hour
	midnight := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())

	var ticks []tick
	switch perDay := pixels(day); {
	case perDay >= 400: // hours
		hours := 3
		if perDay >= 1200 {
			hours = 1
		}
		for t := midnight; !t.After(to); t = t.Add(time.Duration(hours) * time.Hour) {
			layout := "15:04"
			if t.Hour() == 0 {
				layout = "Mon 2 Jan"
			}
			ticks = append(ticks, tick{value: at(t), label: t.Format(layout), line: true})
		}
	case perDay >= 34: // days, named in their middle
		layout := "Mon"
		if perDay >= 68 {
			layout = "Mon 2 Jan"
		}
		for t := midnight; !t.After(to); t = t.AddDate(0, 0, 1) {
			ticks = append(ticks, tick{value: at(t), line: true}, tick{value: at(t.Add(day / 2)), label: t.Format(layout)})
		}
	case perDay >= 10: // Mondays
		for t := midnight; !t.After(to); t = t.AddDate(0, 0, 1) {
			if t.Weekday() == time.Monday {
				ticks = append(ticks, tick{value: at(t), label: t.Format("2 Jan"), line: true})
			}
		}
	default:
		months := 1 + int(60/math.Max(1, float64(perDay)*30))
		first := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, from.Location())
		for t := first; !t.After(to); t = t.AddDate(0, months, 0) {
			ticks = append(ticks, tick{value: at(t), label: t.Format("Jan 2006"), line: true})
		}
	}
	kept := ticks[:0]
	for _, t := range ticks {
		if t.value >= a.min && t.value <= a.max {
			kept = append(kept, t)
		}
	}
	return kept
}

// Thousands writes a whole number with separators: 4,391.
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// formatNumber writes so many decimals, and separators in front of them.
func formatNumber(v float64, decimals int) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.Abs(v) >= 1e15:
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, rest := text, ""
	if decimals > 0 {
		whole, rest = text[:len(text)-decimals-1], text[len(text)-decimals-1:]
	}
	n, err := strconv.Atoi(whole)
	if err != nil {
		return text
	}
	sign := ""
	if v < 0 && (n != 0 || !allZero(rest)) {
		sign = "-"
	}
	return sign + Thousands(n) + rest
}

func allZero(text string) bool {
	for _, r := range text {
		if r != '0' && r != '.' {
			return false
		}
	}
	return true
}
