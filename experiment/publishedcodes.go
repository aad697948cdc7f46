package experiment

const figureCodes = "Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, figure "

// PublishedCodes returns what the captions of figures 2 and 3 of Cui, Ahmad & Hawkins
// (2017) give in numbers: about 30 % of the minicolumns are not used before learning, and almost
// every one is active for 2 % of the inputs after it; with half of the input bits changed there is
// almost no change of the output. The values of the curves are not printed.
func PublishedCodes() []Metric {
	return []Metric{{"never active, untrained", 0.30}, {"how often active, trained", 0.02}}
}

// PublishedLesion returns between what numbers of minicolumns for an input the axis of figure 5D
// goes, after a stroke or after a lesion of the retina; the values of the curves are not printed.
func PublishedLesion(retina bool) (low, high float64, source string) {
	if retina {
		return 0, 50, figureCodes + "5D, lower"
	}
	return 19, 50, figureCodes + "5D, upper"
}

// RerunCodes returns what another program found for RandomCodesParams (newData is false), or for
// DefaultCodesParams, by epochs: entropy in bits, stability, robustness under noise. It was written for
// this purpose after the same recipe, and run once: not published, but where a publication prints no
// number, a second opinion.
func RerunCodes(newData bool) []Published {
	source := "another program after the same recipe, one seed"
	at := func(name string, x, y []float64) Published { return Published{Name: name, Source: source, X: x, Y: y} }
	if !newData {
		return []Published{
			at("entropy", []float64{0, 5, 50}, []float64{.1278, .1340, .1340}),
			at("stability", []float64{10}, []float64{.997}),
			at("robustness", []float64{0, 5, 10, 20, 50}, []float64{.240, .552, .783, .805, .805}),
		}
	}
	return []Published{
		at("entropy", []float64{0, 5, 10, 20, 49, 50, 55, 60, 70, 100}, []float64{.1144, .1284, .1286, .1284, .1284, .0886, .1118, .1227, .1277, .1288}),
		at("stability", []float64{5, 10, 20, 49, 55, 60, 70, 100}, []float64{.974, .996, 1, 1, .786, .917, .986, .999}),
		at("robustness", []float64{0, 5, 10, 20, 49, 50}, []float64{.249, .597, .678, .695, .695, .369}),
	}
}
