package nb

import (
	"image/color"
	"math"

	"golang.org/x/text/encoding/charmap"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"

	xfont "golang.org/x/image/font"
)

// pdfCanvas is gonum/plot's, mended in four places. vgpdf (0.17) gives every font
// that it embeds the same file name, so that only one font is in the file: here
// all text is in one, and bold is that one drawn twice, a little apart. And it
// takes text in the Windows-1252 encoding of its fonts, not in UTF-8; what that
// encoding lacks becomes a question mark. It takes transparent colours for darker
// ones, and leaves specks beside the arcs of a circle.
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

func (c pdfCanvas) SetColor(col color.Color) {
	c.Canvas.SetColor(straight(color.NRGBAModel.Convert(col).(color.NRGBA)))
}

// straight is a colour that says its red, green and blue as they are, not
// multiplied by its opacity.
type straight color.NRGBA

func (s straight) RGBA() (r, g, b, a uint32) {
	return uint32(s.R) * 0x101, uint32(s.G) * 0x101, uint32(s.B) * 0x101, uint32(s.A) * 0x101
}

func (c pdfCanvas) Fill(path vg.Path)   { c.Canvas.Fill(withoutArcs(path)) }
func (c pdfCanvas) Stroke(path vg.Path) { c.Canvas.Stroke(withoutArcs(path)) }

// withoutArcs puts cubic curves of at most a quarter turn in the place of arcs.
func withoutArcs(path vg.Path) vg.Path {
	var result vg.Path
	for _, step := range path {
		if step.Type != vg.ArcComp {
			result = append(result, step)
			continue
		}
		n := max(1, int(math.Ceil(math.Abs(step.Angle)/quarterTurn-1e-9)))
		each := step.Angle / float64(n)
		reach := 4.0 / 3 * math.Tan(each/4)
		at := func(angle, out float64) vg.Point { // out along the tangent
			sin, cos := math.Sincos(angle)
			return vg.Point{X: step.Pos.X + step.Radius*vg.Length(cos-out*sin), Y: step.Pos.Y + step.Radius*vg.Length(sin+out*cos)}
		}
		if len(result) == 0 {
			result.Move(at(step.Start, 0))
		} else {
			result.Line(at(step.Start, 0))
		}
		for i := 0; i < n; i++ {
			from := step.Start + float64(i)*each
			result.CubeTo(at(from, reach), at(from+each, -reach), at(from+each, 0))
		}
	}
	return result
}
