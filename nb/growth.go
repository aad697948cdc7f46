package nb

// Growth shows how many segments and synapses a memory has, one panel each, while
// it learns.
type Growth struct {
	Title    string
	Caption  string
	X        []float64 // record numbers; nil means 0, 1, 2 ...
	Segments []float64
	Synapses []float64
	XLabel   string // "record" if empty
	Marks    []Mark
	Bands    []Band
}

// Figure draws it; slices of different lengths are an error.
func (g Growth) Figure() (*Figure, error) {
	upper := Lines{
		Title: g.Title, Caption: g.Caption, X: g.X, YLabel: "segments", Height: 110, Marks: g.Marks, Bands: g.Bands,
		Series: []Line{{Y: g.Segments, Color: Blue, Fill: true}},
	}
	lower := Lines{
		X: g.X, XLabel: g.XLabel, YLabel: "synapses", Height: 110, Marks: unlabelled(g.Marks), Bands: unnamed(g.Bands),
		Series: []Line{{Y: g.Synapses, Color: Green, Fill: true}},
	}
	up, err := upper.panel()
	if err != nil {
		return nil, err
	}
	low, err := lower.panel()
	if err != nil {
		return nil, err
	}
	up.x.label = ""
	last := func(y []float64) string { return shortNumber(y[len(y)-1]) }
	text := sentence(g.Title, "Growth") + " At the end " + last(g.Segments) + " segments and " + last(g.Synapses) + " synapses."
	return newFigure(text, rows{up, low}), nil
}
