package nb

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Anomaly shows the raw anomaly score and the anomaly likelihood of a whole stream.
// A long one has more records than the screen has pixels: then each step of the
// outline stands for several records, with their mean (dark) and their largest
// (light), and the legend says how many.
type Anomaly struct {
	Title      string
	Caption    string
	X          []float64 // record numbers, evenly spaced; nil means 0, 1, 2 ...
	Raw        []float64 // raw anomaly score in [0, 1]; nil leaves its panel out
	Likelihood []float64 // anomaly likelihood in [0, 1]; nil leaves its panel out
	Threshold  float64   // of an alarm, on the likelihood; 0 means none
	Marks      []Mark    // events
	Bands      []Band
	XLabel     string // "record" if empty
	Bin        int    // records a step: 24 makes days of hours; 0 means as few as can be told apart
	Height     int    // of each data area, in pixels; 0 means 110
}

// Figure draws one panel for each score that is given; none at all, or slices of
// different lengths, are an error.
func (a Anomaly) Figure() (*Figure, error) {
	type score struct {
		name  string
		y     []float64
		color color.RGBA
	}
	if !(a.Threshold >= 0 && a.Threshold <= 1) {
		return nil, fmt.Errorf("nb: %q: Threshold = %v, want in [0, 1]", a.Title, a.Threshold)
	}
	var scores []score
	if a.Raw != nil {
		scores = append(scores, score{"raw anomaly", a.Raw, Blue})
	}
	if a.Likelihood != nil {
		scores = append(scores, score{"anomaly likelihood", a.Likelihood, Purple})
	}
	if len(scores) == 0 {
		return nil, fmt.Errorf("nb: %q: neither Raw nor Likelihood, want at least one", a.Title)
	}
	text := sentence(a.Title, "Anomaly scores")
	var parts rows
	for i, s := range scores {
		l := Lines{
			Title: a.Title, Caption: a.Caption, X: a.X, YLabel: s.name, YRange: [2]float64{0, 1}, Height: a.Height,
			Series: []Line{{Name: s.name, Y: s.y}}, Marks: a.Marks, Bands: a.Bands, XLabel: a.XLabel,
		}
		if a.Height == 0 {
			l.Height = 110
		}
		if i > 0 {
			l.Marks, l.Bands = unlabelled(a.Marks), unnamed(a.Bands)
		}
		p, err := l.panel()
		if err != nil {
			return nil, err
		}
		if i > 0 {
			p.title, p.caption = "", ""
		}
		if i < len(scores)-1 {
			p.x.label = ""
		}
		series, _ := l.resolved()
		b := bins{x: series[0].X, y: s.y, size: a.bin(len(s.y)), color: s.color}
		p.layers[len(p.layers)-1] = b.draw // in place of the line
		p.legend = append(b.legend(s.name), p.legend[1:]...)
		if s.name == "anomaly likelihood" && a.Threshold > 0 {
			p.addLevels([]Level{{Name: "threshold", Y: a.Threshold, Color: Vermilion}})
		}
		parts = append(parts, p)
		text += fmt.Sprintf(" %s of %s records, %d a step.", capital(s.name), Thousands(len(s.y)), b.size)
	}
	return newFigure(text, parts), nil
}

// bin is how many records share a step so that it is two pixels wide.
func (a Anomaly) bin(n int) int {
	if a.Bin > 0 {
		return a.Bin
	}
	const steps = (defaultWidth - 90) / 2
	return (n + steps - 1) / steps
}

// bins is a series as an outline of means over an outline of maxima.
type bins struct {
	x, y  []float64
	size  int
	color color.Color
}

func (b bins) legend(name string) []entry {
	if b.size == 1 {
		return []entry{{name: name, color: b.color, box: true}}
	}
	n := Thousands(b.size)
	return []entry{
		{name: name + ", mean of " + n + " records", color: b.color, box: true},
		{name: "largest of " + n, color: tint(b.color, 0.35), box: true},
	}
}

func (b bins) draw(c vg.Canvas, f frame) {
	if b.size > 1 {
		b.outline(c, f, tint(b.color, 0.35), func(y []float64) float64 {
			most := math.NaN()
			for _, v := range y {
				if !math.IsNaN(v) && !(v <= most) {
					most = v
				}
			}
			return most
		})
	}
	b.outline(c, f, b.color, func(y []float64) float64 {
		sum, n := 0.0, 0
		for _, v := range y {
			if !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		return sum / float64(n)
	})
}

// outline fills from zero to what each step's records come to.
func (b bins) outline(c vg.Canvas, f frame, col color.Color, summary func([]float64) float64) {
	var path vg.Path
	path.Move(vg.Point{X: f.X(b.x[0]), Y: f.Min.Y})
	for from := 0; from < len(b.y); from += b.size {
		to := min(from+b.size, len(b.y))
		v := summary(b.y[from:to])
		if math.IsNaN(v) {
			v = 0
		}
		y := f.Y(math.Min(math.Max(v, f.y.min), f.y.max))
		path.Line(vg.Point{X: f.X(b.x[from]), Y: y})
		path.Line(vg.Point{X: f.X(b.x[min(to, len(b.x)-1)]), Y: y})
	}
	path.Line(vg.Point{X: f.Max.X, Y: f.Min.Y})
	path.Close()
	c.SetColor(col)
	c.Fill(path)
}

func capital(text string) string { return string(text[0]-'a'+'A') + text[1:] }
