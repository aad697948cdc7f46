package datasets

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// Row is one record of a series.
type Row struct {
	Time  time.Time // the wall clock is the file's; see the set for its zone
	Value float64   // in the series' Unit; never NaN or infinite
}

// Kinds of event.
const (
	Base     = "base"     // the level of the quiet hours is shifted
	Clock    = "clock"    // from here on the routine comes at another hour
	Closed   = "closed"   // a working day on which nothing opens
	Level    = "level"    // a day at another level
	Spike    = "spike"    // one row far too high
	Schedule = "schedule" // a holiday or another day with hours of its own
	Anomaly  = "anomaly"  // a window that a benchmark labels
)

// Event labels a stretch of rows of a series.
type Event struct {
	Row  int // first row
	Rows int // how many rows; 1 for a moment
	Time time.Time
	Kind string // Base, Clock, Closed, Level, Spike, Schedule or Anomaly; of an Oven, see there
	// Label says in words what happens.
	Label string
	// Inferred tells that nobody wrote the event down at the time: it was read
	// off the data afterwards.
	Inferred bool
}

// Series is a data set in memory: rows at equal steps, and what is known of them.
type Series struct {
	Name    string // "hotgym"
	Title   string // for a figure; says so when the rows are synthetic
	Unit    string
	Source  string // where the rows come from: an address, or the generator and its seed
	Licence string // as stated at the source
	Real    bool   // measured, not generated
	Note    string // why this series stands in for another one, or empty
	Rows    []Row
	Events  []Event // in order of time
}

// Values returns a new slice of the values.
func (s *Series) Values() []float64 {
	values := make([]float64, len(s.Rows))
	for i, row := range s.Rows {
		values[i] = row.Value
	}
	return values
}

// Times returns a new slice of the times.
func (s *Series) Times() []time.Time {
	times := make([]time.Time, len(s.Rows))
	for i, row := range s.Rows {
		times[i] = row.Time
	}
	return times
}

// stamp is how Frame and String write a time.
const stamp = "2006-01-02 15:04"

// Frame returns the rows as a gota data frame with the columns time (string,
// "2010-07-02 00:00") and value (float).
func (s *Series) Frame() dataframe.DataFrame {
	times := make([]string, len(s.Rows))
	for i, row := range s.Rows {
		times[i] = row.Time.Format(stamp)
	}
	return dataframe.New(
		series.New(times, series.String, "time"),
		series.New(s.Values(), series.Float, "value"),
	)
}

// String describes the series in a few lines: title, extent, source, events.
func (s *Series) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.Title)
	if n := len(s.Rows); n > 0 {
		low, high, sum := s.Rows[0].Value, s.Rows[0].Value, 0.0
		for _, row := range s.Rows {
			low, high, sum = min(low, row.Value), max(high, row.Value), sum+row.Value
		}
		fmt.Fprintf(&b, "  %d rows, %s to %s\n", n, s.Rows[0].Time.Format(stamp), s.Rows[n-1].Time.Format(stamp))
		fmt.Fprintf(&b, "  %.1f to %.1f %s, mean %.2f\n", low, high, s.Unit, sum/float64(n))
	}
	fmt.Fprintf(&b, "  source: %s (%s)\n", s.Source, s.Licence)
	if s.Note != "" {
		fmt.Fprintf(&b, "  note: %s\n", strings.ReplaceAll(s.Note, "\n", "\n    "))
	}
	for _, e := range s.Events {
		fmt.Fprintf(&b, "  row %d, %s", e.Row, e.Time.Format(stamp))
		if e.Rows > 1 {
			fmt.Fprintf(&b, ", %d rows", e.Rows)
		}
		fmt.Fprintf(&b, ": %s", e.Label)
		if e.Inferred {
			b.WriteString(" (inferred)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// label appends an event that begins at from and ends before until, both
// written as "2010-10-03 02:00" in the clock of the rows. It panics when no row
// carries such a stamp: the labels belong to the program, not to the data.
func (s *Series) label(kind, from, until, text string) *Event {
	first, last := s.find(from), s.find(until)
	s.Events = append(s.Events, Event{Row: first, Rows: last - first, Time: s.Rows[first].Time, Kind: kind, Label: text})
	return &s.Events[len(s.Events)-1]
}

func (s *Series) find(at string) int {
	for i, row := range s.Rows {
		if row.Time.Format(stamp) == at {
			return i
		}
	}
	panic(fmt.Sprintf("datasets: %s has no row %s, want an hour of it", s.Name, at))
}
