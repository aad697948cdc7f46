package synapse_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/htm/internal/ref"
	"gohtm/htm/internal/rng"
	"gohtm/htm/synapse"
)

func transmission(t testing.TB, p synapse.TransmissionParams) *synapse.Transmission {
	t.Helper()
	made, err := synapse.NewTransmission(p)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func square(p float64) float64 { return p * p }

func fading(p float64) float64 { return math.Sqrt(p) * (1 - p/3) }

// Contributions equal those of the plain form, bit for bit, and draw as often.
func TestTransmissionEqualsPlainOne(t *testing.T) {
	for i, tt := range []struct {
		p     synapse.TransmissionParams
		plain ref.Transmission
	}{
		{synapse.TransmissionParams{}, ref.Transmission{}},
		{synapse.TransmissionParams{Weight: square}, ref.Transmission{Weight: ref.Interpolated(square)}},
		{synapse.TransmissionParams{Weight: square, Bits: 3}, ref.Transmission{Weight: ref.Interpolated(square), Bits: 3}},
		{synapse.TransmissionParams{Release: fading}, ref.Transmission{Release: ref.Interpolated(fading)}},
		{synapse.TransmissionParams{Release: fading, Vesicles: 5}, ref.Transmission{Release: ref.Interpolated(fading), Vesicles: 5}},
		{synapse.TransmissionParams{Weight: square, Release: fading, Vesicles: 3, Bits: 2},
			ref.Transmission{Weight: ref.Interpolated(square), Release: ref.Interpolated(fading), Vesicles: 3, Bits: 2}},
	} {
		made := transmission(t, tt.p)
		if made.Random() != (tt.p.Release != nil) {
			t.Errorf("%d: Random = %v", i, made.Random())
		}
		r, a, b := rng.New(1), rng.New(2), rng.New(2)
		for n := 0; n < 2000; n++ {
			p := r.Unit()
			if n < 3 {
				p = []float32{0, .5, 1}[n]
			}
			got, want := made.Contribution(p, .5, a.Float64), tt.plain.Contribution(p, .5, b.Float64)
			if got != want || a.State() != b.State() {
				t.Fatalf("%d: permanence %v contributes %v, want %v with as many draws", i, p, got, want)
			}
			if !(got >= 0 && got <= made.MaxContribution()) {
				t.Fatalf("%d: permanence %v contributes %v, more than %v", i, p, got, made.MaxContribution())
			}
		}
	}
}

// By hand: what the built-in transmissions make of permanences, connected at .5.
func TestTransmissionsByName(t *testing.T) {
	third := float32(1) / 3
	permanences := []float32{0, .125, .25, .4999, .5, .875, 1}
	sigmoid := func(x float64) float32 { return float32(1 / (1 + math.Exp(-8*(x-.25)))) }
	var curve []float32
	for _, p := range permanences {
		curve = append(curve, sigmoid(float64(p)))
	}
	for _, tt := range []struct {
		name string
		make func() (*synapse.Transmission, error)
		want []float32
		off  float64
	}{
		{"connected", func() (*synapse.Transmission, error) { return synapse.NewTransmission(synapse.TransmissionParams{}) }, []float32{0, 0, 0, 0, 1, 1, 1}, 0},
		{"graded", func() (*synapse.Transmission, error) { return synapse.Graded(), nil }, permanences, 0},
		{"one bit", func() (*synapse.Transmission, error) { return synapse.GradedBits(1) }, []float32{0, 0, 0, 0, 1, 1, 1}, 0},
		{"two bits", func() (*synapse.Transmission, error) { return synapse.GradedBits(2) }, []float32{0, 0, third, third, 2 * third, 1, 1}, 0},
		{"sigmoid", func() (*synapse.Transmission, error) { return synapse.Sigmoid(.25, 8) }, curve, 3e-5},
		{"always released", func() (*synapse.Transmission, error) { return synapse.Releasing(1) }, []float32{0, 0, 0, 0, 1, 1, 1}, 0},
		{"never released", func() (*synapse.Transmission, error) { return synapse.Releasing(0) }, make([]float32, 7), 0},
	} {
		made, err := tt.make()
		if err != nil || made.Check() != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i, p := range permanences {
			if got := made.Contribution(p, .5, rng.New(9).Float64); math.Abs(float64(got-tt.want[i])) > tt.off {
				t.Errorf("%s: permanence %v contributes %v, want %v", tt.name, p, got, tt.want[i])
			}
		}
	}
}

// Releases are binomial: the mean contribution is the probability, the variance q(1-q)/vesicles.
func TestReleaseIsBinomial(t *testing.T) {
	for _, tt := range []struct {
		name     string
		make     func() (*synapse.Transmission, error)
		q, parts float64
	}{
		{"constant", func() (*synapse.Transmission, error) { return synapse.Releasing(.3) }, .3, 1},
		{"its permanence", func() (*synapse.Transmission, error) { return synapse.ReleasingByPermanence(1) }, .6, 1},
		{"its permanence, five vesicles", func() (*synapse.Transmission, error) { return synapse.ReleasingByPermanence(5) }, .6, 5},
	} {
		made, err := tt.make()
		if err != nil {
			t.Fatal(err)
		}
		r, sum, squares := rng.New(3), 0.0, 0.0
		const n = 20000
		for i := 0; i < n; i++ {
			c := float64(made.Contribution(.6, .5, r.Float64))
			sum, squares = sum+c, squares+c*c
		}
		mean := sum / n
		variance, want := squares/n-mean*mean, tt.q*(1-tt.q)/tt.parts
		if math.Abs(mean-tt.q) > .012 || math.Abs(variance-want) > .05*want {
			t.Errorf("%s: mean %v, variance %v; want %v, %v", tt.name, mean, variance, tt.q, want)
		}
		draws := 0
		made.Contribution(.4, .5, func() float64 { draws++; return 0 })
		made.Contribution(.6, .5, func() float64 { draws++; return 0 })
		if float64(draws) != tt.parts {
			t.Errorf("%s: %d draws for a synapse that is not connected and one that is, want %v", tt.name, draws, tt.parts)
		}
	}
}

// A draw of 0, the least there is, is no release where there is none, and the greatest is one
// where there always is.
func TestReleaseAtTheEnds(t *testing.T) {
	never, _ := synapse.Releasing(0)
	always, _ := synapse.Releasing(1)
	least, greatest := func() float64 { return 0 }, func() float64 { return math.Nextafter(1, 0) }
	if a, b := never.Contribution(1, .5, least), always.Contribution(1, .5, greatest); a != 0 || b != 1 {
		t.Errorf("%v and %v, want 0 and 1", a, b)
	}
}

func TestBadTransmissions(t *testing.T) {
	bad := func(_ *synapse.Transmission, err error) error { return err }
	params := func(p synapse.TransmissionParams) error { return bad(synapse.NewTransmission(p)) }
	half := func(float64) float64 { return .5 }
	for _, tt := range []struct {
		err  error
		want string
	}{
		{params(synapse.TransmissionParams{Weight: plus(.5)}), "synapse: Weight(0.50390625) = 1.00390625, want in [0, 1]"},
		{params(synapse.TransmissionParams{Release: plus(-.5), Vesicles: 2000}), "synapse: Release(0) = -0.5, want in [0, 1]\nsynapse: Vesicles = 2000, want in [1, 1000], or 0 for 1"},
		{params(synapse.TransmissionParams{Weight: func(float64) float64 { return math.NaN() }}), "synapse: Weight(0) = NaN, want in [0, 1]"},
		{params(synapse.TransmissionParams{Vesicles: -1}), "synapse: Vesicles = -1, want in [1, 1000], or 0 for 1"},
		{params(synapse.TransmissionParams{Vesicles: 2}), "synapse: Vesicles = 2 without Release, want 0: all of them would be released"},
		{params(synapse.TransmissionParams{Weight: half, Bits: 17}), "synapse: Bits = 17, want in [1, 16], or 0 for weights that are not rounded"},
		{params(synapse.TransmissionParams{Bits: 4}), "synapse: Bits = 4 without Weight, want 0: connected or not is one bit already"},
		{params(synapse.TransmissionParams{Utilisation: 2, Recovery: 1}), "synapse: Utilisation = 2, want in (0, 1], or 0 for inputs that always count the same"},
		{params(synapse.TransmissionParams{Utilisation: .5, Recovery: -1, Facilitation: math.Inf(1)}), "synapse: Recovery = -1, want a number of steps >= 0\nsynapse: Facilitation = +Inf, want a number of steps >= 0"},
		{params(synapse.TransmissionParams{Utilisation: .5}), "synapse: Utilisation = 0.5, Recovery = 0, Facilitation = 0, want Utilisation with one of the others, or none of the three"},
		{bad(synapse.Depressing(0, 3)), "synapse: Utilisation = 0, Recovery = 3, Facilitation = 0, want Utilisation with one of the others, or none of the three"},
		{bad(synapse.Facilitating(0, 0, 3)), "synapse: Utilisation = 0, Recovery = 0, Facilitation = 3, want Utilisation with one of the others, or none of the three"},
		{bad(synapse.GradedBits(0)), "synapse: bits = 0, want in [1, 16]"},
		{bad(synapse.GradedBits(17)), "synapse: Bits = 17, want in [1, 16], or 0 for weights that are not rounded"},
		{bad(synapse.Sigmoid(-.1, 3)), "synapse: Sigmoid(-0.1, 3), want the midpoint in [0, 1] and the slope in (0, 1000]"},
		{bad(synapse.Sigmoid(.1, 0)), "synapse: Sigmoid(0.1, 0), want the midpoint in [0, 1] and the slope in (0, 1000]"},
		{bad(synapse.Sigmoid(.1, 1001)), "synapse: Sigmoid(0.1, 1001), want the midpoint in [0, 1] and the slope in (0, 1000]"},
		{bad(synapse.Releasing(1.5)), "synapse: q = 1.5, want in [0, 1]"},
		{bad(synapse.Releasing(math.NaN())), "synapse: q = NaN, want in [0, 1]"},
		{bad(synapse.ReleasingByPermanence(0)), "synapse: vesicles = 0, want in [1, 1000]"},
		{bad(synapse.ReleasingByPermanence(1001)), "synapse: Vesicles = 1001, want in [1, 1000], or 0 for 1"},
		{(&synapse.Transmission{}).Check(), "a transmission that is empty, want one of NewTransmission, or nil"},
		{(*synapse.Transmission)(nil).Check(), "<nil>"},
	} {
		if fmt.Sprint(tt.err) != tt.want {
			t.Errorf("%v, want %s", tt.err, tt.want)
		}
	}
}

// What a file says of a transmission differs where the transmission does.
func TestTransmissionsSayWhatTheyAre(t *testing.T) {
	all := []synapse.TransmissionParams{
		{}, {Weight: square}, {Weight: fading}, {Weight: square, Bits: 2}, {Weight: square, Bits: 3},
		{Release: square}, {Release: fading}, {Release: square, Vesicles: 2}, {Weight: square, Release: square},
		{Utilisation: .5, Recovery: 3}, {Utilisation: .4, Recovery: 3}, {Utilisation: .5, Recovery: 4}, {Utilisation: .5, Facilitation: 3},
	}
	seen := map[string]int{}
	for i, p := range all {
		text := transmission(t, p).String()
		if other, ok := seen[text]; ok {
			t.Errorf("%d and %d are both %q", i, other, text)
		}
		if seen[text] = i; text != transmission(t, p).String() || strings.Contains(text, "0x") {
			t.Errorf("%q is not the same for the same", text)
		}
	}
}
