package model

import (
	"math"
	"reflect"
	"testing"

	"gohtm/htm/predict"
	"gohtm/htm/sdr"
)

// Worked by hand: 4 buckets of .5 from 0 to 2; for changes 8 from -2 to 2.
func TestBucket(t *testing.T) {
	r := Readout{Min: 0, Max: 2, Width: 0.5}
	for _, tt := range []struct {
		name   string
		change bool
		x      float64
		want   int
	}{
		{"the least value", false, 0, 0},
		{"inside", false, 0.7, 1},
		{"an edge belongs to the bucket above", false, 1.5, 3},
		{"the greatest value falls into the last", false, 2, 3},
		{"below the range", false, -7, 0},
		{"far above the range", false, 1e300, 3},
		{"no change", true, 0, 4},
		{"the greatest fall", true, -2, 0},
		{"a small fall", true, -0.1, 3},
		{"the greatest rise", true, 2, 7},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r.Change = tt.change
			if got := r.bucket(tt.x); got != tt.want {
				t.Errorf("bucket(%v) = %d of %d, want %d", tt.x, got, r.buckets(), tt.want)
			}
		})
	}
	if r := (Readout{Min: 0, Max: 92.4, Width: 0.88}); r.buckets() != 105 {
		t.Errorf("%d buckets of .88 to 92.4, want 105", r.buckets())
	}
}

// Worked by hand: the value rises by 3 and falls by 1 in turn. Whatever the level,
// the code of the phase tells the change to come.
func TestChangeReadoutAddsTheChangeToTheValue(t *testing.T) {
	p := Readout{Name: "r", Feed: WinnerCells, Steps: []int{2, 1}, Change: true, Min: 0, Max: 100, Width: 1, Alpha: 2, ValueAlpha: 1, Estimate: predict.ArgMax}
	r, err := newReadout(p, 2)
	if err != nil {
		t.Fatal(err)
	}
	value := 10.0
	var said []Prediction
	for i := 0; i < 40; i++ {
		if i > 0 {
			value += []float64{-1, 3}[i%2]
		}
		said = r.step(nil, sdr.SDR{Size: 2, Bits: []int{i % 2}}, value, true)
		if i == 0 && !(math.IsNaN(said[0].Value) && math.IsNaN(said[1].Value)) {
			t.Errorf("after one row: %v, want no prediction", said)
		}
	}
	// The last row is odd: the next change is -1, that over two rows 2.
	if said[0] != (Prediction{"r", 2, value + 2}) || said[1] != (Prediction{"r", 1, value - 1}) {
		t.Errorf("%v at %v, want %v two rows ahead and %v one", said, value, value+2, value-1)
	}
}

// The level rises by 5 every two rows; the neighbours of the code know only the
// change, and reach a value that never was.
func TestNearestReadoutOfChanges(t *testing.T) {
	p := NearestReadout("r", WinnerCells, true)
	p.Steps = []int{1}
	r, err := newReadout(p, 2)
	if err != nil {
		t.Fatal(err)
	}
	var said []Prediction
	for i := 0; i < 20; i++ {
		said = r.step(nil, sdr.SDR{Size: 2, Bits: []int{i % 2}}, float64(i/2)*5, true)
	}
	if math.Abs(said[0].Value-50) > 1e-3 {
		t.Errorf("%v at 45, want 50", said)
	}
}

func TestAReadoutPassesItsParametersOn(t *testing.T) {
	p := Readout{
		Name: "r", Feed: WinnerCells, Steps: []int{3, 2}, Min: 1, Max: 4, Width: 0.5, Alpha: 0.7, Spread: true, ValueAlpha: 0.6,
		Estimate: func(distribution, values []float64) float64 { return float64(len(distribution)) },
	}
	r, err := newReadout(p, 9)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range p.Steps {
		want := predict.ClassifierParams{Size: 9, Buckets: 6, Steps: []int{k}, Alpha: 0.7, Spread: true}
		if got := r.ahead[i].softmax.Params(); !reflect.DeepEqual(got, want) {
			t.Errorf("classifier %+v, want %+v", got, want)
		}
		if got, want := r.ahead[i].values.Params(), (predict.ValuesParams{Buckets: 6, Alpha: 0.6}); got != want {
			t.Errorf("values %+v, want %+v", got, want)
		}
	}
	said := r.step(nil, sdr.SDR{Size: 9}, 2, true)
	if want := []Prediction{{"r", 3, 6}, {"r", 2, 6}}; !reflect.DeepEqual(said, want) {
		t.Errorf("%v, want %v from the estimate", said, want)
	}
}

func TestRecentValuesAreAsManyAsTheFurthestStepNeeds(t *testing.T) {
	r := &readout{params: Readout{Steps: []int{1, 3}}}
	for x := 1.0; x <= 6; x++ {
		r.remember(x)
	}
	if len(r.recent) != 4 || r.recent[0] != 6 || r.recent[3] != 3 {
		t.Errorf("recent %v, want [6 5 4 3]", r.recent)
	}
}
