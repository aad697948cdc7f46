package experiment

import (
	"math"

	"gohtm/htm/sdr"
)

// Expectation is what the mathematics says of a memory with unreliable synapses.
type Expectation struct {
	Release float64 // the probability with which a synapse transmits
	// Fire is the probability that a segment fires all of whose inputs are active: the exact
	// tail of the binomial.
	Fire float64
	// Hit is the share of the next element's minicolumns that are predicted, Extra that of
	// the minicolumns of other elements: 1 is as many as an element has.
	Hit, Extra float64
	Score      float64 // the mean score that comes of these
}

// Expect returns what a memory should reach that has learned without failures, when
// its synapses transmit with probability release. Of the n cells that were active in one
// context, a segment has s = MaxNewSynapses; when x of the n are active, it fires with
//
//	f(x) = Σ_h Hypergeometric(h; n, x, s) P(Binomial(h, release) >= ActivationThreshold)
//
// Let r of the n minicolumns of an element have the cell active that belongs to the context, and
// w that of another context, in which the same elements came. A minicolumn of which no
// cell is predicted bursts, and a burst is part of every context. So each of the next
// element's minicolumns, on its own, has active
//
//	both cells           with f(r) f(w) + (1 - f(r)) (1 - f(w))    both predicted, or a burst
//	the right one        with f(r) (1 - f(w))
//	the wrong one        with (1 - f(r)) f(w)
//
// It begins with r = n, w = 0 where the contexts begin to look alike. At their end the right
// continuation is predicted with f(r) and the others with f(w), in every context in
// which the latest element came. All of them are taken for as much alike as the one that is so
// longest, and one at a time.
func (s Setup) Expect(release float64) Expectation {
	c := chain{s: s, f: s.odds(release), ways: trinomials(s.active), tails: map[float64][]float64{}}
	e := Expectation{Release: release, Fire: c.f[s.active]}
	places := 0
	for _, sequence := range s.sequences {
		place := s.from
		if place < 0 {
			place += len(sequence)
		}
		for ; place < len(sequence); place++ {
			c.add(&e, s.rivals(sequence, place))
			places++
		}
	}
	n := float64(max(1, places))
	e.Hit, e.Extra, e.Score = e.Hit/n, e.Extra/n, float64(s.known*e.Score)/n
	return e
}

// odds returns f(x) for x = 0..n.
func (s Setup) odds(release float64) []float64 {
	n, size := s.active, min(s.Memory.MaxNewSynapses, s.active)
	f := make([]float64, n+1)
	for x := range f {
		for h := max(0, size-(n-x)); h <= min(x, size); h++ {
			share := math.Exp(logChoose(x, h) + logChoose(n-x, size-h) - logChoose(n, size))
			f[x] += float64(share * sdr.FireProbability(h, release, s.Memory.ActivationThreshold))
		}
	}
	return f
}

// rivals are the other contexts in which the element before a place came.
type rivals struct {
	alike  int   // elements that the longest of them has in common
	same   int   // how many continue in the same way
	others []int // how many continue with each other element
}

func (s Setup) rivals(sequence []int, place int) rivals {
	var r rivals
	at := map[int]int{} // where each other element is in others
	for _, other := range s.sequences {
		for l := 1; l < len(other); l++ {
			common := alike(sequence[:place], other[:l])
			switch symbol := other[l]; {
			case common == 0 || common == place && common == l:
				continue // after another element; or the same context
			case symbol == sequence[place]:
				r.same++
			default:
				if _, known := at[symbol]; !known {
					at[symbol], r.others = len(r.others), append(r.others, 0)
				}
				r.others[at[symbol]]++
			}
			r.alike = max(r.alike, common)
		}
	}
	return r
}

// alike is how many elements at the ends of two histories are the same.
func alike(a, b []int) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// chain has, after so many elements that two contexts share, the probability of each
// number of right and of wrong cells: a Markov chain.
type chain struct {
	s     Setup
	f     []float64     // odds
	ways  [][]float64   // trinomials
	after [][][]float64 // [elements][r][w]
	tails map[float64][]float64
}

// negligible is a probability that is left out.
const negligible = 1e-7

// add adds what is expected at one place.
func (c *chain) add(e *Expectation, r rivals) {
	for right, row := range c.at(r.alike) {
		for wrong, p := range row {
			if p < negligible {
				continue
			}
			miss := 1 - c.f[wrong]
			hit, extra := 1-float64((1-c.f[right])*math.Pow(miss, float64(r.same))), make([]float64, len(r.others))
			for i, n := range r.others {
				extra[i] = 1 - math.Pow(miss, float64(n))
				e.Extra += float64(p * extra[i])
			}
			e.Hit += float64(p * hit)
			e.Score += float64(p * c.s.judge(c, hit, extra))
		}
	}
}

// at returns the probabilities after so many shared elements.
func (c *chain) at(elements int) [][]float64 {
	n := c.s.active
	if len(c.after) == 0 {
		c.after = [][][]float64{square(n + 1)}
		c.after[0][n][0] = 1
	}
	for len(c.after) <= elements {
		next := square(n + 1)
		for right, row := range c.after[len(c.after)-1] {
			for wrong, p := range row {
				if p >= negligible {
					c.spread(next, p, c.f[right], c.f[wrong])
				}
			}
		}
		c.after = append(c.after, next)
	}
	return c.after[elements]
}

// spread adds p times the trinomial of what n minicolumns do, when the right cell is predicted
// with probability fr and the wrong one with fw.
func (c *chain) spread(next [][]float64, p, fr, fw float64) {
	n := c.s.active
	lone, astray := fr*(1-fw), (1-fr)*fw
	alone, wrong, both := powers(lone, n), powers(astray, n), powers(1-lone-astray, n)
	for i := 0; i <= n; i++ { // minicolumns with the right cell alone
		for j := 0; i+j <= n; j++ { // and with the wrong one alone
			next[n-j][n-i] += float64(p * c.ways[i][j] * alone[i] * wrong[j] * both[n-i-j])
		}
	}
}

// powers returns x^k for k = 0..n.
func powers(x float64, n int) []float64 {
	all := make([]float64, n+1)
	all[0] = 1
	for k := range n {
		all[k+1] = all[k] * x
	}
	return all
}

// trinomials returns n! / (i! j! (n-i-j)!).
func trinomials(n int) [][]float64 {
	ways := square(n + 1)
	for i := 0; i <= n; i++ {
		for j := 0; i+j <= n; j++ {
			ways[i][j] = math.Exp(logChoose(n, i) + logChoose(n-i, j))
		}
	}
	return ways
}

func square(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

// logChoose is ln of n over k.
func logChoose(n, k int) float64 {
	gamma := func(n int) float64 { v, _ := math.Lgamma(float64(n + 1)); return v }
	return gamma(n) - gamma(k) - gamma(n-k)
}

// precision is the share of the predictions that come true.
func (c *chain) precision(hit float64, extra []float64) float64 {
	all := hit
	for _, x := range extra {
		all += x
	}
	if all == 0 {
		return 0
	}
	return hit / all
}

// wins is the probability that of the n minicolumns of an element, predicted with probability hit
// each, more are so than of any other element, with the probabilities extra; of equals
// either is more.
//
//	Σ_k P(X = k) Π_i (P(Y_i < k) + P(Y_i = k) / 2),   X ~ Binomial(n, hit),  Y_i ~ Binomial(n, extra_i)
func (c *chain) wins(hit float64, extra []float64) float64 {
	sum, x := 0.0, c.tail(hit)
	for k := 0; k < len(x)-1; k++ {
		term := x[k] - x[k+1]
		for _, p := range extra {
			y := c.tail(p)
			term *= 1 - (y[k]+y[k+1])/2
		}
		sum += term
	}
	return sum
}

// tail returns P(Binomial(n, p) >= k) for k = 0..n+1.
func (c *chain) tail(p float64) []float64 {
	tail, known := c.tails[p]
	if !known {
		for k := 0; k <= c.s.active+1; k++ {
			tail = append(tail, sdr.FireProbability(c.s.active, p, k))
		}
		c.tails[p] = tail
	}
	return tail
}
