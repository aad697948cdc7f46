package spatial

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"sort"
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

func nan() float32 { return float32(math.NaN()) }

// Overlaps count connected synapses on inputs that are on; .1 is connected, the
// float below it is not. Worked by hand.
func TestOverlaps(t *testing.T) {
	just := math.Nextafter32(0.1, 0)
	p := withColumns(5, func(p *Params) {},
		[]float32{0.1, 0.1, 0.1, 0.1, 0.1},
		[]float32{just, 0.1, just, 0.1, just},
		[]float32{0.9, -1, -1, 1, -1},
		[]float32{0, 0, 0, 0, 0})
	for _, tt := range []struct {
		on   []int
		want []int
	}{
		{nil, []int{0, 0, 0, 0}},
		{[]int{0}, []int{1, 0, 1, 0}},
		{[]int{1, 2, 3}, []int{3, 2, 1, 0}},
		{[]int{0, 1, 2, 3, 4}, []int{5, 2, 2, 0}},
	} {
		p.Step(sdr.SDR{Size: 5, Bits: tt.on}, false)
		if got := p.Overlaps(); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("inputs %v: overlaps %v, want %v", tt.on, got, tt.want)
		}
	}
	if got, want := p.ConnectedCounts(), []int{5, 2, 2, 0}; !reflect.DeepEqual(got, want) {
		t.Errorf("connected %v, want %v", got, want)
	}
}

// More than 255 and more than 65,535 overlaps take more than one byte.
func TestLargeOverlaps(t *testing.T) {
	for _, n := range []int{255, 256, 257, 1000, 70000} {
		p := mustNew(t, n, 3, func(p *Params) { p.PotentialFraction, p.InitialConnectedFraction = 1, 1 })
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		p.Step(sdr.SDR{Size: n, Bits: all}, false)
		if got := p.Overlaps(); got[0] != n || got[1] != n || got[2] != n {
			t.Errorf("overlaps %v, want %d", got, n)
		}
	}
}

// Overlaps of every size come out right, with eight planes and more, and up to 512
// minicolumns and more: against counting one by one.
func TestCountOverlaps(t *testing.T) {
	r := rng.New(2)
	for _, columns := range []int{1, 63, 65, 512, 513, 1030} {
		p := mustNew(t, 700, columns, func(p *Params) { p.PotentialFraction = 1 })
		for _, n := range []int{0, 1, 2, 7, 8, 9, 63, 64, 65, 200, 511, 512, 513, 700} {
			on := r.Sample(700, n)
			p.countOverlaps(on)
			p.store()
			for column, got := range p.overlaps {
				want := int32(0)
				_, permanences := p.synapses(column) // of all inputs
				for _, input := range on {
					if permanences[input] >= p.connectedPermanence {
						want++
					}
				}
				if got != want {
					t.Fatalf("%d minicolumns, %d inputs on: overlap %d is %d, want %d", columns, n, column, got, want)
				}
			}
		}
	}
}

func TestConformance(t *testing.T) {
	r := rng.New(5)
	var inputs []sdr.SDR
	for i := 0; i < 60; i++ {
		inputs = append(inputs, sdr.SDR{Size: 80, Bits: r.Sample(80, 10)})
	}
	for name, change := range map[string]func(*Params){
		"global":         func(p *Params) { p.Density = 0.1 },
		"global boosted": func(p *Params) { p.Density, p.BoostStrength = 0.1, 10 },
		"local": func(p *Params) {
			p.Density, p.GlobalInhibition, p.PotentialRadius, p.UpdatePeriod = 0.1, false, 9, 7
		},
	} {
		params := DefaultParams(80, 100)
		change(&params)
		if err := htmtest.Component(htmtest.ComponentCase{
			Name: "spatial.Pooler " + name,
			New: func() (htmtest.Closures, error) {
				p, err := New(params)
				if err != nil {
					return htmtest.Closures{}, err
				}
				return closures(p), nil
			},
			Inputs: inputs,
		}); err != nil {
			t.Error(err)
		}
	}
}

func closures(p *Pooler) htmtest.Closures {
	return htmtest.Closures{
		Step:     p.Step,
		Output:   func() interface{} { return p.Active() },
		Learned:  func() interface{} { s := p.Snapshot(); return []interface{}{s.Permanences, s.BoostFactors} },
		Snapshot: func() interface{} { return p.Snapshot() },
		Restore:  func(s interface{}) error { return p.Restore(s.(State)) },
		Clone:    func() htmtest.Closures { return closures(p.Clone()) },
	}
}

// NuPIC's scenario: without learning, the same input has the same code, and
// nothing else changes than the count of steps.
func TestLearnOffTwice(t *testing.T) {
	p := trained(t)
	input := sdr.SDR{Size: 60, Bits: []int{1, 2, 3, 30, 31}}
	p.Step(input, false)
	first := p.Snapshot()
	p.Step(input, false)
	second := p.Snapshot()
	if second.Iteration != first.Iteration+1 {
		t.Errorf("iteration %d after %d", second.Iteration, first.Iteration)
	}
	second.Iteration = first.Iteration
	if !reflect.DeepEqual(first, second) {
		t.Errorf("a step without learning changed the state")
	}
}

// The inhibition radius and the minimum of duty cycles change in every
// UpdatePeriod-th step, counted with those that don't learn, if it learns.
func TestUpdatePeriod(t *testing.T) {
	for _, period := range []int{3, 5} {
		p := mustNew(t, 60, 70, func(p *Params) { p.UpdatePeriod, p.MinOverlapDutyCycle = period, 0.5 })
		input := sdr.SDR{Size: 60, Bits: []int{1, 2, 3, 30, 31}}
		for step := 1; step <= 2*period; step++ {
			p.Step(input, step != period)
			if updated := p.MinOverlapDutyCycles()[0] > 0; updated != (step == 2*period) {
				t.Errorf("period %d: after step %d minimum duty cycles are set: %v", period, step, updated)
			}
		}
	}
}

// A Step does not allocate once it has seen an input of that size.
func TestStepDoesNotAllocate(t *testing.T) {
	for _, local := range []bool{false, true} {
		for _, learn := range []bool{false, true} {
			p := mustNew(t, 200, 300, func(p *Params) {
				p.GlobalInhibition, p.BoostStrength, p.StimulusThreshold, p.UpdatePeriod = !local, 3, 2, 5
				p.PotentialRadius, p.Density = 50, 0.1
			})
			r := rng.New(1)
			inputs := make([]sdr.SDR, 100)
			for i := range inputs {
				inputs[i] = sdr.SDR{Size: 200, Bits: r.Sample(200, 20)}
				p.Step(inputs[i], learn)
			}
			i, bits := 0, p.AppendActive(nil)
			if n := testing.AllocsPerRun(50, func() {
				p.Step(inputs[i%100], learn)
				bits = p.AppendActive(bits[:0])
				i++
			}); n > 0 {
				t.Errorf("local %v, learn %v: %v allocations a step", local, learn, n)
			}
		}
	}
}

func TestPanics(t *testing.T) {
	p := mustNew(t, 10, 20, func(p *Params) {})
	q := mustNew(t, 10, 20, func(p *Params) { p.RateInputs = true })
	for _, tt := range []struct {
		do   func()
		want string
	}{
		{func() { p.Step(sdr.SDR{Size: 11}, true) }, "spatial: an SDR of size 11, want 10"},
		{func() { p.Step(sdr.SDR{Size: 10, Bits: []int{10}}, true) }, "spatial: sdr: bit 10, want in [0, 10)"},
		{func() { p.Step(sdr.SDR{Size: 10, Bits: []int{2, 1}}, true) }, "spatial: sdr: bit 1 stands at place 1 after bit 2, want sorted bits"},
		{func() { p.StepRates(make([]float32, 10), true) }, "spatial: StepRates without Params.RateInputs, want it set"},
		{func() { q.StepRates(make([]float32, 9), true) }, "spatial: 9 rates, want 10"},
		{func() { q.StepRates([]float32{0, 0, 1.1, 0, 0, 0, 0, 0, 0, 0}, true) }, "spatial: rates[2] = 1.1, want in [0, 1]"},
		{func() { q.StepRates([]float32{0, 0, 0, nan(), 0, 0, 0, 0, 0, 0}, true) }, "spatial: rates[3] = NaN, want in [0, 1]"},
		{func() { q.StepRates([]float32{-0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, true) }, "spatial: rates[0] = -0.1, want in [0, 1]"},
		{func() { p.Permanences(20) }, "spatial: minicolumn 20, want in [0, 20)"},
		{func() { p.PotentialPool(-1) }, "spatial: minicolumn -1, want in [0, 20)"},
		{func() { p.Connected(20) }, "spatial: minicolumn 20, want in [0, 20)"},
		{func() { p.Neighbours(20, 1) }, "spatial: minicolumn 20, want in [0, 20)"},
		{func() { p.Neighbours(0, -1) }, "spatial: radius -1, want >= 0"},
		{func() { _ = p.SetPermanences(-1, nil) }, "spatial: minicolumn -1, want in [0, 20)"},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != tt.want {
					t.Errorf("panic %q, want %q", got, tt.want)
				}
			}()
			tt.do()
		}()
	}
	if p.iteration != 0 || q.iteration != 0 {
		t.Errorf("a refused input counts as a step")
	}
}

// Codes of a plane have its shape, those of a line none.
func TestShapes(t *testing.T) {
	line, plane := mustNew(t, 12, 20, func(p *Params) { p.ColumnShape, p.InputShape = []int{20}, []int{12} }), trained(t)
	for _, tt := range []struct {
		name      string
		got, want []int
	}{
		{"winners on a line", line.Active().Shape, nil},
		{"inputs on a line", line.Connected(0).Shape, nil},
		{"winners in a plane", plane.Active().Shape, []int{7, 10}},
		{"inputs in a plane", plane.Connected(0).Shape, []int{6, 10}},
	} {
		if !reflect.DeepEqual(tt.got, tt.want) {
			t.Errorf("%s: shape %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	for _, code := range []sdr.SDR{line.Active(), line.Connected(0), plane.Active(), plane.Connected(0)} {
		if err := code.Check(); err != nil {
			t.Error(err)
		}
	}
}

// Worked by hand; 0.02 would be trimmed when it learns, 0.1 is just connected.
func TestSetPermanences(t *testing.T) {
	p := withColumns(4, func(p *Params) {}, []float32{0.3, -1, 0, 0.3}, []float32{0.3, 0.3, 0.3, 0.3})
	if err := p.SetPermanences(0, []float32{0.02, 0.1, 1}); err != nil {
		t.Fatal(err)
	}
	if got, want := p.Permanences(0), []float32{0.02, 0.1, 1}; !reflect.DeepEqual(got, want) {
		t.Errorf("permanences %v, want %v", got, want)
	}
	p.Step(sdr.SDR{Size: 4, Bits: []int{0, 2, 3}}, false)
	if got, want := p.Overlaps(), []int{2, 3}; !reflect.DeepEqual(got, want) {
		t.Errorf("overlaps %v, want %v", got, want)
	}
	requireTable(t, p)
	before := p.Snapshot()
	for _, tt := range []struct {
		permanences []float32
		want        string
	}{
		{[]float32{0.5, 0.5}, "spatial: 2 permanences for minicolumn 0, want 3"},
		{[]float32{0.5, 0.5, 1.5}, "spatial: permanences[2] = 1.5, want in [0, 1]"},
		{[]float32{0.5, -0.5, 1}, "spatial: permanences[1] = -0.5, want in [0, 1]"},
		{[]float32{nan(), 0.5, 1}, "spatial: permanences[0] = NaN, want in [0, 1]"},
	} {
		if err := p.SetPermanences(0, tt.permanences); err == nil || err.Error() != tt.want {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
	if !reflect.DeepEqual(p.Snapshot(), before) {
		t.Errorf("permanences that were refused changed the pooler")
	}
}

// Where nothing overlaps, winners are the first of the tie order; on a ring of
// 20, 19, 0 and 1 are neighbours.
func TestTieOrderAndNeighbours(t *testing.T) {
	p := mustNew(t, 10, 20, func(p *Params) { p.Density = 0.15 })
	p.Step(sdr.SDR{Size: 10}, false)
	first := p.TieOrder()[:3]
	sort.Ints(first)
	if got := p.Active().Bits; !reflect.DeepEqual(got, first) {
		t.Errorf("winners %v, want the first of the tie order, %v", got, first)
	}
	if got, want := p.Neighbours(0, 1), []int{0, 1, 19}; !reflect.DeepEqual(got, want) {
		t.Errorf("neighbours %v, want %v", got, want)
	}
}

// What accessors return is the caller's to change.
func TestAppendedOverlapsAndPermanences(t *testing.T) {
	p := trained(t)
	overlaps, permanences := p.AppendOverlaps([]int{-7}), p.AppendPermanences(9, []float32{-7})
	if overlaps[0] != -7 || !slices.Equal(overlaps[1:], p.Overlaps()) || slices.Max(overlaps) == 0 {
		t.Errorf("AppendOverlaps: %v, want -7 and %v, not all 0", overlaps, p.Overlaps())
	}
	if permanences[0] != -7 || !slices.Equal(permanences[1:], p.Permanences(9)) || len(permanences)-1 != len(p.PotentialPool(9)) {
		t.Errorf("AppendPermanences: %v, want -7 and %v", permanences, p.Permanences(9))
	}
	if n := testing.AllocsPerRun(50, func() {
		overlaps, permanences = p.AppendOverlaps(overlaps[:0]), p.AppendPermanences(9, permanences[:0])
	}); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestAccessorsReturnCopies(t *testing.T) {
	p := trained(t)
	before := p.Snapshot()
	for _, values := range [][]float32{p.BoostedOverlaps(), p.BoostFactors(), p.ActiveDutyCycles(), p.OverlapDutyCycles(), p.MinOverlapDutyCycles(), p.Permanences(0)} {
		for i := range values {
			values[i] = 77
		}
	}
	for _, values := range [][]int{p.TieOrder(), p.DeadColumns().Bits, p.Overlaps(), p.ConnectedCounts(), p.PotentialPool(0), p.Active().Bits, p.Connected(0).Bits, p.AppendActive(nil)} {
		for i := range values {
			values[i] = 77
		}
	}
	if !reflect.DeepEqual(p.Snapshot(), before) || p.InhibitionRadius() != before.InhibitionRadius {
		t.Errorf("changing what an accessor returned changes the pooler")
	}
}
