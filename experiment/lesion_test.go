package experiment

import (
	"context"
	"errors"
	"math"
	"testing"

	"gohtm/htm/sdr"
)

func lesion(t *testing.T, p LesionParams, seed uint64) LesionResult {
	t.Helper()
	p.Seed = seed
	r, err := Lesion(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Cui, Ahmad & Hawkins (2017), figure 5, in short: after a stroke few minicolumns are connected to
// the inputs in its middle, and more and more become so, slowly; after a lesion of the retina
// they leave the silent inputs, fast. Away from it little changes. The paper's axes go from 19
// to 50 minicolumns for an input after the stroke, and from 0 to 50 after the lesion.
func TestLesionAsPublished(t *testing.T) {
	skipShort(t)
	p := ShortLesionParams()
	p.Epochs = 70
	stroke := lesion(t, p, 2)
	before, after, end := stroke.Look(29), stroke.Look(30), len(stroke.Epochs)-1
	t.Logf("stroke %.1f, %.1f, %.1f; outside %.1f, %.1f", stroke.Inside[before], stroke.Inside[after], stroke.Inside[end], stroke.Outside[before], stroke.Outside[end])
	if stroke.Inside[after] > .4*stroke.Inside[before] || stroke.Inside[end] < 1.3*stroke.Inside[after] || stroke.Inside[end] > .7*stroke.Inside[before] {
		t.Errorf("a stroke leaves %.1f of %.1f minicolumns for an input, and then %.1f", stroke.Inside[after], stroke.Inside[before], stroke.Inside[end])
	}
	for i, at := range stroke.Epochs {
		if i > 0 && at > 30 && stroke.Inside[i] < stroke.Inside[i-1] {
			t.Errorf("fewer minicolumns at %d than before", at)
		}
	}
	p.Retina = true
	retina := lesion(t, p, 2)
	if retina.Inside[before] != stroke.Inside[before] || retina.Inside[after] < .9*retina.Inside[before] || retina.Inside[end] > .2*retina.Inside[before] || retina.Outside[end] < .7*retina.Outside[before] {
		t.Errorf("silent inputs keep %.1f of %.1f minicolumns, others %.1f of %.1f", retina.Inside[end], retina.Inside[before], retina.Outside[end], retina.Outside[before])
	}
}

// At the size of a hand: who is lost, what is looked at, and that the dead have no field.
func TestLesionLooks(t *testing.T) {
	p := ShortLesionParams()
	p.Epochs, p.LesionAt, p.Every, p.Radius = 5, 3, 4, 1
	r := lesion(t, p, 1)
	if want := []int{0, 2, 3, 4, 5}; len(r.Epochs) != len(want) {
		t.Fatalf("looks after epochs %v, want %v", r.Epochs, want)
	}
	if r.Lost.Len() != 9 || !r.Lost.Has(14*32+14) || !r.Lost.Has(16*32+16) {
		t.Errorf("lost %v, want the nine around row 15, column 15", r.Lost)
	}
	if r.Look(1) != 0 || r.Look(2) != 1 || r.Look(99) != 4 {
		t.Errorf("looks %d, %d, %d; want 0, 1, 4", r.Look(1), r.Look(2), r.Look(99))
	}
	dead := 15*32 + 15
	if math.IsNaN(r.CentreRows[1][dead]) || !math.IsNaN(r.CentreRows[2][dead]) || !math.IsNaN(r.CentreColumns[4][dead]) {
		t.Error("a dead minicolumn has a receptive field, or a living one none")
	}
	// Synapses begin within 5: (2 5 + 1) squared inputs, half of them connected.
	if all := mean(r.Coverage[0]); all < 56 || all > 65 {
		t.Errorf("%.1f minicolumns connected to an input at first, want half of 121", all)
	}
	defer func() {
		if recover() == nil {
			t.Error("a look before the first one")
		}
	}()
	r.Look(-1)
}

// Worked by hand on a sheet of 4 rows and 6 columns.
func TestCentre(t *testing.T) {
	for _, tt := range []struct {
		field    []int
		column   int
		row, col float64
	}{
		{[]int{7}, 7, 1, 1},
		{[]int{6, 8}, 7, 1, 1},
		{[]int{1, 13}, 7, 1, 1},
		{[]int{0, 5}, 0, 0, 5.5},         // across the border: half a step to the left of column 0
		{[]int{2, 20}, 2, 3.5, 2},        // and up
		{[]int{23, 0, 1}, 0, 11. / 3, 0}, // rows -1, 0, 0 and columns -1, 0, 1
	} {
		row, col := centre(sdr.SDR{Size: 24, Bits: tt.field}, tt.column, 4, 6)
		if math.Abs(row-tt.row) > 1e-12 || math.Abs(col-tt.col) > 1e-12 {
			t.Errorf("centre of %v for minicolumn %d: %v, %v; want %v, %v", tt.field, tt.column, row, col, tt.row, tt.col)
		}
	}
	if row, _ := centre(sdr.SDR{Size: 24}, 3, 4, 6); !math.IsNaN(row) {
		t.Errorf("centre of nothing: %v", row)
	}
}

func TestLesionIsInterruptedWithWhatIsDone(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	r, err := Lesion(ctx, ShortLesionParams(), func(done, total int) {
		if total != 80 {
			t.Errorf("total %d, want 80", total)
		}
		if done == 1 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || len(r.Epochs) != 1 {
		t.Errorf("%d looks, %v; want 1, stopped", len(r.Epochs), err)
	}
}

func TestLesionParams(t *testing.T) {
	if p := DefaultLesionParams(); p.Validate() != nil || ShortLesionParams().Validate() != nil || p.Epochs != 600 || p.LesionAt != 180 {
		t.Fatalf("defaults: %v, %v", p.Validate(), ShortLesionParams().Validate())
	}
	p := DefaultLesionParams()
	p.Pooler.Density, p.Pooler.WrapAround = 2, false
	p.InitialRadius, p.Data, p.Epochs, p.LesionAt, p.Radius, p.Every, p.Centre, p.Outside = 0, nil, 0, 0, -1, 0, [2]int{32, 0}, [4]int{3, 2, 0, 0}
	complain(t, p.Validate(), "spatial: Density = 2", "Pooler.WrapAround = false", "InitialRadius = 0", "Data is nil", "Epochs = 0, want > 0", "LesionAt = 0, want in [1, Epochs = 0)",
		"Radius = -1", "Every = 0", "Centre = [32 0], want on the sheet of 32 x 32", "Outside = [3 2 0 0]")
	p = DefaultLesionParams()
	p.Pooler.InputShape = []int{16, 64}
	complain(t, p.Validate(), "Pooler.InputShape = [16 64], ColumnShape = [32 32], want the same two axes")
	no := errors.New("no data")
	for want, data := range map[string]func(uint64) ([]sdr.SDR, error){
		"no data":               func(uint64) ([]sdr.SDR, error) { return nil, no },
		"Data returns 0 inputs": func(uint64) ([]sdr.SDR, error) { return nil, nil },
		"Data returns input 1 of size 5, want Pooler.Inputs = 1024": func(uint64) ([]sdr.SDR, error) { return []sdr.SDR{{Size: 1024}, {Size: 5}}, nil },
	} {
		p := ShortLesionParams()
		p.Data = data
		_, err := Lesion(context.Background(), p, nil)
		complain(t, err, want)
	}
}
