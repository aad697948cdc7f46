package nb

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"gohtm/htm/sdr"
)

// Transitions is a diagram of states on a circle and of how often each follows
// which: the states of the cells of a memory, the thicker the arrow the oftener.
// Distinct makes states and counts of SDRs.
type Transitions struct {
	Title   string
	Caption string
	Names   []string    // of the states; nil numbers them
	Counts  [][]float64 // Counts[i][k]: how often state k followed state i
	Unit    string      // of the counts, "times" if empty
}

const mostStates = 40 // that can be told apart on a circle

// Distinct numbers the SDRs by what they are, in the order in which each first
// comes, and counts which follows which; a step with a number in resets follows
// none. The states are the SDRs by their numbers.
func Distinct(codes []sdr.SDR, resets []int) (states []sdr.SDR, counts [][]float64) {
	begins := map[int]bool{}
	for _, at := range resets {
		begins[at] = true
	}
	numbers := map[string]int{}
	before := -1
	for i, code := range codes {
		key := fmt.Sprint(code.Size, code.Bits)
		state, known := numbers[key]
		if !known {
			state = len(states)
			numbers[key] = state
			states = append(states, code)
			for k := range counts {
				counts[k] = append(counts[k], 0)
			}
			counts = append(counts, make([]float64, len(states)))
		}
		if before >= 0 && !begins[i] {
			counts[before][state]++
		}
		before = state
	}
	return states, counts
}

// Figure draws it. Counts that are negative or not as many as states, and more than
// 40 states, are an error.
func (t Transitions) Figure() (*Figure, error) {
	n := len(t.Counts)
	if n == 0 || n > mostStates {
		return nil, fmt.Errorf("nb: %q: %d states, want 1 to %d", t.Title, n, mostStates)
	}
	if t.Names == nil {
		for i := 0; i < n; i++ {
			t.Names = append(t.Names, fmt.Sprint(i))
		}
	}
	if len(t.Names) != n {
		return nil, fmt.Errorf("nb: %q: %d names for %d states, want as many", t.Title, len(t.Names), n)
	}
	arrows, most := 0, 0.0
	text := sentence(t.Title, "State diagram")
	for i, row := range t.Counts {
		if len(row) != n {
			return nil, fmt.Errorf("nb: %q: state %d has %d counts for %d states, want as many", t.Title, i, len(row), n)
		}
		for k, v := range row {
			if !(v >= 0 && drawable(v)) {
				return nil, fmt.Errorf("nb: %q: Counts[%d][%d] = %v, want a finite number >= 0", t.Title, i, k, v)
			}
			if v > 0 {
				arrows, most = arrows+1, math.Max(most, v)
				if arrows <= 60 {
					text += fmt.Sprintf(" %s to %s: %s.", t.Names[i], t.Names[k], shortNumber(v))
				}
			}
		}
	}
	count := fmt.Sprintf("%d states, %d transitions", n, arrows)
	if arrows > 0 {
		count += fmt.Sprintf("; the thickest arrow: %s %s", shortNumber(most), named(t.Unit, "times"))
	}
	if arrows > mostLabels {
		count += "; too many for their numbers"
	}
	if t.Caption != "" {
		count = t.Caption + "\n" + count
	}
	return newFigure(text, transitionsBlock{t, count, most, arrows}), nil
}

const mostLabels = 40 // arrows that have room for their counts

type transitionsBlock struct {
	Transitions
	count  string
	most   float64
	arrows int
}

// radius of the circle of states, and of a state.
func (b transitionsBlock) radius(width vg.Length) (circle, state vg.Length) {
	circle = min(vg.Length(70+9*len(b.Names)), 220, width/2-60)
	state = min(18, circle*vg.Length(2.2)/vg.Length(max(len(b.Names), 3)))
	return circle, state
}

const loopRoom = 46 // for the arrow of a state to itself, and names outside

func (b transitionsBlock) margins(width vg.Length) margins {
	return margins{top: titleHeight(b.Title, b.count, width)}
}

func (b transitionsBlock) height(width vg.Length, m margins) vg.Length {
	circle, _ := b.radius(width)
	return m.top + 2*(circle+loopRoom)
}

func (b transitionsBlock) draw(c vg.Canvas, r vg.Rectangle, m margins) {
	drawTitle(c, r, b.Title, b.count)
	width := r.Max.X - r.Min.X
	circle, state := b.radius(width)
	middle := vg.Point{X: r.Min.X + min(width/2, circle+90), Y: r.Max.Y - m.top - circle - loopRoom}
	at := func(i int, radius vg.Length) vg.Point {
		sin, cos := math.Sincos(math.Pi/2 - 2*math.Pi*float64(i)/float64(len(b.Names)))
		return vg.Point{X: middle.X + radius*vg.Length(cos), Y: middle.Y + radius*vg.Length(sin)}
	}
	type label struct {
		at   vg.Point
		text string
	}
	var labels []label
	for i, row := range b.Counts {
		for k, v := range row {
			if v == 0 {
				continue
			}
			thick := vg.Length(0.75 + 3.25*v/b.most)
			from, to := at(i, circle), at(k, circle)
			var first, second vg.Point // the curve's control points
			if i == k {
				out := at(i, circle+2.8*state)
				side := vg.Point{X: (out.Y - from.Y) * .6, Y: (from.X - out.X) * .6}
				first, second = vg.Point{X: out.X - side.X, Y: out.Y - side.Y}, vg.Point{X: out.X + side.X, Y: out.Y + side.Y}
			} else {
				// To the right of the way, so that there and back are two arrows.
				bow := vg.Point{X: (to.Y - from.Y) * .18, Y: (from.X - to.X) * .18}
				first = vg.Point{X: (2*from.X+to.X)/3 - bow.X, Y: (2*from.Y+to.Y)/3 - bow.Y}
				second = vg.Point{X: (from.X+2*to.X)/3 - bow.X, Y: (from.Y+2*to.Y)/3 - bow.Y}
			}
			start, tip := towards(from, first, state+1), towards(to, second, state+2)
			back := towards(tip, second, 5+1.5*thick) // where the head begins
			var path vg.Path
			path.Move(start)
			path.CubeTo(first, second, back)
			c.SetColor(tint(Blue, 0.75))
			c.SetLineWidth(thick)
			c.SetLineDash(nil, 0)
			c.Stroke(path)
			across := vg.Point{X: (tip.Y - back.Y) * .5, Y: (back.X - tip.X) * .5}
			var head vg.Path
			head.Move(tip)
			head.Line(vg.Point{X: back.X + across.X, Y: back.Y + across.Y})
			head.Line(vg.Point{X: back.X - across.X, Y: back.Y - across.Y})
			head.Close()
			c.Fill(head)
			// Nearer to the start, where fewer curves cross.
			labels = append(labels, label{cubic(start, first, second, back, 0.4), shortNumber(v)})
		}
	}
	for i, name := range b.Names {
		place := at(i, circle)
		var dot vg.Path
		dot.Move(vg.Point{X: place.X + state, Y: place.Y})
		dot.Arc(place, state, 0, 2*math.Pi)
		dot.Close()
		c.SetColor(tint(Orange, 0.35))
		c.Fill(dot)
		c.SetColor(ink)
		c.SetLineWidth(1)
		c.Stroke(dot)
		if labelText.width(name) <= 2*state-4 && state > 8 {
			labelText.putMiddle(c, place.X, place.Y, center, name)
			continue
		}
		far := circle + state + 10 // outside, away from the middle
		if b.Counts[i][i] > 0 {
			far += 1.3 * state // beyond the arrow of the state to itself
		}
		out := at(i, far)
		side := align(0.5 - 0.5*float64((out.X-middle.X)/far))
		labelText.putMiddle(c, out.X, out.Y, side, labelText.shorten(name, 84))
	}
	if b.arrows > mostLabels {
		return
	}
	for _, l := range labels {
		w := tickText.width(l.text)
		fillBox(c, paper, l.at.X-w/2-2, l.at.Y-6, l.at.X+w/2+2, l.at.Y+6)
		tickText.putMiddle(c, l.at.X, l.at.Y, center, l.text)
	}
}

// towards is the point so far from the first in the direction of the second.
func towards(from, to vg.Point, far vg.Length) vg.Point {
	d := vg.Length(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y)))
	if d == 0 {
		return from
	}
	return vg.Point{X: from.X + (to.X-from.X)*far/d, Y: from.Y + (to.Y-from.Y)*far/d}
}

// cubic is a point of a Bézier curve.
func cubic(p0, p1, p2, p3 vg.Point, t vg.Length) vg.Point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return vg.Point{X: a*p0.X + b*p1.X + c*p2.X + d*p3.X, Y: a*p0.Y + b*p1.Y + c*p2.Y + d*p3.Y}
}
