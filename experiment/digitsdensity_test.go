package experiment

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
)

func digitsDensity(t *testing.T, p DigitsDensityParams) []DigitsDensityPoint {
	t.Helper()
	points, err := DigitsDensity(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// What makes the density: the cap cuts it at a tenth, the threshold keeps an untrained pooler
// under that, learning brings it to the cap, boosting takes it back.
func density(t *testing.T, d DigitsParams) {
	p := ShortDigitsDensityParams(d, 3000, 300)
	all := digitsDensity(t, p)
	boostless, thresholdless, capless := digitsDensity(t, p.WithoutBoost()), digitsDensity(t, p.WithoutThreshold()), digitsDensity(t, p.WithoutCap())
	cap := 624. / 6241
	for i, e := range all {
		n := thresholdless[i]
		if n.Density < cap-1e-9 || n.Density > cap+1e-9 || math.Abs(n.Least-cap) > 1e-9 || math.Abs(n.Most-cap) > 1e-9 || n.Full != 1 {
			t.Errorf("without threshold after %d images: %+v, want as many as the cap allows in every image", n.Images, n)
		}
		if c := capless[i]; math.Abs(c.Density-c.Reach) > 1e-9 || c.LowBoost != 1 || c.HighBoost != 1 {
			t.Errorf("without cap after %d images: density %v of %v that reach the threshold, want all; boost %v to %v", c.Images, c.Density, c.Reach, c.LowBoost, c.HighBoost)
		}
		if e.Density > e.Reach+1e-9 || e.Most > cap+1e-9 || e.Images != p.At[i] || (e.Full > 0) != (e.Most > cap-1e-9) || e.Least > e.Density+1e-9 || e.Density > e.Most+1e-9 {
			t.Errorf("after %d images: %+v; want no more than reach the threshold, and than %v", p.At[i], e, cap)
		}
	}
	first, end := all[0], all[len(all)-1]
	if b := boostless[0]; b.Density != first.Density {
		t.Errorf("without boost: density %v before the first image, want %v", b.Density, first.Density)
	}
	if c := capless[0]; c.Connected != first.Connected || c.Density < first.Density || c.Reach != first.Reach {
		t.Errorf("without cap: %+v before the first image, want no less than %+v", c, first)
	}
	b, c := boostless[len(all)-1], capless[len(all)-1]
	t.Logf("%s: %.4f before, %.4f after; without boost %.4f, without cap %.4f; factors %.2f to %.2f", d.Train.Title,
		first.Density, end.Density, b.Density, c.Density, end.LowBoost, end.HighBoost)
	if first.Density < .03 || first.Density > .085 || end.Density < first.Density+.008 || b.Density < end.Density+.01 || b.Density > cap || c.Density < b.Density+.03 {
		t.Errorf("%s: density %.4f before, %.4f after, %.4f without boost, %.4f without cap; want it to rise, more without boost, most without cap",
			d.Train.Title, first.Density, end.Density, b.Density, c.Density)
	}
	if end.LowBoost > .7 || end.HighBoost < 1.8 || end.Connected < first.Connected+.5 || end.ByDigit[1] > .6*end.ByDigit[0] {
		t.Errorf("%+v; want factors down to .46 and up to 2, more connected synapses, and few for the digit with least ink", end)
	}
}

func TestDigitsDensity(t *testing.T) {
	density(t, DefaultDigitsParams(drawn(t, 3000, 1), drawn(t, 300, 2)))
}

// MNIST: from .047 to .072, without boost to .096.
func TestDigitsDensityOfMNIST(t *testing.T) {
	skipShort(t)
	train, test := handwritten(t)
	p := DefaultDigitsParams(train, test)
	density(t, p)
	s := ShortDigitsDensityParams(p, 1000, 300)
	s.At = []int{0, 100, 1000}
	for i, d := range digitsDensity(t, s) { // the rise takes a hundred images, not epochs
		if low := []float64{.04, .058, .065}[i]; d.Density < low || d.Density > low+.02 {
			t.Errorf("density %.4f after %d images, want %.3f to %.3f", d.Density, d.Images, low, low+.02)
		}
	}
}

// What is looked at changes nothing, and learning does.
func TestDigitsDensityLooksOnly(t *testing.T) {
	p := ShortDigitsDensityParams(DefaultDigitsParams(drawn(t, 120, 1), drawn(t, 80, 2)), 120, 80)
	often := digitsDensity(t, p)
	q := p
	q.At = []int{120}
	once := digitsDensity(t, q)
	if !reflect.DeepEqual(often[len(often)-1], once[0]) || reflect.DeepEqual(often[0], often[1]) {
		t.Errorf("%+v, looked at once %+v", often, once)
	}
	mean, n := 0.0, 0.0
	for digit, share := range once[0].ByDigit {
		for _, label := range p.Digits.Test.Labels[:80] {
			if int(label) == digit {
				mean, n = mean+share, n+1
			}
		}
	}
	if math.Abs(mean/n-once[0].Density) > 1e-12 {
		t.Errorf("mean of the digits %v, want the density %v", mean/n, once[0].Density)
	}
	q.At, q.Digits.Pooler.Density, q.Digits.Pooler.WinnersPerArea = []int{0}, 0, 624
	if w := digitsDensity(t, q); !reflect.DeepEqual(w[0], often[0]) || w[0].Full == 0 {
		t.Errorf("untrained, 624 winners: %+v, want as a density of .1, %+v", w[0], often[0])
	}
}

func TestDigitsDensityParams(t *testing.T) {
	d := DefaultDigitsParams(bars(2000, 1), bars(10, 2))
	p := DefaultDigitsDensityParams(d)
	if p.Validate() != nil || !reflect.DeepEqual(p.At, []int{0, 30, 100, 300, 1000, 2000}) {
		t.Errorf("%v, %v", p.Validate(), p.At)
	}
	if s := ShortDigitsDensityParams(d, 300, 99); s.Validate() != nil || !reflect.DeepEqual(s.At, []int{0, 30, 100, 300}) || s.Digits.TestImages != 10 {
		t.Errorf("%v, %+v", s.Validate(), s)
	}
	for _, at := range [][]int{{-1}, {2001}, {5, 5}, {5, 4}} {
		p.At = at
		complain(t, p.Validate(), "want rising numbers in [0, TrainImages = 2000]")
	}
	p.At, p.Digits.Passes = nil, 0
	_, err := DigitsDensity(context.Background(), p, nil)
	complain(t, err, "At is empty", "Passes = 0")
}

func TestDigitsDensityIsInterrupted(t *testing.T) {
	p := ShortDigitsDensityParams(DefaultDigitsParams(bars(100, 1), bars(20, 2)), 100, 20)
	for at, want := range map[int]int{10: 0, 20: 1, 40: 1, 69: 1, 70: 2, 159: 2} { // 20; 30, 20; 70, 20
		ctx, stop := context.WithCancel(context.Background())
		points, err := DigitsDensity(ctx, p, func(done, total int) {
			if total != 160 {
				t.Fatalf("total %d, want 160", total)
			}
			if done == at {
				stop()
			}
		})
		stop()
		if !errors.Is(err, context.Canceled) || len(points) != want {
			t.Errorf("stopped at %d: %d points, %v; want %d", at, len(points), err, want)
		}
	}
}
