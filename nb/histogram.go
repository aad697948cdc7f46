package nb

import (
	"fmt"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// Histogram shows how often values lie where: permanences before and after
// learning, the overlaps of winners and of the rest, duty cycles. Several samples
// share the bins; the first is filled, the others are outlines over it.
//
//	nb.Histogram{Title: "Permanences", XLabel: "permanence", Samples: []nb.Sample{{Name: "before", Values: before}, {Name: "after", Values: after}}}.Figure()
type Histogram struct {
	Title   string
	Caption string // before what a bin is
	XLabel  string // what the values are, with the unit
	YLabel  string // what is counted: "synapses"; empty means "values"
	Samples []Sample
	Bins    int        // 0 means whole numbers, one or several a bin, or else at most 40 with round edges
	Range   [2]float64 // of the bins; {0, 0} means all values; what lies outside is counted in the caption
	Marks   []Mark     // thresholds, labelled above
	Share   bool       // of each sample's values, in per cent: samples of different sizes
	LogY    bool       // a logarithmic axis, from 1 (or from the smallest share)
	Height  int        // of the data area, in pixels; 0 means 230
}

// Sample is one set of values, in any order; NaN is left out.
type Sample struct {
	Name   string
	Values []float64
}

// Figure draws it. A sample without a finite value, or a range that is none, is an
// error.
func (h Histogram) Figure() (*Figure, error) {
	low, high, width, err := h.bins()
	if err != nil {
		return nil, err
	}
	n := int(math.Round((high - low) / width))
	chart := Lines{Title: h.Title, XLabel: h.XLabel, YLabel: h.YLabel, Marks: h.Marks, LogY: h.LogY, Height: h.Height}
	if chart.YLabel == "" {
		chart.YLabel = "values"
	}
	if h.Share {
		chart.YLabel += " (%)"
	}
	outside := 0
	text := sentence(h.Title, "Histogram")
	for i, s := range h.Samples {
		counts, beyond, finite := s.count(low, high, n)
		outside += beyond
		text += fmt.Sprintf(" %s: %s values.", sampleName(s, i), Thousands(finite))
		line := Line{Name: s.Name, Fill: i == 0}
		smallest := 1.0
		if h.Share {
			smallest = 100 / float64(finite)
		}
		for k, v := range counts {
			v *= smallest
			if h.LogY && v == 0 {
				v = smallest / 2 // below what one value comes to
			}
			line.X = append(line.X, low+float64(k)*width, low+float64(k+1)*width)
			line.Y = append(line.Y, v, v)
		}
		chart.Series = append(chart.Series, line)
	}
	chart.Caption = fmt.Sprintf("%s bins of %s", Thousands(n), strconv.FormatFloat(width, 'g', 3, 64))
	if outside > 0 {
		chart.Caption += fmt.Sprintf(", %s values outside", Thousands(outside))
	}
	if h.LogY {
		chart.Caption += ", empty bins at the bottom"
	}
	if h.Caption != "" {
		chart.Caption = h.Caption + "\n" + chart.Caption
	}
	p, err := chart.panel()
	if err != nil {
		return nil, err
	}
	p.layers = nil // steps are not thinned out as a curve is
	for i, s := range chart.Series {
		series := curve{x: s.X, y: s.Y, color: chart.color(i), width: 1.5, fill: s.Fill}
		if h.LogY {
			series.y = nil
			for _, v := range s.Y {
				series.y = append(series.y, math.Log10(v))
			}
		}
		p.layers = append(p.layers, series.steps)
	}
	for i := range p.legend {
		p.legend[i].band = i == 0
	}
	return newFigure(text, p), nil
}

func sampleName(s Sample, i int) string {
	if s.Name != "" {
		return s.Name
	}
	return fmt.Sprintf("sample %d", i)
}

// bins are where the first begins, the last ends, and their width.
func (h Histogram) bins() (low, high, width float64, err error) {
	if len(h.Samples) == 0 {
		return 0, 0, 0, fmt.Errorf("nb: %q: 0 samples, want at least one", h.Title)
	}
	if h.Bins < 0 || h.Bins > 1000 {
		return 0, 0, 0, fmt.Errorf("nb: %q: Bins = %d, want in [0, 1000]", h.Title, h.Bins)
	}
	low, high = math.Inf(1), math.Inf(-1)
	whole := true
	for i, s := range h.Samples {
		finite := false
		for k, v := range s.Values {
			if math.IsNaN(v) {
				continue
			}
			if !drawable(v) {
				return 0, 0, 0, fmt.Errorf("nb: %q: %s: value %d = %v, want a finite number, or NaN for none", h.Title, sampleName(s, i), k, v)
			}
			finite = true
			low, high, whole = math.Min(low, v), math.Max(high, v), whole && v == math.Trunc(v)
		}
		if !finite {
			return 0, 0, 0, fmt.Errorf("nb: %q: %s: no number among %d values, want at least one", h.Title, sampleName(s, i), len(s.Values))
		}
	}
	if h.Range != [2]float64{} {
		if low, high = h.Range[0], h.Range[1]; !(drawable(low) && drawable(high) && low < high) {
			return 0, 0, 0, fmt.Errorf("nb: %q: Range = %v, want {low, high}, two finite numbers", h.Title, h.Range)
		}
		whole = whole && low == math.Trunc(low) && high == math.Trunc(high)
	}
	switch {
	case h.Bins == 0 && whole && high < 1<<50 && low > -1<<50: // a number stands in the middle of its bin
		width = math.Max(1, math.Ceil((high-low+1)/60))
		low -= 0.5
		high = low + width*math.Ceil((high+0.5-low)/width)
	case low == high:
		low, high, width = low-nearby(low)/2, high+nearby(high)/2, nearby(low)
	case h.Bins == 0:
		width = niceStep((high - low) / 40) // round edges, on which thresholds lie
		if h.Range == [2]float64{} {
			low = math.Floor(low/width+1e-9) * width
			high = math.Ceil(high/width-1e-9) * width
		} else {
			width = (high - low) / math.Round((high-low)/width)
		}
	default:
		width = (high - low) / float64(h.Bins)
	}
	return low, high, width, nil
}

// count sorts the values into n bins; the largest value is in the last one.
func (s Sample) count(low, high float64, n int) (counts []float64, beyond, finite int) {
	counts = make([]float64, n)
	for _, v := range s.Values {
		switch {
		case math.IsNaN(v):
			continue
		case v < low || v > high:
			beyond++
		default:
			counts[min(n-1, int((v-low)/(high-low)*float64(n)+1e-9))]++
		}
		finite++
	}
	return counts, beyond, finite
}

// steps draws the curve with all its corners.
func (v curve) steps(c vg.Canvas, f frame) {
	var outline, area vg.Path
	place := func(i int) vg.Point {
		return vg.Point{X: f.X(v.x[i]), Y: min(max(f.Y(v.y[i]), f.Min.Y), f.Max.Y)}
	}
	area.Move(vg.Point{X: f.X(v.x[0]), Y: f.Min.Y})
	outline.Move(vg.Point{X: f.X(v.x[0]), Y: f.Min.Y})
	for i := range v.x {
		area.Line(place(i))
		outline.Line(place(i))
	}
	end := vg.Point{X: f.X(v.x[len(v.x)-1]), Y: f.Min.Y}
	area.Line(end)
	outline.Line(end)
	area.Close()
	if v.fill {
		c.SetColor(tint(v.color, 0.3))
		c.Fill(area)
	}
	c.SetColor(v.color)
	c.SetLineWidth(v.width)
	c.SetLineDash(nil, 0)
	c.Stroke(outline)
}
