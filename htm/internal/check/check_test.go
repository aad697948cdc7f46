package check

import "testing"

func TestFieldsNamesEveryBadField(t *testing.T) {
	f := New("part")
	f.That(true, "Good = %d, want 1", 1)
	if err := f.Err(); err != nil {
		t.Errorf("Err() = %v, want nil", err)
	}
	f.That(false, "Columns = %d, want > 0", 0)
	f.That(false, "Seed = %d, want 42", 1)
	if err := f.Err(); err == nil || err.Error() != "part: Columns = 0, want > 0\npart: Seed = 1, want 42" {
		t.Errorf("Err() = %v, want both complaints", err)
	}
}
