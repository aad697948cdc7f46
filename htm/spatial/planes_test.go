package spatial

import (
	"slices"
	"testing"

	"gohtm/htm/internal/rng"
	"gohtm/htm/sdr"
)

// What is asked of planes, against the same asked one by one.
func TestPlanes(t *testing.T) {
	r := rng.New(3)
	for _, columns := range []int{1, 64, 70, 512, 700, 1030} {
		for _, most := range []int{1, 2, 7, 300} { // overlaps are below
			p := mustNew(t, 300, columns, func(p *Params) { p.PotentialFraction = 1 })
			overlaps := make([]float32, columns)
			for column := range overlaps {
				overlaps[column] = float32(r.Below(most))
			}
			p.setPlanes(overlaps)
			for column, overlap := range overlaps {
				word, bit := column>>6, column&63
				if got := p.planes.some(word)>>bit&1 != 0; got != (overlap > 0) {
					t.Fatalf("some of overlap %v: %v", overlap, got)
				}
				for _, least := range []int{0, 1, 2, 3, 128, 255, 1 << 20} {
					if got := p.planes.atLeast(word, least)>>bit&1 != 0; got != (int(overlap) >= least) {
						t.Fatalf("overlap %v at least %d: %v", overlap, least, got)
					}
				}
			}
			p.store()
			for column, overlap := range p.overlaps {
				if float32(overlap) != overlaps[column] || p.boosted[column] != overlaps[column] {
					t.Fatalf("overlap %d and boosted %v of minicolumn %d, want %v", overlap, p.boosted[column], column, overlaps[column])
				}
			}
			sorted := slices.Sorted(slices.Values(overlaps))
			for k := 1; k <= columns; k += 1 + columns/9 {
				p.params.Density, p.scratch.largest = float64(k)/float64(columns), 0
				p.active = nil
				p.inhibitByPlanes()
				fast := p.active
				p.active = nil
				p.boostOverlaps() // by 1
				p.inhibit()
				if !slices.Equal(fast, p.active) || len(fast) != k || overlaps[fast[0]] < sorted[columns-k] {
					t.Fatalf("%d of %d minicolumns below %d: winners %v, want %v", k, columns, most, fast, p.active)
				}
			}
		}
	}
}

// Overlaps that nobody has asked for yet must not come up after a Restore.
func TestRestoreBringsBackOverlaps(t *testing.T) {
	p := mustNew(t, 300, 70, func(*Params) {})
	r := rng.New(4)
	p.Step(sdr.SDR{Size: 300, Bits: r.Sample(300, 30)}, true)
	state, want := p.Snapshot(), p.Overlaps()
	p.Step(sdr.SDR{Size: 300, Bits: r.Sample(300, 30)}, true)
	if err := p.Restore(state); err != nil {
		t.Fatal(err)
	}
	if got := p.Overlaps(); !slices.Equal(got, want) {
		t.Errorf("overlaps %v, want %v", got, want)
	}
	if got := p.BoostedOverlaps(); !slices.Equal(got, state.BoostedOverlaps) {
		t.Errorf("boosted overlaps %v, want %v", got, state.BoostedOverlaps)
	}
}
