package nb

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// spread is the band between Low and High of a series.
type spread struct {
	Line
	color color.Color
}

// checkSpread says which band or error bar cannot be drawn.
func (l Lines) checkSpread(name string, s Line) error {
	if s.Low == nil && s.High == nil {
		return nil
	}
	if len(s.Low) != len(s.Y) || len(s.High) != len(s.Y) {
		return fmt.Errorf("nb: %q: %s: %d Low and %d High for %d y, want as many", l.Title, name, len(s.Low), len(s.High), len(s.Y))
	}
	if l.Spread == "" {
		return fmt.Errorf("nb: %q: %s: Low and High without Spread, want what they are, such as \"smallest and largest of 5 seeds\"", l.Title, name)
	}
	for i := range s.Low {
		low, high := s.Low[i], s.High[i]
		if low > high || !math.IsNaN(low) && !drawable(low) || !math.IsNaN(high) && !drawable(high) {
			return fmt.Errorf("nb: %q: %s: from Low[%d] = %v to High[%d] = %v, want finite numbers in order, or NaN for a gap", l.Title, name, i, low, i, high)
		}
	}
	return nil
}

// spreadEntry says in the legend what bands and error bars are.
func (l Lines) spreadEntry() entry {
	e := entry{name: l.Spread, color: Grey}
	for _, s := range l.Series {
		e.band = e.band || s.Low != nil && !s.Loose
		e.whisks = e.whisks || s.Low != nil && s.Loose
	}
	return e
}

// loose tells whether some series is a cloud of points.
func (l Lines) loose() bool {
	for _, s := range l.Series {
		if s.Loose {
			return true
		}
	}
	return false
}

// faint is the colour of a band, through which others can be seen.
func faint(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 0x38
	return n
}

func (s spread) draw(c vg.Canvas, f frame) {
	both := make([]float64, len(s.Low)) // NaN where either is
	for i := range both {
		both[i] = s.Low[i] + s.High[i]
		if math.IsInf(both[i], -1) { // the logarithm of zero
			both[i] = 0
		}
	}
	inside := func(pt vg.Point) vg.Point {
		pt.X, pt.Y = min(max(pt.X, f.Min.X), f.Max.X), min(max(pt.Y, f.Min.Y), f.Max.Y)
		return pt
	}
	var path vg.Path
	for _, run := range runs(both) {
		x := s.X[run[0]:run[1]]
		upper, lower := f.polyline(x, s.High[run[0]:run[1]]), f.polyline(x, s.Low[run[0]:run[1]])
		if len(x) == 1 {
			drawWhisker(c, s.color, upper[0].X, inside(lower[0]).Y, inside(upper[0]).Y)
			continue
		}
		path.Move(inside(upper[0]))
		for _, pt := range upper[1:] {
			path.Line(inside(pt))
		}
		for i := len(lower) - 1; i >= 0; i-- {
			path.Line(inside(lower[i]))
		}
		path.Close()
	}
	c.SetColor(faint(s.color))
	c.Fill(path)
}

// diamonds are the points of a loose series.
type diamonds struct {
	Line
	color color.Color
}

func (d diamonds) legend() entry {
	return entry{name: d.Name, color: d.color, sign: true, whisks: d.Low != nil}
}

func (d diamonds) draw(c vg.Canvas, f frame) {
	clip := draw.Canvas{Canvas: c, Rectangle: f.Rectangle}
	var points []vg.Point
	for i, y := range d.Y {
		pt := vg.Point{X: f.X(d.X[i]), Y: f.Y(y)}
		if math.IsNaN(y) || !clip.Contains(pt) {
			continue
		}
		if d.Low != nil && !math.IsNaN(d.Low[i]+d.High[i]) {
			drawWhisker(c, d.color, pt.X, max(f.Y(d.Low[i]), f.Min.Y), min(f.Y(d.High[i]), f.Max.Y))
		}
		points = append(points, pt)
	}
	drawDiamonds(c, d.color, points)
}

// drawDiamonds edges them with paper, so that each is seen on a line or another,
// but for a cloud of many small ones.
func drawDiamonds(c vg.Canvas, col color.Color, points []vg.Point) {
	size, cloud := vg.Length(5), len(points) > 200
	if cloud {
		size = 2.5
	}
	var path vg.Path
	for _, pt := range points {
		path.Move(vg.Point{X: pt.X - size, Y: pt.Y})
		path.Line(vg.Point{X: pt.X, Y: pt.Y + size})
		path.Line(vg.Point{X: pt.X + size, Y: pt.Y})
		path.Line(vg.Point{X: pt.X, Y: pt.Y - size})
		path.Close()
	}
	c.SetColor(col)
	c.Fill(path)
	if !cloud {
		c.SetColor(paper)
		c.SetLineWidth(1)
		c.SetLineDash(nil, 0)
		c.Stroke(path)
	}
}

// drawWhisker is an error bar.
func drawWhisker(c vg.Canvas, col color.Color, x, low, high vg.Length) {
	const half = 4
	var path vg.Path
	for _, y := range []vg.Length{low, high} {
		path.Move(vg.Point{X: x - half, Y: y})
		path.Line(vg.Point{X: x + half, Y: y})
	}
	path.Move(vg.Point{X: x, Y: low})
	path.Line(vg.Point{X: x, Y: high})
	c.SetColor(col)
	c.SetLineWidth(1.5)
	c.SetLineDash(nil, 0)
	c.Stroke(path)
}
