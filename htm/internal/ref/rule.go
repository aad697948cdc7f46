package ref

import "math"

// Tabulated is a learning rule of two functions of one permanence that are known at
// some points alone, 0 and 128 for each doubling from 1/1024 to 1; in between there
// are straight lines. It is the plain form of synapse.Tabulate, for functions that
// are no straight lines altogether.
func Tabulated(on, off func(float64) float64) func(permanences []float32, active []bool) {
	points := []float64{0}
	for octave := 1.0 / 1024; octave < 1; octave *= 2 {
		for i := 0; i < 128; i++ {
			points = append(points, octave+octave*float64(i)/128)
		}
	}
	points = append(points, 1)
	return func(permanences []float32, active []bool) {
		for i, permanence := range permanences {
			f := off
			if active[i] {
				f = on
			}
			k := 1 // of the point behind the permanence
			for k+1 < len(points) && points[k] <= float64(permanence) {
				k++
			}
			x0, x1 := points[k-1], points[k]
			slope := (f(x1) - f(x0)) / (x1 - x0)
			start := math.RoundToEven((f(x0)-float64(slope*x0))*(1<<40)) / (1 << 40)
			next := float32(float32(slope)*permanence) + float32(start)
			if permanence == 1 {
				next = float32(f(1))
			}
			permanences[i] = max(0, min(next, 1))
		}
	}
}
