package main

import (
	"context"
	"math"

	"gohtm/htm/sdr"
)

// entry is a number of a printed table, and what it is computed by. Such numbers are exact.
type entry struct {
	what    string
	printed string // as the source has it
	exact   func() float64
}

// entriesOf are a claim's result and its rows: each number has to round to what is printed.
func entriesOf(entries []entry) (r result) {
	for _, e := range entries {
		r.number(e.what, e.exact())
	}
	return r
}

func rowsOf(entries []entry) (rows []row) {
	for _, e := range entries {
		text, band := printed(e.printed)
		format := "%.6g"
		if len(e.printed) > 5 && e.printed[:5] == "1 in " {
			format = "1 in %.6g"
		}
		rows = append(rows, row{what: e.what, key: e.what, published: text, band: band, format: format})
	}
	return rows
}

var sdrTablesClaim = claim{
	name:   "sdr-tables",
	title:  "Sparse distributed representations: the printed numbers",
	source: `Ahmad & Hawkins (2015), "Properties of sparse distributed representations and their application to hierarchical temporal memory", arXiv:1503.07469; Numenta, "Biological and machine intelligence", chapter on SDRs`,
	about: "Each number is computed exactly (`htm/sdr`), and agrees if it rounds to the printed digits. The chapter's equation for a list of patterns is misprinted; " +
		"its numbers follow the bound, which is used here.",
	cost: .01,
	run: func(context.Context, uint64, func(done, total int)) (result, error) {
		return entriesOf(sdrEntries), nil
	},
	rows: rowsOf(sdrEntries),
}

var sdrEntries = []entry{
	{"codes of 2048 bits with 40 on", "2.37e84", capacity(2048, 40)},
	{"codes of 1024 bits with 2 on", "523776", capacity(1024, 2)},
	{"codes of 1024 bits with 4 on", "4.555e10", capacity(1024, 4)},
	{"false match: n 1024, w 4, threshold 2", "1 in 14587", inverse(falseMatch(1024, 4, 4, 2))},
	{"false match on 4 of 8 bits: n 1024, threshold 2", "1 in 3142", inverse(falseMatch(1024, 8, 4, 2))},
	{"false match on 10 of 20 bits: n 1024, threshold 5", "1 in 2.53e6", inverse(falseMatch(1024, 20, 10, 5))},
	{"false match on 20 of 40 bits: n 2048, threshold 10", "3.91e-13", falseMatch(2048, 40, 20, 10)},
	{"false match with one of 10 patterns: n 64, w 3, threshold 2", ".04416", listBound(10, 64, 3, 2)},
	{"false match with one of 10 patterns: n 64, w 12, threshold 8", "1 in 2363", inverse(listBound(10, 64, 12, 8))},
	{"false match with one of 500 patterns: n 100, w 7, threshold 4", ".14469", listBound(500, 100, 7, 4)},
	{"the same, threshold 5", ".0028265", listBound(500, 100, 7, 5)},
	{"the same, threshold 6", "2.0365e-5", listBound(500, 100, 7, 6)},
	{"the same, threshold 7", "3.1235e-8", listBound(500, 100, 7, 7)},
	{"false member of a union of 20 codes: n 1024, w 2", "1 in 680", inverse(member(1024, 2, 20))},
	{"false member of a union of 20 codes: n 1024, w 20", "1 in 5.45e9", inverse(member(1024, 20, 20))},
}

var neuronTablesClaim = claim{
	name:   "neuron-tables",
	title:  "How reliably a segment recognises a pattern: the printed numbers",
	source: `Hawkins & Ahmad (2016), "Why neurons have thousands of synapses, a theory of sequence memory in neocortex", doi:10.3389/fncir.2016.00023; Ahmad & Hawkins (2016), "How do neurons operate on sparse distributed representations?", arXiv:1601.00720, and their notebooks`,
	about: "The probability that a segment with *s* synapses and a threshold takes a random pattern of *a* of *n* cells for its own, or loses its own in noise, computed exactly. The notebooks " +
		"have *n* = 100,000 for the table of the journal.",
	cost: .01,
	run: func(context.Context, uint64, func(done, total int)) (result, error) {
		return entriesOf(neuronEntries), nil
	},
	rows: rowsOf(neuronEntries),
}

var neuronEntries = []entry{
	{"false match: n 100,000, a 2,000, s 6, threshold 6", "6.353e-11", falseMatch(100000, 2000, 6, 6)},
	{"s 8, threshold 8", "2.525e-14", falseMatch(100000, 2000, 8, 8)},
	{"s 10, threshold 10", "1.002e-17", falseMatch(100000, 2000, 10, 10)},
	{"s 12, threshold 6", "5.294e-8", falseMatch(100000, 2000, 12, 6)},
	{"s 16, threshold 8", "2.817e-10", falseMatch(100000, 2000, 16, 8)},
	{"s 20, threshold 10", "1.542e-12", falseMatch(100000, 2000, 20, 10)},
	{"s 24, threshold 12", "8.587e-15", falseMatch(100000, 2000, 24, 12)},
	{"2 patterns on a segment: s 40, threshold 10", "4.915e-9", falseMatch(100000, 2000, 40, 10)},
	{"4 patterns: s 80, threshold 10", "4.626e-6", falseMatch(100000, 2000, 80, 10)},
	{"6 patterns: s 120, threshold 10", "1.588e-4", falseMatch(100000, 2000, 120, 10)},
	{"6 patterns: s 240, threshold 20", "1.080e-7", falseMatch(100000, 2000, 240, 20)},
	{"false match: n 10,000, a 300, s 24, threshold 12", "8.376e-13", falseMatch(10000, 300, 24, 12)},
	{"n 2,000, a 40, s 20, threshold 15 (the notebook's label says 10)", "2.472e-23", falseMatch(2000, 40, 20, 15)},
	{"2 % of few cells: n 400, a 8, s 4, threshold 2", ".002063", falseMatch(400, 8, 4, 2)},
	{"10 % of many: n 4,000, a 400, s 4, threshold 2", ".05221", falseMatch(4000, 400, 4, 2)},
	{"n 10,000, a 300, threshold s / 2: s 2", ".0591", falseMatch(10000, 300, 2, 1)},
	{"s 4", ".00517", falseMatch(10000, 300, 4, 2)},
	{"s 6", "5.00e-4", falseMatch(10000, 300, 6, 3)},
	{"s 8", "5.05e-5", falseMatch(10000, 300, 8, 4)},
	{"s 10", "5.23e-6", falseMatch(10000, 300, 10, 5)},
	{"s 12", "5.50e-7", falseMatch(10000, 300, 12, 6)},
	{"s 14", "5.84e-8", falseMatch(10000, 300, 14, 7)},
	{"s 16", "6.24e-9", falseMatch(10000, 300, 16, 8)},
	{"lost in noise: a 128, s 30, threshold 8, 25 % of the cells moved", "2.2e-12", missed(128, 30, 8, 32)},
	{"40 %", "3.5e-6", missed(128, 30, 8, 51)},
	{"50 %", "7.35e-4", missed(128, 30, 8, 64)},
	{"65 %", ".0896", missed(128, 30, 8, 83)},
	{"75 %", ".509", missed(128, 30, 8, 96)},
	{"lost in noise: the same, threshold 12, 25 %", "2.2e-7", missed(128, 30, 12, 32)},
	{"threshold 12, 40 %", ".0028", missed(128, 30, 12, 51)},
	{"threshold 12, 50 %", ".0717", missed(128, 30, 12, 64)},
	{"threshold 12, 65 %", ".665", missed(128, 30, 12, 83)},
	{"threshold 12, 75 %", ".970", missed(128, 30, 12, 96)},
	{"a union of patterns, a 30, s 20, threshold 10: 1 of n 1,000", "1.75e-11", union(1000, 30, 1, 20, 10)},
	{"5 of n 1,000", "1.22e-4", union(1000, 30, 5, 20, 10)},
	{"10 of n 1,000", ".01857", union(1000, 30, 10, 20, 10)},
	{"1 of n 4,000", "1.86e-17", union(4000, 30, 1, 20, 10)},
	{"5 of n 4,000", "4.71e-10", union(4000, 30, 5, 20, 10)},
	{"10 of n 4,000", "3.33e-7", union(4000, 30, 10, 20, 10)},
	{"1 of n 8,000", "1.84e-20", union(8000, 30, 1, 20, 10)},
	{"5 of n 8,000", "5.80e-13", union(8000, 30, 5, 20, 10)},
	{"10 of n 8,000", "5.32e-10", union(8000, 30, 10, 20, 10)},
}

func capacity(n, w int) func() float64 {
	return func() float64 { return math.Exp(sdr.LogCapacity(n, w)) }
}

func falseMatch(n, a, s, threshold int) func() float64 {
	return func() float64 { return math.Exp(sdr.LogFalseMatch(n, a, s, threshold)) }
}

func listBound(patterns, n, w, threshold int) func() float64 {
	return func() float64 {
		return math.Exp(sdr.LogListBound(sdr.LogFalseMatch(n, w, w, threshold), patterns))
	}
}

func member(n, w, patterns int) func() float64 {
	return func() float64 { return math.Exp(sdr.LogUnionMember(n, w, patterns)) }
}

func missed(a, s, threshold, moved int) func() float64 {
	return func() float64 { return math.Exp(sdr.LogMiss(a, s, threshold, moved)) }
}

func union(n, a, patterns, s, threshold int) func() float64 {
	return func() float64 { return math.Exp(sdr.LogUnionMatch(n, a, patterns, s, threshold)) }
}

func inverse(p func() float64) func() float64 { return func() float64 { return 1 / p() } }
