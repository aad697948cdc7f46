package metric

import (
	"fmt"
	"math"

	"gohtm/htm/sdr"
)

// Activity measures a stream of SDRs as it comes: how sparse they are, how evenly
// their bits are used, how much of one is in the next. All means are over the SDRs
// since New or Reset, and exact; before the first one they are 0. Call Reset at each
// epoch for numbers of that epoch.
//
// Cui, Ahmad & Hawkins (2017), doi:10.3389/fncom.2017.00111, has sparsity
// and entropy; htm.core's Metrics has all but the last.
type Activity struct {
	counts   []int // of every bit: in how many SDRs it was on
	steps    int
	active   int   // on bits of all SDRs
	followed int   // on bits of all SDRs but the first
	kept     int   // those that were on in the SDR before too
	latest   int   // kept of the latest SDR
	smallest int   // the smaller number of on bits, of the latest SDR and the one before
	previous []int // the on bits of the latest SDR
}

// NewActivity measures SDRs of size bits. A size that is not > 0 is an error.
func NewActivity(size int) (*Activity, error) {
	if size <= 0 || size > mostBits {
		return nil, fmt.Errorf("metric: size = %d, want in [1, 2^31)", size)
	}
	return &Activity{counts: make([]int, size)}, nil
}

// As far as bits can be counted, and those of all SDRs of a stream together.
const (
	mostBits  = 1<<31 - 1
	mostCount = math.MaxInt / 2
)

// Size returns how many bits the SDRs have.
func (a *Activity) Size() int { return len(a.counts) }

// Steps returns how many SDRs came.
func (a *Activity) Steps() int { return a.steps }

// Step takes the next SDR; it panics when the size is another.
func (a *Activity) Step(s sdr.SDR) {
	s.Require("metric", len(a.counts))
	a.latest, a.smallest = 0, 0
	if a.steps > 0 {
		before := sdr.SDR{Size: s.Size, Bits: a.previous}
		a.latest, a.smallest = s.Overlap(before), min(s.Len(), before.Len())
		a.kept += a.latest
		a.followed += s.Len()
	}
	a.active += s.Len()
	a.steps++
	for _, bit := range s.Bits {
		a.counts[bit]++
	}
	a.previous = append(a.previous[:0], s.Bits...)
}

// Reset forgets all SDRs.
func (a *Activity) Reset() {
	clear(a.counts)
	*a = Activity{counts: a.counts, previous: a.previous[:0]}
}

// Sparsity returns the mean share of bits that are on, in [0, 1].
func (a *Activity) Sparsity() float64 {
	return ratio(a.active, a.steps*len(a.counts))
}

// Frequencies returns for every bit the share of SDRs in which it was on.
func (a *Activity) Frequencies() []float64 {
	shares := make([]float64, len(a.counts))
	for bit, count := range a.counts {
		shares[bit] = ratio(count, a.steps)
	}
	return shares
}

// Entropy returns how evenly the bits are used, in bits for each bit of the SDRs:
//
//	S = Σ BinaryEntropy(frequency[i]) / size
//
// It is at most BinaryEntropy(Sparsity()), when all are on equally often. Cui, Ahmad
// & Hawkins (2017), on entropy.
func (a *Activity) Entropy() float64 {
	sum := 0.0
	for _, count := range a.counts {
		sum += BinaryEntropy(ratio(count, a.steps))
	}
	return sum / float64(len(a.counts))
}

// Overlap returns the shared bits of the latest SDR and the one before, as a share
// of the smaller one; see OverlapShare. It is 0 after the first.
func (a *Activity) Overlap() float64 { return ratio(a.latest, a.smallest) }

// Stability returns the share of on bits that were on in the SDR before too:
//
//	Σ |SDR[t] ∩ SDR[t-1]| / Σ |SDR[t]|    t = 2nd, 3rd ...
func (a *Activity) Stability() float64 { return ratio(a.kept, a.followed) }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
