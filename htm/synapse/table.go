package synapse

import (
	"fmt"
	"math"
)

// Table is one of the two functions of a tabulated rule: what a permanence becomes.
// The upper 16 bits of a permanence are the number of the cell that it lies in, in
// which, with the cell's a and c,
//
//	next = c*permanence + a
//
// Cells are so many that a multiplication, an addition and three loads are all it
// takes; those that matter fit into the fastest cache.
type Table struct {
	a, c     [1 << 16]float32
	straight bool // all cells have the same a and c
}

// The cells of 1 and of 1/1024; those below are one.
const (
	topCell    = 0x3f800000 >> 16
	bottomCell = 0x3a800000 >> 16
	minusZero  = 0x80000000 >> 16
)

// Next returns what becomes of a permanence in [0, 1], before it is clipped.
func (t *Table) Next(permanence float32) float32 {
	cell := math.Float32bits(permanence) >> 16
	return float32(t.c[cell]*permanence) + t.a[cell]
}

// Line returns a and c if they are the same for all permanences, as for a rule that
// adds, or that moves by a share of what is left.
func (t *Table) Line() (a, c float32, straight bool) { return t.a[0], t.c[0], t.straight }

func tabulate(name string, f func(float64) float64) (*Table, error) {
	if f == nil {
		return nil, fmt.Errorf("synapse: %s is nil, want a function", name)
	}
	var xs, ys []float64
	for cell := bottomCell - 1; cell <= topCell; cell++ {
		x := float64(math.Float32frombits(uint32(cell) << 16))
		if cell < bottomCell {
			x = 0
		}
		y := f(x)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			return nil, fmt.Errorf("synapse: %s(%v) = %v, want a finite number", name, x, y)
		}
		xs, ys = append(xs, x), append(ys, max(-1, min(y, 2))) // beyond, it is clipped whatever it is
	}
	t := &Table{}
	if a, c, ok := straightLine(xs, ys); ok {
		t.fill(0, topCell, a, c)
		t.straight = true
		return t, nil
	}
	from := 0
	for i := range xs[1:] {
		a, c := lineThrough(xs[i], ys[i], xs[i+1], ys[i+1])
		to := bottomCell + i
		t.fill(from, to-1, a, c)
		from = to
	}
	t.fill(topCell, topCell, float32(ys[len(ys)-1]), 0)
	return t, nil
}

func (t *Table) fill(from, to int, a, c float32) {
	for cell := from; cell <= to; cell++ {
		t.a[cell], t.c[cell] = a, c
	}
	t.a[minusZero], t.c[minusZero] = t.a[0], t.c[0]
}

// lineThrough returns the line through two points, a to 40 binary places: what would
// come behind them is the noise of calculating it, and 0 should stay 0.
func lineThrough(x0, y0, x1, y1 float64) (a, c float32) {
	slope := (y1 - y0) / (x1 - x0)
	return float32(math.RoundToEven((y0-float64(slope*x0))*(1<<40)) / (1 << 40)), float32(slope)
}

// straightLine finds the line that, clipped to [0, 1], goes through all points,
// clipped likewise, to half a bit of a permanence; if there is one.
func straightLine(xs, ys []float64) (a, c float32, ok bool) {
	first, last := -1, -1 // of those that are not clipped
	for i, y := range ys {
		if y > 0 && y < 1 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first == last {
		return 0, 0, false
	}
	a, c = lineThrough(xs[first], ys[first], xs[last], ys[last])
	clip := func(y float64) float64 { return max(0, min(y, 1)) }
	for i, x := range xs {
		if math.Abs(clip(float64(float64(c)*x)+float64(a))-clip(ys[i])) > 1.0/(1<<24) {
			return 0, 0, false
		}
	}
	return a, c, true
}
