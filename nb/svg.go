package nb

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	xfont "golang.org/x/image/font"
)

const quarterTurn = math.Pi / 2

// fontFamily lists fonts of the same widths, so that every browser sets the text
// as it was measured.
const (
	fontFamily  = "Liberation Sans,Arial,Helvetica,sans-serif"
	serifFamily = "Liberation Serif,Times New Roman,Times,serif"
	monoFamily  = "Liberation Mono,Courier New,Courier,monospace"
)

// svgCanvas draws gonum/plot's vector graphics as a small SVG: one unit is one
// pixel, transforms are applied here and numbers rounded to two decimals. It
// writes no ids, classes, style sheets or links: any number of pictures can stand
// in one page, and the same drawing gives the same bytes.
type svgCanvas struct {
	width, height float64
	body          bytes.Buffer
	now           svgState
	stack         []svgState
}

type svgState struct {
	a, b, c, d, e, f float64 // x' = a x + c y + e, y' = b x + d y + f; y upwards
	color            color.Color
	lineWidth        float64
	dash             []vg.Length
	dashOffset       vg.Length
}

func newSVG(width, height vg.Length) *svgCanvas {
	return &svgCanvas{
		width: width.Points(), height: height.Points(),
		now: svgState{a: 1, d: 1, color: color.Black, lineWidth: 1},
	}
}

// document is the whole picture; label says in words what it shows.
func (s *svgCanvas) document(label string) string {
	w, h := number(s.width), number(s.height)
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-label="%s" `+
		`style="max-width:100%%;height:auto;font-family:%s" stroke-linejoin="round" text-rendering="geometricPrecision">`+"\n%s</svg>\n",
		w, h, w, h, escape(label), fontFamily, s.body.String())
}

func (s *svgCanvas) SetLineWidth(w vg.Length) { s.now.lineWidth = w.Points() }
func (s *svgCanvas) SetLineDash(dash []vg.Length, from vg.Length) {
	s.now.dash, s.now.dashOffset = dash, from
}
func (s *svgCanvas) SetColor(c color.Color) { s.now.color = c }
func (s *svgCanvas) Push()                  { s.stack = append(s.stack, s.now) }
func (s *svgCanvas) Pop() {
	s.now, s.stack = s.stack[len(s.stack)-1], s.stack[:len(s.stack)-1]
}

func (s *svgCanvas) Rotate(radians float64) {
	sin, cos := math.Sincos(radians)
	n := &s.now
	n.a, n.b, n.c, n.d = n.a*cos+n.c*sin, n.b*cos+n.d*sin, n.c*cos-n.a*sin, n.d*cos-n.b*sin
}

func (s *svgCanvas) Translate(pt vg.Point) {
	x, y := pt.X.Points(), pt.Y.Points()
	s.now.e += s.now.a*x + s.now.c*y
	s.now.f += s.now.b*x + s.now.d*y
}

func (s *svgCanvas) Scale(x, y float64) {
	n := &s.now
	n.a, n.b, n.c, n.d = n.a*x, n.b*x, n.c*y, n.d*y
}

// place is where a point lands in the picture, y downwards, rounded.
func (s *svgCanvas) place(pt vg.Point) (x, y float64) {
	px, py := pt.X.Points(), pt.Y.Points()
	return round(s.now.a*px + s.now.c*py + s.now.e), round(s.height - (s.now.b*px + s.now.d*py + s.now.f))
}

// scale is by how much lengths grow under the transform.
func (s *svgCanvas) scale() float64 { return math.Sqrt(math.Abs(s.now.a*s.now.d - s.now.b*s.now.c)) }

func (s *svgCanvas) Stroke(path vg.Path) {
	if s.now.lineWidth <= 0 || len(path) == 0 {
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s" fill="none" stroke="%s"`, s.pathData(path), hex(s.now.color))
	s.opacity("stroke-opacity")
	if w := number(s.now.lineWidth * s.scale()); w != "1" {
		fmt.Fprintf(&s.body, ` stroke-width="%s"`, w)
	}
	for i, d := range s.now.dash {
		if i == 0 {
			s.body.WriteString(` stroke-dasharray="`)
		} else {
			s.body.WriteByte(' ')
		}
		s.body.WriteString(number(d.Points() * s.scale()))
	}
	if len(s.now.dash) > 0 {
		s.body.WriteByte('"')
		if s.now.dashOffset != 0 {
			fmt.Fprintf(&s.body, ` stroke-dashoffset="%s"`, number(s.now.dashOffset.Points()*s.scale()))
		}
	}
	s.body.WriteString("/>\n")
}

func (s *svgCanvas) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s" fill="%s"`, s.pathData(path), hex(s.now.color))
	s.opacity("fill-opacity")
	s.body.WriteString("/>\n")
}

func (s *svgCanvas) opacity(attribute string) {
	if _, _, _, a := s.now.color.RGBA(); a != 0xFFFF {
		fmt.Fprintf(&s.body, ` %s="%s"`, attribute, number(float64(a)/0xFFFF))
	}
}

func (s *svgCanvas) FillString(f font.Face, pt vg.Point, text string) {
	if text == "" {
		return
	}
	x, y := s.place(pt)
	fmt.Fprintf(&s.body, `<text x="%s" y="%s" font-size="%s" fill="%s"`, number(x), number(y), number(f.Font.Size.Points()*s.scale()), hex(s.now.color))
	switch f.Font.Variant { // in gonum plots; ours are all sans
	case "Sans":
	case "Mono":
		fmt.Fprintf(&s.body, ` font-family="%s"`, monoFamily)
	default:
		fmt.Fprintf(&s.body, ` font-family="%s"`, serifFamily)
	}
	if f.Font.Weight == xfont.WeightBold {
		s.body.WriteString(` font-weight="bold"`)
	}
	if f.Font.Style != xfont.StyleNormal {
		s.body.WriteString(` font-style="italic"`)
	}
	if turn := math.Atan2(s.now.b, s.now.a); math.Abs(turn) > 1e-9 {
		fmt.Fprintf(&s.body, ` transform="rotate(%s %s %s)"`, number(-turn*180/math.Pi), number(x), number(y))
	}
	fmt.Fprintf(&s.body, ">%s</text>\n", escape(text))
}

// DrawImage embeds the picture without compression: compressed bytes depend on
// the version of the compressor, and a heat map is small.
func (s *svgCanvas) DrawImage(r vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.NoCompression, BufferPool: pngBuffers}
	if err := encoder.Encode(&data, img); err != nil {
		panic(fmt.Sprintf("nb: %v, want a picture that PNG can hold", err))
	}
	x0, y1 := s.place(r.Min)
	x1, y0 := s.place(r.Max)
	fmt.Fprintf(&s.body, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,%s"/>`+"\n",
		number(x0), number(y0), number(x1-x0), number(y1-y0), base64.StdEncoding.EncodeToString(data.Bytes()))
}

// pngBuffers are used again: each is most of a megabyte, however small the picture.
// Few wait here: figures are seldom drawn at the same time.
var pngBuffers = make(bufferPool, 2)

type bufferPool chan *png.EncoderBuffer

func (p bufferPool) Get() *png.EncoderBuffer {
	select {
	case b := <-p:
		return b
	default:
		return nil
	}
}

func (p bufferPool) Put(b *png.EncoderBuffer) {
	select {
	case p <- b:
	default:
	}
}

// pathData writes a path with relative coordinates, which are short. They start
// from rounded points, so that rounding does not add up.
func (s *svgCanvas) pathData(path vg.Path) string {
	var out []byte
	var x, y float64
	move := func(letter byte, nx, ny float64) {
		out = append(out, letter)
		out = appendPair(out, nx, ny)
		x, y = nx, ny
	}
	line := func(nx, ny float64) {
		switch dx, dy := nx-x, ny-y; {
		case round(dx) == 0 && round(dy) == 0:
			out = append(out, "h0"...)
		case round(dy) == 0:
			out = appendNumber(append(out, 'h'), dx)
		case round(dx) == 0:
			out = appendNumber(append(out, 'v'), dy)
		default:
			out = appendPair(append(out, 'l'), dx, dy)
		}
		x, y = nx, ny
	}
	for _, step := range path {
		nx, ny := s.place(step.Pos)
		switch step.Type {
		case vg.MoveComp:
			move('M', nx, ny)
		case vg.LineComp:
			line(nx, ny)
		case vg.ArcComp:
			at := func(angle float64) (float64, float64) {
				sin, cos := math.Sincos(angle)
				return s.place(vg.Point{X: step.Pos.X + step.Radius*vg.Length(cos), Y: step.Pos.Y + step.Radius*vg.Length(sin)})
			}
			if sx, sy := at(step.Start); len(out) == 0 {
				move('M', sx, sy)
			} else if sx != x || sy != y {
				line(sx, sy)
			}
			// Two halves: a full circle's start and end may not be one point.
			for half := 1; half <= 2; half++ {
				ex, ey := at(step.Start + step.Angle*float64(half)/2)
				r, sweep := step.Radius.Points()*s.scale(), 0
				if step.Angle < 0 {
					sweep = 1
				}
				out = append(out, 'A')
				out = appendPair(out, r, r)
				out = append(out, fmt.Sprintf(" 0 0 %d ", sweep)...)
				out = appendPair(out, ex, ey)
				x, y = ex, ey
			}
		case vg.CurveComp:
			out = append(out, "_QC"[len(step.Control)])
			for _, control := range step.Control {
				cx, cy := s.place(control)
				out = append(appendPair(out, cx, cy), ' ')
			}
			out = appendPair(out, nx, ny)
			x, y = nx, ny
		case vg.CloseComp:
			out = append(out, 'z')
		}
	}
	return string(out)
}

func round(v float64) float64 {
	if v = math.Round(v*100) / 100; v == 0 {
		return 0 // not minus zero
	}
	return v
}

// appendNumber writes a rounded number without the zero before its point.
func appendNumber(out []byte, v float64) []byte {
	start := len(out)
	out = strconv.AppendFloat(out, round(v), 'f', -1, 64)
	if start < len(out) && out[start] == '-' {
		start++
	}
	if start+1 < len(out) && out[start] == '0' && out[start+1] == '.' {
		out = append(out[:start], out[start+1:]...)
	}
	return out
}

// appendPair writes "x,y", or "x-y" where the sign separates them.
func appendPair(out []byte, x, y float64) []byte {
	out = appendNumber(out, x)
	if round(y) >= 0 {
		out = append(out, ',')
	}
	return appendNumber(out, y)
}

func number(v float64) string { return string(appendNumber(nil, v)) }

// hex is the colour without its opacity.
func hex(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02X%02X%02X", n.R, n.G, n.B)
}

func escape(text string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}
