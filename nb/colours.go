package nb

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// scale gives values between low and high their colours; its last colour is that
// of NaN. A diverging one has its middle colour at center.
type scale struct {
	palette   color.Palette
	low, high float64
	diverging bool
	center    float64
}

const scaleColors = 128

// index is the colour of a value; beyond the ends, that of the end.
func (s scale) index(v float64) uint8 {
	if math.IsNaN(v) {
		return scaleColors
	}
	share := (v - s.low) / (s.high - s.low)
	if s.diverging {
		if share = 0.5 + 0.5*(v-s.center)/(s.high-s.center); v < s.center {
			share = 0.5 * (v - s.low) / (s.center - s.low)
		}
	}
	return uint8(math.Round(math.Min(math.Max(share, 0), 1) * (scaleColors - 1)))
}

// newScale covers the range, or the values from low to high if it is {0, 0}. A
// diverging one then goes as far above the center as below.
func newScale(p color.Palette, given [2]float64, low, high float64, diverging bool, center float64) scale {
	switch {
	case given != [2]float64{}:
		low, high = given[0], given[1]
	case diverging:
		far := math.Max(math.Abs(low-center), math.Abs(high-center))
		low, high = center-far, center+far
	}
	if low == high {
		low, high = low-1, high+1
		if !diverging {
			low++
		}
	}
	return scale{p, low, high, diverging, center}
}

// viridis is the colour map of Smith, van der Walt & Firing (matplotlib 1.5, CC0);
// NaN is white.
var viridis = blend(paper,
	color.RGBA{0x44, 0x01, 0x54, 0xFF}, color.RGBA{0x48, 0x28, 0x78, 0xFF}, color.RGBA{0x3E, 0x49, 0x89, 0xFF}, color.RGBA{0x31, 0x68, 0x8E, 0xFF}, color.RGBA{0x26, 0x82, 0x8E, 0xFF},
	color.RGBA{0x1F, 0x9E, 0x89, 0xFF}, color.RGBA{0x35, 0xB7, 0x79, 0xFF}, color.RGBA{0x6D, 0xCD, 0x59, 0xFF}, color.RGBA{0xB4, 0xDE, 0x2C, 0xFF}, color.RGBA{0xFD, 0xE7, 0x25, 0xFF})

// greys go from paper to ink, and blueWhiteRed from one end over nothing to the
// other: the colours of ColorBrewer's RdBu (Brewer 2002), which colour-blind
// people tell apart. NaN is a pale yellow, which neither has.
var (
	greys        = blend(noValue, color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}, color.RGBA{0x11, 0x11, 0x11, 0xFF})
	blueWhiteRed = blend(noValue,
		color.RGBA{0x05, 0x30, 0x61, 0xFF}, color.RGBA{0x21, 0x66, 0xAC, 0xFF}, color.RGBA{0x67, 0xA9, 0xCF, 0xFF}, color.RGBA{0xF7, 0xF7, 0xF7, 0xFF},
		color.RGBA{0xEF, 0x8A, 0x62, 0xFF}, color.RGBA{0xB2, 0x18, 0x2B, 0xFF}, color.RGBA{0x67, 0x00, 0x1F, 0xFF})
	noValue = color.RGBA{0xFB, 0xEE, 0xC0, 0xFF}
)

// blend is a palette by some of its colours and what lies between.
func blend(none color.RGBA, anchors ...color.RGBA) color.Palette {
	var p color.Palette
	for i := 0; i < scaleColors; i++ {
		at := float64(i) / (scaleColors - 1) * float64(len(anchors)-1)
		k := min(int(at), len(anchors)-2)
		mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (at-float64(k))*(float64(b)-float64(a)))) }
		a, b := anchors[k], anchors[k+1]
		p = append(p, color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF})
	}
	return append(p, none)
}

// drawPixels makes a picture of one dot a value, and enlarges it itself where the
// format would smooth it.
func drawPixels(c vg.Canvas, r vg.Rectangle, columns, rows int, s scale, value func(row, column int) float64) {
	times := 1
	if _, isSVG := c.(*svgCanvas); !isSVG {
		times = 1 + int(4*max(r.Max.X-r.Min.X, r.Max.Y-r.Min.Y))/max(rows, columns)
	}
	img := image.NewPaletted(image.Rect(0, 0, columns*times, rows*times), s.palette)
	for y := 0; y < rows*times; y++ {
		for x := 0; x < columns*times; x++ {
			img.SetColorIndex(x, y, s.index(value(y/times, x/times)))
		}
	}
	c.DrawImage(r, img)
}

// drawColorBar stands right of the data area.
func drawColorBar(c vg.Canvas, f frame, s scale, label string) {
	const steps = 64
	x0 := f.Max.X + 16
	x1 := x0 + barWidth
	height := f.Max.Y - f.Min.Y
	img := image.NewPaletted(image.Rect(0, 0, 1, steps), s.palette)
	for i := 0; i < steps; i++ {
		img.SetColorIndex(0, i, s.index(s.high-(s.high-s.low)*float64(i)/(steps-1)))
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: x0, Y: f.Min.Y}, Max: vg.Point{X: x1, Y: f.Max.Y}}, img)
	widest := vg.Length(0)
	for _, t := range (axis{min: s.low, max: s.high}).ticks(height, yTickRoom(height)) {
		y := f.Min.Y + height*vg.Length((t.value-s.low)/(s.high-s.low))
		tickText.putMiddle(c, x1+5, y, left, t.label)
		widest = max(widest, tickText.width(t.label))
	}
	labelText.putUpwards(c, x1+5+widest+12, (f.Min.Y+f.Max.Y)/2, label)
}

const (
	stripWidth  = 180
	stripHeight = 34 // with its numbers
)

// drawColorStrip lies under pictures: the colours with the values of their ends,
// what they are, and the colour of NaN where there is some.
func drawColorStrip(c vg.Canvas, x, y vg.Length, s scale, label string, none bool) {
	const steps = 90
	img := image.NewPaletted(image.Rect(0, 0, steps, 1), s.palette)
	for i := 0; i < steps; i++ {
		img.SetColorIndex(i, 0, s.index(s.low+(s.high-s.low)*float64(i)/(steps-1)))
	}
	bar := vg.Rectangle{Min: vg.Point{X: x, Y: y - 12}, Max: vg.Point{X: x + stripWidth, Y: y}}
	c.DrawImage(bar, img)
	drawLine(c, axisGrey, 0.5, nil, bar.Min, vg.Point{X: bar.Max.X, Y: bar.Min.Y}, bar.Max, vg.Point{X: bar.Min.X, Y: bar.Max.Y}, bar.Min)
	ends := []float64{s.low, s.high}
	if at := (s.center - s.low) / (s.high - s.low); s.diverging && at > 0.25 && at < 0.75 {
		ends = []float64{s.low, s.center, s.high}
	}
	for _, v := range ends {
		text := shortNumber(v)
		half := tickText.width(text) / 2
		at := x + stripWidth*vg.Length((v-s.low)/(s.high-s.low))
		tickText.put(c, min(max(at, x+half), x+stripWidth-half), y-12-tickText.size, center, text)
	}
	x += stripWidth + 10
	labelText.putMiddle(c, x, y-6, left, label)
	if none {
		if label != "" {
			x += labelText.width(label) + entryGap
		}
		entry{color: noValue, box: true}.draw(c, x, y-6)
		labelText.putMiddle(c, x+swatch+swatchGap, y-6, left, "no value")
	}
}
