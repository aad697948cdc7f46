package nb

import (
	"fmt"
	"image/color"
	"sort"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Cells shows one step of a memory: minicolumns beside each other, the cells of
// each below each other. Of many minicolumns it shows those with something to see,
// and says how many.
type Cells struct {
	Title          string
	Caption        string // before how many minicolumns are active
	CellsPerColumn int
	Active         sdr.SDR // of all cells: bit column * CellsPerColumn + place in the minicolumn
	Predicted      sdr.SDR // what was predicted for this step, before it came; size 0 leaves it out
	Winners        sdr.SDR // size 0 leaves them out
	Only           []int   // minicolumns to show, in this order; nil means all, or those with an active or a predicted cell
}

// The four states of a cell that are told apart by colour.
var (
	predictedActive = Blue
	bursting        = Vermilion
	predictedOnly   = Sky
)

const mostColumns = 120 // minicolumns that are seen beside each other

// Figure draws it; SDRs of different sizes, or minicolumns that the memory does not
// have, are an error.
func (s Cells) Figure() (*Figure, error) {
	total := s.Active.Size
	if total <= 0 || s.CellsPerColumn <= 0 || total%s.CellsPerColumn != 0 {
		return nil, fmt.Errorf("nb: %q: Active has size %d with %d cells a minicolumn, want whole minicolumns", s.Title, total, s.CellsPerColumn)
	}
	columns := total / s.CellsPerColumn
	sets := map[string]map[int]bool{}
	shown := map[int]bool{}
	for _, list := range []struct {
		name  string
		cells sdr.SDR
	}{{"Active", s.Active}, {"Predicted", s.Predicted}, {"Winners", s.Winners}} {
		if list.cells.Size != 0 && list.cells.Size != total {
			return nil, fmt.Errorf("nb: %q: %s has size %d, Active has %d, want one size", s.Title, list.name, list.cells.Size, total)
		}
		if err := list.cells.Check(); err != nil {
			return nil, fmt.Errorf("nb: %q: %s: %w", s.Title, list.name, err)
		}
		sets[list.name] = map[int]bool{}
		for _, cell := range list.cells.Bits {
			sets[list.name][cell] = true
			shown[cell/s.CellsPerColumn] = true
		}
	}
	g := cellGrid{columns: s.Only, cells: s.CellsPerColumn, side: 18}
	which := "as chosen"
	if s.Only == nil {
		if g.columns = sorted(shown); columns <= mostColumns || len(shown) == 0 {
			g.columns = nil
			for i := 0; i < columns; i++ {
				g.columns = append(g.columns, i)
			}
			which = "the first"
		} else if which = "those with an active or a predicted cell"; len(shown) > mostColumns {
			which = fmt.Sprintf("the first of %s with an active or a predicted cell", Thousands(len(shown)))
		}
		g.columns = g.columns[:min(len(g.columns), mostColumns)]
	}
	if len(g.columns) == 0 || len(g.columns) > mostColumns {
		return nil, fmt.Errorf("nb: %q: Only = %v, want 1 to %d minicolumns", s.Title, s.Only, mostColumns)
	}
	for _, column := range g.columns {
		if column < 0 || column >= columns {
			return nil, fmt.Errorf("nb: %q: Only holds minicolumn %d, want in [0, %d)", s.Title, column, columns)
		}
	}
	p := g.panel()
	p.title = s.Title
	active, foreseen := s.count(sets["Active"], sets["Predicted"])
	count := fmt.Sprintf("%s active minicolumns, %s of them predicted", Thousands(active), Thousands(foreseen))
	if active == 1 {
		count = fmt.Sprintf("1 active minicolumn, %s", map[int]string{0: "not predicted", 1: "predicted"}[foreseen])
	}
	p.caption = count
	if len(g.columns) < columns {
		p.caption += fmt.Sprintf("; %s of %s minicolumns shown, %s", Thousands(len(g.columns)), Thousands(columns), which)
	}
	if s.Caption != "" {
		p.caption = s.Caption + "\n" + p.caption
	}
	state := func(cell int) color.Color {
		switch {
		case sets["Active"][cell] && sets["Predicted"][cell]:
			return predictedActive
		case sets["Active"][cell]:
			return bursting
		case sets["Predicted"][cell]:
			return predictedOnly
		}
		return offColor
	}
	p.layers = append(p.layers, func(c vg.Canvas, f frame) { g.draw(c, f, state, sets["Winners"]) })
	p.sameLegend = true
	p.legend = []entry{
		{name: "active, predicted", color: predictedActive, box: true},
		{name: "active, not predicted (bursting)", color: bursting, box: true},
		{name: "predicted, not active", color: predictedOnly, box: true},
	}
	if s.Winners.Size > 0 {
		p.legend = append(p.legend, entry{name: "winner", color: Grey, box: true, winner: true})
	}
	return newFigure(fmt.Sprintf("%s %s.", sentence(s.Title, "Cells"), count), p), nil
}

// count is how many minicolumns are active, and in how many of these an active cell
// was predicted.
func (s Cells) count(active, predicted map[int]bool) (all, foreseen int) {
	columns := map[int]bool{}
	for cell := range active {
		column := cell / s.CellsPerColumn
		columns[column] = columns[column] || predicted[cell]
	}
	for _, some := range columns {
		if all++; some {
			foreseen++
		}
	}
	return all, foreseen
}

func sorted(set map[int]bool) []int {
	var list []int
	for i := range set {
		list = append(list, i)
	}
	sort.Ints(list)
	return list
}

// cellGrid is some minicolumns beside each other, their cells below each other.
type cellGrid struct {
	columns []int
	cells   int
	side    int // pixels of a cell, at most
}

// panel has squares as large as there is room for.
func (g cellGrid) panel() *panel {
	side := vg.Length(max(5, min(g.side, 740/len(g.columns), max(5, 400/g.cells))))
	p := &panel{plotWidth: side * vg.Length(len(g.columns)), plotHeight: side * vg.Length(g.cells), keepShape: true}
	p.x = axis{min: -0.5, max: float64(len(g.columns)) - 0.5, label: "minicolumn", plain: true}
	p.y = axis{min: float64(g.cells) - 0.5, max: -0.5, label: "cell", plain: true}
	for _, column := range g.columns {
		p.x.names = append(p.x.names, Thousands(column))
	}
	for i := 0; i < g.cells; i++ {
		p.y.names = append(p.y.names, Thousands(i))
	}
	return p
}

// box is the place of a cell, with paper between cells.
func (g cellGrid) box(f frame, place, cell int) (x0, y0, x1, y1 vg.Length) {
	x0, x1 = f.X(float64(place)-.5), f.X(float64(place)+.5)-1
	return x0 + 1, f.Y(float64(cell)+.5) + 1, x1 + 1, f.Y(float64(cell) - .5)
}

// draw paints every cell, each colour at once.
func (g cellGrid) draw(c vg.Canvas, f frame, state func(cell int) color.Color, winners map[int]bool) {
	for _, col := range []color.Color{offColor, predictedOnly, bursting, predictedActive} {
		var path vg.Path
		for place, column := range g.columns {
			for i := 0; i < g.cells; i++ {
				if state(column*g.cells+i) == col {
					x0, y0, x1, y1 := g.box(f, place, i)
					addBox(&path, x0, y0, x1, y1)
				}
			}
		}
		c.SetColor(col)
		c.Fill(path)
	}
	g.drawWinners(c, f, winners)
}

func (g cellGrid) drawWinners(c vg.Canvas, f frame, winners map[int]bool) {
	for place, column := range g.columns {
		for i := 0; i < g.cells; i++ {
			if winners[column*g.cells+i] {
				x0, y0, x1, y1 := g.box(f, place, i)
				drawWinner(c, (x0+x1)/2, (y0+y1)/2, min(x1-x0, y1-y0))
			}
		}
	}
}

// drawWinner is a dot that is seen on every colour of a cell.
func drawWinner(c vg.Canvas, x, y, side vg.Length) {
	r := max(1.2, min(3.5, side/4))
	for _, dot := range []struct {
		radius vg.Length
		color  color.Color
	}{{r, ink}, {r - 0.8, paper}} {
		var path vg.Path
		path.Move(vg.Point{X: x + dot.radius, Y: y})
		path.Arc(vg.Point{X: x, Y: y}, dot.radius, 0, 4*quarterTurn)
		path.Close()
		c.SetColor(dot.color)
		c.Fill(path)
	}
}
