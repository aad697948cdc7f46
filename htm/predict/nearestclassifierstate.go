package predict

import (
	"fmt"
	"slices"

	"gohtm/htm/internal/check"
)

// NearestClassifierState is everything in which two NearestClassifiers with the
// same NearestClassifierParams can differ.
type NearestClassifierState struct {
	Patterns [][]int // the bits of the stored SDRs, the oldest first
	Labels   [][]int // and the buckets of each
}

// Snapshot returns a copy of the state.
func (n *NearestClassifier) Snapshot() NearestClassifierState {
	first := len(n.labels) - n.Patterns()
	s := NearestClassifierState{Patterns: n.stored.all()[first:], Labels: make([][]int, n.Patterns())}
	for i, labels := range n.labels[first:] {
		s.Labels[i] = slices.Clone(labels)
	}
	return s
}

// Restore goes on from a Snapshot of a NearestClassifier with the same
// NearestClassifierParams. A state that cannot be one is an error and changes nothing.
func (n *NearestClassifier) Restore(s NearestClassifierState) error {
	f, p := check.New("predict"), n.params
	f.That(len(s.Patterns) <= p.Capacity, "%d Patterns, want <= Capacity = %d", len(s.Patterns), p.Capacity)
	at, err := badInput(s.Patterns, p.Size)
	f.That(err == nil, "Patterns[%d]: %v", at, err)
	f.That(len(s.Labels) == len(s.Patterns), "Labels of %d patterns, want one for each of %d Patterns", len(s.Labels), len(s.Patterns))
	for i, labels := range s.Labels {
		if !distinct(labels, p.Buckets) {
			f.That(false, "Labels[%d] = %v, want one or more, each in [0, %d) and there once", i, labels, p.Buckets)
			break
		}
	}
	if err := f.Err(); err != nil {
		return fmt.Errorf("predict: not a state of this NearestClassifier:\n%w", err)
	}
	n.stored, n.labels = newPatterns(p.Size), make([][]int, len(s.Labels))
	for i, bits := range s.Patterns {
		n.stored.store(bits)
		n.labels[i] = slices.Clone(s.Labels[i])
	}
	return nil
}

// distinct tells whether there are labels, all are buckets and none is there twice.
func distinct(labels []int, buckets int) bool {
	for i, bucket := range labels {
		if bucket < 0 || bucket >= buckets || slices.Contains(labels[:i], bucket) {
			return false
		}
	}
	return len(labels) > 0
}

// Clone returns an independent copy that goes on bit for bit.
func (n *NearestClassifier) Clone() *NearestClassifier {
	c := &NearestClassifier{params: n.params, stored: n.stored.clone(), ranking: ranking{limit: n.ranking.limit}}
	for _, labels := range n.labels {
		c.labels = append(c.labels, slices.Clone(labels))
	}
	return c
}
