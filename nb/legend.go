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
