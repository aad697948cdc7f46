// Package anomaly says how unexpected a record was: the raw score of one step,
// and the likelihood that a run of raw scores is out of the ordinary for the
// stream it comes from.
package anomaly

import (
	"math"

	"gohtm/htm/sdr"
)

// Raw returns the share of the active bits that were not predicted:
//
//	raw(t) = 1 - |π(t-1) ∩ a(t)| / |a(t)|
//
// in [0, 1]; 0 when nothing is active. Both are minicolumns or both are cells; it
// panics when their sizes differ. Ahmad, Lavin, Purdy & Agha (2017),
// doi:10.1016/j.neucom.2017.04.070, §3.1 "Computing the prediction error".
func Raw(active, predicted sdr.SDR) float64 {
	overlap := active.Overlap(predicted)
	if len(active.Bits) == 0 {
		return 0
	}
	return 1 - float64(overlap)/float64(len(active.Bits))
}

// The two numbers of NuPIC's computeLogLikelihood: a likelihood of 1 has the
// score 1, and .5 has about .0301.
const (
	aboveOne   = 1.0000000001
	logOfWorst = -23.02585084720009 // ln(aboveOne - 1), as NuPIC has it
)

// LogScore spreads the likelihoods close to 1, where all anomalies are, over [0, 1]:
//
//	score = ln(aboveOne - likelihood) / logOfWorst
//
// A likelihood of 0 scores a hair below 0, as NuPIC's does.
func LogScore(likelihood float64) float64 {
	return math.Log(aboveOne-likelihood) / logOfWorst
}
