package spatial_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/portable"
	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// transmissionCase is a transmission, and what it is for the reference.
type transmissionCase struct {
	name  string
	of    *synapse.Transmission
	plain ref.Transmission
}

// transmissions of all kinds.
func transmissions(t testing.TB) []transmissionCase {
	made := func(of *synapse.Transmission, err error) *synapse.Transmission {
		if err != nil {
			t.Fatal(err)
		}
		return of
	}
	itself := func(p float32) float32 { return p }
	sigmoid := func(p float64) float64 { return 1 / (1 + portable.Exp(-20*(p-.3))) }
	square := func(p float64) float64 { return p * p }
	return []transmissionCase{
		{"HTM's own", made(synapse.NewTransmission(synapse.TransmissionParams{})), ref.Transmission{}},
		{"graded", synapse.Graded(), ref.Transmission{Weight: itself}},
		{"graded, two bits", made(synapse.GradedBits(2)), ref.Transmission{Weight: itself, Bits: 2}},
		{"sigmoid", made(synapse.Sigmoid(.3, 20)), ref.Transmission{Weight: ref.Interpolated(sigmoid)}},
		{"half fail", made(synapse.Releasing(.5)), ref.Transmission{Release: func(float32) float32 { return .5 }}},
		{"release by permanence", made(synapse.ReleasingByPermanence(3)), ref.Transmission{Release: itself, Vesicles: 3}},
		{"weights that fail, depressing and facilitating", made(synapse.NewTransmission(synapse.TransmissionParams{
			Weight: square, Release: sigmoid, Utilisation: .2, Recovery: 5, Facilitation: 3,
		})), ref.Transmission{Weight: ref.Interpolated(square), Release: ref.Interpolated(sigmoid), Utilisation: .2, Recovery: 5, Facilitation: 3}},
		{"depressing", made(synapse.Depressing(.5, 4)), ref.Transmission{Utilisation: .5, Recovery: 4}},
	}
}

// By any transmission, and with any other parameters and rule, a pooler has the bits of the
// reference that transmits likewise, plainly.
func TestTransmissionsEqualTheReference(t *testing.T) {
	n := 30
	if testing.Short() {
		n = 5
	}
	rules := rules(t)
	for i, tt := range transmissions(t) {
		for seed := 0; seed < n; seed++ {
			params, tell := drawParams(uint64(100*i+seed)), func(plain *ref.Spatial) { plain.Transmission = &tt.plain }
			params.Transmission = tt.of
			if seed%2 == 0 {
				rule := rules[seed/2%len(rules)]
				params.Plasticity = rule.rule
				tell = func(plain *ref.Spatial) {
					plain.Transmission = &tt.plain
					rule.tell(plain)
				}
			}
			t.Run(fmt.Sprintf("%s, seed %d", tt.name, seed), func(t *testing.T) {
				requireReferenceWith(t, params, tell, 40, seed%3 == 0)
			})
		}
	}
}

// HTM's own transmission, made as any other, is what nil is.
func TestTransmissionOfHTM(t *testing.T) {
	transmission, err := synapse.NewTransmission(synapse.TransmissionParams{})
	if err != nil {
		t.Fatal(err)
	}
	for seed := uint64(0); seed < 40; seed++ {
		var states [2]spatial.State
		for i := range states {
			params := drawParams(seed)
			if i == 1 {
				params.Transmission = transmission
			}
			p, err := spatial.New(params)
			if err != nil {
				t.Fatal(err)
			}
			r := rng.New(seed)
			for step := 0; step < 60; step++ {
				p.Step(sdr.SDR{Size: params.Inputs, Bits: r.Sample(params.Inputs, (params.Inputs+9)/10)}, step%5 > 0)
			}
			states[i] = p.Snapshot()
		}
		for column, overlap := range states[0].Overlaps {
			if states[1].Drives[column] != float32(overlap) {
				t.Fatalf("seed %d: overlap %v of minicolumn %d, want %d", seed, states[1].Drives[column], column, overlap)
			}
		}
		states[1].Drives, states[1].Release = nil, states[0].Release
		if !reflect.DeepEqual(states[0], states[1]) {
			t.Errorf("seed %d: the states differ", seed)
		}
	}
}

// Two minicolumns, worked by hand: graded, .3 + .05 against .2 + .2 turns around who
// wins by threshold, where it is one connected synapse against two.
func TestGradedOverlaps(t *testing.T) {
	for _, tt := range []struct {
		transmission *synapse.Transmission
		overlaps     []int
		boosted      []float32
		winner       int
	}{
		{nil, []int{1, 2}, []float32{1, 2}, 1},
		{synapse.Graded(), []int{0, 0}, []float32{.85, .7}, 0},
	} {
		params := spatial.DefaultParams(3, 2)
		params.PotentialFraction, params.Density, params.Transmission = 1, .5, tt.transmission
		params.ConnectedPermanence = .3
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		for column, permanences := range [][]float32{{.75, .1, 1}, {.3, .4, 1}} {
			if err := p.SetPermanences(column, permanences); err != nil {
				t.Fatal(err)
			}
		}
		p.Step(sdr.SDR{Size: 3, Bits: []int{0, 1}}, false)
		if got := p.Overlaps(); !reflect.DeepEqual(got, tt.overlaps) {
			t.Errorf("overlaps %v, want %v", got, tt.overlaps)
		}
		for column, got := range p.BoostedOverlaps() {
			if math.Abs(float64(got-tt.boosted[column])) > 1e-6 {
				t.Errorf("boosted overlaps %v, want %v", p.BoostedOverlaps(), tt.boosted)
			}
		}
		if got := p.Active().Bits; !reflect.DeepEqual(got, []int{tt.winner}) {
			t.Errorf("winner %v, want %d", got, tt.winner)
		}
	}
}

// Learning moves the same releases on as not learning does, and goes on from a snapshot
// with the same ones.
func TestReleasesAreReproducible(t *testing.T) {
	half, err := synapse.Releasing(.5)
	if err != nil {
		t.Fatal(err)
	}
	params := spatial.DefaultParams(100, 50)
	params.Transmission, params.Density = half, .1
	params.PermanenceIncrement, params.PermanenceDecrement, params.MinOverlapDutyCycle = 0, 0, 0 // learns nothing
	p, err := spatial.New(params)
	if err != nil {
		t.Fatal(err)
	}
	q, input := p.Clone(), sdr.SDR{Size: 100, Bits: rng.New(1).Sample(100, 40)}
	differ := false
	var before []float32
	for step := 0; step < 20; step++ {
		p.Step(input, true)
		q.Step(input, false)
		if !reflect.DeepEqual(p.BoostedOverlaps(), q.BoostedOverlaps()) {
			t.Fatalf("step %d: learning changes what is released", step)
		}
		differ = differ || before != nil && !reflect.DeepEqual(before, p.BoostedOverlaps())
		before = p.BoostedOverlaps()
	}
	if !differ {
		t.Errorf("all steps release the same")
	}
	// 20 of about 10 connected synapses on 40 inputs: the mean of what is released is half of them.
	connected, released := 0, float32(0)
	for column := range before {
		connected += p.Connected(column).Overlap(sdr.SDR{Size: 100, Bits: input.Bits})
	}
	for step := 0; step < 50; step++ {
		p.Step(input, false)
		for _, v := range p.BoostedOverlaps() {
			released += v / 50
		}
	}
	// Of a mean of 50 times so many tosses, four standard deviations.
	if want, sd := float64(connected)/2, math.Sqrt(float64(connected)/4/50); math.Abs(float64(released)-want) > 4*sd {
		t.Errorf("%v released of %d, want %v ± %.1f", released, connected, want, 4*sd)
	}
}

func TestConformanceOfMixes(t *testing.T) {
	r := rng.New(5)
	var inputs []sdr.SDR
	for i := 0; i < 40; i++ {
		inputs = append(inputs, sdr.SDR{Size: 80, Bits: r.Sample(80, 10)})
	}
	rules := rules(t)
	for i, tt := range transmissions(t) {
		if err := htmtest.Component(htmtest.ComponentCase{
			Name: "spatial.Pooler " + tt.name,
			New: func() (htmtest.Closures, error) {
				params := spatial.DefaultParams(80, 100)
				params.Density, params.Transmission, params.Plasticity = .1, tt.of, rules[i%len(rules)].rule
				params.InhibitoryInputs = 10 * (i % 2)
				p, err := spatial.New(params)
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

func closures(p *spatial.Pooler) htmtest.Closures {
	return htmtest.Closures{
		Step:     p.Step,
		Output:   func() interface{} { return p.Active() },
		Learned:  func() interface{} { return p.Snapshot().Permanences },
		Snapshot: func() interface{} { return p.Snapshot() },
		Restore:  func(s interface{}) error { return p.Restore(s.(spatial.State)) },
		Clone:    func() htmtest.Closures { return closures(p.Clone()) },
	}
}

// A file of one transmission does not go into a pooler of another.
func TestTransmissionsInFiles(t *testing.T) {
	saved := func(transmission *synapse.Transmission) *spatial.Pooler {
		params := spatial.DefaultParams(50, 40)
		params.Transmission = transmission
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		p.Step(sdr.SDR{Size: 50, Bits: []int{1, 2, 3, 4}}, true)
		return p
	}
	all := transmissions(t)
	for i, a := range all {
		for j, b := range all {
			var file bytes.Buffer
			if err := saved(a.of).Save(&file); err != nil {
				t.Fatal(err)
			}
			err := saved(b.of).Load(&file)
			if (err == nil) != (i == j) || err != nil && !strings.Contains(err.Error(), "spatial: Transmission = ") {
				t.Errorf("saved with %s, loaded with %s: %v", a.name, b.name, err)
			}
		}
	}
}

// An utilisation that is nearly 0 allows factors that no overlap can hold; what bounds
// overlaps in a state must not overflow.
func TestSmallUtilisationsCanBeCloned(t *testing.T) {
	for _, utilisation := range []float64{1e-300, 1e-30, 1e-10} {
		params := spatial.DefaultParams(50, 100)
		transmission, err := synapse.Facilitating(utilisation, 10, 10)
		if err != nil {
			t.Fatal(err)
		}
		params.Transmission = transmission
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			p.Step(sdr.SDR{Size: 50, Bits: []int{1, 2, 3, 4}}, true)
		}
		if c := p.Clone(); !reflect.DeepEqual(c.Snapshot(), p.Snapshot()) {
			t.Errorf("utilisation %v: the clone differs", utilisation)
		}
	}
}

// Graded synapses: overlaps are sums of permanences.
func ExampleParams_transmission() {
	params := spatial.DefaultParams(100, 200)
	params.Transmission = synapse.Graded()
	pooler, err := spatial.New(params)
	if err != nil {
		fmt.Println(err)
	}
	input, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
	pooler.Step(input, false)
	winner := pooler.Active().Bits[0]
	sum := float32(0)
	for i, input := range pooler.PotentialPool(winner) {
		for _, bit := range []int{1, 2, 3, 5, 8, 13, 21, 34, 55, 89} {
			if input == bit {
				sum += pooler.Permanences(winner)[i]
			}
		}
	}
	fmt.Printf("overlap %.4f, the permanences of the inputs that are on: %.4f\n", pooler.BoostedOverlaps()[winner], sum)
	// Output: overlap 3.9403, the permanences of the inputs that are on: 3.9403
}
