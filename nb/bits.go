package nb

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Bits shows one SDR as a grid of squares, one a bit, in reading order, and over
// it another if there is one, with what they share.
type Bits struct {
	Title   string
	Caption string // under the title, before how many bits are on
	SDR     sdr.SDR
	Over    sdr.SDR   // as large as SDR; its size is 0 if there is none
	Names   [2]string // of SDR and Over in the legend; empty means "first" and "second"
	Columns int       // squares a row; 0 means about four times as many as rows
}

var offColor = color.RGBA{0xE8, 0xE8, 0xE8, 0xFF}

// Figure draws it; an SDR without bits or with bits out of range is an error.
func (b Bits) Figure() (*Figure, error) {
	if b.SDR.Size == 0 {
		return nil, fmt.Errorf("nb: %q: an SDR of size 0, want at least one bit", b.Title)
	}
	if err := b.SDR.Check(); err != nil {
		return nil, fmt.Errorf("nb: %q: %w", b.Title, err)
	}
	if b.Columns < 0 {
		return nil, fmt.Errorf("nb: %q: Columns = %d, want >= 0", b.Title, b.Columns)
	}
	b.Names = [2]string{named(b.Names[0], "first"), named(b.Names[1], "second")}
	count := fmt.Sprintf("%s of %s bits on (%.1f %%)", Thousands(b.SDR.Len()), Thousands(b.SDR.Size), 100*b.SDR.Density())
	if b.Over.Size == 0 {
		return newFigure(sentence(b.Title, "SDR")+" "+count+".", bitsBlock{Bits: b, count: count}), nil
	}
	if b.Over.Size != b.SDR.Size {
		return nil, fmt.Errorf("nb: %q: Over has size %d, SDR has %d, want one size", b.Title, b.Over.Size, b.SDR.Size)
	}
	if err := b.Over.Check(); err != nil {
		return nil, fmt.Errorf("nb: %q: Over: %w", b.Title, err)
	}
	shared := b.SDR.Overlap(b.Over)
	count = fmt.Sprintf("%s of %s bits shared (%s and %s on)", Thousands(shared), Thousands(b.SDR.Size), Thousands(b.SDR.Len()), Thousands(b.Over.Len()))
	block := bitsBlock{Bits: b, count: count, legend: []entry{
		{name: fmt.Sprintf("both (%s)", Thousands(shared)), color: Black, box: true},
		{name: fmt.Sprintf("%s only (%s)", b.Names[0], Thousands(b.SDR.Len()-shared)), color: Blue, box: true},
		{name: fmt.Sprintf("%s only (%s)", b.Names[1], Thousands(b.Over.Len()-shared)), color: Orange, box: true},
	}}
	return newFigure(sentence(b.Title, "Two SDRs")+" "+count+".", block), nil
}

func named(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

type bitsBlock struct {
	Bits
	count  string
	legend []entry
}

// columns are those asked for, or a divisor of the size that makes a wide grid.
func (b bitsBlock) columns(width vg.Length) int {
	n := b.Columns
	if n == 0 {
		best := math.Sqrt(float64(b.SDR.Size) * 4)
		n = int(math.Ceil(best))
		for d := int(best / 2); d <= int(best*2); d++ {
			off := func(k int) float64 { return math.Abs(math.Log(float64(k) / best)) }
			if d > 0 && b.SDR.Size%d == 0 && (b.SDR.Size%n != 0 || off(d) < off(n)) {
				n = d
			}
		}
	}
	return min(n, b.SDR.Size, int(width))
}

// cell is how many pixels a square takes.
func (b bitsBlock) cell(width vg.Length) vg.Length {
	return min(14, snap(width/vg.Length(b.columns(width))))
}

func (b bitsBlock) caption(width vg.Length) string {
	text := fmt.Sprintf("%s, %s a row", b.count, Thousands(b.columns(width)))
	if b.Caption != "" {
		text = b.Caption + "\n" + text
	}
	return text
}

func (b bitsBlock) margins(width vg.Length) margins {
	return margins{top: titleHeight(b.Title, b.caption(width), width)}
}

func (b bitsBlock) height(width vg.Length, m margins) vg.Length {
	n := b.columns(width)
	h := m.top + vg.Length((b.SDR.Size+n-1)/n)*b.cell(width)
	if rows := legendRows(b.legend, width); len(rows) > 0 {
		h += 4 + vg.Length(len(rows))*legendRow
	}
	return h
}

func (b bitsBlock) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	width := r.Max.X - r.Min.X
	drawTitle(c, r, b.Title, b.caption(width))
	n, cell := b.columns(width), b.cell(width)
	top := snap(r.Max.Y - m.top)
	line := vg.Length(0) // of paper between the squares
	if cell >= 4 {
		line = 1
	}
	square := func(path *vg.Path, from, to int) { // bits of one row
		x, y := r.Min.X+vg.Length(from%n)*cell, top-vg.Length(from/n)*cell
		addBox(path, x, y-cell+line, x+vg.Length(to-from)*cell-line, y)
	}
	var off, on vg.Path
	for from := 0; from < b.SDR.Size; from += n {
		square(&off, from, min(from+n, b.SDR.Size))
	}
	c.SetColor(offColor)
	c.Fill(off)
	if line > 0 {
		rows := vg.Length((b.SDR.Size + n - 1) / n)
		var cuts vg.Path
		for k := 1; k < n; k++ {
			x := r.Min.X + vg.Length(k)*cell - .5
			cuts.Move(vg.Point{X: x, Y: top})
			cuts.Line(vg.Point{X: x, Y: top - rows*cell})
		}
		c.SetColor(paper)
		c.SetLineWidth(1)
		c.Stroke(cuts)
	}
	paint := func(s sdr.SDR, col color.Color) {
		on = on[:0]
		for _, bit := range s.Bits {
			square(&on, bit, bit+1)
		}
		c.SetColor(col)
		c.Fill(on)
	}
	paint(b.SDR, Blue)
	if b.Over.Size > 0 {
		paint(b.Over, Orange)
		paint(b.SDR.Intersect(b.Over), Black)
		rows := vg.Length((b.SDR.Size + n - 1) / n)
		drawLegend(c, r.Min.X, top-rows*cell-4, legendRows(b.legend, width))
	}
}
