package spatial

import (
	"io"

	"gohtm/htm/archive"
)

func (p *Pooler) part() archive.Part {
	return archive.Part{Kind: "spatial.Pooler", Version: 1, Params: p.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (p *Pooler) Save(w io.Writer) error { return archive.Write(w, p.part(), p.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, as Restore does. The pooler must
// have been made with the same Params. An error says what is wrong with the file,
// or names each parameter that differs, and leaves the pooler as it was.
func (p *Pooler) Load(r io.Reader) error {
	var s State
	if err := archive.Read(r, p.part(), &s); err != nil {
		return err
	}
	return p.Restore(s)
}
