package nb

import (
	"fmt"
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
	Diverging      bool       // two colours, blue below Center and red above: permanences and the threshold of connected
	Center         float64
	Numbers        bool // write the values into a matrix of at most 20 columns: a confusion matrix
	Height         int  // of the data area, in pixels, as wide as there is room: few rows of many columns; 0 makes every value a square
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
	for _, r := range [][2]float64{m.XRange, m.YRange} {
		if r != [2]float64{} && !(drawable(r[0]) && drawable(r[1]) && r[0] != r[1]) {
			return nil, fmt.Errorf("nb: %q: a range from %v to %v, want two different finite numbers", m.Title, r[0], r[1])
		}
	}
	if m.XNames != nil && len(m.XNames) != columns || m.YNames != nil && len(m.YNames) != rows {
		return nil, fmt.Errorf("nb: %q: %d and %d names for %d columns and %d rows, want as many", m.Title, len(m.XNames), len(m.YNames), columns, rows)
	}
	if err := checkScale(m.Title, m.Range, m.Diverging, m.Center); err != nil {
		return nil, err
	}
	if m.Height < 0 {
		return nil, fmt.Errorf("nb: %q: Height = %d, want >= 0", m.Title, m.Height)
	}
	if m.Numbers && columns > 20 {
		return nil, fmt.Errorf("nb: %q: Numbers in %d columns, want at most 20", m.Title, columns)
	}
	palette := viridis
	if m.Diverging {
		palette = blueWhiteRed
	}
	colours := newScale(palette, m.Range, low, high, m.Diverging, m.Center)
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
	p.keepShape, p.rightRoom = true, barRoom
	if m.Height > 0 {
		p.plotWidth, p.plotHeight, p.keepShape = 0, vg.Length(m.Height), false
	}
	p.layers = append(p.layers, func(c vg.Canvas, f frame) {
		drawPixels(c, f.Rectangle, columns, rows, colours, func(y, x int) float64 { return m.Values[y][x] })
		if m.Numbers {
			m.write(c, f, colours)
		}
		drawColorBar(c, f, colours, m.ValueLabel)
	})
	text := sentence(m.Title, "Heat map") + fmt.Sprintf(" %d by %d values from %s to %s.", rows, columns, shortNumber(colours.low), shortNumber(colours.high))
	// As narrow as it can be, so that no empty paper stands beside it.
	f := newFigure(text, p)
	if m.Height == 0 {
		f.width = max(360, p.margins(defaultWidth).left+p.plotWidth+barRoom) + 2*cardPadding
	}
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

// checkScale says which colours cannot be given.
func checkScale(title string, given [2]float64, diverging bool, center float64) error {
	if given != [2]float64{} && !(drawable(given[0]) && drawable(given[1]) && given[0] != given[1]) {
		return fmt.Errorf("nb: %q: a range from %v to %v, want two different finite numbers", title, given[0], given[1])
	}
	inside := given == [2]float64{} || given[0] < center && center < given[1]
	if diverging && !(drawable(center) && inside) {
		return fmt.Errorf("nb: %q: Center = %v in a range from %v to %v, want it between them", title, center, given[0], given[1])
	}
	if !diverging && center != 0 {
		return fmt.Errorf("nb: %q: Center = %v without Diverging, want colours that have a center", title, center)
	}
	return nil
}

// write puts each value into its square, in ink or paper, whichever is read.
func (m Matrix) write(c vg.Canvas, f frame, colours scale) {
	rows, columns := len(m.Values), len(m.Values[0])
	wide, high := (f.Max.X-f.Min.X)/vg.Length(columns), (f.Max.Y-f.Min.Y)/vg.Length(rows)
	whole := true
	for _, row := range m.Values {
		for _, v := range row {
			whole = whole && (math.IsNaN(v) || v == math.Trunc(v))
		}
	}
	for i, row := range m.Values {
		for k, v := range row {
			decimals := 2
			if whole {
				decimals = 0
			}
			text := formatNumber(v, decimals)
			l := lettering{size: 11, color: paper}
			for l.size > 5 && l.width(text) > wide-2 {
				l.size--
			}
			r, g, b, _ := colours.palette[colours.index(v)].RGBA()
			if 0.3*float64(r)+0.6*float64(g)+0.1*float64(b) > 0x8000 {
				l.color = ink
			}
			l.putMiddle(c, f.Min.X+(vg.Length(k)+.5)*wide, f.Max.Y-(vg.Length(i)+.5)*high, center, text)
		}
	}
}
