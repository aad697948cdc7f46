package experiment

import (
	"math"

	"gohtm/htm/sdr"
)

// mean returns the mean of numbers, NaN of none.
func mean(numbers []float64) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += x
	}
	return sum / float64(len(numbers))
}

// deviation returns the standard deviation of a sample, with n-1; NaN of fewer than two.
func deviation(numbers []float64) float64 {
	if len(numbers) < 2 {
		return math.NaN()
	}
	centre, squares := mean(numbers), 0.0
	for _, x := range numbers {
		squares += float64((x - centre) * (x - centre))
	}
	return math.Sqrt(squares / float64(len(numbers)-1))
}

// last returns the last number, NaN of none.
func last(numbers []float64) float64 {
	if len(numbers) == 0 {
		return math.NaN()
	}
	return numbers[len(numbers)-1]
}

// lowest returns the least number that is one, NaN of none.
func lowest(numbers []float64) float64 {
	least := math.NaN()
	for _, x := range numbers {
		if !(least <= x) && !math.IsNaN(x) {
			least = x
		}
	}
	return least
}

// thin returns at most so many points of a curve, evenly spread, its last one among
// them, and their places, counted from 1.
func thin(curve []float64, points int) (x, y []float64) {
	for k := 1; k <= points; k++ {
		if i := k*len(curve)/points - 1; i >= 0 && (len(x) == 0 || float64(i+1) > x[len(x)-1]) {
			x, y = append(x, float64(i+1)), append(y, curve[i])
		}
	}
	return x, y
}

// counting returns 0, 1, ... n-1.
func counting(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// shuffled returns counting in a random order.
func shuffled(n int, random *sdr.Random) []int {
	order := counting(n)
	for i := n - 1; i > 0; i-- {
		j := random.Below(i + 1)
		order[i], order[j] = order[j], order[i]
	}
	return order
}
