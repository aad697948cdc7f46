package encode_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/htmtest"
	"gohtm/htm/sdr"
)

var notFinite = []interface{}{math.NaN(), math.Inf(1), math.Inf(-1)}

// numbers are from, from+step ... , so many.
func numbers(from, step float64, count int) []interface{} {
	var xs []interface{}
	for i := 0; i < count; i++ {
		xs = append(xs, from+float64(float64(i)*step))
	}
	return xs
}

// hours are times, every so many hours from Thursday 2010-12-30 on, in a zone with an odd offset.
func hours(step float64, count int) []interface{} {
	start := time.Date(2010, 12, 30, 0, 0, 0, 0, time.FixedZone("Nepal", 20700))
	var times []interface{}
	for i := 0; i < count; i++ {
		times = append(times, start.Add(time.Duration(float64(i)*step*float64(time.Hour))))
	}
	return times
}

func apart(a, b interface{}) float64 { return math.Abs(a.(float64) - b.(float64)) }

// around is the distance on a circle so long, of numbers of an input.
func around(length float64, number func(interface{}) float64) func(a, b interface{}) float64 {
	return func(a, b interface{}) float64 {
		d := math.Abs(number(a) - number(b))
		return math.Min(d, length-d)
	}
}

// clipped is the distance of values that are first moved into a range.
func clipped(from, to float64) func(a, b interface{}) float64 {
	clip := func(x interface{}) float64 { return math.Max(from, math.Min(x.(float64), to)) }
	return func(a, b interface{}) float64 { return math.Abs(clip(a) - clip(b)) }
}

func same(x interface{}) float64 { return x.(float64) }

func hourOfDay(t interface{}) float64 {
	return float64(t.(time.Time).Hour()) + float64(t.(time.Time).Minute())/60
}

func hourOfWeek(t interface{}) float64 {
	return float64(24*t.(time.Time).Weekday()) + hourOfDay(t)
}

func dayOfYear(t interface{}) float64 { return float64(t.(time.Time).YearDay() - 1) }

// one of these makes a row's New.
func scalar(p encode.ScalarParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewScalar(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(float64)) }, err
	}
}

func randomDistributed(p encode.RandomDistributedParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewRandomDistributed(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(float64)) }, err
	}
}

func date(p encode.DateParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewDate(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(time.Time)) }, err
	}
}

// The conformance table: a new encoder is a new file and a row here.
func TestConformance(t *testing.T) {
	clipping := encode.DefaultRandomDistributedParams(.88)
	clipping.Clip = true
	for _, c := range []htmtest.EncoderCase{
		{
			Name: "scalar", New: scalar(encode.ScalarParams{Min: -20, Max: 20, Size: 100, Active: 21}),
			Size: 100, Active: 21, Distance: apart, Slack: 1,
			Inputs: numbers(-20, 1, 41), Bad: append(numbers(-20.001, 40.002, 2), notFinite...),
		},
		{
			Name: "scalar, clipping", New: scalar(encode.ScalarParams{Min: 0, Max: 10, Size: 40, Active: 5, Clip: true}),
			Size: 40, Active: 5, Distance: clipped(0, 10), Slack: 1,
			Inputs: append(numbers(-2, .5, 30), -math.MaxFloat64, math.MaxFloat64), Bad: notFinite,
		},
		{
			Name: "scalar, periodic", New: scalar(encode.ScalarParams{Min: 0, Max: 360, Size: 72, Active: 9, Periodic: true}),
			Size: 72, Active: 9, Distance: around(360, same), Slack: 1,
			Inputs: numbers(0, 8, 45), Bad: append(numbers(-.001, 360.001, 2), notFinite...),
		},
		{
			Name: "random distributed scalar", New: randomDistributed(encode.DefaultRandomDistributedParams(.88)),
			Size: 400, Active: 21, Distance: apart, Slack: 2,
			Inputs: numbers(-30, 1.5, 41), Bad: append(numbers(-441, 881, 2), notFinite...),
		},
		{
			Name: "random distributed scalar, clipping", New: randomDistributed(clipping),
			Size: 400, Active: 21, Distance: clipped(-440, 439), Slack: 2,
			Inputs: append(numbers(-500, 25, 41), -math.MaxFloat64, math.MaxFloat64), Bad: notFinite,
		},
		{
			Name: "time of day", New: date(encode.DateParams{TimeOfDay: encode.Window{Active: 21, Radius: 3}}),
			Size: 168, Active: 21, Distance: around(24, hourOfDay), Slack: 1,
			Inputs: hours(.7, 48), Bad: []interface{}{time.Time{}},
		},
		{
			Name: "day of week", New: date(encode.DateParams{DayOfWeek: encode.Window{Active: 21, Radius: 2}}),
			Size: 74, Active: 21, Distance: around(168, hourOfWeek), Slack: 1,
			Inputs: hours(5, 48), Bad: []interface{}{time.Time{}},
		},
		{
			Name: "season", New: date(encode.DateParams{Season: encode.Window{Active: 21, Radius: 91.5}}),
			Size: 84, Active: 21, Distance: around(366, dayOfYear), Slack: 1,
			Inputs: hours(24*11, 48), Bad: []interface{}{time.Time{}},
		},
		{
			Name: "date", New: date(encode.DefaultDateParams()),
			Size: 546, Active: 42,
			Inputs: hours(1, 24*7), Bad: []interface{}{time.Time{}},
		},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Encoder(c); err != nil {
				t.Error(err)
			}
		})
	}
}

// A check of an encoder in a cell: define it, run the suite, look.
func Example() {
	fmt.Println(htmtest.Encoder(htmtest.EncoderCase{
		Name: "kilowatts",
		New: func() (htmtest.EncodeFunc, error) {
			kilowatts, err := encode.NewScalar(encode.ScalarParams{Min: 0, Max: 100, Size: 120, Active: 21})
			return func(x interface{}) (sdr.SDR, error) { return kilowatts.Encode(x.(float64)) }, err
		},
		Size: 120, Active: 21,
		Inputs:   []interface{}{0.0, 21.2, 22.0, 43.5, 100.0},
		Bad:      []interface{}{math.NaN(), -1.0, 101.0},
		Distance: func(a, b interface{}) float64 { return math.Abs(a.(float64) - b.(float64)) },
		Slack:    1,
	}))
	// Output: <nil>
}
