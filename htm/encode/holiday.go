package encode

import (
	"fmt"
	"time"
)

// Holiday is a day that comes every year, if Year is 0, or in that year alone:
// a movable one is a Holiday for every year that matters. 29 February with Year 0
// comes in leap years.
//
// NuPIC looks for its holidays in the year of the time only, so that 31 December
// does not rise towards New Year, and stops at the first one it finds, so that of
// two days in a row the second may count as the day after the first. Here the
// days around the time are looked up, in whatever year they fall, and the
// greater value counts.
type Holiday struct {
	Year  int // 0: every year
	Month time.Month
	Day   int
}

// String shows the day as 2017-04-16, or as 12-25 if it comes every year.
func (h Holiday) String() string {
	if h.Year == 0 {
		return fmt.Sprintf("%02d-%02d", int(h.Month), h.Day)
	}
	return fmt.Sprintf("%d-%02d-%02d", h.Year, int(h.Month), h.Day)
}

// exists tells whether the calendar has such a day.
func (h Holiday) exists() bool {
	year := h.Year
	if year == 0 {
		year = 2000 // a leap year
	}
	_, month, day := time.Date(year, h.Month, h.Day, 0, 0, 0, 0, time.UTC).Date()
	return month == h.Month && day == h.Day
}

type holidays []Holiday

// has tells whether the day so many days after t's is one of them. It counts on
// the calendar alone: in t's own zone a day may have no such hour, or be missing.
func (hs holidays) has(t time.Time, later int) bool {
	year, month, day := time.Date(t.Year(), t.Month(), t.Day()+later, 0, 0, 0, 0, time.UTC).Date()
	for _, h := range hs {
		if h.Month == month && h.Day == day && (h.Year == 0 || h.Year == year) {
			return true
		}
	}
	return false
}

// value is, with passed the share of the clock's 24 hours that is over,
//
//	1           on a holiday
//	passed      on the day before one
//	1 - passed  on the day after one
//	0           on other days
//
// and the greater where two hold. NuPIC's date.py, getEncodedValues.
func (hs holidays) value(t time.Time) float64 {
	passed := float64(60*(60*t.Hour()+t.Minute())+t.Second()) / (24 * 60 * 60)
	value := 0.0
	switch {
	case hs.has(t, 0):
		return 1
	case hs.has(t, 1):
		value = passed
	}
	if hs.has(t, -1) {
		value = max(value, 1-passed)
	}
	return value
}
