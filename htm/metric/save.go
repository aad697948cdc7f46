package metric

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (a *Activity) part() archive.Part {
	return archive.Part{Kind: "metric.Activity", Version: 1, Params: struct{ Size int }{a.Size()}}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (a *Activity) Save(w io.Writer) error { return archive.Write(w, a.part(), a.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into an Activity of the same
// size. An error says what is wrong with the file, or that the size differs, and
// changes nothing.
func (a *Activity) Load(r io.Reader) error { return saving.Load(r, a.part(), a.Restore) }

func (w *Window) part() archive.Part {
	return archive.Part{Kind: "metric.Window", Version: 1, Params: struct{ Size int }{w.size}}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (w *Window) Save(to io.Writer) error { return archive.Write(to, w.part(), w.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Window of the same size. An
// error says what is wrong with the file, or that the size differs, and changes
// nothing.
func (w *Window) Load(r io.Reader) error { return saving.Load(r, w.part(), w.Restore) }
