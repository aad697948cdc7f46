package spatial

import (
	"fmt"
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
)

// What an area counts, sums and finds is what the list of neighbours says, for
// lines, planes and spaces, rows longer than a word, with borders and without.
func TestArea(t *testing.T) {
	r := rng.New(1)
	for _, shape := range [][]int{{1}, {5}, {64}, {130}, {1, 1}, {3, 7}, {8, 64}, {5, 65}, {64, 3}, {4, 200}, {3, 4, 5}, {2, 1, 70}, {2, 3, 2, 3}} {
		for _, wrap := range []bool{false, true} {
			n := 1
			for _, length := range shape {
				n *= length
			}
			s := newSpace(n, shape, wrap)
			s.tabulate(n)
			var a area
			for _, radius := range []int{1, 2, 3, 9, 40, 150} { // the same area, set again
				t.Run(fmt.Sprintf("%v wrap %v radius %d", shape, wrap, radius), func(t *testing.T) {
					a.set(&s, radius)
					requireArea(t, &a, r)
				})
			}
		}
	}
}

func requireArea(t *testing.T, a *area, r *rng.Stream) {
	n := len(a.size)
	in, values := make([]bool, n), make([]int64, n)
	set := make(rowSet, len(a.ahead))
	for place := range in {
		values[place] = int64(r.Below(1000))
		if in[place] = r.Below(3) == 0; in[place] {
			set.add(a.bit[place])
		}
	}
	sums, most := slices.Clone(values), slices.Clone(values)
	a.slide(sums, slideSum)
	a.slide(most, slideMax)
	for place := range in {
		near := places(nil, a.space.neighbourhood(nil, place, a.radius))
		count, sum, largest := 0, int64(0), int64(0)
		for _, other := range near {
			if in[other] {
				count++
			}
			sum, largest = sum+values[other], max(largest, values[other])
		}
		if int(a.size[place]) != len(near) || int(a.size[a.largest]) < len(near) {
			t.Errorf("place %d: %d neighbours, at most %d; want %d", place, a.size[place], a.size[a.largest], len(near))
		}
		if set.has(a.bit[place]) != in[place] {
			t.Errorf("place %d is in the set: %v, want %v", place, !in[place], in[place])
		}
		if got := a.count(set, place, n+1); got != count {
			t.Errorf("place %d: %d neighbours in the set, want %d", place, got, count)
		}
		for enough := 1; enough <= count; enough += 5 {
			if got := a.count(set, place, enough); got < enough || got > count {
				t.Errorf("place %d: %d neighbours when %d are enough, want up to %d", place, got, enough, count)
			}
		}
		if sums[place] != sum || most[place] != largest {
			t.Errorf("place %d: sum %d, largest %d; want %d, %d", place, sums[place], most[place], sum, largest)
		}
		for other, tile := range a.tile {
			if slices.Contains(a.around[a.tile[place]], tile) && !slices.Contains(near, other) {
				t.Fatalf("place %d is in a tile around place %d, but not within the radius", other, place)
			}
		}
	}
}
