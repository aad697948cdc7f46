package encode

import (
	"math"
	"slices"
	"testing"
	"time"
)

// NuPIC's own cases (date_test.py, testHoliday and testHolidayMultiple): 5 bits
// on, so that the ramp has 6 steps.
func TestHolidayAsNuPIC(t *testing.T) {
	christmas := DefaultDateParams().Holidays
	easter := append(christmas, Holiday{2018, 4, 1}, Holiday{2017, 4, 16})
	for _, tt := range []struct {
		holidays []Holiday
		stamp    string
		first    int // of 5 bits in a row
	}{
		{christmas, "2010-12-25 04:55:00", 5},
		{christmas, "2008-12-27 04:55:00", 0},
		{christmas, "1999-12-26 08:00:00", 3},
		{christmas, "2011-12-24 16:00:00", 3},
		{easter, "2011-12-25 04:55:00", 5},
		{easter, "2007-12-02 04:55:00", 0},
		{easter, "2018-04-01 16:10:00", 5},
		{easter, "2017-04-16 16:10:00", 5},
	} {
		e, err := NewDate(DateParams{Holiday: Window{5, 1}, Holidays: tt.holidays})
		if err != nil {
			t.Fatal(err)
		}
		want := run(10, tt.first, 5)
		if code, err := e.Encode(at(t, tt.stamp)); err != nil || !code.Equal(want) {
			t.Errorf("%s: %v, %v, want %v", tt.stamp, code, err, want)
		}
	}
}

// Worked by hand.
func TestHolidayValue(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	clock := func(zone *time.Location, year, month, day, hour, minute, second int) time.Time {
		return time.Date(year, time.Month(month), day, hour, minute, second, 0, zone)
	}
	christmas := holidays{{0, 12, 25}}
	newYear := holidays{{0, 1, 1}}
	both := holidays{{0, 12, 25}, {0, 12, 26}}
	gap := holidays{{0, 12, 24}, {0, 12, 26}}
	leap := holidays{{0, 2, 29}}
	for _, tt := range []struct {
		name string
		days holidays
		when time.Time
		want float64
	}{
		{"a quarter of the day before", christmas, clock(time.UTC, 2010, 12, 24, 6, 0, 0), .25},
		{"the seconds count", christmas, clock(time.UTC, 2010, 12, 24, 0, 1, 26), 86. / 86400},
		{"it begins at midnight", christmas, clock(time.UTC, 2010, 12, 25, 0, 0, 0), 1},
		{"and holds to the last second", christmas, clock(time.UTC, 2010, 12, 25, 23, 59, 59), 1},
		{"the day after falls from 1", christmas, clock(time.UTC, 2010, 12, 26, 0, 0, 0), 1},
		{"to 0", christmas, clock(time.UTC, 2010, 12, 26, 18, 0, 0), .25},
		{"two days before is nothing", christmas, clock(time.UTC, 2010, 12, 23, 23, 59, 59), 0},
		{"nor two days after", christmas, clock(time.UTC, 2010, 12, 27, 0, 0, 0), 0},
		{"New Year rises in the year before", newYear, clock(time.UTC, 2010, 12, 31, 12, 0, 0), .5},
		{"and falls on 2 January", newYear, clock(time.UTC, 2011, 1, 2, 6, 0, 0), .75},
		{"the last day of a year falls in the next", holidays{{0, 12, 31}}, clock(time.UTC, 2011, 1, 1, 6, 0, 0), .75},
		{"a year given is that year", holidays{{2011, 1, 1}}, clock(time.UTC, 2010, 12, 31, 12, 0, 0), .5},
		{"and no other", holidays{{2011, 1, 1}}, clock(time.UTC, 2012, 1, 1, 12, 0, 0), 0},
		{"the second of two days in a row is one too", both, clock(time.UTC, 2010, 12, 26, 12, 0, 0), 1},
		{"whatever their order", holidays{both[1], both[0]}, clock(time.UTC, 2010, 12, 26, 12, 0, 0), 1},
		{"between two the later ramp counts in the evening", gap, clock(time.UTC, 2010, 12, 25, 18, 0, 0), .75},
		{"the earlier one in the morning", gap, clock(time.UTC, 2010, 12, 25, 3, 0, 0), .875},
		{"29 February in a leap year", leap, clock(time.UTC, 2012, 2, 29, 1, 0, 0), 1},
		{"1 March follows it there", leap, clock(time.UTC, 2012, 3, 1, 12, 0, 0), .5},
		{"but not in other years", leap, clock(time.UTC, 2011, 3, 1, 12, 0, 0), 0},
		{"nor 1900", leap, clock(time.UTC, 1900, 3, 1, 12, 0, 0), 0},
		{"the clock of the zone counts", christmas, clock(newYork, 2010, 12, 24, 21, 0, 0), .875},
		{"which is the holiday itself in UTC", christmas, clock(newYork, 2010, 12, 24, 21, 0, 0).UTC(), 1},
		{"a day of 23 hours rises with the clock", holidays{{2010, 3, 15}}, clock(newYork, 2010, 3, 14, 3, 0, 0), .125},
		{"a day of 25 hours too", holidays{{2010, 11, 8}}, clock(newYork, 2010, 11, 7, 12, 0, 0), .5},
		{"a day that a zone left out is still a day of the calendar", holidays{{2011, 12, 30}}, clock(apia, 2011, 12, 29, 12, 0, 0), .5},
		{"before the first year", christmas, clock(time.UTC, -44, 12, 25, 12, 0, 0), 1},
		{"the year -4 is a leap year", leap, clock(time.UTC, -4, 2, 29, 12, 0, 0), 1},
		{"an ancient year, given", holidays{{-4713, 11, 24}}, clock(time.UTC, -4713, 11, 23, 12, 0, 0), .5},
		{"no days, no holiday", nil, clock(time.UTC, 2010, 12, 25, 12, 0, 0), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.days.value(tt.when); got != tt.want {
				t.Errorf("%v: %v, want %v", tt.when, got, tt.want)
			}
		})
	}
}

func TestHolidayErrors(t *testing.T) {
	base := DateParams{Holiday: Window{5, 1}}
	for _, tt := range []struct {
		name string
		days []Holiday
		want string
	}{
		{"none", nil, "encode: Holidays is empty, want at least one for Holiday"},
		{"nothing in it", []Holiday{{}}, "encode: Holidays[0] = 00-00, want a day of the calendar"},
		{"30 February", []Holiday{{0, 12, 25}, {0, 2, 30}}, "encode: Holidays[1] = 02-30, want a day of the calendar"},
		{"29 February of no leap year", []Holiday{{2011, 2, 29}}, "encode: Holidays[0] = 2011-02-29, want a day of the calendar"},
		{"a month too many", []Holiday{{2011, 13, 1}}, "encode: Holidays[0] = 2011-13-01, want a day of the calendar"},
		{"29 February of some year", []Holiday{{0, 2, 29}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := base
			p.Holidays = tt.days
			if err := p.Validate(); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	base.Holidays, base.Holiday.Radius = []Holiday{{0, 1, 1}}, math.NaN()
	if err := base.Validate(); errorText(err) != "encode: Holiday.Radius = NaN, want a finite number > 0" {
		t.Errorf("error %v", err)
	}
}

// The encoder keeps its own list.
func TestDateKeepsItsParams(t *testing.T) {
	p := DateParams{Holiday: Window{1, 1}, Holidays: []Holiday{{0, 1, 1}},
		Custom: []CustomWindow{{Name: "work", Window: Window{1, 1}, Days: []time.Weekday{time.Monday}}}}
	e, err := NewDate(p)
	if err != nil {
		t.Fatal(err)
	}
	change := func(p DateParams) {
		p.Holidays[0].Day = 2
		p.Custom[0].Name = "play"
		p.Custom[0].Days[0] = time.Saturday
	}
	change(p)
	change(e.Params())
	if got := e.Params(); got.Holidays[0].Day != 1 || got.Custom[0].Name != "work" || got.Custom[0].Days[0] != time.Monday {
		t.Errorf("Params() = %+v after changes to what was given and returned", got)
	}
	monday := time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)
	if code, err := e.Encode(monday); err != nil || !slices.Equal(code.Bits, []int{1, 3}) {
		t.Errorf("New Year on a Monday: %v, %v, want bits 1 and 3", code, err)
	}
}
