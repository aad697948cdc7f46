package experiment

import "gohtm/datasets"

// Published is a curve, or some of its points, that a publication shows: to be drawn
// as marks beside one's own, or compared with.
type Published struct {
	Name   string // of the model: "LSTM, 1000"
	Source string // authors, year, doi, figure, and how the numbers were read
	X, Y   []float64
	// Low and High bound what Spread says, each as long as Y; nil if that is not known.
	Low, High []float64
	Spread    string // "one standard deviation of 20 runs"
}

// At returns Y at X = x; it panics if nothing was published there.
func (p Published) At(x float64) float64 {
	for i := range p.X {
		if p.X[i] == x {
			return p.Y[i]
		}
	}
	panic("experiment: nothing published at that place, want one of X")
}

const (
	figureWords   = "Hawkins & Ahmad (2016), doi:10.3389/fncir.2016.00023, figure 6, read off the figure"
	figureEndings = "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, the runs behind figure "
)

// PublishedWords returns what figure 6A of Hawkins & Ahmad (2016) shows, as shares:
// levels that the curves come to. Where along the axis they do is not printed.
func PublishedWords() []Metric {
	return []Metric{
		{"learned", 0.50}, {"lowest after the switch", 0.28}, {"shelf while it relearns", 0.45},
		{"first order, at least", 0.30}, {"first order, at most", 0.35}, {"first order, lowest after the switch", 0.25},
	}
}

// PublishedWordsDamage returns figure 6B: the lowest accuracy after a share of the
// cells, X, died. Of 40 % the paper says that there is almost no impact, and gives no number;
// for 60 % its program has a curve, but no number is printed.
func PublishedWordsDamage() Published {
	return Published{Name: "HTM, published", Source: figureWords, X: []float64{0.5, 0.75}, Y: []float64{0.43, 0.17}}
}

// elements of the rows of PublishedEndings.
var publishedElements = []float64{1000, 3000, 5000, 7000, 9000, 9900, 11000, 12000, 13000, 14000, 19900}

// PublishedEndings returns figure 4 and what belongs to it: the share of correct
// predictions, by elements, of HTM and of other models on the one prediction whose endings
// are exchanged at 10,000. An LSTM is named by the elements that it is trained on anew
// after every 1,000, a TDNN by how many elements it sees at once.
func PublishedEndings() []Published {
	rows := []struct {
		name string
		y    []float64
	}{
		{"HTM", []float64{.09, .30, .58, .85, .995, 1, .44, .72, .98, 1, 1}},
		{"TDNN, 10", []float64{.10, .97, 1, 1, 1, 1, .003, .14, .63, .99, 1}},
		{"TDNN, 20", []float64{.11, .64, .82, .92, .965, .985, .01, .18, .47, .88, .99}},
		{"TDNN, 5", []float64{0, .52, .51, .50, .52, .52, .54, .52, .51, .51, .49}},
		{"LSTM, 1000", []float64{.02, .73, .73, .72, .73, .74, .20, .74, .74, .71, .72}},
		{"LSTM, 3000", []float64{.02, .88, .91, .93, .92, .92, .10, .34, .59, .93, .88}},
		{"LSTM, 9000", []float64{.02, .87, .95, .97, .99, .985, .05, .15, .18, .28, .98}},
		{"LSTM, online", []float64{.61, .81, .86, .88, .89, .895, .73, .83, .88, .87, .87}},
		{"OS-ELM", []float64{.11, .67, .77, .79, .84, .84, .12, .16, .18, .28, .46}},
	}
	var all []Published
	for _, row := range rows {
		all = append(all, Published{Name: row.name, Source: figureEndings + "4", X: publishedElements, Y: row.y})
	}
	htm := &all[0]
	htm.Spread = "one standard deviation of 10 runs"
	deviations := []float64{0, .09, .14, .20, 0, 0, .10, .07, .02, 0, 0} // where the archive has one
	for i, y := range htm.Y {
		htm.Low, htm.High = append(htm.Low, y-deviations[i]), append(htm.High, min(1, y+deviations[i]))
	}
	return all
}

// PublishedSeveralEndings returns the same for datasets.TwoEndings or FourEndings: HTM, and
// where an LSTM and an OS-ELM are at the end. It is empty for any other number of endings.
func PublishedSeveralEndings(endings int) []Published {
	source := figureEndings + "6"
	at := func(name string, x, y []float64) Published { return Published{Name: name, Source: source, X: x, Y: y} }
	end := []float64{11900}
	switch endings {
	case datasets.TwoEndings().Endings:
		lstm := at("LSTM", end, []float64{.85})
		lstm.Low, lstm.High, lstm.Spread = []float64{.73}, []float64{.97}, "one standard deviation"
		return []Published{
			at("HTM", []float64{3000, 4000, 5000, 6000}, []float64{.536, .841, .983, 1}), lstm, at("OS-ELM", end, []float64{.56}),
		}
	case datasets.FourEndings().Endings:
		lstm := at("LSTM", end, []float64{.49})
		lstm.Low, lstm.High, lstm.Spread = []float64{.40}, []float64{.58}, "one standard deviation"
		return []Published{
			at("HTM", []float64{3000, 4000, 5000, 6000, 7000, 9000, 9900, 11900}, []float64{.53, .69, .80, .76, .90, .93, .97, .99}),
			lstm, at("OS-ELM", end, []float64{.35}),
		}
	}
	return nil
}

// PublishedDamage returns the share of correct predictions after a share of the cells or
// units, X, died.
func PublishedDamage() []Published {
	x, source := []float64{0, .1, .2, .3, .4, .5}, figureEndings+"9"
	htm := Published{Name: "HTM", Source: source, X: x, Y: []float64{1, 1, 1, 1, .894, .522}, Spread: "one standard deviation of 10 runs"}
	htm.Low, htm.High = []float64{1, 1, 1, 1, .817, .390}, []float64{1, 1, 1, 1, .971, .654}
	return []Published{htm,
		{Name: "LSTM", Source: source, X: x, Y: []float64{.994, .585, .432, .313, .263, .269}},
		{Name: "OS-ELM", Source: source, X: x, Y: []float64{.960, .855, .799, .575, .570, .378}},
	}
}

// PublishedNoise returns where the share of correct predictions lies with noise: from the
// start, at X from 10,500 to 14,500 (Low and High are what it stays between), and what it comes
// down to when noise begins at 12,000.
func PublishedNoise() (fromStart, later []Published) {
	source := "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, figure 8, read off the figure"
	x, between := []float64{10500, 14500}, "between these it stays"
	fromStart = []Published{
		{Name: "HTM", Source: source, X: x, Y: []float64{.535, .535}, Low: []float64{.45, .45}, High: []float64{.62, .62}, Spread: between},
		{Name: "LSTM", Source: source, X: x, Y: []float64{.61, .61}, Low: []float64{.55, .55}, High: []float64{.67, .67}, Spread: between},
	}
	later = []Published{
		{Name: "HTM", Source: source, X: []float64{12000, 14500}, Y: []float64{1, .5}},
		{Name: "LSTM", Source: source, X: []float64{12000, 14500}, Y: []float64{1, .35}},
	}
	return fromStart, later
}

// PublishedLengths returns how many sequences, and how many elements, HTM takes until it
// predicts all endings of sequences of length X.
func PublishedLengths() (sequences, elements Published) {
	x, source := []float64{10, 20, 40, 60, 80, 100}, "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, figure 7, from its vectors"
	return Published{Name: "sequences", Source: source, X: x, Y: []float64{257, 515, 801, 1110, 1556, 1838}},
		Published{Name: "elements", Source: source, X: x, Y: []float64{2834, 10833, 32880, 67767, 126112, 185735}}
}
