package spatial

// inputList holds the inputs of synapses, in two bytes each where that is enough:
// learning streams through them, and memory is slower than its arithmetic.
type inputList struct {
	narrow []uint16 // used if there are at most 65,536 inputs
	wide   []uint32 // used otherwise
}

// reserve makes the list empty, with room for n synapses on so many inputs.
func (l *inputList) reserve(inputs, n int) {
	if inputs <= 1<<16 {
		l.narrow = make([]uint16, 0, n)
	} else {
		l.wide = make([]uint32, 0, n)
	}
}

func (l *inputList) append(input int) {
	if l.narrow != nil {
		l.narrow = append(l.narrow, uint16(input))
	} else {
		l.wide = append(l.wide, uint32(input))
	}
}

func (l *inputList) at(i int) int {
	if l.narrow != nil {
		return int(l.narrow[i])
	}
	return int(l.wide[i])
}

// all returns a copy in the form of a State.
func (l *inputList) all() []uint32 {
	inputs := make([]uint32, len(l.narrow)+len(l.wide))
	for i := range inputs {
		inputs[i] = uint32(l.at(i))
	}
	return inputs
}

// move copies the entries from..to-1 down to a place; truncate cuts the list off there.
func (l *inputList) move(place, from, to int) {
	if l.narrow != nil {
		copy(l.narrow[place:], l.narrow[from:to])
	} else {
		copy(l.wide[place:], l.wide[from:to])
	}
}

func (l *inputList) truncate(n int) {
	if l.narrow != nil {
		l.narrow = l.narrow[:n]
	} else {
		l.wide = l.wide[:n]
	}
}
