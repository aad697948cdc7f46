package experiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gohtm/datasets"
	"gohtm/htm/encode"
)

// drawn are look-alikes of handwritten digits.
func drawn(t testing.TB, count int, seed uint64) *datasets.LabelledImages {
	t.Helper()
	set, err := datasets.MNISTLike(count, seed)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// handwritten are the first real ones, if they are on this machine.
func handwritten(t testing.TB) (train, test *datasets.LabelledImages) {
	t.Helper()
	folder := os.Getenv(datasets.DataVariable)
	if _, err := os.Stat(filepath.Join(folder, "mnist")); folder == "" || err != nil {
		t.Skipf("%s names no folder with mnist", datasets.DataVariable)
	}
	train, err := datasets.MNIST()
	if err != nil {
		t.Fatal(err)
	}
	test, err = datasets.MNISTTest()
	if err != nil {
		t.Fatal(err)
	}
	return train, test
}

func templates(t *testing.T, p TemplatesParams) TemplatesResult {
	t.Helper()
	result, err := Templates(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// usual is the mean of the numbers that are one.
func usual(numbers []float64) float64 {
	var known []float64
	for _, x := range numbers {
		if !math.IsNaN(x) {
			known = append(known, x)
		}
	}
	return mean(known)
}

// settled is the mean accuracy of the last three epochs: one alone moves by a point or two.
func settled(epochs []Epoch) float64 { return mean(Accuracies(epochs)[len(epochs)-3:]) }

// The rule of the thread collapses from noise, whatever the output; with the cure every
// unit wins, templates are the means of the images they are nearest to, and few units do
// better than as many images that were left alone.
func TestTemplatesCollapseAndCure(t *testing.T) {
	seeds := uint64(3)
	if testing.Short() {
		seeds = 1
	}
	for seed := uint64(1); seed <= seeds; seed++ {
		p := ShortTemplatesParams(drawn(t, 2500, seed), drawn(t, 600, seed+100), 2500, 600, 64)
		p.Seed, p.Layer.Seed = seed, seed
		p.Nearest, p.Alpha = 3, 0.1 // a sparse code
		cured, collapsed := templates(t, p), templates(t, p.ByTheThread())
		p.FromImages, p.Passes = true, 0
		images := templates(t, p)
		report := fmt.Sprintf("seed %d: accuracy %.3f cured, %.3f collapsed, %.3f of images left alone", seed, settled(cured.Epochs), settled(collapsed.Epochs), settled(images.Epochs))
		if settled(cured.Epochs) < settled(images.Epochs)+.03 || settled(images.Epochs) < settled(collapsed.Epochs)+.2 {
			t.Errorf("%s: want cured 3 points above images, and these 20 above collapsed", report)
		}
		if collapsed.NeverWon < .6 || collapsed.Unused < .6 || cured.NeverWon != 0 || cured.Unused > .05 || images.NeverWon != 1 {
			t.Errorf("seed %d: never won: %.2f collapsed, %.2f cured, %.2f of images left alone", seed, collapsed.NeverWon, cured.NeverWon, images.NeverWon)
		}
		if own, before := usual(cured.WithImages), usual(images.WithImages); own < .98 || own < before+.05 {
			t.Errorf("seed %d: weights and the mean of their images correlate by %.3f, images left alone by %.3f; want above .98, and .05 more", seed, own, before)
		}
		if class, before := usual(cured.WithClass), usual(images.WithClass); class < before+.05 {
			t.Errorf("seed %d: weights and class means correlate by %.3f, images left alone by %.3f; want .05 more", seed, class, before)
		}
		if cured.Distance > .8*images.Distance {
			t.Errorf("seed %d: images are %.1f from the nearest template, %.1f from the nearest image left alone; want a fifth less", seed, cured.Distance, images.Distance)
		}
	}
}

// What a result says of the templates: counted again from the weights and the images.
func TestTemplatesResult(t *testing.T) {
	train := drawn(t, 300, 5)
	p := ShortTemplatesParams(train, drawn(t, 50, 6), 250, 50, 40)
	r := templates(t, p)
	all := pixels(train, 250)
	if len(r.Weights) != 40 || len(r.Epochs) != p.Epochs || len(r.ClassMeans) != 10 {
		t.Fatalf("%d units, %d epochs, %d classes", len(r.Weights), len(r.Epochs), len(r.ClassMeans))
	}
	nearest, total, unused := make([]int, 250), 0.0, 0
	for i, image := range all {
		least := math.Inf(1)
		for unit, w := range r.Weights {
			d := 0.0
			for at := range w {
				d += (float64(w[at]) - float64(image[at])) * (float64(w[at]) - float64(image[at]))
			}
			if d < least {
				nearest[i], least = unit, d
			}
		}
		total += least / 250
	}
	if math.Abs(total-r.Distance) > 1e-3 {
		t.Errorf("mean distance %v, want %v", r.Distance, total)
	}
	for unit := range r.Weights {
		var votes [10]int
		images, sum, class := 0, make([]float32, 784), make([]float32, 784)
		for i := range all {
			if nearest[i] == unit {
				images++
				votes[train.Labels[i]]++
				for at, x := range all[i] {
					sum[at] += x
				}
			}
		}
		if images != r.Images[unit] {
			t.Errorf("unit %d is nearest to %d images, want %d", unit, r.Images[unit], images)
		}
		if images == 0 {
			unused++
			if r.Class[unit] != -1 || !math.IsNaN(r.WithClass[unit]) || !math.IsNaN(r.WithImages[unit]) {
				t.Errorf("unit %d without images has class %d", unit, r.Class[unit])
			}
			continue
		}
		for label, n := range votes {
			if n > votes[r.Class[unit]] {
				t.Errorf("unit %d: class %d with %d votes, but %d has %d", unit, r.Class[unit], votes[r.Class[unit]], label, n)
			}
		}
		for i := range all {
			if int(train.Labels[i]) == r.Class[unit] {
				for at, x := range all[i] {
					class[at] += x
				}
			}
		}
		if got, want := r.WithImages[unit], pearson(r.Weights[unit], sum); math.Abs(got-want) > 1e-4 {
			t.Errorf("unit %d: correlation with its images %v, want %v", unit, got, want)
		}
		if got, want := r.WithClass[unit], pearson(r.Weights[unit], class); math.Abs(got-want) > 1e-4 {
			t.Errorf("unit %d: correlation with its class %v, want %v", unit, got, want)
		}
	}
	if math.Abs(float64(unused)/40-r.Unused) > 1e-9 {
		t.Errorf("Unused = %v, want %d of 40", r.Unused, unused)
	}
}

// pearson is the correlation by its other formula, E[xy] - E[x]E[y].
func pearson(a, b []float32) float64 {
	var x, y, xx, yy, xy float64
	n := float64(len(a))
	for i := range a {
		u, v := float64(a[i]), float64(b[i])
		x, y, xx, yy, xy = x+u/n, y+v/n, xx+u*u/n, yy+v*v/n, xy+u*v/n
	}
	return (xy - x*y) / math.Sqrt((xx-x*x)*(yy-y*y))
}

// The same of some handwritten digits, with graded outputs, for two seeds.
func TestTemplatesOnMNIST(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	train, test := handwritten(t)
	for seed := uint64(1); seed <= 2; seed++ {
		p := ShortTemplatesParams(train, test, 4000, 1500, 160)
		p.Seed, p.Layer.Seed = seed, seed
		cured, collapsed := templates(t, p), templates(t, p.ByTheThread())
		p.FromImages, p.Passes = true, 0
		images := templates(t, p)
		if settled(cured.Epochs) < .84 || settled(cured.Epochs) < settled(collapsed.Epochs)+.08 || cured.NeverWon > 0 || collapsed.NeverWon < .8 {
			t.Errorf("seed %d: accuracy %.3f, %.3f of the units never won; collapsed %.3f and %.3f", seed, settled(cured.Epochs), cured.NeverWon, settled(collapsed.Epochs), collapsed.NeverWon)
		}
		if settled(cured.Epochs) < settled(images.Epochs)-.01 {
			t.Errorf("seed %d: accuracy %.3f, %.3f of images left alone; want at most a point less", seed, settled(cured.Epochs), settled(images.Epochs))
		}
	}
}

// What is tested on is not learned from, and the order of what is learned from changes: with
// other labels to test on the same is learned.
func TestTemplatesTestIsNotLearned(t *testing.T) {
	test := drawn(t, 60, 2)
	p := ShortTemplatesParams(drawn(t, 100, 1), test, 100, 60, 16)
	first := templates(t, p)
	other := *test
	other.Labels = make([]uint8, len(test.Labels))
	for i, label := range test.Labels {
		other.Labels[i] = (label + 1) % 10
	}
	p.Test = &other
	second := templates(t, p)
	for i, e := range first.Epochs {
		if s := second.Epochs[i]; s.Loss != e.Loss || s.Accuracy != e.Accuracy || s.ValidationAccuracy >= e.ValidationAccuracy {
			t.Errorf("epoch %d: %+v, with other labels to test on %+v", i+1, e, s)
		}
	}
}

// The seed decides in which order is learned, and what is measured of the minicolumns is
// measured on what validates: the fewer images, the fewer minicolumns are active in one.
func TestOrderAndValidationOfTemplatesAndDenseLayer(t *testing.T) {
	images := drawn(t, 200, 1)
	p := ShortTemplatesParams(images, images, 100, 60, 16)
	p.FromImages, p.Passes = true, 0
	first := templates(t, p)
	p.Seed = 2
	if second := templates(t, p); !reflect.DeepEqual(first.Weights, second.Weights) || reflect.DeepEqual(first.Epochs, second.Epochs) {
		t.Errorf("other seeds of the order: %v and %v, want others from the same templates", first.Epochs, second.Epochs)
	}
	q := ShortDenseLayerParams(images, 200, 128)
	q.Passes = 0
	few := denseLayer(t, q)
	q.Split = .1
	if many := denseLayer(t, q); few.Dead < many.Dead+.03 {
		t.Errorf("dead %.3f on 20 images, %.3f on 180; want more on few", few.Dead, many.Dead)
	}
}

// What there is no room to keep is computed again, and is the same.
func TestTemplatesWithoutRoom(t *testing.T) {
	p := ShortTemplatesParams(drawn(t, 100, 1), drawn(t, 40, 2), 100, 40, 16)
	kept := templates(t, p)
	defer func(was int) { room = was }(room)
	room = 16 * 60
	if again := templates(t, p); !reflect.DeepEqual(again.Epochs, kept.Epochs) || kept.Accuracy() != kept.Epochs[4].ValidationAccuracy {
		t.Errorf("%v, want %v", again.Epochs, kept.Epochs)
	}
}

func TestTemplatesDefaults(t *testing.T) {
	train, test := drawn(t, 30, 1), drawn(t, 20, 2)
	p := DefaultTemplatesParams(train, test)
	if err := p.Validate(); err != nil || p.Layer.Units != 2048 || p.TrainImages != 30 || p.TestImages != 20 {
		t.Errorf("%v: %d units, %d and %d images; want 2048 and all", err, p.Layer.Units, p.TrainImages, p.TestImages)
	}
	if l := p.ByTheThread().Layer; l.Winners != 20 || l.Rate != .02 || l.Averaging || l.FrequencySensitive {
		t.Errorf("the thread's %+v; want 20 winners at .02 and no cure", l)
	}
	if l := ShortTemplatesParams(train, test, 9, 9, 8).ByTheThread().Layer; l.Winners != 8 {
		t.Errorf("%d winners of 8 units, want all", l.Winners)
	}
	if s := DefaultDenseLayerParams(train).Scalar(); s.Validate() != nil || !s.Graded || !s.Pooler.RateInputs || s.Pooler.Transmission == nil || s.Pooler.Inputs != 784 {
		t.Errorf("%+v, %v; want rates, graded synapses and graded outputs", s, s.Validate())
	}
	q := DefaultDenseLayerParams(train)
	if err := q.Validate(); err != nil || q.Pooler.Inputs != 3136 || q.Pooler.Columns != 2048 || q.training() != 27 {
		t.Errorf("%v: %d inputs, %d minicolumns, %d images to learn from; want 3136, 2048, 27", err, q.Pooler.Inputs, q.Pooler.Columns, q.training())
	}
}

// Each parameter of both with a value that is refused.
func TestTemplatesAndDenseLayerValidate(t *testing.T) {
	images := drawn(t, 20, 1)
	other := &datasets.LabelledImages{Rows: 2, Columns: 2, Images: make([][]uint8, 20), Labels: make([]uint8, 20)}
	wrong := *images
	wrong.Labels = append([]uint8{17}, images.Labels[1:]...)
	for want, change := range map[string]func(p *TemplatesParams){
		"":                                  func(p *TemplatesParams) {},
		"Train is nil, want images":         func(p *TemplatesParams) { p.Train = nil },
		"Test is nil, want images":          func(p *TemplatesParams) { p.Test = nil },
		"TrainImages = 21, want in [1, 20]": func(p *TemplatesParams) { p.TrainImages = 21 },
		"TestImages = 0, want in [1, 20]":   func(p *TemplatesParams) { p.TestImages = 0 },
		"Layer.Inputs = 784, want the pixels of an image of Test, 4": func(p *TemplatesParams) { p.Test = other },
		"Train has the label 17 at image 0, want 0 to 9":             func(p *TemplatesParams) { p.Train = &wrong },
		"Passes = -1, want >= 0":                                     func(p *TemplatesParams) { p.Passes = -1 },
		"Nearest = 9, want in [0, Layer.Units = 8]":                  func(p *TemplatesParams) { p.Nearest = 9 },
		"Epochs = 0, want > 0":                                       func(p *TemplatesParams) { p.Epochs = 0 },
		"competitive: Winners = 0, want in [1, Units = 8]":           func(p *TemplatesParams) { p.Layer.Winners = 0 },
		"predict: Alpha = -1, want in (0, 1000]":                     func(p *TemplatesParams) { p.Alpha = -1 },
	} {
		p := ShortTemplatesParams(images, images, 20, 10, 8)
		change(&p)
		_, err := Templates(context.Background(), p, nil)
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.Contains(got, want) {
			t.Errorf("error %s, want %q", got, want)
		}
	}
	for want, change := range map[string]func(p *DenseLayerParams){
		"":                                     func(p *DenseLayerParams) {},
		"Train is nil, want images":            func(p *DenseLayerParams) { p.Train = nil },
		"TrainImages = 0, want in [1, 20]":     func(p *DenseLayerParams) { p.TrainImages = 0 },
		"Train has the label 17 at image 0":    func(p *DenseLayerParams) { p.Train = &wrong },
		"Encode is for 28 x 28 pixels, want 4": func(p *DenseLayerParams) { p.Train = other },
		"Pooler.Inputs = 3136, want with RateInputs the pixels of an image, 784": func(p *DenseLayerParams) { p.Pooler.RateInputs = true },
		"encode: Bits = 0":                        func(p *DenseLayerParams) { p.Encode.Bits = 0 },
		"spatial: Columns = 0":                    func(p *DenseLayerParams) { p.Pooler.Columns = 0 },
		"want the bits of an image, 784":          func(p *DenseLayerParams) { p.Encode.Bits = 1 },
		"Split = 1, want in (0, 1)":               func(p *DenseLayerParams) { p.Split = 1 },
		"Split = 0.01 of TrainImages = 20 leaves": func(p *DenseLayerParams) { p.Split = .01 },
		"Passes = -1, want >= 0":                  func(p *DenseLayerParams) { p.Passes = -1 },
		"Epochs = 0, want > 0":                    func(p *DenseLayerParams) { p.Epochs = 0 },
		"predict: Alpha = 0, want in (0, 1000]":   func(p *DenseLayerParams) { p.Alpha = 0 },
		"encode: Code(0, 4)": func(p *DenseLayerParams) {
			p.Encode.Code = func(grey uint8, bits int) uint64 { return 1 << 8 }
		},
	} {
		p := ShortDenseLayerParams(images, 20, 64)
		change(&p)
		_, err := DenseLayer(context.Background(), p, nil)
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.Contains(got, want) {
			t.Errorf("error %s, want %q", got, want)
		}
	}
}

// The same parameters give the same, another seed another; progress counts every image to the
// last; an end of the context leaves the epochs so far.
func TestTemplatesAndDenseLayerRun(t *testing.T) {
	images := drawn(t, 120, 3)
	for name, run := range map[string]func(ctx context.Context, seed uint64, tell func(int, Epoch), progress func(done, total int)) (interface{}, []Epoch, error){
		"templates": func(ctx context.Context, seed uint64, tell func(int, Epoch), progress func(done, total int)) (interface{}, []Epoch, error) {
			p := ShortTemplatesParams(images, images, 80, 30, 16)
			p.Seed, p.EachEpoch = seed, tell
			r, err := Templates(ctx, p, progress)
			return r.Epochs, r.Epochs, err
		},
		"nearest": func(ctx context.Context, seed uint64, tell func(int, Epoch), progress func(done, total int)) (interface{}, []Epoch, error) {
			p := ShortTemplatesParams(images, images, 80, 30, 16)
			p.Nearest, p.Seed, p.EachEpoch = 2, seed, tell
			r, err := Templates(ctx, p, progress)
			return r.Epochs, r.Epochs, err
		},
		"dense layer": func(ctx context.Context, seed uint64, tell func(int, Epoch), progress func(done, total int)) (interface{}, []Epoch, error) {
			p := ShortDenseLayerParams(images, 100, 64)
			p.Encode.Code, p.Seed, p.EachEpoch = encode.Binary, seed, tell
			r, err := DenseLayer(ctx, p, progress)
			return r, r.Epochs, err
		},
	} {
		done, total, told := 0, 0, 0
		tell := func(number int, e Epoch) {
			if told++; number != told {
				t.Errorf("%s: told of epoch %d, want %d", name, number, told)
			}
		}
		first, _, err := run(context.Background(), 1, tell, func(d, of int) {
			if d != done+1 {
				t.Fatalf("%s: progress %d after %d", name, d, done)
			}
			done, total = d, of
		})
		again, _, _ := run(context.Background(), 1, nil, nil)
		other, _, _ := run(context.Background(), 2, nil, nil)
		if err != nil || done != total || told != 5 || !reflect.DeepEqual(first, again) || reflect.DeepEqual(first, other) {
			t.Errorf("%s: error %v, %d of %d, told %d times, the same again: %v", name, err, done, total, told, reflect.DeepEqual(first, again))
		}
		for _, stop := range []int{1, total / 3, total - 1} {
			ctx, cancel := context.WithCancel(context.Background())
			_, epochs, err := run(ctx, 1, nil, func(d, _ int) {
				if d == stop {
					cancel()
				}
			})
			cancel()
			if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), fmt.Sprintf("after %d of %d", stop, total)) || len(epochs) > 4 || stop == total-1 && len(epochs) != 4 {
				t.Errorf("%s: error %v and %d epochs when stopped at %d of %d", name, err, len(epochs), stop, total)
			}
		}
	}
}

func ExampleTemplates() {
	train, _ := datasets.MNISTLike(400, 1)
	p := ShortTemplatesParams(train, train, 300, 100, 20)
	p.FromImages = true
	result, err := Templates(context.Background(), p, nil)
	fmt.Println(err, result.NeverWon, len(result.Epochs), len(result.Weights))
	// Output: <nil> 0 5 20
}
