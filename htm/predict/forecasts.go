package predict

import "math"

// NaiveForecasts returns, for each of the values, what a Naive had predicted for
// it so many records before; NaN for the first ones, for which it had seen
// nothing. ahead takes the place of p.Steps. What Step refuses is an error.
func NaiveForecasts(p NaiveParams, values []float64, ahead int) ([]float64, error) {
	p.Steps = []int{ahead}
	naive, err := NewNaive(p)
	if err != nil {
		return nil, err
	}
	forecasts := make([]float64, len(values))
	for i := range forecasts {
		forecasts[i] = math.NaN()
	}
	for i, x := range values {
		if err := naive.Step(x); err != nil {
			return nil, err
		}
		if i+ahead < len(values) {
			forecasts[i+ahead] = naive.Predict(ahead)
		}
	}
	return forecasts, nil
}
