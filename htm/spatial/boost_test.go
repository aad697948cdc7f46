package spatial

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// The first row is a known answer of NuPIC's unit test; the others are
// exp(strength * (target - duty)) worked with a calculator.
func TestBoostFactors(t *testing.T) {
	duty := []float32{0.1, 0.3, 0.02, 0.04, 0.7, 0.12}
	for _, tt := range []struct {
		name     string
		strength float64
		change   func(*Params)
		radius   int
		want     []float64
	}{
		{"local: the target is the neighbours' mean", 10, func(p *Params) { p.GlobalInhibition = false }, 5,
			[]float64{3.1059927, 0.4203504, 6.912514, 5.6594878, 0.007699, 2.5429718}},
		{"local, radius 1 without wrapping: e^(mean of 2 or 3 - duty)", 1, func(p *Params) { p.GlobalInhibition, p.WrapAround = false, false }, 1,
			[]float64{1.105171, 0.852144, 1.105171, 1.237797, 0.661442, 1.336427}},
		{"global: the target is the density", 10, func(p *Params) { p.Density = 0.1 }, 6,
			[]float64{1, 0.135335, 2.225541, 1.822119, 0.00247875, 0.818731}},
		{"stronger", 20, func(p *Params) { p.Density = 0.1 }, 6, []float64{1, 0.0183156, 4.953032, 3.320117, 6.1442e-6, 0.670320}},
		{"not at all", 0, func(p *Params) { p.Density = 0.1 }, 6, []float64{1, 1, 1, 1, 1, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := mustNew(t, 6, 6, func(p *Params) { p.BoostStrength = tt.strength; tt.change(p) })
			p.activeDuty = slices.Clone(duty)
			p.setInhibitionRadius(tt.radius)
			p.updateBoostFactors()
			for column, got := range p.BoostFactors() {
				if want := tt.want[column]; math.Abs(float64(got)-want) > 1e-5*max(want, 0.01) {
					t.Errorf("minicolumn %d: %v, want %v", column, got, want)
				}
			}
		})
	}
}

func TestBoostedOverlaps(t *testing.T) {
	for _, tt := range []struct {
		name             string
		learn, inference bool
		want             []float32
	}{
		{"learning boosts", true, false, []float32{2, 6}},
		{"inference does not", false, false, []float32{4, 4}},
		{"unless asked to", false, true, []float32{2, 6}},
	} {
		row := []float32{0.2, 0.2, 0.2, 0.2}
		p := withColumns(4, func(p *Params) { p.BoostStrength, p.BoostInference = 1, tt.inference }, row, row)
		p.boostFactors = []float32{0.5, 1.5}
		p.Step(sdr.SDR{Size: 4, Bits: []int{0, 1, 2, 3}}, tt.learn)
		if got := p.BoostedOverlaps(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if got := p.Overlaps(); !slices.Equal(got, []int{4, 4}) {
			t.Errorf("%s: overlaps %v, want [4 4]", tt.name, got)
		}
	}
}

// Known answers of NuPIC's unit test, and a minicolumn that wins.
func TestDutyCycles(t *testing.T) {
	for _, tt := range []struct {
		name              string
		period, iteration int
		before, want      float32
		overlap           float32
		active            []int
	}{
		{"a long period forgets slowly", 1000, 5000, 1000, 999, 0, nil},
		{"a short one fast", 2, 5000, 1000, 500, 0, nil},
		{"at first the period is the number of steps", 1000, 4, 1000, 750, 0, nil},
		{"the first step counts fully", 1000, 1, 0, 1, 1, []int{0}},
		{"what happens adds 1 in a period", 1000, 5000, 0.5, 0.5005, 1, []int{0}},
	} {
		p := withColumns(1, func(p *Params) { p.DutyCyclePeriod = tt.period }, []float32{0})
		p.iteration, p.active = tt.iteration, tt.active
		p.setPlanes([]float32{tt.overlap})
		p.overlapDuty[0], p.activeDuty[0] = tt.before, tt.before
		p.updateDutyCycles()
		for name, got := range map[string]float32{"overlap": p.overlapDuty[0], "active": p.activeDuty[0]} {
			if math.Abs(float64(got-tt.want)) > 1e-6*float64(tt.want) {
				t.Errorf("%s: %s duty cycle %v, want %v", tt.name, name, got, tt.want)
			}
		}
	}
}

// Known answers of NuPIC's testUpdateDutyCycleHelper, whose third row has an
// event that counts 2000.
func TestDutyCycleWeights(t *testing.T) {
	for _, tt := range []struct {
		period             int
		before, event, now float32
	}{
		{1000, 1000, 0, 999},
		{1000, 1000, 1000, 1000},
		{1000, 1000, 2000, 1001},
		{2, 1000, 0, 500},
	} {
		decay, gain := dutyCycleWeights(tt.period)
		if got := tt.before*decay + tt.event*gain; math.Abs(float64(got-tt.now)) > 1e-4 {
			t.Errorf("period %d: %v with %v is %v, want %v", tt.period, tt.before, tt.event, got, tt.now)
		}
	}
}

// Worked by hand; the local areas have radius 1.
func TestMinOverlapDutyCycles(t *testing.T) {
	duty := []float32{0.5, 0.25, 0.125, 0, 1}
	for _, tt := range []struct {
		name  string
		share float64
		local bool
		wrap  bool
		want  []float32
	}{
		{"a share of the largest of all", 0.5, false, true, []float32{0.5, 0.5, 0.5, 0.5, 0.5}},
		{"a smaller share", 0.25, false, true, []float32{0.25, 0.25, 0.25, 0.25, 0.25}},
		{"of the largest of the neighbours", 0.5, true, true, []float32{0.5, 0.25, 0.125, 0.5, 0.5}},
		{"without wrapping", 0.5, true, false, []float32{0.25, 0.25, 0.125, 0.5, 0.5}},
		{"none", 0, false, true, []float32{0, 0, 0, 0, 0}},
	} {
		p := mustNew(t, 5, 5, func(p *Params) {
			p.MinOverlapDutyCycle, p.GlobalInhibition, p.WrapAround = tt.share, !tt.local, tt.wrap
		})
		p.overlapDuty = slices.Clone(duty)
		p.setInhibitionRadius(1)
		p.updateMinOverlapDutyCycles()
		if got := p.MinOverlapDutyCycles(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// To the last bit, as no value here lies closer than 1e-9 to the middle between
// two floats.
func TestBoostFactorIsTheExponential(t *testing.T) {
	for x := float32(-90); x < maxExponent; x += 0.00137 {
		if got, want := boostFactor(x), float32(math.Exp(float64(x))); got != want {
			t.Fatalf("boostFactor(%v) = %v, want %v", x, got, want)
		}
	}
	if got := boostFactor(1000); got != maxFactor {
		t.Errorf("boostFactor(1000) = %v, want %v", got, maxFactor)
	}
	if got := boostFactor(-1000); got != 0 {
		t.Errorf("boostFactor(-1000) = %v, want 0", got)
	}
}
