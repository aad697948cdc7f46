// Package metric measures: predictions against what came, over a whole series, over
// a sliding window, by likelihood under a distribution; streams of SDRs as they come
// (Activity); poolers and sequence memories as their papers do.
//
// A prediction that is NaN means "no prediction": its record is skipped and
// counted as skipped. A truth that is not finite is an error.
package metric

import (
	"fmt"
	"math"

	"gohtm/htm/internal/check"
)

// Score is how far predictions were from the truth.
type Score struct {
	AAE     float64 // average absolute error, in the unit of the data
	RMSE    float64 // root of the mean squared error, in the unit of the data
	AltMAPE float64 // 100 Σ|error| / Σ|truth|, per cent; +Inf or NaN when the truth is all 0
	NRMSE   float64 // RMSE / standard deviation of the truth; +Inf or NaN when the truth is constant
	Count   int     // records scored
	Skipped int     // records without a prediction
}

// Evaluate scores prediction[i] against truth[i]:
//
//	AAE     = Σ |prediction - truth| / n
//	RMSE    = √(Σ (prediction - truth)² / n)
//	AltMAPE = 100 Σ |prediction - truth| / Σ |truth|
//	NRMSE   = RMSE / std(truth)
//
// Sums are over the n scored records; std is the population's, over all the truth,
// skipped records included. Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893,
// §4.3, has the last two, its MAPE without the 100. Different lengths, no scored
// record or a number that is not finite are errors.
func Evaluate(truth, prediction []float64) (Score, error) {
	if err := validate(truth, prediction); err != nil {
		return Score{}, err
	}
	var s sums
	for i := range truth {
		s.add(truth[i], prediction[i])
	}
	if s.count == 0 {
		return Score{}, fmt.Errorf("metric: 0 predictions in %d records, want > 0", len(truth))
	}
	return Score{
		AAE: s.aae(), RMSE: s.rmse(), AltMAPE: s.altMAPE(), NRMSE: s.rmse() / deviation(truth),
		Count: s.count, Skipped: len(truth) - s.count,
	}, nil
}

// AAE returns the average absolute error; see Evaluate.
func AAE(truth, prediction []float64) (float64, error) {
	s, err := Evaluate(truth, prediction)
	return s.AAE, err
}

// RMSE returns the root of the mean squared error; see Evaluate.
func RMSE(truth, prediction []float64) (float64, error) {
	s, err := Evaluate(truth, prediction)
	return s.RMSE, err
}

// AltMAPE returns the sum of the absolute errors in per cent of the sum of the
// absolute truth, which one record near 0 does not spoil; see Evaluate.
func AltMAPE(truth, prediction []float64) (float64, error) {
	s, err := Evaluate(truth, prediction)
	return s.AltMAPE, err
}

// NRMSE returns the RMSE in standard deviations of the truth: 1 is no better than
// its mean; see Evaluate.
func NRMSE(truth, prediction []float64) (float64, error) {
	s, err := Evaluate(truth, prediction)
	return s.NRMSE, err
}

// NegativeLogLikelihood returns -ln max(p, floor) for the probability p that the
// distribution gave to the bucket that came: 0 is certainty, more is worse. The
// floor, in (0, 1], bounds what one surprise costs: .01 in the plots of Cui, Ahmad & Hawkins
// (2016), doi:10.1162/NECO_a_00893, 1e-5 in NuPIC's metric. It panics
// when there is no such bucket, and when p or the floor is out of range.
func NegativeLogLikelihood(distribution []float64, bucket int, floor float64) float64 {
	if bucket < 0 || bucket >= len(distribution) {
		panic(fmt.Sprintf("metric: bucket %d, want in [0, %d)", bucket, len(distribution)))
	}
	p := distribution[bucket]
	if !(p >= 0 && p <= 1) {
		panic(fmt.Sprintf("metric: probability %v of bucket %d, want in [0, 1]", p, bucket))
	}
	if !(floor > 0 && floor <= 1) {
		panic(fmt.Sprintf("metric: floor = %v, want in (0, 1]", floor))
	}
	return math.Abs(math.Log(max(p, floor))) // not -0 for certainty
}

// NegativeLogLikelihoodOnline is NegativeLogLikelihood for a distribution that may not
// know a bucket yet, one from its length on: that has the probability which the
// others leave,
//
//	p = 1 - Σ distribution
//
// as in NuPIC's online metric, whose floor is 1e-5.
func NegativeLogLikelihoodOnline(distribution []float64, bucket int, floor float64) float64 {
	if bucket < len(distribution) {
		return NegativeLogLikelihood(distribution, bucket, floor)
	}
	rest := 1.0
	for _, p := range distribution {
		rest -= p
	}
	return NegativeLogLikelihood([]float64{max(0, rest)}, 0, floor)
}

// sums are what the scores are made of.
type sums struct {
	absolute, squared, truth float64
	count                    int
}

func (s *sums) add(truth, prediction float64) {
	if math.IsNaN(prediction) {
		return
	}
	e := math.Abs(prediction - truth)
	s.absolute += e
	s.squared += float64(e * e)
	s.truth += math.Abs(truth)
	s.count++
}

func (s sums) aae() float64     { return s.absolute / float64(s.count) }
func (s sums) rmse() float64    { return math.Sqrt(s.squared / float64(s.count)) }
func (s sums) altMAPE() float64 { return 100 * s.absolute / s.truth }

// deviation is the population's standard deviation.
func deviation(xs []float64) float64 {
	mean, squares := 0.0, 0.0
	for _, x := range xs {
		mean += x
	}
	mean /= float64(len(xs))
	for _, x := range xs {
		squares += float64((x - mean) * (x - mean))
	}
	return math.Sqrt(squares / float64(len(xs)))
}

func validate(truth, prediction []float64) error {
	if len(truth) != len(prediction) {
		return fmt.Errorf("metric: %d truths and %d predictions, want as many", len(truth), len(prediction))
	}
	for i := range truth {
		if err := pair(truth[i], prediction[i]); err != nil {
			return fmt.Errorf("%w at record %d", err, i)
		}
	}
	return nil
}

func pair(truth, prediction float64) error {
	if !check.Finite(truth) {
		return fmt.Errorf("metric: truth = %v, want a finite number", truth)
	}
	if math.IsInf(prediction, 0) {
		return fmt.Errorf("metric: prediction = %v, want a finite number, or NaN for none", prediction)
	}
	return nil
}
