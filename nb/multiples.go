package nb

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Multiples is a grid of small line charts with the same axes, one for each
// variant or task: what differs is seen at once, and no line hides another.
//
//	nb.Multiples{Title: "Accuracy by rule", Charts: charts, Repeat: []nb.Line{{Name: "baseline", Y: y}}}.Figure()
type Multiples struct {
	Title   string // what is shown, on which data
	Caption string
	Charts  []Lines    // the Title of each names it; its labels, scales, range, Spread and Height are those below
	Repeat  []Line     // drawn in every chart, in grey: the baseline
	XLabel  string     // "record" if empty
	YLabel  string     // with the unit
	YRange  [2]float64 // {0, 0} means all that is drawn, in whichever chart
	LogX    bool
	LogY    bool
	Spread  string // what Low and High are
	Columns int    // charts beside each other; 0 means up to 3, or 4 of more than 9
	Height  int    // of each data area, in pixels; 0 means 120
}

// Figure draws the grid. No charts, and what a chart alone refuses, are an error.
func (m Multiples) Figure() (*Figure, error) {
	if len(m.Charts) == 0 {
		return nil, fmt.Errorf("nb: %q: 0 charts, want at least one", m.Title)
	}
	if m.Columns < 0 {
		return nil, fmt.Errorf("nb: %q: Columns = %d, want >= 0", m.Title, m.Columns)
	}
	g := grid{title: m.Title, caption: m.Caption, columns: m.Columns}
	if g.columns == 0 {
		g.columns = 3
		if len(m.Charts) > 9 || len(m.Charts) == 4 {
			g.columns = 4
		}
	}
	g.columns = min(g.columns, len(m.Charts))
	text := sentence(m.Title, "Small line charts with the same axes")
	colours := map[string]color.Color{}
	for i, chart := range m.Charts {
		p, err := m.chart(chart, colours).panel()
		if err != nil {
			return nil, err
		}
		if i > 0 && !p.x.origin.Equal(g.panels[0].x.origin) {
			return nil, fmt.Errorf("nb: %q: the Times of chart %q begin at %v, those of the first at %v, want the same", m.Title, chart.Title, p.x.origin, g.panels[0].x.origin)
		}
		g.names = append(g.names, chart.Title)
		g.legend = together(g.legend, p.legend)
		p.title, p.legend = "", nil
		g.panels = append(g.panels, p)
		text += " " + chart.Title + "."
	}
	g.share()
	return newFigure(text, g), nil
}

// chart is one of them with what all share. A series has one colour by its name.
func (m Multiples) chart(l Lines, colours map[string]color.Color) Lines {
	l.XLabel, l.YLabel, l.YRange, l.LogX, l.LogY, l.Spread = m.XLabel, m.YLabel, m.YRange, m.LogX, m.LogY, m.Spread
	if l.Height = m.Height; l.Height == 0 {
		l.Height = 120
	}
	var series []Line
	for _, s := range m.Repeat {
		if s.Color == nil {
			s.Color = Grey
		}
		series = append(series, s)
	}
	for _, s := range l.Series {
		if s.Color == nil {
			if colours[s.Name] == nil {
				colours[s.Name] = Palette[len(colours)%len(Palette)]
			}
			s.Color = colours[s.Name]
		}
		series = append(series, s)
	}
	l.Series = series
	return l
}

// together adds the entries that are not there yet.
func together(legend, more []entry) []entry {
	for _, e := range more {
		known := false
		for _, old := range legend {
			known = known || old.name == e.name
		}
		if !known {
			legend = append(legend, e)
		}
	}
	return legend
}

// grid is a table of panels with the same axes, labelled at its edges only.
type grid struct {
	title, caption string
	names          []string
	panels         []*panel
	columns        int
	legend         []entry
}

const (
	gridGap  = 22 // between panels
	nameLine = 18
)

var nameText = lettering{size: 13, line: 18, bold: true, color: ink}

// share gives all panels the range of all, and labels to those at the edges.
func (g grid) share() {
	x, y := g.panels[0].x, g.panels[0].y
	for _, p := range g.panels {
		x.min, x.max = math.Min(x.min, p.x.min), math.Max(x.max, p.x.max)
		y.min, y.max = math.Min(y.min, p.y.min), math.Max(y.max, p.y.max)
	}
	for i, p := range g.panels {
		p.x, p.y = x, y
		if i%g.columns > 0 {
			p.y.bare, p.y.label = true, ""
		}
		if i+g.columns < len(g.panels) {
			p.x.bare, p.x.label = true, ""
		}
	}
}

func (g grid) margins(width vg.Length) margins {
	m := margins{top: titleHeight(g.title, g.caption, width), right: 8}
	for i := 0; i < len(g.panels); i += g.columns {
		m.left = max(m.left, g.panels[i].margins(width).left)
	}
	return m
}

// row is the panels of row i, the margins that they share and their height.
func (g grid) row(i int, width vg.Length, m margins) (panels []*panel, data vg.Length, own margins, height vg.Length) {
	data = vg.Length(math.Floor(float64((width - m.left - m.right - vg.Length(g.columns-1)*gridGap) / vg.Length(g.columns))))
	panels = g.panels[i*g.columns : min((i+1)*g.columns, len(g.panels))]
	for _, p := range panels {
		// A panel that begins at its data area keeps no room at the sides.
		own.top = max(own.top, p.margins(data+p.margins(data).left+max(16, p.rightRoom)).top-4)
	}
	for _, p := range panels {
		height = max(height, p.height(data, own))
		if p.x.bare {
			height -= tickLabelRoom - tickLength
		}
	}
	return panels, data, own, height + nameLine
}

func (g grid) rows() int { return (len(g.panels) + g.columns - 1) / g.columns }

func (g grid) height(width vg.Length, m margins) vg.Length {
	h := m.top + vg.Length(len(legendRows(g.legend, width-m.left)))*legendRow
	for i := 0; i < g.rows(); i++ {
		_, _, _, height := g.row(i, width, m)
		h += height
	}
	return h
}

func (g grid) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	drawTitle(c, r, g.title, g.caption)
	y := r.Max.Y - m.top
	for i := 0; i < g.rows(); i++ {
		panels, data, own, height := g.row(i, r.Max.X-r.Min.X, m)
		x := r.Min.X + m.left
		for k, p := range panels {
			nameText.put(c, x, y-nameText.size, left, nameText.shorten(g.names[i*g.columns+k], data))
			p.draw(c, vg.Rectangle{Min: vg.Point{X: x, Y: y - height}, Max: vg.Point{X: x + data, Y: y - nameLine}}, own)
			x += data + gridGap
		}
		y -= height
	}
	drawLegend(c, r.Min.X+m.left, y-4, legendRows(g.legend, r.Max.X-r.Min.X-m.left))
}

// shorten cuts a text that is wider than its room, and shows that it did.
func (l lettering) shorten(text string, width vg.Length) string {
	if l.width(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && l.width(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
