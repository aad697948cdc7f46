package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"gohtm/htm/synapse"
)

// near tells whether every number is within margin of want.
func near(numbers []float64, want, margin float64) bool {
	for _, x := range numbers {
		if !(math.Abs(x-want) <= margin) {
			return false
		}
	}
	return true
}

// By hand: at 20 spikes a second, one is expected in 50 ms. By Poisson's law 1 - 1/e of the cells have
// one; at even intervals all. With a jitter of half the interval, a cell has none if its spike comes before
// the window, and the next behind it: for phases φ > 1/2 with (2-2φ)(2φ-1), in all 1/12.
func TestShareOfCells(t *testing.T) {
	p := DefaultFiringParams()
	for _, tt := range []struct {
		name   string
		change func()
		rate   float64
		steps  int
		want   float64
	}{
		{"Poisson", func() {}, 20, 10, 1 - 1/math.E},
		{"Poisson, half the window", func() {}, 20, 5, 1 - math.Exp(-.5)},
		{"even", func() { p.Regular, p.Jitter = true, 0 }, 20, 10, 1},
		{"even, half the window", func() {}, 20, 5, .5},
		{"even, twice", func() {}, 20, 20, 1},
		{"jitter changes nothing in short windows", func() { p.Jitter = .5 }, 20, 5, .5},
		{"jitter, one spike expected", func() {}, 20, 10, 1 - 1./12},
	} {
		tt.change()
		if got := p.share(tt.rate, tt.steps); math.Abs(got-tt.want) > 1e-3 {
			t.Errorf("%s: share %.4f, want %.4f", tt.name, got, tt.want)
		}
	}
}

// Whatever the spikes are like, what segments of a memory detect is what the binomial says, to
// within four standard errors.
func TestSegmentsDetectAsTheBinomialSays(t *testing.T) {
	for name, change := range map[string]func(*FiringParams){
		"Poisson":           func(*FiringParams) {},
		"even":              func(p *FiringParams) { p.Regular, p.Jitter = true, 0 },
		"even, with jitter": func(p *FiringParams) { p.Regular, p.Jitter = true, .9 },
		"summed":            func(p *FiringParams) { p.Summed = true },
	} {
		p := DefaultFiringParams()
		p.Rates, p.Windows, p.Windowed = []float64{15, 40}, []float64{.01, .04}, 30
		change(&p)
		told := 0
		r, err := Firing(context.Background(), p, func(done, total int) { told += done - told; _ = total })
		if err != nil {
			t.Fatal(err)
		}
		if told != len(p.Rates)*len(p.Windows)*len(p.Seeds) {
			t.Errorf("%s: told of %d runs", name, told)
		}
		for w := range p.Windows {
			for f, rate := range p.Rates {
				n := float64(p.Segments * p.Windowed)
				margin := func(x, n float64) float64 { return 4*math.Sqrt(x*(1-x)/n) + .002 }
				if x := r.Share[w][f]; !near(r.MeasuredShare[w][f], x, margin(x, n*float64(p.Synapses))) {
					t.Errorf("%s, %v Hz in %v s: share %.4f, want %.4f", name, rate, p.Windows[w], r.MeasuredShare[w][f], x)
				}
				x := r.Detected[w][f]
				if p.Regular {
					n = float64(p.Segments) // the phases of a segment's cells stay what they are
				}
				if name == "summed" && math.IsNaN(x) || !math.IsNaN(x) && !near(r.MeasuredDetected[w][f], x, margin(x, n)) {
					t.Errorf("%s, %v Hz in %v s: detected %.4f, want %.4f", name, rate, p.Windows[w], r.MeasuredDetected[w][f], x)
				}
			}
		}
	}
}

// What fades counts less: with a decay a segment detects less than without.
func TestDecayForgets(t *testing.T) {
	p := DefaultFiringParams()
	p.Rates, p.Windows, p.Windowed, p.Summed, p.Seeds = []float64{15}, []float64{.05}, 20, true, []uint64{1}
	whole, err := Firing(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Decay = .8
	fading, err := Firing(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, b := whole.MeasuredDetected[0][0][0], fading.MeasuredDetected[0][0][0]
	if a < .9 || b > a-.3 || !math.IsNaN(fading.Detected[0][0]) {
		t.Errorf("detected %.3f, with decay %.3f (exact %v), want far less and no formula", a, b, fading.Detected[0][0])
	}
}

// Worked by hand, a utilisation of 1/2 at intervals of one recovery time: e = 1/e, so R
// = (1 - 1/e) / (1 - 1/(2e)). The limit of the mean over Poisson spikes for short steps is
// 1 / (1 + rate U Recovery) = 1/(1 + 1/2).
func TestDepressionSettlesAsTheFormulasSay(t *testing.T) {
	p := DefaultDepressionParams()
	p.Rates, p.Spikes, p.Step, p.Cells = []float64{1.25, 5, 20}, 80, .002, 100
	r, err := Depression(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := (1 - 1/math.E) / (1 - .5/math.E); math.Abs(r.Regular[0]-want) > 1e-6 {
		t.Errorf("Regular = %v, want %v", r.Regular[0], want)
	}
	if math.Abs(r.Poisson[0]-2./3) > 1e-3 {
		t.Errorf("Poisson = %v, want 2/3 ± .001", r.Poisson[0])
	}
	for i, rate := range p.Rates {
		if math.Abs(r.MeasuredRegular[i]-r.Regular[i]) > 1e-6 {
			t.Errorf("%v Hz, regular: %v, want %v", rate, r.MeasuredRegular[i], r.Regular[i])
		}
		if !near(r.MeasuredPoisson[i], r.Poisson[i], .03) {
			t.Errorf("%v Hz, Poisson: %v, want %v ± .03", rate, r.MeasuredPoisson[i], r.Poisson[i])
		}
		if r.Passes[i] != r.Detected[i] || r.Passes[i] != (rate < 5) {
			t.Errorf("%v Hz: passes %v, detected %v, want both only below 5 Hz", rate, r.Passes[i], r.Detected[i])
		}
	}
}

// With facilitation the regular train settles at its formula, and middle rates count most.
func TestFacilitationPrefersARate(t *testing.T) {
	p := DefaultDepressionParams()
	p.Utilisation, p.Recovery, p.Facilitation = .03, .13, .53 // Markram, Wang & Tsodyks (1998)
	p.Rates, p.Spikes, p.Cells, p.Seeds = []float64{1, 20, 100}, 200, 5, []uint64{1}
	r, err := Depression(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Rates {
		if math.Abs(r.MeasuredRegular[i]-r.Regular[i]) > 1e-4*r.Regular[i] || !math.IsNaN(r.Poisson[i]) {
			t.Errorf("%v Hz: %v, want %v, and no formula for Poisson", p.Rates[i], r.MeasuredRegular[i], r.Regular[i])
		}
	}
	if !(r.Regular[1] > 2*r.Regular[0] && r.Regular[1] > 2*r.Regular[2]) {
		t.Errorf("factors %v, want most in the middle", r.Regular)
	}
}

func TestBurstsGetThrough(t *testing.T) {
	p := DefaultBurstParams()
	p.Release, p.Spikes = []float64{.25, .4}, []int{1, 4}
	r, err := Bursts(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Lisman (1997): a synapse that releases with 1/4 passes 1 - (3/4)^4 of bursts of four.
	if want := 1 - .75*.75*.75*.75; math.Abs(r.Synapse[1][0]-want) > 1e-12 {
		t.Errorf("a synapse passes %v, want %v", r.Synapse[1][0], want)
	}
	// The tail is .683 (40 synapses, threshold 15, release .4); four tries fail with .317^4.
	if math.Abs(r.Segment[1][1]-(1-math.Pow(.3174, 4))) > 1e-3 {
		t.Errorf("a segment passes %v, want .990", r.Segment[1][1])
	}
	for n := range p.Spikes {
		for q := range p.Release {
			x := r.Segment[n][q]
			margin := 4*math.Sqrt(x*(1-x)/float64(p.Segments*p.Trials)) + .002
			if !near(r.Measured[n][q], x, margin) {
				t.Errorf("%d spikes, release %v: %.4f, want %.4f ± %.4f", p.Spikes[n], p.Release[q], r.Measured[n][q], x, margin)
			}
		}
	}
}

func TestBurstCells(t *testing.T) {
	tired, err := synapse.Depressing(.5, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name         string
		transmission *synapse.Transmission
		threshold    int
		want         []int
	}{
		{"n spikes do the work of n cells", nil, 15, []int{15, 8, 5, 2}},
		// By hand: with no recovery spikes count 1, 1/2, 1/4 ...; of ten 2 in all.
		{"tired synapses: at most twice", tired, 15, []int{15, 10, 9, 8}},
	} {
		fewest, tried, err := BurstCells(tt.transmission, 20, tt.threshold, []int{1, 2, 3, 10})
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range tt.want {
			if fewest[i] != want || tried[i] != want {
				t.Errorf("%s: %v, tried %v, want %v", tt.name, fewest, tried, tt.want)
				break
			}
		}
	}
	weak, err := synapse.NewTransmission(synapse.TransmissionParams{Weight: func(float64) float64 { return .5 }})
	if err != nil {
		t.Fatal(err)
	}
	if _, tried, err := BurstCells(weak, 20, 15, []int{1}); err != nil || tried[0] != 0 {
		t.Errorf("20 half synapses reach 15 with %v cells, %v; want none", tried, err)
	}
	if _, _, err := BurstCells(nil, 20, 21, []int{0}); err == nil || !strings.Contains(err.Error(), "threshold = 21") || !strings.Contains(err.Error(), "has 0") {
		t.Errorf("error %v, want one about the threshold and the spikes", err)
	}
}

func TestADepolarisationBridgesItsLengthAndNoMore(t *testing.T) {
	p := DefaultBridgeParams()
	p.Lasting, p.Gaps, p.Pairs = []int{1, 3, 8}, []int{1, 2, 3, 4, 8, 9}, 20
	r, err := Bridges(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for l, lasting := range p.Lasting {
		for g, gap := range p.Gaps {
			want, margin := 0., .02 // of 40 minicolumns, a wrong prediction now and then
			if gap <= lasting {
				want, margin = 1, 0
			}
			if !near(r.Bridged[l][g], want, margin) {
				t.Errorf("lasting %d, gap %d: %v, want %v ± %v", lasting, gap, r.Bridged[l][g], want, margin)
			}
		}
		if !near(r.MeasuredUnion[l], r.Union[l], .05*r.Union[l]) {
			t.Errorf("lasting %d: %v of the minicolumns predicted, want %.4f ± 5 %%", lasting, r.MeasuredUnion[l], r.Union[l])
		}
	}
	// 3 random patterns of 40 of 2048: by hand, 1 - (1 - 5/256)^3.
	if math.Abs(r.Union[1]-.05746) > 1e-4 {
		t.Errorf("Union[1] = %v, want .0575", r.Union[1])
	}
}

func TestBurstingGatesLearning(t *testing.T) {
	p := DefaultGateParams(wordsOf(ShortWordsParams()))
	p.Thresholds, p.Train, p.Test = []float64{-1, .5}, 1500, 500
	r, err := Gates(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !near(r.Learned[0], 1, 0) || !near(r.Learned[1], .55, .06) {
		t.Errorf("learned %v, want all, and little more than the half that cannot be predicted", r.Learned)
	}
	if !near(r.Score[0], .49, .01) || !near(r.Score[1], .47, .03) || !near(r.Known[1], 1, .02) || !near(r.Unknown[1], 1, .02) {
		t.Errorf("score %v, known %v, unknown %v, want little less than .5, and the signal right", r.Score, r.Known[1], r.Unknown[1])
	}
}

func TestTheyRefuseAndStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	firing := func(change func(*FiringParams)) func(context.Context) error {
		p := DefaultFiringParams()
		change(&p)
		return func(ctx context.Context) error { _, err := Firing(ctx, p, nil); return err }
	}
	depression := func(change func(*DepressionParams)) func(context.Context) error {
		p := DefaultDepressionParams()
		change(&p)
		return func(ctx context.Context) error { _, err := Depression(ctx, p, nil); return err }
	}
	bursts := func(change func(*BurstParams)) func(context.Context) error {
		p := DefaultBurstParams()
		change(&p)
		return func(ctx context.Context) error { _, err := Bursts(ctx, p, nil); return err }
	}
	bridges := func(change func(*BridgeParams)) func(context.Context) error {
		p := DefaultBridgeParams()
		change(&p)
		return func(ctx context.Context) error { _, err := Bridges(ctx, p, nil); return err }
	}
	gates := func(change func(*GateParams)) func(context.Context) error {
		p := DefaultGateParams(wordsOf(ShortWordsParams()))
		change(&p)
		return func(ctx context.Context) error { _, err := Gates(ctx, p, nil); return err }
	}
	for want, run := range map[string]func(context.Context) error{
		"Synapses = 0":        firing(func(p *FiringParams) { p.Synapses = 0 }),
		"Threshold = 41":      firing(func(p *FiringParams) { p.Threshold = 41 }),
		"0 Rates":             firing(func(p *FiringParams) { p.Rates = nil }),
		"Step = 0":            firing(func(p *FiringParams) { p.Step = 0 }),
		"Rates has -1":        firing(func(p *FiringParams) { p.Rates = []float64{-1} }),
		"Rates has 300":       firing(func(p *FiringParams) { p.Rates, p.Regular = []float64{300}, true }),
		"Windows has 0.001":   firing(func(p *FiringParams) { p.Windows = []float64{.001} }),
		"Jitter = 2":          firing(func(p *FiringParams) { p.Jitter = 2 }),
		"Decay = 0":           firing(func(p *FiringParams) { p.Decay = 0 }),
		"want 1 unless":       firing(func(p *FiringParams) { p.Decay = .5 }),
		"Segments = 0":        firing(func(p *FiringParams) { p.Segments = 0 }),
		"Windowed = 0":        firing(func(p *FiringParams) { p.Windowed = 0 }),
		"Utilisation = 0":     depression(func(p *DepressionParams) { p.Utilisation = 0 }),
		"Recovery = -800":     depression(func(p *DepressionParams) { p.Recovery = -.8 }),
		"Step = -1":           depression(func(p *DepressionParams) { p.Step = -1 }),
		"Rates has 2000":      depression(func(p *DepressionParams) { p.Rates = []float64{2000} }),
		"Spikes = 1":          depression(func(p *DepressionParams) { p.Spikes = 1 }),
		"Synapses = 40, want": depression(func(p *DepressionParams) { p.Threshold = 50 }),
		"0 Seeds":             depression(func(p *DepressionParams) { p.Seeds = nil }),
		"Release has 2":       bursts(func(p *BurstParams) { p.Release = []float64{2} }),
		"Spikes has 0":        bursts(func(p *BurstParams) { p.Spikes = []int{0} }),
		"0 Release":           bursts(func(p *BurstParams) { p.Release = nil }),
		"Trials = 0":          bursts(func(p *BurstParams) { p.Trials = 0 }),
		"Threshold = 0":       bursts(func(p *BurstParams) { p.Threshold = 0 }),
		"0 Gaps":              bridges(func(p *BridgeParams) { p.Gaps = nil }),
		"Lasting has 30":      bridges(func(p *BridgeParams) { p.Lasting = []int{30} }),
		"Gaps has 0":          bridges(func(p *BridgeParams) { p.Gaps = []int{0} }),
		"Active = 1,":         bridges(func(p *BridgeParams) { p.Active = 1 }),
		"Active = 1500":       bridges(func(p *BridgeParams) { p.Active = 1500 }),
		"Setup is empty":      gates(func(p *GateParams) { p.Setup.start = nil }),
		"Thresholds has 1":    gates(func(p *GateParams) { p.Thresholds = []float64{1} }),
		"0 Thresholds":        gates(func(p *GateParams) { p.Thresholds = nil }),
		"Train = 0":           gates(func(p *GateParams) { p.Train = 0 }),
	} {
		if err := run(context.Background()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one about %q", err, want)
		}
	}
	for i, run := range []func(context.Context) error{
		firing(func(*FiringParams) {}), depression(func(*DepressionParams) {}), bursts(func(*BurstParams) {}),
		bridges(func(*BridgeParams) {}), gates(func(*GateParams) {}),
	} {
		if err := run(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%d: error %v when interrupted, want that of the context", i, err)
		}
	}
}

// Cells at 40 Hz, in a window of 10 ms: is the pattern there?
func ExampleFiring() {
	p := DefaultFiringParams()
	p.Rates, p.Windows, p.Windowed, p.Seeds = []float64{40}, []float64{0.01, 0.03}, 10, []uint64{1}
	result, err := Firing(context.Background(), p, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, window := range p.Windows {
		fmt.Printf("%.0f ms: %.2f of the cells spike, %.2f of the segments notice\n", 1000*window, result.Share[i][0], result.Detected[i][0])
	}
	// Output:
	// 10 ms: 0.33 of the cells spike, 0.32 of the segments notice
	// 30 ms: 0.70 of the cells spike, 1.00 of the segments notice
}

func ExampleDepression() {
	p := DefaultDepressionParams()
	p.Rates, p.Spikes, p.Cells, p.Seeds = []float64{1, 20}, 20, 2, []uint64{1}
	result, err := Depression(context.Background(), p, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, rate := range p.Rates {
		fmt.Printf("%.0f Hz: a spike counts %.2f of the first, the segment is active: %v\n", rate, result.Regular[i], result.Detected[i])
	}
	// Output:
	// 1 Hz: a spike counts 0.83 of the first, the segment is active: true
	// 20 Hz: a spike counts 0.11 of the first, the segment is active: false
}

func ExampleBursts() {
	p := DefaultBurstParams()
	p.Release, p.Spikes, p.Segments, p.Trials, p.Seeds = []float64{0.35}, []int{1, 5}, 5, 5, []uint64{1}
	result, err := Bursts(context.Background(), p, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, n := range p.Spikes {
		fmt.Printf("%d spikes: a synapse passes %.2f, a segment %.2f\n", n, result.Synapse[i][0], result.Segment[i][0])
	}
	// Output:
	// 1 spikes: a synapse passes 0.35, a segment 0.43
	// 5 spikes: a synapse passes 0.88, a segment 0.94
}

func ExampleBurstCells() {
	fewest, _, err := BurstCells(nil, 40, 15, []int{1, 3, 5})
	fmt.Println(fewest, err)
	// Output: [15 5 3] <nil>
}

func ExampleBridges() {
	p := DefaultBridgeParams()
	p.Lasting, p.Gaps, p.Pairs, p.Seeds = []int{1, 5}, []int{1, 5, 6}, 5, []uint64{1}
	result, err := Bridges(context.Background(), p, nil)
	fmt.Println(result.Bridged[0], result.Bridged[1], err)
	// Output: [[1] [0] [0]] [[1] [1] [0]] <nil>
}

func ExampleGates() {
	p := DefaultGateParams(WordsSetup(ShortWordsParams()))
	p.Thresholds, p.Train, p.Test, p.Seeds = []float64{-1, 0.5}, 1000, 200, []uint64{1}
	result, err := Gates(context.Background(), p, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("learned from %.1f and from %.1f of the elements\n", result.Learned[0][0], result.Learned[1][0])
	// Output: learned from 1.0 and from 0.6 of the elements
}

func ExampleFiringParams_Share() {
	p := DefaultFiringParams()
	fmt.Printf("at random: %.2f of the cells spike\n", p.Share(40, 0.02))
	p.Regular = true
	fmt.Printf("at even intervals: %.2f\n", p.Share(40, 0.02))
	// Output:
	// at random: 0.55 of the cells spike
	// at even intervals: 0.80
}
