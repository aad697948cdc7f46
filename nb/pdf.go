package nb

import (
	"golang.org/x/text/encoding/charmap"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"

	xfont "golang.org/x/image/font"
)

// pdfCanvas is gonum/plot's, mended in two places. vgpdf (0.17) gives every font
// that it embeds the same file name, so that only one font is in the file: here
// all text is in one, and bold is that one drawn twice, a little apart. And it
// takes text in the Windows-1252 encoding of its fonts, not in UTF-8; what that
// encoding lacks becomes a question mark.
type pdfCanvas struct{ *vgpdf.Canvas }

func (c pdfCanvas) FillString(f font.Face, pt vg.Point, text string) {
	var encoded []byte
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			b = '?'
		}
		encoded = append(encoded, b)
	}
	regular := lettering{size: f.Font.Size}.face()
	c.Canvas.FillString(regular, pt, string(encoded))
	if f.Font.Weight == xfont.WeightBold {
		pt.X += f.Font.Size / 32
		c.Canvas.FillString(regular, pt, string(encoded))
	}
}
