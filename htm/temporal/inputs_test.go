package temporal

import (
	"slices"

	"gohtm/htm/internal/rng"
)

// moveBits returns a copy of a pattern of 2048 bits with n of them moved.
func moveBits(pattern []int, n int, r *rng.Stream) []int {
	moved := slices.Clone(pattern)
	for ; n > 0; n-- {
		place := r.Below(len(moved))
		bit := r.Below(2048)
		for slices.Contains(moved, bit) {
			bit = r.Below(2048)
		}
		moved[place] = bit
	}
	slices.Sort(moved)
	return moved
}
