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
	rows := p.scratch.rows[:0] // where the row of each input begins
	for _, input := range on {
		rows = append(rows, input*p.words)
	}
	p.scratch.rows = rows
	for word := 0; word < p.words; word++ {
		var planes [32]uint64
		addRows(&planes, p.connected[word:], rows)
		p.storeOverlaps(word, planes[:bits.Len(uint(len(rows)))])
	}
}

// addRows adds up one word of every row.
func addRows(planes *[32]uint64, table []uint64, rows []int) {
	var ones, twos, fours, c1, c2, c3, c4, d1, d2, eights uint64
	for ; len(rows) >= 8; rows = rows[8:] {
		ones, c1 = add(ones, table[rows[0]], table[rows[1]])
		ones, c2 = add(ones, table[rows[2]], table[rows[3]])
		ones, c3 = add(ones, table[rows[4]], table[rows[5]])
		ones, c4 = add(ones, table[rows[6]], table[rows[7]])
		twos, d1 = add(twos, c1, c2)
		twos, d2 = add(twos, c3, c4)
		fours, eights = add(fours, d1, d2)
		ripple(planes, 3, eights)
	}
	planes[0], planes[1], planes[2] = ones, twos, fours
	for _, row := range rows {
		ripple(planes, 0, table[row])
	}
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
