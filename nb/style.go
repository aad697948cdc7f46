package nb

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"

	xfont "golang.org/x/image/font"
)

// The colours of Okabe & Ito, "Color Universal Design" (2008): told apart with
// every common kind of colour vision. Series take them in the order of Palette.
var (
	Blue      = color.RGBA{0x00, 0x72, 0xB2, 0xFF}
	Vermilion = color.RGBA{0xD5, 0x5E, 0x00, 0xFF}
	Green     = color.RGBA{0x00, 0x9E, 0x73, 0xFF}
	Orange    = color.RGBA{0xE6, 0x9F, 0x00, 0xFF}
	Purple    = color.RGBA{0xCC, 0x79, 0xA7, 0xFF}
	Sky       = color.RGBA{0x56, 0xB4, 0xE9, 0xFF}
	Black     = color.RGBA{0x22, 0x22, 0x22, 0xFF}
	Grey      = color.RGBA{0x8C, 0x8C, 0x8C, 0xFF}
)

// Palette is the order in which series without a colour of their own get one.
var Palette = []color.RGBA{Blue, Vermilion, Green, Orange, Purple, Sky, Black}

var (
	paper    = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF} // the card under every figure
	gridGrey = color.RGBA{0xE6, 0xE6, 0xE6, 0xFF}
	axisGrey = color.RGBA{0x55, 0x55, 0x55, 0xFF}
	ink      = Black
)

// Sizes in pixels of a notebook at its normal size.
const (
	defaultWidth  = 840 // of a figure: fits beside the file browser of JupyterLab, which does not scale SVG down
	cardPadding   = 14  // paper around what is drawn
	gap           = 18  // between the figures of Rows and Columns
	legendRow     = 20
	dataHeight    = 230 // a panel's data area, unless the figure says otherwise
	tickLength    = 4
	tickLabelRoom = 20
	axisLabelRoom = 20
)

// fonts are the ones gonum/plot draws with: their widths are those of Arial and
// Helvetica, so that text fits where one of these stands in.
var fonts = font.NewCache(liberation.Collection())

// lettering is a size, weight and colour of the one typeface.
type lettering struct {
	size  vg.Length
	line  vg.Length // from one line to the next
	bold  bool
	color color.Color
}

var (
	titleText   = lettering{size: 15, line: 20, bold: true, color: ink}
	captionText = lettering{size: 12, line: 16, color: axisGrey}
	labelText   = lettering{size: 13, line: 18, color: ink}
	tickText    = lettering{size: 12, line: 16, color: axisGrey}
)

func (l lettering) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if l.bold {
		f.Weight = xfont.WeightBold
	}
	return fonts.Lookup(f, l.size)
}

func (l lettering) width(text string) vg.Length {
	face := l.face()
	return face.Width(text)
}

// wrap cuts text into lines of at most so many pixels, between words.
func (l lettering) wrap(text string, width vg.Length) []string {
	var lines []string
	face := l.face()
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			switch {
			case line == "":
				line = word
			case face.Width(line+" "+word) <= width:
				line += " " + word
			default:
				lines = append(lines, line)
				line = word
			}
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// align says which point of a text stands at the given place.
type align float64

const (
	left   align = 0
	center align = 0.5
	right  align = 1
)

// capHeight is the height of a capital in ems.
const capHeight = 0.72

// put writes one line with its baseline at y.
func (l lettering) put(c vg.Canvas, x, y vg.Length, at align, text string) {
	face := l.face()
	c.SetColor(l.color)
	c.FillString(face, vg.Point{X: x - vg.Length(at)*face.Width(text), Y: y}, text)
}

// putMiddle writes one line whose capitals are centred on y.
func (l lettering) putMiddle(c vg.Canvas, x, y vg.Length, at align, text string) {
	l.put(c, x, y-l.size*capHeight/2, at, text)
}

// putUpwards writes one line that reads from the bottom up, centred on (x, y).
func (l lettering) putUpwards(c vg.Canvas, x, y vg.Length, text string) {
	face := l.face()
	c.Push()
	c.Translate(vg.Point{X: x, Y: y})
	c.Rotate(quarterTurn)
	c.SetColor(l.color)
	c.FillString(face, vg.Point{X: -face.Width(text) / 2, Y: -l.size * capHeight / 2}, text)
	c.Pop()
}
