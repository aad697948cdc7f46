package encode_test

import (
	"slices"
	"testing"
	"time"

	"gohtm/htm/encode"
	"gohtm/htm/sdr"
)

// AppendBits is Encode, behind what is there, and takes no memory.
func TestAppendBits(t *testing.T) {
	scalar := func(p encode.ScalarParams) *encode.Scalar { return ok(t)(encode.NewScalar(p)).(*encode.Scalar) }
	random := ok(t)(encode.NewRandomDistributed(encode.DefaultRandomDistributedParams(0.5))).(*encode.RandomDistributed)
	log := encode.DefaultLogParams(200)
	log.Clip = false
	logarithmic := ok(t)(encode.NewLog(log)).(*encode.Log)
	p := encode.DefaultDateParams()
	p.DayOfWeek = encode.Window{Active: 5, Radius: 1}
	date := ok(t)(encode.NewDate(p)).(*encode.Date)
	start := time.Date(2010, 7, 2, 0, 0, 0, 0, time.UTC)
	at := func(x float64) time.Time {
		if x < 0 {
			return time.Time{}
		}
		return start.Add(time.Duration(x * float64(time.Hour)))
	}
	for _, tt := range []struct {
		name   string
		encode func(x float64) (sdr.SDR, error)
		append func(dst []int, x float64) ([]int, error)
	}{
		{"Scalar", scalar(encode.ScalarParams{Max: 100, Size: 50, Active: 7}).Encode, scalar(encode.ScalarParams{Max: 100, Size: 50, Active: 7}).AppendBits},
		{"Scalar, periodic", scalar(encode.ScalarParams{Max: 100, Size: 50, Active: 7, Periodic: true}).Encode,
			scalar(encode.ScalarParams{Max: 100, Size: 50, Active: 7, Periodic: true}).AppendBits},
		{"RandomDistributed", random.Encode, random.AppendBits},
		{"Log", logarithmic.Encode, logarithmic.AppendBits},
		{"Date", func(x float64) (sdr.SDR, error) { return date.Encode(at(x)) },
			func(dst []int, x float64) ([]int, error) { return date.AppendBits(dst, at(x)) }},
	} {
		before := []int{-7, 3}
		for x := 1.; x < 100; x += 1.37 {
			code, err := tt.encode(x)
			if err != nil || code.Check() != nil || len(code.Bits) == 0 {
				t.Fatalf("%s: %v, errors %v, %v", tt.name, code, err, code.Check())
			}
			got, err := tt.append(slices.Clone(before), x)
			if want := append(slices.Clone(before), code.Bits...); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s of %v: %v, error %v; want %v", tt.name, x, got, err, want)
			}
		}
		if got, err := tt.append(before, -1e9); err == nil || !slices.Equal(got, before) {
			t.Errorf("%s of what it cannot encode: %v, error %v; want an error and %v", tt.name, got, err, before)
		}
		dst := make([]int, 0, 200)
		if n := testing.AllocsPerRun(100, func() { dst, _ = tt.append(dst[:0], 50) }); n != 0 {
			t.Errorf("%s: %v allocations, want none", tt.name, n)
		}
	}
}

// ok returns what a constructor made.
func ok(t *testing.T) func(made interface{}, err error) interface{} {
	return func(made interface{}, err error) interface{} {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
}
