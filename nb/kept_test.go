package nb

import "testing"

// Of more than a chunk, every item has its number, and every list its place, also one that
// is longer than a chunk.
func TestWhatIsKeptIsFoundAgain(t *testing.T) {
	var items, lists [][]int
	if count(items) != 0 {
		t.Errorf("%d items in none", count(items))
	}
	for i := 0; i < 2*chunk+3; i++ {
		if number := add(&items, 7*i); int(number) != i {
			t.Fatalf("item %d has number %d", i, number)
		}
	}
	if count(items) != 2*chunk+3 || item(items, chunk-1) != 7*(chunk-1) || item(items, chunk) != 7*chunk || item(items, 2*chunk+2) != 7*(2*chunk+2) {
		t.Errorf("%d items, want %d, each 7 times its number", count(items), 2*chunk+3)
	}
	sizes, places := []int{0, 5, chunk - 7, 3, 2, chunk + 1, 4, 0}, []place{}
	for i, size := range sizes {
		list := make([]int, size)
		for k := range list {
			list[k] = i
		}
		places = append(places, keep(&lists, list))
	}
	for i, p := range places {
		list := at(lists, p)
		if len(list) != sizes[i] || cap(list) != sizes[i] {
			t.Errorf("list %d: %d of %d values, want %d", i, len(list), cap(list), sizes[i])
		}
		for _, v := range list {
			if v != i {
				t.Fatalf("list %d holds %d", i, v)
			}
		}
	}
}
