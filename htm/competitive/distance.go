package competitive

// measure computes how far every unit is from the input x:
//
//	distances[unit] = Σ_i (w[unit, i] - x[i])²
//	                = lengths[unit] - 2 Σ_i w[unit, i] x[i] + Σ_i x[i]²
//
// where the second line needs only the x[i] that are not 0, of a handwritten digit one
// in five. Rounding could make it a little less than 0, which it is not.
func (l *Layer) measure(x []float32) {
	l.places, l.values = l.places[:0], l.values[:0]
	own := float32(0)
	for i, v := range x {
		if v != 0 {
			l.places, l.values = append(l.places, int32(i)), append(l.values, v)
			own += float32(v * v)
		}
	}
	unit := 0
	for ; unit+4 <= l.params.Units; unit += 4 {
		a, b, c, d := l.products(unit)
		l.keep(unit, a, own)
		l.keep(unit+1, b, own)
		l.keep(unit+2, c, own)
		l.keep(unit+3, d, own)
	}
	for ; unit < l.params.Units; unit++ {
		l.keep(unit, l.product(unit), own)
	}
}

func (l *Layer) keep(unit int, product, own float32) {
	l.distances[unit] = max(0, l.lengths[unit]-float32(2*product)+own)
}

// product is Σ_i w[unit, i] x[i].
func (l *Layer) product(unit int) (a float32) {
	row, values := l.row(unit), l.values
	for k, i := range l.places {
		a += float32(row[i] * values[k])
	}
	return a
}

// products are those of four units: four sums at a time wait less for each other.
func (l *Layer) products(unit int) (a, b, c, d float32) {
	p, q, r, s := l.row(unit), l.row(unit+1), l.row(unit+2), l.row(unit+3)
	q, r, s = q[:len(p)], r[:len(p)], s[:len(p)]
	values := l.values[:len(l.places)]
	for k, i := range l.places {
		v := values[k]
		a += float32(p[i] * v)
		b += float32(q[i] * v)
		c += float32(r[i] * v)
		d += float32(s[i] * v)
	}
	return a, b, c, d
}

// length is Σ w².
func length(weights []float32) (sum float32) {
	for _, w := range weights {
		sum += float32(w * w)
	}
	return sum
}

func (l *Layer) measureLengths() {
	for unit := range l.lengths {
		l.lengths[unit] = length(l.row(unit))
	}
}

// appendLeast appends the places of the k least values to dst, the least first, of
// equals the first one first.
func appendLeast(dst []int, values []float32, k int) []int {
	start := len(dst)
	for i, v := range values {
		if len(dst)-start == k {
			if k == 0 || v >= values[dst[len(dst)-1]] {
				continue
			}
			dst = dst[:len(dst)-1]
		}
		at := len(dst)
		for at > start && v < values[dst[at-1]] {
			at--
		}
		dst = append(dst, 0)
		copy(dst[at+1:], dst[at:])
		dst[at] = i
	}
	return dst
}
