package datasets

import (
	"fmt"
	"slices"
	"time"
)

// TaxiPerturbedFrom is the row of Taxi from which on Cui, Ahmad & Hawkins (2016) change it:
// the first of 2015-04-01.
const TaxiPerturbedFrom = 13152

// PerturbedTaxi returns Taxi, or a look-alike of it, with other weekdays from a row on:
// fewer passengers in the morning and more at night,
//
//	from 7:00 to 11:00      0.8 times as many
//	from 21:00 to until     1.2 times as many
//
// until is an hour, 23 in the text of Cui, Ahmad & Hawkins (2016),
// doi:10.1162/NECO_a_00893; their script rounds hours down, which makes it 24. What is
// no row of the series, and an hour that is not from 21 to 24, is an error.
func PerturbedTaxi(s *Series, from, until int) (*Series, error) {
	switch {
	case s == nil:
		return nil, fmt.Errorf("datasets: Series is nil, want one such as TaxiOrLike()")
	case from < 0 || from >= len(s.Rows):
		return nil, fmt.Errorf("datasets: from = %d, want a row of %d", from, len(s.Rows))
	case until < 21 || until > 24:
		return nil, fmt.Errorf("datasets: until = %d, want in [21, 24]", until)
	}
	changed := *s
	changed.Rows, changed.Events = slices.Clone(s.Rows), slices.Clone(s.Events)
	for i := range changed.Rows[from:] {
		row := &changed.Rows[from+i]
		if day := row.Time.Weekday(); day == time.Saturday || day == time.Sunday {
			continue
		}
		switch hour := row.Time.Hour(); {
		case hour >= 7 && hour < 11:
			row.Value *= 0.8
		case hour >= 21 && hour < until:
			row.Value *= 1.2
		}
	}
	at := s.Rows[from].Time
	changed.Name, changed.Real = s.Name+"-perturbed", false
	changed.Title = fmt.Sprintf("%s, weekdays changed from %s on", s.Title, at.Format("2006-01-02"))
	changed.Events = append(changed.Events, Event{
		Row: from, Rows: len(s.Rows) - from, Time: at, Kind: Schedule,
		Label: fmt.Sprintf("weekdays changed: 0.8 times as many from 7 to 11 h, 1.2 times from 21 to %d h", until),
	})
	slices.SortStableFunc(changed.Events, func(a, b Event) int { return a.Row - b.Row })
	return &changed, nil
}
