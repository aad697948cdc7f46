package datasets_test

import (
	"fmt"

	"gohtm/datasets"
)

func ExampleGenerators() {
	for _, g := range datasets.Generators()[:3] {
		fmt.Println(g.Name, "-", g.Call)
	}
	// Output:
	// hotgym-like - datasets.HotGymLike(42)
	// random-sdrs - datasets.RandomSDRs(200, 1024, 20, seed)
	// varying-sparsity - datasets.VaryingSparsity(100, 1024, 0.02, 0.2, seed)
}

func ExampleGenerator() {
	_, err := datasets.Find("words")
	fmt.Println(err)
	// Output: datasets: "words" is generated and nothing to fetch: call datasets.NewWords(datasets.DefaultWordsParams())
}

func ExampleRandomSDRs() {
	inputs, err := datasets.RandomSDRs(200, 1024, 20, 1)
	fmt.Println(len(inputs), inputs[0].Len(), inputs[0].Size, err)
	_, err = datasets.RandomSDRs(200, 1024, 2000, 1)
	fmt.Println(err)
	// Output:
	// 200 20 1024 <nil>
	// datasets: active = 2000, want in [1, size = 1024]
}

func ExampleBarPairs() {
	images, _ := datasets.BarPairs(1, 5, 8, 3, 1)
	image := images[0]
	for row := 0; row < 5; row++ {
		for column := 0; column < 8; column++ {
			if image.Has(image.BitAt(row, column)) {
				fmt.Print("#")
			} else {
				fmt.Print(".")
			}
		}
		fmt.Println()
	}
	// Output:
	// ......#.
	// .....###
	// ......#.
	// ........
	// ........
}

func ExampleCorrelatedPairs() {
	pairs, _ := datasets.NewCorrelatedPairs(datasets.DefaultCorrelatedParams())
	i, j := pairs.Chosen[0][0], pairs.Chosen[0][1]
	fmt.Println(pairs.Inputs[0].Size, pairs.Inputs[0].Len(), "of SDRs", i, "and", j)
	// Output: 1024 40 of SDRs 20 and 43
}

func ExampleCorrelatedParams() {
	p := datasets.DefaultCorrelatedParams()
	p.Strength = 2
	fmt.Println(p.Validate())
	// Output: datasets: Strength = 2, want in [0, 1]
}

func ExampleDendrites() {
	neuron, _ := datasets.NewDendrites(datasets.DefaultDendriteParams())
	noisy, _ := neuron.Noisy(0, 0.5, 1) // half of the cells of pattern 0 replaced
	fmt.Println("synapses of dendrite 0 on active cells:", neuron.Counts(noisy)[0])
	fmt.Println("for a random input:", neuron.Counts(neuron.Random(1))[0])
	// Output:
	// synapses of dendrite 0 on active cells: 17
	// for a random input: 1
}

func ExampleDendriteParams() {
	for _, c := range datasets.FalsePositiveCases()[:2] {
		fmt.Println(c.Active, "of", c.Size, "active,", c.Synapses, "synapses")
	}
	// Output:
	// 512 of 16000 active, 2 synapses
	// 512 of 16000 active, 4 synapses
}

func ExampleScalar() {
	weights, _ := datasets.ScalarWeights(100, 200, 32, 1)
	inputs, _ := datasets.ScalarInputs(100, 200, 32, 32, 1, 1)
	theta := datasets.ScalarThreshold(weights)
	matches := 0
	for _, w := range weights {
		for _, x := range inputs {
			if w.Dot(x) >= theta {
				matches++
			}
		}
	}
	fmt.Println(matches, "of 10000 match by chance")
	// Output: 8 of 10000 match by chance
}

func ExampleBranches() {
	branches, _ := datasets.NewBranches(2000, 40, 5, 10, 1)
	predicted := branches.Endings[0]
	for _, ending := range branches.Endings {
		predicted = predicted.Union(ending)
	}
	fmt.Println(len(branches.Sequences()), "sequences; of a novel ending", predicted.Overlap(branches.Novel), "of 40 bits are in the union")
	// Output: 10 sequences; of a novel ending 4 of 40 bits are in the union
}

func ExampleWords() {
	words, _ := datasets.NewWords(datasets.DefaultWordsParams())
	for _, e := range words.Take(20) {
		if e.Letter == "" {
			fmt.Print(".")
		}
		fmt.Print(e.Letter)
	}
	fmt.Println()
	// Output: ...GHIJKL....XABCDE.
}

func ExampleWordElement() {
	words, _ := datasets.NewWords(datasets.DefaultWordsParams())
	for _, e := range words.Take(6)[2:] {
		fmt.Printf("%q %q %v %v\n", e.Word, e.Letter, e.Predictable, e.Input.Len())
	}
	// Output:
	// "" "" false 40
	// "GHIJKL" "G" false 40
	// "GHIJKL" "H" true 40
	// "GHIJKL" "I" true 40
}

func ExampleWordsParams() {
	p := datasets.DefaultWordsParams()
	p.Noise, p.NoisyUntil = 0.1, p.Switch // trained with noise, tested without
	p.Switch = datasets.Never
	words, _ := datasets.NewWords(p)
	stream := words.Take(4000)
	fmt.Println(stream[0].Noisy, stream[3999].Noisy)
	// Output: true false
}

func ExampleHighOrder() {
	p := datasets.DefaultHighOrderParams(datasets.OnePrediction())
	p.Switch = 10000
	stream, _ := datasets.NewHighOrder(p)
	for _, e := range stream.Take(9) {
		fmt.Print(e.Symbol, " ")
		if e.Scored {
			fmt.Print("(scored; right are ", e.Endings, ") ")
		}
	}
	fmt.Println()
	// Output: 0 6 1 2 5 7 3 4 (scored; right are [4]) 1410
}

func ExampleHighOrder_Guess() {
	stream, _ := datasets.NewHighOrder(datasets.DefaultHighOrderParams(datasets.TwoEndings()))
	predicted := stream.Code(3).Union(stream.Code(5)) // what a memory might predict
	fmt.Println(len(stream.Guess(predicted)), predicted.Overlap(stream.Code(stream.Guess(predicted)[0])))
	// Output: 2 41
}

func ExampleHighOrderTask() {
	task := datasets.OnePrediction()
	fmt.Println(task.Sequences[0], "then", task.After[0])
	// Output: [6 8 7 4 2 3 0] then [6 8 7 4 2 3 5]
}

func ExampleHighOrderParams() {
	task, _ := datasets.LongSequences(10, 1)
	p := datasets.DefaultHighOrderParams(task)
	p.Switch = 10000
	fmt.Println(p.Validate())
	// Output: datasets: Switch = 10000, want Never for a Task without After
}

func ExampleHighOrderElement() {
	p := datasets.DefaultHighOrderParams(datasets.OnePrediction())
	p.NoisyFrom = -1 // from the start
	stream, _ := datasets.NewHighOrder(p)
	noisy := 0
	for _, e := range stream.Take(1000) {
		if e.Noisy {
			noisy++
		}
	}
	fmt.Println(noisy, "of 1000 symbols are replaced")
	// Output: 119 of 1000 symbols are replaced
}

func ExampleLetters() {
	sequence, _ := datasets.Letters(datasets.TutorialAlphabet, "XBCY")
	for _, s := range sequence {
		fmt.Print(s.Bits)
	}
	fmt.Println()
	// Output: [4][1][2][5]
}

func ExampleExtensive() {
	suite, _ := datasets.NewExtensive(datasets.DefaultExtensiveParams())
	sequences, _ := suite.Sequences(2, 20, 10, 15)
	fmt.Println(sequences[0][10].Equal(sequences[1][10]), sequences[0][9].Equal(sequences[1][9]))
	// Output: true false
}

func ExampleExtensiveParams() {
	p := datasets.DefaultExtensiveParams()
	p.MinActive = 30
	fmt.Println(p.Validate())
	// Output: datasets: MinActive = 30, want in [1, MaxActive = 25]
}

func ExampleReberString() {
	strings, _ := datasets.EmbeddedReber(1, 1)
	s := strings[0]
	for i := range s.Text {
		fmt.Printf("%c(%s) ", s.Text[i], s.Next[i])
	}
	fmt.Println()
	// Output: B(TP) T(B) B(TP) P(TV) T(TV) V(PV) P(SX) X(TV) V(PV) P(SX) S(E) E(T) T(E) E()
}

func ExampleMackeyGlass() {
	p := datasets.DefaultMackeyGlassParams()
	p.Discard = 0
	values, _ := datasets.MackeyGlass(p)
	fmt.Printf("%.4f\n", values[:6])
	// Output: [1.2000 1.0858 0.9825 0.8890 0.8044 0.7278]
}

func ExampleMackeyGlassParams() {
	p := datasets.DefaultMackeyGlassParams()
	fmt.Println("tau =", float64(p.Delay)*p.Step)
	// Output: tau = 17
}

func ExampleWave() {
	values, _ := datasets.Sines(5, []datasets.Wave{{Period: 4, Amplitude: 2}, {Period: 2, Amplitude: 0.5, Phase: 0.25}})
	fmt.Println(values)
	// Output: [0.5 1.5 0.5 -2.5 0.5]
}
