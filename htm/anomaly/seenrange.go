package anomaly

// SeenRange tells whether a value is outside of the range of the values before it,
// by more than a Margin:
//
//	value < low - Margin * (high - low)  or  value > high + Margin * (high - low)
//
// Until two different values have been seen nothing is outside. The Numenta
// detector of the Numenta Anomaly Benchmark gives such a record the score 1,
// whatever the likelihood ("spatial anomaly").
type SeenRange struct {
	params    SeenRangeParams
	seen      bool
	low, high float64
}

// NewSeenRange returns a SeenRange that has seen nothing, or an error that names
// every bad field.
func NewSeenRange(p SeenRangeParams) (*SeenRange, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &SeenRange{params: p}, nil
}

// Params returns what the SeenRange was made with.
func (r *SeenRange) Params() SeenRangeParams { return r.params }

// Step takes the next value, tells whether it is outside, and widens the range to
// it. A value that is not in [-1e100, 1e100] is an error and changes nothing.
func (r *SeenRange) Step(value float64) (outside bool, err error) {
	if err := bounded(value); err != nil {
		return false, err
	}
	if !r.seen {
		r.seen, r.low, r.high = true, value, value
		return false, nil
	}
	if r.low < r.high {
		margin := float64(r.params.Margin * (r.high - r.low))
		outside = value < r.low-margin || value > r.high+margin
	}
	r.low, r.high = min(r.low, value), max(r.high, value)
	return outside, nil
}

// Range returns the least and the greatest value so far; ok is false before the first.
func (r *SeenRange) Range() (low, high float64, ok bool) { return r.low, r.high, r.seen }
