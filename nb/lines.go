package nb

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"
)

// Lines is a line chart of one or several series over one x axis: a learning
// curve, a probe, a stream.
//
//	nb.Lines{Title: "Error", YLabel: "error (kW)", Series: []nb.Line{{Name: "HTM", Y: errors}}}.Figure()
type Lines struct {
	Title   string      // what is shown, on which data
	Caption string      // a second, smaller line under the title
	X       []float64   // shared by all series, not decreasing; nil means 0, 1, 2 ...
	Times   []time.Time // instead of X: an axis of days; X of marks and bands then counts seconds since Times[0]
	XLabel  string      // "record" if empty; an axis of days needs none
	YLabel  string      // with the unit: "error (kW)"
	Series  []Line
	Levels  []Level    // horizontal reference lines, named in the legend
	Marks   []Mark     // vertical lines, labelled above
	Bands   []Band     // shaded ranges of x, named in the legend
	YRange  [2]float64 // {0, 0} means all that is drawn, and from zero if nothing is negative
	LogX    bool       // a logarithmic axis: all of it has to be above zero
	LogY    bool
	Spread  string // what Low and High of the series are: "smallest and largest of 5 seeds"
	Height  int    // of the data area, in pixels; 0 means 230
}

// Line is one series. NaN leaves a gap.
type Line struct {
	Name   string
	Y      []float64
	X      []float64   // its own, if it differs from that of the chart
	Color  color.Color // nil means the next one of Palette
	Dashed bool        // for what it is compared with
	Points bool        // a dot at every point, for few points
	Fill   bool        // shade down to zero
	Thin   bool        // for long, noisy series
	// Low and High bound a band around the line, each as long as Y: the spread over
	// seeds, which Spread of the chart names. NaN leaves a gap.
	Low, High []float64
	// Loose draws diamonds that no line joins, with Low and High as error bars, and
	// X in any order: published values, or a cloud of points.
	Loose bool
}

// Level is a horizontal reference line: a baseline, a published value, a
// threshold. The legend says its name and value.
type Level struct {
	Name  string
	Y     float64
	Color color.Color // nil means a grey
}

// Mark is a vertical line at an event. On an axis of days it may say its Time in
// place of X.
type Mark struct {
	X     float64
	Label string
	Time  time.Time
}

// Band is a shaded range of x.
type Band struct {
	From, To float64
	Name     string
}

// Figure draws the chart. Series without a finite value, of another length than
// their x, or x that decreases are an error.
func (l Lines) Figure() (*Figure, error) {
	p, err := l.panel()
	if err != nil {
		return nil, err
	}
	return newFigure(l.text(), p), nil
}

func (l Lines) text() string {
	var names []string
	for _, s := range l.Series {
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	for _, v := range l.Levels {
		names = append(names, v.legend())
	}
	text := sentence(l.Title, "Line chart")
	if len(names) > 0 {
		text += " Lines: " + strings.Join(names, ", ") + "."
	}
	if l.Spread != "" {
		text += " Bands and bars: " + l.Spread + "."
	}
	return text
}

func (l Lines) panel() (*panel, error) {
	series, err := l.resolved()
	if err != nil {
		return nil, err
	}
	if err := checkLevels(l.Title, l.Levels); err != nil {
		return nil, err
	}
	if err := l.checkLogs(); err != nil {
		return nil, err
	}
	p := &panel{title: l.Title, caption: l.Caption, marks: l.Marks, bands: l.Bands, plotHeight: dataHeight}
	if l.Height > 0 {
		p.plotHeight = vg.Length(l.Height)
	}
	p.x = axis{label: l.XLabel, log: l.LogX}
	if l.Times != nil {
		p.x.origin = l.Times[0]
		p.marks = append([]Mark(nil), l.Marks...)
		for i, m := range p.marks {
			if !m.Time.IsZero() {
				p.marks[i].X = m.Time.Sub(l.Times[0]).Seconds()
			}
		}
	} else if p.x.label == "" {
		p.x.label = "record"
	}
	if l.LogX {
		p.marks, p.bands = logged(l.Marks, l.Bands)
	}
	p.y = axis{label: l.YLabel, log: l.LogY}
	p.x.min, p.x.max, p.y.min, p.y.max = l.ranges(series)

	for i, s := range series { // bands under all lines
		if s.Low != nil && !s.Loose {
			p.layers = append(p.layers, spread{s, l.color(i)}.draw)
		}
	}
	for _, b := range l.Bands {
		if b.Name != "" {
			p.legend = append(p.legend, entry{name: b.Name, color: bandColor, box: true})
		}
	}
	var entries []entry
	for i, s := range series {
		if s.Loose {
			d := diamonds{s, l.color(i)}
			p.layers = append(p.layers, d.draw)
			if s.Name != "" {
				entries = append(entries, d.legend())
			}
			continue
		}
		v := curve{x: s.X, y: s.Y, color: l.color(i), width: 2, points: s.Points, fill: s.Fill}
		if s.Dashed {
			v.dash, v.width = dashes, 1.5
		}
		if s.Thin {
			v.width = 1
		}
		p.layers = append(p.layers, v.draw)
		if s.Name != "" {
			entries = append(entries, entry{name: s.Name, color: v.color, dash: v.dash, width: max(v.width, 1.5), points: s.Points, band: s.Low != nil})
		}
	}
	p.legend = append(entries, p.legend...)
	p.addLevels(l.Levels)
	if e := l.spreadEntry(); e.band || e.whisks {
		p.legend = append(p.legend, e)
	}
	return p, nil
}

// color is that of series i.
func (l Lines) color(i int) color.Color {
	if c := l.Series[i].Color; c != nil {
		return c
	}
	return Palette[i%len(Palette)]
}

// resolved gives every series its x and checks it.
func (l Lines) resolved() ([]Line, error) {
	if len(l.Series) == 0 {
		return nil, fmt.Errorf("nb: %q: 0 series, want at least one", l.Title)
	}
	if l.Times != nil && l.X != nil {
		return nil, fmt.Errorf("nb: %q: both X and Times, want one of them", l.Title)
	}
	if l.LogX && l.Times != nil {
		return nil, fmt.Errorf("nb: %q: LogX with Times, want numbers on a logarithmic axis", l.Title)
	}
	shared := l.X
	if l.Times != nil {
		if len(l.Times) == 0 {
			return nil, fmt.Errorf("nb: %q: 0 Times, want one for each value", l.Title)
		}
		shared = make([]float64, len(l.Times))
		for i, t := range l.Times {
			shared[i] = t.Sub(l.Times[0]).Seconds()
		}
	}
	var series []Line
	for i, s := range l.Series {
		name := s.Name
		if name == "" {
			name = fmt.Sprintf("series %d", i)
		}
		if s.X == nil {
			s.X = shared
		}
		if s.X == nil {
			s.X = counting(len(s.Y))
		}
		if err := checkSeries(l.Title, name, s.X, s.Y, s.Loose); err != nil {
			return nil, err
		}
		if err := l.checkSpread(name, s); err != nil {
			return nil, err
		}
		if err := l.logSeries(name, &s); err != nil {
			return nil, err
		}
		series = append(series, s)
	}
	if l.YRange != [2]float64{} && !(drawable(l.YRange[0]) && drawable(l.YRange[1]) && l.YRange[0] < l.YRange[1]) {
		return nil, fmt.Errorf("nb: %q: YRange = %v, want {low, high}, two finite numbers", l.Title, l.YRange)
	}
	return series, nil
}

func checkSeries(title, name string, x, y []float64, anyOrder bool) error {
	if len(x) != len(y) {
		return fmt.Errorf("nb: %q: %s: %d y for %d x, want as many", title, name, len(y), len(x))
	}
	finite := false
	for i := range y {
		if !math.IsNaN(y[i]) && !drawable(y[i]) {
			return fmt.Errorf("nb: %q: %s: y[%d] = %v, want a finite number, or NaN for a gap", title, name, i, y[i])
		}
		if !drawable(x[i]) || !anyOrder && i > 0 && x[i] < x[i-1] {
			return fmt.Errorf("nb: %q: %s: x[%d] = %v, want finite numbers that do not decrease", title, name, i, x[i])
		}
		finite = finite || !math.IsNaN(y[i])
	}
	if !finite {
		return fmt.Errorf("nb: %q: %s: no number among %d values, want at least one", title, name, len(y))
	}
	return nil
}

// drawable tells whether an axis can hold a value: NaN, the infinities and what
// is so large that sums overflow have no place on one.
func drawable(x float64) bool { return math.Abs(x) <= 1e300 }

// checkLevels says which level cannot be drawn.
func checkLevels(title string, levels []Level) error {
	for _, v := range levels {
		if !drawable(v.Y) {
			return fmt.Errorf("nb: %q: level %q = %v, want a finite number", title, v.Name, v.Y)
		}
	}
	return nil
}

// ranges of the axes: all that is drawn.
func (l Lines) ranges(series []Line) (xmin, xmax, ymin, ymax float64) {
	xmin, xmax, ymin, ymax = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, s := range series {
		for _, v := range s.X {
			xmin, xmax = math.Min(xmin, v), math.Max(xmax, v)
		}
		for _, values := range [][]float64{s.Y, s.Low, s.High} {
			for _, v := range values {
				if drawable(v) {
					ymin, ymax = math.Min(ymin, v), math.Max(ymax, v)
				}
			}
		}
	}
	y := axis{log: l.LogY}
	for _, v := range l.Levels {
		ymin, ymax = math.Min(ymin, y.place(v.Y)), math.Max(ymax, y.place(v.Y))
	}
	if xmin == xmax {
		xmin, xmax = xmin-nearby(xmin), xmax+nearby(xmax)
	} else if (series[0].Points || l.loose()) && l.Times == nil { // the first and the last dot whole
		air := (xmax - xmin) * 0.015
		xmin, xmax = xmin-air, xmax+air
	}
	if l.YRange != [2]float64{} {
		return xmin, xmax, y.place(l.YRange[0]), y.place(l.YRange[1])
	}
	if l.LogY {
		air := math.Max((ymax-ymin)*0.04, 0.02)
		return xmin, xmax, ymin - air, ymax + air
	}
	ymin, ymax = padRange(ymin, ymax)
	return xmin, xmax, ymin, ymax
}

// padRange leaves a little air, and starts at zero when nothing is negative.
func padRange(low, high float64) (float64, float64) {
	if low >= 0 {
		if high == 0 {
			high = 1
		}
		return 0, high * 1.05
	}
	air := (high - low) * 0.05
	if air == 0 {
		air = nearby(low)
	}
	return low - air, math.Max(high+air, 0)
}

// nearby is a distance that can be seen on an axis around a single value.
func nearby(x float64) float64 { return math.Max(1, math.Abs(x)*1e-9) }

var bandColor = color.RGBA{0xFA, 0xF1, 0xD6, 0xFF}

func (b Band) draw(c vg.Canvas, f frame) {
	from, to := math.Max(b.From, f.x.min), math.Min(b.To, f.x.max)
	if from < to {
		fillBox(c, bandColor, f.X(from), f.Min.Y, f.X(to), f.Max.Y)
	}
}

func (v Level) legend() string { return v.Name + " (" + shortNumber(v.Y) + ")" }

var levelGreys = []color.Color{color.RGBA{0x44, 0x44, 0x44, 0xFF}, color.RGBA{0x77, 0x77, 0x77, 0xFF}, color.RGBA{0x99, 0x99, 0x99, 0xFF}}
var levelDashes = [][]vg.Length{{7, 3}, {2, 3}, {7, 3, 2, 3}}

// addLevels draws the reference lines over the series, told apart by their dashes.
func (p *panel) addLevels(levels []Level) {
	for i, v := range levels {
		col, dash := v.Color, levelDashes[i%len(levelDashes)]
		if col == nil {
			col = levelGreys[i%len(levelGreys)]
		}
		y := p.y.place(v.Y)
		p.layers = append(p.layers, func(c vg.Canvas, f frame) {
			if y >= f.y.min && y <= f.y.max {
				at := snap(f.Y(y)) + .5
				drawLine(c, col, 1.5, dash, vg.Point{X: f.Min.X, Y: at}, vg.Point{X: f.Max.X, Y: at})
			}
		})
		p.legend = append(p.legend, entry{name: v.legend(), color: col, dash: dash, width: 1.5})
	}
}

// shortNumber writes a value as a person would: 4.30, 12,000, and 0.9999
// rather than 1.00.
func shortNumber(v float64) string {
	if v != 0 && math.Abs(v) < 1e-4 {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	if v == math.Trunc(v) {
		return formatNumber(v, 0)
	}
	decimals := 2
	for decimals < 9 && math.Round(v*math.Pow10(decimals)) == math.Round(v)*math.Pow10(decimals) {
		decimals++
	}
	return formatNumber(v, decimals)
}

// sentence is a title, or what stands for a missing one, with a full stop.
func sentence(title, kind string) string {
	if title == "" {
		return kind + "."
	}
	return kind + ": " + strings.TrimSuffix(strings.TrimSpace(title), ".") + "."
}

func counting(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(i)
	}
	return x
}

// Floats turns whole numbers into the numbers that figures take.
func Floats(values []int) []float64 {
	x := make([]float64, len(values))
	for i, v := range values {
		x[i] = float64(v)
	}
	return x
}
