package nb

import (
	"fmt"
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
	names := s.Names
	if names == nil {
		for i := range s.SDRs {
			names = append(names, Thousands(i))
		}
	}
	if len(names) != len(s.SDRs) {
		return nil, fmt.Errorf("nb: %q: %d names for %d SDRs, want as many", s.Title, len(names), len(s.SDRs))
	}
	n := float64(len(s.SDRs))
	p := &panel{title: s.Title, caption: s.Caption}
	p.x = axis{min: 0, max: float64(size), label: s.XLabel}
	if s.XLabel == "" {
		p.x.label = "bit"
	}
	p.y = axis{min: n - 0.5, max: -0.5, label: s.YLabel, names: names}
	row := math.Min(math.Max(math.Floor(280/n), 1), 16)
	p.plotHeight = vg.Length(row * n)
	for _, part := range s.Parts {
		if part.Offset < 0 || part.Size <= 0 || part.Offset+part.Size > size {
			return nil, fmt.Errorf("nb: %q: part %q is bits %d to %d, want a range in [0, %d)", s.Title, part.Name, part.Offset, part.Offset+part.Size, size)
		}
		p.heads = append(p.heads, Band{float64(part.Offset), float64(part.Offset + part.Size), part.Name})
	}
	p.layers = append(p.layers, func(c vg.Canvas, f frame) { s.draw(c, f, vg.Length(row)) })
	text := sentence(s.Title, "Raster") + fmt.Sprintf(" %s SDRs of %s bits, one a row.", Thousands(len(s.SDRs)), Thousands(size))
	return newFigure(text, p), nil
}

// draw joins neighbouring bits; one bit is a pixel wide at least.
func (s Raster) draw(c vg.Canvas, f frame, row vg.Length) {
	line := vg.Length(0)
	if row >= 5 {
		line = 1
	}
	var path vg.Path
	for i, code := range s.SDRs {
		top := f.Max.Y - vg.Length(i)*row
		for k := 0; k < len(code.Bits); {
			from, to := code.Bits[k], code.Bits[k]+1
			for k++; k < len(code.Bits) && code.Bits[k] == to; k++ {
				to++
			}
			x0, x1 := f.X(float64(from)), f.X(float64(to))
			addBox(&path, x0, top-row+line, max(x1, x0+1), top)
		}
	}
	c.SetColor(Blue)
	c.Fill(path)
}
