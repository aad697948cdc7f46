package main

import "gohtm/nb"

// figures are the scaling figures by file name, in docs/.
var figures = map[string]func(results []result) (*nb.Figure, error){
	"benchmark-pooler.svg": func(results []result) (*nb.Figure, error) {
		return nb.Rows(
			curves(results, "Pooler: minicolumns", "minicolumns (thousands)", 1000, line{"measured", "pooler, minicolumns"}),
			curves(results, "Pooler: inputs", "inputs (thousands)", 1000, line{"measured", "pooler, inputs"}),
			curves(results, "Pooler: activity of the input", "inputs that are on (%)", 1, line{"measured", "pooler, inputs that are on (%)"}),
			curves(results, "Pooler: winners", "winners (% of the minicolumns)", 1, line{"measured", "pooler, winners (%)"}),
		)
	},
	"benchmark-memory.svg": func(results []result) (*nb.Figure, error) {
		return nb.Rows(
			curves(results, "Memory: cells", "cells of a minicolumn", 1, line{"predicted", "memory, predicted, cells of a minicolumn"}, line{"bursting", "memory, bursting, cells of a minicolumn"}),
			curves(results, "Memory: minicolumns", "minicolumns (thousands)", 1000, line{"predicted", "memory, predicted, minicolumns"}),
			curves(results, "Memory: activity", "active minicolumns (% of 2048)", 20.48, line{"predicted", "memory, predicted, active minicolumns"}, line{"bursting", "memory, bursting, active minicolumns"}),
			curves(results, "Memory: what was learned", "synapses (millions)", 1, line{"predicted", "memory, predicted, synapses (millions)"}),
		)
	},
	"benchmark-bytes.svg": func(results []result) (*nb.Figure, error) {
		var series []nb.Line
		for _, l := range []line{{"pooler, more inputs", "pooler, inputs"}, {"pooler, more minicolumns", "pooler, minicolumns"},
			{"memory, more segments", "memory, predicted, synapses (millions)"}} {
			s := nb.Line{Name: l.name, Points: true}
			for _, r := range along(results, l.curve) {
				s.X, s.Y = append(s.X, float64(r.Synapses)/1e6), append(s.Y, r.Bytes)
			}
			series = append(series, s)
		}
		return nb.Lines{Title: "Bytes a synapse", Caption: "all that a pooler or a memory keeps, divided by its synapses",
			XLabel: "synapses (millions)", YLabel: "bytes a synapse", Series: series}.Figure()
	},
}

// line is a curve by the name that a legend has for it.
type line struct{ name, curve string }

func along(results []result, curve string) (points []result) {
	for _, r := range results {
		if r.Curve == curve {
			points = append(points, r)
		}
	}
	return points
}

// curves shows the cost of a step against a size, each curve relative to its first
// point, and for comparison what is in proportion to the size.
func curves(results []result, title, label string, unit float64, lines ...line) nb.Drawing {
	chart := nb.Lines{Title: title, XLabel: label, YLabel: "cost of a step, relative", Height: 150}
	for _, l := range lines {
		points := along(results, l.curve)
		s := nb.Line{Name: l.name, Points: true}
		for _, r := range points {
			s.X, s.Y = append(s.X, r.X/unit), append(s.Y, r.Cost/points[0].Cost)
		}
		chart.Series = append(chart.Series, s)
	}
	proportion := nb.Line{Name: "in proportion", Dashed: true, Color: nb.Grey}
	if x := chart.Series[0].X; len(x) > 0 {
		last := x[len(x)-1]
		proportion.X, proportion.Y = []float64{x[0], last}, []float64{1, last / x[0]}
	}
	chart.Series = append(chart.Series, proportion)
	return chart
}
