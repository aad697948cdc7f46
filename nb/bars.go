package nb

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Bars is a chart of named values, one or several for each name: the staircase of
// configurations. Values stand at the bars. Names that are too long to stand under
// their bars stand beside them, and the bars lie.
//
//	nb.Bars{Title: "1-step error", YLabel: "error (kW)", Names: names, Series: []nb.Bar{{Y: errors}}}.Figure()
type Bars struct {
	Title   string
	Caption string
	Names   []string // of the groups
	YLabel  string   // what the values are, with the unit
	Series  []Bar
	Levels  []Level // reference lines: baselines
	Format  string  // of the values; empty means "%.2f", or whole numbers with separators
	YMax    float64 // end of the value axis; 0 means all that is drawn
	Lying   bool    // bars lie even if the names are short
}

// Bar is one value for each name; NaN leaves a bar out.
type Bar struct {
	Name string // in the legend
	Y    []float64
}

const (
	barThickness = 18 // of a lying bar
	groupGap     = 12
)

// Figure draws the chart. A series with another number of values than there are
// names, or without any, is an error.
func (b Bars) Figure() (*Figure, error) {
	p, err := b.panel()
	if err != nil {
		return nil, err
	}
	text := sentence(b.Title, "Bar chart")
	for i, name := range b.Names {
		var values []string
		for _, s := range b.Series {
			values = append(values, strings.TrimSpace(s.Name+" "+b.format(s.Y[i])))
		}
		text += fmt.Sprintf(" %s: %s.", name, strings.Join(values, ", "))
	}
	return newFigure(text, p), nil
}

func (b Bars) panel() (block, error) {
	if len(b.Names) == 0 || len(b.Series) == 0 {
		return nil, fmt.Errorf("nb: %q: %d names and %d series, want at least one of each", b.Title, len(b.Names), len(b.Series))
	}
	if err := checkLevels(b.Title, b.Levels); err != nil {
		return nil, err
	}
	if !(b.YMax >= 0 && drawable(b.YMax)) {
		return nil, fmt.Errorf("nb: %q: YMax = %v, want a finite number >= 0", b.Title, b.YMax)
	}
	low, high := 0.0, 0.0
	for i, s := range b.Series {
		name := s.Name
		if name == "" {
			name = fmt.Sprintf("series %d", i)
		}
		if err := checkSeries(b.Title, name, counting(len(b.Names)), s.Y, false); err != nil {
			return nil, err
		}
		for _, v := range s.Y {
			if !math.IsNaN(v) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
	}
	for _, v := range b.Levels {
		low, high = math.Min(low, v.Y), math.Max(high, v.Y)
	}
	if low < 0 {
		low *= 1.1
	}
	if high *= 1.1; high == low {
		high = 1
	}
	if b.YMax > 0 {
		high = b.YMax
	}
	n := float64(len(b.Names))
	groups := axis{min: -0.5, max: n - 0.5, names: b.Names}
	values := axis{min: low, max: high, label: b.YLabel}
	lying := groups
	lying.min, lying.max = lying.max, lying.min // the first name on top

	flat := &panel{title: b.Title, caption: b.Caption, x: values, y: lying}
	flat.plotHeight = vg.Length(n * (barThickness*float64(len(b.Series)) + groupGap))
	upright := &panel{title: b.Title, caption: b.Caption, x: groups, y: values, plotHeight: dataHeight}
	for i, s := range b.Series {
		col := Palette[i%len(Palette)]
		if s.Name != "" {
			e := entry{name: s.Name, color: col, box: true}
			flat.legend, upright.legend = append(flat.legend, e), append(upright.legend, e)
		}
	}
	flat.layers = append(flat.layers, func(c vg.Canvas, f frame) { b.draw(c, f, true) })
	upright.layers = append(upright.layers, func(c vg.Canvas, f frame) { b.draw(c, f, false) })
	flat.addUprightLevels(b.Levels)
	upright.addLevels(b.Levels)
	flat.layers = append(flat.layers, func(c vg.Canvas, f frame) { b.write(c, f, true) })
	upright.layers = append(upright.layers, func(c vg.Canvas, f frame) { b.write(c, f, false) })
	return standing{b, upright, flat}, nil
}

// standing chooses upright bars where their names have room.
type standing struct {
	bars          Bars
	upright, flat *panel
}

func (s standing) choose(width vg.Length) *panel {
	m := s.upright.margins(width)
	group := (width - m.left - m.right) / vg.Length(len(s.bars.Names))
	for _, name := range s.bars.Names {
		if tickText.width(name) > group-6 || s.bars.Lying {
			return s.flat
		}
	}
	return s.upright
}

func (s standing) margins(width vg.Length) margins { return s.choose(width).margins(width) }
func (s standing) height(width vg.Length, m margins) vg.Length {
	return s.choose(width).height(width, m)
}
func (s standing) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	s.choose(r.Max.X-r.Min.X).draw(c, r, m)
}

// span is the place across the bars of value i of series k.
func (b Bars) span(f frame, flat bool, i, k int) (from, to vg.Length) {
	place, room := f.X, vg.Length(math.Abs(float64(f.X(1)-f.X(0))))
	if flat {
		place, room = f.Y, vg.Length(math.Abs(float64(f.Y(1)-f.Y(0))))
	}
	n := vg.Length(len(b.Series))
	thick := snap(min((room-groupGap)/n, 72))
	if flat {
		to = snap(place(float64(i)) + n*thick/2 - vg.Length(k)*thick)
		return to - thick + 1, to
	}
	from = snap(place(float64(i)) - n*thick/2 + vg.Length(k)*thick)
	return from, from + thick - 1
}

func (b Bars) draw(c vg.Canvas, f frame, flat bool) {
	for k, s := range b.Series {
		var path vg.Path
		for i, v := range s.Y {
			if math.IsNaN(v) {
				continue
			}
			from, to := b.span(f, flat, i, k)
			if flat {
				addBox(&path, f.X(0), from, min(f.X(v), f.Max.X), to)
			} else {
				addBox(&path, from, f.Y(0), to, min(f.Y(v), f.Max.Y))
			}
		}
		c.SetColor(Palette[k%len(Palette)])
		c.Fill(path)
	}
}

// write puts the values at the ends of the bars, over the reference lines.
func (b Bars) write(c vg.Canvas, f frame, flat bool) {
	values := tickText
	values.color = ink
	for k, s := range b.Series {
		for i, v := range s.Y {
			if math.IsNaN(v) {
				continue
			}
			text := b.format(v)
			w := values.width(text)
			from, to := b.span(f, flat, i, k)
			if flat {
				x, y := min(f.X(math.Max(v, 0)), f.Max.X)+5, (from+to)/2
				fillBox(c, paper, x-2, y-7, x+w+2, y+7)
				values.putMiddle(c, x, y, left, text)
				continue
			}
			if w > to-from+4 {
				continue // no room: the axis has to do
			}
			x, y := (from+to)/2, min(f.Y(math.Max(v, 0)), f.Max.Y)+10
			fillBox(c, paper, x-w/2-2, y-7, x+w/2+2, y+7)
			values.putMiddle(c, x, y, center, text)
		}
	}
}

func (b Bars) format(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	if b.Format != "" {
		return fmt.Sprintf(b.Format, v)
	}
	for _, s := range b.Series {
		for _, w := range s.Y {
			if w != math.Trunc(w) && !math.IsNaN(w) {
				return formatNumber(v, 2)
			}
		}
	}
	return formatNumber(v, 0)
}

// addUprightLevels draws reference lines across lying bars.
func (p *panel) addUprightLevels(levels []Level) {
	q := &panel{}
	q.addLevels(levels)
	p.legend = append(p.legend, q.legend...)
	for i, v := range levels {
		e, at := q.legend[i], v.Y
		p.layers = append(p.layers, func(c vg.Canvas, f frame) {
			if at >= f.x.min && at <= f.x.max {
				x := snap(f.X(at)) + .5
				drawLine(c, e.color, e.width, e.dash, vg.Point{X: x, Y: f.Min.Y}, vg.Point{X: x, Y: f.Max.Y})
			}
		})
	}
}
