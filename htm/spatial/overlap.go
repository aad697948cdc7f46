package spatial

import "math/bits"

// countOverlaps counts, for every minicolumn, its connected synapses on inputs
// that are on:
//
//	o_i = Σ_j W_ij z_j   with W_ij = 1 if synapse ij is connected
//
// Cui, Ahmad & Hawkins (2017). The boost factor b_i comes in boostOverlaps.
//
// The rows of the inputs that are on are added bit by bit, 64 minicolumns at a
// time: planes[k] holds bit k of 64 counts. Rows are added eight at a time by a tree of
// full adders, of which only one carry in eight has to ripple up.
func (p *Pooler) countOverlaps(on []int) {
	rows := p.scratch.rows[:0]
	for _, input := range on {
		rows = append(rows, p.connected[input*p.words:(input+1)*p.words])
	}
	p.scratch.rows = rows
	for word := 0; word < p.words; word++ {
		var planes [32]uint64
		used := countColumns(&planes, rows, word)
		p.storeOverlaps(word, planes[:used])
	}
}

// countColumns adds up one word of every row; it returns how many planes it used.
func countColumns(planes *[32]uint64, rows [][]uint64, word int) int {
	var ones, twos, fours uint64
	i := 0
	for ; i+8 <= len(rows); i += 8 {
		r := rows[i : i+8 : i+8]
		s1, c1 := add(r[0][word], r[1][word], r[2][word])
		s2, c2 := add(r[3][word], r[4][word], r[5][word])
		s3, c3 := add(r[6][word], r[7][word], ones)
		one, c4 := add(s1, s2, s3)
		s5, d1 := add(c1, c2, c3)
		two, d2 := add(s5, c4, twos)
		four, eights := add(d1, d2, fours)
		ones, twos, fours = one, two, four
		ripple(planes, 3, eights)
	}
	planes[0], planes[1], planes[2] = ones, twos, fours
	for ; i < len(rows); i++ {
		ripple(planes, 0, rows[i][word])
	}
	return bits.Len(uint(len(rows)))
}

// add is a full adder for 64 columns of bits.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}

// ripple adds carry << k to the counts.
func ripple(planes *[32]uint64, k int, carry uint64) {
	for ; carry != 0; k++ {
		planes[k&31], carry = planes[k&31]^carry, planes[k&31]&carry
	}
}

// spread[b] has a byte for every bit of b: 0 or 1.
var spread = func() (table [256]uint64) {
	for b := range table {
		for bit := 0; bit < 8; bit++ {
			table[b] |= uint64(b>>bit&1) << (8 * bit)
		}
	}
	return table
}()

// storeOverlaps turns the planes of 64 minicolumns back into 64 counts, eight
// minicolumns and up to eight planes at a time.
func (p *Pooler) storeOverlaps(word int, planes []uint64) {
	overlaps := p.overlaps[word*64 : min(word*64+64, len(p.overlaps))]
	clear(overlaps)
	for low := 0; low < len(planes); low += 8 {
		group := planes[low:min(low+8, len(planes))]
		for at := 0; at < len(overlaps); at += 8 {
			var counts uint64 // a byte for each of eight minicolumns
			for k, plane := range group {
				counts |= spread[uint8(plane>>(at&63))] << (k & 7)
			}
			eight := overlaps[at:min(at+8, len(overlaps))]
			for i := range eight {
				eight[i] |= int32(counts>>(8*i)&0xff) << (low & 31)
			}
		}
	}
}
