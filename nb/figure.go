package nb

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// Figure is a picture that is ready to be shown: it shows itself when it ends a
// cell, can be put beside others with Rows and Columns, and saved. It never
// changes once made.
type Figure struct {
	text  string // what it shows, in words
	block block
	width vg.Length // of the whole card
}

// block is a part of a figure that knows how much room it needs.
type block interface {
	// margins are what the block needs around its data area at that width.
	margins(width vg.Length) margins
	// height is what the block needs when given these margins.
	height(width vg.Length, m margins) vg.Length
	// draw fills the rectangle.
	draw(c vg.Canvas, r vg.Rectangle, m margins)
}

// margins are the room at the left and the right of a data area (axis labels)
// and above it (title). Blocks under each other share left and right, blocks
// beside each other share top, so that their data areas stand in line.
type margins struct{ left, right, top vg.Length }

func (m margins) widen(n margins) margins {
	return margins{max(m.left, n.left), max(m.right, n.right), max(m.top, n.top)}
}

// Drawing is what the figure types of this package are, and a *Figure is too:
// something that makes a Figure.
type Drawing interface{ Figure() (*Figure, error) }

func newFigure(text string, b block) *Figure {
	return &Figure{text: text, block: b, width: defaultWidth}
}

// Figure returns f itself, so that a finished figure goes where a Drawing does.
func (f *Figure) Figure() (*Figure, error) { return f, nil }

// Text says in words what the figure shows.
func (f *Figure) Text() string { return f.text }

// String is Text, so that printing a figure says what it is.
func (f *Figure) String() string { return f.text }

// Width returns a copy that is so many pixels wide, 200 at least; 840 is usual.
func (f *Figure) Width(pixels int) *Figure {
	g := *f
	g.width = vg.Length(max(pixels, 200))
	return &g
}

// MIMEBundle is what a notebook shows: the picture as image/svg+xml and what it
// shows in words as text/plain.
func (f *Figure) MIMEBundle() map[string]interface{} {
	return map[string]interface{}{"image/svg+xml": f.SVG(), "text/plain": f.text}
}

// SVG returns the picture as one self-contained svg element, the same bytes for
// the same figure.
func (f *Figure) SVG() string {
	w, h := f.size()
	c := newSVG(w, h)
	fmt.Fprintf(&c.body, `<rect width="%s" height="%s" rx="6" fill="%s"/>`+"\n", number(c.width), number(c.height), hex(paper))
	f.draw(c, h)
	return c.document(f.text)
}

// PNG returns the picture with two dots a pixel, sharp on a high-density screen.
func (f *Figure) PNG() ([]byte, error) {
	w, h := f.size()
	c := vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(2*72), vgimg.UseBackgroundColor(paper))
	f.draw(c, h)
	return written(vgimg.PngCanvas{Canvas: c})
}

// PDF returns the picture as one page of vector graphics.
func (f *Figure) PDF() ([]byte, error) {
	w, h := f.size()
	c := pdfCanvas{vgpdf.New(w, h)}
	f.draw(c, h)
	return written(c)
}

// Save writes the picture to a file: .svg, .png or .pdf.
func (f *Figure) Save(path string) error {
	var data []byte
	var err error
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".svg":
		data = []byte(f.SVG())
	case ".png":
		data, err = f.PNG()
	case ".pdf":
		data, err = f.PDF()
	default:
		err = fmt.Errorf("nb: Save(%q), want a name that ends in .svg, .png or .pdf", path)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func (f *Figure) size() (w, h vg.Length) {
	inner := f.width - 2*cardPadding
	return f.width, roundUp(f.block.height(inner, f.block.margins(inner)) + 2*cardPadding)
}

func (f *Figure) draw(c vg.Canvas, height vg.Length) {
	r := vg.Rectangle{
		Min: vg.Point{X: cardPadding, Y: cardPadding},
		Max: vg.Point{X: f.width - cardPadding, Y: height - cardPadding},
	}
	f.block.draw(c, r, f.block.margins(f.width-2*cardPadding))
}

func written(w io.WriterTo) ([]byte, error) {
	var b bytes.Buffer
	_, err := w.WriteTo(&b)
	return b.Bytes(), err
}
