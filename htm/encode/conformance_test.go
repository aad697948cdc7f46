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

// powers are from, from*by ... , so many.
func powers(from, by float64, count int) []interface{} {
	var xs []interface{}
	for i := 0; i < count; i++ {
		xs = append(xs, from*math.Pow(by, float64(i)))
	}
	return xs
}

func factor(a, b interface{}) float64 { return math.Abs(math.Log(a.(float64) / b.(float64))) }

var rooms = []string{"gym", "pool", "hall"}

// An hour is a row of two values.
type hour struct {
	of   float64
	room string
}

func differ(a, b interface{}) float64 {
	if a == b {
		return 0
	}
	return 1
}

// bits are SDRs of a size.
func bits(size int, sets ...[]int) []interface{} {
	var codes []interface{}
	for _, set := range sets {
		codes = append(codes, sdr.SDR{Size: size, Bits: set})
	}
	return codes
}

// unshared is how many bits are on in the first SDR alone.
func unshared(a, b interface{}) float64 { return float64(a.(sdr.SDR).Minus(b.(sdr.SDR)).Len()) }

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

func logarithm(p encode.LogParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewLog(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(float64)) }, err
	}
}

func category(p encode.CategoryParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewCategory(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(string)) }, err
	}
}

func sdrCategory(p encode.SDRCategoryParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewSDRCategory(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(string)) }, err
	}
}

func passThrough(p encode.PassThroughParams) func() (htmtest.EncodeFunc, error) {
	return func() (htmtest.EncodeFunc, error) {
		e, err := encode.NewPassThrough(p)
		return func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(sdr.SDR)) }, err
	}
}

// multi encodes hours: the time of day in 40 bits, then the room.
func multi() (htmtest.EncodeFunc, error) {
	day, err := encode.NewScalar(encode.ScalarParams{Max: 24, Size: 40, Active: 5, Periodic: true})
	if err != nil {
		return nil, err
	}
	room, err := encode.NewCategory(encode.CategoryParams{Categories: rooms, Active: 4})
	if err != nil {
		return nil, err
	}
	e, err := encode.NewMulti(
		encode.Field{Name: "day", Size: day.Size(), Encode: func(row interface{}) (sdr.SDR, error) { return day.Encode(row.(hour).of) }},
		encode.Field{Name: "room", Size: room.Size(), Encode: func(row interface{}) (sdr.SDR, error) { return room.Encode(row.(hour).room) }},
	)
	return func(x interface{}) (sdr.SDR, error) { return e.Encode(x) }, err
}

// The conformance table: a new encoder is a new file and a row here.
func TestConformance(t *testing.T) {
	clipping := encode.DefaultRandomDistributedParams(.88)
	clipping.Clip = true
	work := encode.CustomWindow{Name: "work", Window: encode.Window{Active: 5, Radius: 1}, Days: []time.Weekday{1, 2, 3, 4, 5}, From: 8, To: 17}
	torus := encode.DefaultCoordinateParams(2)
	torus.Periods = []int{80, 80}
	space := encode.DefaultGeospatialParams(10, 30)
	space.Altitude = true
	open := encode.DefaultSDRCategoryParams(rooms...)
	open.Open = true
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
		{
			Name: "holiday", New: date(encode.DateParams{Holiday: encode.Window{Active: 21, Radius: 1}, Holidays: []encode.Holiday{{Month: 12, Day: 25}}}),
			Size: 42, Active: 21, Distance: difference(christmas), Slack: 1,
			Inputs: hours(-2.3, 72), Bad: []interface{}{time.Time{}},
		},
		{
			Name: "custom window", New: date(encode.DateParams{Custom: []encode.CustomWindow{work}}),
			Size: 10, Active: 5, Distance: difference(atWork),
			Inputs: hours(3, 60), Bad: []interface{}{time.Time{}},
		},
		{
			Name: "coordinate", New: coordinate(encode.CoordinateParams{Size: 4000, Active: 101, Dimensions: 2, Seed: 42}),
			Size: 4000, Active: 101, Distance: steps, Slack: 14, // chance decides as many
			Inputs: diagonal(20, 40),
			Bad:    []interface{}{place{[]int{1, 2}, 1}, place{[]int{1, 2}, 2048}, place{[]int{1}, 5}, place{[]int{1, 1<<53 + 1}, 5}},
		},
		{
			Name: "coordinate, periodic", New: coordinate(torus),
			Size: 1000, Active: 21, Distance: around(80, row), Slack: 8,
			Inputs: diagonal(20, 40), Bad: []interface{}{place{[]int{1, 2}, 40}},
		},
		{
			Name: "position", New: geospatial(encode.DefaultGeospatialParams(10, 30)), // radius 11, positions 3.3 steps apart
			Size: 1000, Active: 21, Distance: around(360, longitude), Slack: 8,
			Inputs: westward(-179.999, .0003, 20),
			Bad:    []interface{}{encode.Position{Latitude: 86}, encode.Position{Longitude: 181}, encode.Position{Speed: -1}, encode.Position{Speed: math.NaN()}},
		},
		{
			Name: "position in space", New: geospatial(space),
			Size: 1000, Active: 21, Distance: around(360, longitude), Slack: 8,
			Inputs: westward(-179.999, .0003, 20),
			Bad:    []interface{}{encode.Position{Latitude: 91}, encode.Position{Altitude: math.Inf(1)}, encode.Position{Longitude: math.NaN()}},
		},
		{
			Name: "image by thermometer", New: grey(encode.DefaultImageParams(3, 2)),
			Size: 24, Inputs: shades(), Bad: wrongImages(),
		},
		{
			Name: "image by buckets", New: grey(encode.ImageParams{Width: 3, Height: 2, Bits: 4, Code: encode.Buckets}),
			Size: 24, Active: 6, Distance: otherQuarters, Inputs: shades(), Bad: wrongImages(),
		},
		{
			Name: "image by its mean", New: grey(encode.ImageParams{Width: 3, Height: 2, Bits: 1, Mean: true}),
			Size: 6, Inputs: shades(), Bad: wrongImages(),
		},
		{
			Name: "logarithm", New: logarithm(encode.LogParams{Min: .01, Max: 1e4, Size: 70, Active: 9, Base: 10}),
			Size: 70, Active: 9, Distance: factor, Slack: 1,
			Inputs: powers(.01, 1.4, 41), Bad: append(numbers(-1, 1, 2), append(notFinite, .0099, 10001.)...),
		},
		{
			Name: "logarithm, clipping", New: logarithm(encode.DefaultLogParams(100)),
			Size: 100, Active: 5, Slack: 1,
			Inputs: append(powers(1e-8, 2, 45), 0., -1., math.MaxFloat64), Bad: notFinite,
		},
		{
			Name: "category", New: category(encode.CategoryParams{Categories: rooms, Active: 4}),
			Size: 12, Active: 4, Distance: differ,
			Inputs: []interface{}{"gym", "pool", "hall"}, Bad: []interface{}{"", "Gym", "attic"},
		},
		{
			Name: "category, with a code for the unknown", New: category(encode.CategoryParams{Categories: rooms, Active: 4, Unknown: true}),
			Size: 16, Active: 4, Distance: differ,
			Inputs: []interface{}{"gym", "pool", "hall", "attic"}, Bad: []interface{}{""},
		},
		{
			Name: "SDR category", New: sdrCategory(encode.DefaultSDRCategoryParams(rooms...)),
			Size: 400, Active: 21, Distance: differ,
			Inputs: []interface{}{"gym", "pool", "hall"}, Bad: []interface{}{"", "Gym", "attic"},
		},
		{
			Name: "SDR category, open", New: sdrCategory(open),
			Size: 400, Active: 21, Distance: differ,
			Inputs: []interface{}{"gym", "pool", "Gym", "a", "aa", "é"}, Bad: []interface{}{""},
		},
		{
			Name: "pass-through", New: passThrough(encode.PassThroughParams{Size: 12, Active: 3}),
			Size: 12, Active: 3, Distance: unshared,
			Inputs: bits(12, []int{0, 1, 2}, []int{1, 2, 3}, []int{0, 2, 11}, []int{9, 10, 11}),
			Bad:    append(bits(12, []int{1, 2}, nil, []int{0, 1, 12}, []int{0, 1, 1}), bits(13, []int{0, 1, 2})...),
		},
		{
			Name: "multi", New: multi,
			Size: 52, Active: 9,
			Inputs: []interface{}{hour{0, "gym"}, hour{3, "gym"}, hour{3, "pool"}}, Bad: []interface{}{hour{24, "gym"}, hour{0, "attic"}},
		},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Encoder(c); err != nil {
				t.Error(err)
			}
		})
	}
}

// The same for encoders whose code depends on what came before.
func TestSteppedConformance(t *testing.T) {
	fromFirst := encode.DefaultAdaptiveParams(100)
	given := encode.AdaptiveParams{Size: 60, Active: 5, Min: -1, Max: 1}
	stream := []interface{}{3., 4., -8., 2.5, 12., 12., -3.}
	steps := []interface{}{3., 4., 8., 2.5, 2.5, 0., -1.} // differences from -5.5 to 4
	for _, c := range []htmtest.SteppedCase{
		{
			Name: "adaptive range, from the first value", New: adaptive(fromFirst), Stream: stream,
			Encoder: htmtest.EncoderCase{
				Size: 100, Active: 21, Distance: clipped(-8, 12), Slack: 1,
				Inputs: numbers(-10, .5, 48), Bad: notFinite,
			},
		},
		{
			Name: "adaptive range, from a given one", New: adaptive(given), Stream: stream,
			Encoder: htmtest.EncoderCase{
				Size: 60, Active: 5, Distance: clipped(-8, 12), Slack: 1,
				Inputs: numbers(-10, .5, 48), Bad: notFinite,
			},
		},
		{
			Name: "delta of a scalar", New: delta(false, func() (*encode.Delta, error) {
				return encode.NewDelta(encode.NewScalar(encode.ScalarParams{Min: -10, Max: 10, Size: 60, Active: 5}))
			}), Stream: steps,
			Encoder: htmtest.EncoderCase{
				Size: 60, Active: 5, Distance: apart, Slack: 1,
				Inputs: numbers(-11, .5, 41), Bad: notFinite,
			},
		},
		{
			Name: "delta of an adaptive range", New: delta(true, func() (*encode.Delta, error) { return encode.NewDelta(encode.NewAdaptive(fromFirst)) }),
			Stream: steps,
			Encoder: htmtest.EncoderCase{
				Size: 100, Active: 21, Distance: clipped(-1-5.5, -1+4), Slack: 1,
				Inputs: numbers(-8, .5, 30), Bad: notFinite,
			},
		},
	} {
		t.Run(c.Name, func(t *testing.T) {
			if err := htmtest.Stepped(c); err != nil {
				t.Error(err)
			}
		})
	}
}

func adaptive(p encode.AdaptiveParams) func() (htmtest.SteppedClosures, error) {
	var closures func(e *encode.Adaptive) htmtest.SteppedClosures
	closures = func(e *encode.Adaptive) htmtest.SteppedClosures {
		return htmtest.SteppedClosures{
			Step:     func(x interface{}, learn bool) (sdr.SDR, error) { return e.Step(x.(float64), learn) },
			Encode:   func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(float64)) },
			Learned:  func() interface{} { return e.Snapshot() },
			Snapshot: func() interface{} { return e.Snapshot() },
			Restore:  func(state interface{}) error { return e.Restore(state.(encode.AdaptiveState)) },
			Clone:    func() htmtest.SteppedClosures { return closures(e.Clone()) },
		}
	}
	return func() (htmtest.SteppedClosures, error) {
		e, err := encode.NewAdaptive(p)
		return closures(e), err
	}
}

// learns says that there is an Adaptive inside.
func delta(learns bool, make func() (*encode.Delta, error)) func() (htmtest.SteppedClosures, error) {
	var closures func(e *encode.Delta) htmtest.SteppedClosures
	closures = func(e *encode.Delta) htmtest.SteppedClosures {
		c := htmtest.SteppedClosures{
			Step:     func(x interface{}, learn bool) (sdr.SDR, error) { return e.Step(x.(float64), learn) },
			Encode:   func(x interface{}) (sdr.SDR, error) { return e.Encode(x.(float64)) },
			Snapshot: func() interface{} { return e.Snapshot() },
			Restore:  func(state interface{}) error { return e.Restore(state.(encode.DeltaState)) },
			Clone:    func() htmtest.SteppedClosures { return closures(e.Clone()) },
		}
		if learns {
			c.Learned = func() interface{} { return e.Snapshot().Range }
		}
		return c
	}
	return func() (htmtest.SteppedClosures, error) {
		e, err := make()
		return closures(e), err
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
