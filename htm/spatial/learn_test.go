package spatial

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// withColumns returns a pooler that has a minicolumn for every row, whose synapse i
// is on input i unless the row says -1: then it has none there.
func withColumns(inputs int, change func(*Params), rows ...[]float32) *Pooler {
	params := DefaultParams(inputs, len(rows))
	change(&params)
	p := newPooler(params)
	for _, row := range rows {
		for i, v := range row {
			if v >= 0 {
				p.input.append(i)
				p.permanence = append(p.permanence, v)
			}
		}
		p.first = append(p.first, len(p.permanence))
	}
	for rank := range p.byPriority {
		p.byPriority[rank] = int32(rank)
		p.boostFactors[rank] = 1
	}
	p.rank()
	p.connectAll()
	p.updateInhibitionRadius()
	return p
}

// A minicolumn that no bump can change any more is passed over, but only as long
// as nothing else changes it. Its duty cycle stays too low throughout.
func TestBumpsGoOnAfterAChange(t *testing.T) {
	weak := func() *Pooler {
		p := withColumns(2, func(p *Params) { p.Density = 1 }, []float32{0.9, 1})
		p.minOverlapDuty[0] = 2
		for range 20 {
			p.bumpWeakColumns()
		}
		if _, permanences := p.synapses(0); !slices.Equal(permanences, []float32{1, 1}) || !p.settled[0] {
			t.Fatalf("permanences %v after many bumps, want 1 and 1", permanences)
		}
		return p
	}
	for name, change := range map[string]func(p *Pooler){
		"set by hand": func(p *Pooler) { _ = p.SetPermanences(0, []float32{0.5, 1}) },
		"learned":     func(p *Pooler) { p.active = []int{0}; p.adapt([]int{1}, nil) },
		"restored": func(p *Pooler) {
			s := p.Snapshot()
			s.Permanences[0] = 0.5
			if err := p.Restore(s); err != nil {
				t.Fatal(err)
			}
		},
	} {
		p := weak()
		change(p)
		before := p.Permanences(0)[0]
		p.bumpWeakColumns()
		if after := p.Permanences(0)[0]; before >= 1 || after <= before {
			t.Errorf("%s: permanence %v after %v, want a bump", name, after, before)
		}
	}
}

// near tells whether permanences agree but for rounding in the seventh digit.
func near(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Abs(float64(x-y)) < 1e-6 })
}

// Known answers of NuPIC's testAdaptSynapses, and rows worked by hand: inputs 0, 3, 4 and 6 are on.
func TestAdapt(t *testing.T) {
	const none = -1
	for _, tt := range []struct {
		name   string
		before []float32
		want   []float32
		change func(*Params)
	}{
		{"on grows, off shrinks", []float32{0.2, 0.12, 0.09, 0.04, none, none, none, none}, []float32{0.3, 0.11, 0.08, 0.14}, nil},
		{"too small is trimmed to 0", []float32{none, none, 0.014, none, none, none, 0.11, none}, []float32{0, 0.21}, nil},
		{"no trimming: it keeps what is left", []float32{none, none, 0.014, none, none, none, 0.11, none}, []float32{0.004, 0.21}, func(p *Params) { p.TrimFraction = 0 }},
		{"less trimming keeps it too", []float32{none, none, 0.014, none, none, none, 0.11, none}, []float32{0.004, 0.21}, func(p *Params) { p.TrimFraction = 0.03 }},
		{"nothing falls below 0", []float32{0, 0.005, none, none, none, none, none, none}, []float32{0.1, 0}, func(p *Params) { p.TrimFraction = 0 }},
		{"or grows above 1", []float32{0.95, 1, none, 1, none, none, none, none}, []float32{1, 0.99, 1}, nil},
		{"a larger increment", []float32{0.2, 0.12, none, none, none, none, none, none}, []float32{0.35, 0.11}, func(p *Params) { p.PermanenceIncrement = 0.15 }},
		{"a larger decrement", []float32{0.2, 0.12, none, none, none, none, none, none}, []float32{0.3, 0.09}, func(p *Params) { p.PermanenceDecrement = 0.03 }},
		{"too few connected: all are raised", []float32{0.01, 0.12, 0.08, none, none, none, none, none}, []float32{0.16, 0.16, 0.12}, func(p *Params) {
			p.StimulusThreshold, p.RaiseFraction = 3, 0.5 // .11, .11, .07 and once .05
		}},
		{"raising starts from the clipped permanences", []float32{none, 0.005, 0.105, none, none, none, none, none}, []float32{0.1, 0.195}, func(p *Params) {
			p.StimulusThreshold, p.RaiseFraction = 2, 1 // -.005 counts as 0, .095; and once .1
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := withColumns(8, func(p *Params) {
				p.PermanenceIncrement, p.PermanenceDecrement = 0.1, 0.01
				if tt.change != nil {
					tt.change(p)
				}
			}, tt.before)
			p.active = []int{0}
			p.adapt([]int{0, 3, 4, 6}, nil)
			if got := p.Permanences(0); !near(got, tt.want) {
				t.Errorf("permanences %v, want %v", got, tt.want)
			}
			requireTable(t, p)
		})
	}
}

// Only winners learn.
func TestLosersDoNotLearn(t *testing.T) {
	p := withColumns(2, func(p *Params) {}, []float32{0.2, 0.2}, []float32{0.2, 0.2})
	p.active = []int{1}
	p.adapt([]int{0}, nil)
	if want := []float32{0.2, 0.2}; !near(p.Permanences(0), want) || near(p.Permanences(1), want) {
		t.Errorf("loser %v, winner %v; want %v and something else", p.Permanences(0), p.Permanences(1), want)
	}
}

// Known answers of NuPIC's testRaisePermanenceThreshold.
func TestRaise(t *testing.T) {
	for _, tt := range []struct {
		name         string
		before, want []float32
		change       func(*Params)
	}{
		{"one step is enough", []float32{0, 0.11, 0.095, 0.092, 0.01}, []float32{0.01, 0.12, 0.105, 0.102, 0.02}, nil},
		{"none is needed", []float32{0.12, 0.15, 0.02, 0.12, 0.09}, []float32{0.12, 0.15, 0.02, 0.12, 0.09}, nil},
		{"two steps", []float32{0.51, 0.081, 0.025, 0.089, 0.31}, []float32{0.53, 0.101, 0.045, 0.109, 0.33}, nil},
		{"four steps", []float32{0.18, 0.0601, 0.11, 0.011, 0.03}, []float32{0.22, 0.1001, 0.15, 0.051, 0.07}, nil},
		{"nine steps", []float32{0.011, 0.011, 0.011, 0.011, 0.011}, []float32{0.101, 0.101, 0.101, 0.101, 0.101}, nil},
		{"the step is a share of the threshold", []float32{0.011, 0.011, 0.011}, []float32{0.111, 0.111, 0.111}, func(p *Params) { p.RaiseFraction = 0.5 }},
		{"a higher threshold takes more steps", []float32{0.011, 0.011, 0.011}, []float32{0.211, 0.211, 0.211}, func(p *Params) { p.ConnectedPermanence = 0.2 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := withColumns(5, func(p *Params) {
				p.StimulusThreshold = 3
				if tt.change != nil {
					tt.change(p)
				}
			}, tt.before)
			got := slices.Clone(tt.before)
			if p.raise(got); !near(got, tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// NuPIC's scenario: where every minicolumn wins every time, permanences become the input.
func TestPermanencesBecomeTheInput(t *testing.T) {
	p := mustNew(t, 9, 5, func(p *Params) {
		p.PotentialFraction, p.Density = 1, 1
		p.PermanenceIncrement, p.PermanenceDecrement = 0.1, 0.1
	})
	input := sdr.SDR{Size: 9, Bits: []int{0, 2, 4, 5, 8}}
	for i := 0; i < 20; i++ {
		p.Step(input, true)
	}
	for column := 0; column < 5; column++ {
		if got, want := p.Permanences(column), []float32{1, 0, 1, 0, 1, 1, 0, 0, 1}; !slices.Equal(got, want) {
			t.Errorf("minicolumn %d: %v, want %v", column, got, want)
		}
		if got := p.Connected(column); !got.Equal(input) {
			t.Errorf("minicolumn %d is connected to %v, want %v", column, got, input)
		}
	}
}

// Minicolumn 0 overlaps too seldom; minicolumn 1 exactly often enough.
func TestBumpWeakColumns(t *testing.T) {
	p := withColumns(4, func(p *Params) {}, []float32{0.2, 0.093, 0, 0.999}, []float32{0.2, 0.093, 0, 0.999})
	p.overlapDuty, p.minOverlapDuty = []float32{0.09, 0.1}, []float32{0.1, 0.1}
	p.bumpWeakColumns()
	// 0 + .01 is below the trim threshold .025, 1.009 above 1.
	if got, want := p.Permanences(0), []float32{0.21, 0.103, 0, 1}; !near(got, want) {
		t.Errorf("weak: %v, want %v", got, want)
	}
	if got, want := p.Permanences(1), []float32{0.2, 0.093, 0, 0.999}; !near(got, want) {
		t.Errorf("not weak: %v, want %v", got, want)
	}
	requireTable(t, p)
}

// requireTable compares the table of connected synapses with the permanences.
func requireTable(t *testing.T, p *Pooler) {
	t.Helper()
	q := p.Clone() // builds its table from the permanences
	if !slices.Equal(p.connected, q.connected) || !slices.Equal(p.linked, q.linked) || !slices.Equal(p.connectedCounts, q.connectedCounts) {
		t.Errorf("the table of connected synapses does not fit the permanences")
	}
}
