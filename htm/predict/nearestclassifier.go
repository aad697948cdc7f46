package predict

import (
	"fmt"
	"math"
	"slices"

	"gohtm/htm/sdr"
)

// NearestClassifier tells what an SDR is by the labels of the stored SDRs that are
// most similar to it: each of the Neighbours has one vote, which its labels share.
// Of equally similar ones the latest is taken. It learns an SDR by storing it, so
// that one presentation is enough; Capacity bounds how many it keeps. Cover & Hart
// (1967), doi:10.1109/TIT.1967.1053964; NuPIC's KNNClassifier.
//
// It classifies the SDR itself. Nearest is the instance memory that forecasts the
// values that follow one.
type NearestClassifier struct {
	params   NearestClassifierParams
	stored   patterns
	labels   [][]int // by pattern
	overlaps []int32 // scratch, by pattern
	ranking  ranking // scratch
}

// NewNearestClassifier returns a NearestClassifier to which all buckets are as
// likely, or an error that names every bad field.
func NewNearestClassifier(p NearestClassifierParams) (*NearestClassifier, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return &NearestClassifier{params: p, stored: newPatterns(p.Size), ranking: ranking{limit: p.Neighbours}}, nil
}

// Params returns what the NearestClassifier was made with.
func (n *NearestClassifier) Params() NearestClassifierParams { return n.params }

// Patterns returns how many SDRs are stored, at most Capacity.
func (n *NearestClassifier) Patterns() int { return min(len(n.labels), n.params.Capacity) }

// Step takes an SDR and the bucket that it belongs to; without learn nothing
// changes. It panics when the input's size is not Size or there is no such bucket.
func (n *NearestClassifier) Step(input sdr.SDR, bucket int, learn bool) {
	one := [1]int{bucket}
	n.StepLabels(input, one[:], learn)
}

// StepLabels is Step for an SDR with several labels, each different, or with none:
// that is not stored.
func (n *NearestClassifier) StepLabels(input sdr.SDR, buckets []int, learn bool) {
	input.Require("predict", n.params.Size)
	requireLabels(buckets, n.params.Buckets)
	if !learn || len(buckets) == 0 {
		return
	}
	if len(n.labels) == 2*n.params.Capacity { // seldom, as it costs all that is stored
		n.stored.forget(n.params.Capacity)
		n.labels = slices.Delete(n.labels, 0, n.params.Capacity)
	}
	n.stored.store(input.Bits)
	n.labels = append(n.labels, slices.Clone(buckets))
}

// Infer returns the share of the votes for each bucket, while nothing is stored the
// same for all. It leaves everything as it is, and panics when the input's size is
// not Size.
func (n *NearestClassifier) Infer(input sdr.SDR) []float64 { return n.AppendInfer(nil, input) }

// AppendInfer appends what Infer returns to dst.
func (n *NearestClassifier) AppendInfer(dst []float64, input sdr.SDR) []float64 {
	input.Require("predict", n.params.Size)
	start, buckets := len(dst), n.params.Buckets
	dst = slices.Grow(dst, buckets)[:start+buckets]
	votes := dst[start:]
	clear(votes)
	n.rank(input)
	if len(n.ranking.best) == 0 {
		for bucket := range votes {
			votes[bucket] = 1 / float64(buckets)
		}
	}
	for _, neighbour := range n.ranking.best {
		labels := n.labels[neighbour.number]
		for _, bucket := range labels {
			votes[bucket] += 1 / float64(len(labels))
		}
	}
	for bucket := range votes { // at the end, so that all votes of all are 1
		votes[bucket] /= float64(max(1, len(n.ranking.best)))
	}
	return dst
}

// rank finds the Neighbours of the input, from the latest pattern on. It panics
// when Similarity returns NaN.
func (n *NearestClassifier) rank(input sdr.SDR) {
	similarity := n.params.Similarity
	if similarity == nil {
		similarity = ByDistance
	}
	n.overlaps = n.stored.appendOverlaps(n.overlaps[:0], input.Bits)
	n.ranking.best = n.ranking.best[:0]
	for number := len(n.labels) - 1; number >= len(n.labels)-n.Patterns(); number-- {
		weight := similarity(int(n.overlaps[number]), n.stored.lengths[number], len(input.Bits))
		if math.IsNaN(weight) {
			panic("predict: Similarity = NaN, want a number")
		}
		n.ranking.add(neighbour{number, weight})
	}
}

// Similarity says how similar two SDRs are, more for more similar ones, from how
// many bits they share, and how many the stored one and the other have on. It is
// called once for each stored SDR. ByDistance, ByOverlap, ByCosine, or a function of yours.
type Similarity func(overlap, stored, input int) float64

// ByDistance is minus the squared Euclidean distance, which for bits is in how many
// they differ: NuPIC's default ("norm", 2). An SDR is nearest to itself.
func ByDistance(overlap, stored, input int) float64 { return float64(2*overlap - stored - input) }

// ByOverlap is the number of shared bits, NuPIC's "rawOverlap": an SDR that contains
// the input is as similar to it as the input is to itself.
func ByOverlap(overlap, stored, input int) float64 { return float64(overlap) }

// ByCosine is |s ∩ q| / √(|s| |q|), 0 when one is empty: what counts is the share
// of the bits that agree, for SDRs of different densities.
func ByCosine(overlap, stored, input int) float64 {
	if overlap == 0 {
		return 0
	}
	return float64(overlap) / math.Sqrt(float64(stored*input))
}

// MostLikely returns the bucket of the greatest probability, of equals the first;
// -1 when there is none above 0.
func MostLikely(distribution []float64) int {
	best, most := -1, 0.0
	for bucket, p := range distribution {
		if p > most {
			best, most = bucket, p
		}
	}
	return best
}

// requireLabels panics unless all are buckets and none is there twice.
func requireLabels(labels []int, buckets int) {
	for i, bucket := range labels {
		if bucket < 0 || bucket >= buckets {
			panic(fmt.Sprintf("predict: bucket %d, want in [0, %d)", bucket, buckets))
		}
		if slices.Contains(labels[:i], bucket) {
			panic(fmt.Sprintf("predict: bucket %d is there twice, want each label once", bucket))
		}
	}
}
