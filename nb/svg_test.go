package nb

import (
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
)

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.001: "0", 0.5: ".5", -0.25: "-.25", 10.006: "10.01", 100: "100", -3: "-3"} {
		if got := number(v); got != want {
			t.Errorf("number(%v) = %q, want %q", v, got, want)
		}
	}
}

// Worked by hand on a picture 100 pixels high, where y = 0 is the lower edge.
func TestSVGPaths(t *testing.T) {
	for _, tt := range []struct {
		name string
		draw func(c *svgCanvas)
		want string
	}{
		{"a line is relative and upside down", func(c *svgCanvas) {
			drawLine(c, ink, 1, nil, vg.Point{X: 1, Y: 10}, vg.Point{X: 4, Y: 12}, vg.Point{X: 4, Y: 2}, vg.Point{X: 9, Y: 2})
		}, `d="M1,90l3-2v10h5"`},
		{"a moved and turned line", func(c *svgCanvas) {
			c.Push()
			c.Translate(vg.Point{X: 50, Y: 50})
			c.Rotate(math.Pi / 2)
			drawLine(c, ink, 1, nil, vg.Point{}, vg.Point{X: 10})
			c.Pop()
		}, `d="M50,50v-10"`},
		{"a scaled line is wider", func(c *svgCanvas) {
			c.Scale(2, 2)
			drawLine(c, ink, 3, nil, vg.Point{}, vg.Point{X: 10})
		}, `d="M0,100h20" fill="none" stroke="#222222" stroke-width="6"`},
		{"a dot is two half circles", func(c *svgCanvas) {
			var p vg.Path
			addDot(&p, 20, 20)
			c.Fill(p)
		}, `d="M23,80A3,3 0 0 0 17,80A3,3 0 0 0 23,80z"`},
		{"a curve keeps its controls", func(c *svgCanvas) {
			var p vg.Path
			p.Move(vg.Point{})
			p.CubeTo(vg.Point{X: 1}, vg.Point{X: 2}, vg.Point{X: 3, Y: 1})
			c.Stroke(p)
		}, `d="M0,100C1,100 2,100 3,99"`},
		{"text stays upright", func(c *svgCanvas) { tickText.put(c, 5, 10, left, "a<b") }, `<text x="5" y="90" font-size="12" fill="#555555">a&lt;b</text>`},
		{"turned text turns about its place", func(c *svgCanvas) {
			c.Rotate(quarterTurn)
			tickText.put(c, 5, -10, left, "a")
		}, `<text x="10" y="95" font-size="12" fill="#555555" transform="rotate(-90 10 95)">a</text>`},
		{"rounding does not add up", func(c *svgCanvas) {
			drawLine(c, ink, 1, nil, vg.Point{}, vg.Point{X: 0.004}, vg.Point{X: 0.008}, vg.Point{X: 0.012})
		}, `d="M0,100h0h.01h0"`},
	} {
		c := newSVG(100, 100)
		tt.draw(c)
		if got := c.body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// within fails a benchmark whose loop takes longer than its budget.
func within(b *testing.B, budget time.Duration) {
	if each := b.Elapsed() / time.Duration(b.N); each > budget {
		b.Errorf("%v each, want at most %v", each, budget)
	}
}

// An SDR of 2,048 bits, from the struct to what a notebook shows.
func BenchmarkBits(b *testing.B) {
	s := code(2048, 100, 900)
	for i := -1; i < b.N; i++ {
		if i == 0 {
			b.ResetTimer() // the fonts are there now
		}
		f, _ := Bits{SDR: s}.Figure()
		f.SVG()
	}
	within(b, 5*time.Millisecond)
}

// Three panes of 4,391 records.
func BenchmarkThreePanels(b *testing.B) {
	y := learningCurve(7, 3, 1)
	lines := Lines{Series: []Line{{Y: y}}}
	for i := 0; i < b.N; i++ {
		f, _ := Rows(lines, lines, lines)
		f.SVG()
	}
	within(b, 200*time.Millisecond)
}
