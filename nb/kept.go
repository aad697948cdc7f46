package nb

// What a recording keeps lies in chunks that never move, so that recording more copies
// nothing, and without pointers, so that the collector of garbage has nothing to look at.

const chunk = 1 << 14

// place is where a list of values is kept.
type place struct{ chunk, from, size uint32 }

// keep copies values to the end of chunks, side by side.
func keep[T any](chunks *[][]T, values []T) place {
	last := len(*chunks) - 1
	if last < 0 || cap((*chunks)[last])-len((*chunks)[last]) < len(values) {
		*chunks = append(*chunks, make([]T, 0, max(chunk, len(values))))
		last++
	}
	from := len((*chunks)[last])
	(*chunks)[last] = append((*chunks)[last], values...)
	return place{uint32(last), uint32(from), uint32(len(values))}
}

// at returns the values of a place.
func at[T any](chunks [][]T, p place) []T {
	return chunks[p.chunk][p.from:][:p.size:p.size]
}

// add keeps one value of a list of them, and returns its number.
func add[T any](chunks *[][]T, value T) (number uint32) {
	last := len(*chunks) - 1
	if last < 0 || len((*chunks)[last]) == chunk {
		*chunks = append(*chunks, make([]T, 0, chunk))
		last++
	}
	(*chunks)[last] = append((*chunks)[last], value)
	return uint32(count(*chunks) - 1)
}

// item returns the value of a number, count how many there are, of what add kept.
func item[T any](chunks [][]T, number uint32) T { return chunks[number/chunk][number%chunk] }

func count[T any](chunks [][]T) int {
	if len(chunks) == 0 {
		return 0
	}
	return (len(chunks)-1)*chunk + len(chunks[len(chunks)-1])
}
