package model

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (m *Model) part() archive.Part {
	return archive.Part{Kind: "model.Model", Version: 2, Params: m.params}
}

// Save writes the state of the whole model, readouts included, in the format of
// package archive: archive.SaveFile("gym.gohtm", gym.Save) keeps it in a file. An
// error is the writer's.
func (m *Model) Save(w io.Writer) error { return archive.Write(w, m.part(), m.Snapshot()) }

// Load goes on from what Save wrote, bit for bit: archive.LoadFile("gym.gohtm", gym.Load).
// The model must have been made with the same Params. An error says what is wrong
// with the file, or names each parameter that differs, and leaves the model as it was.
func (m *Model) Load(r io.Reader) error { return saving.Load(r, m.part(), m.Restore) }
