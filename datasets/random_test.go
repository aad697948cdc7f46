package datasets

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// Streams of other numbers are other streams: also of the same numbers elsewhere.
func TestStreamOf(t *testing.T) {
	seen := map[uint64][]uint64{}
	for _, numbers := range [][]uint64{{1}, {1, 0}, {1, 1}, {0, 1}, {1, 1, 0}, {2, 0}, {0}, {0, 0}} {
		first := streamOf(numbers[0], numbers[1:]...).next()
		if same, ok := seen[first]; ok {
			t.Errorf("streams of %v and %v begin alike", numbers, same)
		}
		seen[first] = numbers
	}
}

// Each element is drawn about equally often, to five standard deviations.
func TestSampleAndPermutation(t *testing.T) {
	random := streamOf(3)
	var drawn [10]int
	var at [5][5]int
	for range 5000 {
		for _, i := range random.sample(10, 3) {
			drawn[i]++
		}
		for place, element := range random.permutation(5) {
			at[element][place]++
		}
	}
	for i, n := range drawn {
		if n < 1340 || n > 1660 { // 1500 of 5000
			t.Errorf("%d was sampled %d times of 5000, want about 1500", i, n)
		}
	}
	for element, places := range at {
		for place, n := range places {
			if n < 850 || n > 1150 {
				t.Errorf("%d came to place %d %d times of 5000, want about 1000", element, place, n)
			}
		}
	}
	if all := random.sample(7, 7); len(all) != 7 || slices.Max(all) != 6 || slices.Min(all) != 0 {
		t.Errorf("a sample of all 7 is %v", all)
	}
}

// Moved bits are as many as before, none of them where one was.
func TestMove(t *testing.T) {
	random := streamOf(5)
	for range 200 {
		from := random.sdr(20, 8)
		places := random.sample(8, 5)
		to := random.move(from, places)
		if err := to.Check(); err != nil || to.Len() != 8 || to.Overlap(from) != 3 {
			t.Fatalf("%v became %v, %v; want 8 bits, 3 of them the same", from, to, err)
		}
		for _, place := range places {
			if to.Has(from.Bits[place]) {
				t.Fatalf("%v became %v, want bit %d gone", from, to, from.Bits[place])
			}
		}
	}
}

func TestScatter(t *testing.T) {
	random, moved := streamOf(6), 0
	from := random.sdr(2048, 40)
	for range 500 {
		moved += 40 - from.Overlap(random.scatter(from, 0.1))
	}
	if share := float64(moved) / (500 * 40); math.Abs(share-0.1) > 0.011 { // five standard deviations
		t.Errorf("a share of %.4f was moved, want 0.1", share)
	}
	if same := random.scatter(from, 0); !same.Equal(from) {
		t.Errorf("without noise %v became %v", from, same)
	}
	full := sdr.SDR{Size: 3, Bits: []int{0, 1, 2}}
	if to := random.scatter(full, 1); !to.Equal(full) {
		t.Errorf("where there is no room %v became %v", full, to)
	}
}
