package nb

import (
	"errors"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Rows puts figures under each other, their data areas in line: panels that share
// an x axis. The result is as wide as the widest. The first figure that cannot be
// drawn is the error.
func Rows(parts ...Drawing) (*Figure, error) {
	f, widest, err := compose(parts, func(blocks []block) block { return rows(blocks) })
	if err != nil {
		return nil, err
	}
	f.width = widest
	return f, nil
}

// Columns puts figures beside each other, all as wide and with data areas that
// start at one height.
func Columns(parts ...Drawing) (*Figure, error) {
	f, _, err := compose(parts, func(blocks []block) block { return columns(blocks) })
	return f, err
}

// compose also returns the largest width of the parts.
func compose(parts []Drawing, join func([]block) block) (f *Figure, widest vg.Length, err error) {
	if len(parts) == 0 {
		return nil, 0, errors.New("nb: 0 figures, want at least one")
	}
	var texts []string
	var blocks []block
	for _, part := range parts {
		f, err := part.Figure()
		if err != nil {
			return nil, 0, err
		}
		widest = max(widest, f.width)
		texts = append(texts, f.text)
		blocks = append(blocks, f.block)
	}
	return newFigure(strings.Join(texts, " "), oneLegend(blocks, join)), widest, nil
}

type rows []block

func (b rows) margins(width vg.Length) (m margins) {
	for _, part := range b {
		m = m.widen(part.margins(width))
	}
	m.top = 0 // each row has its own
	return m
}

// row gives a part the shared sides and its own top.
func (b rows) row(part block, width vg.Length, m margins) margins {
	m.top = part.margins(width).top
	return m
}

func (b rows) height(width vg.Length, m margins) vg.Length {
	total := vg.Length(len(b)-1) * gap
	for _, part := range b {
		total += part.height(width, b.row(part, width, m))
	}
	return total
}

func (b rows) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	width := r.Max.X - r.Min.X
	for _, part := range b {
		own := b.row(part, width, m)
		r.Min.Y = r.Max.Y - part.height(width, own)
		part.draw(c, r, own)
		r.Max.Y = r.Min.Y - gap
	}
}

type columns []block

// margins of columns are their own business: their inner edges differ from those
// of a panel above, and the top is the largest.
func (b columns) margins(width vg.Length) (m margins) {
	for _, part := range b {
		m.top = max(m.top, part.margins(b.share(width)).top)
	}
	return m
}

func (b columns) share(width vg.Length) vg.Length {
	n := vg.Length(len(b))
	return vg.Length(math.Floor(float64((width - (n-1)*gap) / n)))
}

func (b columns) column(part block, width vg.Length, m margins) margins {
	own := part.margins(width)
	own.top = m.top
	return own
}

func (b columns) height(width vg.Length, m margins) (tallest vg.Length) {
	width = b.share(width)
	for _, part := range b {
		tallest = max(tallest, part.height(width, b.column(part, width, m)))
	}
	return tallest
}

func (b columns) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	width := b.share(r.Max.X - r.Min.X)
	for _, part := range b {
		own := b.column(part, width, m)
		part.draw(c, vg.Rectangle{
			Min: vg.Point{X: r.Min.X, Y: r.Max.Y - part.height(width, own)},
			Max: vg.Point{X: r.Min.X + width, Y: r.Max.Y},
		}, own)
		r.Min.X += width + gap
	}
}

func roundUp(l vg.Length) vg.Length { return vg.Length(math.Ceil(float64(l))) }
