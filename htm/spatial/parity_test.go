package spatial_test

import (
	"testing"

	"gohtm/htm/internal/parity/work"
)

// Every winner of 3000 steps, and the permanences they leave behind, are those of htm.core.
func TestSameBitsAsHTMCore(t *testing.T) {
	work.Poolers(func(published work.Published, w work.Pooler) {
		t.Run(published.Name, func(t *testing.T) {
			if testing.Short() && published.Long {
				t.Skip("takes a second: left out with -short")
			}
			result, err := w.Run(false)
			if err != nil {
				t.Fatal(err)
			}
			if differences := published.Differences(result); differences != "" {
				t.Error(differences)
			}
		})
	})
}
