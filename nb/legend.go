package nb

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// entry is a name in the legend and how what it names is drawn.
type entry struct {
	name   string
	color  color.Color
	dash   []vg.Length
	width  vg.Length // of the line; 0 for none
	points bool
	box    bool // a filled area
	band   bool // a pale area behind the line
	sign   bool // a diamond
	whisks bool // its error bars
	winner bool // the dot of a winner cell
}

const (
	swatch    = 22
	swatchGap = 6
	entryGap  = 20
)

// legendRows breaks the entries into rows that fit.
func legendRows(entries []entry, width vg.Length) [][]entry {
	var rows [][]entry
	used := vg.Length(0)
	for _, e := range entries {
		need := swatch + swatchGap + labelText.width(e.name) + entryGap
		if len(rows) == 0 || used+need-entryGap > width {
			rows = append(rows, nil)
			used = 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
		used += need
	}
	return rows
}

// drawLegend draws the rows downwards from y.
func drawLegend(c vg.Canvas, x, y vg.Length, rows [][]entry) {
	for _, row := range rows {
		at, middle := x, snap(y-legendRow/2)+.5
		for _, e := range row {
			e.draw(c, at, middle)
			labelText.putMiddle(c, at+swatch+swatchGap, middle, left, e.name)
			at += swatch + swatchGap + labelText.width(e.name) + entryGap
		}
		y -= legendRow
	}
}

// sharing is a block that can leave its legend to what it is put into.
type sharing interface {
	// common is the legend; nil if the block keeps it.
	common() []entry
	withoutLegend() block
}

func (p *panel) common() []entry {
	if p.sameLegend {
		return p.legend
	}
	return nil
}

func (p *panel) withoutLegend() block {
	bare := *p
	bare.legend = nil
	return &bare
}

// legended is a block over the one legend of all its parts.
type legended struct {
	block
	legend []entry
}

func (b legended) common() []entry      { return b.legend }
func (b legended) withoutLegend() block { return b.block }

// oneLegend joins the blocks, and where all of them can share a legend it stands
// once below them: every entry that some of them have.
func oneLegend(blocks []block, join func([]block) block) block {
	var legend []entry
	var bare []block
	seen := map[string]bool{}
	for _, b := range blocks {
		part, ok := b.(sharing)
		if !ok || part.common() == nil {
			return join(blocks)
		}
		bare = append(bare, part.withoutLegend())
		for _, e := range part.common() {
			if !seen[e.name] {
				seen[e.name] = true
				legend = append(legend, e)
			}
		}
	}
	return legended{join(bare), legend}
}

func (b legended) rows(width vg.Length, m margins) [][]entry {
	return legendRows(b.legend, width-m.left)
}

func (b legended) height(width vg.Length, m margins) vg.Length {
	return b.block.height(width, m) + 4 + vg.Length(len(b.rows(width, m)))*legendRow
}

func (b legended) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	b.block.draw(c, r, m)
	width := r.Max.X - r.Min.X
	drawLegend(c, r.Min.X+m.left, r.Max.Y-b.block.height(width, m)-4, b.rows(width, m))
}

func (e entry) draw(c vg.Canvas, x, y vg.Length) {
	if e.box {
		fillBox(c, e.color, x+2, y-5.5, x+swatch-2, y+5.5)
	}
	if e.winner {
		drawWinner(c, x+swatch/2, y, swatch)
	}
	if e.band {
		fillBox(c, faint(e.color), x, y-5.5, x+swatch, y+5.5)
	}
	if e.whisks {
		drawWhisker(c, e.color, x+swatch/2, y-8, y+8)
	}
	if e.sign {
		drawDiamonds(c, e.color, []vg.Point{{X: x + swatch/2, Y: y}})
	}
	if e.width > 0 {
		drawLine(c, e.color, e.width, e.dash, vg.Point{X: x, Y: y}, vg.Point{X: x + swatch, Y: y})
	}
	if e.points {
		var path vg.Path
		addDot(&path, x+swatch/2, y)
		c.SetColor(e.color)
		c.Fill(path)
	}
}
