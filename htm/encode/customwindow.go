package encode

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gohtm/htm/internal/check"
)

// CustomWindow is a part of a date of your own: 1 on some days of the week, at
// some hours, else 0. NuPIC's customDays, which has no hours.
type CustomWindow struct {
	Name   string // of the Part; no two parts have the same
	Window Window // Radius 1 is two codes that share no bits
	// Days are those on which it begins, in any order; none means every day.
	Days []time.Weekday
	// From, in [0, 24), and To, in [0, 24], are clock hours, To not included, minutes as
	// fractions: 22.5 is half past ten. From > To ends on the next day. Both 0
	// mean the whole day.
	From, To float64
}

func (w CustomWindow) check(c *check.Fields) {
	c.That(w.Window != (Window{}), "%s.Window = {0 0}, want a part that is not left out", w.Name)
	for i, day := range w.Days {
		c.That(day >= time.Sunday && day <= time.Saturday, "%s.Days[%d] = %d, want in [0, 6], from Sunday to Saturday", w.Name, i, int(day))
	}
	c.That(w.From >= 0 && w.From < 24, "%s.From = %v, want in [0, 24)", w.Name, w.From)
	c.That(w.To >= 0 && w.To <= 24, "%s.To = %v, want in [0, 24]", w.Name, w.To)
	c.That(w.From != w.To || w.From == 0, "%s.To = %v, want another hour than From, or 0 for both", w.Name, w.To)
}

func (w CustomWindow) value(t time.Time) float64 {
	hour := timeOfDay(t)
	on := func(day time.Weekday) bool { return len(w.Days) == 0 || slices.Contains(w.Days, day) }
	today, yesterday := on(t.Weekday()), on((t.Weekday()+6)%7)
	var inside bool
	switch {
	case w.From == w.To:
		inside = today
	case w.From < w.To:
		inside = today && w.From <= hour && hour < w.To
	default:
		inside = today && w.From <= hour || yesterday && hour < w.To
	}
	if inside {
		return 1
	}
	return 0
}

// Weekdays reads days as NuPIC's customDays writes them, with commas between:
// "monday,wednesday" or "Mon, Wed". Letters may be large or small. What is no
// day is an error that names it.
func Weekdays(names string) ([]time.Weekday, error) {
	var days []time.Weekday
	for _, name := range strings.Split(names, ",") {
		name = strings.TrimSpace(name)
		day := time.Sunday
		for ; day <= time.Saturday; day++ {
			if full := day.String(); strings.EqualFold(name, full) || strings.EqualFold(name, full[:3]) {
				break
			}
		}
		if day > time.Saturday {
			return nil, fmt.Errorf("encode: day %q, want one of mon, monday, tue, tuesday ... sun, sunday", name)
		}
		days = append(days, day)
	}
	return days, nil
}
