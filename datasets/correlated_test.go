package datasets

import (
	"math"
	"slices"
	"testing"

	"gohtm/htm/sdr"
)

// P(j is a partner of i) = Strength + (1 - Strength) Partners / Vectors, by hand
// from the formula at NewCorrelatedPairs: 0.136 for the default, 1 for strength 1.
func TestCorrelatedPairs(t *testing.T) {
	for _, tt := range []struct{ strength, want float64 }{{0.1, 0.136}, {0.5, 0.52}, {0, 0.04}, {1, 1}} {
		p := DefaultCorrelatedParams()
		p.Inputs, p.Strength = 20000, tt.strength
		c, err := NewCorrelatedPairs(p)
		if err != nil {
			t.Fatal(err)
		}
		favoured := 0
		for i, pair := range c.Chosen {
			if slices.Contains(c.Partners[pair[0]], pair[1]) {
				favoured++
			}
			if input := c.Inputs[i]; !input.Equal(sdr.Concat(c.First[pair[0]], c.Second[pair[1]])) || input.Size != 1024 || input.Len() != 40 {
				t.Fatalf("input %v of pair %v, want its two SDRs side by side", input, pair)
			}
		}
		if share := float64(favoured) / 20000; math.Abs(share-tt.want) > 0.018 {
			t.Errorf("strength %v: %.4f of the pairs are favoured, want %.3f", tt.strength, share, tt.want)
		}
		if len(c.First) != 50 || len(c.Second) != 50 || len(c.Partners[0]) != 2 || c.Partners[0][0] == c.Partners[0][1] {
			t.Errorf("%d and %d SDRs, partners %v; want 50 each and two partners", len(c.First), len(c.Second), c.Partners[0])
		}
	}
}
