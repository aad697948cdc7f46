package competitive

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (l *Layer) part() archive.Part {
	return archive.Part{Kind: "competitive.Layer", Version: 1, Params: l.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (l *Layer) Save(w io.Writer) error { return archive.Write(w, l.part(), l.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Layer of the same Params. An
// error says what is wrong with the file, or names each parameter that differs, and
// changes nothing.
func (l *Layer) Load(r io.Reader) error { return saving.Load(r, l.part(), l.Restore) }
