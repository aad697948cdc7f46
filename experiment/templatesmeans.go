package experiment

import (
	"math"

	"gohtm/datasets"
)

// pixels returns the first images as numbers from 0 to 1.
func pixels(images *datasets.LabelledImages, count int) [][]float32 {
	all := make([][]float32, count)
	for i := range all {
		all[i] = make([]float32, len(images.Images[i]))
		for at, grey := range images.Images[i] {
			all[i][at] = float32(grey) / 255
		}
	}
	return all
}

// means are those of groups of images.
type means struct {
	sums  [][]float64
	count []int
}

func newMeans(groups, pixels int) means {
	m := means{make([][]float64, groups), make([]int, groups)}
	for g := range m.sums {
		m.sums[g] = make([]float64, pixels)
	}
	return m
}

func (m means) add(group int, image []float32) {
	m.count[group]++
	for i, x := range image {
		m.sums[group][i] += float64(x)
	}
}

// all returns the mean of each group, nil of one without images.
func (m means) all() [][]float32 {
	all := make([][]float32, len(m.sums))
	for g, n := range m.count {
		if n == 0 {
			continue
		}
		for _, sum := range m.sums[g] {
			all[g] = append(all[g], float32(sum/float64(n)))
		}
	}
	return all
}

// correlation is Pearson's, NaN if one of both is the same everywhere.
func correlation(a, b []float32) float64 {
	n, meanA, meanB := float64(len(a)), 0.0, 0.0
	for i := range a {
		meanA, meanB = meanA+float64(a[i])/n, meanB+float64(b[i])/n
	}
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i])-meanA, float64(b[i])-meanB
		ab, aa, bb = ab+float64(x*y), aa+float64(x*x), bb+float64(y*y)
	}
	return ab / math.Sqrt(aa*bb)
}
