package encode

import (
	"math"
	"slices"
	"testing"
	"time"
)

// Worked by hand: 2010-07-02 was a Friday.
func TestCustomWindowValue(t *testing.T) {
	friday := []time.Weekday{time.Friday}
	for _, tt := range []struct {
		name  string
		w     CustomWindow
		stamp string
		want  float64
	}{
		{"a day from its first minute", CustomWindow{Days: friday}, "2010-07-02 00:00:00", 1},
		{"to its last", CustomWindow{Days: friday}, "2010-07-02 23:59:59", 1},
		{"not the day before", CustomWindow{Days: friday}, "2010-07-01 23:59:00", 0},
		{"nor the day after", CustomWindow{Days: friday}, "2010-07-03 00:00:00", 0},
		{"one of several days", CustomWindow{Days: []time.Weekday{time.Monday, time.Friday}}, "2010-07-02 12:00:00", 1},
		{"in another order", CustomWindow{Days: []time.Weekday{time.Friday, time.Monday}}, "2010-07-05 12:00:00", 1},
		{"an hour begins with its first minute", CustomWindow{From: 8, To: 17.5}, "2010-07-02 08:00:00", 1},
		{"and not before", CustomWindow{From: 8, To: 17.5}, "2010-07-02 07:59:59", 0},
		{"it lasts to the last minute", CustomWindow{From: 8, To: 17.5}, "2010-07-02 17:29:59", 1},
		{"and ends with its end", CustomWindow{From: 8, To: 17.5}, "2010-07-02 17:30:00", 0},
		{"until midnight", CustomWindow{From: 8, To: 24}, "2010-07-02 23:59:00", 1},
		{"from midnight", CustomWindow{To: 1}, "2010-07-02 00:00:00", 1},
		{"hours and days", CustomWindow{Days: friday, From: 8, To: 17}, "2010-07-01 12:00:00", 0},
		{"a night begins on its day", CustomWindow{Days: friday, From: 22, To: 6}, "2010-07-02 22:00:00", 1},
		{"and ends on the next", CustomWindow{Days: friday, From: 22, To: 6}, "2010-07-03 05:59:00", 1},
		{"at its end", CustomWindow{Days: friday, From: 22, To: 6}, "2010-07-03 06:00:00", 0},
		{"the morning of its day is the night before's", CustomWindow{Days: friday, From: 22, To: 6}, "2010-07-02 05:00:00", 0},
		{"the next evening is no part", CustomWindow{Days: friday, From: 22, To: 6}, "2010-07-03 23:00:00", 0},
		{"Saturday night passes into Sunday, over the end of time.Weekday", CustomWindow{Days: []time.Weekday{time.Saturday}, From: 22, To: 6}, "2010-07-04 03:00:00", 1},
		{"every night", CustomWindow{From: 22, To: 6}, "2010-07-07 03:00:00", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.w.value(at(t, tt.stamp)); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// NuPIC's own case (date_test.py, testWeekend): Friday, Saturday and Sunday as
// custom days are the weekend of its encoder at 20:00, when Friday evening has
// begun; on 300 days in a row.
func TestCustomWindowAsNuPIC(t *testing.T) {
	days, err := Weekdays("sat,sun,fri")
	if err != nil {
		t.Fatal(err)
	}
	custom, err := NewDate(DateParams{Custom: []CustomWindow{{Name: "late", Window: Window{21, 1}, Days: days}}})
	if err != nil {
		t.Fatal(err)
	}
	weekend, err := NewDate(DateParams{Weekend: Window{21, 1}, FridayEvening: true})
	if err != nil {
		t.Fatal(err)
	}
	when := time.Date(1988, 5, 29, 20, 0, 0, 0, time.UTC)
	for i := 0; i < 301; i++ {
		a, errA := custom.Encode(when)
		b, errB := weekend.Encode(when)
		if errA != nil || errB != nil || !a.Equal(b) {
			t.Errorf("%v: %v, %v, want %v, %v", when, a, errA, b, errB)
		}
		when = when.AddDate(0, 0, 1)
	}
}

func TestWeekdays(t *testing.T) {
	for _, tt := range []struct {
		names string
		want  []time.Weekday
		err   string
	}{
		{"monday,wednesday", []time.Weekday{1, 3}, ""},
		{"Mon, TUE ,wed,Thu,fri,sat,sunday", []time.Weekday{1, 2, 3, 4, 5, 6, 0}, ""},
		{"", nil, `encode: day "", want one of mon, monday, tue, tuesday ... sun, sunday`},
		{"mon,tues", nil, `encode: day "tues", want one of mon, monday, tue, tuesday ... sun, sunday`},
	} {
		if got, err := Weekdays(tt.names); !slices.Equal(got, tt.want) || errorText(err) != tt.err {
			t.Errorf("Weekdays(%q) = %v, %v, want %v, %s", tt.names, got, err, tt.want, tt.err)
		}
	}
}

func TestCustomWindowErrors(t *testing.T) {
	good := CustomWindow{Name: "work", Window: Window{21, 1}, Days: []time.Weekday{1}, From: 8, To: 17}
	for _, tt := range []struct {
		name  string
		spoil func(*CustomWindow)
		want  string
	}{
		{"no name", func(w *CustomWindow) { w.Name = "" }, `encode: name "" of a custom window, want one that no other part has`},
		{"a name that is taken", func(w *CustomWindow) { w.Name = "Weekend" }, `encode: name "Weekend" of a custom window, want one that no other part has`},
		{"left out", func(w *CustomWindow) { w.Window = Window{} }, "encode: work.Window = {0 0}, want a part that is not left out"},
		{"even Active", func(w *CustomWindow) { w.Window.Active = 2 }, "encode: work.Active = 2, want odd and > 0, or 0 with Radius 0 to leave the part out"},
		{"Radius", func(w *CustomWindow) { w.Window.Radius = 0 }, "encode: work.Radius = 0, want a finite number > 0"},
		{"Days", func(w *CustomWindow) { w.Days = []time.Weekday{1, 7} }, "encode: work.Days[1] = 7, want in [0, 6], from Sunday to Saturday"},
		{"From", func(w *CustomWindow) { w.From = 24 }, "encode: work.From = 24, want in [0, 24)"},
		{"To", func(w *CustomWindow) { w.To = math.NaN() }, "encode: work.To = NaN, want in [0, 24]"},
		{"no time at all", func(w *CustomWindow) { w.To = 8 }, "encode: work.To = 8, want another hour than From, or 0 for both"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := good
			tt.spoil(&w)
			p := DateParams{Custom: []CustomWindow{w}, TimeOfDay: Window{21, 1}}
			if _, err := NewDate(p); errorText(err) != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	if _, err := NewDate(DateParams{Custom: []CustomWindow{good}}); err != nil {
		t.Error(err)
	}
}
