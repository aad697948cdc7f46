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
// overlaps, permanences, duty cycles and boost factors, while it learns, in
// between when it does not, and after a lesion (odd seeds).
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
				requireReference(t, params, 120, seed%2 == 1)
			})
		}
	}
}

// So it has with parameters drawn at random.
func TestEqualsTheReferenceAnywhere(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 30
	}
	for seed := 0; seed < n; seed++ {
		requireReference(t, drawParams(uint64(seed)), 40, seed%3 == 0)
	}
}

func FuzzEqualsTheReference(f *testing.F) {
	for seed := uint64(1000); seed < 1020; seed++ {
		f.Add(seed, uint8(20), seed%2 == 0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, steps uint8, lesion bool) {
		requireReference(t, drawParams(seed), int(steps%64), lesion)
	})
}

func requireReference(t *testing.T, params spatial.Params, steps int, lesion bool) {
	t.Helper()
	requireReferenceWith(t, params, func(*ref.Spatial) {}, steps, lesion)
}

// requireReferenceWith compares with the reference that is told what params hold of
// functions.
func requireReferenceWith(t *testing.T, params spatial.Params, tell func(*ref.Spatial), steps int, lesion bool) {
	t.Helper()
	pooler, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	r := rng.New(params.Seed + 1000)
	plain := ref.NewSpatial(pooler.Params(), pooler.Snapshot())
	tell(plain)
	for step := 0; step < steps; step++ {
		if lesion && step == steps/2 {
			dead := r.Sample(params.Columns, params.Columns/5)
			if err := pooler.KillColumns(sdr.SDR{Size: params.Columns, Bits: dead}); err != nil {
				t.Fatal(err)
			}
			for _, column := range dead {
				plain.Kill(column)
			}
		}
		// Silence, a few bits, and so many that every path of the adders is taken.
		share := []int{0, 3, 10, 10, 10, 50, 100}[r.Below(7)]
		bits := r.Sample(params.Inputs, (params.Inputs*share+99)/100)
		learn := r.Below(5) > 0
		if params.RateInputs && step%4 > 0 {
			rates := make([]float32, params.Inputs)
			for _, bit := range bits {
				rates[bit] = float32(r.Below(16)) / 15
			}
			pooler.StepRates(rates, learn)
			plain.StepRates(rates, learn)
		} else {
			pooler.Step(sdr.SDR{Size: params.Inputs, Bits: bits}, learn)
			plain.Step(bits, learn)
		}
		if difference := compare(pooler, plain); difference != "" {
			t.Fatalf("step %d: %s differ, with %+v", step, difference, params)
		}
	}
}

// drawParams draws valid parameters from all over the place.
func drawParams(seed uint64) spatial.Params {
	r := rng.New(seed)
	toss := func() bool { return r.Below(2) == 0 }
	among := func(values ...float64) float64 { return values[r.Below(len(values))] }
	shapes := [][2][]int{
		{nil, nil}, {{1 + r.Below(200)}, {1 + r.Below(200)}},
		{{1 + r.Below(12), 1 + r.Below(12)}, {1 + r.Below(12), 1 + r.Below(12)}},
		{{1 + r.Below(3), 1 + r.Below(80)}, {1 + r.Below(3), 1 + r.Below(80)}}, // rows longer than a word
		{{1 + r.Below(5), 1 + r.Below(5), 1 + r.Below(5)}, {1 + r.Below(5), 1 + r.Below(5), 1 + r.Below(5)}},
	}
	shape := shapes[r.Below(len(shapes))]
	p := spatial.DefaultParams(product(shape[0]), product(shape[1]))
	p.InputShape, p.ColumnShape, p.WrapAround, p.Seed = shape[0], shape[1], toss(), seed
	p.GlobalInhibition = r.Below(3) == 0
	p.PotentialRadius = r.Below(p.Inputs + 1)
	p.PotentialFraction = among(0.5, 0.85, 1)
	if p.PotentialRadius < 4 {
		p.PotentialFraction = 1 // at least one input
	}
	p.InitialConnectedFraction = r.Float64()
	p.ConnectedPermanence = float32(among(0.1, 0.2, 0.5, 0.9))
	p.PermanenceIncrement = float32(among(0, 0.01, 0.05, 0.1))
	p.PermanenceDecrement = float32(among(0, 0.004, 0.02, 0.1, 0.5))
	p.TrimFraction = among(0, 0.1, 0.5, 0.9)
	p.RaiseFraction = among(0.01, 0.1, 1)
	p.Density = among(0.02, 0.1, 0.3, 1)
	if toss() {
		p.Density, p.WinnersPerArea = 0, 1+r.Below(10)
	}
	if p.PotentialRadius > 0 && r.Below(3) == 0 {
		p.StimulusThreshold = 1
	}
	p.BoostStrength = among(0, 0, 2, 100)
	p.BoostInference = toss()
	p.DutyCyclePeriod, p.UpdatePeriod = 1+r.Below(50), 1+r.Below(12)
	p.MinOverlapDutyCycle = among(0, 0.001, 0.5, 1)
	return p
}

func product(shape []int) int {
	if shape == nil {
		return 100
	}
	n := 1
	for _, length := range shape {
		n *= length
	}
	return n
}

func compare(pooler *spatial.Pooler, plain *ref.Spatial) string {
	s := pooler.Snapshot()
	switch {
	case !slices.Equal(pooler.Overlaps(), plain.Overlaps):
		return "overlaps"
	case s.Drives != nil && !slices.Equal(s.Drives, plain.Drives):
		return "overlaps that are no whole numbers"
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
	case s.LastOn != nil && !lastOf(s.LastOn, plain.On), s.Learned != nil && !slices.Equal(s.Learned, plain.Learned):
		return "what is known of the past"
	case s.LearningSteps != plain.LearningSteps:
		return "learning steps"
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

// lastOf tells whether these are the last steps in which inputs were on, from 1.
func lastOf(last []int, on [][]int) bool {
	for input, steps := range on {
		want := 0
		if len(steps) > 0 {
			want = steps[len(steps)-1]
		}
		if last[input] != want {
			return false
		}
	}
	return true
}
