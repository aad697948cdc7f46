package anomaly

import (
	"math"

	"gohtm/htm/internal/check"
)

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

const (
	mostRecords = 1 << 40         // keeps the sum of LearningPeriod and EstimationSamples an int
	mostWindow  = 1 << 30         // numbers that are kept
	mostCount   = math.MaxInt / 2 // 2^62 - 1
)

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

// MovingAverageParams configures a MovingAverage: start from DefaultMovingAverageParams.
type MovingAverageParams struct {
	Window int // records: more is steadier and later. NuPIC: slidingWindowSize
}

// DefaultMovingAverageParams returns the window in which a Likelihood averages raw scores.
func DefaultMovingAverageParams() MovingAverageParams {
	return MovingAverageParams{Window: DefaultLikelihoodParams().AveragingWindow}
}

// Validate names every field that is out of range.
func (p MovingAverageParams) Validate() error {
	f := check.New("anomaly")
	f.That(p.Window > 0 && p.Window <= mostWindow, "Window = %d, want in [1, 2^30]", p.Window)
	return f.Err()
}

// ExponentialLikelihoodParams configures an ExponentialLikelihood: start from
// DefaultExponentialLikelihoodParams, change fields; NewExponentialLikelihood validates.
type ExponentialLikelihoodParams struct {
	// Period is how far back the distribution reaches, in records: more is steadier
	// and slower to follow a change. It is also after how many records there is a
	// likelihood.
	Period          int
	InitialMean     float64 // of the distribution before the first record, in [0, 1]
	InitialVariance float64
	MeanFloor       float64 // the least mean of the distribution, in [0, 1]
	VarianceFloor   float64 // its least variance: a nearly silent history makes no needle-sharp distribution
}

// DefaultExponentialLikelihoodParams returns htm.core's constants
// (py/htm/algorithms/anomaly_likelihood.py).
func DefaultExponentialLikelihoodParams() ExponentialLikelihoodParams {
	return ExponentialLikelihoodParams{
		Period: 1000, InitialMean: 1, InitialVariance: 0.0003, MeanFloor: 0.03, VarianceFloor: 0.0003,
	}
}

// Validate names every field that is out of range.
func (p ExponentialLikelihoodParams) Validate() error {
	f := check.New("anomaly")
	f.That(p.Period > 0 && p.Period <= mostRecords, "Period = %d, want in [1, 2^40]", p.Period)
	f.That(p.InitialMean >= 0 && p.InitialMean <= 1, "InitialMean = %v, want in [0, 1]", p.InitialMean)
	f.That(p.InitialVariance > 0 && p.InitialVariance <= 1, "InitialVariance = %v, want in (0, 1]", p.InitialVariance)
	f.That(p.MeanFloor >= 0 && p.MeanFloor <= 1, "MeanFloor = %v, want in [0, 1]", p.MeanFloor)
	f.That(p.VarianceFloor > 0 && p.VarianceFloor <= 1, "VarianceFloor = %v, want in (0, 1]", p.VarianceFloor)
	return f.Err()
}

// WindowedGaussianParams configures a WindowedGaussian: start from
// DefaultWindowedGaussianParams, change fields; NewWindowedGaussian validates.
type WindowedGaussianParams struct {
	Window int // how many values make the distribution
	Stride int // by how many values a full window moves at a time, at most Window
	// TwoSided counts a value below the mean as unlikely as one as far above it.
	TwoSided bool
	// DeviationFloor is the least standard deviation, in the unit of the data, so that
	// a flat window can be compared with. The benchmark takes it in place of 0 alone.
	DeviationFloor float64
}

// DefaultWindowedGaussianParams returns the constants of the Numenta Anomaly
// Benchmark, tuned on its series.
func DefaultWindowedGaussianParams() WindowedGaussianParams {
	return WindowedGaussianParams{Window: 6400, Stride: 100, TwoSided: true, DeviationFloor: 1e-6}
}

// Validate names every field that is out of range.
func (p WindowedGaussianParams) Validate() error {
	f := check.New("anomaly")
	f.That(p.Window > 0 && p.Window <= mostWindow, "Window = %d, want in [1, 2^30]", p.Window)
	f.That(p.Stride > 0 && p.Stride <= p.Window, "Stride = %d, want in [1, Window = %d]", p.Stride, p.Window)
	f.That(p.DeviationFloor > 0 && p.DeviationFloor <= mostValue, "DeviationFloor = %v, want in (0, 1e100]", p.DeviationFloor)
	return f.Err()
}

// SeenRangeParams configures a SeenRange: start from DefaultSeenRangeParams.
type SeenRangeParams struct {
	Margin float64 // the share of the range by which a value may be outside of it
}

// DefaultSeenRangeParams returns the constant of the Numenta detector (SPATIAL_TOLERANCE).
func DefaultSeenRangeParams() SeenRangeParams { return SeenRangeParams{Margin: 0.05} }

// Validate names every field that is out of range.
func (p SeenRangeParams) Validate() error {
	f := check.New("anomaly")
	f.That(p.Margin >= 0 && p.Margin <= mostValue, "Margin = %v, want in [0, 1e100]", p.Margin)
	return f.Err()
}
