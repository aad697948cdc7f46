package anomaly

import "math"

// estimate makes the distribution from the historic window, which the current
// record is not part of, and starts the moving average and the filter again from
// the end of that window. NuPIC: estimateAnomalyLikelihoods.
func (l *Likelihood) estimate() {
	p, raws := l.params, l.raws.all()
	l.averages = l.averages[:0]
	for i := range raws {
		l.averages = append(l.averages, mean(raws[max(0, i+1-p.AveragingWindow):i+1]))
	}
	skip := skipRecords(l.records, p.HistoricWindow, p.LearningPeriod)
	l.distribution = normal{p.NullMean, p.NullDeviation}
	if skip < len(raws) && !(variance(l.values.all()[skip:]) < p.FlatVariance) {
		used := l.averages[skip:]
		l.distribution.mean = max(p.MeanFloor, mean(used))
		l.distribution.deviation = math.Sqrt(max(p.VarianceFloor, variance(used)))
	}
	l.estimated = true

	l.recent.kept = append(l.recent.kept[:0], raws[max(0, len(raws)-p.AveragingWindow):]...)
	l.previousTail = 1 // no record before: not in the red zone
	if n := len(raws); n > 0 {
		l.previousTail = l.distribution.tail(l.averages[n-1], p.TwoSided)
	}
}

// skipRecords returns how many records at the start of the historic window belong
// to the learning period, after so many in all. NuPIC: _calcSkipRecords.
func skipRecords(records, window, learning int) int {
	shiftedOut := max(0, records-window)
	return min(records, max(0, learning-shiftedOut))
}

// normal is a normal distribution.
type normal struct{ mean, deviation float64 }

// root2 is √2 with the digits that NuPIC uses.
const root2 = 1.4142

// tail returns the share of the distribution above x:
//
//	Q(z) = erfc(z / √2) / 2    z = (x - mean) / deviation
//
// Two-sided, an x below the mean is as unlikely as the one as far above it.
func (n normal) tail(x float64, twoSided bool) float64 {
	return 0.5 * math.Erfc(n.standard(x, twoSided)/root2)
}

// standard returns how many deviations x is above the mean; two-sided, away from it.
func (n normal) standard(x float64, twoSided bool) float64 {
	z := (x - n.mean) / n.deviation
	if twoSided {
		z = math.Abs(z)
	}
	return z
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// variance is the population's: the sum of squares divided by their number.
func variance(xs []float64) float64 {
	m, sum := mean(xs), 0.0
	for _, x := range xs {
		sum += float64((x - m) * (x - m))
	}
	return sum / float64(len(xs))
}

// latest keeps the last limit numbers of a stream in one piece. It fills up to
// twice as many before it moves them, so that a push costs little on average.
type latest struct {
	limit int
	kept  []float64
}

func (l *latest) push(x float64) {
	if len(l.kept) == 2*l.limit {
		l.kept = l.kept[:copy(l.kept, l.kept[l.limit:])]
	}
	l.kept = append(l.kept, x)
}

// all returns them, oldest first; the slice is good until the next push.
func (l *latest) all() []float64 { return l.kept[max(0, len(l.kept)-l.limit):] }
