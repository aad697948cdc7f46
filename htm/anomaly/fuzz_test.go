package anomaly_test

import (
	"encoding/binary"
	"math"
	"testing"

	"gohtm/htm/anomaly"
	"gohtm/htm/internal/ref"
)

// Any numbers at all: bad ones are refused and leave no trace, the others give the
// likelihoods of the reference, in [0, 1].
func FuzzLikelihood(f *testing.F) {
	record := func(value, raw float64) []byte {
		b := binary.LittleEndian.AppendUint64(nil, math.Float64bits(value))
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(raw))
	}
	var seed []byte
	for i := 0; i < 40; i++ {
		seed = append(seed, record(float64(i%5), float64(i*i%10)/10)...)
	}
	f.Add(seed, byte(3), byte(4), byte(9), byte(5), byte(2), false)
	f.Add(append(record(math.NaN(), 2), seed...), byte(0), byte(0), byte(1), byte(1), byte(1), true)
	f.Add(append(append(record(math.MaxFloat64, 0), record(-math.MaxFloat64, 1)...), seed...), byte(0), byte(1), byte(3), byte(2), byte(4), true)
	f.Fuzz(func(t *testing.T, data []byte, learning, estimation, window, period, averaging byte, twoSided bool) {
		p := anomaly.DefaultLikelihoodParams()
		p.LearningPeriod, p.EstimationSamples, p.HistoricWindow = int(learning), int(estimation), int(window)
		p.ReestimationPeriod, p.AveragingWindow, p.TwoSided = int(period), int(averaging), twoSided
		l, err := anomaly.NewLikelihood(p)
		if err != nil {
			return
		}
		var values, raws, likelihoods []float64
		for ; len(data) >= 16 && len(raws) < 300; data = data[16:] {
			value := math.Float64frombits(binary.LittleEndian.Uint64(data))
			raw := math.Float64frombits(binary.LittleEndian.Uint64(data[8:]))
			got, err := l.Step(value, raw)
			if good := value-value == 0 && raw >= 0 && raw <= 1; good != (err == nil) {
				t.Fatalf("Step(%v, %v): error %v", value, raw, err)
			}
			if err != nil {
				continue
			}
			if !(got >= 0 && got <= 1) {
				t.Fatalf("record %d: likelihood %v, want in [0, 1]", len(raws), got)
			}
			values, raws, likelihoods = append(values, value), append(raws, raw), append(likelihoods, got)
		}
		for i, want := range ref.Likelihood(p, values, raws) {
			if likelihoods[i] != want {
				t.Fatalf("record %d: likelihood %v, want %v", i, likelihoods[i], want)
			}
		}
	})
}

// Any numbers at all, as above, for the other detectors.
func FuzzDetectors(f *testing.F) {
	f.Add([]byte("one number is eight bytes and these are many of them, more or less, in the end"), byte(3), byte(2), 0.05, 0.5, 1e-4, true)
	f.Add(binary.LittleEndian.AppendUint64(nil, math.Float64bits(math.NaN())), byte(1), byte(1), 0.0, 0.0, 1.0, false)
	f.Fuzz(func(t *testing.T, data []byte, window, stride byte, margin, mean, variance float64, twoSided bool) {
		var values, raws []float64
		for ; len(data) >= 8 && len(values) < 200; data = data[8:] {
			value := math.Float64frombits(binary.LittleEndian.Uint64(data))
			if math.Abs(value) <= 1e100 {
				values = append(values, value)
			}
			raws = append(raws, float64(data[0])/255)
		}
		e := anomaly.DefaultExponentialLikelihoodParams()
		e.Period, e.InitialMean, e.InitialVariance, e.MeanFloor, e.VarianceFloor = int(window), mean, variance, margin, variance/2
		if e.Validate() == nil {
			compareExponential(t, "fuzzed", e, raws)
		}
		g := anomaly.DefaultWindowedGaussianParams()
		g.Window, g.Stride, g.TwoSided, g.DeviationFloor = int(window), int(stride), twoSided, variance
		if g.Validate() == nil {
			compareGaussian(t, "fuzzed", g, values)
		}
		r, err := anomaly.NewSeenRange(anomaly.SeenRangeParams{Margin: margin})
		if err != nil {
			return
		}
		low, high := math.Inf(1), math.Inf(-1)
		for _, value := range values {
			want := low < high && (value < low-float64(margin*(high-low)) || value > high+float64(margin*(high-low)))
			if got, err := r.Step(value); err != nil || got != want {
				t.Fatalf("%v outside of %v to %v by %v of it: %t, %v; want %t", value, low, high, margin, got, err, want)
			}
			low, high = math.Min(low, value), math.Max(high, value)
		}
	})
}
