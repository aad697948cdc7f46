package nb

import (
	_ "embed"
	"fmt"
	"image/color"
	"time"

	"gonum.org/v1/plot/vg"
)

// The stream's script, and what it reads the stream with.
var (
	//go:embed assets/stream.js
	streamScript string
	//go:embed assets/streamdata.js
	streamData string
)

// Stream shows long series, 100,000 records and more, in panes under each other over
// one x axis: what came and what was predicted, anomaly scores, the size of a memory.
// Its viewer pans and zooms, says the values under the pointer, and goes from one
// anomaly to the next. Zoomed out, a column of pixels is drawn from the smallest to
// the largest of its records, so that no spike is lost.
//
//	nb.Stream{Title: "Hot gym", Times: times, Panes: []nb.Pane{
//		{YLabel: "consumption (kW)", Series: []nb.Line{{Name: "actual", Y: actual}, {Name: "predicted", Y: predicted}}},
//		{YLabel: "anomaly", Series: []nb.Line{{Name: "likelihood", Y: likelihood}}, YRange: [2]float64{0, 1}},
//	}}.Viewer()
type Stream struct {
	Title   string
	Caption string
	// Times of the records, not decreasing: an axis of days, which shows the clock of
	// the first one's place; X of marks and bands then counts seconds since then.
	Times     []time.Time
	X         []float64 // or numbers that do not decrease; nil means 0, 1, 2 ...
	XLabel    string    // "record" if empty; an axis of days needs none
	Panes     []Pane    // from top to bottom
	Anomalies []int     // records to mark in every pane, rising: where a score passed its threshold
	Marks     []Mark    // events
	Bands     []Band    // shaded ranges of x
}

// Pane is a part of a Stream with a y axis of its own.
type Pane struct {
	YLabel string // with the unit
	// Series have one value for each record, NaN where there is none; of a Line its Name,
	// Y, Color, Dashed, Fill and Thin count.
	Series []Line
	Levels []Level
	YRange [2]float64 // {0, 0} means all that is drawn, and from zero if nothing is negative
	Height int        // of the data area, in pixels; 0 means 150, and 90 below the first
}

// mostStreamed is how many values a viewer takes: packed, they are 2 MB or less if
// neighbours are alike.
const mostStreamed = 1_000_000

// Viewer makes the stream something to explore. Series of different lengths, x that
// decrease, and more than 1,000,000 values in all are an error.
//
// Values are kept in 65,535 steps from the smallest to the largest of their series, or
// exactly if these are enough for all their decimals.
func (s Stream) Viewer() (*Viewer, error) {
	still, err := s.Figure()
	if err != nil {
		return nil, err
	}
	records, series := s.records(), 0
	for _, p := range s.Panes {
		series += len(p.Series)
	}
	if records*series > mostStreamed {
		return nil, fmt.Errorf("nb: %q: %s records of %d series, want at most %s values: show a part of them", s.Title, Thousands(records), series, Thousands(mostStreamed))
	}
	return newViewer(still, streamData+streamScript, s.packed())
}

// Figure draws all of it.
func (s Stream) Figure() (*Figure, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	text := sentence(s.Title, "Stream") + fmt.Sprintf(" %s records.", Thousands(s.records()))
	var parts rows
	for i := range s.Panes {
		p, err := s.panel(i)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
		text += fmt.Sprintf(" Pane %d: %s", i+1, s.Panes[i].text())
	}
	if len(s.Anomalies) > 0 {
		text += fmt.Sprintf(" Anomalies marked: %s.", Thousands(len(s.Anomalies)))
	}
	return newFigure(text, parts), nil
}

func (s Stream) panel(i int) (*panel, error) {
	l := s.lines(i)
	p, err := l.panel()
	if err != nil {
		return nil, err
	}
	if i > 0 { // what lies above says it
		p.title, p.caption = "", ""
	}
	if i < len(s.Panes)-1 {
		p.x.label, p.x.bare = "", true
	}
	if len(s.Anomalies) > 0 && i == 0 {
		series, err := l.resolved()
		if err != nil {
			return nil, err
		}
		p.layers = append(p.layers, anomalies{series[0].X, s.Anomalies}.draw)
		p.legend = append(p.legend, entry{name: "anomaly", color: Vermilion, sign: true})
	}
	return p, nil
}

// anomalies are diamonds along the upper edge, one where several would be.
type anomalies struct {
	x  []float64
	at []int
}

func (a anomalies) draw(c vg.Canvas, f frame) {
	var points []vg.Point
	for _, i := range a.at {
		if x := f.X(a.x[i]); len(points) == 0 || x >= points[len(points)-1].X+3 {
			points = append(points, vg.Point{X: x, Y: f.Max.Y - 6})
		}
	}
	drawDiamonds(c, Vermilion, points)
}

// lines are a pane as a line chart.
func (s Stream) lines(i int) Lines {
	p := s.Panes[i]
	l := Lines{
		Title: s.Title, Caption: s.Caption, Times: s.Times, X: s.X, XLabel: s.XLabel, YLabel: p.YLabel, YRange: p.YRange, Height: p.height(i),
		Series: p.Series, Levels: p.Levels, Marks: s.Marks, Bands: s.Bands,
	}
	if s.Times == nil && s.X == nil {
		l.X = counting(s.records())
	}
	if i > 0 {
		l.Marks, l.Bands = unlabelled(s.Marks), unnamed(s.Bands)
	}
	return l
}

func (p Pane) height(i int) int {
	switch {
	case p.Height > 0:
		return p.Height
	case i == 0:
		return 150
	}
	return 90
}

func (p Pane) text() string {
	text := named(p.YLabel, "values") + ":"
	for i, name := range lineNames(p.Series) {
		if i > 0 {
			text += ","
		}
		text += " " + named(name, fmt.Sprintf("series %d", i))
	}
	return text + "."
}

func (s Stream) records() int {
	switch {
	case s.Times != nil:
		return len(s.Times)
	case s.X != nil:
		return len(s.X)
	}
	return len(s.Panes[0].Series[0].Y)
}

// check says what the panes' line charts do not.
func (s Stream) check() error {
	if len(s.Panes) == 0 {
		return fmt.Errorf("nb: %q: 0 panes, want at least one", s.Title)
	}
	for i, p := range s.Panes {
		if len(p.Series) == 0 {
			return fmt.Errorf("nb: %q: pane %d has 0 series, want at least one", s.Title, i)
		}
		if p.Height < 0 || p.Height > 1000 {
			return fmt.Errorf("nb: %q: pane %d: Height = %d, want in [0, 1000]", s.Title, i, p.Height)
		}
		for k, l := range p.Series {
			if l.X != nil || l.Low != nil || l.High != nil || l.Loose {
				return fmt.Errorf("nb: %q: pane %d: series %d has X, Low, High or Loose, want a line over the stream's x", s.Title, i, k)
			}
		}
	}
	last := -1
	for _, at := range s.Anomalies {
		if at <= last || at >= s.records() {
			return fmt.Errorf("nb: %q: anomaly at record %d after %d, want rising numbers in [0, %d)", s.Title, at, last, s.records())
		}
		last = at
	}
	return nil
}

// Viewer makes the same something to explore: see Stream.
func (f Forecast) Viewer() (*Viewer, error) {
	return f.stream().Viewer()
}

func (f Forecast) stream() Stream {
	upper := Pane{YLabel: f.YLabel, YRange: f.YRange, Height: f.Height, Series: append([]Line{
		{Name: "actual", Y: f.Actual, Color: Black},
		{Name: named(f.Name, "predicted"), Y: f.Predicted, Color: Vermilion},
	}, coloured(f.Others, Blue, Green, Purple)...)}
	s := Stream{Title: f.Title, Caption: f.Caption, Times: f.Times, X: f.X, Marks: f.Marks, Bands: f.Bands, Panes: []Pane{upper}}
	return s.scores(f.Raw, f.Likelihood)
}

// Viewer makes the same something to explore, with a mark where the likelihood is at
// or above Threshold: see Stream. Bin means nothing to it.
func (a Anomaly) Viewer() (*Viewer, error) {
	if _, err := a.Figure(); err != nil { // says what is missing
		return nil, err
	}
	s := Stream{Title: a.Title, Caption: a.Caption, X: a.X, XLabel: a.XLabel, Marks: a.Marks, Bands: a.Bands}.scores(a.Raw, a.Likelihood)
	for i := range s.Panes {
		s.Panes[i].Height = a.Height
	}
	if a.Threshold > 0 && a.Likelihood != nil {
		s.Panes[len(s.Panes)-1].Levels = []Level{{Name: "threshold", Y: a.Threshold, Color: Vermilion}}
		for i, v := range a.Likelihood {
			if v >= a.Threshold {
				s.Anomalies = append(s.Anomalies, i)
			}
		}
	}
	return s.Viewer()
}

// scores adds a pane for each anomaly score that is given.
func (s Stream) scores(raw, likelihood []float64) Stream {
	add := func(label, name string, y []float64, c color.Color) {
		if y != nil {
			s.Panes = append(s.Panes, Pane{YLabel: label, YRange: [2]float64{0, 1}, Series: []Line{{Name: name, Y: y, Color: c, Fill: true, Thin: true}}})
		}
	}
	add("raw anomaly", "raw anomaly", raw, Blue)
	add("likelihood", "anomaly likelihood", likelihood, Purple)
	return s
}
