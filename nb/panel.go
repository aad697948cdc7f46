package nb

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// panel is one data area with its title, axes and legend: the block that the
// figures of this package are made of. Its layers are drawn in order.
type panel struct {
	title, caption string
	x, y           axis
	plotHeight     vg.Length // of the data area
	plotWidth      vg.Length // at most; 0 means all there is
	keepShape      bool      // where there is less room than plotWidth, plotHeight shrinks as well
	rightRoom      vg.Length // for what a layer draws right of the data area
	layers         []layer
	legend         []entry
	sameLegend     bool   // as that of others of its kind: put together, they have one
	marks          []Mark // vertical lines, labelled above
	bands          []Band // shaded under the grid
	heads          []Band // ranges of x, named above
}

// layer draws into the data area.
type layer func(c vg.Canvas, f frame)

// frame is a data area: where a value stands in it.
type frame struct {
	vg.Rectangle
	x, y axis
}

// X is the place of a value on the x axis.
func (f frame) X(v float64) vg.Length {
	return f.Min.X + (f.Max.X-f.Min.X)*vg.Length((v-f.x.min)/(f.x.max-f.x.min))
}

// Y is the place of a value on the y axis.
func (f frame) Y(v float64) vg.Length {
	return f.Min.Y + (f.Max.Y-f.Min.Y)*vg.Length((v-f.y.min)/(f.y.max-f.y.min))
}

const xTickRoom = 84 // pixels for a label on the x axis

// xTickRoomOf leaves room for about four labels on a short axis.
func xTickRoomOf(width vg.Length) vg.Length { return min(max(width/4, 48), xTickRoom) }

// yTickRoom is how many pixels a label on a y axis so high gets.
func yTickRoom(height vg.Length) vg.Length { return min(max(height/5, 22), 38) }

func (p *panel) margins(width vg.Length) margins {
	m := margins{left: tickLength + 4, right: max(16, p.rightRoom)}
	widest := vg.Length(0)
	for _, t := range p.y.ticks(p.plotHeight, yTickRoom(p.plotHeight)) {
		widest = max(widest, t.width())
	}
	m.left += widest
	if p.y.label != "" {
		m.left += axisLabelRoom
	}
	m.left = roundUp(m.left)
	m.top = titleHeight(p.title, p.caption, width)
	f := frame{x: p.x}
	f.Max.X = width - m.left - m.right
	m.top += vg.Length(rowsOf(p.labels(f))) * labelRow
	return m
}

func (p *panel) height(width vg.Length, m margins) vg.Length {
	h := m.top + p.tall(width, m) + tickLength + tickLabelRoom
	if p.x.label != "" {
		h += axisLabelRoom
	}
	if n := len(legendRows(p.legend, width-m.left)); n > 0 {
		h += 4 + vg.Length(n)*legendRow
	}
	return h
}

// tall is the height of the data area.
func (p *panel) tall(width vg.Length, m margins) vg.Length {
	if room := width - m.left - m.right; p.keepShape && room < p.plotWidth {
		return max(40, snap(p.plotHeight*room/p.plotWidth))
	}
	return p.plotHeight
}

func (p *panel) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	drawTitle(c, r, p.title, p.caption)
	f := frame{x: p.x, y: p.y}
	tall := p.tall(r.Max.X-r.Min.X, m)
	f.Min = vg.Point{X: r.Min.X + m.left, Y: snap(r.Max.Y - m.top - tall)}
	f.Max = vg.Point{X: r.Max.X - m.right, Y: f.Min.Y + tall}
	if p.plotWidth > 0 {
		f.Max.X = min(f.Max.X, f.Min.X+p.plotWidth)
	}
	for _, b := range p.bands {
		b.draw(c, f)
	}
	p.drawGrid(c, f)
	for _, l := range p.layers {
		l(c, f)
	}
	p.drawMarks(c, f)
	below := p.drawAxes(c, f, r)
	drawLegend(c, f.Min.X, below-4, legendRows(p.legend, r.Max.X-f.Min.X))
}

func (p *panel) drawGrid(c vg.Canvas, f frame) {
	c.SetColor(gridGrey)
	c.SetLineWidth(1)
	var path vg.Path
	for _, t := range p.y.ticks(f.Max.Y-f.Min.Y, yTickRoom(f.Max.Y-f.Min.Y)) {
		if t.line {
			path.Move(vg.Point{X: f.Min.X, Y: snap(f.Y(t.value)) + .5})
			path.Line(vg.Point{X: f.Max.X, Y: snap(f.Y(t.value)) + .5})
		}
	}
	for _, t := range p.x.ticks(f.Max.X-f.Min.X, xTickRoomOf(f.Max.X-f.Min.X)) {
		if t.line {
			path.Move(vg.Point{X: snap(f.X(t.value)) + .5, Y: f.Min.Y})
			path.Line(vg.Point{X: snap(f.X(t.value)) + .5, Y: f.Max.Y})
		}
	}
	c.Stroke(path)
}

// drawAxes returns the height at which they end.
func (p *panel) drawAxes(c vg.Canvas, f frame, r vg.Rectangle) vg.Length {
	c.SetColor(axisGrey)
	c.SetLineWidth(1)
	c.SetLineDash(nil, 0)
	var path vg.Path
	path.Move(vg.Point{X: f.Min.X + .5, Y: f.Max.Y})
	path.Line(vg.Point{X: f.Min.X + .5, Y: f.Min.Y + .5})
	path.Line(vg.Point{X: f.Max.X, Y: f.Min.Y + .5})
	xs, ys := p.x.ticks(f.Max.X-f.Min.X, xTickRoomOf(f.Max.X-f.Min.X)), p.y.ticks(f.Max.Y-f.Min.Y, yTickRoom(f.Max.Y-f.Min.Y))
	for _, t := range xs {
		if t.line {
			path.Move(vg.Point{X: snap(f.X(t.value)) + .5, Y: f.Min.Y + .5})
			path.Line(vg.Point{X: snap(f.X(t.value)) + .5, Y: f.Min.Y - tickLength})
		}
	}
	c.Stroke(path)

	for _, t := range ys {
		t.put(c, f.Min.X-tickLength-3-t.width(), f.Y(t.value)-tickText.size*capHeight/2)
	}
	below := f.Min.Y - tickLength
	for _, t := range xs {
		half := t.width() / 2
		x := min(max(f.X(t.value), r.Min.X+half), r.Max.X-half)
		t.put(c, x-half, below-tickText.size)
	}
	below -= tickLabelRoom
	if p.y.label != "" {
		labelText.putUpwards(c, f.Min.X-p.labelOffset(f), (f.Min.Y+f.Max.Y)/2, p.y.label)
	}
	if p.x.label != "" {
		labelText.put(c, (f.Min.X+f.Max.X)/2, below-labelText.size+2, center, p.x.label)
		below -= axisLabelRoom
	}
	return below
}

// labelOffset puts the y label beside the panel's own tick labels.
func (p *panel) labelOffset(f frame) vg.Length {
	widest := vg.Length(0)
	for _, t := range p.y.ticks(f.Max.Y-f.Min.Y, yTickRoom(f.Max.Y-f.Min.Y)) {
		widest = max(widest, t.width())
	}
	return widest + tickLength + 4 + axisLabelRoom/2
}

// drawMarks draws a dashed line for every mark, an edge for every head, and the
// labels of both above the data area.
func (p *panel) drawMarks(c vg.Canvas, f frame) {
	for _, m := range p.marks {
		if m.X >= p.x.min && m.X <= p.x.max {
			x := snap(f.X(m.X)) + .5
			drawLine(c, axisGrey, 1, dashes, vg.Point{X: x, Y: f.Min.Y}, vg.Point{X: x, Y: f.Max.Y + 3})
		}
	}
	for _, h := range p.heads {
		x0, x1, y := snap(f.X(h.From))+2.5, snap(f.X(h.To))-2.5, f.Max.Y+4.5
		drawLine(c, axisGrey, 1, nil, vg.Point{X: x0, Y: y - 3}, vg.Point{X: x0, Y: y}, vg.Point{X: x1, Y: y}, vg.Point{X: x1, Y: y - 3})
		if h.From > p.x.min {
			edge := snap(f.X(h.From)) + .5
			drawLine(c, tint(axisGrey, 0.5), 1, dashes, vg.Point{X: edge, Y: f.Min.Y}, vg.Point{X: edge, Y: f.Max.Y})
		}
	}
	for _, l := range p.labels(f) {
		captionText.put(c, l.x, f.Max.Y+8+vg.Length(l.row)*labelRow, center, l.text)
	}
}

// placed is a label above the data area, in a row counted upwards.
type placed struct {
	text string
	x    vg.Length // of its middle
	row  int
}

const (
	labelRow     = 16
	mostRows     = 3
	betweenLabel = 8
)

// labels puts each label in the lowest row where it touches no other.
func (p *panel) labels(f frame) []placed {
	var found []placed
	var ends [mostRows]vg.Length
	for i := range ends {
		ends[i] = f.Min.X - 1000
	}
	add := func(text string, x vg.Length) {
		if text == "" {
			return
		}
		half := captionText.width(text) / 2
		x = max(min(x, f.Max.X-half), f.Min.X+half)
		row := 0
		for row < mostRows-1 && x-half < ends[row]+betweenLabel {
			row++
		}
		found = append(found, placed{text, x, row})
		ends[row] = x + half
	}
	for _, h := range p.heads {
		add(h.Name, (f.X(h.From)+f.X(h.To))/2)
	}
	for _, m := range p.marks {
		if m.X >= p.x.min && m.X <= p.x.max {
			add(m.Label, f.X(m.X))
		}
	}
	return found
}

func rowsOf(labels []placed) int {
	rows := 0
	for _, l := range labels {
		rows = max(rows, l.row+1)
	}
	return rows
}

// titleHeight is the room that drawTitle needs, with air below.
func titleHeight(title, caption string, width vg.Length) vg.Length {
	h := vg.Length(len(titleText.wrap(title, width))) * titleText.line
	if n := len(captionText.wrap(caption, width)); n > 0 {
		h += vg.Length(n)*captionText.line + 2
	}
	return h + 10
}

func drawTitle(c vg.Canvas, r vg.Rectangle, title, caption string) {
	y := r.Max.Y
	for _, line := range titleText.wrap(title, r.Max.X-r.Min.X) {
		titleText.put(c, r.Min.X, y-titleText.size, left, line)
		y -= titleText.line
	}
	for _, line := range captionText.wrap(caption, r.Max.X-r.Min.X) {
		captionText.put(c, r.Min.X, y-captionText.size-2, left, line)
		y -= captionText.line
	}
}

var dashes = []vg.Length{5, 3}

func drawLine(c vg.Canvas, col color.Color, width vg.Length, dash []vg.Length, points ...vg.Point) {
	var path vg.Path
	for i, pt := range points {
		if i == 0 {
			path.Move(pt)
		} else {
			path.Line(pt)
		}
	}
	c.SetColor(col)
	c.SetLineWidth(width)
	c.SetLineDash(dash, 0)
	c.Stroke(path)
	c.SetLineDash(nil, 0)
}

// addBox adds a rectangle to a path.
func addBox(path *vg.Path, x0, y0, x1, y1 vg.Length) {
	path.Move(vg.Point{X: x0, Y: y0})
	path.Line(vg.Point{X: x1, Y: y0})
	path.Line(vg.Point{X: x1, Y: y1})
	path.Line(vg.Point{X: x0, Y: y1})
	path.Close()
}

func fillBox(c vg.Canvas, col color.Color, x0, y0, x1, y1 vg.Length) {
	var path vg.Path
	addBox(&path, x0, y0, x1, y1)
	c.SetColor(col)
	c.Fill(path)
}

// snap is the pixel edge below: a line half a pixel above it is sharp.
func snap(l vg.Length) vg.Length { return vg.Length(math.Floor(float64(l) + 1e-6)) }
