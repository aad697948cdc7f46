package synapse

import (
	"math"
	"slices"
)

// index lists for every input the synapses that listen to it, as entries: the
// number of the segment times two, plus one if the synapse is connected. So the
// dendrites are counted by going through the rows of the active inputs, and a
// synapse that becomes connected changes one bit.
//
// A row that is full moves to the end of the array, twice as wide. When the
// array is full, all rows are laid out anew in the order of the inputs, without
// the holes: cells of one minicolumn, which burst together, are neighbours again.
type index struct {
	rows    []row
	entries []uint32
	end     int    // entries from here on are unused; there are at least ahead
	touched uint32 // keeps the compiler from leaving out the reads of touch
}

type row struct{ first, size, capacity uint32 }

func newIndex(inputs int) index {
	return index{rows: make([]row, inputs), entries: make([]uint32, ahead)}
}

func entry(id ID, connected bool) uint32 {
	if connected {
		return uint32(id)<<1 | 1
	}
	return uint32(id) << 1
}

// of returns the entries of an input.
func (x *index) of(input int) []uint32 {
	r := &x.rows[input]
	return x.entries[r.first:][:r.size]
}

// touch reads the first and the last entry of the rows of these inputs. That is what
// it is for: rows lie far apart, and here the processor fetches many at a time,
// while the loop over the entries of a row has to wait for the row's length before
// it can guess where the next one begins. Rows of neighbours, as in a burst, lie
// side by side, so that the first of them is enough.
func (x *index) touch(inputs []int) {
	neighbour := -1
	for _, input := range inputs {
		if input != neighbour {
			r := &x.rows[input]
			x.touched ^= x.entries[r.first] ^ x.entries[r.first+r.size]
		}
		neighbour = input + 1
	}
}

// ahead is how many entries gather copies of every row, so that it neither has to
// know the row's length before it can go on to the next row, nor guesses it wrongly.
const ahead = 32

// heard returns how many entries the rows of these inputs have together.
func (x *index) heard(inputs []int) (entries int) {
	for _, input := range inputs {
		entries += int(x.rows[input].size)
	}
	return entries
}

// gather writes the rows of these inputs one after the other over list, which it
// returns, longer if need be; they have so many entries. Rows lie far apart: here
// the processor fetches many at a time.
func (x *index) gather(inputs []int, entries int, list []uint32) []uint32 {
	list = slices.Grow(list[:0], entries+ahead)[:entries+ahead]
	n := 0
	for _, input := range inputs {
		r := &x.rows[input]
		start := *(*[ahead]uint32)(x.entries[r.first:])
		*(*[ahead]uint32)(list[n:]) = start
		if r.size > ahead {
			copy(list[n+ahead:], x.of(input)[ahead:])
		}
		n += int(r.size)
	}
	return list[:n]
}

func (x *index) add(input, entry uint32) {
	r := &x.rows[input]
	if r.size == r.capacity {
		x.widen(r)
	}
	x.entries[r.first+r.size] = entry
	r.size++
}

func (x *index) remove(input, entry uint32) {
	row := x.of(int(input))
	last := len(row) - 1
	row[slices.Index(row, entry)] = row[last]
	x.rows[input].size--
}

// flip notes that a synapse has become connected, or is so no longer.
func (x *index) flip(input, entry uint32) {
	row := x.of(int(input))
	row[slices.Index(row, entry)] ^= 1
}

func (x *index) widen(r *row) {
	capacity := 2*r.size + 8
	if x.end+int(capacity)+ahead > len(x.entries) {
		x.layOut(int(capacity))
		if r.size < r.capacity {
			return
		}
	}
	copy(x.entries[x.end:], x.entries[r.first:][:r.size])
	r.first, r.capacity = uint32(x.end), capacity
	x.end += int(capacity)
}

// layOut writes all rows one after the other into a new array, each with room to
// grow by half, and with a quarter of the array, and some for each row, and at
// least spare, behind them.
func (x *index) layOut(spare int) {
	total := 0
	for i := range x.rows {
		total += int(roomy(x.rows[i].size))
	}
	size := total + total/4 + len(x.rows)/2 + 1024 + spare
	if size > math.MaxUint32 {
		panic("synapse: more than 2^32 synapses, want fewer")
	}
	entries, end := make([]uint32, size), uint32(0)
	for i := range x.rows {
		r := &x.rows[i]
		copy(entries[end:], x.entries[r.first:][:r.size])
		r.first, r.capacity = end, roomy(r.size)
		end += r.capacity
	}
	x.entries, x.end = entries, int(end)
}

func roomy(size uint32) uint32 {
	if size == 0 {
		return 0
	}
	return size + size/2 + 1
}
