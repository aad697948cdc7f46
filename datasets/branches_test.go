package datasets

import (
	"math"
	"testing"

	"gohtm/htm/sdr"
)

// A random SDR's share in the union of endings, as the authors' program prints it.
func TestBranchesOverlapAsPublished(t *testing.T) {
	for branches, published := range map[int]float64{1: 0.01985, 2: 0.0398, 5: 0.0966, 10: 0.1830, 20: 0.3317} {
		shared := 0
		const seeds = 600
		for seed := range uint64(seeds) {
			b, err := NewBranches(2000, 40, 5, branches, seed)
			if err != nil {
				t.Fatal(err)
			}
			union := sdr.SDR{Size: 2000}
			for _, ending := range b.Endings {
				union = union.Union(ending)
			}
			shared += union.Overlap(b.Novel)
		}
		if share := float64(shared) / (seeds * 40); math.Abs(share-published) > 0.012 {
			t.Errorf("%d branches: %.4f of a random SDR lies in the union, want %.4f", branches, share, published)
		}
	}
}

func TestBranchesSequences(t *testing.T) {
	b, err := NewBranches(2000, 40, 5, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	sequences := b.Sequences()
	if len(sequences) != 3 || len(b.Onset) != 5 {
		t.Fatalf("%d sequences with an onset of %d, want 3 and 5", len(sequences), len(b.Onset))
	}
	for i, sequence := range sequences {
		for j := range 5 {
			if !sequence[j].Equal(b.Onset[j]) {
				t.Errorf("element %d of sequence %d is not the onset's", j, i)
			}
		}
		if len(sequence) != 6 || !sequence[5].Equal(b.Endings[i]) || sequence[5].Len() != 40 {
			t.Errorf("sequence %d has %d elements, want the onset and ending %d", i, len(sequence), i)
		}
	}
}
