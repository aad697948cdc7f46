package model

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/internal/check"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// Readout predicts values from the model's state: a softmax classifier over
// buckets of values, or an instance memory. It learns beside the model and has
// no influence on it, so that several can be compared in one run. Start from
// DefaultReadout.
type Readout struct {
	Name  string // unique in a model
	Feed  Feed   // what of the state it sees
	Steps []int  // how many rows ahead it predicts, each >= 1 and once
	// Change predicts the change from the current value, and adds that value: such
	// a prediction contains persistence by construction.
	Change bool

	Min, Max float64 // range of the values that have buckets; values outside fall into the first or last
	Width    float64 // of a bucket, in the value's unit
	Alpha    float64 // the classifier's rate: predict.ClassifierParams
	Spread   bool    // the rate is divided by the number of active bits: predict.ClassifierParams
	// ValueAlpha is the weight of the newest value in a bucket's mean: predict.ValuesParams.
	ValueAlpha float64
	Estimate   predict.Estimate // from the distribution to one value

	// Nearest, if not nil, takes the classifier's place: predictions are what
	// followed similar states, all of which are kept. Size, Steps and Change are
	// filled in.
	Nearest *predict.NearestParams
}

// DefaultReadout returns a readout with NuPIC's constants for the hot gym: 1 and 5
// rows ahead, buckets of .88 from 0 to 92.4, rate .1, the most probable bucket.
func DefaultReadout(name string, feed Feed) Readout {
	return Readout{
		Name: name, Feed: feed, Steps: []int{1, 5},
		Min: 0, Max: 92.4, Width: 0.88, Alpha: 0.1, ValueAlpha: 0.3, Estimate: predict.ArgMax,
	}
}

// SpreadReadout is DefaultReadout with a rate that does not depend on how many
// bits are active: 4 divided by their number, so .1 for 40.
func SpreadReadout(name string, feed Feed) Readout {
	r := DefaultReadout(name, feed)
	r.Alpha, r.Spread = 4, true
	return r
}

// ChangeReadout is SpreadReadout for the change instead of the value, read as the
// median of the distribution.
func ChangeReadout(name string, feed Feed) Readout {
	r := SpreadReadout(name, feed)
	r.Change, r.Estimate = true, predict.Median
	return r
}

// NearestReadout is an instance memory with the constants that did well on the hot
// gym, of changes or of values. It is no synaptic readout: show the same on
// EncoderBits beside it.
func NearestReadout(name string, feed Feed, change bool) Readout {
	r := DefaultReadout(name, feed)
	p := predict.DefaultNearestParams(1)
	r.Nearest, r.Change = &p, change
	return r
}

func (r Readout) validate(f *check.Fields, place string) {
	f.That(r.Name != "", "%s.Name is empty, want a name", place)
	f.That(r.Feed != nil, "%s.Feed is nil, want one such as WinnerCells", place)
	f.That(len(r.Steps) > 0, "%s.Steps is empty, want at least one", place)
	for i, k := range r.Steps {
		f.That(k >= 1 && !slices.Contains(r.Steps[:i], k), "%s.Steps = %v, want each >= 1 and once", place, r.Steps)
	}
	if r.Nearest != nil {
		return // the rest is the classifier's; NewNearest checks its own
	}
	f.That(check.Finite(r.Min) && check.Finite(r.Max) && r.Max > r.Min, "%s.Max = %v, want finite and > Min = %v", place, r.Max, r.Min)
	f.That(r.Width > 0 && check.Finite(r.Width), "%s.Width = %v, want finite and > 0", place, r.Width)
	f.That((r.Max-r.Min)/r.Width <= 1e6, "%s: %v buckets of Width = %v, want at most 1e6", place, (r.Max-r.Min)/r.Width, r.Width)
	f.That(r.Alpha > 0 && check.Finite(r.Alpha), "%s.Alpha = %v, want finite and > 0", place, r.Alpha)
	f.That(r.ValueAlpha > 0 && r.ValueAlpha <= 1, "%s.ValueAlpha = %v, want in (0, 1]", place, r.ValueAlpha)
	f.That(r.Estimate != nil, "%s.Estimate is nil, want one such as predict.ArgMax", place)
}

// lowest returns where the buckets start; changes go as far down as up.
func (r Readout) lowest() float64 {
	if r.Change {
		return r.Min - r.Max
	}
	return r.Min
}

// buckets returns how many there are.
func (r Readout) buckets() int { return max(1, int(math.Ceil((r.Max-r.lowest())/r.Width-1e-9))) }

// bucket returns the number of the bucket of a value or change, with those
// outside the range in the first or last.
func (r Readout) bucket(x float64) int {
	place := math.Floor((x - r.lowest()) / r.Width)
	return int(math.Max(0, math.Min(place, float64(r.buckets()-1))))
}

// readout is a Readout at work: an instance memory, or a classifier for each of
// the steps, since the change over k rows is another target for each k.
type readout struct {
	params  Readout
	nearest *predict.Nearest
	ahead   []*classifier
	recent  []float64 // the latest values, the newest first

	distribution, means []float64 // scratch
}

type classifier struct {
	steps   int
	softmax *predict.Classifier
	values  *predict.Values
}

func newReadout(p Readout, size int) (*readout, error) {
	p.Steps = slices.Clone(p.Steps)
	r := &readout{params: p}
	if p.Nearest != nil {
		nearest := *p.Nearest
		nearest.Size, nearest.Steps, nearest.Change = size, p.Steps, p.Change
		made, err := predict.NewNearest(nearest)
		if err != nil {
			return nil, fmt.Errorf("model: readout %q: %w", p.Name, err)
		}
		r.nearest = made
		return r, nil
	}
	for _, k := range p.Steps {
		softmax, err := predict.NewClassifier(predict.ClassifierParams{
			Size: size, Buckets: p.buckets(), Steps: []int{k}, Alpha: p.Alpha, Spread: p.Spread})
		if err != nil {
			return nil, fmt.Errorf("model: readout %q: %w", p.Name, err)
		}
		values, err := predict.NewValues(predict.ValuesParams{Buckets: p.buckets(), Alpha: p.ValueAlpha})
		if err != nil {
			return nil, fmt.Errorf("model: readout %q: %w", p.Name, err)
		}
		r.ahead = append(r.ahead, &classifier{steps: k, softmax: softmax, values: values})
	}
	return r, nil
}

// step sees the state after a row and the row's value, learns from what it has
// seen before, and appends what it predicts.
func (r *readout) step(dst []Prediction, input sdr.SDR, value float64, learn bool) []Prediction {
	if r.nearest != nil {
		must(r.nearest.Step(input, value, learn))
		for _, k := range r.params.Steps {
			dst = append(dst, Prediction{r.params.Name, k, r.nearest.Predict(k)})
		}
		return dst
	}
	r.remember(value)
	for _, c := range r.ahead {
		r.teach(c, input, learn)
		predicted := r.estimate(c)
		if r.params.Change {
			predicted += value
		}
		dst = append(dst, Prediction{r.params.Name, c.steps, predicted})
	}
	return dst
}

// teach shows a classifier the input, and what has come of the input k rows
// before: the value, or how much it differs from the value then.
func (r *readout) teach(c *classifier, input sdr.SDR, learn bool) {
	target, known := r.recent[0], true
	if r.params.Change {
		if known = len(r.recent) > c.steps; known {
			target -= r.recent[c.steps]
		}
	}
	if !known {
		c.softmax.StepLabels(input, nil, false)
		return
	}
	bucket := r.params.bucket(target)
	c.softmax.Step(input, bucket, learn)
	if learn {
		must(c.values.Step(bucket, target))
	}
}

// estimate reads the classifier's distribution; NaN while no value was learned.
func (r *readout) estimate(c *classifier) float64 {
	r.distribution = c.softmax.AppendDistribution(r.distribution[:0], c.steps)
	r.means = c.values.AppendValues(r.means[:0])
	return r.params.Estimate(r.distribution, r.means)
}

// remember puts a value in front of the recent ones.
func (r *readout) remember(value float64) {
	if len(r.recent) <= slices.Max(r.params.Steps) {
		r.recent = append(r.recent, 0)
	}
	copy(r.recent[1:], r.recent)
	r.recent[0] = value
}

// must stops at an error that the model's own checks have ruled out.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
