package metric_test

import (
	"math"
	"testing"

	"gohtm/htm/metric"
	"gohtm/htm/sdr"
)

// Worked by hand.
func TestOverlapShare(t *testing.T) {
	for _, tt := range []struct {
		a, b sdr.SDR
		want float64
	}{
		{of(8, 1, 2, 3, 4), of(8, 3, 4, 5), 2. / 3},
		{of(8, 3, 4, 5), of(8, 1, 2, 3, 4), 2. / 3},
		{of(8, 3), of(8, 1, 2, 3), 1},
		{of(8), of(8, 1), 0},
		{of(8), of(8), 0},
	} {
		if got := metric.OverlapShare(tt.a, tt.b); got != tt.want {
			t.Errorf("OverlapShare(%v, %v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// Worked by hand: 1 of 2, 2 of 3 and 0 of 1 bits of now were there before.
func TestStability(t *testing.T) {
	now := []sdr.SDR{of(8, 1, 2), of(8, 3, 4, 5), of(8, 7)}
	before := []sdr.SDR{of(8, 2, 3, 4, 5), of(8, 4, 5), of(8, 5, 6)}
	if got, err := metric.Stability(now, before); err != nil || got != 3./6 {
		t.Errorf("Stability = %v, %v; want 1/2", got, err)
	}
	if got, err := metric.Stability(before, now); err != nil || got != 3./8 {
		t.Errorf("the other way round %v, %v; want 3 of 8", got, err)
	}
	if got, err := metric.Stability(nil, nil); err != nil || got != 0 {
		t.Errorf("of nothing %v, %v; want 0", got, err)
	}
	formed, removed, err := metric.SynapseChanges(now, before)
	if err != nil || formed != 3 || removed != 5 {
		t.Errorf("SynapseChanges = %d, %d, %v; want 3 formed, 5 removed", formed, removed, err)
	}
	formed, removed, _ = metric.SynapseChanges(now[:2], before[:2])
	if formed != 2 || removed != 3 {
		t.Errorf("SynapseChanges = %d, %d; want 2 formed, 3 removed", formed, removed)
	}
}

// Worked by hand: minicolumns 0 and 1 are on for x = {0, 1, 2} and vote 2/2 for 0,
// 1/2 for 1 and 3, so that |1-1| + |1-1/2| + |1-0| + |0-1/2| = 2. Minicolumn 2
// is connected to all of x = {4, 5}: 0.
func TestReconstructionError(t *testing.T) {
	fields := []sdr.SDR{of(6, 0, 1), of(6, 0, 3), of(6, 4, 5)}
	inputs := []sdr.SDR{of(6, 0, 1, 2), of(6, 4, 5), of(6, 0, 1, 2, 3)}
	outputs := []sdr.SDR{of(3, 0, 1), of(3, 2), of(3)}
	for _, tt := range []struct {
		name     string
		from, to int
		want     float64
	}{
		{"half votes", 0, 1, 2},
		{"perfect", 1, 2, 0},
		{"nothing active costs every on bit", 2, 3, 4},
		{"the mean of them", 0, 3, 2},
	} {
		got, err := metric.ReconstructionError(inputs[tt.from:tt.to], outputs[tt.from:tt.to], fields)
		if err != nil || math.Abs(got-tt.want) > 1e-15 {
			t.Errorf("%s: %v, %v; want %v", tt.name, got, err, tt.want)
		}
	}
	panics(t, "metric: sdr: bit 9, want in [0, 8)", func() {
		metric.ReconstructionError([]sdr.SDR{{Size: 8, Bits: []int{9}}}, []sdr.SDR{{Size: 1}}, []sdr.SDR{of(8)})
	})
	panics(t, "metric: an SDR of size 3, want 2", func() { metric.ReconstructionError(inputs, outputs, fields[:2]) })
	panics(t, "metric: an SDR of size 5, want 6", func() { metric.ReconstructionError(inputs[1:2], outputs[1:2], []sdr.SDR{{}, {}, of(5)}) })
}

func identity(s sdr.SDR) sdr.SDR { return s }

// Through a transform that changes nothing, the noise itself is what is measured:
// of 20 on bits 20 - int(20 level) are left, 1 - level of them, and the area is 1/2.
func TestNoiseRobustness(t *testing.T) {
	r, inputs := sdr.NewRandom(5), []sdr.SDR{}
	for i := 0; i < 30; i++ {
		inputs = append(inputs, r.Draw(500, 20))
	}
	levels := metric.NoiseLevels()
	if len(levels) != 21 || levels[0] != 0 || levels[7] != .35 || levels[20] != 1 {
		t.Errorf("NoiseLevels() = %v, want 0, .05 ... 1", levels)
	}
	want := make([]float64, 21)
	for i := range want {
		want[i] = 1 - float64(i)/20
	}
	curve, err := metric.NoiseRobustness(identity, inputs, levels, 1)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the curve of nothing", curve, want)
	area, err := metric.Area(levels, curve)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "its area", []float64{area}, []float64{.5})

	// One output for all inputs: noise does nothing, but the first is always nearest.
	constant := func(sdr.SDR) sdr.SDR { return of(10, 1, 2) }
	curve, _ = metric.NoiseRobustness(constant, inputs, levels, 1)
	same(t, "the curve of a constant", curve, constantly(1, 21))
	accuracy, _ := metric.NoiseAccuracy(constant, inputs, levels, 1)
	same(t, "the accuracy of a constant", accuracy, constantly(1./30, 21))

	// Random inputs of 500 bits are told apart until all bits are noise.
	accuracy, _ = metric.NoiseAccuracy(identity, inputs, []float64{0, .5, .7, 1}, 1)
	if accuracy[0] != 1 || accuracy[1] != 1 || accuracy[2] < .9 || accuracy[3] > .2 {
		t.Errorf("accuracy %v, want 1, 1, about 1, and about chance", accuracy)
	}
	// The first of equals is nearest: noise makes the first input's output as much the
	// second's.
	outputs := []sdr.SDR{of(10, 1, 2), of(10, 3, 4), of(10, 1, 3), of(10, 3, 4)}
	accuracy, _ = metric.NoiseAccuracy(func(sdr.SDR) sdr.SDR {
		out := outputs[0]
		outputs = outputs[1:]
		return out
	}, inputs[:2], []float64{.5}, 1)
	same(t, "a tie between the first and the second", accuracy, []float64{1})
	// The seed decides, and what is given stays as it was.
	window := func(s sdr.SDR) sdr.SDR { return s.Intersect(of(500, inputs[0].Bits[:10]...)) }
	given := inputs[3].Clone()
	a, _ := metric.NoiseRobustness(window, inputs, levels, 1)
	b, _ := metric.NoiseRobustness(window, inputs, levels, 1)
	c, _ := metric.NoiseRobustness(window, inputs, levels, 2)
	same(t, "the same seed", a, b)
	if math.Abs(a[10]-c[10]) < 1e-12 && math.Abs(a[15]-c[15]) < 1e-12 {
		t.Error("another seed gives the same noise")
	}
	scribble := func(s sdr.SDR) sdr.SDR {
		out := s.Clone()
		for i := range s.Bits {
			s.Bits[i] = 0
		}
		return out
	}
	if curve, _ = metric.NoiseRobustness(scribble, inputs, levels, 1); !inputs[3].Equal(given) {
		t.Errorf("an input became %v, want %v", inputs[3], given)
	}
	same(t, "the curve of nothing, scribbled on", curve, want)
	// A transform that gives out one buffer again and again.
	buffer := sdr.SDR{Size: 500, Bits: make([]int, 20)}
	reuse := func(s sdr.SDR) sdr.SDR { copy(buffer.Bits, s.Bits); return buffer }
	curve, _ = metric.NoiseRobustness(reuse, inputs, levels, 1)
	same(t, "the curve of a buffer", curve, want)
}

func constantly(x float64, n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = x
	}
	return xs
}

// Worked by hand: under (0, 1), (.5, 1), (1, 0) lie .5 + .25.
func TestArea(t *testing.T) {
	if got, err := metric.Area([]float64{0, .5, 1}, []float64{1, 1, 0}); err != nil || got != .75 {
		t.Errorf("Area = %v, %v; want .75", got, err)
	}
	if got, err := metric.Area([]float64{3}, []float64{1}); err != nil || got != 0 {
		t.Errorf("Area of a point = %v, %v; want 0", got, err)
	}
}

// Worked by hand. Unchanged, two inputs of 4 bits that share 1 have 1/4, and their
// union contains each. A transform that keeps the first two on bits gives {0, 1} and
// {3, 4}, nothing shared; {0, 1} of the union is all of one and nothing of the other.
func TestDiscrimination(t *testing.T) {
	inputs := []sdr.SDR{of(10, 0, 1, 2, 3), of(10, 3, 4, 5, 6)}
	for _, tt := range []struct {
		name         string
		transform    func(sdr.SDR) sdr.SDR
		apart, mixed float64
	}{
		{"unchanged", identity, .25, 1},
		{"the first two bits", func(s sdr.SDR) sdr.SDR { return of(10, s.Bits[:2]...) }, 0, .5},
	} {
		apart, mixed, err := metric.Discrimination(tt.transform, inputs, 3, 1)
		if err != nil || apart != tt.apart || mixed != tt.mixed {
			t.Errorf("%s: %v, %v, %v; want %v, %v", tt.name, apart, mixed, err, tt.apart, tt.mixed)
		}
	}
	// All pairs come: of three inputs only the first two share anything, 1/4.
	three := append(inputs, of(10, 7, 8, 9))
	apart, _, err := metric.Discrimination(identity, three, 600, 1)
	if err != nil || math.Abs(apart-.25/3) > .25*5*math.Sqrt(2./9/600) {
		t.Errorf("three inputs: %v, %v; want about 1/12", apart, err)
	}
}

func TestPoolerMetricsBadInput(t *testing.T) {
	one, two := []sdr.SDR{of(4, 1)}, []sdr.SDR{of(4, 1), of(4, 2)}
	for want, f := range map[string]func() error{
		"metric: 1 outputs now and 2 before, want as many":               func() error { _, err := metric.Stability(one, two); return err },
		"metric: fields of 2 minicolumns now and 1 before, want as many": func() error { _, _, err := metric.SynapseChanges(two, one); return err },
		"metric: 0 inputs and 0 outputs, want as many, > 0":              func() error { _, err := metric.ReconstructionError(nil, nil, one); return err },
		"metric: 2 inputs and 1 outputs, want as many, > 0":              func() error { _, err := metric.ReconstructionError(two, one, one); return err },
		"metric: 0 inputs, want > 0":                                     func() error { _, err := metric.NoiseRobustness(identity, nil, nil, 1); return err },
		"metric: levels[1] = 1.2, want in [0, 1]":                        func() error { _, err := metric.NoiseAccuracy(identity, one, []float64{0, 1.2}, 1); return err },
		"metric: levels[0] = NaN, want in [0, 1]":                        func() error { _, err := metric.NoiseRobustness(identity, one, []float64{nan}, 1); return err },
		"metric: 2 x and 1 y, want as many":                              func() error { _, err := metric.Area([]float64{1, 2}, []float64{1}); return err },
		"metric: x[1] = 1 after 2, want rising numbers":                  func() error { _, err := metric.Area([]float64{2, 1}, []float64{1, 1}); return err },
		"metric: 1 inputs and 5 pairs, want > 1 and > 0":                 func() error { _, _, err := metric.Discrimination(identity, one, 5, 1); return err },
		"metric: 2 inputs and 0 pairs, want > 1 and > 0":                 func() error { _, _, err := metric.Discrimination(identity, two, 0, 1); return err },
	} {
		if err := f(); err == nil || err.Error() != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
