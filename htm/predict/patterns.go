package predict

import "slices"

// patterns are stored SDRs, numbered from 0, the oldest first: by bit, so that
// comparing them all with another SDR costs what they share with it.
type patterns struct {
	postings [][]int32 // by bit: in which patterns it is on, in increasing order
	lengths  []int     // by pattern: how many bits are on
}

func newPatterns(size int) patterns { return patterns{postings: make([][]int32, size)} }

// store adds a pattern and returns its number.
func (p *patterns) store(bits []int) int32 {
	number := int32(len(p.lengths))
	for _, bit := range bits {
		p.postings[bit] = append(p.postings[bit], number)
	}
	p.lengths = append(p.lengths, len(bits))
	return number
}

// forget drops the oldest patterns; the numbers of the others fall by so many.
func (p *patterns) forget(count int) {
	for bit, numbers := range p.postings {
		first, _ := slices.BinarySearch(numbers, int32(count))
		numbers = numbers[:copy(numbers, numbers[first:])]
		for i := range numbers {
			numbers[i] -= int32(count)
		}
		p.postings[bit] = numbers
	}
	p.lengths = p.lengths[:copy(p.lengths, p.lengths[count:])]
}

// appendOverlaps appends how many bits each pattern shares with the query.
func (p *patterns) appendOverlaps(dst []int32, query []int) []int32 {
	start := len(dst)
	dst = slices.Grow(dst, len(p.lengths))[:start+len(p.lengths)]
	overlaps := dst[start:]
	clear(overlaps)
	for _, bit := range query {
		for _, number := range p.postings[bit] {
			overlaps[number]++
		}
	}
	return dst
}

// all returns the bits of each pattern, nil for an empty one.
func (p *patterns) all() [][]int {
	all := make([][]int, len(p.lengths))
	for bit, numbers := range p.postings {
		for _, number := range numbers {
			all[number] = append(all[number], bit)
		}
	}
	return all
}

func (p *patterns) clone() patterns {
	c := patterns{postings: make([][]int32, len(p.postings)), lengths: slices.Clone(p.lengths)}
	for bit := range p.postings {
		c.postings[bit] = slices.Clone(p.postings[bit])
	}
	return c
}

// neighbour is a stored pattern and how much it weighs.
type neighbour struct {
	number int
	weight float64
}

// ranking keeps the neighbours that weigh most, the heaviest first; of equals
// those that were added first.
type ranking struct {
	limit int
	best  []neighbour
}

func (r *ranking) add(n neighbour) {
	i := len(r.best)
	switch {
	case i < r.limit:
		r.best = append(r.best, n)
	case n.weight <= r.best[i-1].weight:
		return
	default:
		i--
	}
	for ; i > 0 && r.best[i-1].weight < n.weight; i-- {
		r.best[i] = r.best[i-1]
	}
	r.best[i] = n
}
