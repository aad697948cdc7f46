package datasets

import "testing"

func TestLetters(t *testing.T) {
	sequence, err := Letters(TutorialAlphabet, "ABCDXY")
	if err != nil || len(sequence) != 6 {
		t.Fatalf("%v, error %v; want six", sequence, err)
	}
	for i, s := range sequence {
		if s.Size != 6 || s.Len() != 1 || s.Bits[0] != i {
			t.Errorf("letter %d is %v, want column %d of 6", i, s, i)
		}
	}
	if none, err := Letters("äöü", ""); err != nil || len(none) != 0 {
		t.Errorf("%v, error %v for no text, want nothing", none, err)
	}
	if other, err := Letters("äöü", "üä"); err != nil || other[0].Size != 3 || other[0].Bits[0] != 2 || other[1].Bits[0] != 0 {
		t.Errorf("%v, error %v; want places 2 and 0 of 3", other, err)
	}
}
