package datasets

import (
	"math"
	"testing"
)

// The false negatives that Ahmad & Hawkins (2016) give for 128 active cells and 30
// synapses, with 500 dendrites in 8 trials.
func TestDendritesMissAsPublished(t *testing.T) {
	d, err := NewDendrites(DefaultDendriteParams())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		noise     float64
		threshold int
		published float64
	}{
		{0.40, 8, 3.5e-6}, {0.50, 8, 7.35e-4}, {0.65, 8, 0.0896}, {0.75, 8, 0.509},
		{0.40, 12, 0.0028}, {0.50, 12, 0.0717}, {0.65, 12, 0.665}, {0.75, 12, 0.970},
	} {
		missed := 0
		for i := range d.Patterns {
			for trial := range uint64(8) {
				input, err := d.Noisy(i, tt.noise, trial)
				if err != nil {
					t.Fatal(err)
				}
				if synapses := d.Synapses[i].Overlap(input); synapses < tt.threshold {
					missed++
				}
			}
		}
		margin := 5*math.Sqrt(tt.published*(1-tt.published)/4000) + 0.0005
		if share := float64(missed) / 4000; math.Abs(share-tt.published) > margin {
			t.Errorf("noise %v, threshold %d: %.4f missed, want %.4f up to %.4f", tt.noise, tt.threshold, share, tt.published, margin)
		}
	}
}

// The false positives of the same authors' sweep over the synapses s, with 10,000
// cells, 300 active and threshold s/2.
func TestDendritesMatchAsPublished(t *testing.T) {
	for _, tt := range []struct {
		synapses          int
		published, margin float64 // the margin relative
	}{{2, 0.0591, 0.05}, {4, 0.00517, 0.1}, {6, 5.00e-4, 0.35}, {8, 5.05e-5, 1}} {
		d, err := NewDendrites(DendriteParams{Size: 10000, Active: 300, Dendrites: 500, Synapses: tt.synapses, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		matches := 0
		for trial := range uint64(400) {
			for _, active := range d.Counts(d.Random(trial)) {
				if active >= tt.synapses/2 {
					matches++
				}
			}
		}
		if rate := float64(matches) / (500 * 400); math.Abs(rate/tt.published-1) > tt.margin {
			t.Errorf("%d synapses: false positives %.3g, want %.3g", tt.synapses, rate, tt.published)
		}
	}
}

func TestDendrites(t *testing.T) {
	d, err := NewDendrites(DendriteParams{Size: 200, Active: 20, Dendrites: 30, Synapses: 12, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for i, pattern := range d.Patterns {
		if s := d.Synapses[i]; pattern.Len() != 20 || s.Len() != 12 || s.Overlap(pattern) != 12 {
			t.Fatalf("pattern %v with synapses %v, want 12 of its 20", pattern, s)
		}
		if counts := d.Counts(pattern); len(counts) != 30 || counts[i] != 12 {
			t.Errorf("the dendrite of pattern %d counts %d, want all of its 12 synapses", i, counts[i])
		}
		// By hand: a share of 0.15 of 20 is 3 cells, of 0.33 it is 6.
		for noise, replaced := range map[float64]int{0: 0, 0.15: 3, 0.33: 6, 0.95: 19, 1: 20} {
			if noisy, err := d.Noisy(i, noise, 1); err != nil || noisy.Len() != 20 || noisy.Overlap(pattern) != 20-replaced {
				t.Errorf("noise %v: %v, error %v; want %d cells of %v replaced", noise, noisy, err, replaced, pattern)
			}
		}
	}
	hundred, _ := NewDendrites(DendriteParams{Size: 200, Active: 100, Dendrites: 1, Synapses: 1, Seed: 3})
	if noisy, err := hundred.Noisy(0, 0.29, 1); err != nil || noisy.Overlap(hundred.Patterns[0]) != 71 { // 0.29 * 100 is less than 29
		t.Errorf("noise 0.29 of 100: %v, error %v; want 29 replaced", noisy, err)
	}
	one, _ := d.Noisy(0, 0.5, 1)
	two, _ := d.Noisy(0, 0.5, 2)
	if one.Equal(two) || d.Random(1).Equal(d.Random(2)) {
		t.Error("two trials draw the same")
	}
	levels := DendriteNoiseLevels()
	if len(levels) != 17 || levels[0] != 0.15 || levels[16] != 0.95 {
		t.Errorf("levels %v, want 0.15 to 0.95 in steps of 0.05", levels)
	}
	cases := FalsePositiveCases()
	if last := cases[len(cases)-1]; len(cases) != 60 || last.Active != 32 || last.Size != 4000 || last.Synapses != 30 || cases[0].Synapses != 2 {
		t.Errorf("%d cases up to %+v, want 4 x 15 up to 32 of 4000 with 30 synapses", len(cases), last)
	}
	for _, c := range cases {
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
	}
}
