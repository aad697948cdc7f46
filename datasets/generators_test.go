package datasets

import (
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// Every generated set says all that it must say, once, and the README says the same.
func TestGenerators(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, set := range Sets() {
		names[set.Name] = true
	}
	for _, g := range Generators() {
		if names[g.Name] || g.Name == "" || g.Title == "" || g.Source == "" || !strings.HasPrefix(g.Call, "datasets.") {
			t.Errorf("generator %+v is there twice or says too little", g)
		}
		names[g.Name] = true
		if line := fmt.Sprintf("| `%s` | %s | `%s` | %s |", g.Name, g.Title, g.Call, g.Source); !strings.Contains(string(readme), line) {
			t.Errorf("README.md lacks %q", line)
		}
		if _, err := Find(g.Name); err == nil || !strings.Contains(err.Error(), "call "+g.Call) {
			t.Errorf("Find(%q) = %v, want how it is called", g.Name, err)
		}
	}
}

// golden is what a generator gives for a seed, written out.
func golden(t *testing.T, name string, seed uint64) string {
	var b strings.Builder
	must := func(err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	sdrs := func(set []sdr.SDR, err error) {
		must(err)
		for _, s := range set {
			must(s.Check())
			fmt.Fprintln(&b, s.Size, s.Shape, s.Bits)
		}
	}
	numbers := func(values []float64) { // in hexadecimal: all their bits
		for _, v := range values {
			fmt.Fprintf(&b, "%x\n", v)
		}
	}
	switch name {
	case "hotgym-like":
		numbers(HotGymLike(seed).Values())
	case "taxi-like":
		numbers(TaxiLike(seed).Values())
	case "random-sdrs":
		sdrs(RandomSDRs(200, 1024, 20, seed))
	case "varying-sparsity":
		sdrs(VaryingSparsity(100, 1024, 0.02, 0.2, seed))
	case "bar-pairs":
		sdrs(BarPairs(100, 32, 32, 7, seed))
	case "bar-sets":
		sdrs(BarSets(100, 32, 32, 6, 13, seed))
	case "crosses":
		sdrs(Crosses(100, 32, 32, 6, 3, seed))
	case "correlated-pairs":
		p := DefaultCorrelatedParams()
		p.Seed = seed
		c, err := NewCorrelatedPairs(p)
		must(err)
		sdrs(c.Inputs, nil)
		fmt.Fprintln(&b, c.Chosen, c.Partners)
	case "dendrites":
		p := DefaultDendriteParams()
		p.Seed = seed
		d, err := NewDendrites(p)
		must(err)
		sdrs(d.Patterns, nil)
		sdrs(d.Synapses, nil)
		noisy, err := d.Noisy(7, 0.5, 3)
		sdrs([]sdr.SDR{noisy, d.Random(3)}, err)
	case "scalar-weights":
		weights, err := ScalarWeights(100, 1000, 32, seed)
		must(err)
		inputs, err := ScalarInputs(100, 1000, 64, 32, 1, seed)
		must(err)
		for i, w := range weights {
			fmt.Fprintln(&b, w.Bits, inputs[i].Bits)
			numbers(append(w.Values, inputs[i].Values...))
			numbers([]float64{w.Dot(w), w.Dot(inputs[i])})
		}
		numbers([]float64{ScalarThreshold(weights)})
	case "random-sequences":
		sequences, err := RandomSequences(20, 20, 2000, 64, seed)
		must(err)
		for _, sequence := range sequences {
			sdrs(sequence, nil)
		}
	case "branches":
		branches, err := NewBranches(2000, 40, 5, 10, seed)
		must(err)
		for _, sequence := range branches.Sequences() {
			sdrs(append(sequence, branches.Novel), nil)
		}
	case "words":
		p := DefaultWordsParams()
		p.Seed, p.Switch, p.Noise, p.NoisyFrom = seed, 500, 0.1, 800
		words, err := NewWords(p)
		must(err)
		for _, e := range words.Take(1000) {
			fmt.Fprintln(&b, e.Index, e.Input.Bits, e.Letter, e.Word, e.Position, e.Predictable, e.Noisy)
		}
	case "high-order":
		for _, task := range []HighOrderTask{OnePrediction(), TwoEndings(), FourEndings()} {
			p := DefaultHighOrderParams(task)
			p.Seed, p.Switch, p.NoisyFrom = seed, 500, 800
			stream, err := NewHighOrder(p)
			must(err)
			for _, e := range stream.Take(1000) {
				fmt.Fprintln(&b, e, stream.Guess(e.Input))
			}
		}
	case "long-sequences":
		task, err := LongSequences(100, seed)
		must(err)
		fmt.Fprintln(&b, task)
	case "letters":
		sdrs(Letters(TutorialAlphabet, "ABCDXBCY"))
	case "extensive":
		p := DefaultExtensiveParams()
		p.Seed = seed
		e, err := NewExtensive(p)
		must(err)
		sequences, err := e.Sequences(2, 20, 10, 15)
		must(err)
		sdrs(sequences[0], nil)
		sdrs(sequences[1], nil)
		sdrs(e.Noisy(sequences[0], 0.05, 1))
	case "reber":
		strings, err := Reber(1000, seed)
		must(err)
		fmt.Fprintln(&b, strings)
	case "embedded-reber":
		strings, err := EmbeddedReber(1000, seed)
		must(err)
		fmt.Fprintln(&b, strings)
	case "mackey-glass":
		values, err := MackeyGlass(DefaultMackeyGlassParams())
		must(err)
		numbers(values)
	case "sines":
		values, err := Sines(1000, []Wave{{100, 1, 0}, {37.5, 0.3, 0.2}})
		must(err)
		numbers(values)
	case "oven":
		p := DefaultOvenParams()
		p.Seed = seed
		o, err := NewOven(p)
		must(err)
		numbers(o.Series.Values())
		fmt.Fprintln(&b, o.Cycles, o.Series.Events)
	case "mnist-like":
		set, err := MNISTLike(100, seed)
		must(err)
		fmt.Fprintln(&b, set.Labels, set.Images)
	default:
		t.Errorf("generator %q has no golden, want a case of it here", name)
	}
	return b.String()
}

// The bytes of all generators, as written by -update. They must not depend on the
// machine; run with GOARCH=386 and GO386=softfloat, or GOAMD64=v3, to see.
func TestGeneratorsGolden(t *testing.T) {
	var b strings.Builder
	for _, g := range generators {
		for _, seed := range []uint64{0, 1, 42} {
			text := golden(t, g.Name, seed)
			head, _, _ := strings.Cut(text, "\n")
			fmt.Fprintf(&b, "%s, seed %d: %x %.60s\n", g.Name, seed, sha256.Sum256([]byte(text)), head)
		}
	}
	const path = "testdata/generators.golden"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	was := strings.Split(string(want), "\n")
	for i, line := range strings.Split(b.String(), "\n") {
		if i >= len(was) || line != was[i] {
			t.Errorf("%s\nis not line %d of %s", line, i+1, path)
		}
	}
	if n := strings.Count(b.String(), "\n"); len(was)-1 != n {
		t.Errorf("%s has %d lines, want %d", path, len(was)-1, n)
	}
}

// Seeds matter where there is one, and give the same again.
func TestGeneratorsSeeds(t *testing.T) {
	seedless := []string{"letters", "mackey-glass", "sines"}
	for _, g := range generators {
		once, again, other := golden(t, g.Name, 7), golden(t, g.Name, 7), golden(t, g.Name, 8)
		if once != again || (once == other) != slices.Contains(seedless, g.Name) {
			t.Errorf("%s: the same seed gives the same: %v, another seed the same: %v", g.Name, once == again, once == other)
		}
	}
}

// What a slip of the pen asks for is an error that names the value.
func TestBadArguments(t *testing.T) {
	fault := func(_ any, err error) error { return err }
	words := func(change func(*WordsParams)) error {
		p := DefaultWordsParams()
		change(&p)
		return fault(NewWords(p))
	}
	high := func(change func(*HighOrderParams)) error {
		p := DefaultHighOrderParams(OnePrediction())
		change(&p)
		return fault(NewHighOrder(p))
	}
	mackey := func(change func(*MackeyGlassParams)) error {
		p := DefaultMackeyGlassParams()
		change(&p)
		return fault(MackeyGlass(p))
	}
	correlated := func(change func(*CorrelatedParams)) error {
		p := DefaultCorrelatedParams()
		change(&p)
		return fault(NewCorrelatedPairs(p))
	}
	dendrites := func(change func(*DendriteParams)) error {
		p := DefaultDendriteParams()
		change(&p)
		return fault(NewDendrites(p))
	}
	extensive := func(change func(*ExtensiveParams)) error {
		p := DefaultExtensiveParams()
		change(&p)
		return fault(NewExtensive(p))
	}
	some, _ := NewDendrites(DendriteParams{Size: 20, Active: 15, Dendrites: 3, Synapses: 5})
	suite, _ := NewExtensive(DefaultExtensiveParams())
	noisy := func(pattern int, noise float64) error { return fault(some.Noisy(pattern, noise, 0)) }
	sequences := func(count, length, from, until int) error { return fault(suite.Sequences(count, length, from, until)) }
	image := &LabelledImages{Rows: 2, Columns: 3, Images: [][]uint8{make([]uint8, 6)}, Labels: []uint8{1}}
	nan := math.NaN()
	for _, tt := range []struct {
		err  error
		want string // after "datasets: "
	}{
		{fault(RandomSDRs(0, 10, 3, 1)), "count = 0, want in [1, 16777216]"},
		{fault(RandomSDRs(5, -1, 3, 1)), "size = -1, want in [1, 16777216]\ndatasets: active = 3, want in [1, size = -1]"},
		{fault(RandomSDRs(5, 10, 11, 1)), "active = 11, want in [1, size = 10]"},
		{fault(RandomSDRs(5, 10, 0, 1)), "active = 0, want in [1, size = 10]"},
		{fault(RandomSDRs(1<<20, 1<<10, 20, 1)), "count and active = [1048576 20], want a product of at most 16777216"},
		{fault(RandomSDRs(1, 1<<30, 20, 1)), "size = 1073741824, want in [1, 16777216]"},
		{fault(VaryingSparsity(5, 10, -0.1, 0.2, 1)), "low = -0.1, want in [0, 1]"},
		{fault(VaryingSparsity(5, 10, 0.1, 1.2, 1)), "high = 1.2, want in [0, 1]"},
		{fault(VaryingSparsity(5, 10, 0.3, 0.2, 1)), "low = 0.3, want <= high = 0.2"},
		{fault(VaryingSparsity(5, 10, nan, 0.2, 1)), "low = NaN, want in [0, 1]"},
		{fault(VaryingSparsity(0, 10, 0.1, 0.2, 1)), "count = 0, want in [1, 16777216]"},
		{fault(BarPairs(5, 8, 6, 7, 1)), "length = 7, want in [1, columns = 6]"},
		{fault(BarPairs(5, 6, 8, 7, 1)), "length = 7, want in [1, rows = 6]"},
		{fault(BarPairs(5, 0, 8, 1, 1)), "rows = 0, want in [1, 16777216]\ndatasets: length = 1, want in [1, rows = 0]"},
		{fault(BarPairs(5, 8000, 8000, 1, 1)), "count, rows and columns = [5 8000 8000], want a product of at most 16777216"},
		{fault(BarSets(5, 8, 8, 0, 3, 1)), "bars = 0, want in [1, 16777216]"},
		{fault(BarSets(5, 8, 8, 2, 9, 1)), "length = 9, want in [1, rows = 8]\ndatasets: length = 9, want in [1, columns = 8]"},
		{fault(Crosses(5, 8, 9, 2, 4, 1)), "half = 4, want in [1, (rows - 1) / 2 = 3]"},
		{fault(Crosses(5, 9, 8, 2, 4, 1)), "half = 4, want in [1, (columns - 1) / 2 = 3]"},
		{fault(Crosses(5, 9, 9, -2, 4, 1)), "crosses = -2, want in [1, 16777216]"},
		{correlated(func(p *CorrelatedParams) { p.Strength = 1.5 }), "Strength = 1.5, want in [0, 1]"},
		{correlated(func(p *CorrelatedParams) { p.Partners = 51 }), "Partners = 51, want in [1, Vectors = 50]"},
		{correlated(func(p *CorrelatedParams) { p.Inputs, p.Active = 0, 0 }), "Inputs = 0, want in [1, 16777216]\ndatasets: Active = 0, want in [1, Size = 512]"},
		{dendrites(func(p *DendriteParams) { p.Synapses = 129 }), "Synapses = 129, want in [1, Active = 128]"},
		{dendrites(func(p *DendriteParams) { p.Dendrites = 0 }), "Dendrites = 0, want in [1, 16777216]"},
		{dendrites(func(p *DendriteParams) { p.Active = 6001 }), "Active = 6001, want in [1, Size = 6000]"},
		{noisy(3, 0.1), "pattern = 3, want in [0, 3)"},
		{noisy(-1, 0.1), "pattern = -1, want in [0, 3)"},
		{noisy(0, 1.1), "noise = 1.1, want in [0, 1]"},
		{noisy(0, 0.5), "noise = 0.5 replaces 7 cells, want at most the 5 others"},
		{fault(ScalarWeights(5, 10, 11, 1)), "k = 11, want in [1, size = 10]"},
		{fault(ScalarInputs(5, 10, 11, 3, 1, 1)), "active = 11, want in [1, size = 10]"},
		{fault(ScalarInputs(5, 10, 5, 3, 0, 1)), "scale = 0, want > 0 and finite"},
		{fault(ScalarInputs(5, 10, 5, 0, 1, 1)), "k = 0, want in [1, 16777216]"},
		{fault(ScalarInputs(5, 10, 5, 3, math.Inf(1), 1)), "scale = +Inf, want > 0 and finite"},
		{fault(RandomSequences(5, 0, 10, 3, 1)), "length = 0, want in [1, 16777216]"},
		{fault(RandomSequences(5, 4, 10, 13, 1)), "active = 13, want in [1, size = 10]"},
		{fault(NewBranches(10, 3, 5, 0, 1)), "branches = 0, want in [1, 16777216]"},
		{fault(NewBranches(10, 11, 0, 1, 1)), "active = 11, want in [1, size = 10]\ndatasets: onset = 0, want in [1, 16777216]"},
		{words(func(p *WordsParams) { p.Columns = 1000 }), `Words has the letter 'Z' in "ZDBCAE", want one of A to Z whose columns are below Columns = 1000`},
		{words(func(p *WordsParams) { p.Words = []string{"XaB"} }), `Words has the letter 'a' in "XaB"`},
		{words(func(p *WordsParams) { p.After[1] = "" }), "After has an empty word"},
		{words(func(p *WordsParams) { p.Words = nil }), "Words = [], want one or more"},
		{words(func(p *WordsParams) { p.After = nil }), "After = [], want one or more, or Switch = Never"},
		{words(func(p *WordsParams) { p.Phase = 10 }), "Phase = 10, want in [0, Period = 10)"},
		{words(func(p *WordsParams) { p.Switch = -1 }), "Switch = -1, want >= 0"},
		{words(func(p *WordsParams) { p.Noise = -0.1 }), "Noise = -0.1, want in [0, 1]"},
		{words(func(p *WordsParams) { p.NoisyUntil, p.NoisyFrom = 3, 4 }), "NoisyFrom = 4, want in [0, NoisyUntil = 3]"},
		{words(func(p *WordsParams) { p.Active = 0 }), "Active = 0, want in [1, Columns = 2048]"},
		{fault(Letter("a", 2048, 40)), `letter = "a", want one of A to Z`},
		{fault(Letter("Z", 1039, 40)), `letter = "Z" has the columns 1000 to 1039, want columns below 1039`},
		{fault(Letter("A", 10, 11)), "active = 11, want in [1, columns = 10]"},
		{high(func(p *HighOrderParams) { p.Active = 2049 }), "Active = 2049, want in [1, Size = 2048]"},
		{high(func(p *HighOrderParams) { p.Separators = 0 }), "Separators = 0, want in [1, 16777216]"},
		{high(func(p *HighOrderParams) { p.Task.After, p.Switch = nil, 10 }), "Switch = 10, want Never for a Task without After"},
		{high(func(p *HighOrderParams) { p.Switch = -2 }), "Switch = -2, want >= 0"},
		{high(func(p *HighOrderParams) { p.NoisyFrom = -2 }), "NoisyFrom = -2, want >= -1"},
		{high(func(p *HighOrderParams) { p.NoiseFirst = 4 }), "NoiseFirst = 4, want in [0, NoiseLast = 3]"},
		{high(func(p *HighOrderParams) { p.NoisyFrom, p.NoiseLast = 0, 7 }), "NoiseLast = 7, want a place of [6 8 7 4 2 3 0]"},
		{high(func(p *HighOrderParams) { p.Task = HighOrderTask{Symbols: 3, Endings: 4} }), "Task.Endings = 4, want in [1, Task.Symbols = 3]\ndatasets: Task.Sequences is empty, want one or more"},
		{high(func(p *HighOrderParams) { p.Task = HighOrderTask{Symbols: 3, Endings: 1, Sequences: [][]int{{0, 3}}} }), "Task has the symbol 3, want in [0, Symbols = 3)"},
		{high(func(p *HighOrderParams) { p.Task = HighOrderTask{Symbols: 3, Endings: 1, Sequences: [][]int{{0}}} }), "Task has the sequence [0], want two symbols or more"},
		{fault(LongSequences(2, 1)), "length = 2, want in [3, 8388608]"},
		{fault(Letters("", "A")), "length of the alphabet = 0, want in [1, 16777216]"},
		{fault(Letters("ABCA", "A")), `the alphabet "ABCA" has 'A' 2 times, want once`},
		{fault(Letters("ABC", "ABD")), `the letter 'D', want one of "ABC"`},
		{extensive(func(p *ExtensiveParams) { p.MinActive = 26 }), "MinActive = 26, want in [1, MaxActive = 25]"},
		{extensive(func(p *ExtensiveParams) { p.MaxActive = 101 }), "MaxActive = 101, want in [1, Columns = 100]"},
		{extensive(func(p *ExtensiveParams) { p.Patterns = 0 }), "Patterns = 0, want in [1, 16777216]"},
		{sequences(4, 100, 0, 0), "4 sequences of 100 with 0 shared take 400 patterns, want at most 300"},
		{sequences(2, 20, 5, 4), "sharedFrom = 5, want in [0, sharedUntil = 4]"},
		{sequences(2, 20, 5, 21), "sharedUntil = 21, want <= length = 20"},
		{sequences(0, 20, 0, 0), "count = 0, want in [1, 16777216]"},
		{fault(suite.Noisy(nil, 1.5, 0)), "probability = 1.5, want in [0, 1]"},
		{fault(MNISTLike(0, 1)), "count = 0, want in [1, 16777216]"},
		{fault(MNISTLike(1<<20, 1)), "count, rows and columns = [1048576 28 28], want a product of at most 16777216"},
		{fault(Reber(0, 1)), "count = 0, want in [1, 16777216]"},
		{fault(EmbeddedReber(-1, 1)), "count = -1, want in [1, 16777216]"},
		{mackey(func(p *MackeyGlassParams) { p.Values = 0 }), "Values = 0, want in [1, 16777216]"},
		{mackey(func(p *MackeyGlassParams) { p.Delay = 0 }), "Delay = 0, want in [1, 16777216]"},
		{mackey(func(p *MackeyGlassParams) { p.Discard = -1 }), "Discard = -1, want in [0, 16777216]"},
		{mackey(func(p *MackeyGlassParams) { p.Step = 20 }), "Step = 20, want < 1 / Decay = 10"},
		{mackey(func(p *MackeyGlassParams) { p.Growth = nan }), "Growth = NaN, want > 0 and finite"},
		{mackey(func(p *MackeyGlassParams) { p.Start = -1 }), "Start = -1, want >= 0 and finite"},
		{mackey(func(p *MackeyGlassParams) { p.Past = nan }), "Past = NaN, want >= 0 and finite"},
		{mackey(func(p *MackeyGlassParams) { p.Growth = 1e308 }), "Growth = 1e+308 with Start = 1.2 grows beyond all numbers, want less"},
		{mackey(func(p *MackeyGlassParams) { p.Interval = 1 << 20 }), "Values + Discard and Interval = [5500 1048576], want a product of at most 16777216"},
		{fault(Sines(0, []Wave{{1, 1, 0}})), "n = 0, want in [1, 16777216]"},
		{fault(Sines(9, nil)), "waves is empty, want one or more"},
		{fault(Sines(9, []Wave{{1, 1, 0}, {0, 1, 0}})), "waves[1].Period = 0, want in [1e-9, 1e100]"},
		{fault(Sines(9, []Wave{{1, nan, 0}})), "waves[0].Amplitude = NaN, want within ±1e100"},
		{fault(Sines(9, []Wave{{1, 1, math.Inf(1)}})), "waves[0].Phase = +Inf, want within ±1e100"},
		{fault(image.Binary(1, 2, 3)), "i = 1, want in [0, 1)"},
		{fault(image.Binary(0, 1, 3)), "rows = 1, want in [2, 16777216]"},
		{fault(image.Binary(0, 2, 2)), "columns = 2, want in [3, 16777216]"},
	} {
		if tt.err == nil || !strings.HasPrefix(tt.err.Error(), "datasets: "+tt.want) {
			t.Errorf("error %v\nwant datasets: %s", tt.err, tt.want)
		}
	}
}
