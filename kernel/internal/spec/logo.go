package spec

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// grid is the logo: the cells of a small SDR, few of them active.
var grid = []string{
	"......#",
	"..#....",
	".....#.",
	"#......",
	"...#...",
	".#.....",
	"....#..",
}

// On a field of 32 by 32, the grid begins at the margin, and a cell with the gap
// behind it takes a pitch.
const (
	logoSize = 32
	margin   = 2
	pitch    = 4
	gap      = 1
)

var (
	background = color.RGBA{0x0b, 0x3c, 0x5d, 0xff}
	silent     = color.RGBA{0x3d, 0x73, 0x95, 0xff}
	active     = color.RGBA{0xff, 0xc8, 0x3d, 0xff}
)

// cells calls draw with each cell's place and colour.
func cells(draw func(x, y int, c color.RGBA)) {
	for row, line := range grid {
		for column, mark := range line {
			c := silent
			if mark == '#' {
				c = active
			}
			draw(margin+column*pitch, margin+row*pitch, c)
		}
	}
}

// logoPNG draws the logo, scale times 32 pixels wide.
func logoPNG(scale int) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, logoSize*scale, logoSize*scale))
	fill := func(x, y, size int, c color.RGBA) {
		for dy := range size * scale {
			for dx := range size * scale {
				picture.SetRGBA(x*scale+dx, y*scale+dy, c)
			}
		}
	}
	fill(0, 0, logoSize, background)
	cells(func(x, y int, c color.RGBA) { fill(x, y, pitch-gap, c) })
	var out bytes.Buffer
	err := png.Encode(&out, picture)
	return out.Bytes(), err
}

// logoSVG draws the logo with lines that stay sharp at any size.
func logoSVG() []byte {
	var out strings.Builder
	hex := func(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d">`+"\n", logoSize, logoSize)
	fmt.Fprintf(&out, `<rect width="%d" height="%d" rx="3" fill="%s"/>`+"\n", logoSize, logoSize, hex(background))
	cells(func(x, y int, c color.RGBA) {
		fmt.Fprintf(&out, `<rect x="%d" y="%d" width="%d" height="%d" rx="0.6" fill="%s"/>`+"\n",
			x, y, pitch-gap, pitch-gap, hex(c))
	})
	out.WriteString("</svg>\n")
	return []byte(out.String())
}
