package encode

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gohtm/htm/internal/rng"
)

// The three examples in NuPIC's scalar.py: 1 to 10 with 5 bits on. Its comment
// gives 22 bits for the second, but 19 values half a unit apart have 19 first
// bits, and 4 more end the last run: 23, which is what its code computes too.
func TestScalarSize(t *testing.T) {
	p := ScalarParams{Min: 1, Max: 10, Active: 5}
	day := ScalarParams{Min: 0, Max: 24, Active: 21, Periodic: true}
	third := ScalarParams{Min: 0, Max: 7, Active: 21, Periodic: true}
	for _, tt := range []struct {
		name string
		p    ScalarParams
		want int
	}{
		{"resolution 1", p.WithResolution(1), 14},
		{"resolution .5", p.WithResolution(.5), 23},
		{"radius 1 is resolution .2", p.WithRadius(1), 50},
		{"radius 1 over 0..1 is two runs", ScalarParams{Max: 1, Active: 5}.WithRadius(1), 10},
		{"a day by hours", day.WithRadius(1), 504},
		{"a rounding error makes no bit more", third.WithResolution(1. / 3), 21},
		{"a part of a bucket makes one more", third.WithResolution(.3), 24}, // 23.3
		{"resolution 0 is refused", p.WithResolution(0), 0},
		{"a negative resolution is refused", p.WithResolution(-1), 0},
		{"NaN is refused", p.WithResolution(math.NaN()), 0},
		{"a resolution without end is refused", p.WithResolution(1e-300), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.p.Size != tt.want {
				t.Errorf("Size = %d, want %d", tt.p.Size, tt.want)
			}
		})
	}
}

// NuPIC's scalar_test.py: 1 to 8 around a circle in 14 bits with 3 on, and 1 to 10 in
// 14 bits with 5 on, each given by its size, its resolution and its radius.
func TestScalarKnownAnswers(t *testing.T) {
	circle := ScalarParams{Min: 1, Max: 8, Size: 14, Active: 3, Periodic: true}
	line := ScalarParams{Min: 1, Max: 10, Size: 14, Active: 5}
	if got := circle.Resolution(); got != .5 {
		t.Errorf("the circle's resolution is %v, want .5", got)
	}
	for _, tt := range []struct {
		name  string
		forms []ScalarParams
		bits  map[float64][]int
	}{
		{"circle", []ScalarParams{circle, circle.WithResolution(.5), circle.WithRadius(1.5)}, map[float64][]int{
			3: {3, 4, 5}, 3.1: {3, 4, 5}, 3.5: {4, 5, 6}, 3.6: {4, 5, 6}, 3.7: {4, 5, 6}, 4: {5, 6, 7},
			1: {0, 1, 13}, 1.5: {0, 1, 2}, 7: {11, 12, 13}, 7.5: {0, 12, 13}}},
		{"line", []ScalarParams{line, line.WithResolution(1), line.WithRadius(5)}, map[float64][]int{
			1: {0, 1, 2, 3, 4}, 2: {1, 2, 3, 4, 5}, 10: {9, 10, 11, 12, 13}}},
	} {
		for _, p := range tt.forms {
			e, err := NewScalar(p)
			if err != nil {
				t.Fatal(err)
			}
			for x, want := range tt.bits {
				if code, err := e.Encode(x); err != nil || !slices.Equal(code.Bits, want) || code.Size != 14 {
					t.Errorf("%s: Encode(%v) = %v, %v; want %v of 14", tt.name, x, code, err, want)
				}
			}
		}
	}
}

// Ranges that NuPIC's test walks in quarters of a bucket, and one below zero: a value
// is no more than half a bucket from the centre of its own, and buckets come in order.
func TestScalarBucketsAreCentred(t *testing.T) {
	for _, p := range []ScalarParams{
		{Min: 1, Max: 10, Size: 14, Active: 5},
		{Min: .001, Max: .002, Size: 15, Active: 3},
		{Min: 1, Max: 1e9, Size: 15, Active: 3},
		{Min: -10, Max: -3, Size: 15, Active: 3},
		{Min: 1, Max: 8, Size: 14, Active: 3, Periodic: true},
		{Min: -8, Max: -1, Size: 14, Active: 3, Periodic: true},
	} {
		e, err := NewScalar(p)
		if err != nil {
			t.Fatal(err)
		}
		before := 0
		for x := p.Min; x < p.Max; x += p.Resolution() / 4 {
			bucket, err := e.Bucket(x)
			centre := p.Min + float64(bucket)*p.Resolution()
			if p.Periodic {
				centre += p.Resolution() / 2
			}
			if err != nil || math.Abs(x-centre) > p.Resolution()*(.5+1e-9) || bucket < before {
				t.Fatalf("%+v: %v is in bucket %d, %v, with centre %v, after bucket %d", p, x, bucket, err, centre, before)
			}
			before = bucket
		}
		if before < e.Buckets()-2 {
			t.Errorf("%+v: the last value is in bucket %d of %d", p, before, e.Buckets())
		}
	}
}

// Every whole number of radii around a circle gives as many times Active bits.
func TestScalarSizeIsExactForWholeNumbers(t *testing.T) {
	for radii := 2; radii <= 1000; radii++ {
		p := ScalarParams{Max: 366, Active: 21, Periodic: true}.WithRadius(366 / float64(radii))
		if p.Size != 21*radii {
			t.Errorf("366/%d: Size = %d, want %d", radii, p.Size, 21*radii)
		}
	}
}

// Worked by hand: 1 to 10 in 14 bits, 5 on, a bucket a unit, around whole numbers;
// -6 to 6 in 12 bits around a circle, 3 on, a bucket from each whole number on.
func TestScalarEncode(t *testing.T) {
	line := ScalarParams{Min: 1, Max: 10, Size: 14, Active: 5}
	clip := line
	clip.Clip = true
	circle := ScalarParams{Min: -6, Max: 6, Size: 12, Active: 3, Periodic: true}
	for _, tt := range []struct {
		name   string
		p      ScalarParams
		x      float64
		bucket int
		bits   []int
	}{
		{"the least value has the first run", line, 1, 0, []int{0, 1, 2, 3, 4}},
		{"the greatest has the last run", line, 10, 9, []int{9, 10, 11, 12, 13}},
		{"a bucket reaches half a unit up", line, 2.49, 1, []int{1, 2, 3, 4, 5}},
		{"and there the next begins", line, 2.5, 2, []int{2, 3, 4, 5, 6}},
		{"below the range is clipped to the least", clip, -1e300, 0, []int{0, 1, 2, 3, 4}},
		{"above the range is clipped to the greatest", clip, 10.1, 9, []int{9, 10, 11, 12, 13}},
		{"clipping changes nothing within the range", clip, 5, 4, []int{4, 5, 6, 7, 8}},
		{"at the seam the run is on both sides", circle, -6, 0, []int{0, 1, 11}},
		{"just before the seam too", circle, 5.9, 11, []int{0, 10, 11}},
		{"negative values fall into their bucket from above", circle, -.5, 5, []int{4, 5, 6}},
		{"zero starts the next one", circle, 0, 6, []int{5, 6, 7}},
		{"the greatest number below the seam stays in the last bucket", circle, math.Nextafter(6, 0), 11, []int{0, 10, 11}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewScalar(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			code, err := e.Encode(tt.x)
			if err != nil || !slices.Equal(code.Bits, tt.bits) || code.Size != tt.p.Size {
				t.Errorf("Encode(%v) = %v, %v; want bits %v of %d", tt.x, code, err, tt.bits, tt.p.Size)
			}
			if bucket, err := e.Bucket(tt.x); bucket != tt.bucket || err != nil {
				t.Errorf("Bucket(%v) = %d, %v; want %d", tt.x, bucket, err, tt.bucket)
			}
		})
	}
}

// The overlap promise, exactly, for all pairs of buckets.
func TestScalarOverlapIsActiveLessBucketsApart(t *testing.T) {
	for _, p := range []ScalarParams{
		{Min: -3, Max: 5, Size: 40, Active: 7},
		{Min: -3, Max: 5, Size: 40, Active: 7, Periodic: true},
		{Min: -3, Max: 5, Size: 13, Active: 7, Periodic: true}, // the least circle whose runs meet at one end only
		{Min: -3, Max: 5, Size: 12, Active: 7, Periodic: true},
		{Min: -3, Max: 5, Size: 8, Active: 7, Periodic: true},
	} {
		e, err := NewScalar(p)
		if err != nil {
			t.Fatal(err)
		}
		centre := func(bucket int) float64 {
			x := p.Min + float64(bucket)*p.Resolution()
			if p.Periodic {
				x += p.Resolution() / 2
			}
			return x
		}
		for i := 0; i < e.Buckets(); i++ {
			for j := 0; j < e.Buckets(); j++ {
				a, errA := e.Encode(centre(i))
				b, errB := e.Encode(centre(j))
				if errA != nil || errB != nil {
					t.Fatal(errA, errB)
				}
				apart := max(i-j, j-i)
				want := max(0, p.Active-apart)
				if p.Periodic { // the other way round, too
					want += max(0, p.Active-(p.Size-apart))
				}
				if got := a.Overlap(b); got != want {
					t.Errorf("buckets %d and %d of %+v share %d bits, want %d", i, j, p, got, want)
				}
			}
		}
	}
}

func TestScalarErrors(t *testing.T) {
	line := ScalarParams{Min: -1, Max: 1, Size: 14, Active: 5}
	clip, circle := line, line
	clip.Clip = true
	circle.Periodic = true
	for _, tt := range []struct {
		name string
		p    ScalarParams
		x    float64
		want string
	}{
		{"below", line, -1.5, "encode: value = -1.5, want in [-1, 1]"},
		{"above", line, 2, "encode: value = 2, want in [-1, 1]"},
		{"the upper end of a circle is its lower end", circle, 1, "encode: value = 1, want in [-1, 1)"},
		{"below a circle", circle, -3, "encode: value = -3, want in [-1, 1)"},
		{"NaN", line, math.NaN(), "encode: value = NaN, want a finite number"},
		{"NaN in a circle", circle, math.NaN(), "encode: value = NaN, want a finite number"},
		{"NaN can't be clipped", clip, math.NaN(), "encode: value = NaN, want a finite number"},
		{"infinity is not clipped", clip, math.Inf(1), "encode: value = +Inf, want a finite number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, err := NewScalar(tt.p)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := e.Encode(tt.x); err == nil || err.Error() != tt.want {
				t.Errorf("Encode: error %v, want %s", err, tt.want)
			}
			if _, err := e.Bucket(tt.x); err == nil || err.Error() != tt.want {
				t.Errorf("Bucket: error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestScalarParamsErrors(t *testing.T) {
	good := ScalarParams{Min: 0, Max: 1, Size: 14, Active: 5}
	for _, tt := range []struct {
		name  string
		spoil func(*ScalarParams)
		want  string
	}{
		{"Min", func(p *ScalarParams) { p.Min = math.NaN() }, "encode: Min = NaN, want a finite number"},
		{"Max", func(p *ScalarParams) { p.Max = math.Inf(1) }, "encode: Max = +Inf, want a finite number"},
		{"no range", func(p *ScalarParams) { p.Max = 0 }, "encode: Max = 0, want > Min = 0"},
		{"too wide a range", func(p *ScalarParams) { p.Min, p.Max = -1e308, 1e308 }, "encode: Max - Min = +Inf, want a finite number"},
		{"too narrow a range", func(p *ScalarParams) { p.Max = 5e-324 }, "encode: Max - Min = 5e-324, want a range that floating point can cut into Size = 14 buckets"},
		{"too wide a range for its buckets", func(p *ScalarParams) { p.Max, p.Periodic = 1e308, true }, "encode: Max - Min = 1e+308, want a range that floating point can cut into Size = 14 buckets"},
		{"Active", func(p *ScalarParams) { p.Active = 0 }, "encode: Active = 0, want odd and > 0"},
		{"even Active", func(p *ScalarParams) { p.Active = 4 }, "encode: Active = 4, want odd and > 0"},
		{"Size", func(p *ScalarParams) { p.Size = 5 }, "encode: Size = 5, want > Active = 5 and <= 2^28"},
		{"huge Size", func(p *ScalarParams) { p.Size = math.MaxInt }, "encode: Size = 9223372036854775807, want > Active = 5 and <= 2^28"},
		{"Clip", func(p *ScalarParams) { p.Clip, p.Periodic = true, true }, "encode: Clip = true, want false with Periodic: a periodic range has no ends"},
		{"all at once", func(p *ScalarParams) { *p = ScalarParams{Active: 2} }, "encode: Max = 0, want > Min = 0\nencode: Active = 2, want odd and > 0\nencode: Size = 0, want > Active = 2 and <= 2^28"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := good
			tt.spoil(&p)
			if _, err := NewScalar(p); err == nil || err.Error() != tt.want {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
	if _, err := NewScalar(good); err != nil {
		t.Error(err)
	}
}

// Whatever the parameters and the value: an error, or a valid SDR.
func FuzzScalar(f *testing.F) {
	f.Add(0.0, 100.0, 120, 21, false, false, 50.0)
	f.Add(-1e308, 1e307, 9, 3, false, true, 1e308)
	f.Add(-5e-324, 5e-324, 4, 3, true, false, 0.0)
	f.Fuzz(func(t *testing.T, low, high float64, size, active int, periodic, clip bool, x float64) {
		if size > 1<<16 {
			return
		}
		p := ScalarParams{Min: low, Max: high, Size: size, Active: active, Periodic: periodic, Clip: clip}
		e, err := NewScalar(p)
		if err != nil {
			return
		}
		code, err := e.Encode(x)
		if err != nil {
			if low <= x && x < high || !strings.Contains(err.Error(), "want") {
				t.Errorf("%+v: Encode(%v): %v", p, x, err)
			}
			return
		}
		if err := code.Check(); err != nil || code.Size != size || code.Len() != active {
			t.Errorf("%+v: Encode(%v) = %v: %v", p, x, code, err)
		}
		if bucket, err := e.Bucket(x); err != nil || bucket < 0 || bucket >= e.Buckets() {
			t.Errorf("%+v: Bucket(%v) = %d, %v; want in [0, %d)", p, x, bucket, err, e.Buckets())
		}
	})
}

// WithRadius keeps its word: values that far apart share nothing; and
// WithResolution: values that far apart differ.
func TestScalarRadiusAndResolutionSeparate(t *testing.T) {
	stream := rng.New(1)
	for n := 0; n < 2000; n++ {
		low := 10*stream.Float64() - 5
		p := ScalarParams{Min: low, Max: low + 1 + 9*stream.Float64(), Active: 5, Periodic: n%2 == 0}
		radius := .1 + .4*stream.Float64()
		e, err := NewScalar(p.WithRadius(radius))
		if err != nil {
			t.Fatal(err)
		}
		for k, limit := range []float64{radius, radius / 5} {
			limit *= 1 + 1e-9
			x := p.Min + stream.Float64()*(p.Max-p.Min-2*limit)
			a, errA := e.Encode(x)
			b, errB := e.Encode(x + limit)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if shared, most := a.Overlap(b), []int{0, 4}[k]; shared > most {
				t.Errorf("%+v: %v and %v share %d bits, want at most %d", e.Params(), x, x+limit, shared, most)
			}
		}
	}
}
