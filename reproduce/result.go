package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// result is what came of a run: numbers and curves by name. It is what is kept.
type result struct {
	Seed    uint64
	Numbers map[string]decimal
	Curves  map[string]points `json:",omitempty"`
}

// points are a curve.
type points struct{ X, Y []decimal }

// number puts a number into the result, with ten digits: some functions of package
// math differ in the last bit between machines.
func (r *result) number(name string, x float64) {
	if r.Numbers == nil {
		r.Numbers = map[string]decimal{}
	}
	r.Numbers[name] = digits(10, x)
}

// most is how many points are kept of a curve: more than a figure shows.
const most = 100

// curve puts a curve into the result, thinned to most points, to five digits each:
// results are committed.
func (r *result) curve(name string, x, y []float64) {
	if len(x) != len(y) {
		panic(fmt.Sprintf("reproduce: %d places and %d values of the curve %q, want as many", len(x), len(y), name))
	}
	if r.Curves == nil {
		r.Curves = map[string]points{}
	}
	var kept points
	for k, before := 1, -1; k <= most; k++ {
		if i := k*len(x)/most - 1; i > before {
			kept.X, kept.Y = append(kept.X, digits(5, x[i])), append(kept.Y, digits(5, y[i]))
			before = i
		}
	}
	r.Curves[name] = kept
}

// digits rounds a number to so many significant digits.
func digits(n int, x float64) decimal {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', n-1, 64), 64)
	return decimal(rounded)
}

// decimal is a number that may be NaN or infinite in a file, too.
type decimal float64

// MarshalJSON writes the shortest text that is read as the same bits.
func (d decimal) MarshalJSON() ([]byte, error) {
	if x := float64(d); math.IsNaN(x) || math.IsInf(x, 0) {
		return json.Marshal(fmt.Sprint(x))
	}
	return json.Marshal(float64(d))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *decimal) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		return json.Unmarshal(data, (*float64)(d))
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if text == fmt.Sprint(x) {
			*d = decimal(x)
			return nil
		}
	}
	return fmt.Errorf("reproduce: %q, want a number", text)
}

func floats(values []decimal) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = float64(v)
	}
	return out
}

// mean returns the mean of numbers, NaN of none.
func mean(numbers []float64) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += x
	}
	return sum / float64(len(numbers))
}

// counting returns 1, 2, ... n.
func counting(n int) []float64 {
	numbers := make([]float64, n)
	for i := range numbers {
		numbers[i] = float64(i + 1)
	}
	return numbers
}
