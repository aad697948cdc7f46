package predict

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/fields"
	"gohtm/htm/sdr"
)

func bits(t testing.TB, size int, on ...int) sdr.SDR {
	t.Helper()
	s, err := sdr.New(size, on...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newClassifier(t testing.TB, size, buckets int, change func(p *ClassifierParams)) *Classifier {
	t.Helper()
	p := DefaultClassifierParams(size, buckets)
	p.Alpha = 1
	if change != nil {
		change(&p)
	}
	c, err := NewClassifier(p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func near(t *testing.T, what string, got, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s = %v, want %v", what, got, want)
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= within) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
			t.Fatalf("%s = %v, want %v +- %v", what, got, want, within)
		}
	}
}

// Numbers of htm.core's SDRClassifierTest.
func TestSoftmax(t *testing.T) {
	got := appendSoftmax(nil, []float32{0, 1, 1.337, 2.018, 1.1, 0.5, 0.9})
	near(t, "softmax", got, []float64{0.045123, 0.122657, 0.171811, 0.339472, 0.135557, 0.074395, 0.110985}, 5e-7)
}

// The sequence and the numbers are those of htm.core's SDRClassifierTest for its Predictor.
func TestOneStepKnownAnswer(t *testing.T) {
	c := newClassifier(t, 20, 6, nil)
	for _, record := range []struct {
		input  []int
		bucket int
	}{{[]int{1, 5, 9}, 4}, {[]int{0, 6, 9, 11}, 5}, {[]int{6, 9}, 5}, {[]int{1, 5, 9}, 4}} {
		c.Step(bits(t, 20, record.input...), record.bucket, true)
	}
	const low = 0.034234
	near(t, "Infer", c.Infer(bits(t, 20, 1, 5, 9), 1), []float64{low, low, low, low, 0.093058, 0.770004}, 1e-6)
}

// htm.core's SDRClassifierTest, multiple categories.
func TestSeveralLabelsShareTheProbability(t *testing.T) {
	c := newClassifier(t, 10, 4, func(p *ClassifierParams) { p.Steps = []int{0} })
	a, b := bits(t, 10, 1, 3, 5), bits(t, 10, 2, 4, 6)
	for i := 0; i < 1000; i++ {
		c.StepLabels(a, []int{0, 1}, true)
		c.StepLabels(b, []int{2, 3}, true)
	}
	near(t, "labels of a", c.Infer(a, 0), []float64{0.5, 0.5, 0, 0}, 0.1)
	near(t, "labels of b", c.Infer(b, 0), []float64{0, 0, 0.5, 0.5}, 0.1)
}

// Worked by hand with two buckets: from weights 0 both have .5, so one lesson of
// rate a moves each active bit's weights by +a/2 and -a/2, and an input of n such
// bits then has the log odds n*a. With three buckets two bits gain 2/3 each for the
// one that came and lose 1/3 each for the others.
func TestOneLesson(t *testing.T) {
	odds := func(n, alpha float64) []float64 {
		p := 1 / (1 + math.Exp(-n*alpha))
		return []float64{p, 1 - p}
	}
	const third = 0.10650698 // 1 / (2 + e^2)
	rows := []struct {
		name   string
		change func(p *ClassifierParams)
		want   []float64 // of the taught bits, Steps[0] ahead
	}{
		{"a lesson moves the taught bits", nil, odds(2, 1)},
		{"Alpha: half the rate moves half as far", func(p *ClassifierParams) { p.Alpha = 0.5 }, odds(2, 0.5)},
		{"Spread: divides the rate by the active bits", func(p *ClassifierParams) { p.Spread = true }, odds(2, 0.5)},
		{"Steps: 0 is what came with the input", func(p *ClassifierParams) { p.Steps = []int{0} }, odds(2, -1)},
		{"Steps: what comes after 2 is not known", func(p *ClassifierParams) { p.Steps = []int{2} }, odds(2, 0)},
		{"Buckets: three", func(p *ClassifierParams) { p.Buckets = 3 }, []float64{1 - 2*third, third, third}},
		{"Size: bits up to it", func(p *ClassifierParams) { p.Size = 6 }, odds(2, 1)},
	}
	var names []string
	for _, tt := range rows {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			c := newClassifier(t, 8, 2, tt.change)
			p := c.Params()
			c.Step(bits(t, p.Size, 2, 3), 1, true)
			c.Step(bits(t, p.Size, 5), 0, true)
			near(t, "the taught bits", c.Infer(bits(t, p.Size, 2, 3), p.Steps[0]), tt.want, 1e-6)
			if p.Steps[0] != 0 {
				even := c.Infer(sdr.SDR{Size: p.Size}, p.Steps[0])
				near(t, "the input that came with the bucket", c.Infer(bits(t, p.Size, 5), p.Steps[0]), even, 0)
			}
		})
	}
	if missing := fields.Missing(ClassifierParams{}, names); missing != nil {
		t.Errorf("no row for %v", missing)
	}
}

// Worked by hand: from four buckets at .25, two labels at .5 each gain a quarter of
// the rate and the others lose it, so the odds of a label are exp(.5).
func TestSeveralLabelsShareTheTarget(t *testing.T) {
	c := newClassifier(t, 10, 4, func(p *ClassifierParams) { p.Steps = []int{0} })
	c.StepLabels(bits(t, 10, 3), []int{1, 2}, true)
	label := math.Exp(0.5) / (2*math.Exp(0.5) + 2)
	near(t, "after one lesson", c.Distribution(0), []float64{0.5 - label, label, label, 0.5 - label}, 1e-6)
}

// Bit i is on at record i; the bucket is the number of the record. After k steps
// bit i must stand for bucket i+k, for the wanted ks and no others.
func TestStepsTeachTheRightRecords(t *testing.T) {
	const n = 8
	c := newClassifier(t, n, n, func(p *ClassifierParams) { p.Steps = []int{3, 0, 1} })
	for i := 0; i < n; i++ {
		c.Step(bits(t, n, i), i, true)
	}
	for _, k := range []int{0, 1, 3} {
		for i := 0; i < n; i++ {
			d := c.Infer(bits(t, n, i), k)
			best := slices.Index(d, slices.Max(d))
			if i+k < n && best != i+k {
				t.Errorf("%d steps after bit %d the best bucket is %d, want %d", k, i, best, i+k)
			}
			if i+k >= n && d[0] != d[n-1] {
				t.Errorf("%d steps after bit %d nothing came, but the distribution is %v", k, i, d)
			}
		}
	}
}

func TestWhatDoesNotTeach(t *testing.T) {
	a, b := bits(t, 8, 1), bits(t, 8, 2)
	even := []float64{0.5, 0.5}
	for _, tt := range []struct {
		name string
		run  func(c *Classifier)
		even bool
	}{
		{"a lesson, for comparison", func(c *Classifier) { c.Step(a, 0, true); c.Step(b, 1, true) }, false},
		{"learning off", func(c *Classifier) { c.Step(a, 0, true); c.Step(b, 1, false) }, true},
		{"learning off when the input came: it can be taught later", func(c *Classifier) { c.Step(a, 0, false); c.Step(b, 1, true) }, false},
		{"no label", func(c *Classifier) { c.Step(a, 0, true); c.StepLabels(b, nil, true) }, true},
		{"a reset between", func(c *Classifier) { c.Step(a, 0, true); c.Reset(); c.Step(b, 1, true) }, true},
		{"a record between", func(c *Classifier) { c.Step(a, 0, true); c.Step(b, 1, false); c.Step(b, 1, true) }, true},
		{"an empty input", func(c *Classifier) { c.Step(bits(t, 8), 0, true); c.Step(b, 1, true) }, true},
		{"Infer", func(c *Classifier) { c.Infer(a, 1); c.Step(b, 1, true) }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClassifier(t, 8, 2, func(p *ClassifierParams) { p.Spread = true })
			tt.run(c)
			if d := c.Infer(a, 1); slices.Equal(d, even) != tt.even {
				t.Errorf("distribution %v; even: want %t", d, tt.even)
			}
		})
	}
}

func TestDistributionIsThatOfTheLatestInput(t *testing.T) {
	c := newClassifier(t, 8, 3, func(p *ClassifierParams) { p.Steps = []int{2, 1} })
	even := []float64{1. / 3, 1. / 3, 1. / 3}
	near(t, "before the first input", c.Distribution(1), even, 1e-12)
	a, b := bits(t, 8, 1, 2), bits(t, 8, 3, 4)
	for i := 0; i < 5; i++ {
		c.Step(a, 0, true)
		c.Step(b, 1, true)
	}
	for _, k := range []int{1, 2} {
		if got, want := c.Distribution(k), c.Infer(b, k); !slices.Equal(got, want) || slices.Equal(got, c.Infer(a, k)) {
			t.Errorf("Distribution(%d) = %v, want that of the latest input, %v", k, got, want)
		}
	}
	if got := c.AppendDistribution([]float64{7}, 1); got[0] != 7 || !slices.Equal(got[1:], c.Distribution(1)) {
		t.Errorf("AppendDistribution = %v, want the distribution after what was there", got)
	}
	c.Reset()
	near(t, "after a reset", c.Distribution(1), even, 1e-12)
	if d := c.Infer(a, 1); !(d[1] > 0.9) {
		t.Errorf("after a reset Infer = %v, want what was learned", d)
	}
}

// Weights far apart neither overflow nor lose the sum of 1.
func TestDistributionSumsToOne(t *testing.T) {
	c := newClassifier(t, 8, 3, func(p *ClassifierParams) { p.Alpha = 1e4 })
	for i := 0; i < 20; i++ {
		c.Step(bits(t, 8, i%7, 7), i%3, true)
		sum := 0.0
		for _, p := range c.Distribution(1) {
			sum += p
		}
		if !(math.Abs(sum-1) < 1e-12) {
			t.Fatalf("record %d: the distribution %v sums to %v, want 1", i, c.Distribution(1), sum)
		}
	}
}

func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		got, _ := recover().(string)
		if !strings.Contains(got, want) {
			t.Errorf("panic %q, want %q", got, want)
		}
	}()
	f()
}

func TestClassifierBrokenContracts(t *testing.T) {
	c := newClassifier(t, 8, 3, nil)
	panics(t, "predict: an SDR of size 7, want 8", func() { c.Step(bits(t, 7, 1), 0, true) })
	panics(t, "predict: an SDR of size 7, want 8", func() { c.Infer(bits(t, 7, 1), 1) })
	panics(t, "predict: sdr: bit 9, want in [0, 8)", func() { c.Step(sdr.SDR{Size: 8, Bits: []int{9}}, 0, true) })
	panics(t, "predict: bucket 3, want in [0, 3)", func() { c.Step(bits(t, 8, 1), 3, true) })
	panics(t, "predict: bucket -1, want in [0, 3)", func() { c.Step(bits(t, 8, 1), -1, false) })
	panics(t, "predict: bucket 2 is there twice, want each label once", func() { c.StepLabels(bits(t, 8, 1), []int{1, 2, 2}, true) })
	panics(t, "predict: steps = 2, want one of [1]", func() { c.Distribution(2) })
	panics(t, "predict: steps = 2, want one of [1]", func() { c.Infer(bits(t, 8, 1), 2) })
	near(t, "after the panics", c.Distribution(1), []float64{1. / 3, 1. / 3, 1. / 3}, 1e-12)
}

func TestClassifierDoesNotAllocateOnceWarm(t *testing.T) {
	c := newClassifier(t, 4096, 105, func(p *ClassifierParams) { p.Steps = []int{1, 5} })
	var inputs []sdr.SDR
	for i := 0; i < 16; i++ {
		var on []int
		for bit := i; bit < 4096; bit += 16 + i {
			on = append(on, bit)
		}
		inputs = append(inputs, bits(t, 4096, on...))
	}
	i, d := 0, make([]float64, 0, 105)
	step := func() {
		c.Step(inputs[i%16], i%105, true)
		d = c.AppendDistribution(d[:0], 5)
		i++
	}
	for i < 64 {
		step()
	}
	if n := testing.AllocsPerRun(100, step); n != 0 {
		t.Errorf("%v allocations a step, want 0", n)
	}
}

// A winner-cell input, and one in which every minicolumn bursts.
func BenchmarkClassifierStep(b *testing.B) {
	for name, n := range map[string]int{"40 of 65536": 40, "1280 of 65536": 1280} {
		b.Run(name, func(b *testing.B) {
			c := newClassifier(b, 65536, 105, func(p *ClassifierParams) { p.Steps, p.Alpha, p.Spread = []int{1, 5}, 4, true })
			var inputs []sdr.SDR
			for i := 0; i < 7; i++ {
				var on []int
				for bit := i; len(on) < n; bit += 51 {
					on = append(on, bit)
				}
				inputs = append(inputs, bits(b, 65536, on...))
			}
			d := make([]float64, 0, 105)
			for i := 0; b.Loop(); i++ {
				c.Step(inputs[i%7], i%105, true)
				d = c.AppendDistribution(c.AppendDistribution(d[:0], 1)[:0], 5)
			}
		})
	}
}
