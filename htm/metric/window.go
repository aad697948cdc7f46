package metric

import (
	"fmt"
	"math"
)

// Window scores the latest records of a stream: as many as its size, fewer at the
// start. Records without a prediction take a place in it and are not scored. Each
// score is summed afresh, so no rounding error builds up.
type Window struct {
	truth, prediction []float64
	size, oldest      int
}

// NewWindow returns an empty window over so many records, or an error when that is not > 0.
func NewWindow(size int) (*Window, error) {
	if size <= 0 {
		return nil, fmt.Errorf("metric: window = %d, want > 0", size)
	}
	return &Window{size: size}, nil
}

// Add takes the next record, the prediction NaN when there was none, and lets go
// of the oldest when the window is full. A truth that is not finite or an infinite
// prediction is an error and changes nothing.
func (w *Window) Add(truth, prediction float64) error {
	if err := pair(truth, prediction); err != nil {
		return err
	}
	if len(w.truth) < w.size {
		w.truth, w.prediction = append(w.truth, truth), append(w.prediction, prediction)
		return nil
	}
	w.truth[w.oldest], w.prediction[w.oldest] = truth, prediction
	w.oldest = (w.oldest + 1) % w.size
	return nil
}

// sums adds up what is in the window, the oldest record first.
func (w *Window) sums() sums {
	var s sums
	for i := range w.truth {
		at := (w.oldest + i) % len(w.truth)
		s.add(w.truth[at], w.prediction[at])
	}
	return s
}

// Count returns how many records of the window have a prediction.
func (w *Window) Count() int { return w.sums().count }

// AAE returns the average absolute error, NaN when there is no prediction in the window.
func (w *Window) AAE() float64 { return w.sums().aae() }

// RMSE returns the root of the mean squared error, NaN when there is no prediction.
func (w *Window) RMSE() float64 { return w.sums().rmse() }

// AltMAPE returns 100 Σ|error| / Σ|truth|, NaN when there is no prediction.
func (w *Window) AltMAPE() float64 { return w.sums().altMAPE() }

// SlidingAAE returns for every record the AAE of the window that ends with it;
// errors as in Evaluate and NewWindow, but none when nothing is predicted.
func SlidingAAE(truth, prediction []float64, window int) ([]float64, error) {
	return slide(truth, prediction, window, (*Window).AAE)
}

// SlidingRMSE is SlidingAAE for the RMSE.
func SlidingRMSE(truth, prediction []float64, window int) ([]float64, error) {
	return slide(truth, prediction, window, (*Window).RMSE)
}

// SlidingAltMAPE is SlidingAAE for the AltMAPE.
func SlidingAltMAPE(truth, prediction []float64, window int) ([]float64, error) {
	return slide(truth, prediction, window, (*Window).AltMAPE)
}

// SlidingMean returns for every record the mean of the latest values, as many as
// the window, NaN left out; NaN where nothing else is in it. It smooths raw anomaly
// scores and shares of bursting minicolumns. A window that is not > 0 is an error.
func SlidingMean(values []float64, window int) ([]float64, error) {
	if window <= 0 {
		return nil, fmt.Errorf("metric: window = %d, want > 0", window)
	}
	means := make([]float64, len(values))
	for i := range values {
		sum, n := 0.0, 0
		for _, x := range values[max(0, i+1-window) : i+1] {
			if !math.IsNaN(x) {
				sum += x
				n++
			}
		}
		means[i] = sum / float64(n)
	}
	return means, nil
}

func slide(truth, prediction []float64, window int, score func(*Window) float64) ([]float64, error) {
	w, err := NewWindow(window)
	if err != nil {
		return nil, err
	}
	if err := validate(truth, prediction); err != nil {
		return nil, err
	}
	scores := make([]float64, len(truth))
	for i := range truth {
		if err := w.Add(truth[i], prediction[i]); err != nil {
			return nil, err
		}
		scores[i] = score(w)
	}
	return scores, nil
}
