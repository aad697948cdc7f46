package encode

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (e *Adaptive) part() archive.Part {
	return archive.Part{Kind: "encode.Adaptive", Version: 1, Params: e.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (e *Adaptive) Save(w io.Writer) error { return archive.Write(w, e.part(), e.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into an Adaptive of the same AdaptiveParams.
// An error says what is wrong with the file, or names each parameter that differs,
// and changes nothing.
func (e *Adaptive) Load(r io.Reader) error { return saving.Load(r, e.part(), e.Restore) }

func (e *Delta) part() archive.Part {
	return archive.Part{Kind: "encode.Delta", Version: 1, Params: struct{ Inner interface{} }{saving.ParamsOf(e.inner)}}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (e *Delta) Save(w io.Writer) error { return archive.Write(w, e.part(), e.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Delta over an encoder of the same Params.
// An error says what is wrong with the file, or names each parameter that differs,
// and changes nothing.
func (e *Delta) Load(r io.Reader) error { return saving.Load(r, e.part(), e.Restore) }
