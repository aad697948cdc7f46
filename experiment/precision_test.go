package experiment

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/datasets"
	"gohtm/htm/spatial"
	"gohtm/htm/temporal"
)

// By hand: with 2 bits levels are a third apart, with 4 a fifteenth.
func TestRoundingOfAMemory(t *testing.T) {
	for _, tt := range []struct {
		name             string
		rounding         Rounding
		initial          float32 // of .21
		from, up, down   float32 // by .1
		punished, decree float32 // from what, by .04
	}{
		{"2 bits, nearest", Rounding{Bits: 2}, 1. / 3, 1. / 3, 1. / 3, 1. / 3, 2. / 3, 2. / 3},
		{"2 bits, nearest, whole levels", Rounding{Bits: 2, WholeLevels: true}, 1. / 3, 1. / 3, 2. / 3, 0, 2. / 3, 2. / 3},
		{"4 bits, nearest", Rounding{Bits: 4}, 3. / 15, 6. / 15, 8. / 15, 5. / 15, 6. / 15, 5. / 15},
		{"1 bit, nearest", Rounding{Bits: 1}, 1, 1, 1, 1, 1, 1},
		{"8 bits, nearest", Rounding{Bits: 8}, 54. / 255, 100. / 255, 126. / 255, 75. / 255, 100. / 255, 90. / 255},
	} {
		if got := tt.rounding.Name(); got != tt.name {
			t.Errorf("name %q, want %q", got, tt.name)
		}
		p := temporal.DefaultParams(100)
		p.PredictedSegmentDecrement = .04
		p, err := tt.rounding.Variant().MemoryOf(p)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(float64(p.InitialPermanence-tt.initial)) > 1e-6 {
			t.Errorf("%s: new synapses begin at %v, want %v", tt.name, p.InitialPermanence, tt.initial)
		}
		permanences := []float32{tt.from, tt.from}
		p.Plasticity.Apply(permanences, []bool{true, false})
		for i, want := range []float32{tt.up, tt.down} {
			// 75.5 of 255 is as near to 75 as to 76: one level more or less is as good
			if math.Abs(float64(permanences[i]-want)) > 1e-6 && !(tt.rounding.Bits == 8 && math.Abs(float64(permanences[i]-want)) < 1.01/255) {
				t.Errorf("%s: %v becomes %v, want %v", tt.name, tt.from, permanences[i], want)
			}
		}
		permanences = []float32{tt.punished, tt.punished}
		p.Punishment.Apply(permanences, []bool{true, false})
		if math.Abs(float64(permanences[0]-tt.decree)) > 1e-6 || permanences[1] != tt.punished {
			t.Errorf("%s: %v punished becomes %v, want %v and what was", tt.name, tt.punished, permanences, tt.decree)
		}
	}
}

// At random, one bit gets from 0 to 1 by an increment of .1 once in ten times.
func TestStochasticRoundingIsRightOnAverage(t *testing.T) {
	p := spatial.DefaultParams(2000, 10)
	p.PermanenceIncrement, p.PermanenceDecrement = .1, .1
	p, err := Rounding{Bits: 1, Stochastic: true}.Variant().PoolerOf(p)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Plasticity.Draws() {
		t.Error("nothing is left to chance")
	}
	memory := temporal.DefaultParams(2048)
	memory.PermanenceIncrement, memory.ActivationThreshold, memory.MinThreshold, memory.MaxNewSynapses = .1, 20, 20, 40
	memory, err = Rounding{Bits: 2, Stochastic: true}.Variant().MemoryOf(memory)
	if err != nil {
		t.Fatal(err)
	}
	m, err := temporal.New(memory)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := datasets.NewWords(datasets.DefaultWordsParams())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range stream.Take(200) {
		m.Step(e.Input, true)
	}
	levels, moved := map[int]int{}, 0
	for _, p := range m.Snapshot().Distal.Permanence {
		level := float64(p) * 3
		if math.Abs(level-math.Round(level)) > 1e-5 {
			t.Fatalf("permanence %v, want a third, two thirds or one", p)
		}
		levels[int(math.Round(level))]++
		if level > 1.5 {
			moved++
		}
	}
	if levels[1] == 0 || moved == 0 {
		t.Errorf("levels %v, want some to have moved up by chance", levels)
	}
}

// Eight bits make no difference; with two, rounded to the nearest, nothing is learned.
func TestWhenWordsNoticeFewBits(t *testing.T) {
	p := ShortWordsParams()
	p.Stream.Switch, p.Elements = datasets.Never, 1500
	task := HighOrderSwitch(p)
	c, err := Precision(context.Background(), PrecisionParams{
		Roundings: []Rounding{{Bits: 8}, {Bits: 2}, {Bits: 1, Stochastic: true}, {Bits: 8, Weights: true}},
		Tasks:     []Task{task}, Seeds: []uint64{1},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	score := func(name string) float64 { return c.Score(task.Name, name).Mean }
	if whole := score("32 bits"); whole < .3 || math.Abs(score("8 bits, nearest")-whole) > .02 {
		t.Errorf("8 bits score %.3f, 32 bits %.3f, want the same ± .02", score("8 bits, nearest"), whole)
	}
	if x := score("2 bits, nearest"); x > .02 {
		t.Errorf("2 bits, nearest, score %.3f, want nothing learned", x)
	}
	if x := score("1 bit, stochastic"); x < .3 {
		t.Errorf("1 bit, stochastic, scores %.3f, want it to learn", x)
	}
	if a, b := score("weights of 32 bits"), score("weights of 8 bits"); a == score("32 bits") || math.Abs(a-b) > .02 {
		t.Errorf("weights of 32 bits score %.3f, of 8 %.3f, want the same ± .02, and not that of HTM's synapses", a, b)
	}
}

func TestRoundings(t *testing.T) {
	all := Roundings(1, 4)
	names := map[string]bool{}
	for _, r := range all {
		names[r.Name()] = true
	}
	if len(all) != 8 || len(names) != 8 || !names["weights of 1 bit"] || !names["4 bits, nearest, whole levels"] {
		t.Errorf("roundings %v, want each of four kinds twice", names)
	}
	for _, r := range []Rounding{{}, {Bits: 17}, {Bits: 0, Weights: true}} {
		if v := r.Variant(); v.Err == nil || !strings.Contains(v.Err.Error(), "bits") {
			t.Errorf("%+v: error %v, want one about bits", r, v.Err)
		}
	}
	if p := DefaultPrecisionParams(); len(p.Roundings) != 16 || len(p.Tasks) != 3 {
		t.Errorf("%d roundings and %d tasks by default, want 16 and 3", len(p.Roundings), len(p.Tasks))
	}
}

func ExampleRounding() {
	r := Rounding{Bits: 4, Stochastic: true}
	fmt.Println(r.Name())
	p, err := r.Variant().MemoryOf(temporal.DefaultParams(2048))
	fmt.Printf("a new synapse begins at %.2f, %v\n", p.InitialPermanence, err)
	// Output:
	// 4 bits, stochastic
	// a new synapse begins at 0.20, <nil>
}

func ExamplePrecision() {
	p := DefaultPrecisionParams()
	short := ShortWordsParams()
	short.Stream.Switch, short.Elements = datasets.Never, 300
	p.Tasks, p.Seeds, p.Roundings = []Task{HighOrderSwitch(short)}, []uint64{1}, []Rounding{{Bits: 2}}
	comparison, err := Precision(context.Background(), p, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f\n", comparison.Score(p.Tasks[0].Name, "2 bits, nearest").Mean)
	// Output: 0.00
}
