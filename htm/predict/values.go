package predict

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
)

// Values remembers which value each bucket stands for: the running mean of the
// values that fell into it,
//
//	mean = (1-Alpha)*mean + Alpha*value
//
// starting at the first one. A bucket into which none has fallen stands for NaN,
// and an Estimate gives it no weight. NuPIC's SDRClassifier (actualValues) lets it
// stand for the current value instead.
type Values struct {
	params ValuesParams
	means  []float64
}

// NewValues returns Values of which every bucket is unseen, or an error that names
// every bad field.
func NewValues(p ValuesParams) (*Values, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	v := &Values{params: p, means: make([]float64, p.Buckets)}
	for bucket := range v.means {
		v.means[bucket] = math.NaN()
	}
	return v, nil
}

// Params returns what the Values were made with.
func (v *Values) Params() ValuesParams { return v.params }

// Step puts a value into its bucket. A value that is not finite is an error and
// changes nothing; it panics when there is no such bucket.
func (v *Values) Step(bucket int, value float64) error {
	if bucket < 0 || bucket >= len(v.means) {
		panic(fmt.Sprintf("predict: bucket %d, want in [0, %d)", bucket, len(v.means)))
	}
	if !check.Finite(value) {
		return fmt.Errorf("predict: value = %v, want a finite number", value)
	}
	if old := v.means[bucket]; !math.IsNaN(old) {
		value = float64((1-v.params.Alpha)*old) + float64(v.params.Alpha*value)
	}
	v.means[bucket] = value
	return nil
}

// Values returns the value of each bucket, NaN for the unseen.
func (v *Values) Values() []float64 { return slices.Clone(v.means) }

// AppendValues appends the Values to dst.
func (v *Values) AppendValues(dst []float64) []float64 { return append(dst, v.means...) }
