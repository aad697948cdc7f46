package nb

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Segments shows the synapses of one cell as arcs over the minicolumns that they
// come from, a colour for each segment: the thicker, the higher the permanence, and
// dashed below the threshold of connected. Its Table lists them.
type Segments struct {
	Title          string
	Caption        string
	Cell           int // whose segments they are
	CellsPerColumn int
	Segments       []Segment
	Connected      float64 // the permanence from which a synapse is connected
	Active         sdr.SDR // of all cells, the active ones; its size says how many cells there are
}

// Segment is the synapses of one segment.
type Segment struct {
	Cells       []int     // presynaptic; beyond the size of Active they are inputs from elsewhere
	Permanences []float64 // in [0, 1], as many
}

// Figure draws the first 7 segments, and says so if there are more. Segments
// without synapses of their own, or a cell that the memory does not have, are an
// error.
func (s Segments) Figure() (*Figure, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	shown := s.Segments[:min(len(s.Segments), len(Palette))]
	involved := map[int]bool{s.Cell / s.CellsPerColumn: true}
	outside := 0
	for _, segment := range shown {
		for _, cell := range segment.Cells {
			if cell >= s.Active.Size {
				outside++
				continue
			}
			involved[cell/s.CellsPerColumn] = true
		}
	}
	g := cellGrid{columns: sorted(involved), cells: s.CellsPerColumn, side: 26}
	if len(g.columns) > mostColumns {
		return nil, fmt.Errorf("nb: %q: synapses on %d minicolumns, want at most %d: fewer segments", s.Title, len(g.columns), mostColumns)
	}
	p := g.panel()
	p.title = s.Title
	p.caption = fmt.Sprintf("Cell %s: %s of %s segments, on %s of %s minicolumns; thicker: higher permanence", Thousands(s.Cell),
		Thousands(len(shown)), Thousands(len(s.Segments)), Thousands(len(g.columns)), Thousands(s.Active.Size/s.CellsPerColumn))
	if outside > 0 {
		p.caption += fmt.Sprintf("; %s synapses on inputs from elsewhere are not shown", Thousands(outside))
	}
	if s.Caption != "" {
		p.caption = s.Caption + "\n" + p.caption
	}
	active := map[int]bool{}
	for _, cell := range s.Active.Bits {
		active[cell] = true
	}
	p.layers = append(p.layers, func(c vg.Canvas, f frame) {
		g.draw(c, f, func(cell int) color.Color {
			if active[cell] {
				return predictedOnly // pale, so that arcs are seen over it
			}
			return offColor
		}, nil)
		for i, segment := range shown {
			s.arcs(c, f, g, i, segment)
		}
		g.drawWinners(c, f, map[int]bool{s.Cell: true})
	})
	p.legend = append(p.legend, entry{name: "the cell", color: offColor, box: true, winner: true}, entry{name: "active cell", color: predictedOnly, box: true})
	text := sentence(s.Title, "Segments of a cell")
	for i, segment := range shown {
		connected, excited := s.count(segment, active)
		name := fmt.Sprintf("segment %d: %d synapses, %d connected, %d of these active", i, len(segment.Cells), connected, excited)
		p.legend = append(p.legend, entry{name: name, color: segmentColor(i), width: 2})
		text += " " + capital(name) + "."
	}
	p.legend = append(p.legend, entry{name: "not connected", color: Grey, width: 1, dash: []vg.Length{3, 2}})
	return newFigure(text, p), nil
}

// Table lists every synapse of every segment.
func (s Segments) Table() (Table, error) {
	if err := s.check(); err != nil {
		return Table{}, err
	}
	t := Table{Title: s.Title, Header: []string{"segment", "from minicolumn", "cell in it", "permanence", "connected", "active"}, Format: "%.3f"}
	active := map[int]bool{}
	for _, cell := range s.Active.Bits {
		active[cell] = true
	}
	for i, segment := range s.Segments {
		for k, cell := range segment.Cells {
			row := []interface{}{i, cell / s.CellsPerColumn, cell % s.CellsPerColumn, segment.Permanences[k], yes(segment.Permanences[k] >= s.Connected), yes(active[cell])}
			if cell >= s.Active.Size {
				row[1], row[2] = "elsewhere", cell-s.Active.Size
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t, nil
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (s Segments) check() error {
	if s.CellsPerColumn <= 0 || s.Active.Size <= 0 || s.Active.Size%s.CellsPerColumn != 0 {
		return fmt.Errorf("nb: %q: Active has size %d with %d cells a minicolumn, want whole minicolumns", s.Title, s.Active.Size, s.CellsPerColumn)
	}
	if err := s.Active.Check(); err != nil {
		return fmt.Errorf("nb: %q: Active: %w", s.Title, err)
	}
	if s.Cell < 0 || s.Cell >= s.Active.Size {
		return fmt.Errorf("nb: %q: Cell = %d, want in [0, %d)", s.Title, s.Cell, s.Active.Size)
	}
	if len(s.Segments) == 0 {
		return fmt.Errorf("nb: %q: 0 segments, want at least one", s.Title)
	}
	for i, segment := range s.Segments {
		if len(segment.Cells) == 0 || len(segment.Cells) != len(segment.Permanences) {
			return fmt.Errorf("nb: %q: segment %d has %d cells and %d permanences, want as many, at least one", s.Title, i, len(segment.Cells), len(segment.Permanences))
		}
		for k, cell := range segment.Cells {
			if v := segment.Permanences[k]; cell < 0 || !(v >= 0 && v <= 1) {
				return fmt.Errorf("nb: %q: segment %d has permanence %v from cell %d, want one in [0, 1] from a cell >= 0", s.Title, i, v, cell)
			}
		}
	}
	return nil
}

func (s Segments) count(segment Segment, active map[int]bool) (connected, excited int) {
	for k, cell := range segment.Cells {
		if segment.Permanences[k] >= s.Connected {
			if connected++; active[cell] {
				excited++
			}
		}
	}
	return connected, excited
}

// segmentColor leaves the blues to the active cells.
func segmentColor(i int) color.Color { return Palette[(i+1)%len(Palette)] }

// arcs bow upwards, each segment's a little more than those before.
func (s Segments) arcs(c vg.Canvas, f frame, g cellGrid, i int, segment Segment) {
	place := map[int]int{}
	for k, column := range g.columns {
		place[column] = k
	}
	at := func(cell int) vg.Point {
		x0, y0, x1, y1 := g.box(f, place[cell/g.cells], cell%g.cells)
		return vg.Point{X: (x0 + x1) / 2, Y: (y0 + y1) / 2}
	}
	to := at(s.Cell)
	for k, cell := range segment.Cells {
		if cell >= s.Active.Size {
			continue
		}
		from := at(cell)
		top := min(f.Max.Y, max(from.Y, to.Y)+12+6*vg.Length(i))
		var path vg.Path
		path.Move(from)
		path.QuadTo(vg.Point{X: (from.X + to.X) / 2, Y: top}, to)
		c.SetColor(segmentColor(i))
		c.SetLineWidth(0.5 + 2*vg.Length(segment.Permanences[k]))
		c.SetLineDash(nil, 0)
		if segment.Permanences[k] < s.Connected {
			c.SetLineDash([]vg.Length{3, 2}, 0)
		}
		c.Stroke(path)
		c.SetLineDash(nil, 0)
	}
}
