package nb

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Matrix is a heat map with its colour bar: overlaps of codes, permanences. Row 0
// is on top.
type Matrix struct {
	Title          string
	Caption        string
	Values         [][]float64 // rows; NaN is left white
	ValueLabel     string      // what the colours are, with the unit
	XLabel, YLabel string
	XNames, YNames []string   // of columns and rows; nil numbers them
	XRange, YRange [2]float64 // or the values at the first and last edge; {0, 0} means counts
	Range          [2]float64 // of the colours; {0, 0} means from the smallest to the largest value
}

// Overlaps returns how many bits each two of the codes share, over and over: a
// Matrix's Values. It panics when their sizes differ.
func Overlaps(codes []sdr.SDR) [][]float64 {
	values := make([][]float64, len(codes))
	for i := range codes {
		values[i] = make([]float64, len(codes))
		for j := range codes {
			values[i][j] = float64(codes[i].Overlap(codes[j]))
		}
	}
	return values
}

const (
	barWidth   = 14 // of the colour bar
	barRoom    = 90
	matrixSide = 340 // of the longer side
)

// Figure draws it; no values, rows of different lengths or a wrong number of names
// are an error.
func (m Matrix) Figure() (*Figure, error) {
	rows, columns := len(m.Values), 0
	if rows > 0 {
		columns = len(m.Values[0])
	}
	low, high := math.Inf(1), math.Inf(-1)
	for i, row := range m.Values {
		if len(row) != columns {
			return nil, fmt.Errorf("nb: %q: row %d has %d values, row 0 has %d, want as many", m.Title, i, len(row), columns)
		}
		for _, v := range row {
			if !math.IsNaN(v) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
	}
	if low > high || !drawable(low) || !drawable(high) {
		return nil, fmt.Errorf("nb: %q: %d by %d values, want finite numbers", m.Title, rows, columns)
	}
	for _, r := range [][2]float64{m.Range, m.XRange, m.YRange} {
		if r != [2]float64{} && !(drawable(r[0]) && drawable(r[1]) && r[0] != r[1]) {
			return nil, fmt.Errorf("nb: %q: a range from %v to %v, want two different finite numbers", m.Title, r[0], r[1])
		}
	}
	if m.XNames != nil && len(m.XNames) != columns || m.YNames != nil && len(m.YNames) != rows {
		return nil, fmt.Errorf("nb: %q: %d and %d names for %d columns and %d rows, want as many", m.Title, len(m.XNames), len(m.YNames), columns, rows)
	}
	if m.Range != [2]float64{} {
		low, high = m.Range[0], m.Range[1]
	}
	if low == high {
		high = low + 1
	}
	p := &panel{title: m.Title, caption: m.Caption}
	p.x = matrixAxis(m.XLabel, m.XNames, m.XRange, columns)
	p.y = matrixAxis(m.YLabel, m.YNames, m.YRange, rows)
	p.y.min, p.y.max = p.y.max, p.y.min
	p.plotWidth, p.plotHeight = matrixSide, matrixSide
	if rows < columns {
		p.plotHeight = vg.Length(math.Max(40, math.Round(matrixSide*float64(rows)/float64(columns))))
	} else {
		p.plotWidth = vg.Length(math.Max(40, math.Round(matrixSide*float64(columns)/float64(rows))))
	}
	p.rightRoom = barRoom
	p.layers = append(p.layers, func(c vg.Canvas, f frame) {
		m.draw(c, f, low, high)
		drawColorBar(c, f, axis{min: low, max: high, label: m.ValueLabel})
	})
	text := sentence(m.Title, "Heat map") + fmt.Sprintf(" %d by %d values from %s to %s.", rows, columns, shortNumber(low), shortNumber(high))
	// As narrow as it can be, so that no empty paper stands beside it.
	f := newFigure(text, p)
	f.width = max(360, p.margins(defaultWidth).left+p.plotWidth+barRoom) + 2*cardPadding
	return f, nil
}

func matrixAxis(label string, names []string, ends [2]float64, n int) axis {
	a := axis{label: label, names: names, min: 0, max: float64(n), plain: true}
	if names != nil {
		a.min, a.max = -0.5, float64(n)-0.5
	} else if ends != [2]float64{} {
		a.min, a.max = ends[0], ends[1]
	}
	return a
}

// draw makes an image of one dot a value, and enlarges it itself where the format
// would smooth it.
func (m Matrix) draw(c vg.Canvas, f frame, low, high float64) {
	rows, columns := len(m.Values), len(m.Values[0])
	times := 1
	if _, isSVG := c.(*svgCanvas); !isSVG {
		times = 1 + int(4*matrixSide)/max(rows, columns)
	}
	img := image.NewPaletted(image.Rect(0, 0, columns*times, rows*times), viridis)
	for y := 0; y < rows*times; y++ {
		for x := 0; x < columns*times; x++ {
			img.SetColorIndex(x, y, viridisIndex((m.Values[y/times][x/times]-low)/(high-low)))
		}
	}
	c.DrawImage(f.Rectangle, img)
}

// drawColorBar stands right of the data area.
func drawColorBar(c vg.Canvas, f frame, values axis) {
	const steps = 64
	x0 := f.Max.X + 16
	x1 := x0 + barWidth
	height := f.Max.Y - f.Min.Y
	img := image.NewPaletted(image.Rect(0, 0, 1, steps), viridis)
	for i := 0; i < steps; i++ {
		img.SetColorIndex(0, i, viridisIndex(1-float64(i)/(steps-1)))
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: x0, Y: f.Min.Y}, Max: vg.Point{X: x1, Y: f.Max.Y}}, img)
	widest := vg.Length(0)
	for _, t := range values.ticks(height, yTickRoom(height)) {
		y := f.Min.Y + height*vg.Length((t.value-values.min)/(values.max-values.min))
		tickText.putMiddle(c, x1+5, y, left, t.label)
		widest = max(widest, tickText.width(t.label))
	}
	labelText.putUpwards(c, x1+5+widest+12, (f.Min.Y+f.Max.Y)/2, values.label)
}

// viridis is the colour map of Smith, van der Walt & Firing (matplotlib 1.5, CC0),
// by ten of its colours and what lies between; the last entry is white, for NaN.
var viridis = func() color.Palette {
	anchors := []color.RGBA{
		{0x44, 0x01, 0x54, 0xFF}, {0x48, 0x28, 0x78, 0xFF}, {0x3E, 0x49, 0x89, 0xFF}, {0x31, 0x68, 0x8E, 0xFF}, {0x26, 0x82, 0x8E, 0xFF},
		{0x1F, 0x9E, 0x89, 0xFF}, {0x35, 0xB7, 0x79, 0xFF}, {0x6D, 0xCD, 0x59, 0xFF}, {0xB4, 0xDE, 0x2C, 0xFF}, {0xFD, 0xE7, 0x25, 0xFF},
	}
	var p color.Palette
	for i := 0; i < viridisColors; i++ {
		at := float64(i) / (viridisColors - 1) * float64(len(anchors)-1)
		k := min(int(at), len(anchors)-2)
		mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (at-float64(k))*(float64(b)-float64(a)))) }
		a, b := anchors[k], anchors[k+1]
		p = append(p, color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF})
	}
	return append(p, paper)
}()

const viridisColors = 128

// viridisIndex is the colour of a share in [0, 1]; beyond it, that of the end.
func viridisIndex(share float64) uint8 {
	if math.IsNaN(share) {
		return viridisColors
	}
	return uint8(math.Round(math.Min(math.Max(share, 0), 1) * (viridisColors - 1)))
}
