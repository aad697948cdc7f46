package nb

import (
	"encoding/base64"
	"encoding/binary"
	"image/color"
	"math"
	"time"
)

// streamed is what assets/streamdata.js reads.
type streamed struct {
	Title     string         `json:"title"`
	Caption   string         `json:"caption"`
	XLabel    string         `json:"xlabel"`
	Time      bool           `json:"time"` // x are seconds since 1970 of the clock on the wall
	Records   int            `json:"n"`
	Start     float64        `json:"start"` // x of the first record
	Step      float64        `json:"step"`  // to the next, or what Steps count
	Steps     string         `json:"steps"` // between records, if they are not all one
	Panes     []streamedPane `json:"panes"`
	Anomalies string         `json:"anomalies"` // steps from one to the next
	Marks     []streamedMark `json:"marks"`
	Bands     []streamedBand `json:"bands"`
}

type streamedPane struct {
	Label  string          `json:"label"`
	Height int             `json:"height"`
	Low    float64         `json:"low"`
	High   float64         `json:"high"`
	Series []quantised     `json:"series"`
	Levels []streamedLevel `json:"levels"`
}

type streamedLevel struct {
	Name  string  `json:"name"`
	Y     float64 `json:"y"`
	Color string  `json:"color"`
}

type streamedMark struct {
	X    float64 `json:"x"`
	Name string  `json:"name"`
}

type streamedBand struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	Name string  `json:"name"`
}

// packed is the stream, which has been checked, for the script.
func (s Stream) packed() streamed {
	d := streamed{
		Title: s.Title, Caption: s.Caption, XLabel: named(s.XLabel, "record"), Time: s.Times != nil, Records: s.records(), Step: 1,
		Panes: []streamedPane{}, Anomalies: steps(s.Anomalies), Marks: []streamedMark{}, Bands: []streamedBand{},
	}
	origin := 0.0 // of the marks
	switch {
	case s.Times != nil:
		origin = wall(s.Times[0], s.Times[0])
		d.XLabel = s.XLabel
		d.times(s.Times)
	case s.X != nil:
		d.numbers(s.X)
	}
	var x []float64 // as marks and bands count it
	for i, p := range s.Panes {
		l := s.lines(i)
		series, _ := l.resolved() // Figure has checked it
		x = series[0].X
		pane := streamedPane{Label: p.YLabel, Height: p.height(i), Levels: []streamedLevel{}}
		_, _, pane.Low, pane.High = l.ranges(series)
		for k, line := range series {
			q := quantise(line.Y)
			q.Name, q.Color, q.Dashed, q.Fill, q.Thin = line.Name, pageColor(l.color(k)), line.Dashed, line.Fill, line.Thin
			pane.Series = append(pane.Series, q)
		}
		for _, v := range p.Levels {
			level := streamedLevel{v.legend(), v.Y, "#8C8C8C"}
			if v.Color != nil {
				level.Color = pageColor(v.Color)
			}
			pane.Levels = append(pane.Levels, level)
		}
		d.Panes = append(d.Panes, pane)
	}
	for _, m := range s.Marks {
		at := origin + m.X
		if s.Times != nil && !m.Time.IsZero() {
			at = wall(m.Time, s.Times[0])
		}
		if drawable(at) {
			d.Marks = append(d.Marks, streamedMark{at, m.Label})
		}
	}
	for _, b := range s.Bands { // which may have no end
		if from, to := math.Max(b.From, x[0]), math.Min(b.To, x[len(x)-1]); from < to {
			d.Bands = append(d.Bands, streamedBand{origin + from, origin + to, b.Name})
		}
	}
	return d
}

// wall is what the clock said, in seconds since 1970, if it was never put forward or
// back after the first time.
func wall(t, first time.Time) float64 {
	_, offset := first.Zone()
	return float64(t.UnixMilli())/1000 + float64(offset)
}

// times are kept to the millisecond.
func (d *streamed) times(times []time.Time) {
	ms := make([]int, len(times))
	for i, t := range times {
		ms[i] = int(t.Sub(times[0]).Milliseconds())
	}
	d.Start = wall(times[0], times[0])
	if len(ms) > 1 && evenly(Floats(ms)) {
		d.Step = float64(ms[len(ms)-1]) / float64(len(ms)-1) / 1000
		return
	}
	d.Step, d.Steps = 0.001, steps(ms)
}

// numbers that are not evenly spaced are kept to a part in 2^31 of their range.
func (d *streamed) numbers(x []float64) {
	last := len(x) - 1
	d.Start = x[0]
	if last > 0 && evenly(x) {
		d.Step = (x[last] - x[0]) / float64(last)
		return
	}
	d.Step = (x[last] - x[0]) / (1 << 31)
	whole := make([]int, len(x))
	for i, v := range x {
		if d.Step > 0 {
			whole[i] = int(math.Round((v - x[0]) / d.Step))
		}
	}
	d.Steps = steps(whole)
}

// evenly tells whether values rise by the same from each to the next.
func evenly(x []float64) bool {
	step := (x[len(x)-1] - x[0]) / float64(len(x)-1)
	for i, v := range x {
		if math.Abs(v-x[0]-float64(i)*step) > 1e-6*step {
			return false
		}
	}
	return step > 0
}

// steps are how far each whole number is from the one before, the first from zero: as
// varints, in letters.
func steps(rising []int) string {
	var b []byte
	last := 0
	for _, v := range rising {
		b = binary.AppendUvarint(b, uint64(v-last))
		last = v
	}
	return base64.StdEncoding.EncodeToString(b)
}

// quantised is a series in whole steps of Unit above Low.
type quantised struct {
	Name     string  `json:"name"`
	Color    string  `json:"color"` // empty means that of the page's text
	Dashed   bool    `json:"dashed"`
	Fill     bool    `json:"fill"`
	Thin     bool    `json:"thin"`
	Low      float64 `json:"low"`
	Unit     float64 `json:"unit"`
	Decimals int     `json:"decimals"` // that mean something
	// Values are 16 bits each, 65,535 for a gap. What is kept is how much a value is
	// above the one before, modulo 65,536, with the sign as the lowest bit; the lower
	// bytes of all come before the higher ones, so that both pack well.
	Values string `json:"values"`
}

const (
	mostSteps = 65_534
	gapStep   = 65_535
)

// quantise takes steps of a power of ten that all values are multiples of, or of a
// 65,534th of the range.
func quantise(y []float64) quantised {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range y {
		if !math.IsNaN(v) {
			low, high = math.Min(low, v), math.Max(high, v)
		}
	}
	q := quantised{Low: low, Unit: (high - low) / mostSteps}
	if low == high {
		q.Unit = math.Max(math.Abs(low), 1e-9) * 1e-6
	}
	q.Decimals = max(0, min(30, int(math.Ceil(-math.Log10(q.Unit)))))
	for decimals := 0; decimals < 12; decimals++ {
		scale := math.Pow10(decimals)
		if (high-low)*scale > mostSteps {
			break
		}
		if whole(y, scale, math.Min(1e-5, 0.5*(high-low)*scale/mostSteps)) {
			q.Low, q.Unit, q.Decimals = math.Round(low*scale)/scale, 1/scale, decimals
			break
		}
	}
	lower, upper := make([]byte, len(y)), make([]byte, len(y))
	last := uint16(0)
	for i, v := range y {
		step := uint16(gapStep)
		if !math.IsNaN(v) {
			step = uint16(min(mostSteps, math.Round((v-q.Low)/q.Unit)))
		}
		change := step - last
		last = step
		change = change<<1 ^ uint16(int16(change)>>15)
		lower[i], upper[i] = byte(change), byte(change>>8)
	}
	q.Values = base64.StdEncoding.EncodeToString(append(lower, upper...))
	return q
}

// whole tells whether all values are whole numbers of 1/scale, but for so much of it.
func whole(y []float64, scale, tolerance float64) bool {
	for _, v := range y {
		if x := v * scale; math.Abs(x-math.Round(x)) > tolerance {
			return false
		}
	}
	return true
}

// pageColor is a colour for a page: black stands for that of its text.
func pageColor(c color.Color) string {
	if c == color.Color(Black) {
		return ""
	}
	return hex(c)
}
