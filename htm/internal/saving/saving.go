// Package saving joins package archive to a part's Restore. It is apart, because
// it has a type parameter, and what users import has none.
package saving

import (
	"io"

	"gohtm/htm/archive"
)

// Load reads a part's state and restores it; on error restore was not called, or
// returned that error.
func Load[State any](r io.Reader, part archive.Part, restore func(State) error) error {
	var s State
	if err := archive.Read(r, part, &s); err != nil {
		return err
	}
	return restore(s)
}
