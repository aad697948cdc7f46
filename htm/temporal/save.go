package temporal

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (m *Memory) part() archive.Part {
	return archive.Part{Kind: "temporal.Memory", Version: 2, Params: m.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (m *Memory) Save(w io.Writer) error { return archive.Write(w, m.part(), m.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Memory of the same
// Params. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (m *Memory) Load(r io.Reader) error { return saving.Load(r, m.part(), m.Restore) }
