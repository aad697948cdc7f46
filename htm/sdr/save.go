package sdr

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (r *Random) part() archive.Part { return archive.Part{Kind: "sdr.Random", Version: 1} }

// Save writes the state in the format of package archive. An error is the writer's.
func (r *Random) Save(w io.Writer) error { return archive.Write(w, r.part(), r.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, whatever the seed. An error says
// what is wrong with the file, and changes nothing.
func (r *Random) Load(from io.Reader) error { return saving.Load(from, r.part(), r.Restore) }
