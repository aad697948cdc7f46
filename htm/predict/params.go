package predict

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
)

// ClassifierParams configures a Classifier: start from DefaultClassifierParams,
// change fields; NewClassifier validates.
type ClassifierParams struct {
	Size    int   // bits of the input SDR
	Buckets int   // classes that are told apart
	Steps   []int // how many records ahead to predict, each once; 0 classifies the input itself
	// Alpha is the learning rate. NuPIC's tutorials use .1, its hot gym parameters .0001.
	Alpha float64
	// Spread divides Alpha by the number of active bits, so that a pattern counts
	// the same with 40 bits and with 1,280: with an Alpha of 4, 40 bits learn at .1.
	Spread bool
}

// DefaultClassifierParams returns the defaults of NuPIC's and htm.core's SDR
// classifiers, one step ahead.
func DefaultClassifierParams(size, buckets int) ClassifierParams {
	return ClassifierParams{Size: size, Buckets: buckets, Steps: []int{1}, Alpha: 0.001}
}

// Validate names every field that is out of range.
func (p ClassifierParams) Validate() error {
	f := check.New("predict")
	f.That(p.Size > 0 && p.Size <= mostBits, "Size = %d, want in [1, 2^28]", p.Size)
	f.That(p.Buckets > 0 && p.Buckets <= mostBuckets, "Buckets = %d, want in [1, 2^20]", p.Buckets)
	f.That(steps(p.Steps, 0), "Steps = %v, want one or more, each in [0, 2^20] and there once", p.Steps)
	if f.Err() == nil {
		f.That(p.Size <= mostBits/len(p.Steps), "Size = %d for %d Steps, want <= 2^28 for all", p.Size, len(p.Steps))
	}
	f.That(p.Alpha > 0 && p.Alpha <= mostAlpha, "Alpha = %v, want in (0, 1e6]", p.Alpha)
	return f.Err()
}

// ValuesParams configures Values: start from DefaultValuesParams.
type ValuesParams struct {
	Buckets int // how many there are values for
	// Alpha is the weight of the newest value in a bucket's running mean, in (0, 1];
	// 1 keeps the newest alone. NuPIC: actValueAlpha.
	Alpha float64
}

// DefaultValuesParams returns NuPIC's constant.
func DefaultValuesParams(buckets int) ValuesParams { return ValuesParams{Buckets: buckets, Alpha: 0.3} }

// Validate names every field that is out of range.
func (p ValuesParams) Validate() error {
	f := check.New("predict")
	f.That(p.Buckets > 0 && p.Buckets <= mostBuckets, "Buckets = %d, want in [1, 2^20]", p.Buckets)
	f.That(p.Alpha > 0 && p.Alpha <= 1, "Alpha = %v, want in (0, 1]", p.Alpha)
	return f.Err()
}

// NearestParams configures a Nearest: start from DefaultNearestParams, change
// fields; NewNearest validates.
type NearestParams struct {
	Size  int   // bits of the input SDR
	Steps []int // how many records ahead to predict, each once
	// Neighbours is how many stored states, those of the greatest weight, have a say.
	Neighbours int
	// HalfLife is after how many records a state weighs half: less forgets sooner.
	HalfLife float64
	// Sharpness is how much more a similar state weighs than a dissimilar one:
	// exp(Sharpness x cosine). 0 weighs by age alone.
	Sharpness float64
	// Change predicts the change since the state, added to the current value,
	// instead of the value. Such a prediction contains persistence by construction.
	Change bool
	// Capacity is how many states, the latest ones, are remembered; more than the
	// furthest step.
	Capacity int
}

// DefaultNearestParams returns what did well on the hot gym series, one step ahead.
func DefaultNearestParams(size int) NearestParams {
	return NearestParams{Size: size, Steps: []int{1}, Neighbours: 20, HalfLife: 500, Sharpness: 12, Capacity: 10000}
}

// Validate names every field that is out of range.
func (p NearestParams) Validate() error {
	f := check.New("predict")
	f.That(p.Size > 0 && p.Size <= mostBits, "Size = %d, want in [1, 2^28]", p.Size)
	f.That(steps(p.Steps, 1), "Steps = %v, want one or more, each in [1, 2^20] and there once", p.Steps)
	f.That(p.Neighbours > 0, "Neighbours = %d, want > 0", p.Neighbours)
	f.That(p.HalfLife >= leastHalfLife && check.Finite(p.HalfLife), "HalfLife = %v, want finite and >= 1e-100", p.HalfLife)
	f.That(p.Sharpness >= 0 && p.Sharpness <= mostValue, "Sharpness = %v, want in [0, 1e100]", p.Sharpness)
	f.That(p.Capacity > furthest(p.Steps) && p.Capacity <= mostStored,
		"Capacity = %d, want more than the furthest of Steps = %v, and <= 2^30", p.Capacity, p.Steps)
	return f.Err()
}

// NearestClassifierParams configures a NearestClassifier: start from
// DefaultNearestClassifierParams, change fields; NewNearestClassifier validates.
type NearestClassifierParams struct {
	Size    int // bits of the input SDR
	Buckets int // classes that are told apart
	// Neighbours is how many stored SDRs, the most similar ones, have a vote: more
	// forgives noise in the labels, less tells finer classes apart. NuPIC: k.
	Neighbours int
	Similarity Similarity // by which they are chosen; nil means ByDistance
	// Capacity is how many SDRs, the latest ones, are kept; memory holds twice as many.
	Capacity int
}

// DefaultNearestClassifierParams returns NuPIC's one neighbour by Euclidean distance.
func DefaultNearestClassifierParams(size, buckets int) NearestClassifierParams {
	return NearestClassifierParams{Size: size, Buckets: buckets, Neighbours: 1, Capacity: 100000}
}

// Validate names every field that is out of range.
func (p NearestClassifierParams) Validate() error {
	f := check.New("predict")
	f.That(p.Size > 0 && p.Size <= mostBits, "Size = %d, want in [1, 2^28]", p.Size)
	f.That(p.Buckets > 0 && p.Buckets <= mostBuckets, "Buckets = %d, want in [1, 2^20]", p.Buckets)
	f.That(p.Neighbours > 0, "Neighbours = %d, want > 0", p.Neighbours)
	f.That(p.Capacity > 0 && p.Capacity <= mostStored, "Capacity = %d, want in [1, 2^30]", p.Capacity)
	return f.Err()
}

// NaiveParams configures a Naive: start from one of the four below.
type NaiveParams struct {
	Lag   int   // the period in records: 1 for the previous value, 24 for yesterday in hourly data
	Steps []int // how many records ahead to predict, each once
	// Correction is the share of the present deviation from one period ago that is
	// expected to last; 0 is none.
	Correction float64
}

// PreviousValue is persistence: it will be as it is now. NuPIC's metrics call it trivial.
func PreviousValue(steps ...int) NaiveParams { return NaiveParams{Lag: 1, Steps: steps} }

// SameHourYesterday is for hourly records: as it was 24 records before.
func SameHourYesterday(steps ...int) NaiveParams { return NaiveParams{Lag: 24, Steps: steps} }

// SameHourLastWeek is for hourly records: as it was 168 records before.
func SameHourLastWeek(steps ...int) NaiveParams { return NaiveParams{Lag: 168, Steps: steps} }

// LastWeekCorrected is SameHourLastWeek, moved by .55 of how much the present
// value differs from that of a week ago. The .55 was chosen on the hot gym series.
func LastWeekCorrected(steps ...int) NaiveParams {
	return NaiveParams{Lag: 168, Steps: steps, Correction: 0.55}
}

// Validate names every field that is out of range.
func (p NaiveParams) Validate() error {
	f := check.New("predict")
	f.That(p.Lag > 0 && p.Lag <= mostSteps, "Lag = %d, want in [1, 2^20]", p.Lag)
	f.That(steps(p.Steps, 1), "Steps = %v, want one or more, each in [1, 2^20] and there once", p.Steps)
	f.That(math.Abs(p.Correction) <= mostValue, "Correction = %v, want in [-1e100, 1e100]", p.Correction)
	return f.Err()
}

// What memory and floating point can bear.
const (
	mostBits      = 1 << 28
	mostBuckets   = 1 << 20
	mostSteps     = 1 << 20
	mostStored    = 1 << 30
	mostCount     = math.MaxInt / 2 // 2^62 - 1
	mostAlpha     = 1e6
	mostValue     = 1e100  // so that values can be weighed and added up
	leastHalfLife = 1e-100 // so that an age can be counted in them
)

// bounded complains about a value that is no number or far too large.
func bounded(value float64) error {
	if !(math.Abs(value) <= mostValue) {
		return fmt.Errorf("predict: value = %v, want in [-1e100, 1e100]", value)
	}
	return nil
}

// steps tells whether all are in [least, mostSteps] and none is there twice.
func steps(all []int, least int) bool {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return len(sorted) > 0 && sorted[0] >= least && sorted[len(sorted)-1] <= mostSteps && len(slices.Compact(sorted)) == len(all)
}

// furthest returns the greatest of Steps, 0 of none.
func furthest(steps []int) int {
	most := 0
	for _, k := range steps {
		most = max(most, k)
	}
	return most
}
