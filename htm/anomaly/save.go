package anomaly

import (
	"io"

	"gohtm/htm/archive"
	"gohtm/htm/internal/saving"
)

func (l *Likelihood) part() archive.Part {
	return archive.Part{Kind: "anomaly.Likelihood", Version: 1, Params: l.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (l *Likelihood) Save(w io.Writer) error { return archive.Write(w, l.part(), l.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a Likelihood of the same
// LikelihoodParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (l *Likelihood) Load(r io.Reader) error { return saving.Load(r, l.part(), l.Restore) }

func (m *MovingAverage) part() archive.Part {
	return archive.Part{Kind: "anomaly.MovingAverage", Version: 1, Params: m.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (m *MovingAverage) Save(w io.Writer) error { return archive.Write(w, m.part(), m.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a MovingAverage of the same
// MovingAverageParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (m *MovingAverage) Load(r io.Reader) error { return saving.Load(r, m.part(), m.Restore) }

func (l *ExponentialLikelihood) part() archive.Part {
	return archive.Part{Kind: "anomaly.ExponentialLikelihood", Version: 1, Params: l.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (l *ExponentialLikelihood) Save(w io.Writer) error {
	return archive.Write(w, l.part(), l.Snapshot())
}

// Load goes on from what Save wrote, bit for bit, into an ExponentialLikelihood of the same
// ExponentialLikelihoodParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (l *ExponentialLikelihood) Load(r io.Reader) error { return saving.Load(r, l.part(), l.Restore) }

func (g *WindowedGaussian) part() archive.Part {
	return archive.Part{Kind: "anomaly.WindowedGaussian", Version: 1, Params: g.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (g *WindowedGaussian) Save(w io.Writer) error { return archive.Write(w, g.part(), g.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a WindowedGaussian of the same
// WindowedGaussianParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (g *WindowedGaussian) Load(r io.Reader) error { return saving.Load(r, g.part(), g.Restore) }

func (r *SeenRange) part() archive.Part {
	return archive.Part{Kind: "anomaly.SeenRange", Version: 1, Params: r.params}
}

// Save writes the state in the format of package archive. An error is the writer's.
func (r *SeenRange) Save(w io.Writer) error { return archive.Write(w, r.part(), r.Snapshot()) }

// Load goes on from what Save wrote, bit for bit, into a SeenRange of the same
// SeenRangeParams. An error says what is wrong with the file, or names each
// parameter that differs, and changes nothing.
func (r *SeenRange) Load(from io.Reader) error { return saving.Load(from, r.part(), r.Restore) }
