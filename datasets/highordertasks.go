package datasets

// HighOrderTask is a set of sequences whose last element depends on their first:
// rows of symbols, numbers from 0 to before Symbols.
type HighOrderTask struct {
	Name      string
	Symbols   int     // how many there are
	Endings   int     // how many last elements each beginning has, all of them correct
	Sequences [][]int // last elements included
	After     [][]int // the same beginnings with other endings, or nil
}

// OnePrediction returns the eight sequences, of seven or eight symbols, of Cui,
// Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893: two for each of four bodies,
// with the first symbol alone to tell which ending comes. In After the two endings are exchanged.
func OnePrediction() HighOrderTask {
	return task("one-prediction", 10, []branch{
		{6, []int{8, 7, 4, 2, 3}, []int{0}}, {1, []int{8, 7, 4, 2, 3}, []int{5}},
		{6, []int{3, 4, 2, 7, 8}, []int{5}}, {1, []int{3, 4, 2, 7, 8}, []int{0}},
		{0, []int{9, 7, 8, 5, 3, 4}, []int{1}}, {2, []int{9, 7, 8, 5, 3, 4}, []int{6}},
		{0, []int{4, 3, 5, 8, 7, 9}, []int{6}}, {2, []int{4, 3, 5, 8, 7, 9}, []int{1}},
	})
}

// TwoEndings returns the sixteen sequences of the same paper with two endings for
// each beginning.
func TwoEndings() HighOrderTask {
	return task("two-endings", 12, []branch{
		{4, []int{8, 3, 10, 9, 6}, []int{1, 2}}, {5, []int{8, 3, 10, 9, 6}, []int{0, 7}},
		{4, []int{6, 9, 10, 3, 8}, []int{7, 0}}, {5, []int{6, 9, 10, 3, 8}, []int{2, 1}},
		{4, []int{3, 8, 6, 1, 10, 11}, []int{9, 2}}, {5, []int{3, 8, 6, 1, 10, 11}, []int{0, 7}},
		{4, []int{11, 10, 1, 6, 8, 3}, []int{7, 0}}, {5, []int{11, 10, 1, 6, 8, 3}, []int{2, 9}},
	})
}

// FourEndings returns the thirty-two sequences of the same paper with four endings
// for each beginning.
func FourEndings() HighOrderTask {
	return task("four-endings", 16, []branch{
		{7, []int{4, 12, 5, 14, 1}, []int{2, 3, 0, 9}}, {11, []int{4, 12, 5, 14, 1}, []int{13, 10, 6, 8}},
		{7, []int{1, 14, 5, 12, 4}, []int{8, 6, 10, 13}}, {11, []int{1, 14, 5, 12, 4}, []int{9, 0, 3, 2}},
		{9, []int{4, 5, 15, 6, 1, 12}, []int{2, 3, 0, 10}}, {13, []int{4, 5, 15, 6, 1, 12}, []int{14, 11, 7, 8}},
		{9, []int{1, 12, 6, 15, 4, 5}, []int{8, 7, 11, 14}}, {13, []int{1, 12, 6, 15, 4, 5}, []int{10, 0, 3, 2}},
	})
}

// branch is a beginning, its first symbol and what follows, with its endings.
type branch struct {
	start   int
	body    []int
	endings []int
}

// task writes the sequences out; branches with the same body stand in pairs, and
// After gives each the endings of its neighbour.
func task(name string, symbols int, branches []branch) HighOrderTask {
	t := HighOrderTask{Name: name, Symbols: symbols, Endings: len(branches[0].endings)}
	for i, b := range branches {
		for e, ending := range b.endings {
			whole := func(last int) []int { return append(append([]int{b.start}, b.body...), last) }
			t.Sequences = append(t.Sequences, whole(ending))
			t.After = append(t.After, whole(branches[i^1].endings[e]))
		}
	}
	return t
}

var longSequencesRow = Generator{
	Name:   "long-sequences",
	Title:  "sequences of any length whose last element depends on the first",
	Source: "Cui, Ahmad & Hawkins (2016), doi:10.1162/NECO_a_00893, elements to learn against length",
	Call:   "datasets.LongSequences(100, seed)",
}

// LongSequences returns two groups of two sequences of that length: in each group
// other first and last elements around the same random body of different symbols,
// out of 2 length. It is the task of the same paper in which lengths of 10, 20, 40,
// 60, 80 and 100 are learned, within 400,000 elements. There is no After. A length
// below 3 is an error.
func LongSequences(length int, seed uint64) (HighOrderTask, error) {
	var bad faults
	bad.that(length >= 3 && length <= most/2, "length = %d, want in [3, %d]", length, most/2)
	if bad.err != nil {
		return HighOrderTask{}, bad.err
	}
	random := streamOf(seed)
	t := HighOrderTask{Name: "long-sequences", Symbols: 2 * length, Endings: 1}
	for range 2 {
		symbols := random.permutation(t.Symbols)
		body := symbols[4 : 4+length-2]
		for i := range 2 {
			sequence := append([]int{symbols[i]}, body...)
			t.Sequences = append(t.Sequences, append(sequence, symbols[2+i]))
		}
	}
	return t, nil
}
