package predict

import (
	"math"
	"testing"

	"gohtm/htm/internal/rng"
)

// Both inner loops give the bits of the plain sum, from left to right, at every length.
func TestInnerLoops(t *testing.T) {
	random := rng.New(1)
	for length := 0; length <= 40; length++ {
		var rows [5][]float32
		for k := range rows {
			for i := 0; i < length; i++ {
				rows[k] = append(rows[k], float32(random.Float64()-.5)*float32(math.Pow(10, float64(random.Below(6)))))
			}
		}
		one, four := append([]float32(nil), rows[0]...), append([]float32(nil), rows[0]...)
		add(one, rows[1])
		addFour(four, rows[1], rows[2], rows[3], rows[4])
		for i := range one {
			want := rows[0][i] + rows[1][i]
			if one[i] != want {
				t.Errorf("add: place %d of %d is %v, want %v", i, length, one[i], want)
			}
			for _, row := range rows[2:] {
				want += row[i]
			}
			if four[i] != want {
				t.Errorf("addFour: place %d of %d is %v, want %v", i, length, four[i], want)
			}
		}
	}
}
