package nb

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

// Tiles is a sheet of many small pictures in the same colours: weights, receptive
// fields, digits. It says how many there are and of how many.
//
//	nb.Tiles{Title: "Weights", Values: weights, Width: 28, Of: 2048, Diverging: true, ValueLabel: "weight"}.Figure()
type Tiles struct {
	Title      string
	Caption    string
	Values     [][]float64 // a picture each, one row after another; NaN is no value
	Width      int         // values in a row of each
	Names      []string    // under the pictures; nil leaves them out
	Of         int         // how many there are, if not all are shown; 0 means these
	Columns    int         // pictures beside each other, as far as there is room; 0 means as many as are seen well
	ValueLabel string      // what the colours are, with the unit
	Range      [2]float64  // of the colours, the same in all; {0, 0} means from the smallest to the largest value
	Diverging  bool        // blue below Center and red above; otherwise from white to black
	Center     float64
}

// Float64s are the numbers that figures take, from those that layers give.
func Float64s(values []float32) []float64 {
	x := make([]float64, len(values))
	for i, v := range values {
		x[i] = float64(v)
	}
	return x
}

// Figure draws them. No pictures, pictures of different sizes or that are not
// whole rows, and values that are all NaN or infinite are an error.
func (t Tiles) Figure() (*Figure, error) {
	if len(t.Values) == 0 || t.Width <= 0 {
		return nil, fmt.Errorf("nb: %q: %d pictures, %d values wide, want at least one of each", t.Title, len(t.Values), t.Width)
	}
	if t.Columns < 0 || t.Of != 0 && t.Of < len(t.Values) {
		return nil, fmt.Errorf("nb: %q: Columns = %d, Of = %d, want Columns >= 0 and Of at least the %d pictures", t.Title, t.Columns, t.Of, len(t.Values))
	}
	if t.Names != nil && len(t.Names) != len(t.Values) {
		return nil, fmt.Errorf("nb: %q: %d names for %d pictures, want as many", t.Title, len(t.Names), len(t.Values))
	}
	size := len(t.Values[0])
	low, high := math.Inf(1), math.Inf(-1)
	none := false
	for i, picture := range t.Values {
		if len(picture) != size || size == 0 || size%t.Width != 0 {
			return nil, fmt.Errorf("nb: %q: picture %d has %d values, picture 0 has %d, want as many, in whole rows of %d", t.Title, i, len(picture), size, t.Width)
		}
		for _, v := range picture {
			if none = none || math.IsNaN(v); !math.IsNaN(v) {
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
	}
	if low > high || !drawable(low) || !drawable(high) {
		return nil, fmt.Errorf("nb: %q: values from %v to %v, want finite numbers", t.Title, low, high)
	}
	if err := checkScale(t.Title, t.Range, t.Diverging, t.Center); err != nil {
		return nil, err
	}
	palette := greys
	if t.Diverging {
		palette = blueWhiteRed
	}
	b := tilesBlock{Tiles: t, tall: size / t.Width, none: none, colours: newScale(palette, t.Range, low, high, t.Diverging, t.Center)}
	b.count = fmt.Sprintf("%s by %s values each", Thousands(t.Width), Thousands(b.tall))
	if t.Of > len(t.Values) {
		b.count = fmt.Sprintf("%s of %s shown, %s", Thousands(len(t.Values)), Thousands(t.Of), b.count)
	} else {
		b.count = fmt.Sprintf("all %s, %s", Thousands(len(t.Values)), b.count)
	}
	text := fmt.Sprintf("%s %s, colours from %s to %s.", sentence(t.Title, "Pictures"), b.count, shortNumber(b.colours.low), shortNumber(b.colours.high))
	return newFigure(text, b), nil
}

type tilesBlock struct {
	Tiles
	tall    int
	none    bool
	colours scale
	count   string
}

const (
	tileGap  = 8
	tileSide = 64  // of the longer side, about
	mostSide = 150 // of few pictures
)

// layout is how many pictures stand beside each other, and the pixels of a value.
func (b tilesBlock) layout(width vg.Length) (columns int, pixel vg.Length) {
	fit := func(side vg.Length) int { return int((width + tileGap) / (side + tileGap)) }
	longest := vg.Length(max(b.Width, b.tall))
	columns = b.Columns
	if columns == 0 {
		columns = min(len(b.Values), fit(max(1, snap(tileSide/longest))*vg.Length(b.Width)))
	}
	columns = max(1, min(columns, fit(vg.Length(b.Width))))
	pixel = snap((width+tileGap)/vg.Length(columns)-tileGap) / vg.Length(b.Width)
	if pixel = min(pixel, max(1, mostSide/longest)); pixel > 1 {
		pixel = snap(pixel)
	}
	return columns, pixel
}

func (b tilesBlock) caption() string {
	if b.Caption != "" {
		return b.Caption + "\n" + b.count
	}
	return b.count
}

func (b tilesBlock) margins(width vg.Length) margins {
	return margins{top: titleHeight(b.Title, b.caption(), width)}
}

// line is from one row of pictures to the next.
func (b tilesBlock) line(pixel vg.Length) vg.Length {
	h := roundUp(pixel*vg.Length(b.tall)) + tileGap
	if b.Names != nil {
		h += captionText.line
	}
	return h
}

func (b tilesBlock) height(width vg.Length, m margins) vg.Length {
	columns, pixel := b.layout(width)
	return m.top + vg.Length((len(b.Values)+columns-1)/columns)*b.line(pixel) + stripHeight
}

func (b tilesBlock) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	drawTitle(c, r, b.Title, b.caption())
	columns, pixel := b.layout(r.Max.X - r.Min.X)
	wide, tall := pixel*vg.Length(b.Width), pixel*vg.Length(b.tall)
	top := snap(r.Max.Y - m.top)
	for i, picture := range b.Values {
		x, y := r.Min.X+vg.Length(i%columns)*(wide+tileGap), top-vg.Length(i/columns)*b.line(pixel)
		at := vg.Rectangle{Min: vg.Point{X: x, Y: y - tall}, Max: vg.Point{X: x + wide, Y: y}}
		drawPixels(c, at, b.Width, b.tall, b.colours, func(row, column int) float64 { return picture[row*b.Width+column] })
		drawLine(c, tint(axisGrey, 0.4), 1, nil, vg.Point{X: x - .5, Y: y + .5}, vg.Point{X: x + wide + .5, Y: y + .5},
			vg.Point{X: x + wide + .5, Y: y - tall - .5}, vg.Point{X: x - .5, Y: y - tall - .5}, vg.Point{X: x - .5, Y: y + .5})
		if b.Names != nil {
			captionText.put(c, x+wide/2, y-tall-captionText.size, center, captionText.shorten(b.Names[i], wide+tileGap-2))
		}
	}
	rows := vg.Length((len(b.Values) + columns - 1) / columns)
	drawColorStrip(c, r.Min.X, top-rows*b.line(pixel), b.colours, b.ValueLabel, b.none)
}
