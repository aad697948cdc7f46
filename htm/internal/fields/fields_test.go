package fields

import (
	"slices"
	"testing"
)

func TestMissing(t *testing.T) {
	type params struct{ Size, Steps, Step int }
	rows := []string{"a row without a field", "Steps: more of them", "Size of the input"}
	if got := Missing(params{}, rows); !slices.Equal(got, []string{"Size", "Step"}) {
		t.Errorf("Missing = %v, want Size, whose row has no colon, and Step, which is not Steps", got)
	}
	if got := Missing(params{}, append(rows, "Step: one", "Size: large")); got != nil {
		t.Errorf("Missing = %v, want none", got)
	}
}
