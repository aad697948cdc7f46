package experiment

import "testing"

// Every published curve has a place, a number and a source for each point, and shares are
// shares.
func TestPublishedCurvesAreWhole(t *testing.T) {
	noise, later := PublishedNoise()
	sequences, elements := PublishedLengths()
	curves := append(append(append(PublishedEndings(), PublishedDamage()...), noise...), later...)
	curves = append(append(curves, PublishedSeveralEndings(2)...), PublishedSeveralEndings(4)...)
	curves = append(append(curves, RerunCodes(false)...), RerunCodes(true)...)
	for _, p := range append(curves, PublishedWordsDamage(), sequences, elements) {
		if p.Name == "" || p.Source == "" || len(p.X) == 0 || len(p.X) != len(p.Y) {
			t.Errorf("%+v, want a name, a source, and as many X as Y", p)
		}
		if len(p.Low) != len(p.High) || len(p.Low) > 0 && (len(p.Low) != len(p.Y) || p.Spread == "") {
			t.Errorf("%s: %d and %d bounds of %d points, %q", p.Name, len(p.Low), len(p.High), len(p.Y), p.Spread)
		}
		for i, y := range p.Y {
			share := p.Name != "sequences" && p.Name != "elements"
			if i > 0 && p.X[i] <= p.X[i-1] || y < 0 || share && y > 1 || len(p.Low) > 0 && (p.Low[i] > y || p.High[i] < y) {
				t.Errorf("%s: %v at %v", p.Name, y, p.X[i])
			}
			if p.At(p.X[i]) != y {
				t.Errorf("%s: At(%v) = %v, want %v", p.Name, p.X[i], p.At(p.X[i]), y)
			}
		}
	}
	for _, retina := range []bool{false, true} {
		if low, high, source := PublishedLesion(retina); low >= high || source == "" {
			t.Errorf("an axis from %v to %v of %q", low, high, source)
		}
	}
	if len(PublishedSeveralEndings(3)) != 0 || len(PublishedWords()) == 0 || len(PublishedCodes()) == 0 {
		t.Error("curves for three endings, or none of the words")
	}
	// A sequence and its separator are length+1 elements: the two archived counts fit each other.
	for i, length := range sequences.X {
		if ratio := elements.Y[i] / (sequences.Y[i] * (length + 1)); ratio < .99 || ratio > 1.01 {
			t.Errorf("length %v: %v elements in %v sequences", length, elements.Y[i], sequences.Y[i])
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("At tells of a place where nothing was published")
		}
	}()
	sequences.At(11)
}
