package spatial

import (
	"math"
	"slices"
	"testing"
)

// Every pool whose place is fixed: all inputs within the radius.
func TestPoolsLieAroundTheCentre(t *testing.T) {
	line := func(radius int, wrap bool) func(*Params) {
		return func(p *Params) { p.PotentialRadius, p.PotentialFraction, p.WrapAround = radius, 1, wrap }
	}
	for _, tt := range []struct {
		name            string
		inputs, columns int
		change          func(*Params)
		column          int
		want            []int
	}{
		{"4 over 12: minicolumn 1 is below input 4", 12, 4, line(2, true), 1, []int{2, 3, 4, 5, 6}},
		{"the first wraps around", 12, 4, line(2, true), 0, []int{0, 1, 2, 3, 11}},
		{"or ends at the border", 12, 4, line(2, false), 0, []int{0, 1, 2, 3}},
		{"a larger radius", 12, 4, line(4, false), 3, []int{6, 7, 8, 9, 10, 11}},
		{"the whole input", 6, 4, line(6, true), 3, []int{0, 1, 2, 3, 4, 5}},
		{"on a plane", 16, 4, func(p *Params) {
			line(1, false)(p)
			p.InputShape, p.ColumnShape = []int{4, 4}, []int{2, 2}
		}, 2, []int{8, 9, 10, 12, 13, 14}}, // below input 13 = (3, 1)
		{"minicolumns on a plane", 16, 4, func(p *Params) {
			line(0, false)(p)
			p.InputShape, p.ColumnShape = []int{4, 4}, []int{1, 4}
		}, 1, []int{9}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mustNew(t, tt.inputs, tt.columns, tt.change)
			if got := p.PotentialPool(tt.column); !slices.Equal(got, tt.want) {
				t.Errorf("pool %v, want %v", got, tt.want)
			}
		})
	}
}

// A share of the inputs, rounded, each equally likely.
func TestPotentialFraction(t *testing.T) {
	for _, tt := range []struct {
		fraction float64
		want     int
	}{{0.5, 12}, {0.25, 6}, {0.3, 7}, {0.31, 7}, {0.32, 8}, {1, 24}} {
		p := mustNew(t, 24, 2000, func(p *Params) { p.PotentialFraction = tt.fraction })
		var taken [24]int
		for column := 0; column < 2000; column++ {
			pool := p.PotentialPool(column)
			if len(pool) != tt.want || !slices.IsSorted(pool) || len(slices.Compact(pool)) != tt.want {
				t.Fatalf("fraction %v: pool %v, want %d sorted inputs", tt.fraction, pool, tt.want)
			}
			for _, input := range pool {
				taken[input]++
			}
		}
		mean := 2000 * float64(tt.want) / 24
		for input, n := range taken {
			if math.Abs(float64(n)-mean) > 5*math.Sqrt(2000)/2 { // five standard deviations
				t.Errorf("fraction %v: input %d lies in %d pools of 2000, want about %.0f", tt.fraction, input, n, mean)
			}
		}
		if p.Synapses() != 2000*tt.want {
			t.Errorf("%d synapses, want %d", p.Synapses(), 2000*tt.want)
		}
	}
}

// Of 50,000 permanences a share is connected, uniform on both sides of the threshold.
func TestInitialPermanences(t *testing.T) {
	for _, tt := range []struct {
		name      string
		change    func(*Params)
		connected float64 // share
		c         float64
	}{
		{"half of them connected", func(p *Params) {}, 0.5, 0.1},
		{"a quarter", func(p *Params) { p.InitialConnectedFraction = 0.25 }, 0.25, 0.1},
		{"none", func(p *Params) { p.InitialConnectedFraction = 0 }, 0, 0.1},
		{"all", func(p *Params) { p.InitialConnectedFraction = 1 }, 1, 0.1},
		{"a higher threshold", func(p *Params) { p.ConnectedPermanence = 0.5 }, 0.5, 0.5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mustNew(t, 1000, 100, func(p *Params) { p.TrimFraction = 0; tt.change(p) })
			connected, above, below, least := 0, 0.0, 0.0, float32(1)
			for _, v := range p.permanence {
				if v >= p.params.ConnectedPermanence {
					connected, above, least = connected+1, above+float64(v), min(least, v)
				} else {
					below += float64(v)
				}
			}
			n := float64(len(p.permanence))
			if share := float64(connected) / n; math.Abs(share-tt.connected) > 0.012 { // five standard deviations
				t.Errorf("a share of %v connected, want %v", share, tt.connected)
			}
			if mean := above / float64(connected); connected > 0 && math.Abs(mean-(1+tt.c)/2) > 0.01 {
				t.Errorf("mean %v above the threshold, want %v", mean, (1+tt.c)/2)
			}
			if mean := below / (n - float64(connected)); connected < len(p.permanence) && math.Abs(mean-tt.c/2) > 0.01*tt.c*2 {
				t.Errorf("mean %v below the threshold, want %v", mean, tt.c/2)
			}
			if connected > 0 && least > p.params.ConnectedPermanence+0.001 {
				t.Errorf("the least connected permanence is %v, want about %v", least, tt.c)
			}
			requireTable(t, p)
		})
	}
}

func TestPermanenceQuantum(t *testing.T) {
	p := mustNew(t, 1000, 10, func(p *Params) { p.PermanenceQuantum, p.ConnectedPermanence = 0.125, 0.5 })
	for _, v := range p.permanence {
		if v*8 != float32(math.Floor(float64(v*8))) {
			t.Fatalf("permanence %v, want a multiple of 0.125", v)
		}
	}
	for _, quantum := range []float32{0, 1e-5} {
		p := mustNew(t, 1000, 10, func(p *Params) { p.PermanenceQuantum = quantum })
		whole := 0
		for _, v := range p.permanence {
			if x := float64(v) * 1e5; math.Abs(x-math.Round(x)) < 0.01 { // what float32 leaves of it
				whole++
			}
		}
		if all := whole == len(p.permanence); all != (quantum > 0) {
			t.Errorf("quantum %v: %d of %d permanences are multiples of 1e-5", quantum, whole, len(p.permanence))
		}
	}
}

func TestInitialTrimming(t *testing.T) {
	for _, tt := range []struct {
		fraction float64
		least    float32
	}{{0.5, 0.025}, {1, 0.05}, {0, 0.0001}} {
		p := mustNew(t, 1000, 100, func(p *Params) { p.TrimFraction = tt.fraction })
		least := float32(1)
		for _, v := range p.permanence {
			if v > 0 {
				least = min(least, v)
			}
		}
		if least < tt.least && tt.fraction > 0 || least > tt.least+0.001 {
			t.Errorf("trim fraction %v: the least permanence over 0 is %v, want about %v", tt.fraction, least, tt.least)
		}
	}
}

// Every minicolumn starts with enough connected synapses to win.
func TestStartsAboveTheStimulusThreshold(t *testing.T) {
	p := mustNew(t, 20, 100, func(p *Params) { p.InitialConnectedFraction, p.StimulusThreshold = 0.1, 5 })
	for column, n := range p.ConnectedCounts() {
		if n < 5 {
			t.Errorf("minicolumn %d has %d connected synapses, want at least 5", column, n)
		}
	}
}

func TestSeed(t *testing.T) {
	make := func(seed uint64) State {
		return mustNew(t, 100, 50, func(p *Params) { p.Seed = seed }).Snapshot()
	}
	a, again, b := make(1), make(1), make(2)
	if !slices.Equal(a.PoolInputs, again.PoolInputs) || !slices.Equal(a.Permanences, again.Permanences) || !slices.Equal(a.TieOrder, again.TieOrder) {
		t.Errorf("the same seed gives different poolers")
	}
	if slices.Equal(a.PoolInputs, b.PoolInputs) || slices.Equal(a.Permanences, b.Permanences) || slices.Equal(a.TieOrder, b.TieOrder) {
		t.Errorf("two seeds give the same pools, permanences or tie order")
	}
}

func TestPoolTooSmall(t *testing.T) {
	for _, tt := range []struct {
		change func(*Params)
		want   string
	}{
		{func(p *Params) { p.StimulusThreshold = 6 },
			"spatial: the potential pool of minicolumn 0 has 5 of 10 inputs, want at least 1 and StimulusThreshold = 6; PotentialRadius = 10 or PotentialFraction = 0.5 is too small"},
		{func(p *Params) { p.PotentialRadius, p.PotentialFraction = 0, 0.4 },
			"spatial: the potential pool of minicolumn 0 has 0 of 1 inputs, want at least 1 and StimulusThreshold = 0; PotentialRadius = 0 or PotentialFraction = 0.4 is too small"},
	} {
		params := DefaultParams(10, 4)
		tt.change(&params)
		if p, err := New(params); err == nil || err.Error() != tt.want || p != nil {
			t.Errorf("New gives %v, error %v\nwant %s", p, err, tt.want)
		}
	}
}

// Where new synapses are raised, none ends above 1: a pooler of small pools can be cloned
// before it has learned.
func TestRaisedPermanencesAreAtMostOne(t *testing.T) {
	p := mustNew(t, 400, 300, func(p *Params) {
		p.PotentialFraction, p.StimulusThreshold, p.ConnectedPermanence = 0.05, 12, 0.5
	})
	ones := 0
	for _, v := range p.permanence {
		if v > 1 {
			t.Fatalf("permanence %v, want at most 1", v)
		}
		if v == 1 {
			ones++
		}
	}
	if ones == 0 {
		t.Errorf("none was raised to 1")
	}
	p.Clone()
}
