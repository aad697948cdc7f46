package encode

import (
	"math"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // so that zones are there on every machine
)

func at(t *testing.T, stamp string) time.Time {
	t.Helper()
	when, err := time.Parse("2006-01-02 15:04:05", stamp)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// Worked by hand. 2010-07-02 was a Friday. Each part has one bit on, so that the
// bit is the bucket.
func TestDateParts(t *testing.T) {
	hours := DateParams{TimeOfDay: Window{1, .5}}
	days := DateParams{DayOfWeek: Window{1, .5}}
	season := DateParams{Season: Window{1, 1}}
	weekend := DateParams{Weekend: Window{1, 1}}
	evening := weekend
	evening.FridayEvening = true
	for _, tt := range []struct {
		name  string
		p     DateParams
		stamp string
		want  int
	}{
		{"midnight is the first bit of the day", hours, "2010-07-02 00:00:00", 0},
		{"the minutes count", hours, "2010-07-02 00:30:00", 1},
		{"the seconds do not", hours, "2010-07-02 00:29:59", 0},
		{"the last half hour", hours, "2010-07-02 23:59:59", 47},
		{"the week begins on Monday", days, "2010-07-05 00:00:00", 0},
		{"the hours count in the day of the week", days, "2010-07-05 12:00:00", 1},
		{"Friday is the fifth day", days, "2010-07-02 11:59:00", 8},
		{"Sunday is the last", days, "2010-07-04 23:59:00", 13},
		{"New Year is the first day of the season", season, "2010-01-01 23:59:00", 0},
		{"28 February", season, "2012-02-28 12:00:00", 58},
		{"29 February has a day of its own", season, "2012-02-29 12:00:00", 59},
		{"which 1 March has in other years", season, "2011-03-01 12:00:00", 59},
		{"and in a leap year 1 March comes a day later", season, "2012-03-01 12:00:00", 60},
		{"1900 was no leap year", season, "1900-03-01 12:00:00", 59},
		{"the year ends at 364", season, "2011-12-31 23:59:00", 364},
		{"a leap year at 365", season, "2012-12-31 23:59:00", 365},
		{"Thursday is no weekend", weekend, "2010-07-01 20:00:00", 0},
		{"Friday evening is none without the option", weekend, "2010-07-02 23:59:00", 0},
		{"Saturday is", weekend, "2010-07-03 00:00:00", 1},
		{"Sunday is", weekend, "2010-07-04 23:59:00", 1},
		{"Monday is not", weekend, "2010-07-05 00:00:00", 0},
		{"with the option Friday is no weekend at 18:00", evening, "2010-07-02 18:00:59", 0},
		{"but at 18:01", evening, "2010-07-02 18:01:00", 1},
		{"Thursday evening is no weekend with the option", evening, "2010-07-01 20:00:00", 0},
		{"nor is Monday evening", evening, "2010-07-05 20:00:00", 0},
		{"Saturday morning is", evening, "2010-07-03 01:00:00", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewDate(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			if code, err := e.Encode(at(t, tt.stamp)); err != nil || !slices.Equal(code.Bits, []int{tt.want}) {
				t.Errorf("Encode(%s) = %v, %v; want bit %d", tt.stamp, code, err, tt.want)
			}
		})
	}
}

// NuPIC's own case (date_test.py): 3 bits a season, 1 for the day of the week, 1
// for the weekend, 5 for 4 hours, on Thursday 2010-11-04, 14:55.
func TestDateAsNuPIC(t *testing.T) {
	e, err := NewDate(DateParams{Season: Window{3, 91.5}, DayOfWeek: Window{1, 1}, Weekend: Window{1, 1}, TimeOfDay: Window{5, 4}})
	if err != nil {
		t.Fatal(err)
	}
	want := []int{9, 10, 11, 12 + 3, 19 + 0, 21 + 16, 21 + 17, 21 + 18, 21 + 19, 21 + 20}
	if code, err := e.Encode(at(t, "2010-11-04 14:55:00")); err != nil || !slices.Equal(code.Bits, want) || code.Size != 51 {
		t.Errorf("%v, %v, want bits %v of 51", code, err, want)
	}
}

// Parts follow each other, and each is the code that it would be alone.
func TestDateJoinsItsParts(t *testing.T) {
	sundays := []CustomWindow{{Name: "Sunday", Window: Window{5, 1}, Days: []time.Weekday{time.Sunday}}}
	mornings := []CustomWindow{{Name: "morning", Window: Window{9, 1}, To: 12}}
	days := []Holiday{{2010, 10, 4}}
	alone := []DateParams{
		{Season: Window{3, 91.5}}, {DayOfWeek: Window{7, 1}}, {Weekend: Window{11, 1}}, {Custom: sundays}, {Custom: mornings},
		{Holiday: Window{5, 1}, Holidays: days}, {TimeOfDay: Window{21, 3}},
	}
	names := []string{"Season", "DayOfWeek", "Weekend", "Sunday", "morning", "Holiday", "TimeOfDay"}
	all := DateParams{Season: Window{3, 91.5}, DayOfWeek: Window{7, 1}, Weekend: Window{11, 1}, TimeOfDay: Window{21, 3},
		Custom: append(sundays, mornings...), Holiday: Window{5, 1}, Holidays: days}
	e, err := NewDate(all)
	if err != nil {
		t.Fatal(err)
	}
	when, offset := at(t, "2010-10-03 05:10:00"), 0
	code, err := e.Encode(when)
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for i, p := range alone {
		one, err := NewDate(p)
		if err != nil {
			t.Fatal(err)
		}
		if part := (Part{names[i], offset, one.Size()}); e.Parts()[i] != part {
			t.Errorf("part %d is %v, want %v", i, e.Parts()[i], part)
		}
		its, err := one.Encode(when)
		if err != nil {
			t.Fatal(err)
		}
		for _, bit := range its.Bits {
			want = append(want, offset+bit)
		}
		offset += one.Size()
	}
	if !slices.Equal(code.Bits, want) || code.Size != offset || e.Size() != offset {
		t.Errorf("%v of size %d, want bits %v of %d", code, e.Size(), want, offset)
	}
	e.Parts()[0].Name = "changed"
	if e.Parts()[0].Name != "Season" {
		t.Error("a change to what Parts returned changes the encoder")
	}
}

// The clock as given counts: one moment has different codes in different zones,
// and the hour that comes twice when summer time ends has one code.
func TestDateReadsTheClockOfTheGivenZone(t *testing.T) {
	e, err := NewDate(DateParams{TimeOfDay: Window{21, 1}, DayOfWeek: Window{21, 1}})
	if err != nil {
		t.Fatal(err)
	}
	encode := func(when time.Time) []int {
		code, err := e.Encode(when)
		if err != nil {
			t.Fatal(err)
		}
		return code.Bits
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2010, 11, 7, 5, 30, 0, 0, time.UTC) // 1:30 summer time
	second := first.Add(time.Hour)                         // 1:30 again, winter time
	clock := time.Date(2010, 11, 7, 1, 30, 0, 0, time.UTC)
	for _, when := range []time.Time{first.In(newYork), second.In(newYork)} {
		if got, want := encode(when), encode(clock); !slices.Equal(got, want) {
			t.Errorf("%v: bits %v, want those of %v: %v", when, got, clock, want)
		}
	}
	if slices.Equal(encode(first), encode(first.In(newYork))) {
		t.Error("5:30 in UTC and 1:30 in New York have one code")
	}
	before := time.Date(2010, 3, 14, 1, 59, 0, 0, newYork)
	if after := before.Add(time.Minute); !slices.Equal(encode(after), encode(time.Date(2010, 3, 14, 3, 0, 0, 0, time.UTC))) {
		t.Errorf("%v has not the code of 3:00", after)
	}
}

// How often each hour of the clock comes on the days of 23 and of 25 hours, and on
// an ordinary one; and the week goes on across them, Sunday into Monday.
func TestDateOnDaysOfChange(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	hour, err := NewDate(DateParams{TimeOfDay: Window{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	week, err := NewDate(DateParams{DayOfWeek: Window{1, 1. / 24}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name       string
		month, day int
		missing    int // hour of the clock, or -1
		twice      int
	}{
		{"summer time begins", 3, 14, 2, -1},
		{"summer time ends", 11, 7, -1, 1},
		{"an ordinary Sunday", 7, 4, -1, -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var counts, want [24]int
			end := time.Date(2010, time.Month(tt.month), tt.day+1, 0, 0, 0, 0, newYork)
			for when := time.Date(2010, time.Month(tt.month), tt.day, 0, 0, 0, 0, newYork); when.Before(end); when = when.Add(time.Hour) {
				a, errA := hour.Encode(when)
				b, errB := week.Encode(when)
				if errA != nil || errB != nil {
					t.Fatal(errA, errB)
				}
				counts[a.Bits[0]]++
				if want := 6*24 + a.Bits[0]; b.Bits[0] != want {
					t.Errorf("%v: hour %d of the week, want %d", when, b.Bits[0], want)
				}
			}
			for h := range want {
				want[h] = 1
			}
			if tt.missing >= 0 {
				want[tt.missing] = 0
			}
			if tt.twice >= 0 {
				want[tt.twice] = 2
			}
			if counts != want {
				t.Errorf("hours come %v times, want %v", counts, want)
			}
			if code, err := week.Encode(end); err != nil || !slices.Equal(code.Bits, []int{0}) {
				t.Errorf("Monday 0:00: %v, %v, want bit 0", code, err)
			}
		})
	}
}

// Sunday 23:59 and Monday 0:00 are neighbours, as are 31 December and New Year:
// of 21 bits they share 20 or 21. The 366 days are 84 buckets.
func TestDateSeams(t *testing.T) {
	for _, tt := range []struct {
		name   string
		p      DateParams
		before time.Time
		want   int
	}{
		{"week", DateParams{DayOfWeek: Window{21, 1}}, time.Date(2010, 7, 4, 23, 59, 0, 0, time.UTC), 20},
		{"day", DateParams{TimeOfDay: Window{21, 1}}, time.Date(2010, 7, 2, 23, 59, 0, 0, time.UTC), 20},
		{"leap year", DateParams{Season: Window{21, 91.5}}, time.Date(2012, 12, 31, 23, 59, 0, 0, time.UTC), 20},
		{"other year", DateParams{Season: Window{21, 91.5}}, time.Date(2011, 12, 31, 23, 59, 0, 0, time.UTC), 20},
		{"the year before the first", DateParams{Season: Window{21, 91.5}}, time.Date(0, 12, 31, 23, 59, 0, 0, time.UTC), 20},
		{"the first week of the Julian days, whose first was a Monday", DateParams{DayOfWeek: Window{21, 1}}, time.Date(-4713, 11, 30, 23, 59, 0, 0, time.UTC), 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewDate(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			a, errA := e.Encode(tt.before)
			b, errB := e.Encode(tt.before.Add(2 * time.Minute))
			if errA != nil || errB != nil || a.Overlap(b) != tt.want {
				t.Errorf("%v and two minutes later: %v, %v share %d bits, want %d (%v, %v)", tt.before, a, b, a.Overlap(b), tt.want, errA, errB)
			}
		})
	}
}

// Worked by hand from the calendar that is counted backwards, in which the cycle
// of 400 years is 20871 weeks: the year -3999 has the days of the week of the
// year 1, whose first day was a Monday. The year 0 is a leap year, -100 is none.
func TestDateBeforeTheFirstYear(t *testing.T) {
	days := DateParams{DayOfWeek: Window{1, 1}}
	season := DateParams{Season: Window{1, 1}}
	for _, tt := range []struct {
		name string
		p    DateParams
		when time.Time
		want int
	}{
		{"1 January -3999 was a Monday", days, time.Date(-3999, 1, 1, 12, 0, 0, 0, time.UTC), 0},
		{"and the day before a Sunday", days, time.Date(-4000, 12, 31, 12, 0, 0, 0, time.UTC), 6},
		{"year 0 has 366 days", season, time.Date(0, 12, 31, 12, 0, 0, 0, time.UTC), 365},
		{"-100 has 365", season, time.Date(-100, 12, 31, 12, 0, 0, 0, time.UTC), 364},
		{"-400 has 366", season, time.Date(-400, 12, 31, 12, 0, 0, 0, time.UTC), 365},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewDate(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			if code, err := e.Encode(tt.when); err != nil || !slices.Equal(code.Bits, []int{tt.want}) {
				t.Errorf("%v: %v, %v, want bit %d", tt.when, code, err, tt.want)
			}
		})
	}
}

func TestDateErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    DateParams
		want string
	}{
		{"nothing", DateParams{}, "encode: all parts are left out, want one of Season, DayOfWeek, Weekend, Custom, Holiday, TimeOfDay"},
		{"an option alone is nothing", DateParams{FridayEvening: true}, "encode: all parts are left out, want one of Season, DayOfWeek, Weekend, Custom, Holiday, TimeOfDay"},
		{"even Active", DateParams{Season: Window{4, 1}}, "encode: Season.Active = 4, want odd and > 0, or 0 with Radius 0 to leave the part out"},
		{"Radius without Active", DateParams{TimeOfDay: Window{0, 1}}, "encode: TimeOfDay.Active = 0, want odd and > 0, or 0 with Radius 0 to leave the part out"},
		{"Active without Radius", DateParams{DayOfWeek: Window{7, 0}}, "encode: DayOfWeek.Radius = 0, want in (0, 7)"},
		{"a radius as long as the day", DateParams{TimeOfDay: Window{21, 24}}, "encode: TimeOfDay.Radius = 24, want in (0, 24)"},
		{"NaN", DateParams{TimeOfDay: Window{21, math.NaN()}}, "encode: TimeOfDay.Radius = NaN, want in (0, 24)"},
		{"Weekend", DateParams{Weekend: Window{21, math.Inf(1)}}, "encode: Weekend.Radius = +Inf, want a finite number > 0"},
		{"too fine", DateParams{Weekend: Window{21, 1e-300}}, "encode: Weekend = {21 1e-300}: encode: Size = 0, want > Active = 21 and <= 2^28"},
		{"two at once", DateParams{Season: Window{21, 366}, DayOfWeek: Window{2, 1}},
			"encode: Season.Radius = 366, want in (0, 366)\nencode: DayOfWeek.Active = 2, want odd and > 0, or 0 with Radius 0 to leave the part out"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := NewDate(tt.p); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	e, err := NewDate(DefaultDateParams())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Encode(time.Time{}); errorText(err) != "encode: time = 0, want a time that is not the zero time.Time" {
		t.Errorf("the zero time: error %v", err)
	}
}

// Whatever the moment: an error or a valid SDR with all bits on.
func FuzzDate(f *testing.F) {
	e, err := NewDate(DateParams{Season: Window{3, 91.5}, DayOfWeek: Window{7, 1}, Weekend: Window{11, 1}, TimeOfDay: Window{21, 3},
		Custom:  []CustomWindow{{Name: "night", Window: Window{3, 1}, Days: []time.Weekday{time.Friday}, From: 22, To: 6}},
		Holiday: Window{5, 1}, Holidays: []Holiday{{0, 12, 25}, {2012, 2, 29}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(int64(1278028800), int64(0), 0)
	f.Add(int64(-1)<<62, int64(999999999), 50000)
	f.Fuzz(func(t *testing.T, seconds, nanoseconds int64, zone int) {
		when := time.Unix(seconds, nanoseconds).In(time.FixedZone("", zone))
		code, err := e.Encode(when)
		if when.IsZero() {
			if err == nil {
				t.Error("the zero time is encoded")
			}
			return
		}
		if err != nil {
			t.Fatalf("%v: %v", when, err)
		}
		if err := code.Check(); err != nil || code.Size != e.Size() || code.Len() != 50 {
			t.Errorf("%v: %v: %v", when, code, err)
		}
	})
}
