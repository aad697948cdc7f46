package nb

import (
	"errors"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Plot shows a gonum plot of your own among the figures of this package.
type Plot struct {
	Plot   *plot.Plot
	Height int // in pixels; 0 means 300
}

// Figure draws it; no plot is an error.
func (p Plot) Figure() (*Figure, error) {
	if p.Plot == nil {
		return nil, errors.New("nb: Plot = nil, want a plot")
	}
	return newFigure(sentence(p.Plot.Title.Text, "Plot"), gonumPlot(p)), nil
}

type gonumPlot Plot

func (p gonumPlot) margins(vg.Length) margins { return margins{} }

func (p gonumPlot) height(vg.Length, margins) vg.Length {
	if p.Height > 0 {
		return vg.Length(p.Height)
	}
	return 300
}

func (p gonumPlot) draw(c vg.Canvas, r vg.Rectangle, _ margins) {
	p.Plot.Draw(draw.Canvas{Canvas: c, Rectangle: r})
}
