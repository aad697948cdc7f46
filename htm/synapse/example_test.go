package synapse_test

import (
	"fmt"

	"gohtm/htm/htmtest"
	"gohtm/htm/synapse"
)

// A cell recognises a pattern of three inputs on one of its segments.
func ExampleStore() {
	store, err := synapse.New(synapse.DefaultParams(10, 100))
	if err != nil {
		panic(err)
	}
	segment := store.Create(7, 0)
	store.Connect(segment, []uint32{3, 14, 15}, 0.45)

	active := []int{3, 14, 92}
	set := synapse.NewBitset(100)
	set.Add(active)
	store.Adapt(segment, set, 0.1, -0.1)
	for _, e := range store.Excite(active, 2, nil) {
		fmt.Println("cell", e.Cell, "potential", e.Potential, "connected", e.Connected)
	}
	fmt.Println(store.Permanences(segment))
	// Output:
	// cell 7 potential 2 connected 2
	// [0.55 0.55 0.35]
}

func ExampleParams() {
	p := synapse.DefaultParams(10, 100)
	p.PruneSynapses = 0
	fmt.Println(p.Validate())
	// Output: synapse: PruneSynapses = 0, want > 0
}

func ExampleBitset() {
	set := synapse.NewBitset(100)
	set.Add([]int{1, 70})
	set.Remove([]int{1})
	fmt.Println(set.Has(1), set.Has(70))
	// Output: false true
}

func ExampleGrowth() {
	store, _ := synapse.New(synapse.DefaultParams(10, 100))
	store.Connect(store.Create(7, 0), []uint32{3, 14}, 0.3)
	before := store.Growth()
	store.Destroy(store.LeastRecentlyUsed(7))
	fmt.Printf("%+v\n", store.Growth().Minus(before))
	// Output: {SegmentsGrown:0 SegmentsRemoved:1 SynapsesGrown:0 SynapsesRemoved:2}
}

func ExampleExcited() {
	store, _ := synapse.New(synapse.DefaultParams(10, 100))
	store.Connect(store.Create(7, 0), []uint32{3, 14}, 0.3)
	fmt.Printf("%+v\n", store.Excite([]int{3, 14}, 1, nil))
	// Output: [{Segment:0 Cell:7 Potential:2 Connected:0}]
}

func ExampleState() {
	store, _ := synapse.New(synapse.DefaultParams(10, 100))
	store.Connect(store.Create(7, 0), []uint32{3, 14}, 0.3)
	other, _ := synapse.New(synapse.DefaultParams(10, 100))
	if err := other.Restore(store.Snapshot()); err != nil {
		panic(err)
	}
	fmt.Println(other.Segments(), other.Synapses())
	// Output: 1 2
}

func ExampleID() {
	store, _ := synapse.New(synapse.DefaultParams(10, 100))
	first := store.Create(7, 0)
	second := store.Create(7, 0)
	fmt.Println(store.AppendSegmentsOn(7, nil), first, second)
	// Output: [0 1] 0 1
}

// Soft bounds: a permanence moves by a share of what is left to 1, or to 0.
func ExampleTabulate() {
	on := func(p float64) float64 { return p + 0.1*(1-p) }
	off := func(p float64) float64 { return p - 0.05*p }
	rule, err := synapse.Tabulate(on, off)
	if err != nil {
		fmt.Println(err)
	}
	permanences := []float32{0.2, 0.8, 0.2, 0.8}
	rule.Apply(permanences, []bool{true, true, false, false})
	fmt.Println(permanences)
	// Output: [0.28 0.82 0.19 0.76]
}

// What active synapses gain, the others of the segment pay.
func ExamplePerSegment() {
	rule := synapse.PerSegment(func(permanences []float32, active []bool) {
		on := 0
		for _, a := range active {
			if a {
				on++
			}
		}
		price := 0.1 * float32(on) / float32(len(active)-on)
		for i := range permanences {
			if active[i] {
				permanences[i] += 0.1
			} else {
				permanences[i] -= price
			}
		}
	})
	permanences := []float32{0.5, 0.5, 0.5, 0.95}
	rule.Apply(permanences, []bool{true, false, false, true})
	fmt.Println(permanences)
	// Output: [0.6 0.4 0.4 1]
}

// A rule is checked by the suite of package htmtest, and then given to a spatial
// pooler or a temporal memory as Params.Plasticity.
func ExamplePlasticity() {
	grow := func(p float64) float64 { return p + 0.1 }
	decay := func(p float64) float64 { return 0.98 * p }
	rule, _ := synapse.Tabulate(grow, decay)
	fmt.Println(htmtest.Rule(htmtest.RuleCase{
		Name:    "passive decay",
		New:     func() (htmtest.RuleFunc, error) { return rule.Apply, nil },
		Hebbian: true, Monotone: true, Local: true,
	}))
	// Output: <nil>
}

func ExampleTable() {
	rule, _ := synapse.Tabulate(func(p float64) float64 { return p + 0.1*(1-p) }, func(p float64) float64 { return p * p })
	on, off := rule.Tables()
	fmt.Println(on.Line())
	fmt.Println(off.Line())
	fmt.Println(on.Next(0.5), off.Next(0.5))
	// Output:
	// 0.1 0.9 true
	// 0 0.0009765625 false
	// 0.55 0.25
}
