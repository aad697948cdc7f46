package spatial_test

import (
	"fmt"
	"reflect"
	"testing"

	"gohtm/htm/sdr"
	"gohtm/htm/spatial"
	"gohtm/htm/synapse"
)

// Worked by hand: overlaps 4, 2, 1 and 0, of which two win; boosted or not, counted or
// graded with permanences of 1.
func TestRatesAndResponses(t *testing.T) {
	for _, transmission := range []*synapse.Transmission{nil, synapse.Graded()} {
		params := spatial.DefaultParams(4, 4)
		params.PotentialFraction, params.Density, params.Transmission = 1, .5, transmission
		params.BoostStrength, params.BoostInference = 5, true
		p, err := spatial.New(params)
		if err != nil {
			t.Fatal(err)
		}
		s := p.Snapshot()
		copy(s.BoostFactors, []float32{.01, 1, 100, 1}) // so that the third beats the first
		if err := p.Restore(s); err != nil {
			t.Fatal(err)
		}
		for column, permanences := range [][]float32{{1, 1, 1, 1}, {0, 1, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 0}} {
			if err := p.SetPermanences(column, permanences); err != nil {
				t.Fatal(err)
			}
		}
		p.Step(sdr.SDR{Size: 4, Bits: []int{0, 1, 2, 3}}, false)
		if got, want := p.Rates(), []float32{0, .5, .25, 0}; !reflect.DeepEqual(got, want) {
			t.Errorf("rates %v, want %v", got, want)
		}
		if got, want := p.Responses(), []float32{1, .5, .25, 0}; !reflect.DeepEqual(got, want) {
			t.Errorf("responses %v, want %v", got, want)
		}
		if got, want := p.AppendResponses(p.AppendRates([]float32{7})), []float32{7, 0, .5, .25, 0, 1, .5, .25, 0}; !reflect.DeepEqual(got, want) {
			t.Errorf("appended %v, want %v", got, want)
		}
		p.Step(sdr.SDR{Size: 4}, false)
		if got := append(p.Rates(), p.Responses()...); !reflect.DeepEqual(got, make([]float32, 8)) {
			t.Errorf("%v without input, want zeros", got)
		}
	}
}

// A pooler of rates on top of a pooler.
func ExamplePooler_Rates() {
	params := spatial.DefaultParams(100, 200)
	params.Density = 0.02
	first, _ := spatial.New(params)
	params = spatial.DefaultParams(200, 50)
	params.RateInputs = true
	second, err := spatial.New(params)
	if err != nil {
		fmt.Println(err)
	}
	input, _ := sdr.New(100, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
	first.Step(input, true)
	second.StepRates(first.Rates(), true)
	for _, column := range first.Active().Bits {
		fmt.Printf("%.2f ", first.Rates()[column])
	}
	fmt.Println(second.Active())
	// Output: 0.71 0.86 0.71 1.00 1 of 50: 17
}
