package experiment

import (
	"math"

	"gohtm/datasets"
)

// PublishedTaxi returns what the models of Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893, figure 10, come to from row 10,000 on: MAPE and NLL of the
// figure, NRMSE of the predictions that the authors keep with their code (that of the figure is a mean of
// moving means); NaN where there is none. An LSTM is named by the rows that it is trained
// on anew each week.
func PublishedTaxi() []TaxiBaseline {
	no := math.NaN()
	return []TaxiBaseline{
		{Name: "HTM", MAPE: .0810, NRMSE: .2864, NLL: 1.521},
		{Name: "LSTM, 6000", MAPE: .0819, NRMSE: .273, NLL: 1.567},
		{Name: "LSTM, 3000", MAPE: .0880, NRMSE: .297, NLL: 1.668},
		{Name: "LSTM, 1000", MAPE: .0988, NRMSE: .345, NLL: 1.799},
		{Name: "LSTM, online", MAPE: no, NRMSE: no, NLL: 1.926},
		{Name: "ESN", MAPE: .0957, NRMSE: .286, NLL: no},
		{Name: "TDNN", MAPE: .1044, NRMSE: .329, NLL: no},
		{Name: "OS-ELM", MAPE: .1629, NRMSE: .477, NLL: no},
		{Name: "ARIMA", MAPE: .2801, NRMSE: .704, NLL: no},
	}
}

// PublishedTaxiPerturbed returns what they come to after the weekdays have changed, from
// datasets.TaxiPerturbedFrom on. For HTM the kept predictions have a MAPE of .0983 in place of the figure's.
func PublishedTaxiPerturbed() []TaxiBaseline {
	no := math.NaN()
	return []TaxiBaseline{
		{Name: "HTM", MAPE: .090, NRMSE: no, NLL: 1.358},
		{Name: "LSTM, 6000", MAPE: .1201, NRMSE: no, NLL: 1.622},
		{Name: "LSTM, 3000", MAPE: .1086, NRMSE: no, NLL: 1.568},
		{Name: "LSTM, 1000", MAPE: .1074, NRMSE: no, NLL: 1.735},
		{Name: "LSTM, online", MAPE: no, NRMSE: no, NLL: 1.927},
		{Name: "ESN", MAPE: .0732, NRMSE: no, NLL: no},
	}
}

// PublishedTaxiStretches returns the MAPE of the HTM in the predictions that the authors keep
// with their code: of those from each of these rows up to the next, so that there is a row more.
func PublishedTaxiStretches() (rows []int, mape []float64) {
	return []int{0, 1000, 2000, 3000, 5000, 7000, 10000, 13000, 17520}, []float64{.140, .063, .074, .096, .076, .131, .094, .072}
}

// PublishedTaxiChange returns the MAPE of the same over the latest 400 rows, X, when the
// weekdays change, at its peak, and later.
func PublishedTaxiChange() Published {
	return Published{
		Name: "HTM", Source: "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, the predictions that the authors keep with their code",
		X: []float64{datasets.TaxiPerturbedFrom, 13552, 14000}, Y: []float64{.057, .149, .089},
	}
}
