package encode

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"gohtm/htm/internal/check"
	"gohtm/htm/sdr"
)

// Window is how one part of a date is encoded, as a Scalar.
type Window struct {
	Active int     // bits that are on, odd; 0 leaves the part out
	Radius float64 // two values so far apart share no bits; in the part's unit
}

// DateParams configures a Date: the parts that are not left out follow each
// other in the SDR in the order of these fields, which is NuPIC's.
type DateParams struct {
	Season    Window // whole days since New Year, of 366, periodic; NuPIC's Radius is 91.5
	DayOfWeek Window // days since Monday with their fraction, of 7, periodic; NuPIC's Radius is 1
	Weekend   Window // 1 on Saturday and Sunday, else 0; Radius 1 is two codes that share no bits
	// Custom are parts of your own, each 1 on some days of the week, at some hours.
	Custom []CustomWindow
	// Holiday is 1 on a day of Holidays, rises from 0 on the day before and falls
	// to 0 on the day after; NuPIC's Radius is 1.
	Holiday   Window
	TimeOfDay Window // hours since midnight, counting the minutes, of 24, periodic; NuPIC's Radius is 4
	// Holidays are what Holiday knows, in any order; without Holiday they mean nothing.
	Holidays []Holiday
	// FridayEvening makes the weekend start on Friday after 18:00, as in NuPIC.
	FridayEvening bool
}

// DefaultDateParams returns what NuPIC's quick start encodes of a date: time of
// day with 21 bits and radius 1 h, and the weekend with 21 bits. Holiday is left
// out; its one day would be NuPIC's, 25 December.
func DefaultDateParams() DateParams {
	return DateParams{
		TimeOfDay: Window{21, 1}, Weekend: Window{21, 1}, FridayEvening: true,
		Holidays: []Holiday{{Month: time.December, Day: 25}},
	}
}

// datePart is one of the things about a date that can be encoded.
type datePart struct {
	name     string
	window   Window
	max      float64 // the range is [0, max)
	periodic bool
	value    func(time.Time) float64
}

// parts are all of them, also those left out, in the order in which they stand
// in the SDR.
func (p DateParams) parts() []datePart {
	parts := []datePart{
		{"Season", p.Season, 366, true, func(t time.Time) float64 { return float64(t.YearDay() - 1) }},
		{"DayOfWeek", p.DayOfWeek, 7, true, dayOfWeek},
		{"Weekend", p.Weekend, 1, false, p.weekend},
	}
	for _, custom := range p.Custom {
		parts = append(parts, datePart{custom.Name, custom.Window, 1, false, custom.value})
	}
	return append(parts,
		datePart{"Holiday", p.Holiday, 1, false, holidays(p.Holidays).value},
		datePart{"TimeOfDay", p.TimeOfDay, 24, true, timeOfDay})
}

// timeOfDay returns hours since midnight on the clock; seconds do not count.
func timeOfDay(t time.Time) float64 { return float64(60*t.Hour()+t.Minute()) / 60 }

// dayOfWeek returns days since Monday 0:00 on the clock.
func dayOfWeek(t time.Time) float64 { return float64((t.Weekday()+6)%7) + timeOfDay(t)/24 }

func (p DateParams) weekend(t time.Time) float64 {
	switch day := t.Weekday(); {
	case day == time.Saturday, day == time.Sunday, p.FridayEvening && day == time.Friday && timeOfDay(t) > 18:
		return 1
	}
	return 0
}

// scalar returns the parameters of the part's encoder.
func (part datePart) scalar() ScalarParams {
	return ScalarParams{Max: part.max, Active: part.window.Active, Periodic: part.periodic}.WithRadius(part.window.Radius)
}

// Validate names every field that is out of range.
func (p DateParams) Validate() error {
	c := check.New("encode")
	names := map[string]bool{}
	for _, part := range p.parts() {
		w := part.window
		c.That(part.name != "" && !names[part.name], "name %q of a custom window, want one that no other part has", part.name)
		names[part.name] = true
		if w == (Window{}) {
			continue
		}
		active := w.Active > 0 && w.Active%2 == 1
		c.That(active, "%s.Active = %d, want odd and > 0, or 0 with Radius 0 to leave the part out", part.name, w.Active)
		if part.periodic {
			c.That(w.Radius > 0 && w.Radius < part.max, "%s.Radius = %v, want in (0, %v)", part.name, w.Radius, part.max)
		} else {
			c.That(w.Radius > 0 && check.Finite(w.Radius), "%s.Radius = %v, want a finite number > 0", part.name, w.Radius)
		}
	}
	for _, custom := range p.Custom {
		custom.check(c)
	}
	for i, holiday := range p.Holidays {
		c.That(holiday.exists(), "Holidays[%d] = %v, want a day of the calendar", i, holiday)
	}
	c.That(p.Holiday == (Window{}) || len(p.Holidays) > 0, "Holidays is empty, want at least one for Holiday")
	c.That(!p.empty(), "all parts are left out, want one of Season, DayOfWeek, Weekend, Custom, Holiday, TimeOfDay")
	return c.Err()
}

// empty tells whether all parts are left out.
func (p DateParams) empty() bool {
	for _, part := range p.parts() {
		if part.window != (Window{}) {
			return false
		}
	}
	return true
}

// Part says where a part of a code stands in the SDR: bits [Offset, Offset+Size).
type Part struct {
	Name         string // of the field in DateParams, of the custom window, or of the Field of a Multi
	Offset, Size int
}

// Date encodes what recurs in a time: where it stands in the day, the week and
// the year. Each part is a Scalar, with a Scalar's guarantees.
//
// It reads the clock of the time.Time as it is given, in that time's own zone:
// convert with t.In(zone) first if that is not the clock that matters. So an
// hour that comes twice when summer time ends has the same SDR twice. In a leap
// year the days from 29 February on are one further in the season, as in NuPIC.
// Years before the first use the same calendar, counted backwards.
//
// This is NuPIC's DateEncoder (date.py). There the days of customDays have no
// hours, and are one part; for how its holidays differ see Holiday.
type Date struct {
	params   DateParams
	parts    []Part
	encoders []*Scalar
	values   []func(time.Time) float64
}

// NewDate returns the encoder, or an error that names every bad field.
func NewDate(p DateParams) (*Date, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	p = p.clone()
	e := &Date{params: p}
	offset := 0
	for _, part := range p.parts() {
		if part.window.Active == 0 {
			continue
		}
		encoder, err := NewScalar(part.scalar())
		if err != nil {
			return nil, fmt.Errorf("encode: %s = %v: %w", part.name, part.window, err)
		}
		e.parts = append(e.parts, Part{part.name, offset, encoder.Size()})
		e.encoders = append(e.encoders, encoder)
		e.values = append(e.values, part.value)
		offset += encoder.Size()
	}
	return e, nil
}

// clone returns parameters that share nothing with p.
func (p DateParams) clone() DateParams {
	p.Holidays = slices.Clone(p.Holidays)
	p.Custom = slices.Clone(p.Custom)
	for i, custom := range p.Custom {
		p.Custom[i].Days = slices.Clone(custom.Days)
	}
	return p
}

// Params returns what the encoder was made with.
func (e *Date) Params() DateParams { return e.params.clone() }

// Parts returns where each part stands in the SDR.
func (e *Date) Parts() []Part { return append([]Part(nil), e.parts...) }

// Size returns the number of bits of every SDR.
func (e *Date) Size() int {
	last := e.parts[len(e.parts)-1]
	return last.Offset + last.Size
}

// Encode returns the time's SDR. The zero time is an error: it stands for a time
// that is missing.
func (e *Date) Encode(t time.Time) (sdr.SDR, error) {
	active := 0
	for _, encoder := range e.encoders {
		active += encoder.params.Active
	}
	bits, err := e.AppendBits(make([]int, 0, active), t)
	if err != nil {
		return sdr.SDR{}, err
	}
	return sdr.SDR{Size: e.Size(), Bits: bits}, nil
}

// AppendBits appends the on bits of Encode's SDR to dst, which an error leaves as it was.
func (e *Date) AppendBits(dst []int, t time.Time) ([]int, error) {
	if t.IsZero() {
		return dst, errors.New("encode: time = 0, want a time that is not the zero time.Time")
	}
	bits := dst
	for i, encoder := range e.encoders {
		from := len(bits)
		var err error
		if bits, err = encoder.AppendBits(bits, e.values[i](t)); err != nil {
			return dst, err
		}
		move(bits[from:], e.parts[i].Offset)
	}
	return bits, nil
}
