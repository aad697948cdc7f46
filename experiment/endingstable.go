package experiment

import (
	"encoding/binary"
	"slices"

	"gohtm/datasets"
	"gohtm/htm/metric"
)

// EndingsTable is the naive baseline of Endings: a table of what followed the latest 1, 2,
// ... order symbols, which remembers everything after one time and generalises nothing. It
// predicts what followed the longest beginning of now that it has heard before; of several
// continuations the latest Task.Endings. It is told symbols, not codes. p.Memory and the
// damage are not used. An order below 1 is an error.
//
// An order of 1 is what "the symbol before" tells. An order as long as the longest beginning is
// all that can be known here: what a network of neurons is compared with.
func EndingsTable(p EndingsParams, order int) (EndingsResult, error) {
	var result EndingsResult
	var bad faults
	bad.part(p.Validate())
	bad.that(order > 0, "order = %d, want > 0", order)
	if bad.err != nil {
		return result, bad.err
	}
	stream, err := datasets.NewHighOrder(p.Stream)
	if err != nil {
		return result, err
	}
	table := continuations{order: order, most: p.Stream.Task.Endings, followed: map[string][]int{}}
	for i := range p.Elements {
		element := stream.Next()
		if element.Scored {
			result.score(i, slices.Contains(table.guess(), element.Symbol))
		}
		table.step(element.Symbol, i < p.LearnUntil)
	}
	result.Curve, err = metric.SlidingMean(result.Correct, p.Window)
	return result, err
}

// continuations is the table behind EndingsTable.
type continuations struct {
	order, most int
	latest      []byte // the order latest symbols, 4 bytes each
	followed    map[string][]int
}

// contexts calls do with the latest symbols, the longest context first, until it returns false.
func (c *continuations) contexts(do func(context string) bool) {
	for first := 0; first < len(c.latest); first += 4 {
		if !do(string(c.latest[first:])) {
			return
		}
	}
}

// guess returns what may come next, at most so many symbols.
func (c *continuations) guess() (next []int) {
	c.contexts(func(context string) bool {
		next = c.followed[context]
		return len(next) == 0
	})
	return next
}

func (c *continuations) step(symbol int, learn bool) {
	if learn {
		c.contexts(func(context string) bool {
			followed := slices.DeleteFunc(c.followed[context], func(s int) bool { return s == symbol })
			c.followed[context] = slices.Insert(followed, 0, symbol)[:min(len(followed)+1, c.most)]
			return true
		})
	}
	c.latest = binary.LittleEndian.AppendUint32(c.latest, uint32(symbol))
	c.latest = c.latest[max(0, len(c.latest)-4*c.order):]
}
