package nb

import (
	"golang.org/x/text/encoding/charmap"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"

	xfont "golang.org/x/image/font"
)

// pdfCanvas is gonum/plot's, mended in two places: vgpdf looks for a bold font
// under another name than the one it embedded it under, and it takes text in the
// Windows-1252 encoding of its fonts, not in UTF-8. What that encoding lacks
// becomes a question mark.
type pdfCanvas struct{ *vgpdf.Canvas }

func (c pdfCanvas) FillString(f font.Face, pt vg.Point, text string) {
	if f.Font.Weight == xfont.WeightBold {
		f.Font.Typeface += "Bold"
		f.Font.Weight = xfont.WeightNormal
	}
	var encoded []byte
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			b = '?'
		}
		encoded = append(encoded, b)
	}
	c.Canvas.FillString(f, pt, string(encoded))
}
