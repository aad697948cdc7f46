package predict_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/htmtest"
	"gohtm/htm/internal/archivetest"
	"gohtm/htm/internal/fields"
	"gohtm/htm/internal/portable"
	"gohtm/htm/internal/rng"
	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

func newDense(t testing.TB, p predict.DenseParams) *predict.Dense {
	t.Helper()
	d, err := predict.NewDense(p)
	must(t, err)
	return d
}

func TestDenseValidate(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		change     func(p *predict.DenseParams)
	}{
		{"defaults", "", func(p *predict.DenseParams) {}},
		{"no inputs", "predict: Inputs = 0, want in [1, 2^28]", func(p *predict.DenseParams) { p.Inputs = 0 }},
		{"no buckets", "predict: Buckets = -1, want in [1, 2^20]", func(p *predict.DenseParams) { p.Buckets = -1 }},
		{"too many weights", "predict: Inputs * Buckets = 268435456 * 2 weights, want at most 2^28", func(p *predict.DenseParams) { p.Inputs, p.Buckets = 1<<28, 2 }},
		{"no rate", "predict: Alpha = 0, want in (0, 1000]", func(p *predict.DenseParams) { p.Alpha = 0 }},
		{"a rate of NaN", "predict: Alpha = NaN, want in (0, 1000]", func(p *predict.DenseParams) { p.Alpha = math.NaN() }},
		{"a huge rate", "predict: Alpha = 1001, want in (0, 1000]", func(p *predict.DenseParams) { p.Alpha = 1001 }},
	} {
		p := predict.DefaultDenseParams(8, 3)
		tt.change(&p)
		got := ""
		if d, err := predict.NewDense(p); err != nil {
			got = err.Error()
		} else if d.Params() != p {
			t.Errorf("%s: made with %v, want %v", tt.name, d.Params(), p)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Worked by hand. Two buckets, inputs 1 and -.5, rate .1: at first both are as likely, so
// the loss is ln 2, and the bucket gets .05 and the other loses it, times 1 for the bias,
// times the number for weights. The sums are then ±(.05 + .05 + .0125) = ±.1125 and the
// probability 1 / (1 + exp(-.225)) = .556013891.
func TestDenseByHand(t *testing.T) {
	p := predict.DefaultDenseParams(3, 2)
	p.Alpha = .1
	d, input := newDense(t, p), []float32{1, 0, -.5}
	if loss := d.Step(input, 1, true); math.Abs(loss-math.Ln2) > 1e-12 {
		t.Errorf("loss %v, want ln 2", loss)
	}
	s := d.Snapshot()
	if want := []float32{-.05, .05, 0, 0, .025, -.025}; !slices.Equal(s.Weights, want) || !slices.Equal(s.Bias, []float32{-.05, .05}) {
		t.Errorf("weights %v, bias %v; want %v, -.05 and .05", s.Weights, s.Bias, want)
	}
	if y := d.Infer(input); math.Abs(y[1]-.556013891) > 1e-8 || math.Abs(y[0]+y[1]-1) > 1e-15 {
		t.Errorf("probabilities %v, want .444 and .556013891", y)
	}
	if loss := d.Step(input, 1, false); math.Abs(loss+math.Log(.556013891)) > 1e-8 {
		t.Errorf("loss %v, want -ln .556013891", loss)
	}
	if again := d.Snapshot(); !slices.Equal(again.Weights, s.Weights) {
		t.Error("a step without learning changed the weights")
	}
}

// What a step changes is -Alpha times the gradient of the loss, by central differences.
func TestDenseDescendsTheGradient(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		random := rng.New(seed)
		p := predict.DefaultDenseParams(5, 4)
		p.Alpha = .5
		d := newDense(t, p)
		draw := func(n int) []float32 {
			x := make([]float32, n)
			for i := range x {
				x[i] = 2*random.Unit() - 1
			}
			return x
		}
		must(t, d.Restore(predict.DenseState{Weights: draw(20), Bias: draw(4)}))
		input, bucket, before := draw(5), random.Below(4), d.Snapshot()
		input[2] = 0
		slope := func(of func(s *predict.DenseState) *float32) float64 {
			const step = 1. / 64
			loss := func(by float32) float64 {
				s := predict.DenseState{Weights: slices.Clone(before.Weights), Bias: slices.Clone(before.Bias)}
				*of(&s) += by
				e := newDense(t, p)
				must(t, e.Restore(s))
				return e.Step(input, bucket, false)
			}
			return (loss(step) - loss(-step)) / (2 * step)
		}
		d.Step(input, bucket, true)
		after := d.Snapshot()
		compare := func(what string, i int, moved float32, slope float64) {
			if want := -p.Alpha * slope; math.Abs(float64(moved)-want) > 5e-5 {
				t.Errorf("seed %d: %s %d moved by %v, want %v", seed, what, i, moved, want)
			}
		}
		for i := range after.Weights {
			compare("weight", i, after.Weights[i]-before.Weights[i], slope(func(s *predict.DenseState) *float32 { return &s.Weights[i] }))
		}
		for b := range after.Bias {
			compare("bias", b, after.Bias[b]-before.Bias[b], slope(func(s *predict.DenseState) *float32 { return &s.Bias[b] }))
		}
	}
}

// plainDense is the layer as it is defined, number by number.
type plainDense struct {
	p predict.DenseParams
	w [][]float32 // by input and bucket; the bias is the last input, which is always 1
}

func (r *plainDense) infer(x []float32) []float64 {
	sums, y, total := make([]float32, r.p.Buckets), make([]float64, r.p.Buckets), 0.0
	for b := range sums {
		sums[b] = r.w[len(x)][b]
		for i := range x {
			sums[b] += float32(r.w[i][b] * x[i])
		}
	}
	for b := range y {
		y[b] = portable.Exp(float64(sums[b]) - float64(slices.Max(sums)))
		total += y[b]
	}
	for b := range y {
		y[b] /= total
	}
	return y
}

func (r *plainDense) learn(x []float32, bucket int) {
	for b, y := range r.infer(x) {
		z := 0.0
		if b == bucket {
			z = 1
		}
		change := float32(-r.p.Alpha * (y - z))
		for i := range x {
			r.w[i][b] += float32(change * x[i])
		}
		r.w[len(x)][b] += change
	}
}

// The shipped code equals the plain restatement, bit for bit at every step, and an SDR is
// its numbers.
func TestDenseEqualsTheReference(t *testing.T) {
	for seed := uint64(1); seed <= 6; seed++ {
		random := rng.New(seed)
		p := predict.DefaultDenseParams(20, 1+random.Below(6))
		p.Alpha = []float64{.1, 1, 1000}[seed%3]
		d, r := newDense(t, p), &plainDense{p: p}
		for i := 0; i <= p.Inputs; i++ {
			r.w = append(r.w, make([]float32, p.Buckets))
		}
		for step := 0; step < 100; step++ {
			input := sdr.SDR{Size: 20, Bits: random.Sample(20, random.Below(6))}
			x, bucket, learn := make([]float32, 20), random.Below(p.Buckets), random.Below(5) > 0
			for _, bit := range input.Bits {
				x[bit] = 1
			}
			want := r.infer(x)
			if step%2 == 0 {
				if got := d.InferSDR(input); !slices.Equal(got, want) {
					t.Fatalf("seed %d, step %d: %v, want %v", seed, step, got, want)
				}
				d.StepSDR(input, bucket, learn)
			} else {
				for i := range x {
					x[i] *= 4*random.Unit() - 2
				}
				want = r.infer(x)
				if got := d.Infer(x); !slices.Equal(got, want) {
					t.Fatalf("seed %d, step %d: %v, want %v", seed, step, got, want)
				}
				d.Step(x, bucket, learn)
			}
			if learn {
				r.learn(x, bucket)
			}
		}
	}
}

// The exclusive or of two bits, given as features the bits and their product, is learned:
// without the product no such layer could.
func TestDenseLearns(t *testing.T) {
	p := predict.DefaultDenseParams(3, 2)
	p.Alpha = .5
	d := newDense(t, p)
	for i := 0; i < 4000; i++ {
		a, b := i&1, i>>1&1
		d.Step([]float32{float32(a), float32(b), float32(a * b)}, a^b, true)
	}
	for i := 0; i < 4; i++ {
		a, b := i&1, i>>1&1
		if y := d.Infer([]float32{float32(a), float32(b), float32(a * b)}); y[a^b] < .95 {
			t.Errorf("%d xor %d: %v, want %d", a, b, y, a^b)
		}
	}
}

// Every parameter with two values, and what they make of a layer.
func TestEveryDenseParameterMatters(t *testing.T) {
	var names []string
	for _, r := range []struct {
		name    string
		set     func(p *predict.DenseParams, second bool)
		measure func(d *predict.Dense) float64
		want    [2]float64
	}{
		{"Inputs: as many weights", func(p *predict.DenseParams, second bool) { p.Inputs = map[bool]int{false: 2, true: 5}[second] },
			func(d *predict.Dense) float64 { return float64(len(d.Snapshot().Weights)) }, [2]float64{4, 10}},
		{"Buckets: as many probabilities", func(p *predict.DenseParams, second bool) { p.Buckets = map[bool]int{false: 2, true: 4}[second] },
			func(d *predict.Dense) float64 { return d.Infer([]float32{1, 1})[0] }, [2]float64{.5, .25}},
		{"Alpha: twice the rate moves twice as far", func(p *predict.DenseParams, second bool) { p.Alpha = map[bool]float64{false: .25, true: .5}[second] },
			func(d *predict.Dense) float64 {
				d.Step([]float32{1, 0}, 0, true)
				return float64(d.Snapshot().Weights[0])
			}, [2]float64{.125, .25}},
	} {
		names = append(names, r.name)
		for i, want := range r.want {
			p := predict.DefaultDenseParams(2, 2)
			r.set(&p, i == 1)
			if got := r.measure(newDense(t, p)); got != want {
				t.Errorf("%s: value %d gives %v, want %v", r.name, i+1, got, want)
			}
		}
	}
	if missing := fields.Missing(predict.DenseParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

func dense(d *predict.Dense) htmtest.Closures {
	loss := 0.0
	return htmtest.Closures{
		Step: func(input sdr.SDR, learn bool) { loss = d.StepSDR(input, label(input), learn) },
		Output: func() interface{} {
			return []interface{}{loss, d.InferSDR(sdr.SDR{Size: 64, Bits: []int{3, 17, 29, 40}})}
		},
		Learned:  func() interface{} { return d.Snapshot() },
		Snapshot: func() interface{} { return d.Snapshot() },
		Restore:  func(state interface{}) error { return d.Restore(state.(predict.DenseState)) },
		Clone:    func() htmtest.Closures { return dense(d.Clone()) },
	}
}

func TestDenseConformance(t *testing.T) {
	if err := htmtest.Component(htmtest.ComponentCase{Name: "dense", Inputs: inputs(64, 6, 60), New: func() (htmtest.Closures, error) {
		d, err := predict.NewDense(predict.DefaultDenseParams(64, 5))
		return dense(d), err
	}}); err != nil {
		t.Error(err)
	}
}

func init() {
	archived["Dense"] = func(t testing.TB) archivetest.Part {
		d := newDense(t, predict.DefaultDenseParams(30, 5))
		return archivetest.Part{Save: d.Save, Load: d.Load, Snapshot: func() interface{} { return d.Snapshot() },
			Step: func(i int) interface{} {
				input, bucket := draw(i)
				return []interface{}{d.StepSDR(input, bucket, i%5 > 0), d.InferSDR(input)}
			}}
	}
}

func FuzzLoadDense(f *testing.F) { fuzz(f, "Dense") }

func TestDenseRefuses(t *testing.T) {
	d := newDense(t, predict.DefaultDenseParams(2, 3))
	d.Step([]float32{1, .5}, 2, true)
	before, nan := fmt.Sprint(d.Snapshot()), float32(math.NaN())
	spoilt := func(spoil func(s *predict.DenseState)) string {
		s := d.Snapshot()
		spoil(&s)
		return fmt.Sprint(d.Restore(s))
	}
	panics := func(f func()) (text string) {
		defer func() { text = fmt.Sprint(recover()) }()
		f()
		return ""
	}
	for _, tt := range []struct{ got, want string }{
		{panics(func() { d.Step([]float32{1}, 0, true) }), "predict: 1 numbers, want Inputs = 2"},
		{panics(func() { d.Step([]float32{1, nan}, 0, true) }), "predict: number 1 = NaN, want in [-1000, 1000]"},
		{panics(func() { d.Infer([]float32{-1001, 0}) }), "predict: number 0 = -1001, want in [-1000, 1000]"},
		{panics(func() { d.Step([]float32{1, 0}, 3, true) }), "predict: bucket 3, want in [0, 3)"},
		{panics(func() { d.StepSDR(sdr.SDR{Size: 2}, -1, true) }), "predict: bucket -1, want in [0, 3)"},
		{panics(func() { d.InferSDR(sdr.SDR{Size: 3}) }), "predict: an SDR of size 3, want 2"},
		{spoilt(func(s *predict.DenseState) { s.Weights = s.Weights[:5] }), "predict: 5 Weights, want Inputs * Buckets = 6"},
		{spoilt(func(s *predict.DenseState) { s.Bias = nil }), "predict: 0 Bias, want Buckets = 3"},
		{spoilt(func(s *predict.DenseState) { s.Weights[4] = nan }), "predict: Weights[4] not in [-1e20, 1e20]"},
		{spoilt(func(s *predict.DenseState) { s.Bias[1] = 1e21 }), "predict: Bias[1] not in [-1e20, 1e20]"},
	} {
		if !strings.HasSuffix(tt.got, tt.want) {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
	if after := fmt.Sprint(d.Snapshot()); after != before {
		t.Errorf("what was refused changed the state from %s to %s", before, after)
	}
}

// Two numbers tell three kinds apart.
func ExampleDense() {
	p := predict.DefaultDenseParams(2, 3)
	p.Alpha = .5
	layer, err := predict.NewDense(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	kinds := [][]float32{{0, 0}, {1, 0}, {0, 1}}
	for i := 0; i < 300; i++ {
		layer.Step(kinds[i%3], i%3, true)
	}
	fmt.Printf("%.2f\n", layer.Infer([]float32{.9, .1}))
	// Output: [0.03 0.96 0.01]
}

func ExampleDenseParams() {
	p := predict.DefaultDenseParams(784, 10)
	p.Alpha = -1
	fmt.Println(p.Validate())
	// Output: predict: Alpha = -1, want in (0, 1000]
}

func ExampleDenseState() {
	layer, _ := predict.NewDense(predict.DefaultDenseParams(2, 2))
	before := layer.Snapshot()
	layer.Step([]float32{1, 0}, 1, true)
	fmt.Println(layer.Restore(before), layer.Infer([]float32{1, 0}))
	// Output: <nil> [0.5 0.5]
}

// 2048 features of which half are not 0, 10 classes.
func BenchmarkDenseStep(b *testing.B) {
	random := rng.New(1)
	x := make([]float32, 2048)
	for _, i := range random.Sample(2048, 1024) {
		x[i] = random.Unit()
	}
	d := newDense(b, predict.DefaultDenseParams(2048, 10))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.Step(x, i%10, true)
	}
}
