package synapse

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (s *Store) part() archive.Part {
	return archive.Part{Kind: "synapse.Store", Version: 2, Params: s.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (s *Store) Save(w io.Writer) error { return archive.Write(w, s.part(), s.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Store of the same Params.
// Segments may have other IDs than they had. An error says what is wrong with the
// file, or names each parameter that differs, and changes nothing.
func (s *Store) Load(r io.Reader) error { return saving.Load(r, s.part(), s.Restore) }

// rested is what makes a ShortTerm what it is.
type rested struct {
	Inputs                              int
	Utilisation, Recovery, Facilitation float64
}

func (s *ShortTerm) part() archive.Part {
	params := rested{len(s.lastOn), s.utilisation, s.recovery, s.facilitation}
	return archive.Part{Kind: "synapse.ShortTerm", Version: 1, Params: params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (s *ShortTerm) Save(w io.Writer) error { return archive.Write(w, s.part(), s.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a ShortTerm of as many inputs and
// the same Transmission. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (s *ShortTerm) Load(r io.Reader) error { return saving.Load(r, s.part(), s.Restore) }
