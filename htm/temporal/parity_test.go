package temporal_test

import (
	"testing"

	"gohtm/htm/internal/parity/work"
)

// Every active cell of every step, and what was grown, are those of htm.core.
func TestParityWithHtmCore(t *testing.T) {
	work.Memories(func(published work.Published, w work.Memory) {
		t.Run(published.Name, func(t *testing.T) {
			if testing.Short() && published.Long {
				t.Skip("seconds of work: left out by -short")
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
