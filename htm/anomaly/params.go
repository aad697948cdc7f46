package anomaly

import "gohtm/htm/internal/check"

// LikelihoodParams configures a Likelihood: start from DefaultLikelihoodParams,
// change fields; NewLikelihood validates. Periods and windows count records.
type LikelihoodParams struct {
	// LearningPeriod is how long the model is given to learn: raw scores from
	// before its end are left out of the distribution as long as they are in the
	// historic window.
	LearningPeriod int
	// EstimationSamples is how many records after the learning period are seen
	// before the first distribution; until then the likelihood is Undecided.
	EstimationSamples int
	// HistoricWindow is how many records the distribution is estimated from; more
	// is steadier and slower to follow a change. At least EstimationSamples.
	// NuPIC: historicWindowSize.
	HistoricWindow int
	// ReestimationPeriod is how often the distribution is estimated anew.
	ReestimationPeriod int
	// AveragingWindow is over how many records raw scores are averaged: more finds
	// fainter changes, and finds them later.
	AveragingWindow int
	// TwoSided also calls a run of unusually low raw scores unlikely, as NuPIC
	// after 0.5.6 does; the committed NAB results are one-sided.
	TwoSided bool

	MeanFloor     float64 // the least mean of the distribution
	VarianceFloor float64 // its least variance: a nearly silent history makes no needle-sharp distribution

	// FlatVariance: when the values of the metric vary less, it counts as flat and
	// the null distribution below, under which nothing is anomalous, is used.
	FlatVariance  float64
	NullMean      float64
	NullDeviation float64

	// RedLikelihood: of a run of records at or above it only the first keeps its
	// likelihood, the others get YellowLikelihood, so that one event is one alarm.
	RedLikelihood    float64
	YellowLikelihood float64
}

// Undecided is the likelihood before there is a distribution to compare with.
const Undecided = 0.5

// DefaultLikelihoodParams returns NuPIC's constants (anomaly_likelihood.py), one-sided.
func DefaultLikelihoodParams() LikelihoodParams {
	return LikelihoodParams{
		LearningPeriod: 288, EstimationSamples: 100, HistoricWindow: 8640, ReestimationPeriod: 100, AveragingWindow: 10,
		MeanFloor: 0.03, VarianceFloor: 0.0003,
		FlatVariance: 1.5e-5, NullMean: 0.5, NullDeviation: 1000,
		RedLikelihood: 0.99999, YellowLikelihood: 0.999,
	}
}

// mostRecords keeps the sum of LearningPeriod and EstimationSamples an int.
const mostRecords = 1 << 40

// Validate names every field that is out of range.
func (p LikelihoodParams) Validate() error {
	f := check.New("anomaly")
	f.That(p.LearningPeriod >= 0 && p.LearningPeriod <= mostRecords, "LearningPeriod = %d, want in [0, 2^40]", p.LearningPeriod)
	f.That(p.EstimationSamples >= 0 && p.EstimationSamples <= mostRecords, "EstimationSamples = %d, want in [0, 2^40]", p.EstimationSamples)
	f.That(p.HistoricWindow > 0 && p.HistoricWindow >= p.EstimationSamples,
		"HistoricWindow = %d, want > 0 and >= EstimationSamples = %d", p.HistoricWindow, p.EstimationSamples)
	f.That(p.ReestimationPeriod > 0, "ReestimationPeriod = %d, want > 0", p.ReestimationPeriod)
	f.That(p.AveragingWindow > 0, "AveragingWindow = %d, want > 0", p.AveragingWindow)
	f.That(p.MeanFloor >= 0 && check.Finite(p.MeanFloor), "MeanFloor = %v, want finite and >= 0", p.MeanFloor)
	f.That(p.VarianceFloor > 0 && check.Finite(p.VarianceFloor), "VarianceFloor = %v, want finite and > 0", p.VarianceFloor)
	f.That(p.FlatVariance >= 0 && check.Finite(p.FlatVariance), "FlatVariance = %v, want finite and >= 0", p.FlatVariance)
	f.That(check.Finite(p.NullMean), "NullMean = %v, want finite", p.NullMean)
	f.That(p.NullDeviation > 0 && check.Finite(p.NullDeviation), "NullDeviation = %v, want finite and > 0", p.NullDeviation)
	f.That(p.RedLikelihood > 0 && p.RedLikelihood <= 1, "RedLikelihood = %v, want in (0, 1]", p.RedLikelihood)
	f.That(p.YellowLikelihood >= 0 && p.YellowLikelihood <= p.RedLikelihood,
		"YellowLikelihood = %v, want in [0, RedLikelihood = %v]", p.YellowLikelihood, p.RedLikelihood)
	return f.Err()
}
