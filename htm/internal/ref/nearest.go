package ref

import (
	"sort"

	"gohtm/htm/predict"
)

// Votes returns the share of the votes of each bucket for an input, given all that
// was ever stored, the oldest first, and its labels: sort by similarity, take the
// first ones.
func Votes(p predict.NearestClassifierParams, stored [][]bool, labels [][]int, input []bool) []float64 {
	if len(stored) > p.Capacity {
		forgotten := len(stored) - p.Capacity
		stored, labels = stored[forgotten:], labels[forgotten:]
	}
	count := func(on func(bit int) bool) (n int) {
		for bit := range input {
			if on(bit) {
				n++
			}
		}
		return n
	}
	similarity := make([]float64, len(stored))
	order := make([]int, len(stored))
	for i, s := range stored {
		order[i] = len(stored) - 1 - i // the latest first
		similarity[i] = p.Similarity(
			count(func(bit int) bool { return s[bit] && input[bit] }),
			count(func(bit int) bool { return s[bit] }),
			count(func(bit int) bool { return input[bit] }))
	}
	sort.SliceStable(order, func(i, j int) bool { return similarity[order[i]] > similarity[order[j]] })
	votes := make([]float64, p.Buckets)
	if len(order) > p.Neighbours {
		order = order[:p.Neighbours]
	}
	for bucket := range votes {
		if len(order) == 0 {
			votes[bucket] = 1 / float64(p.Buckets)
		}
	}
	for _, i := range order {
		for _, bucket := range labels[i] {
			votes[bucket] += 1 / float64(len(labels[i]))
		}
	}
	for bucket := range votes {
		votes[bucket] /= float64(max(1, len(order)))
	}
	return votes
}
