package experiment

import "math"

// Band is the curve of a variant on a task over all seeds: where they lie at every X.
type Band struct {
	Name            string // of the variant
	X               []float64
	Mean, Low, High []float64 // over the seeds; Low and High are the least and the greatest
}

// Bands returns a band for each variant that has a run on a task, the baseline
// first: small multiples of variants against HTM's own. It panics if there is no
// such task, or if the curves of its runs have different lengths.
func (c Comparison) Bands(task string) []Band {
	var bands []Band
	for _, cell := range c.Cells[c.task(task)] {
		if band := cell.band(); len(band.X) > 0 {
			bands = append(bands, band)
		}
	}
	return bands
}

func (cell Cell) band() Band {
	band := Band{Name: cell.Variant}
	var curves [][]float64
	for _, run := range cell.Runs {
		if !math.IsNaN(run.Score) {
			band.X, curves = run.X, append(curves, run.Curve)
		}
	}
	for i := range band.X {
		at := make([]float64, 0, len(curves))
		for _, curve := range curves {
			if len(curve) != len(band.X) {
				panic("experiment: curves of different lengths in " + cell.Task + ", want as many points for every seed")
			}
			at = append(at, curve[i])
		}
		low, high := math.Inf(1), math.Inf(-1)
		for _, y := range at {
			low, high = math.Min(low, y), math.Max(high, y)
		}
		band.Mean, band.Low, band.High = append(band.Mean, mean(at)), append(band.Low, low), append(band.High, high)
	}
	return band
}
