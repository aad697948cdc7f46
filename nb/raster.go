package nb

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Raster shows many SDRs of one size, a row each, bits from left to right: what an
// encoder makes of rising values, or the states of a sequence.
type Raster struct {
	Title   string
	Caption string
	SDRs    []sdr.SDR // from top to bottom
	Names   []string  // of the rows; nil numbers them
	YLabel  string    // what the names are: "hour", "value (kW)"
	XLabel  string    // "bit" if empty
	Parts   []Part    // fields of the code, named above
	// Across lets the SDRs follow each other from left to right, bits from top to
	// bottom: the course of a sequence. YLabel then is "bit" if empty, and XLabel
	// what the names are, "step" if empty.
	Across bool
	Resets []int // a line before the SDRs with these numbers: where a sequence begins anew
	// Over holds other SDRs to lay over these, one each, and shows what both share:
	// what was predicted over what came. Kinds names SDRs and Over in the legend, empty
	// means "first" and "second"; nil Over leaves it out.
	Over  []sdr.SDR
	Kinds [2]string
}

// Part is a named range of bits.
type Part struct {
	Name         string
	Offset, Size int
}

// Figure draws it; SDRs of different sizes, or another number of names than rows,
// are an error.
func (s Raster) Figure() (*Figure, error) {
	if len(s.SDRs) == 0 {
		return nil, fmt.Errorf("nb: %q: 0 SDRs, want at least one", s.Title)
	}
	size := s.SDRs[0].Size
	for i, row := range s.SDRs {
		if row.Size != size || size == 0 {
			return nil, fmt.Errorf("nb: %q: SDR %d has size %d, SDR 0 has %d, want one size > 0", s.Title, i, row.Size, size)
		}
		if err := row.Check(); err != nil {
			return nil, fmt.Errorf("nb: %q: SDR %d: %w", s.Title, i, err)
		}
	}
	layers, err := s.layered()
	if err != nil {
		return nil, err
	}
	names := s.Names
	if names == nil {
		for i := range s.SDRs {
			names = append(names, Thousands(i))
		}
	}
	if len(names) != len(s.SDRs) {
		return nil, fmt.Errorf("nb: %q: %d names for %d SDRs, want as many", s.Title, len(names), len(s.SDRs))
	}
	if s.Across && s.Parts != nil {
		return nil, fmt.Errorf("nb: %q: Parts with Across, want one of them", s.Title)
	}
	p, row := s.layout(size, names)
	for _, part := range s.Parts {
		if part.Offset < 0 || part.Size <= 0 || part.Offset+part.Size > size {
			return nil, fmt.Errorf("nb: %q: part %q is bits %d to %d, want a range in [0, %d)", s.Title, part.Name, part.Offset, part.Offset+part.Size, size)
		}
		p.heads = append(p.heads, Band{float64(part.Offset), float64(part.Offset + part.Size), part.Name})
	}
	for _, l := range layers {
		l := l
		p.layers = append(p.layers, func(c vg.Canvas, f frame) {
			if s.Across {
				l.drawAcross(c, f)
			} else {
				l.draw(c, f, row)
			}
		})
		if len(layers) > 1 || len(s.Resets) > 0 { // what lies on top is named first
			p.legend = append([]entry{{name: l.name, color: l.color, box: true}}, p.legend...)
		}
	}
	p.layers = append(p.layers, s.drawResets)
	for _, at := range s.Resets {
		if at < 0 || at >= len(s.SDRs) {
			return nil, fmt.Errorf("nb: %q: a reset before SDR %d, want in [0, %d)", s.Title, at, len(s.SDRs))
		}
	}
	if len(s.Resets) > 0 {
		p.legend = append(p.legend, entry{name: "reset", color: Vermilion, width: 1.5})
	}
	order := "one a row"
	if s.Across {
		order = "from left to right"
	}
	text := sentence(s.Title, "Raster") + fmt.Sprintf(" %s SDRs of %s bits, %s.", Thousands(len(s.SDRs)), Thousands(size), order)
	return newFigure(text, p), nil
}

// rasterHeight is how many pixels a raster is high at most, one SDR a row.
const rasterHeight = 1000

// layout is the panel without what is drawn, and how high a row is. The caption
// says what a pixel stands for where bits or SDRs have less than one.
func (s Raster) layout(size int, names []string) (p *panel, row vg.Length) {
	n := float64(len(s.SDRs))
	p = &panel{title: s.Title, caption: s.Caption}
	fold := func(what string, many int, pixels float64) {
		if each := math.Ceil(float64(many) / pixels); each > 1 {
			if p.caption != "" {
				p.caption += "\n"
			}
			p.caption += fmt.Sprintf("A pixel stands for %s %s, and is set if one of them has a bit on.", Thousands(int(each)), what)
		}
	}
	const pixels = 760 // that a raster is wide, about
	if !s.Across {
		p.x = axis{min: 0, max: float64(size), label: named(s.XLabel, "bit")}
		p.y = axis{min: n - 0.5, max: -0.5, label: s.YLabel, names: names}
		row = vg.Length(math.Min(math.Max(math.Floor(280/n), 1), 16))
		if n > rasterHeight {
			row = vg.Length(rasterHeight / n)
		}
		p.plotHeight = row * vg.Length(n)
		fold("bits", size, pixels)
		fold("SDRs", len(s.SDRs), rasterHeight)
		return p, row
	}
	p.x = axis{min: -0.5, max: n - 0.5, label: named(s.XLabel, "step"), names: names}
	if s.Names == nil {
		p.x.names = nil
		p.x.plain = true
	}
	p.y = axis{min: float64(size), max: 0, label: named(s.YLabel, "bit"), plain: true}
	p.plotHeight = vg.Length(math.Min(300, 12*float64(size)))
	if s.Names != nil && n < 24 {
		p.plotWidth = vg.Length(32 * n)
	}
	fold("bits", size, float64(p.plotHeight))
	fold("SDRs", len(s.SDRs), pixels)
	return p, 0
}

// bitLayer is the bits of one colour.
type bitLayer struct {
	name  string
	color color.Color
	sdrs  []sdr.SDR
}

// layered is the bits of one colour, or those of SDRs, of Over and of both.
func (s Raster) layered() ([]bitLayer, error) {
	if s.Over == nil {
		return []bitLayer{{"bit that is on", Blue, s.SDRs}}, nil
	}
	if len(s.Over) != len(s.SDRs) {
		return nil, fmt.Errorf("nb: %q: Over has %d SDRs for %d, want as many", s.Title, len(s.Over), len(s.SDRs))
	}
	both := bitLayer{"both", Black, nil}
	first := bitLayer{named(s.Kinds[0], "first") + " only", Blue, nil}
	second := bitLayer{named(s.Kinds[1], "second") + " only", Orange, nil}
	for i, over := range s.Over {
		if over.Size != s.SDRs[i].Size {
			return nil, fmt.Errorf("nb: %q: SDR %d of Over has size %d, SDRs have %d, want one size", s.Title, i, over.Size, s.SDRs[i].Size)
		}
		if err := over.Check(); err != nil {
			return nil, fmt.Errorf("nb: %q: SDR %d of Over: %w", s.Title, i, err)
		}
		first.sdrs, second.sdrs = append(first.sdrs, s.SDRs[i].Minus(over)), append(second.sdrs, over.Minus(s.SDRs[i]))
		both.sdrs = append(both.sdrs, s.SDRs[i].Intersect(over))
	}
	return []bitLayer{second, first, both}, nil
}

// drawAcross makes each bit a pixel wide and high at least, and dots of single
// steps wide enough to be seen.
func (s bitLayer) drawAcross(c vg.Canvas, f frame) {
	var path vg.Path
	wide := f.X(1) - f.X(0)
	air := vg.Length(0)
	if wide >= 5 {
		air = 0.5
	}
	for i, code := range s.sdrs {
		x0 := f.X(float64(i)-.5) + air
		for k := 0; k < len(code.Bits); {
			from, to := code.Bits[k], code.Bits[k]+1
			for k++; k < len(code.Bits) && code.Bits[k] == to; k++ {
				to++
			}
			y1, y0 := f.Y(float64(from)), f.Y(float64(to))
			addBox(&path, x0, min(y0, y1-1), x0+max(wide-2*air, 1), y1)
		}
	}
	c.SetColor(s.color)
	c.Fill(path)
}

func (s Raster) drawResets(c vg.Canvas, f frame) {
	for _, at := range s.Resets {
		if at := float64(at) - .5; s.Across {
			x := snap(f.X(at)) + .5
			drawLine(c, Vermilion, 1.5, nil, vg.Point{X: x, Y: f.Min.Y}, vg.Point{X: x, Y: f.Max.Y})
		} else {
			y := snap(f.Y(at)) + .5
			drawLine(c, Vermilion, 1.5, nil, vg.Point{X: f.Min.X, Y: y}, vg.Point{X: f.Max.X, Y: y})
		}
	}
}

// draw joins neighbouring bits; one bit is a pixel wide at least.
func (s bitLayer) draw(c vg.Canvas, f frame, row vg.Length) {
	line := vg.Length(0)
	if row >= 5 {
		line = 1
	}
	var path vg.Path
	for i, code := range s.sdrs {
		top := f.Max.Y - vg.Length(i)*row
		for k := 0; k < len(code.Bits); {
			from, to := code.Bits[k], code.Bits[k]+1
			for k++; k < len(code.Bits) && code.Bits[k] == to; k++ {
				to++
			}
			x0, x1 := f.X(float64(from)), f.X(float64(to))
			addBox(&path, x0, top-max(row, 1)+line, max(x1, x0+1), top)
		}
	}
	c.SetColor(s.color)
	c.Fill(path)
}
