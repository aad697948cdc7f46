package nb

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curve is a line through points, broken where y is NaN.
type curve struct {
	x, y   []float64
	color  color.Color
	width  vg.Length
	dash   []vg.Length
	points bool // a dot at every point
	fill   bool // down to zero
}

func (v curve) draw(c vg.Canvas, f frame) {
	clip := draw.Canvas{Canvas: c, Rectangle: f.Rectangle}
	var lines, dots vg.Path
	for _, run := range runs(v.y) {
		x, y := v.x[run[0]:run[1]], v.y[run[0]:run[1]]
		if v.fill {
			v.shade(c, f, x, y)
		}
		if v.points || len(y) == 1 { // a lone point would be no line at all
			for i := range y {
				if pt := (vg.Point{X: f.X(x[i]), Y: f.Y(y[i])}); clip.Contains(pt) {
					addDot(&dots, pt.X, pt.Y)
				}
			}
		}
		for _, part := range clip.ClipLinesXY(f.polyline(x, y)) {
			for i, pt := range part {
				if i == 0 {
					lines.Move(pt)
				} else {
					lines.Line(pt)
				}
			}
		}
	}
	c.SetColor(v.color)
	c.SetLineWidth(v.width)
	c.SetLineDash(v.dash, 0)
	c.Stroke(lines)
	c.SetLineDash(nil, 0)
	c.Fill(dots)
}

// shade fills the area between one run of the curve and zero.
func (v curve) shade(c vg.Canvas, f frame, x, y []float64) {
	base := f.Min.Y
	if !f.y.log {
		base = min(max(f.Y(0), f.Min.Y), f.Max.Y)
	}
	var path vg.Path
	pts := f.polyline(x, y)
	path.Move(vg.Point{X: pts[0].X, Y: base})
	for _, pt := range pts {
		path.Line(vg.Point{X: pt.X, Y: min(max(pt.Y, f.Min.Y), f.Max.Y)})
	}
	path.Line(vg.Point{X: pts[len(pts)-1].X, Y: base})
	path.Close()
	c.SetColor(tint(v.color, 0.25))
	c.Fill(path)
}

// polyline places the points that a screen can show.
func (f frame) polyline(x, y []float64) []vg.Point {
	width := int(f.Max.X - f.Min.X)
	kept := decimate(x, y, f.x.min, f.x.max, width)
	points := make([]vg.Point, len(kept))
	for i, k := range kept {
		points[i] = vg.Point{X: f.X(x[k]), Y: f.Y(y[k])}
	}
	return points
}

// decimate returns which points to draw: where a column of pixels holds more than
// two, only its smallest and its largest, in their order, besides the very first
// and the very last point. No peak is lost, and a long series costs about two
// points a pixel. x does not decrease; y has no NaN.
func decimate(x, y []float64, min, max float64, columns int) []int {
	column := func(i int) int { return int(math.Floor((x[i] - min) / (max - min) * float64(columns))) }
	var kept []int
	for from := 0; from < len(x); {
		low, high, to := from, from, from
		for ; to < len(x) && column(to) == column(from); to++ {
			if y[to] < y[low] {
				low = to
			}
			if y[to] > y[high] {
				high = to
			}
		}
		if low > high {
			low, high = high, low
		}
		if from == 0 && low != 0 {
			kept = append(kept, 0)
		}
		kept = append(kept, low)
		if high != low {
			kept = append(kept, high)
		}
		if last := len(x) - 1; to == len(x) && high != last {
			kept = append(kept, last)
		}
		from = to
	}
	return kept
}

// runs are the stretches [from, to) without NaN.
func runs(y []float64) [][2]int {
	var found [][2]int
	for i := 0; i < len(y); i++ {
		if math.IsNaN(y[i]) {
			continue
		}
		from := i
		for i < len(y) && !math.IsNaN(y[i]) {
			i++
		}
		found = append(found, [2]int{from, i})
	}
	return found
}

const dotRadius = 3

func addDot(path *vg.Path, x, y vg.Length) {
	path.Move(vg.Point{X: x + dotRadius, Y: y})
	path.Arc(vg.Point{X: x, Y: y}, dotRadius, 0, 2*math.Pi)
	path.Close()
}

// tint mixes a colour with the paper: share 1 is the colour itself.
func tint(c color.Color, share float64) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	mix := func(v, p uint8) uint8 { return uint8(math.Round(share*float64(v) + (1-share)*float64(p))) }
	return color.RGBA{mix(n.R, paper.R), mix(n.G, paper.G), mix(n.B, paper.B), 0xFF}
}
