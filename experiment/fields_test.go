package experiment

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/sdr"
)

// Cui, Ahmad & Hawkins (2017), figure 4: receptive fields show what the images are made of. In a
// tenth and less of the paper's epochs: of bars the fields stand in straight runs, and all fields
// are more like parts of the images than before.
func TestFieldsAsPublished(t *testing.T) {
	skipShort(t)
	digits := DigitFieldsParams(bars(300, 1)) // pictures of bars in place of digits
	for name, tt := range map[string]struct {
		params             FieldsParams
		epochs             int
		likeness, straight float64 // at least, after; likeness by how much it grows
	}{"bars": {BarFieldsParams(), 8, .25, .8}, "crosses": {CrossFieldsParams(), 3, .15, .85}, "digits": {digits, 2, .15, 0}} {
		tt.params.Epochs = tt.epochs
		r, err := Fields(context.Background(), tt.params, nil)
		if err != nil {
			t.Fatal(err)
		}
		before, after := Likeness(r.Before, r.Inputs[:200]), Likeness(r.After, r.Inputs[:200])
		t.Logf("%s: likeness %.3f, %.3f; straight %.2f, %.2f", name, before, after, Straight(r.Before, 32, 5), Straight(r.After, 32, 5))
		if after < before+tt.likeness || Straight(r.After, 32, 5) < tt.straight || Straight(r.Before, 32, 5) > .4 {
			t.Errorf("%s: want the likeness to grow by %v, and %v of the synapses in runs of five", name, tt.likeness, tt.straight)
		}
	}
}

// Worked by hand: a field {0, 1} within the pool {0, 1, 2, 3} of eight inputs.
func TestLikeness(t *testing.T) {
	field := ReceptiveField{Pool: sdr.SDR{Size: 8, Bits: []int{0, 1, 2, 3}}, Connected: sdr.SDR{Size: 8, Bits: []int{0, 1}}}
	image := func(bits ...int) sdr.SDR { return sdr.SDR{Size: 8, Bits: bits} }
	for _, tt := range []struct {
		name   string
		images []sdr.SDR
		want   float64
	}{
		{"all that the pool has of the image", []sdr.SDR{image(0, 1, 6, 7)}, 1},
		{"half of it", []sdr.SDR{image(0, 1, 2, 3)}, 2 / math.Sqrt(2*4)},
		{"the best image counts", []sdr.SDR{image(1, 2), image(0, 1, 5), image(2, 3), image(1, 3)}, 1},
		{"one of two", []sdr.SDR{image(0)}, 1 / math.Sqrt(2)},
		{"nothing", []sdr.SDR{image(2, 3)}, math.NaN()},
	} {
		got := Likeness([]ReceptiveField{field}, tt.images)
		if math.Abs(got-tt.want) > 1e-12 || math.IsNaN(got) != math.IsNaN(tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	empty := ReceptiveField{Pool: field.Pool, Connected: sdr.SDR{Size: 8}}
	if got := Likeness([]ReceptiveField{field, empty}, []sdr.SDR{image(0, 1)}); got != 1 {
		t.Errorf("with an empty field %v, want it left out: 1", got)
	}
	if got := field.Image(); !slices.Equal(got[:4], []float64{1, 1, 0, 0}) || !math.IsNaN(got[4]) || len(got) != 8 {
		t.Errorf("image %v", got)
	}
}

// Worked by hand on a sheet of 4 rows and 6 columns.
func TestStraight(t *testing.T) {
	for _, tt := range []struct {
		name string
		on   []int
		run  int
		want float64
	}{
		{"a lying run of three", []int{6, 7, 8}, 3, 1},
		{"is none of four", []int{6, 7, 8}, 4, 0},
		{"a standing run, and one beside it", []int{1, 7, 13, 8}, 3, .75},
		{"not around the border", []int{5, 6, 7}, 3, 0},
		{"two runs of a cross", []int{1, 6, 7, 8, 13}, 3, 1},
		{"nothing", nil, 3, math.NaN()},
	} {
		got := Straight([]ReceptiveField{{Connected: sdr.SDR{Size: 24, Bits: tt.on}}}, 6, tt.run)
		if got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestFieldsIsInterruptedWithWhatIsDone(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	p := BarFieldsParams()
	r, err := Fields(ctx, p, func(done, total int) {
		if total != 200000 {
			t.Errorf("total %d, want 200,000", total)
		}
		if done == 30 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || len(r.Before) != 1024 || len(r.After) != 1024 || len(r.Inputs) != 1000 {
		t.Errorf("%d fields before, %d after, %v; want all of what is done", len(r.Before), len(r.After), err)
	}
}

func TestFieldsParams(t *testing.T) {
	p := DigitFieldsParams(bars(20, 1))
	for _, p := range []FieldsParams{BarFieldsParams(), CrossFieldsParams(), p} {
		if err := p.Validate(); err != nil {
			t.Error(err)
		}
	}
	if inputs, err := p.Data(1); err != nil || len(inputs) != 20 || inputs[0].Size != 1024 {
		t.Errorf("%d digits, %v; want 20 of 32 x 32", len(inputs), err)
	}
	wide := bars(1, 1)
	wide.Columns, wide.Rows = 784, 1
	if _, err := DigitFieldsParams(nil).Data(1); err == nil || !strings.Contains(err.Error(), "images are nil") {
		t.Errorf("without images: %v", err)
	}
	if _, err := DigitFieldsParams(wide).Data(1); err == nil {
		t.Error("an image wider than its frame is no error")
	}
	p.Pooler.Density, p.InitialRadius, p.Data, p.Epochs, p.Pooler.ColumnShape = 2, 0, nil, 0, nil
	_, err := Fields(context.Background(), p, nil)
	complain(t, err, "spatial: Density = 2", "Pooler.InputShape = [32 32], ColumnShape = [], want the same two axes", "InitialRadius = 0", "Data is nil", "Epochs = 0")
	p = BarFieldsParams()
	p.Data = func(uint64) ([]sdr.SDR, error) { return []sdr.SDR{{Size: 3}, {Size: 4}}, nil }
	_, err = Fields(context.Background(), p, nil)
	complain(t, err, "Data returns input 0 of size 3")
	p.Data = func(uint64) ([]sdr.SDR, error) { return nil, errors.New("no data") }
	_, err = Fields(context.Background(), p, nil)
	complain(t, err, "no data")
}
