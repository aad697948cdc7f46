package spatial_test

import (
	"fmt"
	"slices"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
)

// settings are parameter sets that together take every branch.
var settings = []struct {
	name   string
	change func(*spatial.Params)
}{
	{"defaults", func(p *spatial.Params) {}},
	{"boost", func(p *spatial.Params) { p.BoostStrength = 10 }},
	{"boost on inference too", func(p *spatial.Params) { p.BoostStrength, p.BoostInference = 100, true }},
	{"stimulus threshold that raises", func(p *spatial.Params) {
		p.StimulusThreshold, p.InitialConnectedFraction, p.PermanenceDecrement = 6, 0, 0.05
	}},
	{"strong decrement, no trimming", func(p *spatial.Params) { p.PermanenceDecrement, p.TrimFraction = 0.2, 0 }},
	{"high threshold, fast rates, short periods", func(p *spatial.Params) {
		p.ConnectedPermanence, p.PermanenceIncrement, p.PermanenceDecrement = 0.5, 0.2, 0.1
		p.DutyCyclePeriod, p.UpdatePeriod, p.BoostStrength = 20, 7, 3
	}},
	{"weak minicolumns are bumped", func(p *spatial.Params) {
		p.MinOverlapDutyCycle, p.UpdatePeriod, p.PotentialFraction, p.InitialConnectedFraction = 0.9, 10, 0.1, 0.2
	}},
	{"winners per area", func(p *spatial.Params) { p.Density, p.WinnersPerArea = 0, 5 }},
	{"line, local, wrapped", func(p *spatial.Params) { local(p, nil, nil, 10, true) }},
	{"line, local, with borders", func(p *spatial.Params) { local(p, nil, nil, 10, false) }},
	{"plane, local, wrapped, boost", func(p *spatial.Params) {
		local(p, []int{10, 12}, []int{9, 11}, 2, true)
		p.BoostStrength, p.Density, p.WinnersPerArea = 10, 0, 3
	}},
	{"plane, local, with borders, weak minicolumns bumped", func(p *spatial.Params) {
		local(p, []int{10, 12}, []int{9, 11}, 2, false)
		p.MinOverlapDutyCycle, p.UpdatePeriod, p.StimulusThreshold = 0.9, 10, 2
	}},
	{"space of three axes", func(p *spatial.Params) { local(p, []int{4, 5, 6}, []int{3, 3, 11}, 1, true) }},
	{"local, and the radius grows beyond the space", func(p *spatial.Params) {
		local(p, nil, []int{99}, 120, true)
		p.InputShape = []int{120}
	}},
}

func local(p *spatial.Params, inputs, columns []int, radius int, wrap bool) {
	p.InputShape, p.ColumnShape, p.PotentialRadius, p.WrapAround = inputs, columns, radius, wrap
	p.GlobalInhibition, p.Density, p.PotentialFraction = false, 0.1, 0.8
}

// The shipped pooler has the bits of the plain one after every step: winners,
// overlaps, permanences, duty cycles and boost factors, while it learns, and in
// between when it does not.
func TestEqualsTheReference(t *testing.T) {
	seeds := 8
	if testing.Short() {
		seeds = 2
	}
	for _, setting := range settings {
		for seed := 0; seed < seeds; seed++ {
			t.Run(fmt.Sprintf("%s, seed %d", setting.name, seed), func(t *testing.T) {
				params := spatial.DefaultParams(120, 99) // 99: the last word of bits is not full
				params.Density, params.Seed = 0.05, uint64(seed)
				setting.change(&params)
				pooler, err := spatial.New(params)
				if err != nil {
					t.Fatal(err)
				}
				r := rng.New(uint64(seed) + 1000)
				plain := ref.NewSpatial(pooler.Params(), pooler.Snapshot())
				for step := 0; step < 120; step++ {
					// Silence, a few bits, and so many that every path of the adders is taken.
					bits := r.Sample(params.Inputs, []int{0, 3, 12, 12, 12, 60, 120}[r.Below(7)])
					learn := r.Below(5) > 0
					pooler.Step(sdr.SDR{Size: params.Inputs, Bits: bits}, learn)
					plain.Step(bits, learn)
					if difference := compare(pooler, plain); difference != "" {
						t.Fatalf("step %d: %s differ", step, difference)
					}
				}
			})
		}
	}
}

func compare(pooler *spatial.Pooler, plain *ref.Spatial) string {
	s := pooler.Snapshot()
	switch {
	case !slices.Equal(pooler.Overlaps(), plain.Overlaps):
		return "overlaps"
	case !slices.Equal(s.BoostedOverlaps, plain.Boosted):
		return "boosted overlaps"
	case !slices.Equal(s.Active, plain.Active):
		return "winners"
	case !slices.Equal(s.Permanences, slices.Concat(plain.Permanences...)):
		return "permanences"
	case !slices.Equal(s.OverlapDutyCycles, plain.OverlapDutyCycles), !slices.Equal(s.ActiveDutyCycles, plain.ActiveDutyCycles):
		return "duty cycles"
	case !slices.Equal(s.MinOverlapDutyCycles, plain.MinOverlapDutyCycles):
		return "minimum duty cycles"
	case !slices.Equal(s.BoostFactors, plain.BoostFactors):
		return "boost factors"
	case s.InhibitionRadius != plain.InhibitionRadius, s.Iteration != plain.Iteration:
		return "inhibition radii, or iterations,"
	}
	for column, count := range pooler.ConnectedCounts() {
		if count != pooler.Connected(column).Len() {
			return "counts and lists of connected synapses"
		}
	}
	return ""
}
