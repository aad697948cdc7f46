package spatial

import "math/bits"

// countOverlaps counts, for every minicolumn, its connected synapses on inputs
// that are on:
//
//	o_i = Σ_j W_ij z_j   with W_ij = 1 if synapse ij is connected
//
// Cui, Ahmad & Hawkins (2017). The boost factor b_i comes in boostOverlaps.
//
// The rows of the inputs that are on are added bit by bit, 512 minicolumns, which
// are a cache line, at a time: plane k holds bit k of 512 counts. A tree of full adders
// makes three planes of rows, and a carry worth eight out of every eight of them;
// the carries are added in the same way, until one is left.
func (p *Pooler) countOverlaps(on []int) {
	rows := p.scratch.rows[:0]
	carries := p.scratch.carries[:0]
	p.planes.depth, p.stored = 0, false
	for group := 0; group*8 < p.words; group++ {
		planes, depth := p.planes.of(group), 0
		rows, carries = rows[:0], carries[:0]
		for _, input := range on {
			rows = append(rows, (*line)(p.connected[input*p.words+group*8:]))
		}
		for ; len(rows) > 1; depth += 3 {
			first := len(carries)
			carries = addRows((*[3]line)(planes[depth:]), rows, carries)
			rows = rows[:0]
			for i := range carries[first:] {
				rows = append(rows, &carries[first+i])
			}
		}
		if len(rows) == 1 {
			planes[depth] = *rows[0]
			depth++
		}
		p.planes.depth = min(depth, bits.Len(uint(len(on))))
	}
	p.scratch.rows, p.scratch.carries = rows, carries
}

// line is the bits of 512 minicolumns.
type line [8]uint64

var zeros line

// addRows adds up rows: bits 0 to 2 of the sums go into planes, the carries, each
// worth eight, are appended.
func addRows(planes *[3]line, rows []*line, carries []line) []line {
	*planes = [3]line{}
	for ; len(rows) >= 8; rows = rows[8:] {
		carries = append(carries, line{})
		addEight(planes, (*[8]*line)(rows), &carries[len(carries)-1])
	}
	if len(rows) > 0 {
		rest := [8]*line{&zeros, &zeros, &zeros, &zeros, &zeros, &zeros, &zeros, &zeros}
		copy(rest[:], rows)
		carries = append(carries, line{})
		addEight(planes, &rest, &carries[len(carries)-1])
	}
	return carries
}

// addEight adds eight rows to planes, and sets the carry.
func addEight(planes *[3]line, rows *[8]*line, carry *line) {
	a, b, c, d, e, f, g, h := rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7]
	for i := range carry {
		ones, twos, fours := planes[0][i], planes[1][i], planes[2][i]
		var c1, c2, c3, c4, d1, d2 uint64
		ones, c1 = add(ones, a[i], b[i])
		ones, c2 = add(ones, c[i], d[i])
		ones, c3 = add(ones, e[i], f[i])
		ones, c4 = add(ones, g[i], h[i])
		twos, d1 = add(twos, c1, c2)
		twos, d2 = add(twos, c3, c4)
		fours, carry[i] = add(fours, d1, d2)
		planes[0][i], planes[1][i], planes[2][i] = ones, twos, fours
	}
}

// add is a full adder for 64 columns of bits.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}

// storeOverlaps turns planes back into the counts of up to 512 minicolumns, 64 of
// them and eight planes at a time.
func (p *Pooler) storeOverlaps(first int, planes []line) {
	overlaps := p.overlaps[first:min(first+512, len(p.overlaps))]
	clear(overlaps)
	for low := 0; low < len(planes); low += 8 {
		for word := 0; word*64 < len(overlaps); word++ {
			var group [8]uint64
			for k := range group[:min(8, len(planes)-low)] {
				group[k] = planes[low+k][word]
			}
			transpose(&group)
			for i, count := range overlaps[word*64 : min(word*64+64, len(overlaps))] {
				overlaps[word*64+i] = count | int32(group[i&7]>>(i&^7)&0xff)<<low
			}
		}
	}
}

// transpose turns eight planes of 64 columns into the columns' bytes: byte j of word
// i is that of column 8*j+i. It swaps halves of squares of 2, 4 and 8 bits
// (Warren, "Hacker's Delight", section 7-3), all eight of them at once.
func transpose(w *[8]uint64) {
	swap := func(i, j, shift int, mask uint64) {
		t := (w[i]>>shift ^ w[j]) & mask
		w[j] ^= t
		w[i] ^= t << shift
	}
	for i := 0; i < 8; i += 2 {
		swap(i, i+1, 1, 0x5555555555555555)
	}
	for _, i := range [4]int{0, 1, 4, 5} {
		swap(i, i+2, 2, 0x3333333333333333)
	}
	for i := 0; i < 4; i++ {
		swap(i, i+4, 4, 0x0f0f0f0f0f0f0f0f)
	}
}
