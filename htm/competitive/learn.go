package competitive

// handicap makes units that have won often seem farther away:
//
//	handicapped[unit] = distances[unit] * (1 + wins[unit])
//
// so that whoever is nearest to everything wins until its factor outweighs that. Ahalt,
// Krishnamurthy, Chen & Melton (1990), "Competitive learning algorithms for vector
// quantization", doi:10.1016/0893-6080(90)90071-R, frequency-sensitive competitive
// learning, where counts start at 1.
func (l *Layer) handicap() []float32 {
	for unit, wins := range l.wins {
		l.handicapped[unit] = float32(l.distances[unit] * float32(1+wins))
	}
	return l.handicapped
}

// learn moves the weights w of each winner towards the input x:
//
//	w[i] += share * (x[i] - w[i])
//
// with share = Rate or, with Averaging, 1 / samples if that is more, where samples
// counts this input, too.
func (l *Layer) learn(x []float32) {
	for _, unit := range l.winners {
		l.wins[unit]++
		l.samples[unit]++
		share := l.params.Rate
		if l.params.Averaging {
			share = max(share, 1/float64(l.samples[unit]))
		}
		l.lengths[unit] = approach(l.row(unit), x, float32(share))
	}
}

// approach moves w towards x and returns its new length.
func approach(w, x []float32, share float32) (length float32) {
	x = x[:len(w)]
	for i, old := range w {
		moved := old + float32(share*(x[i]-old))
		w[i] = moved
		length += float32(moved * moved)
	}
	return length
}
