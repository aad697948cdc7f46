package spatial

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (p *Pooler) part() archive.Part {
	return archive.Part{Kind: "spatial.Pooler", Version: 2, Params: p.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (p *Pooler) Save(w io.Writer) error { return archive.Write(w, p.part(), p.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Pooler of the same
// Params. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (p *Pooler) Load(r io.Reader) error { return saving.Load(r, p.part(), p.Restore) }
