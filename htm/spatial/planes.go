package spatial

import (
	"math/bits"
	"slices"
)

// planes are the overlaps of all minicolumns in one step, turned on their side: plane k
// holds bit k of each, 64 of them in a word. What asks the same of all overlaps is
// answered from here, 64 minicolumns at a time, and most steps never need them one
// by one.
type planes struct {
	lines []line // most of them for every 512 minicolumns, the lowest bit first
	most  int
	depth int // how many are in use
}

// newPlanes makes room for the overlaps of so many minicolumns (a multiple of 512).
func newPlanes(columns, inputs int) planes {
	most := 1
	for rows := inputs; rows > 1; rows = (rows + 7) / 8 {
		most += 3 // see countOverlaps
	}
	return planes{lines: make([]line, columns/512*most), most: most}
}

// of returns the planes of 512 minicolumns.
func (s *planes) of(group int) []line { return s.lines[group*s.most:][:s.most] }

// word returns bit k of 64 overlaps.
func (s *planes) word(word, k int) uint64 { return s.lines[word>>3*s.most+k][word&7] }

// some returns which of 64 overlaps are not 0.
func (s *planes) some(word int) (set uint64) {
	for _, plane := range s.lines[word>>3*s.most:][:s.depth] {
		set |= plane[word&7]
	}
	return set
}

// atLeast returns which of 64 overlaps are at least so many.
func (s *planes) atLeast(word, least int) uint64 {
	if bits.Len(uint(least)) > s.depth {
		return 0
	}
	more, same := uint64(0), ^uint64(0)
	for k := s.depth - 1; k >= 0; k-- {
		if plane := s.word(word, k); least>>k&1 != 0 {
			same &= plane
		} else {
			more |= same & plane
			same &^= plane
		}
	}
	return more | same
}

// top leaves those minicolumns whose overlap is the largest of all in the set.
func (s *planes) top(set []line) {
	for k := s.depth - 1; k >= 0; k-- {
		some := uint64(0)
		for group := range set {
			plane := &s.lines[group*s.most+k]
			for i, bits := range set[group] {
				some |= bits & plane[i]
			}
		}
		if some == 0 {
			continue
		}
		for group := range set {
			plane := &s.lines[group*s.most+k]
			for i := range set[group] {
				set[group][i] &= plane[i]
			}
		}
	}
}

// largest finds the k-th largest overlap of those minicolumns whose bits are set in
// same: it leaves the bits of those that have just as many, sets in more those of
// the ones with more, and returns how many of the k are left for those in same. Bit by
// bit from the highest on: if k or more have the bit, then so has the k-th
// largest, and those without it are out; if not, those with it have more.
func (s *planes) largest(k int, same, more []line) (left int) {
	clear(more)
	for plane := s.depth - 1; plane >= 0; plane-- {
		have := 0
		for group := range same {
			row := &s.lines[group*s.most+plane]
			for i, set := range same[group] {
				have += bits.OnesCount64(set & row[i])
			}
		}
		for group := range same {
			row := &s.lines[group*s.most+plane]
			for i, set := range same[group] {
				if have >= k {
					same[group][i] = set & row[i]
				} else {
					more[group][i] |= set & row[i]
					same[group][i] = set &^ row[i]
				}
			}
		}
		if have < k {
			k -= have
		}
	}
	return k
}

// inhibitByPlanes is inhibitGlobally for overlaps that are not boosted.
func (p *Pooler) inhibitByPlanes() {
	k := winners(p.density(), p.params.Columns)
	if k == 0 {
		return
	}
	same, won := p.scratch.same, p.scratch.won
	copy(same, p.living)
	room := p.planes.largest(k, same, won)
	p.breakTies(same, won, room)
	if p.params.StimulusThreshold > 0 {
		for word := range p.words {
			won[word>>3][word&7] &= p.planes.atLeast(word, p.params.StimulusThreshold)
		}
	}
	p.activate(won)
}

// activate makes a set of minicolumns the active ones.
func (p *Pooler) activate(won []line) {
	for group := range won {
		for i, set := range won[group] {
			for ; set != 0; set &= set - 1 {
				p.active = append(p.active, group<<9+i<<6+bits.TrailingZeros64(set))
			}
		}
	}
}

// breakTies adds to won as many of the minicolumns of same as there is room for,
// those with priority first. If they are few, their ranks are sorted; if many,
// going through all by priority soon meets enough.
func (p *Pooler) breakTies(same, won []line, room int) {
	const few = 64
	ranks := p.scratch.ranks[:0]
	for group := range same {
		for i, set := range same[group] {
			for ; set != 0 && len(ranks) < few; set &= set - 1 {
				ranks = append(ranks, p.priority[group<<9+i<<6+bits.TrailingZeros64(set)])
			}
		}
	}
	take := func(column int32) {
		if group, bit := &same[column>>9], uint64(1)<<(column&63); group[column>>6&7]&bit != 0 {
			won[column>>9][column>>6&7] |= bit
			room--
		}
	}
	if len(ranks) < few {
		slices.Sort(ranks)
		for _, rank := range ranks {
			if room == 0 {
				return
			}
			take(p.byPriority[rank])
		}
		return
	}
	for _, column := range p.byPriority {
		if room == 0 {
			return
		}
		take(column)
	}
}

// rank notes the place of every minicolumn in the order of priority.
func (p *Pooler) rank() {
	for rank, column := range p.byPriority {
		p.priority[column] = int32(rank)
	}
}

// store writes the overlaps of the last step down one by one, for those who want to
// see them, and for competitions between boosted overlaps or neighbours.
func (p *Pooler) store() {
	if p.stored {
		return
	}
	for group := 0; group*8 < p.words; group++ {
		p.storeOverlaps(group*512, p.planes.of(group)[:p.planes.depth])
	}
	for column, overlap := range p.overlaps {
		p.boosted[column] = float32(overlap)
	}
	p.stored = true
}
