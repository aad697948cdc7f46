package predict

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (c *Classifier) part() archive.Part {
	return archive.Part{Kind: "predict.Classifier", Version: 1, Params: c.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (c *Classifier) Save(w io.Writer) error { return archive.Write(w, c.part(), c.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Classifier of the same
// ClassifierParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (c *Classifier) Load(r io.Reader) error { return saving.Load(r, c.part(), c.Restore) }

func (v *Values) part() archive.Part {
	return archive.Part{Kind: "predict.Values", Version: 1, Params: v.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (v *Values) Save(w io.Writer) error { return archive.Write(w, v.part(), v.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Values of the same
// ValuesParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (v *Values) Load(r io.Reader) error { return saving.Load(r, v.part(), v.Restore) }

func (n *Nearest) part() archive.Part {
	return archive.Part{Kind: "predict.Nearest", Version: 1, Params: n.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (n *Nearest) Save(w io.Writer) error { return archive.Write(w, n.part(), n.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Nearest of the same
// NearestParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (n *Nearest) Load(r io.Reader) error { return saving.Load(r, n.part(), n.Restore) }

func (n *Naive) part() archive.Part {
	return archive.Part{Kind: "predict.Naive", Version: 1, Params: n.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (n *Naive) Save(w io.Writer) error { return archive.Write(w, n.part(), n.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Naive of the same
// NaiveParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (n *Naive) Load(r io.Reader) error { return saving.Load(r, n.part(), n.Restore) }

func (n *NearestClassifier) part() archive.Part {
	return archive.Part{Kind: "predict.NearestClassifier", Version: 1, Params: n.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (n *NearestClassifier) Save(w io.Writer) error { return archive.Write(w, n.part(), n.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a NearestClassifier of the same
// NearestClassifierParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (n *NearestClassifier) Load(r io.Reader) error { return saving.Load(r, n.part(), n.Restore) }
